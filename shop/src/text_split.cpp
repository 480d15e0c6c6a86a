#include "text_split.hpp"

#include <algorithm>
#include <optional>

#include "utf16_index.hpp"
#include "white_space.hpp"

namespace shop {
namespace {

bool is_block(Style style) {
  return style == Style::pre || style == Style::blockquote || style == Style::expandable_blockquote;
}

/// What never stands apart from the character before it (Unicode Standard Annex 29, as far as a chat has such).
bool continues_character(char32_t point) {
  return (point >= 0x0300 && point <= 0x036F) || (point >= 0x0483 && point <= 0x0489) ||
         (point >= 0x20D0 && point <= 0x20FF) || (point >= 0xFE00 && point <= 0xFE0F) || point == 0x200D ||
         (point >= 0x1F3FB && point <= 0x1F3FF) || (point >= 0xE0020 && point <= 0xE007F);
}

bool is_flag_letter(char32_t point) {
  return point >= 0x1F1E6 && point <= 0x1F1FF;
}

class Splitter {
 public:
  Splitter(const FormattedText& whole, std::size_t limit) : whole_(whole), index_(whole.text), limit_(limit) {}

  Cut cut_at(const FormattedText& text, std::size_t limit) { return Splitter(text, limit).cut(); }

  std::vector<FormattedText> split() const {
    std::vector<FormattedText> parts;
    for (std::size_t begin = skip_white_space(0); begin < index_.units();) {
      const std::size_t end = cut_behind(begin);
      FormattedText part = slice(begin, end);
      if (is_visible(part.text)) parts.push_back(std::move(part));
      begin = skip_white_space(end);
    }
    return parts;
  }

  Cut cut() const {
    const std::size_t begin = skip_white_space(0);
    const std::size_t end = cut_behind(begin);
    return {.part = slice(begin, end), .rest = slice(skip_white_space(end), index_.units())};
  }

 private:
  /// The byte that begins there, or 0 at the end.
  char at(std::size_t unit) const { return unit < index_.units() ? whole_.text[index_.byte_of(unit)] : '\0'; }

  char32_t code_point_at(std::size_t unit) const {
    return first_code_point(std::string_view(whole_.text).substr(index_.byte_of(unit)));
  }

  static std::size_t begin_of(const StyledRange& range) { return static_cast<std::size_t>(range.offset); }
  static std::size_t end_of(const StyledRange& range) { return static_cast<std::size_t>(range.offset + range.length); }

  bool in_code(std::size_t unit) const {
    return std::any_of(whole_.ranges.begin(), whole_.ranges.end(), [unit](const StyledRange& range) {
      return range.style == Style::pre && begin_of(range) <= unit && unit < end_of(range);
    });
  }

  /// Of code only whole lines are skipped: its indentation means something.
  std::size_t skip_white_space(std::size_t unit) const {
    while (unit < index_.units() && is_white_space(at(unit))) {
      if (!in_code(unit)) {
        ++unit;
        continue;
      }
      std::size_t text = unit;
      while (at(text) == ' ') ++text;
      if (text < index_.units() && at(text) != '\n') break;
      unit = text + 1;
    }
    return std::min(unit, index_.units());
  }

  /// The end of the part that begins at `begin`.
  std::size_t cut_behind(std::size_t begin) const {
    const std::size_t last = std::max(farthest(begin), begin + sequence_units(begin));
    if (last >= index_.units()) return index_.units();
    if (const auto cut = between_paragraphs(begin, last)) return *cut;
    if (const auto cut = latest(begin, last, [this](std::size_t unit) { return at(unit) == '\n'; })) return *cut;
    if (const auto cut = latest(begin, last, [this](std::size_t unit) { return ends_sentence(unit); })) return *cut;
    if (const auto cut = latest(begin, last, [this](std::size_t unit) { return at(unit) == ' '; })) return *cut;
    return within_word(begin, last);
  }

  std::size_t sequence_units(std::size_t unit) const { return index_.is_boundary(unit + 1) ? 1 : 2; }

  /// As many code units and as many ranges as a message may have.
  std::size_t farthest(std::size_t begin) const {
    std::size_t last = std::min(begin + limit_, index_.units());
    std::size_t ranges = 0;
    for (const StyledRange& range : whole_.ranges) {
      if (begin_of(range) >= last) break;
      if (end_of(range) <= begin || ++ranges <= kMaxRangesOfMessage) continue;
      last = std::max(begin_of(range), begin);
      break;
    }
    return index_.is_boundary(last) ? last : last - 1;
  }

