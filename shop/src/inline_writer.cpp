#include "inline_writer.hpp"

#include <algorithm>
#include <cctype>

#include "utf16_index.hpp"
#include "white_space.hpp"

namespace shop {
namespace {

struct Marker {
  std::string_view opening;
  std::string_view closing;
};

Marker marker_of(Style style) {
  switch (style) {
    case Style::bold:
      return {"**", "**"};
    case Style::italic:
      return {"_", "_"};
    case Style::strikethrough:
      return {"~~", "~~"};
    case Style::spoiler:
      return {"||", "||"};
    default:
      return {"<u>", "</u>"};
  }
}

Marker tag_of(Style style) {
  switch (style) {
    case Style::bold:
      return {"<b>", "</b>"};
    case Style::italic:
      return {"<i>", "</i>"};
    case Style::strikethrough:
      return {"<s>", "</s>"};
    case Style::spoiler:
      return {"<tg-spoiler>", "</tg-spoiler>"};
    default:
      return {"<u>", "</u>"};
  }
}

bool is_ascii_punctuation(char byte) {
  return std::ispunct(static_cast<unsigned char>(byte)) != 0;
}

/// Unicode white space, or a part of it: next to such a character Markdown sees no emphasis.
bool is_unicode_space(char32_t point) {
  return point == 0x00A0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x202F ||
         point == 0x205F || point == 0x3000;
}

/// The quotation marks and dashes of the languages that lessons are written in.
bool is_punctuation(char32_t point) {
  return (point < 0x80 && is_ascii_punctuation(static_cast<char>(point))) || point == 0x00AB || point == 0x00BB ||
         (point >= 0x2013 && point <= 0x2014) || (point >= 0x2018 && point <= 0x201F) || point == 0x2026;
}

char32_t last_code_point(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && is_continuation_byte(text[at])) --at;
  return first_code_point(text.substr(at));
}

class InlineWriter {
 public:
  InlineWriter(std::string_view text, std::span<const WrittenRange> ranges) : text_(text), ranges_(ranges) {}

  std::string write(std::size_t begin, std::size_t end) {
    line_begin_ = true;
    write_between(begin, end);
    return std::move(out_);
  }

 private:
  void write_between(std::size_t begin, std::size_t end) {
    while (next_ < ranges_.size() && ranges_[next_].begin < end) {
      const WrittenRange& range = ranges_[next_++];
      write_plain(begin, range.begin, end);
      write_range(range);
      begin = range.end;
    }
    write_plain(begin, end, end);
  }

  void write_range(const WrittenRange& range) {
    if (range.style == Style::code || range.style == Style::pre) {
      while (next_ < ranges_.size() && ranges_[next_].begin < range.end) ++next_;
      write_code(text_.substr(range.begin, range.end - range.begin));
    } else if (range.style == Style::link) {
      write_link(range);
    } else {
      const Marker marker = can_use_marker(range) ? marker_of(range.style) : tag_of(range.style);
      put(marker.opening);
      write_between(range.begin, range.end);
      put(marker.closing);
    }
  }

  /// CommonMark 0.30, section 6.2: what opens emphasis stands behind white space or punctuation, what closes it before
  /// such, and neither has white space on its inner side. (Sometimes less would do.)
  bool can_use_marker(const WrittenRange& range) const {
    const char32_t first = first_code_point(text_.substr(range.begin));
    const char32_t last = last_code_point(text_.substr(0, range.end));
    if (is_unicode_space(first) || is_unicode_space(last)) return false;
    const char marker = marker_of(range.style).opening.front();
    if (!out_.empty()) {
      const char32_t before = last_code_point(out_);
      if (before == static_cast<unsigned char>(marker)) return false;
      if (before != ' ' && before != '\n' && !is_punctuation(before)) return false;
    }
    if (touches_same(range)) return false;
    if (range.end == text_.size() || is_white_space(text_[range.end])) return true;
    return is_punctuation(first_code_point(text_.substr(range.end))) || begins_or_ends_at(range);
  }

