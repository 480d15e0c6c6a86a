#pragma once
// How far something is, drawn alike in every language.

#include <cstdint>
#include <string>

namespace bot {

/// "▓▓▓▓░░░░░░ 40 %"
inline std::string progress_bar(std::int64_t percent) {
  constexpr std::int64_t kCells = 10;
  std::string bar;
  for (std::int64_t cell = 1; cell <= kCells; ++cell) bar += percent >= cell * 100 / kCells ? "▓" : "░";
  return bar + " " + std::to_string(percent) + " %";
}

}  // namespace bot
