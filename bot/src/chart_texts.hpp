#pragma once
// What the bot says to owners about charts, as one function a message; a language is a class, as in texts.hpp.
//
// Plain text without markup. Parameters that come from outside are bounded by whoever passes them. Thread-safe: the
// objects have no state.

#include <chrono>
#include <string>
#include <string_view>

#include "shop/language.hpp"

namespace bot {

class ChartTexts {
 public:
  virtual ~ChartTexts() = default;

  virtual std::string range(std::chrono::minutes range) const = 0;  ///< "6 h"
  /// Of a chart that has a name of its own (charts.hpp, kCharts); the name itself for another.
  virtual std::string chart_button(std::string_view name) const = 0;

  virtual std::string which_chart() const = 0;  ///< Above a button for each.
  virtual std::string bad_range(std::string_view word) const = 0;
  virtual std::string bad_chart(std::string_view name) const = 0;
  virtual std::string bad_dashboard(std::string_view uid) const = 0;
  virtual std::string how_to_query() const = 0;
  virtual std::string query_too_long() const = 0;

  virtual std::string dashboard(std::string_view uid) const = 0;  ///< What it is called. No uid: the first.
  virtual std::string query() const = 0;                          ///< What a chart of PromQL is called.
  virtual std::string no_chart(std::string_view what, std::string_view reason) const = 0;
};

const ChartTexts& chart_texts_in(shop::Language language);

}  // namespace bot
