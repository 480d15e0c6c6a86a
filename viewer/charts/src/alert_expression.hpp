#pragma once
// What an alert watches, and the limit at which it fires: its expression taken apart at the comparison.
//
//   split_comparison("sum(users_online) > 1000");          // {"sum(users_online)", 1000}
//   split_comparison("a / b > 0.1 and sum(c) >= 3");       // {"a / b", 0.1}
//
// Pure function. It knows as much of PromQL as this needs: strings, brackets, comments, operators.

#include <optional>
#include <string>
#include <string_view>

namespace charts {

struct Comparison {
  std::string expression;
  double limit = 0;
};

/// None unless `promql`, or what stands before its first `and` or `unless`, ends in a comparison with a number. With an
/// `or` there is none: each side has its own.
std::optional<Comparison> split_comparison(std::string_view promql);

}  // namespace charts
