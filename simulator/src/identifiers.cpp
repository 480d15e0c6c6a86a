#include "identifiers.hpp"

#include <string_view>

namespace simulator {

values::UpdateId Identifiers::first_update() {
  constexpr std::uint64_t kLowest = 100'000'000;
  constexpr std::uint64_t kSpan = 900'000'000;
  return values::UpdateId{static_cast<std::int64_t>(kLowest + random_() % kSpan)};
}

std::string Identifiers::query() {
  return std::to_string(random_() >> 1U);
}

values::ChargeId Identifiers::charge() {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  constexpr int kWords = 6;
  constexpr int kCharactersPerWord = 10;
  std::string id = "stx";
  for (int word = 0; word < kWords; ++word) {
    std::uint64_t bits = random_();
    for (int i = 0; i < kCharactersPerWord; ++i, bits >>= 6U) id += kAlphabet[bits & 63U];
  }
  return values::ChargeId{std::move(id)};
}

}  // namespace simulator
