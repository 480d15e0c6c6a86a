#pragma once
// The words of pictures and refusals, in both languages.
//
//   words_of(Language::russian).last;   // "сейчас"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "language.hpp"

namespace charts {

struct Words {
  std::string_view last;     ///< Heading of the latest values.
  std::string_view highest;  ///< Heading of the greatest values.
  std::string_view total;    ///< Heading of sums over the range.
  std::string_view no_value;
  std::string_view no_answer;  ///< In place of a panel that Prometheus did not answer for.
};

const Words& words_of(Language language);

/// "and 12 more", "и ещё 12": lines that are not drawn.
std::string and_more(std::size_t count, Language language);

/// "each bar: 15 min".
std::string bar_width_note(std::chrono::milliseconds width, Language language);

/// `english` or `russian`, whichever is the language.
std::string_view choose(Language language, std::string_view english, std::string_view russian);

}  // namespace charts
