#include "formatted_message.hpp"

#include <algorithm>
#include <optional>

#include "values/utf8.hpp"

namespace bot {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

std::int64_t units(std::string_view text) {
  return static_cast<std::int64_t>(values::count_utf16_units(text));
}

std::optional<shop::StyledRange> range_of(const telegram::TextEntity& entity) {
  const std::optional<shop::Style> style = shop::parse_style(entity.type);
  if (!style) return std::nullopt;
  shop::StyledRange range{.style = *style, .offset = entity.offset, .length = entity.length};
  if (*style == shop::Style::link) range.argument = entity.url;
  if (*style == shop::Style::pre) range.argument = entity.language;
  return range;
}

/// The bytes from `begin` to `end`, without the white space around them.
shop::FormattedText part_of(const shop::FormattedText& whole, std::size_t begin, std::size_t end) {
  const std::string_view part = std::string_view(whole.text).substr(begin, end - begin);
  const std::size_t first = part.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {.text = "", .ranges = {}};
  const std::string_view kept = part.substr(first, part.find_last_not_of(kWhiteSpace) - first + 1);

  shop::FormattedText result{.text = std::string(kept), .ranges = {}};
  const std::int64_t start = units(std::string_view(whole.text).substr(0, begin + first));
  const std::int64_t length = units(kept);
  for (shop::StyledRange range : whole.ranges) {
    const std::int64_t from = std::max<std::int64_t>(range.offset - start, 0);
    const std::int64_t to = std::min(range.offset + range.length - start, length);
    range.offset = from;
    range.length = to - from;
    if (from < to) result.ranges.push_back(std::move(range));
  }
  return result;
}

}  // namespace

shop::FormattedText formatted(std::string_view text, std::span<const telegram::TextEntity> entities) {
  shop::FormattedText result{.text = std::string(text), .ranges = {}};
  for (const telegram::TextEntity& entity : entities) {
    if (std::optional<shop::StyledRange> range = range_of(entity)) result.ranges.push_back(*std::move(range));
  }
  std::ranges::sort(result.ranges, shop::is_outer);
  return part_of(result, 0, result.text.size());
}

HeadedText split_heading(const shop::FormattedText& text, std::size_t longest_heading) {
  const std::size_t line_end = std::min(text.text.find('\n'), text.text.size());
  const std::string line = part_of(text, 0, line_end).text;
  if (values::count_code_points(line) > longest_heading) {
    return {.heading = values::truncate_code_points(line, longest_heading), .text = text};
  }
  return {.heading = line, .text = part_of(text, line_end, text.text.size())};
}

}  // namespace bot
