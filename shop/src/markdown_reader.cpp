#include "markdown_reader.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <md4c.h>

#include "character_reference.hpp"
#include "link_target.hpp"
#include "quiz_block.hpp"
#include "text_builder.hpp"
#include "text_split.hpp"
#include "text_table.hpp"
#include "white_space.hpp"

namespace shop {
namespace {

// Blocks of HTML off, or they would end at an empty line only; what looks like a tag is then found within the sentence.
constexpr unsigned kFlags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOHTMLBLOCKS;
constexpr std::size_t kMaxListDepth = 6;
constexpr std::size_t kMaxStyleDepth = 16;
constexpr std::size_t kMaxRanges = 2000;       // of one text, which is some twenty messages
constexpr std::size_t kMaxLanguage = 32;       // bytes, of a code block
constexpr std::size_t kMaxQuoteLines = 10;     // A longer one is folded.
constexpr std::size_t kPhoneLine = 40;         // characters
constexpr std::size_t kTabStop = 4;            // columns
constexpr std::size_t kMaxSpoilerMarks = 200;  // of a paragraph
constexpr unsigned kMaxColumns = 20;           // of a table
// Telegram strips spaces from the beginning of a message, but not these.
constexpr std::string_view kIndent = "\u00A0\u00A0\u00A0";
constexpr std::string_view kBullet = "•";
constexpr std::string_view kRule = "———";

struct ListLevel {
  bool ordered;
  bool tight;
  unsigned number;
  char delimiter;
  bool has_items = false;
};

enum class Leaf { none, paragraph, code, cell };

struct Tag {
  std::string_view name;
  Style style;
};

/// Those of Telegram's own HTML that Markdown can't always say.
constexpr Tag kTags[]{{"b", Style::bold},
                      {"i", Style::italic},
                      {"u", Style::underline},
                      {"s", Style::strikethrough},
                      {"tg-spoiler", Style::spoiler}};

std::optional<Style> style_of_tag(std::string_view name) {
  for (const Tag& tag : kTags) {
    if (tag.name == name) return tag.style;
  }
  return std::nullopt;
}

/// On a phone, more or less.
std::size_t lines_of(std::string_view text) {
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const auto characters = std::count_if(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                          text.begin() + static_cast<std::ptrdiff_t>(end),
                                          [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
    lines += 1 + static_cast<std::size_t>(characters) / kPhoneLine;
    begin = end + 1;
  }
  return lines;
}

void expand_tabs(std::string& text) {
  if (text.find('\t') == std::string::npos) return;
  std::string expanded;
  std::size_t column = 0;
  for (const char byte : text) {
    const std::size_t spaces = byte == '\t' ? kTabStop - column % kTabStop : 0;
    expanded.append(spaces, ' ');
    if (spaces == 0) expanded += byte;
    column = byte == '\n' ? 0 : column + (spaces == 0 ? (static_cast<unsigned char>(byte) & 0xC0) != 0x80 : spaces);
  }
  text = std::move(expanded);
}

/// Without empty lines at its beginning, and without white space at its end.
std::string_view without_margins(std::string_view code) {
  while (!code.empty() && is_white_space(code.back())) code.remove_suffix(1);
  const std::size_t text = code.find_first_not_of(" \n");
  if (text == std::string_view::npos) return {};
  const std::size_t line = code.rfind('\n', text);
  return line == std::string_view::npos ? code : code.substr(line + 1);
}

class MarkdownReader {
 public:
  MarkdownReader(std::string_view file, std::string_view markdown, std::size_t body)
      : file_(file), markdown_(markdown), position_(markdown.data() + body) {}

  values::Result<std::vector<LessonPart>> read() {
    MD_PARSER parser{};
    parser.flags = kFlags;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* reader) noexcept {
      return step(reader, [&](MarkdownReader& self) { return self.enter_block(type, detail); });
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void* /*detail*/, void* reader) noexcept {
      return step(reader, [&](MarkdownReader& self) { return self.leave_block(type); });
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* reader) noexcept {
      return step(reader, [&](MarkdownReader& self) { return self.enter_span(type, detail); });
    };
    parser.leave_span = [](MD_SPANTYPE type, void* /*detail*/, void* reader) noexcept {
      return step(reader, [&](MarkdownReader& self) { return self.leave_span(type); });
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* reader) noexcept {
      return step(reader, [&](MarkdownReader& self) { return self.add_text(type, {text, size}); });
    };
    const std::string_view body = markdown_.substr(static_cast<std::size_t>(position_ - markdown_.data()));
    text_.reserve(body.size());
    const int status = md_parse(body.data(), static_cast<MD_SIZE>(body.size()), &parser, this);
    if (status != 0 && error_.empty()) refuse("this is more than can be read");
    if (!refused_next_.empty()) refuse(refused_next_);
    if (error_.empty()) flush_text();
    if (!error_.empty()) return values::Error{std::move(error_)};
    return std::move(parts_);
  }

 private:
  /// md4c doesn't always stop at once: nothing more is read once something was refused.
  template <class Step>
  static int step(void* reader, Step step) {
    auto& self = *static_cast<MarkdownReader*>(reader);
    return self.error_.empty() && step(self) ? 0 : 1;
  }

  // Every step says whether to go on.

  bool refuse(std::string_view what) {
    if (error_.empty()) {
      error_ = place_of(file_, markdown_, static_cast<std::size_t>(position_ - markdown_.data())) + std::string(what);
    }
    return false;
  }

  /// Of a block whose text, and so its line, comes next.
  bool refuse_next(std::string_view what) {
    refused_next_ = what;
    return true;
  }

  bool is_source(const char* place) const {
    return std::less_equal<>{}(markdown_.data(), place) && std::less<>{}(place, markdown_.data() + markdown_.size());
  }

  void note_position(const char* place) {
    if (is_source(place)) position_ = place;
  }

  bool enter_block(MD_BLOCKTYPE type, void* detail) {
    if (leaf_ == Leaf::paragraph && !end_paragraph()) return false;
    switch (type) {
      case MD_BLOCK_QUOTE:
        return begin_quote();
      case MD_BLOCK_UL: {
        const auto& list = *static_cast<MD_BLOCK_UL_DETAIL*>(detail);
        return begin_list({.ordered = false, .tight = list.is_tight != 0, .number = 0, .delimiter = 0});
      }
      case MD_BLOCK_OL: {
        const auto& list = *static_cast<MD_BLOCK_OL_DETAIL*>(detail);
        return begin_list(
            {.ordered = true, .tight = list.is_tight != 0, .number = list.start, .delimiter = list.mark_delimiter});
      }
      case MD_BLOCK_LI:
        return begin_item(*static_cast<MD_BLOCK_LI_DETAIL*>(detail));
      case MD_BLOCK_HR:
        begin_paragraph();
        text_.append(kRule);
        return end_paragraph();
      case MD_BLOCK_H:
        begin_paragraph();
        text_.open(Style::bold);
        return true;
      case MD_BLOCK_CODE:
        return begin_code(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail));
      case MD_BLOCK_P:
        begin_paragraph();
        return true;
      case MD_BLOCK_TABLE:
        return begin_table(*static_cast<MD_BLOCK_TABLE_DETAIL*>(detail));
      case MD_BLOCK_TR:
        table_.begin_row();
        return true;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        return begin_cell(*static_cast<MD_BLOCK_TD_DETAIL*>(detail));
      default:
        return true;
    }
  }

