// The code of README.md, docs/metrics-library.md and HACKING.md, compiled and run; tests/docs/snippets_test.py
// compares.

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/build_info.hpp"
#include "metrics/exposition.hpp"
#include "metrics/in_progress.hpp"
#include "metrics/process_metrics.hpp"
#include "metrics/registry.hpp"
#include "metrics/testing.hpp"
#include "metrics/timer.hpp"

namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

class DocumentationTest : public ::testing::Test {
 protected:
  metrics::Registry registry;
};

TEST_F(DocumentationTest, ReadmeCustomMetric) {
  metrics::Gauge& custom_metric = registry
                                      .gauge({
                                          .name = "name_of_metric",
                                          .help = "Description of metric",
                                      })
                                      .with();

  custom_metric.set(42);
  custom_metric.inc();
  custom_metric.dec();

  EXPECT_EQ(metrics::testing::value_of(registry, "name_of_metric"), 42);
}

TEST_F(DocumentationTest, ReadmeLabels) {
  auto& transactions_by_type = registry.counter({
      .name = "transactions_total",
      .help = "Total transactions",
      .labels = {"type"},
  });

  transactions_by_type.with("payment").inc();
  transactions_by_type.with("refund").inc();

  EXPECT_EQ(metrics::testing::value_of(registry, "transactions_total", {"payment"}), 1);
  EXPECT_EQ(metrics::testing::value_of(registry, "transactions_total", {"refund"}), 1);
}

TEST_F(DocumentationTest, ReadmeHistogram) {
  metrics::Histogram& report_time = registry
                                        .histogram({
                                            .name = "report_time_seconds",
                                            .help = "How long a report takes.",
                                            .unit = "seconds",
                                            .native = metrics::NativeOptions{},
                                        })
                                        .with();

  report_time.observe(0.25);

  EXPECT_EQ(report_time.snapshot().native.value().positive.size(), 1U);
}

TEST(DocumentationQuickStartTest, IsAPage) {
  metrics::Registry registry;

  auto& payments = registry.counter({
      .name = "payments_total",
      .help = "Payments by outcome.",
      .labels = {"status"},
  });
  metrics::Counter& succeeded = payments.with("success");
  succeeded.inc();

  const metrics::Exposition page = metrics::expose(registry, {});

  EXPECT_THAT(page.body, EndsWith("# HELP payments_total Payments by outcome.\n"
                                  "# TYPE payments_total counter\n"
                                  "payments_total{status=\"success\"} 1\n"));
}

