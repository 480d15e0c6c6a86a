#include "parameters.hpp"

#include <charconv>

#include "net/query_string.hpp"
#include "values/utf8.hpp"
#include "words.hpp"

namespace charts {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMaxLength = 8U << 10U;
constexpr std::size_t kMaxShown = 40;
constexpr milliseconds kShortestRange = std::chrono::minutes(5);
constexpr milliseconds kLongestRange = std::chrono::hours(366 * 24);
constexpr int kSmallest = 320;
constexpr int kLargest = 2560;
/// The year 2100.
constexpr std::int64_t kLatestEnd = 4'102'444'800;

std::string quoted(const std::string& value) {
  std::string text = values::truncate_code_points(values::to_valid_utf8(value), kMaxShown);
  text.insert(text.begin(), '\'');
  text.push_back('\'');
  return text;
}

std::optional<std::int64_t> parse_whole(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Hands the value of a parameter to `read`; false from there means that it is wrong.
template <class Read>
void read_one(Parameters& parameters, const std::string& name, std::string_view expected, Language language,
              std::optional<Refusal>& refusal, Read read) {
  const std::optional<std::string> value = parameters.take(name);
  if (!value || refusal || read(*value)) return;
  std::string sentence(choose(language, "The parameter ", "Параметр "));
  sentence += name;
  sentence += " = ";
  sentence += quoted(*value);
  sentence += choose(language, " is wrong: it must be ", " неверен: нужно ");
  sentence += expected;
  sentence += ".";
  refusal = Refusal{.status = 400, .sentence = std::move(sentence)};
}

bool read_pixels(const std::string& text, int& pixels) {
  const std::optional<std::int64_t> number = parse_whole(text);
  if (!number || *number < kSmallest || *number > kLargest) return false;
  pixels = static_cast<int>(*number);
  return true;
}

}  // namespace

Parameters::Parameters(std::string_view query) {
  for (net::QueryParameter& parameter : net::parse_query(query)) {
    const bool is_readable = parameter.value.size() <= kMaxLength && values::is_valid_utf8(parameter.value) &&
                             parameter.value.find('\0') == std::string::npos;
    if (!is_readable) unreadable_ = parameter.name;
    if (!values_.emplace(parameter.name, std::move(parameter.value)).second) repeated_ = parameter.name;
  }
}

std::optional<std::string> Parameters::take(const std::string& name) {
  const auto node = values_.extract(name);
  if (node.empty()) return std::nullopt;
  return std::move(node.mapped());
}

std::optional<std::string> Parameters::problem(Language language) const {
  const auto sentence = [&](const std::string& name, std::string_view english, std::string_view russian) {
    return std::string(choose(language, "The parameter ", "Параметр ")) + quoted(name) +
           std::string(choose(language, english, russian));
  };
  if (!unreadable_.empty())
    return sentence(unreadable_, " is too long or not UTF-8.", " слишком длинный или не UTF-8.");
  if (!repeated_.empty()) return sentence(repeated_, " is given twice.", " указан дважды.");
  if (!values_.empty()) return sentence(values_.begin()->first, " is unknown here.", " здесь неизвестен.");
  return std::nullopt;
}

Language language_of(std::string_view query) {
  for (const net::QueryParameter& parameter : net::parse_query(query)) {
    if (parameter.name == "lang") return parameter.value == "ru" ? Language::russian : Language::english;
  }
  return Language::english;
}

Outcome<PictureOptions> read_picture_options(Parameters& parameters, values::Timestamp now) {
  PictureOptions options{.end = now};
  std::optional<Refusal> refusal;
  read_one(parameters, "lang", "en, ru", Language::english, refusal, [&](const std::string& text) {
    if (text == "ru") options.language = Language::russian;
    return text == "ru" || text == "en";
  });
  const Language language = options.language;
  read_one(parameters, "theme", "light, dark", language, refusal, [&](const std::string& text) {
    if (text == "light") options.theme = ThemeName::light;
    return text == "light" || text == "dark";
  });
  read_one(parameters, "range", "5m … 366d (90m, 6h, 7d)", language, refusal, [&](const std::string& text) {
    const values::Result<milliseconds> range = values::parse_duration(text);
    if (!range || *range < kShortestRange || *range > kLongestRange) return false;
    options.range = *range;
    return true;
  });
  read_one(parameters, "end", choose(language, "unix time in seconds", "время unix в секундах"), language, refusal,
           [&](const std::string& text) {
             const std::optional<std::int64_t> seconds = parse_whole(text);
             if (!seconds || *seconds < 0 || *seconds > kLatestEnd) return false;
             options.end = values::Timestamp(std::chrono::seconds(*seconds));
             return true;
           });
  read_one(parameters, "width", "320 … 2560", language, refusal,
           [&](const std::string& text) { return read_pixels(text, options.width); });
  read_one(parameters, "height", "320 … 2560, width × height ≤ 4194304", language, refusal,
           [&](const std::string& text) {
             int height = 0;
             if (!read_pixels(text, height)) return false;
             options.height = height;
             return options.width * height <= kMostPixels;
           });
  if (refusal) return *std::move(refusal);
  return options;
}

}  // namespace charts
