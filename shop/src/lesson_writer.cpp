// Markdown from what a lesson holds.

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "inline_writer.hpp"
#include "link_target.hpp"
#include "markdown_reader.hpp"
#include "quiz_block.hpp"
#include "shop/lesson.hpp"
#include "utf16_index.hpp"
#include "white_space.hpp"

namespace shop {
namespace {

bool is_quotation(Style style) {
  return style == Style::blockquote || style == Style::expandable_blockquote;
}

bool is_block(const WrittenRange& range) {
  return range.style == Style::pre || is_quotation(range.style);
}

/// Without what no Markdown can hold: a tab or another control character is a space to Telegram too.
std::string without_control_characters(std::string_view text) {
  std::string kept(text);
  for (char& byte : kept) {
    if ((static_cast<unsigned char>(byte) < 0x20 && byte != '\n') || byte == 0x7F) byte = ' ';
  }
  return kept;
}

/// parse_lesson refuses a link without a text and an empty code block.
bool shows_nothing(Style style, std::string_view text) {
  return style == Style::pre || style == Style::link ? !is_visible(text) : trimmed(text).empty();
}

/// Without the white space at its ends, but for the indentation of code.
void trim_range(std::string_view text, WrittenRange& range) {
  while (range.begin < range.end && !is_block(range) && is_white_space(text[range.begin])) ++range.begin;
  while (range.begin < range.end && is_white_space(text[range.end - 1])) --range.end;
}

/// In bytes, in order.
std::vector<WrittenRange> trimmed_ranges(const FormattedText& formatted) {
  const Utf16Index index(formatted.text);
  std::vector<WrittenRange> ranges;
  for (const StyledRange& range : formatted.ranges) {
    if (range.offset < 0 || range.length <= 0) continue;
    ranges.push_back({.style = range.style,
                      .begin = index.byte_of(static_cast<std::size_t>(range.offset)),
                      .end = index.byte_of(static_cast<std::size_t>(range.offset + range.length)),
                      .argument = range.argument});
    trim_range(formatted.text, ranges.back());
  }
  std::stable_sort(ranges.begin(), ranges.end(), [](const WrittenRange& one, const WrittenRange& other) {
    const auto styled = [](const WrittenRange& range) {
      return StyledRange{.style = range.style,
                         .offset = static_cast<std::int64_t>(range.begin),
                         .length = static_cast<std::int64_t>(range.end - range.begin)};
    };
    return is_outer(styled(one), styled(other));
  });
  return ranges;
}

/// Each within the one before it or behind that, no style within itself; what overlaps is cut off.
std::vector<WrittenRange> nested_ranges(const FormattedText& formatted) {
  std::vector<WrittenRange> nested;
  std::vector<WrittenRange> open;
  for (WrittenRange& range : trimmed_ranges(formatted)) {
    while (!open.empty() && open.back().end <= range.begin) open.pop_back();
    if (!open.empty()) range.end = std::min(range.end, open.back().end);
    trim_range(formatted.text, range);
    const bool repeats = std::any_of(open.begin(), open.end(), [&range](const WrittenRange& around) {
      return around.style == range.style || (is_quotation(around.style) && is_quotation(range.style));
    });
    const auto text = std::string_view(formatted.text).substr(range.begin, range.end - range.begin);
    if (repeats || shows_nothing(range.style, text)) continue;
    open.push_back(range);
    nested.push_back(range);
  }
  return nested;
}

std::vector<WrittenRange> ranges_within(std::string_view text, const std::vector<WrittenRange>& ranges,
                                        std::size_t begin, std::size_t end) {
  std::vector<WrittenRange> within;
  for (WrittenRange range : ranges) {
    range.begin = std::max(range.begin, begin);
    range.end = std::min(range.end, end);
    if (range.begin >= range.end || is_quotation(range.style)) continue;
    if (shows_nothing(range.style, text.substr(range.begin, range.end - range.begin))) continue;
    const bool behind_code = !within.empty() && within.back().style == Style::code;
    // Nothing is within code, and code that touches code can't be told from it.
    if (behind_code && range.begin < within.back().end) continue;
    const bool goes_on = behind_code && range.style == Style::code && within.back().end == range.begin;
    if (goes_on) within.back().end = range.end;
    if (!goes_on) within.push_back(range);
  }
  return within;
}

std::string joined(const std::vector<std::string>& blocks) {
  std::string text;
  for (const std::string& block : blocks) (text += text.empty() ? "" : "\n\n") += block;
  return text;
}

std::string fenced(std::string_view info, std::string_view content) {
  std::size_t longest = 2;
  for (std::size_t at = content.find('`'); at < content.size(); at = content.find('`', at)) {
    const std::size_t end = std::min(content.find_first_not_of('`', at), content.size());
    longest = std::max(longest, end - at);
    at = end;
  }
  const std::string fence(longest + 1, '`');
  return fence + std::string(info) + "\n" + std::string(content) + "\n" + fence;
}

class TextWriter {
 public:
  explicit TextWriter(const FormattedText& formatted) : text_(formatted.text), ranges_(nested_ranges(formatted)) {}