  /// Another range of its style begins where it ends.
  bool touches_same(const WrittenRange& range) const {
    return std::any_of(ranges_.begin(), ranges_.end(), [&range](const WrittenRange& other) {
      return other.style == range.style && other.begin == range.end;
    });
  }

  /// Then a marker stands behind it.
  bool begins_or_ends_at(const WrittenRange& range) const {
    return std::any_of(ranges_.begin(), ranges_.end(), [&range](const WrittenRange& other) {
      return other.begin == range.end ||
             (other.end == range.end && (other.begin < range.begin || &other < &range) && other.style != Style::code);
    });
  }

  void write_code(std::string_view code) {
    std::size_t longest = 0;
    for (std::size_t at = code.find('`'); at < code.size(); at = code.find('`', at)) {
      const std::size_t end = std::min(code.find_first_not_of('`', at), code.size());
      longest = std::max(longest, end - at);
      at = end;
    }
    const std::string fence(longest + 1, '`');
    const bool spaced = code.starts_with(' ') && code.ends_with(' ');
    const std::string_view margin = code.starts_with('`') || code.ends_with('`') || spaced ? " " : "";
    std::string written(code);
    std::replace(written.begin(), written.end(), '\n', ' ');
    ((((put(fence) += margin) += written) += margin) += fence);
  }

  void write_link(const WrittenRange& range) {
    // Or it would be an image.
    if (out_.ends_with('!')) {
      out_.back() = '\\';
      out_ += '!';
    }
    put("[");
    write_between(range.begin, range.end);
    put("](");
    const bool bare = range.argument.find_first_of("()") == std::string_view::npos;
    if (!bare) out_ += '<';
    for (const char byte : range.argument) {
      if (byte == '\\' || byte == '&' || byte == '<' || byte == '>') out_ += '\\';
      out_ += byte;
    }
    out_ += bare ? ")" : ">)";
  }

  std::string& put(std::string_view markdown) {
    line_begin_ = false;
    return out_ += markdown;
  }

  /// From `begin` to `end`, which is within a range that ends at `outer_end`.
  void write_plain(std::size_t begin, std::size_t end, std::size_t outer_end) {
    for (std::size_t at = begin; at < end; ++at) {
      const char byte = text_[at];
      if (byte == '\n') {
        out_ += "\\\n";
        line_begin_ = true;
      } else if (byte == ' ') {
        const bool line_end = at + 1 == text_.size() || text_[at + 1] == '\n' || (at + 1 == end && end == outer_end);
        put(line_begin_ || line_end ? "&#32;" : " ");
      } else if (line_begin_ && std::isdigit(static_cast<unsigned char>(byte)) != 0) {
        at = write_number(at, end) - 1;
      } else {
        const bool special = std::string_view("\\`*_~[]<>&|").find(byte) != std::string_view::npos ||
                             (line_begin_ && std::string_view("#+-=:").find(byte) != std::string_view::npos);
        put(special ? "\\" : "");
        out_ += byte;
      }
    }
  }

  /// At the beginning of a line "1." would begin a list. Returns where it ends.
  std::size_t write_number(std::size_t begin, std::size_t end) {
    std::size_t at = begin;
    while (at < end && std::isdigit(static_cast<unsigned char>(text_[at])) != 0) ++at;
    put(text_.substr(begin, at - begin));
    if (at < end && (text_[at] == '.' || text_[at] == ')')) {
      put("\\");
      out_ += text_[at++];
    }
    return at;
  }

  std::string_view text_;
  std::span<const WrittenRange> ranges_;
  std::size_t next_ = 0;
  bool line_begin_ = true;
  std::string out_;
};

}  // namespace

std::string write_inline(std::string_view text, std::size_t begin, std::size_t end,
                         std::span<const WrittenRange> ranges) {
  // What stands behind the end is on another line.
  return InlineWriter(text.substr(0, end), ranges).write(begin, end);
}

}  // namespace shop
