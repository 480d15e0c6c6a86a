// Slugs: titles in the letters that ids are made of.

#include <algorithm>
#include <array>
#include <utility>

#include "code_points.hpp"
#include "search_words.hpp"
#include "shop/course_edit.hpp"

namespace shop {
namespace {

constexpr std::string_view kNoTitle = "untitled";
constexpr std::size_t kMaxWords = 24;

/// By ear, as such names are written in addresses. Folded letters only: there is no "ё", which is "е" then.
constexpr std::array<std::pair<char32_t, std::string_view>, 73> kInLatin{{
    {U'а', "a"},     {U'б', "b"},    {U'в', "v"},  {U'г', "g"}, {U'д', "d"}, {U'е', "e"},  {U'ж', "zh"}, {U'з', "z"},
    {U'и', "i"},     {U'й', "y"},    {U'к', "k"},  {U'л', "l"}, {U'м', "m"}, {U'н', "n"},  {U'о', "o"},  {U'п', "p"},
    {U'р', "r"},     {U'с', "s"},    {U'т', "t"},  {U'у', "u"}, {U'ф', "f"}, {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"},
    {U'ш', "sh"},    {U'щ', "shch"}, {U'ъ', ""},   {U'ы', "y"}, {U'ь', ""},  {U'э', "e"},  {U'ю', "yu"}, {U'я', "ya"},
    {U'є', "ye"},    {U'і', "i"},    {U'ї', "yi"}, {U'ў', "u"}, {U'ґ', "g"}, {U'ђ', "dj"}, {U'ј', "j"},  {U'љ', "lj"},
    {U'њ', "nj"},    {U'ћ', "c"},    {U'џ', "dz"}, {U'à', "a"}, {U'á', "a"}, {U'â', "a"},  {U'ã', "a"},  {U'ä', "a"},
    {U'å', "a"},     {U'æ', "ae"},   {U'ç', "c"},  {U'è', "e"}, {U'é', "e"}, {U'ê', "e"},  {U'ë', "e"},  {U'ì', "i"},
    {U'í', "i"},     {U'î', "i"},    {U'ï', "i"},  {U'ñ', "n"}, {U'ò', "o"}, {U'ó', "o"},  {U'ô', "o"},  {U'õ', "o"},
    {U'ö', "o"},     {U'ø', "o"},    {U'ù', "u"},  {U'ú', "u"}, {U'û', "u"}, {U'ü', "u"},  {U'ß', "ss"}, {U'+', "plus"},
    {U'#', "sharp"},
}};

std::string in_latin(std::string_view word) {
  std::string latin;
  while (!word.empty()) {
    const char32_t letter = next_code_point(word);
    if ((letter >= U'a' && letter <= U'z') || (letter >= U'0' && letter <= U'9')) {
      latin.push_back(static_cast<char>(letter));
      continue;
    }
    const auto found = std::ranges::find(kInLatin, letter, &std::pair<char32_t, std::string_view>::first);
    if (found != kInLatin.end()) latin.append(found->second);
  }
  return latin;
}

/// As many whole words as fit.
std::string slug_of(std::string_view title) {
  std::string slug;
  for (const std::string& word : search_words_in(title, kMaxWords)) {
    const std::string latin = in_latin(word);
    if (latin.empty()) continue;
    if (slug.empty()) {
      slug = latin.substr(0, kMaxSlug);
    } else if (slug.size() + 1 + latin.size() <= kMaxSlug) {
      slug.append("-").append(latin);
    } else {
      break;
    }
  }
  return slug.empty() ? std::string(kNoTitle) : slug;
}

}  // namespace

std::string slug_for(std::string_view title, std::span<const std::string> taken) {
  const std::string slug = slug_of(title);
  std::string candidate = slug;
  for (std::size_t number = 2; std::ranges::find(taken, candidate) != taken.end(); ++number) {
    const std::string suffix = "-" + std::to_string(number);
    candidate = slug.substr(0, kMaxSlug - suffix.size());
    while (candidate.ends_with('-')) candidate.pop_back();
    candidate += suffix;
  }
  return candidate;
}

}  // namespace shop
