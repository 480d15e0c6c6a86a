#include "text_fitting.hpp"

#include <algorithm>

#include "values/utf8.hpp"

namespace bot {
namespace {

/// A text that would have to shrink below this part of its largest size rather takes another line.
constexpr double kComfortable = 0.7;
/// Lines are balanced to a part in this many of the width.
constexpr int kBalanceSteps = 12;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// The words one after another, a new line where one doesn't fit. A word that is wider than a line has one of its own.
std::vector<std::string> wrap(const std::vector<std::string_view>& words, double width, const MeasureText& measure) {
  std::vector<std::string> lines;
  for (const std::string_view word : words) {
    std::string longer = lines.empty() ? std::string() : lines.back() + " ";
    longer += word;
    if (lines.empty() || measure(longer) > width) {
      lines.emplace_back(word);
    } else {
      lines.back() = std::move(longer);
    }
  }
  return lines;
}

/// The narrowest column in which the words take no more than `lines`, so that the lines are about as long as each
/// other.
std::vector<std::string> balance(const std::vector<std::string_view>& words, std::size_t lines,
                                 const MeasureText& measure) {
  double narrowest = 0;
  double widest = 0;
  for (const std::string_view word : words) {
    const double width = measure(word);
    narrowest = std::max(narrowest, width);
    widest += width + measure(" ");
  }
  std::vector<std::string> best = wrap(words, widest, measure);
  for (int step = 0; step < kBalanceSteps; ++step) {
    const double middle = (narrowest + widest) / 2;
    std::vector<std::string> tried = wrap(words, middle, measure);
    if (tried.size() <= lines) {
      best = std::move(tried);
      widest = middle;
    } else {
      narrowest = middle;
    }
  }
  return best;
}

double widest_of(const std::vector<std::string>& lines, const MeasureText& measure) {
  double widest = 0;
  for (const std::string& line : lines) widest = std::max(widest, measure(line));
  return widest;
}

/// As many letters of `text` as a line of `width` has room for; one at least.
std::string_view beginning_of(std::string_view text, double width, const MeasureText& measure) {
  std::size_t end = 0;
  for (std::size_t next = 1; next <= text.size(); ++next) {
    const bool within_letter = next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80;
    if (within_letter) continue;
    if (end > 0 && measure(text.substr(0, next)) > width) break;
    end = next;
  }
  return text.substr(0, end);
}

/// For what fits in no other way: words are broken anywhere, and what is too much is cut.
FittedText break_words(const std::vector<std::string_view>& words, const TextPlace& place, const MeasureText& measure) {
  const double width = place.width / place.smallest;
  std::vector<std::string_view> pieces;
  for (std::string_view word : words) {
    while (!word.empty()) {
      pieces.push_back(beginning_of(word, width, measure));
      word.remove_prefix(pieces.back().size());
    }
  }
  std::vector<std::string> lines = wrap(pieces, width, measure);
  if (lines.size() > place.lines) {
    lines.resize(place.lines);
    // A line that is full loses two letters, or the ellipsis would stand outside.
    const std::size_t letters = values::count_code_points(lines.back());
    lines.back() = values::truncate_code_points(lines.back() + "…", std::max<std::size_t>(letters, 2) - 1);
  }
  return {.lines = std::move(lines), .size = place.smallest};
}

}  // namespace

FittedText fit(std::string_view text, const TextPlace& place, const MeasureText& measure) {
  const std::vector<std::string_view> words = words_of(text);
  if (words.empty()) return {.lines = {}, .size = place.largest};
  FittedText best;
  for (std::size_t count = 1; count <= place.lines && best.size < kComfortable * place.largest; ++count) {
    std::vector<std::string> lines = balance(words, count, measure);
    const double widest = widest_of(lines, measure);
    const double size = widest > 0 ? std::min(place.largest, place.width / widest) : place.largest;
    if (size > best.size) best = {.lines = std::move(lines), .size = size};
  }
  return best.size >= place.smallest ? best : break_words(words, place, measure);
}

}  // namespace bot
