// The examples of the public headers, so that they stay true; tests/docs/snippets_test.py compares.

#include <chrono>
#include <cstddef>
#include <deque>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/build_info.hpp"
#include "metrics/cells.hpp"
#include "metrics/exposition.hpp"
#include "metrics/in_progress.hpp"
#include "metrics/process_metrics.hpp"
#include "metrics/registry.hpp"
#include "metrics/testing.hpp"
#include "metrics/timer.hpp"

namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ExamplesTest : public ::testing::Test {
 protected:
  metrics::Registry registry;
};

TEST(ExamplesOfTheLibraryTest, Registry) {
  const std::deque<int> queue{1, 2, 3};

  metrics::Registry registry;

  metrics::Counter& restarts = registry.counter({.name = "restarts_total", .help = "Restarts."}).with();
  restarts.inc();

  auto& payments = registry.counter({
      .name = "payment_transactions_total",
      .help = "Payments by outcome.",
      .labels = {"status"},
  });
  payments.with("success").inc();

  registry.callback_gauge({.name = "queue_length", .help = "Updates in hand."},
                          [&] { return static_cast<double>(queue.size()); });

  const metrics::Exposition page = metrics::expose(registry, {});  // "metrics/exposition.hpp"

  EXPECT_THAT(page.body, HasSubstr("\npayment_transactions_total{status=\"success\"} 1\n"));
  EXPECT_THAT(page.body, HasSubstr("\nqueue_length 3\n"));
  EXPECT_THAT(page.body, HasSubstr("\nrestarts_total 1\n"));
}

TEST(ExamplesOfTheLibraryTest, Cells) {
  metrics::CellRun cells(2);
  cells.add(0, 1);
  cells.add_real(1, 0.25);
  cells.read(0);       // 1
  cells.read_real(1);  // 0.25

  EXPECT_EQ(cells.read(0), 1U);
  EXPECT_EQ(cells.read_real(1), 0.25);
}

TEST_F(ExamplesTest, Counter) {
  auto& payments = registry.counter({
      .name = "payment_transactions_total",
      .help = "Payments by outcome.",
      .labels = {"status"},
  });
  metrics::Counter& succeeded = payments.with("success");  // resolve once, keep the reference
  succeeded.inc();

  EXPECT_EQ(succeeded.value(), 1);
}

TEST_F(ExamplesTest, Gauge) {
  metrics::Gauge& online = registry
                               .gauge({
                                   .name = "users_online",
                                   .help = "Users seen in the last minutes.",
                               })
                               .with();
  online.set(42);
  online.inc();
  online.dec();

  EXPECT_EQ(online.value(), 42);
}

TEST_F(ExamplesTest, HistogramAndSnapshot) {
  metrics::Histogram& processing =
      registry
          .histogram({
              .name = "message_processing_time_seconds",
              .help = "From an update's receipt to the commit of its handling.",
              .unit = "seconds",
              .buckets = {0.001, 0.01, 0.1, 1, 5, 10},  // classic: what every Prometheus understands
              .native = metrics::NativeOptions{},
          })
          .with();
  processing.observe(0.25);

  const metrics::Histogram& histogram = processing;
  const metrics::HistogramSnapshot snapshot = histogram.snapshot();
  std::cout << snapshot.sum / static_cast<double>(snapshot.count());

  EXPECT_EQ(snapshot.sum, 0.25);
}

TEST_F(ExamplesTest, Options) {
  registry.histogram({
      .name = "message_processing_time_seconds",
      .help = "From an update's receipt to the commit of its handling.",
      .unit = "seconds",
      .buckets = {0.001, 0.01, 0.1, 1, 5, 10},
      .native = metrics::NativeOptions{},
  });

  EXPECT_THAT(metrics::expose_text(registry), HasSubstr("\nmessage_processing_time_seconds_count 0\n"));
}

TEST_F(ExamplesTest, Summary) {
  metrics::Summary& sizes = registry
                                .summary({
                                    .name = "response_size_bytes",
                                    .help = "Sizes of the answers.",
                                    .unit = "bytes",
                                })
                                .with();
  sizes.observe(512);

  EXPECT_EQ(sizes.sample().count, 1U);
}

TEST_F(ExamplesTest, StateSet) {
  metrics::StateSet& polling = registry
                                   .state_set({
                                       .name = "telegram_polling",
                                       .help = "What the long polling is doing.",
                                       .states = {"starting", "running", "stopped"},
                                   })
                                   .with();
  polling.select("running");

  EXPECT_TRUE(polling.is_on("running"));
}

