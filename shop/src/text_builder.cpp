#include "text_builder.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "utf16_index.hpp"
#include "values/utf8.hpp"
#include "white_space.hpp"

namespace shop {
namespace {

constexpr std::string_view kSpoilerMark = "||";

std::size_t begin_of(const StyledRange& range) {
  return static_cast<std::size_t>(range.offset);
}

std::size_t end_of(const StyledRange& range) {
  return static_cast<std::size_t>(range.offset + range.length);
}

StyledRange range_of(Style style, std::size_t begin, std::size_t end, std::string argument) {
  return {.style = style,
          .offset = static_cast<std::int64_t>(begin),
          .length = static_cast<std::int64_t>(end - begin),
          .argument = std::move(argument)};
}

/// From bytes to UTF-16 code units. `ranges` are in order.
void count_in_units(std::string_view text, std::vector<StyledRange>& ranges) {
  if (ranges.empty() || values::count_code_points(text) == text.size()) return;
  std::size_t byte = 0;
  std::size_t unit = 0;
  for (StyledRange& range : ranges) {
    const std::size_t begin = begin_of(range);
    const std::size_t end = end_of(range);
    unit += values::count_utf16_units(text.substr(byte, begin - byte));
    byte = begin;
    range.offset = static_cast<std::int64_t>(unit);
    range.length = static_cast<std::int64_t>(values::count_utf16_units(text.substr(begin, end - begin)));
  }
}

}  // namespace

void TextBuilder::append(const FormattedText& text) {
  const Utf16Index index(text.text);
  const std::size_t begin = text_.size();
  append(text.text);
  for (const StyledRange& range : text.ranges) {
    ranges_.push_back(range_of(range.style, begin + index.byte_of(begin_of(range)),
                               begin + index.byte_of(end_of(range)), range.argument));
  }
}

void TextBuilder::append_with_spoilers(std::string_view text) {
  for (std::size_t at = text.find('|'); at < text.size(); at = text.find('|', at)) {
    const std::size_t end = std::min(text.find_first_not_of('|', at), text.size());
    if (end - at == kSpoilerMark.size()) spoiler_marks_.push_back({.at = text_.size() + at, .span = innermost()});
    at = end;
  }
  append(text);
}

void TextBuilder::replace_tabs(std::size_t begin) {
  for (std::size_t tab = text_.find('\t', begin); tab != std::string::npos; tab = text_.find('\t', tab))
    text_[tab] = ' ';
}

void TextBuilder::open_span(Style style, std::string argument, bool by_tag) {
  const bool ignored = is_open(style) || (style == Style::code && is_open(Style::link));
  spans_.push_back({.style = style,
                    .begin = text_.size(),
                    .argument = std::move(argument),
                    .by_tag = by_tag,
                    .ignored = ignored,
                    .identity = ++spans_opened_});
}

bool TextBuilder::is_open(Style style) const {
  return std::any_of(spans_.begin(), spans_.end(), [style](const Span& span) { return span.style == style; });
}

void TextBuilder::close_span() {
  Span span = std::move(spans_.back());
  spans_.pop_back();
  if (span.ignored) return;
  if (span.style == Style::code) {
    add_code(span.begin, text_.size());
  } else {
    emit(span.style, span.begin, text_.size(), std::move(span.argument));
  }
}

void TextBuilder::add_code(std::size_t begin, std::size_t end) {
  if (trimmed(from(begin)).empty()) return;
  for (Span& around : spans_) {
    if (!around.ignored) emit(around.style, around.begin, begin, around.argument);
    around.begin = end;
  }
  emit(Style::code, begin, end, {});
}

void TextBuilder::emit(Style style, std::size_t begin, std::size_t end, std::string argument) {
  while (begin < end && is_white_space(text_[begin])) ++begin;
  while (begin < end && is_white_space(text_[end - 1])) --end;
  if (begin == end) return;
  // Code that touches code is one: Markdown couldn't write two.
  const auto touched = std::find_if(ranges_.begin() + static_cast<std::ptrdiff_t>(block_ranges_), ranges_.end(),
                                    [style, begin](const StyledRange& range) {
                                      return style == Style::code && range.style == style && end_of(range) == begin;
                                    });
  if (touched != ranges_.end()) {
    touched->length += static_cast<std::int64_t>(end - begin);
  } else {
    ranges_.push_back(range_of(style, begin, end, std::move(argument)));
  }
}

void TextBuilder::begin_block() {
  block_begin_ = text_.size();
  block_ranges_ = ranges_.size();
  spans_opened_ = 0;
}

void TextBuilder::end_block() {
  if (!spoiler_marks_.empty()) resolve_spoilers();
  if (text_.size() == block_begin_) return;
  if (is_white_space(text_.back()) || is_white_space(text_[block_begin_])) trim_block();
}

void TextBuilder::resolve_spoilers() {
  std::vector<SpoilerMark> marks = std::exchange(spoiler_marks_, {});
  const auto opens = [this](const SpoilerMark& mark) {
    const std::size_t next = mark.at + kSpoilerMark.size();
    return next < text_.size() && !is_white_space(text_[next]);
  };
  const auto closes = [this](const SpoilerMark& mark) {
    return mark.at > block_begin_ && !is_white_space(text_[mark.at - 1]);
  };
  for (std::size_t one = 0; one < marks.size(); ++one) {
    if (!opens(marks[one])) continue;
    const auto other =
        std::find_if(marks.begin() + static_cast<std::ptrdiff_t>(one) + 1, marks.end(),
                     [&](const SpoilerMark& mark) { return mark.span == marks[one].span && closes(mark); });
    if (other == marks.end()) continue;
    erase(other->at, kSpoilerMark.size());
    erase(marks[one].at, kSpoilerMark.size());
    hide(marks[one].at, other->at - kSpoilerMark.size());
    // What lies between has been used up; what comes behind has moved.
    const auto behind = static_cast<std::size_t>(other - marks.begin()) + 1;
    for (std::size_t later = behind; later < marks.size(); ++later) marks[later].at -= 2 * kSpoilerMark.size();
    one = behind - 1;
  }
  trim_ranges();
}

/// A mark that is gone may leave white space at an end.
void TextBuilder::trim_ranges() {
  const auto first = ranges_.begin() + static_cast<std::ptrdiff_t>(block_ranges_);
  const std::vector<StyledRange> untrimmed(std::make_move_iterator(first), std::make_move_iterator(ranges_.end()));
  ranges_.erase(first, ranges_.end());
  for (const StyledRange& range : untrimmed) emit(range.style, begin_of(range), end_of(range), range.argument);
}

/// All but the code in it, and what is hidden already.
void TextBuilder::hide(std::size_t begin, std::size_t end) {
  std::vector<std::pair<std::size_t, std::size_t>> left_out;
  for (std::size_t i = block_ranges_; i < ranges_.size(); ++i) {
    const StyledRange& range = ranges_[i];
    if (range.style != Style::code && range.style != Style::spoiler) continue;
    if (end_of(range) > begin && begin_of(range) < end) left_out.emplace_back(begin_of(range), end_of(range));
  }
  std::sort(left_out.begin(), left_out.end());
  for (const auto& [from, to] : left_out) {
    if (from > begin) emit(Style::spoiler, begin, from, {});
    begin = std::max(begin, to);
  }
  if (begin < end) emit(Style::spoiler, begin, end, {});
}

void TextBuilder::erase(std::size_t begin, std::size_t length) {
  text_.erase(begin, length);
  const auto moved = [&](std::size_t place) {
    return place <= begin ? place : std::max(begin, place - std::min(place, length));
  };
  for (std::size_t i = block_ranges_; i < ranges_.size(); ++i) {
    const std::size_t from = moved(begin_of(ranges_[i]));
    const std::size_t to = moved(end_of(ranges_[i]));
    ranges_[i].offset = static_cast<std::int64_t>(from);
    ranges_[i].length = static_cast<std::int64_t>(to - from);
  }
  std::erase_if(ranges_, [](const StyledRange& range) { return range.length == 0; });
}

void TextBuilder::trim_block() {
  std::size_t end = text_.size();
  while (end > block_begin_ && is_white_space(text_[end - 1])) --end;
  text_.resize(end);
  std::size_t begin = block_begin_;
  while (begin < end && is_white_space(text_[begin])) ++begin;
  if (begin > block_begin_) erase(block_begin_, begin - block_begin_);
}

void TextBuilder::add_range(Style style, std::size_t begin, std::string argument) {
  if (begin < text_.size()) ranges_.push_back(range_of(style, begin, text_.size(), std::move(argument)));
}

void TextBuilder::truncate(std::size_t size) {
  text_.resize(size);
  while (!ranges_.empty() && end_of(ranges_.back()) > size) ranges_.pop_back();
}

FormattedText TextBuilder::take() {
  return take_from(0);
}

FormattedText TextBuilder::take_from(std::size_t begin) {
  FormattedText taken{.text = begin == 0 ? std::move(text_) : text_.substr(begin)};
  const auto first = std::find_if(ranges_.begin(), ranges_.end(),
                                  [begin](const StyledRange& range) { return begin_of(range) >= begin; });
  taken.ranges.assign(std::make_move_iterator(first), std::make_move_iterator(ranges_.end()));
  ranges_.erase(first, ranges_.end());
  text_.resize(begin == 0 ? 0 : begin);
  for (StyledRange& range : taken.ranges) range.offset -= static_cast<std::int64_t>(begin);
  if (!std::is_sorted(taken.ranges.begin(), taken.ranges.end(), is_outer)) {
    std::sort(taken.ranges.begin(), taken.ranges.end(), is_outer);
  }
  count_in_units(taken.text, taken.ranges);
  return taken;
}

}  // namespace shop
