#pragma once
// Text with its formatting beside it, as Telegram takes it (Bot API, MessageEntity): nothing in the text needs
// escaping, and it can be split anywhere a reader would.
//
//   FormattedText{.text = "a bold word", .ranges = {{.style = Style::bold, .offset = 2, .length = 4}}}
//
// Values and pure functions.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shop {

enum class Style {
  bold,
  italic,
  underline,
  strikethrough,
  spoiler,
  code,
  pre,   ///< `argument`: the language, may be empty.
  link,  ///< `argument`: where to.
  blockquote,
  expandable_blockquote,
};

/// As Telegram names them: "bold", …, "text_link" for a link.
std::string_view to_string(Style style);
std::optional<Style> parse_style(std::string_view name);

/// A part of a text. Offset and length count UTF-16 code units, as Telegram does.
struct StyledRange {
  Style style = Style::bold;
  std::int64_t offset = 0;
  std::int64_t length = 0;
  std::string argument = {};

  friend bool operator==(const StyledRange&, const StyledRange&) = default;
};

struct FormattedText {
  std::string text;                      ///< UTF-8, well-formed.
  std::vector<StyledRange> ranges = {};  ///< As is_outer has it; they nest or don't overlap, and none is empty.

  friend bool operator==(const FormattedText&, const FormattedText&) = default;
};

/// The order of ranges: by offset, the longer first; of equal ones a quotation, code, a link, then the rest.
bool is_outer(const StyledRange& one, const StyledRange& other);

inline constexpr std::size_t kMaxMessageText = 4096;     // code units; Telegram counts fewer: code points
inline constexpr std::size_t kMaxMessageCaption = 1024;  // code units
inline constexpr std::size_t kMaxRangesOfMessage = 100;  // Telegram ignores what is more

/// `text` in parts of at most `limit` UTF-16 code units and kMaxRangesOfMessage ranges, cut where a reader would:
/// between paragraphs (not behind a heading, nor within code or a quotation, if that can be), else between lines,
/// sentences, words, and only then within a word, but never within a character. No part is empty, ends with white
/// space, or begins with it, but for the indentation of code. A range that is cut goes on in the next part. Empty text
/// has no parts.
std::vector<FormattedText> split(const FormattedText& text, std::size_t limit);

}  // namespace shop
