#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "telegram/api.hpp"

namespace telegram {
namespace {

bool is_token_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

}  // namespace

values::Result<values::BotId> bot_id_of(const values::Secret& token) {
  const auto malformed = [] {
    return values::Error{
        "the bot token is not of the form that BotFather gives out: a number, a colon, and letters, digits, '_' and "
        "'-'"};
  };
  const std::string_view text = token.reveal();
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return malformed();

  const std::string_view digits = text.substr(0, colon);
  std::int64_t id = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (failure != std::errc{} || end != digits.data() + digits.size() || id <= 0) return malformed();

  const std::string_view rest = text.substr(colon + 1);
  if (rest.empty() || !std::ranges::all_of(rest, is_token_character)) return malformed();
  return values::BotId{id};
}

}  // namespace telegram
