// The examples of the public headers, so that they stay true.

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "metrics/registry.hpp"
#include "metrics/testing.hpp"
#include "metrics/text_format.hpp"

namespace {

TEST(ExamplesTest, Registry) {
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

  registry.callback_gauge({.name = "queue_length", .help = "Updates in hand."}, [&] { return double(queue.size()); });

  const std::string page = metrics::expose_text(registry);
  EXPECT_NE(page.find("\npayment_transactions_total{status=\"success\"} 1\n"), std::string::npos);
  EXPECT_NE(page.find("\nqueue_length 3\n"), std::string::npos);
  EXPECT_NE(page.find("\nrestarts_total 1\n"), std::string::npos);
}

TEST(ExamplesTest, Error) {
  metrics::Registry registry;
  std::string text;
  try {
    registry.counter({.name = "payments", .help = "Payments recorded."});
  } catch (const metrics::InvalidName& error) {
    text = error.what();
  }
  EXPECT_EQ(text, "InvalidName: counter 'payments': the name of a counter must end in '_total'");
}

TEST(ExamplesTest, Visitor) {
  class SeriesCount final : public metrics::FamilyVisitor {
   public:
    void family(const metrics::Description&) override {}
    void counter(const metrics::SeriesLabels&, const metrics::CounterSample&) override { ++count; }
    void gauge(const metrics::SeriesLabels&, double) override { ++count; }
    void histogram(const metrics::SeriesLabels&, const metrics::HistogramSnapshot&) override { ++count; }
    std::size_t count = 0;
  };
  metrics::Registry registry;
  registry.histogram({.name = "size", .help = "Sizes.", .labels = {"kind"}}).with("photo");
  registry.gauge({.name = "users_online", .help = "Users."});
  SeriesCount series;
  registry.visit(series);
  EXPECT_EQ(series.count, 3U);  // those two and the registry's own
}

struct Pool {
  std::size_t idle() const { return 2; }
  std::size_t busy() const { return 1; }
};

class PoolCollector final : public metrics::Collector {
 public:
  explicit PoolCollector(const Pool& pool) : pool_(pool) {}
  std::vector<metrics::Description> describe() const override {
    return {{.name = "pool_connections", .type = metrics::MetricType::gauge, .help = "By state.", .labels = {"state"}}};
  }
  void collect(metrics::Samples& samples) const override {
    samples.gauge("pool_connections", static_cast<double>(pool_.idle()), {"idle"});
    samples.gauge("pool_connections", static_cast<double>(pool_.busy()), {"busy"});
  }

 private:
  const Pool& pool_;
};

TEST(ExamplesTest, Collector) {
  const Pool pool;
  metrics::Registry registry;
  registry.add_collector(std::make_shared<PoolCollector>(pool));
  EXPECT_EQ(metrics::testing::value_of(registry, "pool_connections", {"idle"}), 2);
  EXPECT_EQ(metrics::testing::value_of(registry, "pool_connections", {"busy"}), 1);
}

}  // namespace