  std::string write() const { return joined(blocks(0, text_.size(), ranges_)); }

  /// In one paragraph, on as many lines as it has.
  std::string write_caption() const {
    std::size_t begin = 0;
    std::size_t end = text_.size();
    trim(begin, end);
    return write_inline(text_, begin, end, ranges_within(text_, ranges_, begin, end));
  }

 private:
  void trim(std::size_t& begin, std::size_t& end) const {
    while (begin < end && is_white_space(text_[begin])) ++begin;
    while (begin < end && is_white_space(text_[end - 1])) --end;
  }

  std::vector<std::string> blocks(std::size_t begin, std::size_t end, const std::vector<WrittenRange>& ranges) const {
    std::vector<std::string> written;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const WrittenRange& range = ranges[i];
      if (!is_block(range) || range.begin < begin) continue;
      append_paragraphs(written, begin, range.begin);
      written.push_back(range.style == Style::pre ? code_block(range) : quotation(range, ranges));
      begin = range.end;
    }
    append_paragraphs(written, begin, end);
    return written;
  }

  std::string code_block(const WrittenRange& range) const {
    // A quiz would be read instead.
    const bool readable = range.argument != "quiz" && is_language(range.argument);
    const std::string_view language = readable ? range.argument : std::string_view{};
    return fenced(language, std::string_view(text_).substr(range.begin, range.end - range.begin));
  }

  std::string quotation(const WrittenRange& range, const std::vector<WrittenRange>& ranges) const {
    std::vector<WrittenRange> inner;
    std::copy_if(ranges.begin(), ranges.end(), std::back_inserter(inner), [&range](const WrittenRange& other) {
      return !is_quotation(other.style) && other.begin >= range.begin && other.end <= range.end;
    });
    const std::string content = joined(blocks(range.begin, range.end, inner));
    std::string quoted = "> ";
    for (const char byte : content) {
      if (quoted.ends_with("\n> ") && byte == '\n') quoted.pop_back();
      quoted += byte;
      if (byte == '\n') quoted += "> ";
    }
    return quoted;
  }

  void append_paragraphs(std::vector<std::string>& written, std::size_t begin, std::size_t end) const {
    trim(begin, end);
    while (begin < end) {
      const std::size_t border = paragraph_end(begin, end);
      std::size_t from = begin;
      std::size_t to = border;
      trim(from, to);
      if (from < to) written.push_back(write_inline(text_, from, to, ranges_within(text_, ranges_, from, to)));
      begin = border;
      while (begin < end && text_[begin] == '\n') ++begin;
    }
  }

  /// At exactly one empty line, with no style across it; all else is a matter of hard line breaks.
  std::size_t paragraph_end(std::size_t begin, std::size_t end) const {
    for (std::size_t at = text_.find("\n\n", begin); at < end; at = text_.find("\n\n", at)) {
      const std::size_t behind = std::min(text_.find_first_not_of('\n', at), end);
      const bool plain = behind - at == 2 && text_[at - 1] != ' ' && behind < end && text_[behind] != ' ';
      const bool styled = std::any_of(ranges_.begin(), ranges_.end(), [at](const WrittenRange& range) {
        return !is_quotation(range.style) && range.begin < at && at < range.end;
      });
      if (plain && !styled) return at;
      at = behind;
    }
    return end;
  }

  std::string text_;
  std::vector<WrittenRange> ranges_;
};

std::string write_media(const MediaPart& part) {
  const std::string target = write_media_target(part.media);
  const bool bare = target.find_first_of(" ()") == std::string::npos;
  std::string escaped;
  for (const char byte : target)
    (escaped += std::string_view("\\&<>").find(byte) != std::string_view::npos ? "\\" : "") += byte;
  const bool has_link = std::any_of(part.caption.ranges.begin(), part.caption.ranges.end(),
                                    [](const StyledRange& range) { return range.style == Style::link; });
  // A link can't be within a link.
  const bool embedded = part.media.kind != MediaKind::document || has_link;
  return (embedded ? "![" : "[") + TextWriter(part.caption).write_caption() + (bare ? "](" : "](<") + escaped +
         (bare ? ")" : ">)");
}

std::string write_part(const LessonPart& part) {
  if (const auto* const text = std::get_if<FormattedText>(&part)) {
    return TextWriter({.text = without_control_characters(text->text), .ranges = text->ranges}).write();
  }
  if (const auto* const media = std::get_if<MediaPart>(&part)) {
    MediaPart clean = *media;
    clean.caption.text = without_control_characters(clean.caption.text);
    return write_media(clean);
  }
  std::string quiz = without_control_characters(write_quiz(std::get<Quiz>(part)));
  quiz.pop_back();
  return fenced("quiz", quiz);
}

}  // namespace

std::string write_lesson(const LessonContent& lesson) {
  std::string title = without_control_characters(lesson.title);
  std::replace(title.begin(), title.end(), '\n', ' ');
  std::string markdown = "# " + title + "\n";
  for (const LessonPart& part : lesson.parts) (markdown += "\n" + write_part(part)) += '\n';
  return markdown;
}

}  // namespace shop
