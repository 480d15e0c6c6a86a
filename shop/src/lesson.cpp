#include "shop/lesson.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "enum_names.hpp"
#include "markdown_reader.hpp"
#include "values/utf8.hpp"
#include "white_space.hpp"

namespace shop {
namespace {

constexpr EnumNames<MediaKind::document> kMediaKinds{"photo", "video", "document"};
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kTitleMark = "# ";

struct FirstLine {
  std::string_view title;
  std::size_t end;  ///< Of the line, its line break included.
};

/// The line with a character that no text has, or npos.
std::size_t find_control_character(std::string_view text) {
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  const auto is_control = [](char byte) {
    const auto value = static_cast<std::uint8_t>(byte);
    return (value < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') || value == 0x7F;
  };
  for (std::size_t begin = 0; begin < text.size(); begin += kStep) {
    const std::size_t end = std::min(begin + kStep, text.size());
    if (end - begin == kStep) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text.data() + begin, kStep);
      // The high bit of each byte below 0x20, or of 0x7F: nothing to look at in most steps.
      const std::uint64_t low = (bytes - 0x20 * kOnes) & ~bytes;
      const std::uint64_t del = ((bytes ^ 0x7F * kOnes) - kOnes) & ~(bytes ^ 0x7F * kOnes);
      if (((low | del) & 0x80 * kOnes) == 0) continue;
    }
    for (std::size_t at = begin; at < end; ++at) {
      if (is_control(text[at])) return at;
    }
  }
  return std::string_view::npos;
}

std::size_t find_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (!values::is_valid_utf8(text.substr(at, end - at))) return at;
    at = end + 1;
  }
  return text.size();
}

values::Result<std::string_view> check_characters(std::string_view file, std::string_view markdown,
                                                  std::string_view checked) {
  if (!values::is_valid_utf8(checked)) {
    return values::Error{place_of(file, markdown, find_invalid_utf8(checked)) +
                         "not UTF-8: save the file in that encoding"};
  }
  const std::size_t control = find_control_character(checked);
  if (control != std::string_view::npos) {
    return values::Error{place_of(file, markdown, control) + "a control character, which no text may have"};
  }
  return checked;
}

values::Result<FirstLine> read_first_line(std::string_view file, std::string_view markdown) {
  const auto refuse = [file](std::string_view what) {
    return values::Error{std::string(file) + ":1: " + std::string(what)};
  };
  if (markdown.size() > kMaxLessonBytes) return refuse("a lesson has at most 128 KiB");
  const std::size_t line_break = std::min(markdown.find('\n'), markdown.size());
  std::string_view line = markdown.substr(0, line_break);
  if (auto checked = check_characters(file, markdown, line); !checked) return checked.error();
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  if (!line.starts_with(kTitleMark)) return refuse("the first line is the lesson's title: write '# ' and the title");
  while (line.ends_with('\r') || line.ends_with('\t') || line.ends_with(' ')) line.remove_suffix(1);
  if (line.find_first_of("\t\r") != std::string_view::npos) return refuse("the title has a tab or a line break in it");
  const std::string_view title = trimmed(line.substr(std::min(kTitleMark.size(), line.size())));
  if (!is_visible(title)) return refuse("the title is empty");
  if (values::count_code_points(title) > kMaxLessonTitle) return refuse("the title is longer than 64 characters");
  return FirstLine{.title = title, .end = std::min(line_break + 1, markdown.size())};
}

}  // namespace

std::string_view to_string(MediaKind kind) {
  return kMediaKinds.of(kind);
}

values::Result<std::string> parse_lesson_title(std::string_view file, std::string_view markdown) {
  const auto line = read_first_line(file, markdown);
  if (!line) return line.error();
  return {boost::system::in_place_value, line->title};
}

values::Result<LessonContent> parse_lesson(std::string_view file, std::string_view markdown) {
  const auto line = read_first_line(file, markdown);
  if (!line) return line.error();
  if (auto checked = check_characters(file, markdown, markdown); !checked) return checked.error();
  auto parts = read_markdown(file, markdown, line->end);
  if (!parts) return parts.error();
  if (parts->empty()) return values::Error{std::string(file) + ":1: there is nothing below the title"};
  return LessonContent{.title = std::string(line->title), .parts = *std::move(parts)};
}

}  // namespace shop
