// Prints a registry with every type, every special value and hostile texts, for exposition_accepted_by_others_test.py.
//
//   metrics_exposition_sample legacy|classic|utf8 ACCEPT [gzip]
//
// `legacy` has names that every Prometheus takes, `utf8` such as only Prometheus 3 does. `classic` is `legacy` without
// native histograms, for tests/e2e/expositions_test.py.

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <optional>
#include <string_view>

#include "metrics/exposition.hpp"
#include "metrics/process_metrics.hpp"
#include "metrics/registry.hpp"

namespace {

using namespace std::chrono_literals;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr std::chrono::system_clock::time_point kStart(1700000000s + 250ms);

/// Each as a label value, and their number as the value of its series. The test knows them, too.
constexpr std::string_view kHostileTexts[] = {
    "",
    "plain",
    "back\\slash",
    "\\",
    "\\n",
    "line\nfeed",
    "\"quoted\"",
    "a\"} 1\nforged_total{x=\"",
    "{}=,# ",
    "\\\"",
    "tab\tand\rreturn",
    "имя 😀",
    " spaces ",
    "a # {b=\"c\"} 1 2",
    "\x01\x7F",
};

void add_counters(metrics::Registry& registry) {
  registry.counter({.name = "sample_events_total", .help = "A counter beyond 2^53."}).with().inc(9007199254740992.0);
  registry.counter({.name = "sample_fractions_total", .help = "Not only whole things."}).with().inc(0.1);
  auto& texts = registry.counter({
      .name = "sample_texts_total",
      .help = "Hostile texts: a backslash \\, a \"quote\", a line\nfeed, \\n written out, имя 😀.",
      .labels = {"text"},
  });
  double number = 0;
  for (const std::string_view text : kHostileTexts) texts.with(text).inc(++number);
  registry.counter({.name = "sample_read_bytes_total", .help = "With a unit.", .labels = {"from"}, .unit = "bytes"})
      .with("disk")
      .inc(7, {{"trace_id", "a\"b\\c\nd"}, {"span_id", "имя"}});
}

void add_gauges(metrics::Registry& registry) {
  auto& values = registry.gauge({.name = "sample_value", .help = "Every kind of number.", .labels = {"kind"}});
  values.with("zero").set(0);
  values.with("minus_zero").set(-0.0);
  values.with("negative").set(-1.5);
  values.with("tiny").set(5e-324);
  values.with("huge").set(1.7976931348623157e308);
  values.with("third").set(1.0 / 3);
  values.with("infinite").set(kInfinity);
  values.with("negative_infinite").set(-kInfinity);
  values.with("nan").set(kNan);
  registry.gauge({.name = "sample_without_series", .help = "No series yet.", .labels = {"x"}});
  registry.callback_gauge({.name = "sample_callback", .help = "A callback."}, [] { return 7.0; });
  // The three names that the official clients refuse to have at once.
  registry.gauge({.name = "bothost_bots_created_created", .help = "Creation time of the newest bot."});
  registry.counter({.name = "bothost_bots_created_total",
                    .help = "Bots ever created.",
                    .openmetrics_type = metrics::OpenMetricsType::unknown});
  registry.gauge({.name = "bothost_bots_created", .help = "Bots being served."});
}

void add_histograms(metrics::Registry& registry, bool with_native_halves) {
  const auto native = [&](const metrics::NativeOptions& options) {
    return with_native_halves ? std::optional(options) : std::nullopt;
  };
  auto& durations = registry.histogram({
      .name = "sample_duration_seconds",
      .help = "Classic.",
      .labels = {"method"},
      .unit = "seconds",
      .buckets = {0.00001, 0.25, 1, 5, 2.5e6},
  });
  for (const double duration : {0.000001, 0.00001, 0.3, 5.0, 60.0}) durations.with("say \"hi\"").observe(duration);
  durations.with("say \"hi\"").observe(0.5, {{"trace_id", "half"}});
  durations.with("say \"hi\"").observe(kInfinity, {{"trace_id", "endless"}});
  durations.with("idle");
  durations.with("not_a_number").observe(kNan);

  auto& changes = registry.histogram(
      {.name = "sample_change", .help = "Bounds below 0.", .buckets = {-1, 0, 1}, .native = native({})});
  for (const double change : {-3.0, -1.0, -0.5, 0.0, 0.5, 2.0, -kInfinity}) changes.with().observe(change);

  auto& sizes = registry.histogram({
      .name = "sample_size_bytes",
      .help = "Native alone.",
      .labels = {"kind"},
      .unit = "bytes",
      .buckets = {},
      .native = native({.schema = 2}),
  });
  for (const double size : {0.0, 1.0, 1.5, 100.0, 101.0, 1e300, 5e-324}) sizes.with("photo").observe(size);
  sizes.with("photo").observe(2, {{"trace_id", "two"}});
  sizes.with("empty");
  sizes.with("not_a_number").observe(kNan);
  sizes.with("negative").observe(-4);
}

void add_others(metrics::Registry& registry) {
  auto& waits =
      registry.summary({.name = "sample_wait_seconds", .help = "A summary.", .labels = {"of"}, .unit = "seconds"});
  waits.with("all").observe(0.25);
  waits.with("all").observe(1.5);
  waits.with("below_zero").observe(-1);
  waits.with("not_a_number").observe(kNan);
  registry.info({.name = "sample_build_info", .help = "An info.", .labels = {"version"}}).with("1.2 \"beta\"");
  auto& polling = registry.state_set(
      {.name = "sample_polling", .help = "A state set.", .states = {"starting", "run\"ning\""}, .labels = {"bot"}});
  polling.with("a").select("run\"ning\"");
  polling.with("b");
}

void add_utf8_names(metrics::Registry& registry) {
  registry
      .counter({.name = "http.server.read_bytes_total",
                .help = "Dots.",
                .labels = {"http.method", "plain"},
                .unit = "bytes",
                .constant_labels = {{"service.name", "a\\b"}}})
      .with("GET \"x\"", "p")
      .inc(3);
  registry.gauge({.name = "имя 😀 \"{},\\", .help = "Anything."}).with().set(2.5);
  registry.histogram({.name = "größe", .help = "Beyond ASCII.", .labels = {"le.x"}, .buckets = {0.5}})
      .with("y")
      .observe(0.25);
  registry.state_set({.name = "my.mode", .help = "A state set.", .states = {"on", "off"}}).with().select("off");
  registry.info({.name = "target.host_info", .help = "An info.", .labels = {"host.name"}}).with("h");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return EXIT_FAILURE;
  const bool has_utf8_names = argv[1] == std::string_view("utf8");
  metrics::Registry registry(
      {.constant_labels = {{"host", "h \"1\""}}, .utf8_names = has_utf8_names, .now = [] { return kStart; }});
  if (has_utf8_names) {
    add_utf8_names(registry);
  } else {
    add_counters(registry);
    add_gauges(registry);
    add_histograms(registry, argv[1] != std::string_view("classic"));
    add_others(registry);
    metrics::add_process_metrics(registry);
  }
  std::cout << expose(registry, {.accept = argv[2], .accept_encoding = argc > 3 ? argv[3] : ""}).body;
}
