#pragma once
// Numbers with their units, by the rules by which Grafana writes them (packages/grafana-data/src/valueFormats): three
// digits that count, a unit that fits the size. Beside that, long numbers are grouped, and Russian has its own words.
//
//   NumberFormat("s").text(0.0042, Language::english);            // "4.2 ms"
//   NumberFormat("bytes").text(134'217'728, Language::english);   // "128 MiB"
//   NumberFormat("s").text(90, Language::russian);                // "1,5 мин"
//
// Values.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language.hpp"

namespace charts {

/// Which numbers are round in a unit.
enum class Roundness { decimal, binary, time };

/// A size of a unit: values from `from` on are divided by `divisor` and written with `suffix`.
struct UnitSize {
  double from = 0;
  double divisor = 1;
  std::string suffix;          ///< With the space before it.
  std::string russian_suffix;  ///< Empty: the same.
  std::string plural_suffix;   ///< English, beyond 1. Empty: the same.
};

class NumberFormat {
 public:
  /// `unit` is one of Grafana's names: "short", "s", "bytes", "percentunit", "suffix:/s", …; one that is unknown is
  /// written behind the number, as Grafana does. `decimals` are digits after the point; none: as many as count.
  explicit NumberFormat(std::string_view unit = "", std::optional<int> decimals = {});

  std::string text(double value, Language language) const;

  /// The same number in the unit's size for `magnitude`, with so many digits after the point.
  std::string text_in_size_of(double magnitude, double value, int decimals, Language language) const;

  /// What numbers of about `magnitude` are divided by; the sizes below it come next.
  const UnitSize& size_for(double magnitude) const;
  const std::vector<UnitSize>& sizes() const { return sizes_; }

  Roundness roundness() const { return roundness_; }
  /// By which a value is multiplied to be in seconds (times), bytes (binary), or what is written (percent).
  double factor() const { return factor_; }
  /// True if the values are counted: their ticks should be whole.
  bool is_whole() const { return is_whole_; }

 private:
  void set_sizes(std::string_view unit);
  std::string with_unit(const std::string& number, double scaled, const UnitSize& size, Language language) const;

  std::optional<int> decimals_;
  Roundness roundness_ = Roundness::decimal;
  double factor_ = 1;
  bool is_whole_ = false;
  bool is_duration_in_words_ = false;
  std::string prefix_;
  std::vector<UnitSize> sizes_;
};

/// With so many digits after the point: "12,345.5", in Russian "12 345,5". Never "-0".
std::string write_number(double value, int decimals, Language language);

}  // namespace charts