TEST_F(ExamplesTest, Info) {
  registry
      .info({
          .name = "coursebot_build_info",
          .help = "Which program this is.",
          .labels = {"version", "compiler"},
      })
      .with("1.2.0", "gcc 12.2");

  EXPECT_THAT(metrics::expose_text(registry),
              HasSubstr("\ncoursebot_build_info{version=\"1.2.0\",compiler=\"gcc 12.2\"} 1\n"));
}

TEST_F(ExamplesTest, Family) {
  auto& requests = registry.counter({
      .name = "telegram_api_requests_total",
      .help = "Calls of the Bot API.",
      .labels = {"method", "outcome"},
  });
  requests.with("sendMessage", "ok").inc();
  requests.remove("sendMessage", "ok");

  EXPECT_EQ(requests.size(), 0U);
}

TEST_F(ExamplesTest, Exemplar) {
  const std::string trace_id = "4bf92f3577b34da6";
  const std::string span_id = "00f067aa";
  metrics::Counter& payments = registry.counter({.name = "payments_total", .help = "Payments."}).with();
  metrics::Histogram& processing = registry.histogram({.name = "processing_seconds", .help = "Time."}).with();

  payments.inc(1, {{"trace_id", trace_id}});
  processing.observe(0.25, {{"trace_id", trace_id}, {"span_id", span_id}});

  EXPECT_EQ(payments.sample().exemplar.value().labels[0].value, trace_id);
  EXPECT_THAT(processing.snapshot().exemplars.at(0).labels, SizeIs(2));
}

TEST_F(ExamplesTest, BuildInfo) {
  metrics::add_build_info(registry, {
                                        .name = "coursebot",
                                        .version = "1.2.0",
                                        .revision = "29c58e9",
                                        .compiler = metrics::kCompiler,
                                    });

  EXPECT_THAT(metrics::expose_text(registry),
              HasSubstr("\ncoursebot_build_info{version=\"1.2.0\",revision=\"29c58e9\",compiler=\""));
}

TEST_F(ExamplesTest, ProcessMetrics) {
  metrics::add_process_metrics(registry);

  EXPECT_THAT(metrics::expose_text(registry), HasSubstr("\nprocess_cpu_seconds_total "));
}

TEST_F(ExamplesTest, Timer) {
  const int update = 0;
  const auto handle = [](int) {};
  const auto backup = [] { return false; };
  std::vector<std::chrono::steady_clock::duration> logged;
  const auto log = [&](std::chrono::steady_clock::duration duration) { logged.push_back(duration); };
  metrics::Histogram& processing = registry.histogram({.name = "processing_seconds", .help = "Time."}).with();
  metrics::Gauge& last_backup_duration = registry.gauge({.name = "backup_seconds", .help = "Time."}).with();

  {
    const metrics::Timer timer(processing);  // a metrics::Histogram
    handle(update);
  }  // observes, also if `handle` throws

  metrics::Timer timer(last_backup_duration);  // a metrics::Gauge: set to the duration
  if (!backup()) timer.dismiss();              // nothing is observed
  log(timer.stop());                           // observes now, once

  EXPECT_EQ(processing.snapshot().count(), 1U);
  EXPECT_EQ(last_backup_duration.value(), 0);
  EXPECT_THAT(logged, SizeIs(1));
}

TEST_F(ExamplesTest, InProgress) {
  using Request = int;
  using Response = double;
  struct Server {
    metrics::Gauge& requests_in_progress;

    Response serve(const Request& request) {
      const metrics::InProgress guard(requests_in_progress);  // a metrics::Gauge
      return answer(request);
    }
    Response answer(const Request&) const { return requests_in_progress.value(); }
  };
  Server server{registry.gauge({.name = "requests_in_progress", .help = "Requests."}).with()};

  EXPECT_EQ(server.serve(7), 1);
  EXPECT_EQ(server.requests_in_progress.value(), 0);
}