TEST_F(DocumentationTest, Counter) {
  const double stored_bytes = 4096;
  const std::chrono::system_clock::time_point stored_since(std::chrono::seconds(1'700'000'000));

  auto& bytes = registry
                    .counter({
                        .name = "sent_bytes_total",
                        .help = "Bytes sent by peer.",
                        .labels = {"peer"},
                        .unit = "bytes",
                    })
                    .with("backup");
  bytes.inc(512);

  bytes.resume(stored_bytes, stored_since);

  EXPECT_EQ(bytes.value(), 4608);
  EXPECT_EQ(bytes.sample().started, stored_since);
}

TEST_F(DocumentationTest, Gauge) {
  metrics::Gauge& last_backup = registry
                                    .gauge({
                                        .name = "last_backup_timestamp_seconds",
                                        .help = "When the last backup ended.",
                                        .unit = "seconds",
                                    })
                                    .with();
  last_backup.set_to_current_time();

  EXPECT_GT(last_backup.value(), 1'600'000'000);
}

TEST_F(DocumentationTest, HistogramWithExemplarAndGuards) {
  const std::string trace_id = "4bf92f3577b34da6";
  metrics::Gauge& in_progress = registry.gauge({.name = "requests_in_progress", .help = "Requests."}).with();

  metrics::Histogram& latency = registry
                                    .histogram({
                                        .name = "request_latency_seconds",
                                        .help = "From a request to its answer.",
                                        .unit = "seconds",
                                        .buckets = metrics::exponential_buckets(0.001, 2, 12),
                                        .native = metrics::NativeOptions{},
                                    })
                                    .with();
  latency.observe(0.25);

  latency.observe(0.25, {{"trace_id", trace_id}});

  {
    const metrics::Timer timer(latency);
    const metrics::InProgress guard(in_progress);
    EXPECT_EQ(in_progress.value(), 1);
  }

  EXPECT_EQ(in_progress.value(), 0);
  EXPECT_EQ(latency.snapshot().count(), 3U);
  ASSERT_EQ(latency.snapshot().exemplars.size(), 1U);
  EXPECT_THAT(latency.snapshot().exemplars[0].labels, ElementsAre(metrics::Label{"trace_id", trace_id}));
}

TEST_F(DocumentationTest, Summary) {
  metrics::Summary& batch = registry
                                .summary({
                                    .name = "batch_size",
                                    .help = "Updates in a batch.",
                                })
                                .with();
  batch.observe(17);

  EXPECT_EQ(batch.sample().sum, 17);
}

TEST_F(DocumentationTest, InfoAndStateSet) {
  registry
      .info({
          .name = "service_build_info",
          .help = "Which program this is.",
          .labels = {"version"},
      })
      .with("1.2.0");

  metrics::StateSet& polling = registry
                                   .state_set({
                                       .name = "polling_state",
                                       .help = "What the long polling is doing.",
                                       .states = {"starting", "running", "stopped"},
                                   })
                                   .with();
  polling.select("running");

  const std::string page = metrics::expose_text(registry);
  EXPECT_THAT(page, HasSubstr("\nservice_build_info{version=\"1.2.0\"} 1\n"));
  EXPECT_THAT(page, HasSubstr("\npolling_state{polling_state=\"running\"} 1\n"));
}

TEST_F(DocumentationTest, Callback) {
  const std::deque<int> queue{1, 2, 3};

  registry.callback_gauge({.name = "queue_length", .help = "Updates in hand."},
                          [&] { return static_cast<double>(queue.size()); });

  EXPECT_EQ(metrics::testing::value_of(registry, "queue_length"), 3);
}

TEST_F(DocumentationTest, ProcessAndBuild) {
  metrics::add_process_metrics(registry);
  metrics::add_build_info(registry, {
                                        .name = "service",
                                        .version = "1.2.0",
                                        .compiler = metrics::kCompiler,
                                    });

  EXPECT_THAT(metrics::expose_text(registry), HasSubstr("\nprocess_start_time_seconds "));
  EXPECT_THAT(metrics::expose_text(registry), HasSubstr("\nservice_build_info{version=\"1.2.0\",compiler="));
}

TEST_F(DocumentationTest, LimitAndRemoval) {
  const std::string_view name_from_outside = "somebody";

  auto& by_client = registry.counter({
      .name = "requests_total",
      .help = "Requests by client.",
      .labels = {"client"},
      .limit = {.max_series = 1000, .policy = metrics::SeriesLimitPolicy::overflow},
  });
  by_client.with(name_from_outside).inc();

  for (int client = 0; client < 2000; ++client) by_client.with(std::to_string(client)).inc();
  EXPECT_EQ(metrics::testing::value_of(registry, "requests_total", {"overflow"}), 1001);

  by_client.remove(name_from_outside);
  registry.remove("requests_total");

  EXPECT_EQ(metrics::testing::expose(registry, {"requests_total"}), "");
}

TEST_F(DocumentationTest, NativeHistogramAlone) {
  metrics::Histogram& size = registry
                                 .histogram({
                                     .name = "message_size_bytes",
                                     .help = "Sizes of the messages.",
                                     .unit = "bytes",
                                     .buckets = {},
                                     .native =
                                         metrics::NativeOptions{
                                             .schema = 5,
                                             .max_buckets = 100,
                                             .min_reset_interval = std::chrono::hours(1),
                                         },
                                 })
                                 .with();

  size.observe(512);
  EXPECT_EQ(size.snapshot().native.value().schema, 5);
}

TEST(DocumentationReportTest, TakesTheFirstMisuseOfAFamily) {
  std::vector<std::string> log;

  metrics::Registry registry({
      .constant_labels = {{"service", "shop"}},
      .report = [&](std::string_view line) { log.emplace_back(line); },
  });

  metrics::Counter& sales = registry.counter({.name = "sales_total", .help = "Sales."}).with();
  sales.inc(-1);
  sales.inc(-1);
  ASSERT_EQ(log.size(), 1U);
  EXPECT_THAT(log[0], HasSubstr("sales_total"));
  EXPECT_THAT(metrics::testing::expose(registry, {"sales_total"}), EndsWith("\nsales_total{service=\"shop\"} 0\n"));
}

TEST_F(DocumentationTest, Testing) {
  registry.counter({.name = "payments_total", .help = "Payments.", .labels = {"status"}}).with("success").inc();
  registry.gauge({.name = "users_online", .help = "Users seen in the last minutes."}).with().set(42);

  EXPECT_EQ(metrics::testing::value_of(registry, "payments_total", {"success"}), 1);
  EXPECT_EQ(metrics::testing::expose(registry, {"users_online"}),
            "# HELP users_online Users seen in the last minutes.\n"
            "# TYPE users_online gauge\n"
            "users_online 42\n");
}

}  // namespace
