// Prints a registry with every type, every special value and hostile texts, for exposition_accepted_by_others_test.py.

#include <iostream>
#include <limits>

#include "metrics/process_metrics.hpp"
#include "metrics/registry.hpp"
#include "metrics/text_format.hpp"

int main() {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  metrics::Registry registry;

  registry.counter({.name = "sample_events_total", .help = "A counter beyond 2^53."}).with().inc(9007199254740992.0);

  auto& texts = registry.counter({
      .name = "sample_texts_total",
      .help = "Hostile texts: a backslash \\, a \"quote\", a line\nfeed, \\n written out, имя 😀.",
      .labels = {"text"},
  });
  double value = 0;
  for (const std::string_view text :
       {"", "plain", "back\\slash", "\\", "\\n", "line\nfeed", "\"quoted\"", "a\"} 1\nforged_total{x=\"", "{}=,# ",
        "\\\"", "tab\tand\rreturn", "имя 😀", " spaces "})
    texts.with(text).inc(++value);

  auto& values = registry.gauge({.name = "sample_value", .help = "Every kind of number.", .labels = {"kind"}});
  values.with("zero").set(0);
  values.with("negative").set(-1.5);
  values.with("tiny").set(5e-324);
  values.with("huge").set(1.7976931348623157e308);
  values.with("third").set(1.0 / 3);
  values.with("infinite").set(kInfinity);
  values.with("negative_infinite").set(-kInfinity);
  values.with("nan").set(std::numeric_limits<double>::quiet_NaN());

  auto& durations = registry.histogram({
      .name = "sample_duration_seconds",
      .help = "A histogram.",
      .labels = {"method"},
      .unit = "seconds",
      .buckets = {0.001, 0.25, 1, 5},
  });
  for (const double duration : {0.0001, 0.001, 0.3, 5.0, 60.0}) durations.with("say \"hi\"").observe(duration);
  durations.with("idle");

  registry.gauge({.name = "sample_without_series", .help = "No series yet.", .labels = {"x"}});
  registry.gauge({.name = "bothost_bots_created_created", .help = "Creation time of the newest bot."});
  registry.counter({.name = "bothost_bots_created_total",
                    .help = "Bots ever created.",
                    .openmetrics_type = metrics::OpenMetricsType::unknown});
  registry.gauge({.name = "bothost_bots_created", .help = "Bots being served."});
  registry.callback_gauge({.name = "sample_callback", .help = "A callback."}, [] { return 7.0; });
  metrics::add_process_metrics(registry);

  std::cout << metrics::expose_text(registry);
}
