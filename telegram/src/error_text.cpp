#include "error_text.hpp"

#include <algorithm>

#include "values/utf8.hpp"

namespace telegram {
namespace {

void mask(std::string& text, std::string_view secret) {
  constexpr std::string_view kMask = "***";
  if (secret.empty()) return;
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + kMask.size())) {
    text.replace(at, secret.size(), kMask);
  }
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

}  // namespace

std::string error_text(std::string_view text, std::string_view token) {
  std::string line = values::to_valid_utf8(text);
  // Before cutting: a token cut in half would not be found any more.
  mask(line, token);
  if (const std::size_t colon = token.find(':'); colon != std::string_view::npos) mask(line, token.substr(colon + 1));
  std::ranges::replace_if(line, is_control, ' ');
  return values::truncate_code_points(line, kMaxErrorText);
}

}  // namespace telegram
