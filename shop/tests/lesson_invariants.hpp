#pragma once
// What holds for every lesson that was read, for tests and the fuzzer.

#include <algorithm>
#include <array>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shop/lesson.hpp"
#include "utf16_index.hpp"
#include "values/utf8.hpp"
#include "white_space.hpp"

namespace shop {

inline void print(std::ostream& out, const FormattedText& text) {
  out << '"' << text.text << '"';
  for (const StyledRange& range : text.ranges) {
    out << ' ' << to_string(range.style) << '[' << range.offset << '+' << range.length << ']' << range.argument;
  }
  out << '\n';
}

inline std::ostream& operator<<(std::ostream& out, const FormattedText& text) {
  print(out, text);
  return out;
}

inline std::ostream& operator<<(std::ostream& out, const LessonContent& lesson) {
  out << lesson.title << '\n';
  for (const LessonPart& part : lesson.parts) {
    if (const auto* const text = std::get_if<FormattedText>(&part)) print(out, *text);
    if (const auto* const media = std::get_if<MediaPart>(&part)) {
      out << to_string(media->media.kind) << ' ' << media->media.file << media->media.telegram_file << ' ';
      print(out, media->caption);
    }
    if (const auto* const quiz = std::get_if<Quiz>(&part)) out << "quiz " << quiz->question << '\n';
  }
  return out;
}

inline bool is_quotation(Style style) {
  return style == Style::blockquote || style == Style::expandable_blockquote;
}

/// The first rule of Bot API's "Formatting options" that `text` breaks; empty if none.
inline std::string broken_rule(const FormattedText& text) {
  if (!values::is_valid_utf8(text.text)) return "not UTF-8";
  const auto units = static_cast<std::int64_t>(values::count_utf16_units(text.text));
  std::vector<const StyledRange*> open;
  for (const StyledRange& range : text.ranges) {
    if (range.offset < 0 || range.length <= 0 || range.offset + range.length > units)
      return "a range is outside the text";
    if (&range != text.ranges.data() && is_outer(range, *(&range - 1))) return "ranges are out of order";
    while (!open.empty() && open.back()->offset + open.back()->length <= range.offset) open.pop_back();
    for (const StyledRange* const around : open) {
      if (around->offset + around->length < range.offset + range.length) return "ranges overlap";
      if (around->style == Style::code || around->style == Style::pre) return "something is within code";
      const bool is_code = range.style == Style::code || range.style == Style::pre;
      if (is_code && !is_quotation(around->style)) return "code is within something";
      if (around->style == range.style || (is_quotation(around->style) && is_quotation(range.style))) {
        return "a style is within itself";
      }
    }
    open.push_back(&range);
  }
  return "";
}

inline std::string broken_rule_of_message(const FormattedText& text, std::size_t limit) {
  if (text.text.empty()) return "a message is empty";
  if (values::count_utf16_units(text.text) > limit) return "a message is too long";
  if (text.ranges.size() > kMaxRangesOfMessage) return "a message has too many ranges";
  if (text.text.ends_with(' ') || text.text.ends_with('\n') || text.text.starts_with('\n'))
    return "white space at an end";
  const bool begins_with_code = !text.ranges.empty() && text.ranges[0].offset == 0 &&
                                std::any_of(text.ranges.begin(), text.ranges.end(), [](const StyledRange& range) {
                                  return range.offset == 0 && range.style == Style::pre;
                                });
  if (text.text.starts_with(' ') && !begins_with_code) return "white space at the beginning";
  return broken_rule(text);
}

/// The text without what can't be seen, in which parts and whole agree.
inline std::string visible(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const std::string_view character = text.substr(0, sequence_length(text[0]));
    if (is_visible(character)) kept += character;
    text.remove_prefix(character.size());
  }
  return kept;
}

inline std::string broken_rule_of_split(const FormattedText& text, std::size_t limit) {
  std::string together;
  for (const FormattedText& part : split(text, limit)) {
    if (std::string broken = broken_rule_of_message(part, limit); !broken.empty()) return broken;
    together += visible(part.text);
  }
  return together == visible(text.text) ? "" : "a part is lost";
}

inline std::string broken_rule(const LessonContent& lesson) {
  if (lesson.parts.empty() || lesson.parts.size() > kMaxLessonParts) return "too few parts or too many";
  if (values::count_code_points(lesson.title) > kMaxLessonTitle) return "the title is too long";
  for (const LessonPart& part : lesson.parts) {
    std::string broken;
    if (const auto* const text = std::get_if<FormattedText>(&part)) {
      broken = broken_rule(*text);
      for (const std::size_t limit :
           std::array{kMaxMessageText, kMaxMessageCaption, std::size_t{40}, std::size_t{16}}) {
        if (broken.empty()) broken = broken_rule_of_split(*text, limit);
      }
    } else if (const auto* const media = std::get_if<MediaPart>(&part)) {
      if (media->media.file.empty() == media->media.telegram_file.empty()) broken = "media is not one file";
      if (!media->caption.text.empty()) broken = broken_rule_of_message(media->caption, kMaxMessageCaption);
    } else {
      const auto& quiz = std::get<Quiz>(part);
      if (quiz.options.size() < 2 || quiz.correct >= quiz.options.size()) broken = "a quiz without an answer";
    }
    if (!broken.empty()) return broken;
  }
  return "";
}

}  // namespace shop
