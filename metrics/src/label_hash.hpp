#pragma once
// Hashing and comparing label values: short texts, many times a second, sometimes chosen by strangers. The seed keeps
// them from choosing values that collide. Pure.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace metrics {

namespace detail {

__extension__ using Product = unsigned __int128;

/// Multiplies to 128 bits and folds the halves: every bit of either depends on all.
inline std::uint64_t fold_product(std::uint64_t a, std::uint64_t b) noexcept {
  const Product product = static_cast<Product>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

template <class Word>
std::uint64_t load(const char* from) noexcept {
  Word word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// The first and the last bytes of `text`, which has at most 16; they overlap where it has fewer.
struct Ends {
  std::uint64_t first;
  std::uint64_t last;
};
inline Ends ends_of(const char* text, std::size_t size) noexcept {
  if (size >= 8) return {load<std::uint64_t>(text), load<std::uint64_t>(text + size - 8)};
  if (size >= 4) return {load<std::uint32_t>(text), load<std::uint32_t>(text + size - 4)};
  if (size == 0) return {0, 0};
  return {load<std::uint8_t>(text) << 8U | load<std::uint8_t>(text + size / 2), load<std::uint8_t>(text + size - 1)};
}

}  // namespace detail

inline std::uint64_t hash_text(std::uint64_t seed, std::string_view value) noexcept {
  const char* text = value.data();
  std::size_t left = value.size();
  std::uint64_t hash = seed ^ left;  // with its size, so that a text and the same one with zeros at its end differ
  for (; left > 16; text += 16, left -= 16)
    hash = detail::fold_product(detail::load<std::uint64_t>(text) ^ seed, detail::load<std::uint64_t>(text + 8) ^ hash);
  const detail::Ends ends = detail::ends_of(text, left);
  return detail::fold_product(ends.first ^ seed, ends.last ^ hash);
}

/// The texts are hashed each for itself, which the processor does side by side, and then put together in their order.
inline std::uint64_t hash_label_values(std::uint64_t seed, std::span<const std::string_view> values) noexcept {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;  // 2^64 divided by the golden ratio
  std::uint64_t hash = 0;
  for (const std::string_view value : values) hash = hash * kOdd + hash_text(seed, value);
  return hash ^ hash >> 32U;  // the index looks at the low bits
}

inline bool equal_texts(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  if (a.size() > 16) return std::memcmp(a.data(), b.data(), a.size()) == 0;
  const detail::Ends left = detail::ends_of(a.data(), a.size());
  const detail::Ends right = detail::ends_of(b.data(), b.size());
  return left.first == right.first && left.last == right.last;
}

/// Both have as many values.
inline bool equal_label_values(std::span<const std::string_view> a, std::span<const std::string_view> b) noexcept {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!equal_texts(a[i], b[i])) return false;
  }
  return true;
}

}  // namespace metrics