  bool leave_block(MD_BLOCKTYPE type) {
    // Below a tight list's item there is text without a paragraph around it.
    if (type == MD_BLOCK_H) {
      if (text_.is_tag_open()) return refuse_open_tag();
      text_.close();
    }
    if (leaf_ == Leaf::paragraph && !end_paragraph()) return false;
    switch (type) {
      case MD_BLOCK_QUOTE:
        return end_quote();
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        lists_.pop_back();
        return true;
      case MD_BLOCK_LI:
        fresh_item_ = false;
        return true;
      case MD_BLOCK_CODE:
        return end_code();
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        leaf_ = Leaf::none;
        return true;
      case MD_BLOCK_TABLE:
        return add_preformatted(without_margins(table_.text()), {});
      default:
        return true;
    }
  }

  // Where one block ends and the next begins.

  bool is_outermost() const { return lists_.empty() && !quote_begin_; }
  bool at_container_begin() const { return text_.size() == quote_begin_.value_or(0); }

  void append_indent(std::size_t levels) {
    for (std::size_t i = 0; i < levels; ++i) text_.append(kIndent);
  }

  void separate(bool tight) {
    if (at_container_begin()) return;
    text_.append(tight && !behind_wide_ ? "\n" : "\n\n");
    behind_wide_ = false;
  }