  template <class Predicate>
  static std::optional<std::size_t> latest(std::size_t begin, std::size_t last, Predicate is_cut) {
    for (std::size_t unit = last; unit > begin; --unit) {
      if (is_cut(unit)) return unit;
    }
    return std::nullopt;
  }

  bool is_paragraph_end(std::size_t unit) const {
    return at(unit) == '\n' && at(unit + 1) == '\n' && at(unit - 1) != '\n';
  }

  bool is_within_block(std::size_t unit) const {
    return std::any_of(whole_.ranges.begin(), whole_.ranges.end(), [unit](const StyledRange& range) {
      return is_block(range.style) && begin_of(range) < unit && unit < end_of(range);
    });
  }

  /// A bold line of its own: nobody wants one at the end of a message.
  bool ends_heading(std::size_t unit) const {
    return std::any_of(whole_.ranges.begin(), whole_.ranges.end(), [&](const StyledRange& range) {
      return range.style == Style::bold && end_of(range) == unit &&
             (range.offset == 0 || (range.offset >= 2 && is_paragraph_end(begin_of(range) - 2)));
    });
  }

  std::optional<std::size_t> between_paragraphs(std::size_t begin, std::size_t last) const {
    std::optional<std::size_t> behind_heading;
    std::optional<std::size_t> within_block;
    for (std::size_t unit = last; unit > begin; --unit) {
      if (!is_paragraph_end(unit)) continue;
      if (is_within_block(unit)) {
        within_block = within_block.value_or(unit);
      } else if (ends_heading(unit)) {
        behind_heading = behind_heading.value_or(unit);
      } else {
        return unit;
      }
    }
    return within_block ? within_block : behind_heading;
  }

  bool ends_sentence(std::size_t unit) const {
    const char before = at(unit - 1);
    return at(unit) == ' ' && (before == '.' || before == '!' || before == '?');
  }

  std::size_t within_word(std::size_t begin, std::size_t last) const {
    constexpr std::size_t kLongestCharacter = 64;  // code units; a family of four with its skin tones has about 25
    for (std::size_t unit = last; unit > begin && last - unit < kLongestCharacter; --unit) {
      if (is_between_characters(begin, unit)) return unit;
    }
    return last;
  }

  bool is_between_characters(std::size_t begin, std::size_t unit) const {
    if (!index_.is_boundary(unit)) return false;
    const char32_t next = code_point_at(unit);
    if (continues_character(next) || at(unit - 1) == '\0') return false;
    if (code_point_at(unit - 1) == 0x200D) return false;
    if (!is_flag_letter(next)) return true;
    std::size_t letters = 0;
    for (std::size_t place = unit; place >= begin + 2 && is_flag_letter(code_point_at(place - 2)); place -= 2) {
      ++letters;
    }
    return letters % 2 == 0;
  }

  FormattedText slice(std::size_t begin, std::size_t end) const {
    while (end > begin && is_white_space(at(end - 1))) --end;
    FormattedText part{.text = whole_.text.substr(index_.byte_of(begin), index_.byte_of(end) - index_.byte_of(begin))};
    for (const StyledRange& range : whole_.ranges) {
      std::size_t from = std::max(begin_of(range), begin);
      std::size_t to = std::min(end_of(range), end);
      while (from < to && !is_block(range.style) && is_white_space(at(from))) ++from;
      while (from < to && is_white_space(at(to - 1))) --to;
      if (from >= to) continue;
      part.ranges.push_back(range);
      part.ranges.back().offset = static_cast<std::int64_t>(from - begin);
      part.ranges.back().length = static_cast<std::int64_t>(to - from);
    }
    // What was cut to the same beginning may have changed places.
    std::stable_sort(part.ranges.begin(), part.ranges.end(), is_outer);
    return part;
  }

  const FormattedText& whole_;
  Utf16Index index_;
  std::size_t limit_;
};

}  // namespace

Cut cut_at(const FormattedText& text, std::size_t limit) {
  return Splitter(text, limit).cut();
}

std::vector<FormattedText> split(const FormattedText& text, std::size_t limit) {
  return Splitter(text, limit).split();
}

}  // namespace shop
