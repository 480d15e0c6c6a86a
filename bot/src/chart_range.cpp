#include "chart_range.hpp"

#include <charconv>
#include <cstdint>
#include <system_error>

namespace bot {
namespace {

using std::chrono::minutes;

constexpr std::size_t kMostDigits = 9;

std::optional<minutes> minutes_in(char unit) {
  switch (unit) {
    case 'm':
      return minutes{1};
    case 'h':
      return std::chrono::hours{1};
    case 'd':
      return std::chrono::days{1};
    case 'w':
      return std::chrono::days{7};
    case 'y':
      return std::chrono::days{365};
    default:
      return std::nullopt;
  }
}

}  // namespace

bool looks_like_chart_range(std::string_view word) {
  return word.size() > 1 && minutes_in(word.back()) && word.find_first_not_of("0123456789") == word.size() - 1;
}

std::optional<minutes> parse_chart_range(std::string_view word) {
  if (!looks_like_chart_range(word) || word.size() > kMostDigits + 1) return std::nullopt;
  std::int64_t count = 0;
  const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size() - 1, count);
  if (failure != std::errc{}) return std::nullopt;
  const minutes range = count * *minutes_in(word.back());
  if (range < kShortestChart || range > kLongestChart) return std::nullopt;
  return range;
}

ChartRange chart_range(minutes range) {
  using std::chrono::days;
  using std::chrono::hours;
  if (range % days{1} == minutes{0} && range > days{1}) return {.count = range / days{1}, .unit = 'd'};
  if (range % hours{1} == minutes{0}) return {.count = range / hours{1}, .unit = 'h'};
  return {.count = range.count(), .unit = 'm'};
}

std::string to_chart_range(minutes range) {
  const ChartRange parts = chart_range(range);
  return std::to_string(parts.count) + parts.unit;
}

}  // namespace bot
