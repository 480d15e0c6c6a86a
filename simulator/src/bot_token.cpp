#include "bot_token.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace simulator {
namespace {

constexpr std::size_t kMinSecretLength = 35;
constexpr std::size_t kMaxTokenLength = 256;

bool is_secret_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

}  // namespace

std::optional<values::BotId> bot_of_token(std::string_view token) {
  const std::size_t colon = token.find(':');
  if (colon == std::string_view::npos || token.size() > kMaxTokenLength) return std::nullopt;
  const std::string_view digits = token.substr(0, colon);
  const std::string_view secret = token.substr(colon + 1);
  if (secret.size() < kMinSecretLength || !std::ranges::all_of(secret, is_secret_character)) {
    return std::nullopt;
  }
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (error != std::errc{} || end != digits.data() + digits.size() || id <= 0) return std::nullopt;
  return values::BotId{id};
}

}  // namespace simulator
