#pragma once
// A string that must not be seen: a bot token, a webhook secret, a password.
//
//   values::Secret token{"123456:ABC"};
//   log << token;                       // prints "***"
//   header.set("X-Token", token.reveal());
//
// A value; printing, logging and formatting it shows only "***". Compare with `equals_in_constant_time`.

#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace values {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}

  const std::string& reveal() const { return text_; }
  bool empty() const { return text_.empty(); }

  /// Takes as long for a near miss as for a far one, so that an attacker can't guess it byte by byte.
  bool equals_in_constant_time(std::string_view candidate) const;

  friend std::ostream& operator<<(std::ostream& out, const Secret&) { return out << "***"; }

 private:
  std::string text_;
};

}  // namespace values
