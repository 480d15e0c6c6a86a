#pragma once
// What a fallible function returns: the value, or an error whose text a person can act on.
//
//   values::Result<std::chrono::milliseconds> window = values::parse_duration("5x");
//   if (!window) log(window.error().message);   // "'5x' is not a duration: write a whole number and ms, s, m, h or d"
//
// `Result` is for what the caller decides about. Exceptions are for a broken program or a failed start.

#include <stdexcept>
#include <string>

#include <boost/system/result.hpp>

namespace values {

/// Names the thing, the value, and what would be right. One line; never holds a secret.
struct Error {
  std::string message;
};

/// Called by Result::value() where there is none.
[[noreturn]] inline void throw_exception_from_error(const Error& error, const boost::source_location&) {
  throw std::runtime_error(error.message);
}

template <class T, class E = Error>
using Result = boost::system::result<T, E>;

}  // namespace values