TEST_F(ExamplesTest, Exposition) {
  struct {
    std::string_view header(std::string_view name) const { return name == "Accept" ? "text/plain" : "identity"; }
  } const request;
  struct {
    void set(const std::string& name, std::string value) { headers[name] = std::move(value); }
    std::string& body() { return content; }
    std::map<std::string, std::string> headers;
    std::string content;
  } response;

  const metrics::Exposition page = metrics::expose(registry, {
                                                                 .accept = request.header("Accept"),
                                                                 .accept_encoding = request.header("Accept-Encoding"),
                                                             });
  response.set("Content-Type", page.content_type);
  if (!page.content_encoding.empty()) response.set("Content-Encoding", page.content_encoding);
  response.set("Vary", "Accept, Accept-Encoding");
  response.body() = page.body;

  EXPECT_EQ(response.headers["Content-Type"], metrics::content_type_of({}));
  EXPECT_EQ(response.content, metrics::expose_text(registry));
}

TEST_F(ExamplesTest, Description) {
  registry.gauge({.name = "users_online", .help = "Users."});
  ::testing::internal::CaptureStdout();

  for (const metrics::Description& family : registry.describe())
    std::cout << family.name << ' ' << to_string(family.type) << ' ' << family.help << '\n';

  EXPECT_THAT(::testing::internal::GetCapturedStdout(), HasSubstr("\nusers_online gauge Users.\n"));
}

TEST_F(ExamplesTest, Error) {
  ::testing::internal::CaptureStderr();

  try {
    registry.counter({.name = "payments", .help = "Payments recorded."});
  } catch (const metrics::InvalidName& error) {
    std::cerr << error.what();
  }

  EXPECT_EQ(::testing::internal::GetCapturedStderr(),
            "InvalidName: counter 'payments': the name of a counter must end in '_total'");
}

TEST_F(ExamplesTest, Visitor) {
  registry.histogram({.name = "size", .help = "Sizes.", .labels = {"kind"}}).with("photo");
  registry.gauge({.name = "users_online", .help = "Users."});

  class SeriesCount final : public metrics::FamilyVisitor {
   public:
    void family(const metrics::Description&) override {}
    void counter(const metrics::SeriesLabels&, const metrics::CounterSample&) override { ++count; }
    void gauge(const metrics::SeriesLabels&, double) override { ++count; }
    void histogram(const metrics::SeriesLabels&, const metrics::HistogramSnapshot&) override { ++count; }
    void summary(const metrics::SeriesLabels&, const metrics::SummarySample&) override { ++count; }
    void info(const metrics::SeriesLabels&) override { ++count; }
    void state_set(const metrics::SeriesLabels&, const metrics::StateSetSample&) override { ++count; }
    std::size_t count = 0;
  };
  SeriesCount series;
  registry.visit(series);

  EXPECT_EQ(series.count, 3U);  // those two and the registry's own
}

TEST_F(ExamplesTest, Collector) {
  struct Pool {
    std::size_t idle() const { return 2; }
    std::size_t busy() const { return 1; }
  };
  const Pool pool;

  class PoolCollector final : public metrics::Collector {
   public:
    explicit PoolCollector(const Pool& pool) : pool_(pool) {}
    std::vector<metrics::Description> describe() const override {
      return {
          {.name = "pool_connections", .type = metrics::MetricType::gauge, .help = "By state.", .labels = {"state"}}};
    }
    void collect(metrics::Samples& samples) const override {
      samples.gauge("pool_connections", static_cast<double>(pool_.idle()), {"idle"});
      samples.gauge("pool_connections", static_cast<double>(pool_.busy()), {"busy"});
    }

   private:
    const Pool& pool_;
  };
  registry.add_collector(std::make_shared<PoolCollector>(pool));

  EXPECT_EQ(metrics::testing::value_of(registry, "pool_connections", {"idle"}), 2);
  EXPECT_EQ(metrics::testing::value_of(registry, "pool_connections", {"busy"}), 1);
}

TEST_F(ExamplesTest, Testing) {
  registry.gauge({.name = "users_online", .help = "Users seen in the last minutes."}).with().set(42);
  auto& payments =
      registry.counter({.name = "payment_transactions_total", .help = "Payments by outcome.", .labels = {"status"}});
  const std::string order = "success";
  const auto pay = [&](const std::string& outcome) { payments.with(outcome).inc(); };

  pay(order);
  EXPECT_EQ(metrics::testing::value_of(registry, "payment_transactions_total", {"success"}), 1);
  EXPECT_EQ(metrics::testing::compare(registry, R"(
      # HELP users_online Users seen in the last minutes.
      # TYPE users_online gauge
      users_online 42
  )"),
            "");
  EXPECT_THAT(metrics::testing::lint(registry), IsEmpty());
}

}  // namespace