  void begin_paragraph() {
    paragraph_ = {.separator = text_.size(), .fresh_item = fresh_item_, .behind_wide = behind_wide_};
    if (fresh_item_) {
      text_.append(" ");
    } else {
      separate(!lists_.empty() && lists_.back().tight);
      append_indent(lists_.size());
    }
    fresh_item_ = false;
    content_ = text_.size();
    leaf_ = Leaf::paragraph;
    media_.reset();
    text_.begin_block();
  }

  bool end_paragraph() {
    leaf_ = Leaf::none;
    if (text_.is_tag_open()) return refuse_open_tag();
    // Each is looked for among all the others.
    if (text_.spoiler_marks() > kMaxSpoilerMarks) return refuse("a paragraph has more than 200 marks '||'");
    text_.end_block();
    if (text_.ranges() > kMaxRanges) return refuse("this text has more than 2000 formatted places");
    if (media_) return add_media();
    if (text_.size() > content_) return true;
    text_.truncate(paragraph_.separator);
    fresh_item_ = paragraph_.fresh_item;
    behind_wide_ = paragraph_.behind_wide;
    return true;
  }

  void begin_paragraph_if_none() {
    if (leaf_ == Leaf::none) begin_paragraph();
  }

  bool begin_list(ListLevel list) {
    lists_.push_back(list);
    return lists_.size() <= kMaxListDepth || refuse_next("lists are nested more than 6 deep");
  }

  bool begin_item(const MD_BLOCK_LI_DETAIL& item) {
    ListLevel& list = lists_.back();
    const bool nested = lists_.size() > 1;
    separate(list.has_items ? list.tight : nested && lists_[lists_.size() - 2].tight);
    list.has_items = true;
    append_indent(lists_.size() - 1);
    if (list.ordered) text_.append(std::to_string(list.number++) + list.delimiter);
    if (item.is_task != 0) {
      text_.append(list.ordered ? " " : "");
      text_.append(item.task_mark == ' ' ? "☐" : "☑");
    } else if (!list.ordered) {
      text_.append(kBullet);
    }
    fresh_item_ = true;
    return true;
  }

  bool begin_quote() {
    if (quote_begin_) return refuse_next("a quotation within a quotation: Telegram has none");
    quote_separator_ = text_.size();
    separate(false);
    fresh_item_ = false;
    quote_begin_ = text_.size();
    return true;
  }

  bool end_quote() {
    // One within another has been refused.
    if (!refused_next_.empty()) return true;
    const std::size_t begin = *std::exchange(quote_begin_, std::nullopt);
    if (text_.size() == begin) {
      text_.truncate(quote_separator_);
      return true;
    }
    const bool is_long = lines_of(text_.from(begin)) > kMaxQuoteLines;
    text_.add_range(is_long ? Style::expandable_blockquote : Style::blockquote, begin);
    behind_wide_ = true;
    return true;
  }

  bool begin_code(const MD_BLOCK_CODE_DETAIL& code) {
    leaf_ = Leaf::code;
    code_.clear();
    code_position_ = nullptr;
    note_position(code.info.text);
    language_ = string_of(code.lang).value_or("");
    if (code.info.size != code.lang.size) return refuse("behind ``` only the code's language may stand");
    if (!is_language(language_)) {
      return refuse("behind ``` only the name of the code's language may stand, such as sql or c++");
    }
    return true;
  }

  bool end_code() {
    leaf_ = Leaf::none;
    if (code_position_ != nullptr) position_ = code_position_;
    if (!refused_next_.empty()) return refuse(refused_next_);
    expand_tabs(code_);
    if (language_ == "quiz") return add_quiz();
    const std::string_view code = without_margins(code_);
    if (!is_visible(code)) return refuse_empty_code();
    return add_preformatted(code, std::move(language_));
  }

  bool refuse_empty_code() {
    const std::size_t behind = static_cast<std::size_t>(position_ - markdown_.data());
    const std::size_t fence = std::min(markdown_.find("```", behind), markdown_.find("~~~", behind));
    if (language_.empty() && fence < markdown_.size()) position_ = markdown_.data() + fence;
    return refuse("a code block is empty");
  }

  bool add_preformatted(std::string_view code, std::string language) {
    separate(false);
    fresh_item_ = false;
    const std::size_t begin = text_.size();
    text_.append(code);
    text_.add_range(Style::pre, begin, std::move(language));
    behind_wide_ = true;
    return true;
  }

