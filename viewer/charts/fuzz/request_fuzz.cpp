// Whatever stands in a request's query: its options keep to their bounds, and an expression taken apart is a part of
// it.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "alert_expression.hpp"
#include "fonts.hpp"
#include "interpolation.hpp"
#include "parameters.hpp"
#include "values/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  charts::Parameters parameters(text);
  const auto options = charts::read_picture_options(parameters, values::Timestamp());
  if (options && (options->width < 320 || options->width > 2560)) std::abort();
  if (options && (options->range.count() < 300'000 || options->range.count() > 366LL * 86'400'000)) std::abort();
  if (!options && options.error().sentence.empty()) std::abort();
  static_cast<void>(parameters.problem(charts::Language::russian));

  if (const auto comparison = charts::split_comparison(text)) {
    if (text.find(comparison->expression) == std::string_view::npos || !std::isfinite(comparison->limit)) std::abort();
  }
  static_cast<void>(charts::interpolate(text, {}));
  static_cast<void>(charts::fill_legend(text, {{"a", "b"}}));
  if (!values::is_valid_utf8(charts::drawable(text))) std::abort();
  return 0;
}
