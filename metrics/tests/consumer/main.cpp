// A program of somebody else that uses the installed library, and touches every part of it that is compiled or linked.

#include <iostream>

#include "metrics/exposition.hpp"
#include "metrics/process_metrics.hpp"
#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

int main() {
  metrics::Registry registry;
  metrics::add_process_metrics(registry);

  auto& jobs = registry.counter({
      .name = "jobs_total",
      .help = "Jobs by outcome.",
      .labels = {"outcome"},
  });
  jobs.with("done").inc();

  metrics::Histogram& duration = registry
                                     .histogram({
                                         .name = "job_duration_seconds",
                                         .help = "How long a job takes.",
                                         .unit = "seconds",
                                         .native = metrics::NativeOptions{},
                                     })
                                     .with();
  duration.observe(0.25);

  const metrics::Exposition page =
      metrics::expose(registry, {.accept = "application/openmetrics-text;version=1.0.0", .accept_encoding = "gzip"});
  const bool as_expected = metrics::testing::value_of(registry, "jobs_total", {"done"}) == 1 &&
                           page.content_encoding == "gzip" && duration.snapshot().count() == 1;
  std::cout << metrics::testing::expose(registry, {"jobs_total"});
  return as_expected ? 0 : 1;
}