  bool begin_table(const MD_BLOCK_TABLE_DETAIL& table) {
    table_ = {};
    return table.col_count <= kMaxColumns || refuse_next("a table has more than 20 columns");
  }

  bool begin_cell(const MD_BLOCK_TD_DETAIL& cell) {
    leaf_ = Leaf::cell;
    table_.begin_cell(cell.align == MD_ALIGN_RIGHT    ? TextTable::Align::right
                      : cell.align == MD_ALIGN_CENTER ? TextTable::Align::centre
                                                      : TextTable::Align::left);
    return true;
  }

  // Parts.

  bool add_part(LessonPart part) {
    if (parts_.size() == kMaxLessonParts) return refuse("the lesson has more than 30 parts");
    parts_.push_back(std::move(part));
    return true;
  }

  bool flush_text() {
    behind_wide_ = false;
    if (text_.empty()) return true;
    if (!is_visible(text_.from(0))) return refuse("there is nothing to be seen in this text");
    return add_part(text_.take());
  }

  bool add_media() {
    FormattedText whole = text_.take_from(content_);
    text_.truncate(paragraph_.separator);
    if (!flush_text()) return false;
    Cut cut = cut_at(whole, kMaxMessageCaption);
    if (!add_part(MediaPart{.media = *std::exchange(media_, std::nullopt), .caption = std::move(cut.part)}))
      return false;
    text_.append(cut.rest);
    return true;
  }

  bool add_quiz() {
    if (!is_outermost()) return refuse("a quiz can't stand within a list or a quotation");
    auto quiz = parse_quiz(code_);
    if (!quiz) {
      const std::string place = place_of_code_line(quiz.error().line);
      error_ = place + quiz.error().what;
      return false;
    }
    if (++quizzes_ > kMaxQuizzes) return refuse("the lesson has more than 10 quizzes");
    return flush_text() && add_part(*std::move(quiz));
  }

  std::string place_of_code_line(std::size_t line) const {
    std::size_t byte = static_cast<std::size_t>(position_ - markdown_.data());
    for (std::size_t i = code_lines_before_; i < line; ++i) {
      const std::size_t end = markdown_.find('\n', byte);
      if (end == std::string_view::npos) break;
      byte = end + 1;
    }
    return place_of(file_, markdown_, byte);
  }

  // Spans.

  bool enter_span(MD_SPANTYPE type, void* detail) {
    if (leaf_ == Leaf::cell) return enter_span_of_cell(type, detail);
    begin_paragraph_if_none();
    if (media_ && !in_media_) return refuse_media_in_sentence();
    if (text_.depth() == kMaxStyleDepth) return refuse("styles are nested more than 16 deep");
    switch (type) {
      case MD_SPAN_EM:
        text_.open(Style::italic);
        return true;
      case MD_SPAN_STRONG:
        text_.open(Style::bold);
        return true;
      case MD_SPAN_DEL:
        text_.open(Style::strikethrough);
        return true;
      case MD_SPAN_CODE:
        text_.open(Style::code);
        return true;
      case MD_SPAN_A:
        return begin_link(*static_cast<MD_SPAN_A_DETAIL*>(detail));
      case MD_SPAN_IMG: {
        const auto& image = *static_cast<MD_SPAN_IMG_DETAIL*>(detail);
        return begin_media(image.src, image.title, true);
      }
      default:
        return refuse("this can't be shown");
    }
  }

  bool leave_span(MD_SPANTYPE type) {
    if (leaf_ == Leaf::cell) return type != MD_SPAN_A || end_link_of_cell();
    if (type == MD_SPAN_IMG || (type == MD_SPAN_A && link_ == Link::document)) {
      if (text_.is_tag_open()) return refuse_open_tag();
      link_ = Link::none;
      in_media_ = false;
      return true;
    }
    if (type == MD_SPAN_A && link_ == Link::mail) return end_mail_link();
    if (text_.is_tag_open()) return refuse_open_tag();
    if (type == MD_SPAN_A && !is_visible(text_.from(link_begin_))) return refuse("a link has no text");
    text_.close();
    return true;
  }

