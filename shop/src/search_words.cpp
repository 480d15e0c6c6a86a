#include "search_words.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "code_points.hpp"

namespace shop {
namespace {

constexpr std::size_t kMaxWordBytes = 64;
constexpr std::size_t kMaxWordsOfText = std::numeric_limits<std::size_t>::max();

// Places where a word may stand; a text that the reader doesn't see counts a little less.
constexpr std::uint8_t kInTitle = 6;
constexpr std::uint8_t kInDescription = 4;
constexpr std::uint8_t kInLesson = 2;
constexpr std::uint8_t kOutOfSight = 1;

/// Lower case for Latin (Latin-1 included) and Cyrillic letters; "е" for "ё".
constexpr char32_t folded(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c >= U'À' && c <= U'Þ' && c != U'×') return c + 32;
  if (c >= U'А' && c <= U'Я') return c + 32;
  if (c == U'Ё' || c == U'ё') return U'е';
  if (c >= U'Ѐ' && c <= U'Џ') return c + 80;
  return c;
}

constexpr bool is_between(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

constexpr bool is_part_of_a_word(char32_t c) {
  if (c < 0x80) {
    return is_between(c, U'a', U'z') || is_between(c, U'A', U'Z') || is_between(c, U'0', U'9') || c == U'+' ||
           c == U'#';
  }
  // Signs and spaces of Latin-1, general punctuation up to the dingbats, those of Asian scripts, private use and what
  // is no character.
  return !is_between(c, 0x80, 0xBF) && c != U'×' && c != U'÷' && !is_between(c, 0x2000, 0x2BFF) &&
         !is_between(c, 0x3000, 0x303F) && !is_between(c, 0xE000, 0xF8FF) && !is_between(c, 0xFE00, 0xFE0F) &&
         !is_between(c, 0xFF00, 0xFF0F) && !is_between(c, 0xFFF0, 0xFFFF);
}

struct Weights {
  std::uint8_t for_english = 0;
  std::uint8_t for_russian = 0;
};

using WeightsByWord = std::map<std::string, Weights, std::less<>>;

/// `seen_by`: those who read this text, and not the other language's.
void add(WeightsByWord& words, std::string_view text, std::uint8_t place, bool english_see_it, bool russian_see_it) {
  for (std::string& word : search_words_in(text, kMaxWordsOfText)) {
    Weights& weights = words[std::move(word)];
    const auto weight = [&](bool is_seen) { return static_cast<std::uint8_t>(is_seen ? place : place - kOutOfSight); };
    weights.for_english = std::max(weights.for_english, weight(english_see_it));
    weights.for_russian = std::max(weights.for_russian, weight(russian_see_it));
  }
}

void add(WeightsByWord& words, const CourseText& text, std::uint8_t place) {
  const bool has_english = text.has(Language::english);
  const bool has_russian = text.has(Language::russian);
  if (has_english) add(words, text.in(Language::english), place, true, !has_russian);
  if (has_russian) add(words, text.in(Language::russian), place, !has_english, true);
}

}  // namespace

std::vector<std::string> search_words_in(std::string_view text, std::size_t limit) {
  std::vector<std::string> words;
  std::string word;
  while (!text.empty() && words.size() < limit) {
    const char32_t code_point = next_code_point(text);
    const bool continues = is_part_of_a_word(code_point);
    if (continues && word.size() < kMaxWordBytes) append_code_point(word, folded(code_point));
    if ((!continues || text.empty()) && !word.empty()) words.push_back(std::exchange(word, {}));
  }
  return words;
}

SearchWords::SearchWords(const Course& course) {
  WeightsByWord words;
  add(words, course.title, kInTitle);
  add(words, course.description, kInDescription);
  for (const Lesson& lesson : course.lessons) {
    if (lesson.english) add(words, lesson.english->title, kInLesson, true, !lesson.russian);
    if (lesson.russian) add(words, lesson.russian->title, kInLesson, !lesson.english, true);
  }
  entries_.reserve(words.size());
  for (const auto& [word, weights] : words) {
    entries_.push_back({.begin = static_cast<std::uint32_t>(text_.size()),
                        .size = static_cast<std::uint16_t>(word.size()),
                        .for_english = weights.for_english,
                        .for_russian = weights.for_russian});
    text_ += word;
  }
  text_.shrink_to_fit();
}

int SearchWords::weight_of(std::string_view prefix, Language language) const {
  const auto first = std::ranges::lower_bound(entries_, prefix, {}, [this](const Entry& entry) { return word(entry); });
  int best = 0;
  for (auto entry = first; entry != entries_.end() && word(*entry).starts_with(prefix); ++entry) {
    best = std::max<int>(best, language == Language::russian ? entry->for_russian : entry->for_english);
  }
  return best;
}

}  // namespace shop
