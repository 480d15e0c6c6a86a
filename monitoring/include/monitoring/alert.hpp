#pragma once
// An alert as Alertmanager tells of it.
//
// Values.

#include <optional>
#include <string>
#include <vector>

#include "monitoring/series.hpp"
#include "values/time.hpp"

namespace monitoring {

struct Alert {
  std::string fingerprint;  ///< The same for the same labels: up to 64 printable characters.
  values::Timestamp starts_at;
  std::optional<values::Timestamp> ended_at = {};  ///< None while it fires.
  Labels labels = {};
  Labels annotations = {};
  std::string generator_url = {};  ///< Where its rule is evaluated.
};

/// The expression of the rule, which Prometheus writes into the generator's URL; empty if it is not there.
std::string expression_of(const Alert& alert);

}  // namespace monitoring