  bool enter_span_of_cell(MD_SPANTYPE type, void* detail) {
    if (type == MD_SPAN_IMG) return refuse("an image can't stand in a table: give it a paragraph of its own");
    if (type != MD_SPAN_A) return true;
    link_begin_ = table_.cell().size();
    const auto& link = *static_cast<MD_SPAN_A_DETAIL*>(detail);
    note_position(link.href.text);
    target_ = string_of(link.href).value_or("");
    return true;
  }

  /// An address that is its own text loses nothing.
  bool end_link_of_cell() {
    const std::string_view text = std::string_view(table_.cell()).substr(link_begin_);
    return text == target_ || kMail == target_.substr(0, target_.size() - std::min(target_.size(), text.size())) ||
           refuse("a link can't stand in a table: write it below");
  }

  bool begin_link(const MD_SPAN_A_DETAIL& link) {
    note_position(link.href.text);
    const auto target = string_of(link.href);
    if (!target) return refuse("this address has an unknown &name; in it");
    if (!has_scheme(*target) || is_telegram_file(*target)) {
      link_ = Link::document;
      return begin_media(link.href, link.title, false);
    }
    if (link.title.size > 0) return refuse("a link's title can't be shown: leave it out");
    link_begin_ = text_.size();
    if (target->starts_with(kMail)) {
      link_ = Link::mail;
      target_ = *target;
      return true;
    }
    auto url = read_web_link(*target);
    if (!url) return refuse(url.error().message);
    link_ = Link::web;
    text_.open(Style::link, *std::move(url));
    return true;
  }

  /// Telegram finds addresses of mail by itself, and links no other text to them.
  bool end_mail_link() {
    if (text_.from(link_begin_) != std::string_view(target_).substr(kMail.size())) {
      return refuse("Telegram links no text to a mail address: write the address itself");
    }
    return true;
  }

  bool begin_media(const MD_ATTRIBUTE& target, const MD_ATTRIBUTE& title, bool embedded) {
    note_position(target.text);
    if (media_ || text_.size() > content_ || text_.depth() > 0) return refuse_media_in_sentence();
    if (!is_outermost()) return refuse("an image or a file can't stand within a list or a quotation");
    if (title.size > 0) return refuse("the title of an image or a file can't be shown: write it as the caption");
    const auto name = string_of(target);
    if (!name) return refuse("this name has an unknown &name; in it");
    auto media = read_media(*name, embedded);
    if (!media) return refuse(media.error().message);
    media_ = *std::move(media);
    in_media_ = true;
    return true;
  }

  bool refuse_media_in_sentence() {
    return refuse("an image or a file can't stand within a sentence: give it a paragraph of its own");
  }

  bool refuse_open_tag() { return refuse("a tag such as <u> isn't closed where it was opened"); }

  // Text.

  bool add_text(MD_TEXTTYPE type, std::string_view text) {
    if (leaf_ == Leaf::code) return add_code_text(text);
    note_position(text.data());
    if (!refused_next_.empty()) return refuse(refused_next_);
    if (leaf_ == Leaf::cell) return add_cell_text(type, text);
    begin_paragraph_if_none();
    if (media_ && !in_media_) return refuse_media_in_sentence();
    switch (type) {
      case MD_TEXT_BR:
        text_.append("\n");
        append_indent(lists_.size());
        return true;
      case MD_TEXT_SOFTBR:
        text_.append(" ");
        return true;
      case MD_TEXT_ENTITY:
        return add_character(text);
      case MD_TEXT_HTML:
        return add_tag(text);
      case MD_TEXT_CODE:
        append_code(text);
        return true;
      default:
        return add_words(text);
    }
  }

  bool add_code_text(std::string_view text) {
    if (code_position_ == nullptr && is_source(text.data())) {
      code_position_ = text.data();
      code_lines_before_ = static_cast<std::size_t>(std::count(code_.begin(), code_.end(), '\n'));
    }
    code_ += text;
    return true;
  }

  bool add_cell_text(MD_TEXTTYPE type, std::string_view text) {
    std::string& cell = table_.cell();
    switch (type) {
      case MD_TEXT_BR:
      case MD_TEXT_SOFTBR:
        cell += ' ';
        return true;
      case MD_TEXT_ENTITY: {
        const auto character = character_of(text);
        if (!character) return refuse_character(text);
        cell += *character;
        return true;
      }
      case MD_TEXT_HTML:
        return find_tag(text).has_value();
      default:
        cell += text;
        std::replace(cell.begin(), cell.end(), '\t', ' ');
        return true;
    }
  }

