#pragma once
// Failures to order: the next calls of a method are answered with what a test wants, instead of the truth.
// Not thread-safe.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "net/http_message.hpp"

namespace simulator {

struct Fault {
  int status = 502;
  std::string body;
  std::uint64_t times = 1;
  bool executes = false;  ///< The call does its work, and only its answer is lost.
};

class Faults {
 public:
  /// `method` in lower case. A later fault of the same method replaces the earlier one.
  void set(std::string method, Fault fault) { faults_[std::move(method)] = std::move(fault); }
  void reset() { faults_.clear(); }

  /// The fault that this call meets, if any; one less is left.
  std::optional<Fault> take(std::string_view method);

 private:
  std::map<std::string, Fault, std::less<>> faults_;
};

net::Response response_of(const Fault& fault);

}  // namespace simulator
