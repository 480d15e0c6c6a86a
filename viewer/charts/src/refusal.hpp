#pragma once
// Why there is no picture.

#include <string>
#include <vector>

#include "values/result.hpp"

namespace charts {

struct Refusal {
  int status = 400;
  std::string sentence;
  std::vector<std::string> names = {};  ///< What there is, where a name was wrong.
};

/// Called by Result::value() where there is none.
[[noreturn]] inline void throw_exception_from_error(const Refusal& refusal, const boost::source_location&) {
  throw std::runtime_error(refusal.sentence);
}

template <class T>
using Outcome = values::Result<T, Refusal>;

}  // namespace charts
