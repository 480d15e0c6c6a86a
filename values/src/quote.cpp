#include "values/quote.hpp"

#include <cstddef>

#include "values/utf8.hpp"

namespace values {
namespace {

constexpr std::size_t kLongest = 100;  // code points

std::string without_password(std::string_view value) {
  const auto scheme = value.find("://");
  if (scheme == std::string_view::npos) return std::string(value);
  const auto begin = scheme + 3;
  const auto at = value.substr(begin, value.find('/', begin) - begin).rfind('@');
  if (at == std::string_view::npos) return std::string(value);
  return std::string(value.substr(0, begin)) + "***" + std::string(value.substr(begin + at));
}

}  // namespace

std::string quote(std::string_view value) {
  std::string shown = values::truncate_code_points(values::to_valid_utf8(without_password(value)), kLongest);
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return "'" + shown + "'";
}

}  // namespace values
