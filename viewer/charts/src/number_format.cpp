#include "number_format.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace charts {
namespace {

constexpr int kMostDecimals = 12;
constexpr double kTooLongForDigits = 1e21;
/// So many digits before the point are read without groups.
constexpr std::size_t kMostUngrouped = 4;
constexpr double kMinute = 60;
constexpr double kHour = 60 * kMinute;
constexpr double kDay = 24 * kHour;
constexpr double kWeek = 7 * kDay;

/// Units that are a number and a text.
struct PlainUnit {
  std::string_view name;
  std::string_view suffix;
};
constexpr std::array kPlainUnits{
    PlainUnit{"", ""},        PlainUnit{"none", ""},       PlainUnit{"string", ""},      PlainUnit{"locale", ""},
    PlainUnit{"bool", ""},    PlainUnit{"percent", "%"},   PlainUnit{"humidity", " %H"}, PlainUnit{"celsius", " °C"},
    PlainUnit{"ppm", " ppm"}, PlainUnit{"rotrpm", " rpm"}, PlainUnit{"degree", " °"},    PlainUnit{"dB", " dB"},
};

/// Scaled by 1000 or 1024. `thousands`: by how many factors of it the value is scaled already.
struct ScaledUnit {
  std::string_view name;
  std::string_view letters;
  int thousands = 0;
};
constexpr std::array kDecimalUnits{
    ScaledUnit{"sishort", ""},       ScaledUnit{"decbytes", "B"},     ScaledUnit{"decbits", "b"},
    ScaledUnit{"deckbytes", "B", 1}, ScaledUnit{"decmbytes", "B", 2}, ScaledUnit{"decgbytes", "B", 3},
    ScaledUnit{"Bps", "B/s"},        ScaledUnit{"bps", "b/s"},        ScaledUnit{"KBs", "B/s", 1},
    ScaledUnit{"MBs", "B/s", 2},     ScaledUnit{"pps", "p/s"},        ScaledUnit{"hertz", "Hz"},
    ScaledUnit{"watt", "W"},         ScaledUnit{"volt", "V"},         ScaledUnit{"amp", "A"},
    ScaledUnit{"joule", "J"},
};
constexpr std::array kBinaryUnits{
    ScaledUnit{"bytes", "B"},     ScaledUnit{"bits", "b"},      ScaledUnit{"kbytes", "B", 1},
    ScaledUnit{"mbytes", "B", 2}, ScaledUnit{"gbytes", "B", 3}, ScaledUnit{"binBps", "B/s"},
    ScaledUnit{"binbps", "b/s"},  ScaledUnit{"KiBs", "B/s", 1}, ScaledUnit{"MiBs", "B/s", 2},
};
/// Events a time: "1.2K req/s".
constexpr std::array kCountUnits{
    PlainUnit{"cps", " c/s"},  PlainUnit{"ops", " ops/s"}, PlainUnit{"reqps", " req/s"}, PlainUnit{"rps", " rd/s"},
    PlainUnit{"wps", " wr/s"}, PlainUnit{"iops", " io/s"}, PlainUnit{"eps", " evt/s"},   PlainUnit{"mps", " msg/s"},
    PlainUnit{"cpm", " c/m"},  PlainUnit{"opm", " ops/m"}, PlainUnit{"reqpm", " req/m"}, PlainUnit{"mpm", " msgs/m"},
};
/// Durations, by how many seconds the value counts.
constexpr std::array<std::pair<std::string_view, double>, 7> kTimeUnits{{
    {"s", 1},
    {"ms", 1e-3},
    {"µs", 1e-6},
    {"ns", 1e-9},
    {"m", kMinute},
    {"h", kHour},
    {"d", kDay},
}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kCurrencies{{
    {"currencyUSD", "$"},
    {"currencyEUR", "€"},
    {"currencyGBP", "£"},
    {"currencyRUB", "₽"},
}};

std::vector<UnitSize> powers(double factor, int lowest,
                             const std::vector<std::pair<std::string, std::string>>& suffixes) {
  std::vector<UnitSize> sizes;
  for (std::size_t i = 0; i < suffixes.size(); ++i) {
    const double size = std::pow(factor, lowest + static_cast<int>(i));
    sizes.push_back({.from = i == 0 ? 0 : size,
                     .divisor = size,
                     .suffix = suffixes[i].first,
                     .russian_suffix = suffixes[i].second,
                     .plural_suffix = {}});
  }
  return sizes;
}

std::vector<UnitSize> short_sizes() {
  return powers(1000, 0,
                {{"", ""},
                 {" K", " тыс."},
                 {" Mil", " млн"},
                 {" Bil", " млрд"},
                 {" Tri", " трлн"},
                 {" Quadr", ""},
                 {" Quint", ""},
                 {" Sext", ""},
                 {" Sept", ""}});
}

std::vector<UnitSize> count_sizes(const std::string& suffix) {
  return powers(1000, 0,
                {{suffix, ""}, {"K" + suffix, ""}, {"M" + suffix, ""}, {"B" + suffix, ""}, {"T" + suffix, ""}});
}

std::vector<UnitSize> prefixed_sizes(double factor, int lowest, const std::vector<std::string>& prefixes,
                                     std::string_view letters) {
  std::vector<std::pair<std::string, std::string>> suffixes;
  for (const std::string& prefix : prefixes) suffixes.emplace_back(" " + prefix + std::string(letters), "");
  // "12" of a unit without letters has no space behind it.
  for (auto& suffix : suffixes) {
    if (suffix.first == " ") suffix.first.clear();
  }
  return powers(factor, lowest, suffixes);
}

std::vector<UnitSize> time_sizes() {
  return {
      {0, 1e-9, " ns", " нс", ""},
      {1e-6, 1e-6, " µs", " мкс", ""},
      {1e-3, 1e-3, " ms", " мс", ""},
      {1, 1, " s", " с", ""},
      {kMinute, kMinute, " min", " мин", " mins"},
      {kHour, kHour, " hour", " ч", " hours"},
      {kDay, kDay, " day", " сут", " days"},
      {kWeek, kWeek, " week", " нед", " weeks"},
      // Grafana begins to say "year" after 365 days, and divides by a solar year.
      {365 * kDay, 3.15569e7, " year", " г", " years"},
  };
}

/// Three digits that count; none after the point for whole numbers.
int decimals_for(double value) {
  if (value == std::floor(value)) return 0;
  const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
  return std::clamp(2 - exponent, 0, kMostDecimals);
}

/// "12,345", "12 345" with a space that does not break.
void group_thousands(std::string& number, Language language) {
  const std::size_t first = number.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(number.find_first_not_of("0123456789", first), number.size());
  if (end - first <= kMostUngrouped) return;
  for (std::size_t at = end; at > first + 3;) {
    at -= 3;
    number.insert(at, language == Language::russian ? "\u00A0" : ",");
  }
}

std::string write_infinite(double value) {
  if (std::isnan(value)) return "NaN";
  return value > 0 ? "∞" : "-∞";
}

struct WordSize {
  double seconds;
  std::string_view english;
  std::string_view russian;
};
constexpr std::array kWordSizes{
    WordSize{365 * kDay, " y", " г"},  WordSize{kDay, " d", " д"}, WordSize{kHour, " h", " ч"},
    WordSize{kMinute, " min", " мин"}, WordSize{1, " s", " с"},
};

/// "3 d 4 h": the largest unit and the next.
std::string write_duration(double seconds, Language language) {
  std::string text = seconds < 0 ? "-" : "";
  double rest = std::floor(std::abs(seconds));
  int parts = 0;
  for (const WordSize& size : kWordSizes) {
    const double count = std::floor(rest / size.seconds);
    rest -= count * size.seconds;
    if (parts > 0) ++parts;
    if (count == 0) continue;
    text += (parts > 0 ? " " : "") + write_number(count, 0, language);
    text += language == Language::russian ? size.russian : size.english;
    if (parts == 0) parts = 1;
    if (parts == 2) break;
  }
  return parts == 0 ? write_number(0, 0, language) + (language == Language::russian ? " с" : " s") : text;
}

}  // namespace

std::string write_number(double value, int decimals, Language language) {
  if (!std::isfinite(value)) return write_infinite(value);
  std::array<char, 400> text{};
  if (std::abs(value) >= kTooLongForDigits) {
    std::snprintf(text.data(), text.size(), "%.3g", value);
  } else {
    const double factor = std::pow(10.0, decimals);
    const double scaled = std::round(value * factor);
    // Adding zero makes a zero of what would be "-0".
    const double rounded = std::isfinite(scaled) ? scaled / factor + 0.0 : value;
    std::snprintf(text.data(), text.size(), "%.*f", decimals, rounded == 0 ? 0.0 : rounded);
  }
  std::string written = text.data();
  if (language == Language::russian) std::replace(written.begin(), written.end(), '.', ',');
  group_thousands(written, language);
  return written;
}

NumberFormat::NumberFormat(std::string_view unit, std::optional<int> decimals) : decimals_(decimals) {
  if (decimals_) decimals_ = std::clamp(*decimals_, 0, kMostDecimals);
  set_sizes(unit);
}

void NumberFormat::set_sizes(std::string_view unit) {
  const auto is_named = [unit](const auto& each) { return each.name == unit; };
  const bool is_counted = decimals_ == 0;
  if (const auto plain = std::find_if(kPlainUnits.begin(), kPlainUnits.end(), is_named); plain != kPlainUnits.end()) {
    is_whole_ = is_counted;
    sizes_ = {{.suffix = std::string(plain->suffix)}};
  } else if (unit == "percentunit") {
    factor_ = 100;
    sizes_ = {{.suffix = "%"}};
  } else if (unit == "short") {
    is_whole_ = is_counted;
    sizes_ = short_sizes();
  } else if (const auto decimal = std::find_if(kDecimalUnits.begin(), kDecimalUnits.end(), is_named);
             decimal != kDecimalUnits.end()) {
    factor_ = std::pow(1000.0, decimal->thousands);
    sizes_ = prefixed_sizes(1000, -3, {"n", "µ", "m", "", "k", "M", "G", "T", "P", "E"}, decimal->letters);
  } else if (const auto binary = std::find_if(kBinaryUnits.begin(), kBinaryUnits.end(), is_named);
             binary != kBinaryUnits.end()) {
    roundness_ = Roundness::binary;
    factor_ = std::pow(1024.0, binary->thousands);
    sizes_ = prefixed_sizes(1024, 0, {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"}, binary->letters);
  } else if (const auto count = std::find_if(kCountUnits.begin(), kCountUnits.end(), is_named);
             count != kCountUnits.end()) {
    sizes_ = count_sizes(std::string(count->suffix));
  } else if (const auto time = std::find_if(kTimeUnits.begin(), kTimeUnits.end(),
                                            [unit](const auto& each) { return each.first == unit; });
             time != kTimeUnits.end()) {
    roundness_ = Roundness::time;
    factor_ = time->second;
    sizes_ = time_sizes();
  } else if (unit == "dtdurations" || unit == "dtdurationms") {
    roundness_ = Roundness::time;
    factor_ = unit == "dtdurations" ? 1 : 1e-3;
    is_duration_in_words_ = true;
    sizes_ = time_sizes();
  } else if (const auto currency = std::find_if(kCurrencies.begin(), kCurrencies.end(),
                                                [unit](const auto& each) { return each.first == unit; });
             currency != kCurrencies.end()) {
    prefix_ = currency->second;
    sizes_ = count_sizes("");
  } else if (unit.starts_with("prefix:")) {
    prefix_ = unit.substr(7);
    sizes_ = {{}};
  } else {
    std::string_view suffix = unit.starts_with("suffix:") ? unit.substr(7) : unit;
    while (suffix.starts_with(' ')) suffix.remove_prefix(1);
    is_whole_ = is_counted;
    sizes_ = {{.suffix = suffix.empty() ? "" : " " + std::string(suffix)}};
  }
}

const UnitSize& NumberFormat::size_for(double magnitude) const {
  const double size = std::abs(magnitude) * factor_;
  const UnitSize* chosen = &sizes_.front();
  // What is as good as a whole size is one: 0.001 s is 1 ms.
  for (const UnitSize& each : sizes_) {
    if (size >= each.from * (1 - 1e-12)) chosen = &each;
  }
  return *chosen;
}

std::string NumberFormat::with_unit(const std::string& number, double scaled, const UnitSize& size,
                                    Language language) const {
  const bool is_negative = number.starts_with('-');
  const std::string text =
      prefix_.empty() ? number : (is_negative ? "-" + prefix_ + number.substr(1) : prefix_ + number);
  if (language == Language::russian && !size.russian_suffix.empty()) return text + size.russian_suffix;
  if (!size.plural_suffix.empty() && std::abs(scaled) > 1) return text + size.plural_suffix;
  return text + size.suffix;
}

std::string NumberFormat::text(double value, Language language) const {
  if (!std::isfinite(value)) return write_infinite(value);
  if (is_duration_in_words_) return write_duration(value * factor_, language);
  if (value == 0 && roundness_ == Roundness::time) return with_unit("0", 0, size_for(1 / factor_), language);
  const UnitSize& size = size_for(value);
  const double scaled = value * factor_ / size.divisor;
  return with_unit(write_number(scaled, decimals_.value_or(decimals_for(scaled)), language), scaled, size, language);
}

std::string NumberFormat::text_in_size_of(double magnitude, double value, int decimals, Language language) const {
  if (value == 0 && prefix_.empty()) return "0";
  const UnitSize& size = size_for(magnitude);
  const double scaled = value * factor_ / size.divisor;
  return with_unit(write_number(scaled, decimals, language), scaled, size, language);
}

}  // namespace charts
