#pragma once
// Alerts as the monitoring tells of them, in the words of the shop.
//
//   values::Result<shop::Alert> alert = app::translated(told);
//   if (!alert) log(alert.error().message);   // "alert 'HighUserLoad' is left out: it has 65 labels, and 64 are
//   allowed"
//
// Pure functions.

#include <cstddef>

#include "monitoring/alert.hpp"
#include "monitoring/alertmanager.hpp"
#include "shop/alert.hpp"
#include "values/result.hpp"

namespace app {

inline constexpr std::size_t kMaxAlertLabels = 64;
inline constexpr std::size_t kMaxAlertLabelName = 128;    ///< Bytes,
inline constexpr std::size_t kMaxAlertLabelValue = 1024;  ///< bytes.
inline constexpr std::size_t kMaxAlertText = 1000;        ///< Code points: what is longer is cut.
inline constexpr std::size_t kMaxAlertExpression = 2000;  ///< Bytes: a longer one is left out, for half of it is none.
inline constexpr std::size_t kMaxAlertUrl = 1000;         ///< Bytes: as with an expression.

/// Without `id`, `bot` and `silence`. Labels are what an alert is known by, so none of them is cut: the error is one
/// line.
values::Result<shop::Alert> translated(const monitoring::Alert& alert);

/// What silences that alert and nothing else.
std::vector<monitoring::Matcher> matchers_of(const shop::AlertLabels& labels);

}  // namespace app
