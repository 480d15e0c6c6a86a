#include "values/dotenv.hpp"

#include <cctype>
#include <optional>

#include "values/quote.hpp"

namespace values {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

bool is_name(std::string_view name) {
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0])) != 0) return false;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') return false;
  }
  return true;
}

bool is_comment_or_nothing(std::string_view rest) {
  rest = trim(rest);
  return rest.empty() || rest.front() == '#';
}

std::optional<std::string> read_single_quoted(std::string_view text) {
  const auto end = text.find('\'', 1);
  if (end == std::string_view::npos || !is_comment_or_nothing(text.substr(end + 1))) return std::nullopt;
  return std::string(text.substr(1, end - 1));
}

std::optional<std::string> read_double_quoted(std::string_view text) {
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      if (!is_comment_or_nothing(text.substr(i + 1))) return std::nullopt;
      return value;
    }
    if (text[i] == '\\' && i + 1 < text.size()) {
      const char escaped = text[++i];
      value += escaped == 'n' ? '\n' : escaped;
    } else {
      value += text[i];
    }
  }
  return std::nullopt;
}

std::string read_unquoted(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '#' && (i == 0 || kBlank.find(text[i - 1]) != std::string_view::npos)) {
      return std::string(trim(text.substr(0, i)));
    }
  }
  return std::string(text);
}

std::optional<std::string> read_value(std::string_view text) {
  if (text.starts_with('\'')) return read_single_quoted(text);
  if (text.starts_with('"')) return read_double_quoted(text);
  return read_unquoted(text);
}

}  // namespace

values::Result<std::vector<DotenvEntry>> parse_dotenv(std::string_view text, std::string_view file) {
  std::vector<DotenvEntry> entries;
  for (int number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    std::string_view line = trim(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.empty() || line.front() == '#') continue;

    const std::string place = std::string(file) + ":" + std::to_string(number);
    if (line.starts_with("export ")) line = trim(line.substr(7));
    const auto equals = line.find('=');
    const std::string_view name = trim(line.substr(0, equals));
    if (equals == std::string_view::npos || !is_name(name)) {
      return values::Error{place + " is not a setting: write NAME=value, or # before a comment"};
    }
    auto value = read_value(trim(line.substr(equals + 1)));
    if (!value) {
      return values::Error{place + ": the quotes of " + quote(name) + " don't match: write \"value\" or 'value'"};
    }
    entries.push_back({std::string(name), std::move(*value), number});
  }
  return entries;
}

}  // namespace values
