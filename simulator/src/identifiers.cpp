#include "identifiers.hpp"

#include <string_view>

namespace simulator {

std::string Identifiers::random_text(int words) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  constexpr int kCharactersPerWord = 10;
  std::string text;
  for (int word = 0; word < words; ++word) {
    std::uint64_t bits = random_();
    for (int i = 0; i < kCharactersPerWord; ++i, bits >>= 6U) text += kAlphabet[bits & 63U];
  }
  return text;
}

values::UpdateId Identifiers::first_update() {
  constexpr std::uint64_t kLowest = 100'000'000;
  constexpr std::uint64_t kSpan = 900'000'000;
  return values::UpdateId{static_cast<std::int64_t>(kLowest + random_() % kSpan)};
}

std::string Identifiers::query() {
  return std::to_string(random_() >> 1U);
}

values::ChargeId Identifiers::charge() {
  return values::ChargeId{"stx" + random_text(6)};
}

std::string Identifiers::transaction() {
  return "tx" + random_text(4);
}

std::string Identifiers::invoice_slug() {
  return random_text(2);
}

std::string Identifiers::invite_hash() {
  constexpr std::size_t kLength = 16;
  return random_text(2).substr(0, kLength);
}

FileIdentifiers Identifiers::file(std::string_view prefix) {
  return {.id = std::string(prefix) + random_text(5), .unique_id = "AgAD" + random_text(1)};
}

}  // namespace simulator
