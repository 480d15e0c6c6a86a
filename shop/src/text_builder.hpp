#pragma once
// A text in the making: what is appended takes on the styles that are open. Keeps to what Telegram allows: nothing is
// within code, code is within nothing but a quotation, no style is within itself, none begins or ends with white space.
//
//   TextBuilder text;
//   text.begin_block();
//   text.open(Style::bold);
//   text.append("rows");
//   text.close();
//   text.end_block();
//   text.take();   // FormattedText{"rows", {bold}}

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shop/formatted_text.hpp"

namespace shop {

class TextBuilder {
 public:
  std::size_t size() const { return text_.size(); }
  bool empty() const { return text_.empty(); }
  std::string_view from(std::size_t begin) const { return std::string_view(text_).substr(begin); }
  std::size_t ranges() const { return ranges_.size(); }
  /// In this block.
  std::size_t spoiler_marks() const { return spoiler_marks_.size(); }
  void reserve(std::size_t bytes) { text_.reserve(bytes); }

  void append(std::string_view text) { text_ += text; }
  void append(const FormattedText& text);
  /// Pairs of `||` hide what is between them.
  void append_with_spoilers(std::string_view text);
  /// By spaces, as Telegram would.
  void replace_tabs(std::size_t begin);

  void open(Style style, std::string argument = {}) { open_span(style, std::move(argument), false); }
  void close() { close_span(); }
  /// A style that a tag opens, and only a tag closes.
  void open_tag(Style style) { open_span(style, {}, true); }
  bool is_tag_open(Style style) const { return is_tag_open() && spans_.back().style == style; }
  bool is_tag_open() const { return !spans_.empty() && spans_.back().by_tag; }
  std::size_t depth() const { return spans_.size(); }

  /// A paragraph is a block. Ends with no style open.
  void begin_block();
  void end_block();
  /// All from `begin` on, as a quotation or as code.
  void add_range(Style style, std::size_t begin, std::string argument = {});
  /// Forgets what was appended since the text had that size.
  void truncate(std::size_t size);

  /// The text, without white space at its ends; begins anew.
  FormattedText take();
  /// What was appended since the text had that size, taken out of it.
  FormattedText take_from(std::size_t begin);

 private:
  struct Span {
    Style style;
    std::size_t begin;
    std::string argument;
    bool by_tag;
    bool ignored;          // It is within one of its kind, or is code within a link.
    std::size_t identity;  // Of this span among all of the block.
  };
  struct SpoilerMark {
    std::size_t at;
    std::size_t span;
  };

  void open_span(Style style, std::string argument, bool by_tag);
  void close_span();
  bool is_open(Style style) const;
  std::size_t innermost() const { return spans_.empty() ? 0 : spans_.back().identity; }
  void add_code(std::size_t begin, std::size_t end);
  /// Without the white space at its ends; nothing if it is all white space.
  void emit(Style style, std::size_t begin, std::size_t end, std::string argument);
  void resolve_spoilers();
  void trim_ranges();
  void hide(std::size_t begin, std::size_t end);
  void erase(std::size_t begin, std::size_t length);
  void trim_block();

  std::string text_;
  std::vector<StyledRange> ranges_;  // In bytes, until they are taken.
  std::vector<Span> spans_;
  std::vector<SpoilerMark> spoiler_marks_;
  std::size_t block_begin_ = 0;
  std::size_t block_ranges_ = 0;
  std::size_t spans_opened_ = 0;
};

}  // namespace shop
