#pragma once
// The words of a course, prepared for the search: folded (lower case, "ё" as "е"), sorted, each with the best place
// where it stands.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shop/course.hpp"

namespace shop {

/// A word: letters, digits, '+' and '#' of Latin, Cyrillic and any other script, folded. Longer ones are cut. At most
/// `limit` of the text.
std::vector<std::string> search_words_in(std::string_view text, std::size_t limit);

class SearchWords {
 public:
  explicit SearchWords(const Course& course);

  /// How well a word that begins with `prefix` (folded) stands in the course, for a reader of `language`; 0: not at
  /// all.
  int weight_of(std::string_view prefix, Language language) const;

 private:
  struct Entry {
    std::uint32_t begin;  // in text_
    std::uint16_t size;
    std::uint8_t for_english;
    std::uint8_t for_russian;
  };

  std::string_view word(const Entry& entry) const { return std::string_view(text_).substr(entry.begin, entry.size); }

  std::string text_;
  std::vector<Entry> entries_;  // by word
};

}  // namespace shop
