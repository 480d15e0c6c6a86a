#pragma once
// The escaping schemes for names, with what the `escaping` parameter of a content type calls them
// (prometheus.io/docs/instrumenting/escaping_schemes).

#include <array>
#include <string_view>

#include "metrics/exposition.hpp"

namespace metrics {

struct EscapingScheme {
  Escaping escaping;
  std::string_view name;
};

inline constexpr std::array kEscapingSchemes{
    EscapingScheme{Escaping::allow_utf8, "allow-utf-8"}, EscapingScheme{Escaping::underscores, "underscores"},
    EscapingScheme{Escaping::dots, "dots"}, EscapingScheme{Escaping::values, "values"}};

}  // namespace metrics
