#pragma once
// A quiz as a lesson's file writes it, in a fenced block:
//
//   What does SELECT do?
//   - [ ] It deletes rows
//   - [x] It reads rows
//   > It never changes anything.
//
// A line of the question that looks like an option or an explanation has `\` before it.

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/system/result.hpp>

#include "shop/lesson.hpp"

namespace shop {

struct QuizProblem {
  std::size_t line = 0;  ///< Of the block, from 0.
  std::string what;
};

boost::system::result<Quiz, QuizProblem> parse_quiz(std::string_view block);

/// What parse_quiz makes the same of, each line ended. White space is written as parse_quiz would leave it.
std::string write_quiz(const Quiz& quiz);

[[noreturn]] void throw_exception_from_error(const QuizProblem& problem, const boost::source_location&);

}  // namespace shop