  void append_code(std::string_view text) {
    const std::size_t begin = text_.size();
    text_.append(text);
    text_.replace_tabs(begin);
  }

  /// An escaped character comes by itself: a pair is never made of one.
  bool add_words(std::string_view text) {
    const std::size_t begin = text_.size();
    text_.append_with_spoilers(text);
    text_.replace_tabs(begin);
    return true;
  }

  bool refuse_character(std::string_view reference) {
    return refuse("unknown character '" + std::string(reference) + "': write the character itself");
  }

  bool add_character(std::string_view reference) {
    const auto character = character_of(reference);
    if (!character) return refuse_character(reference);
    text_.append(*character);
    return true;
  }

  struct FoundTag {
    Style style;
    bool closes;
  };

  std::optional<FoundTag> find_tag(std::string_view text) {
    const bool closes = text.starts_with("</");
    const std::size_t begin = closes ? 2 : 1;
    const auto style = style_of_tag(text.substr(begin, text.size() - begin - 1));
    if (style) return FoundTag{.style = *style, .closes = closes};
    refuse("HTML such as " + std::string(text.substr(0, std::min<std::size_t>(text.find_first_of(" \n\r\t"), 20))) +
           " can't be shown: write \\< for the character, or put it into `code`");
    return std::nullopt;
  }

  bool add_tag(std::string_view text) {
    const auto tag = find_tag(text);
    if (!tag) return false;
    if (tag->closes) {
      if (!text_.is_tag_open(tag->style)) return refuse("this tag closes what isn't open");
      text_.close();
      return true;
    }
    if (text_.depth() == kMaxStyleDepth) return refuse("styles are nested more than 16 deep");
    text_.open_tag(tag->style);
    return true;
  }

  /// Nothing if there is an unknown character reference in it.
  static std::optional<std::string> string_of(const MD_ATTRIBUTE& attribute) {
    std::string text;
    if (attribute.size == 0) return text;
    for (std::size_t i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
      const std::string_view piece(attribute.text + attribute.substr_offsets[i],
                                   attribute.substr_offsets[i + 1] - attribute.substr_offsets[i]);
      if (attribute.substr_types[i] != MD_TEXT_ENTITY) {
        text += piece;
      } else if (const auto character = character_of(piece)) {
        text += *character;
      } else {
        return std::nullopt;
      }
    }
    return text;
  }

  enum class Link { none, web, mail, document };

  /// What to go back to if the paragraph turns out to be empty.
  struct Paragraph {
    std::size_t separator;
    bool fresh_item;
    bool behind_wide;
  };

  std::string_view file_;
  std::string_view markdown_;
  const char* position_;  // Of what was read last, for errors.
  std::string error_;
  std::string refused_next_;
  std::vector<LessonPart> parts_;
  std::size_t quizzes_ = 0;

  TextBuilder text_;
  Leaf leaf_ = Leaf::none;
  std::vector<ListLevel> lists_;
  bool fresh_item_ = false;   // Nothing stands behind an item's marker yet.
  bool behind_wide_ = false;  // Behind code or a quotation there is an empty line.
  Paragraph paragraph_{};
  std::size_t content_ = 0;  // Where the paragraph's own text begins.
  std::optional<std::size_t> quote_begin_;
  std::size_t quote_separator_ = 0;

  Link link_ = Link::none;
  std::size_t link_begin_ = 0;
  std::string target_;
  std::optional<MediaFile> media_;
  bool in_media_ = false;

  std::string language_;
  std::string code_;
  const char* code_position_ = nullptr;  // Of its first text.
  std::size_t code_lines_before_ = 0;
  TextTable table_;
};

}  // namespace

bool is_language(std::string_view name) {
  return name.size() <= kMaxLanguage && std::all_of(name.begin(), name.end(), [](unsigned char byte) {
           return std::isalnum(byte) != 0 ||
                  std::string_view("_+#.-").find(static_cast<char>(byte)) != std::string_view::npos;
         });
}

std::string place_of(std::string_view file, std::string_view markdown, std::size_t byte) {
  const std::string_view before = markdown.substr(0, byte);
  return std::string(file) + ":" + std::to_string(1 + std::count(before.begin(), before.end(), '\n')) + ": ";
}

values::Result<std::vector<LessonPart>> read_markdown(std::string_view file, std::string_view markdown,
                                                      std::size_t body) {
  return MarkdownReader(file, markdown, body).read();
}

}  // namespace shop
