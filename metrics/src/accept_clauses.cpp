#include "accept_clauses.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace metrics {

namespace {

// Not <cctype>: these don't change with the locale.
bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// What a name may have (RFC 9110, section 5.6.2), and the slash of a media type.
bool is_name_character(char c) {
  constexpr std::string_view kPunctuation = "!#$%&'*+-.^_`|~/";
  return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') || kPunctuation.find(c) != std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), to_lower);
  return result;
}

/// In thousandths; nothing if `text` is no weight (RFC 9110, section 12.4.2). More digits than three are cut.
std::optional<int> parse_q(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1') || (text.size() > 1 && text[1] != '.')) return std::nullopt;
  const std::string_view digits = text.substr(std::min<std::size_t>(2, text.size()));
  if (!std::ranges::all_of(digits, is_digit)) return std::nullopt;
  int q = text[0] == '1' ? 1000 : 0;
  int place = 100;
  for (const char digit : digits) {
    q += (digit - '0') * place;
    place /= 10;
  }
  return q <= 1000 ? std::optional(q) : std::nullopt;
}

/// Reads a header from left to right.
class Reader {
 public:
  explicit Reader(std::string_view rest) : rest_(rest) {}

  bool is_at_end() const { return rest_.empty(); }

  /// Nothing if the clause is malformed. Either way the reader is at the next one then.
  std::optional<AcceptClause> clause() {
    std::optional<AcceptClause> result = clause_here();
    if (!result) skip_clause();
    takes(',');
    return result;
  }

 private:
  std::optional<AcceptClause> clause_here() {
    AcceptClause clause{.what = lower(name())};
    if (clause.what.empty()) return std::nullopt;
    while (!is_at_clause_end()) {
      if (!takes(';')) return std::nullopt;
      if (is_at_clause_end() || rest_.front() == ';') continue;
      std::optional<AcceptClause::Parameter> parameter = parameter_here();
      if (!parameter) return std::nullopt;
      if (parameter->name == "q") {
        const std::optional<int> q = parse_q(parameter->value);
        if (!q) return std::nullopt;
        clause.q = *q;
      } else {
        clause.parameters.push_back(std::move(*parameter));
      }
    }
    return clause;
  }

  std::optional<AcceptClause::Parameter> parameter_here() {
    AcceptClause::Parameter parameter{.name = lower(name())};
    if (parameter.name.empty() || !takes('=')) return std::nullopt;
    const bool is_quoted = !rest_.empty() && rest_.front() == '"';
    std::optional<std::string> value = is_quoted ? quoted() : std::optional(std::string(name()));
    if (!value) return std::nullopt;
    parameter.value = std::move(*value);
    return parameter;
  }

  std::string_view name() {
    skip_blanks();
    const auto size = static_cast<std::size_t>(std::ranges::find_if_not(rest_, is_name_character) - rest_.begin());
    const std::string_view result = rest_.substr(0, size);
    rest_.remove_prefix(size);
    skip_blanks();
    return result;
  }

  /// Nothing if the closing quote is missing.
  std::optional<std::string> quoted() {
    std::string text;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '"') {
        rest_.remove_prefix(i + 1);
        skip_blanks();
        return text;
      }
      if (rest_[i] == '\\') ++i;
      if (i < rest_.size()) text += rest_[i];
    }
    return std::nullopt;
  }

  bool takes(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    skip_blanks();
    return true;
  }

  bool is_at_clause_end() const { return rest_.empty() || rest_.front() == ','; }

  /// To the next comma that is not in quotes.
  void skip_clause() {
    while (!is_at_clause_end()) {
      if (rest_.front() != '"') {
        rest_.remove_prefix(1);
      } else if (!quoted()) {
        rest_ = {};  // a quote that is never closed goes on to the end
      }
    }
  }

  void skip_blanks() { rest_.remove_prefix(std::ranges::find_if_not(rest_, is_blank) - rest_.begin()); }

  std::string_view rest_;
};

}  // namespace

std::string_view AcceptClause::parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? std::string_view() : found->value;
}

std::vector<AcceptClause> parse_accept(std::string_view header) {
  std::vector<AcceptClause> clauses;
  if (header.size() > kLongestAccept) return clauses;
  for (Reader reader(header); !reader.is_at_end();)
    if (std::optional<AcceptClause> clause = reader.clause()) clauses.push_back(std::move(*clause));
  return clauses;
}

}  // namespace metrics
