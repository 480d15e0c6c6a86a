#include "shop/fingerprint.hpp"

#include <cstdint>

namespace shop {

std::string fingerprint_of(std::string_view text) {
  // FNV-1a (RFC draft "The FNV Non-Cryptographic Hash Algorithm", section 2), of 64 bits.
  constexpr std::uint64_t kOffset = 0xcbf29ce484222325U;
  constexpr std::uint64_t kPrime = 0x00000100000001b3U;
  std::uint64_t hash = kOffset;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;

  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits.push_back(kDigits[(hash >> static_cast<unsigned>(shift)) & 0xFU]);
  return digits;
}

}  // namespace shop
