#include "alert_expression.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <vector>

namespace charts {
namespace {

bool is_word_letter(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' || letter == ':';
}

/// An operator that is not inside brackets.
struct Operator {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end() const { return begin + text.size(); }
};

constexpr std::string_view kTwoLetterComparisons[] = {"==", "!=", "<=", ">="};

/// Where the string or the comment that begins at `at` ends; `at` if none begins there.
std::size_t past_text(std::string_view promql, std::size_t at) {
  const char quote = promql[at];
  if (quote == '#') return std::min(promql.find('\n', at), promql.size());
  if (quote != '"' && quote != '\'' && quote != '`') return at;
  for (std::size_t i = at + 1; i < promql.size(); ++i) {
    if (promql[i] == '\\' && quote != '`') {
      ++i;
    } else if (promql[i] == quote) {
      return i + 1;
    }
  }
  return promql.size();
}

std::size_t past_word(std::string_view promql, std::size_t at) {
  while (at < promql.size() && is_word_letter(promql[at])) ++at;
  return at;
}

std::string_view comparison_at(std::string_view promql, std::size_t at) {
  for (const std::string_view each : kTwoLetterComparisons) {
    if (promql.substr(at, 2) == each) return promql.substr(at, 2);
  }
  return promql[at] == '<' || promql[at] == '>' ? promql.substr(at, 1) : std::string_view();
}

/// Comparisons, and the words and, or, unless; in order. None at all if the brackets do not match.
std::vector<Operator> top_level_operators(std::string_view promql) {
  std::vector<Operator> found;
  int depth = 0;
  for (std::size_t at = 0; at < promql.size();) {
    const char letter = promql[at];
    if (const std::size_t end = past_text(promql, at); end != at) {
      at = end;
    } else if (is_word_letter(letter)) {
      const std::size_t word_end = past_word(promql, at);
      const std::string_view word = promql.substr(at, word_end - at);
      if (depth == 0 && (word == "and" || word == "or" || word == "unless")) found.push_back({word, at});
      at = word_end;
    } else {
      if (letter == '(' || letter == '[' || letter == '{') ++depth;
      if (letter == ')' || letter == ']' || letter == '}') --depth;
      if (depth < 0) return {};
      const std::string_view comparison = depth == 0 ? comparison_at(promql, at) : std::string_view();
      if (!comparison.empty()) found.push_back({comparison, at});
      at += std::max<std::size_t>(1, comparison.size());
    }
  }
  return depth == 0 ? found : std::vector<Operator>();
}

bool is_set_operator(const Operator& each) {
  return is_word_letter(each.text[0]);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Without brackets around the whole.
std::string_view without_brackets(std::string_view promql) {
  promql = trimmed(promql);
  while (promql.size() >= 2 && promql.front() == '(' && promql.back() == ')') {
    const std::string_view inner = promql.substr(1, promql.size() - 2);
    int depth = 0;
    for (std::size_t at = 0; at < inner.size() && depth >= 0;) {
      const std::size_t end = past_text(inner, at);
      if (end == at && inner[at] == '(') ++depth;
      if (end == at && inner[at] == ')') --depth;
      at = std::max(end, at + 1);
    }
    if (depth != 0) return promql;
    promql = trimmed(inner);
  }
  return promql;
}

std::optional<double> parse_number(std::string_view text) {
  text = without_brackets(text);
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text = trimmed(text.substr(1));
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return is_negative ? -number : number;
}

}  // namespace

std::optional<Comparison> split_comparison(std::string_view promql) {
  promql = without_brackets(promql);
  const std::vector<Operator> operators = top_level_operators(promql);
  const auto set_operator = std::find_if(operators.begin(), operators.end(), is_set_operator);
  if (std::any_of(operators.begin(), operators.end(), [](const Operator& each) { return each.text == "or"; })) {
    return std::nullopt;
  }
  if (set_operator != operators.end()) return split_comparison(promql.substr(0, set_operator->begin));
  if (operators.size() != 1) return std::nullopt;
  const std::string_view watched = trimmed(promql.substr(0, operators[0].begin));
  const std::optional<double> limit = parse_number(promql.substr(operators[0].end()));
  if (watched.empty() || !limit || parse_number(watched)) return std::nullopt;
  return Comparison{.expression = std::string(watched), .limit = *limit};
}

}  // namespace charts
