#pragma once
// The parameters of a Bot API call, wherever they stand: in the query, in a form, or in a JSON body ("Making requests"
// in core.telegram.org/bots/api). Values are read as Telegram reads them: a number may come as a string, an object as
// JSON-serialised text.
//
//   ApiResult<Parameters> parameters = Parameters::of(request);
//   std::int64_t chat = parameters->integer("chat_id");
//
// A value type without shared state.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "api_error.hpp"
#include "net/http_message.hpp"
#include "upload.hpp"

namespace simulator {

class Parameters {
 public:
  using Uploads = std::map<std::string, Upload, std::less<>>;

  Parameters() = default;
  explicit Parameters(boost::json::object fields, Uploads uploads = {})
      : fields_(std::move(fields)), uploads_(std::move(uploads)) {}

  /// Fails on a body that is not the JSON object or the form it claims to be, and on text that is not UTF-8.
  static ApiResult<Parameters> of(const net::Request& request);

  bool has(std::string_view name) const { return fields_.contains(name); }
  /// Empty where absent or null. Numbers and booleans as text; objects and arrays as JSON.
  std::string text(std::string_view name) const;
  /// `fallback` where absent or not a whole number.
  std::int64_t integer(std::string_view name, std::int64_t fallback = 0) const;
  /// True for true, 1, "true", "yes", "y", "t" and "1", as in Telegram.
  bool boolean(std::string_view name) const;
  /// The parsed value; nothing where absent, empty, null or (as text) not JSON.
  std::optional<boost::json::value> json(std::string_view name) const;
  /// The file under that name, or under the one that "attach://…" refers to; nullptr where there is none.
  const Upload* upload(std::string_view name) const;

  /// The text, or "parameter "name" is required" where it is empty.
  ApiResult<std::string> required_text(std::string_view name) const;

  /// As they came, but for the contents of files.
  const boost::json::object& fields() const { return fields_; }
  const Uploads& uploads() const { return uploads_; }

 private:
  boost::json::object fields_;
  Uploads uploads_;
};

/// Adds the fields of an application/x-www-form-urlencoded text; the first of a name stands.
void read_form(std::string_view form, boost::json::object& into);

}  // namespace simulator
