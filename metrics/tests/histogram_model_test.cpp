// Random histories, played on a histogram and on the model, must show the same after every step.

#include "histogram_model.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "metrics/registry.hpp"

namespace metrics {
namespace {

using testing::HistogramModel;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::array kSpecialValues{0.0,
                                    -0.0,
                                    kNaN,
                                    -kNaN,
                                    kInfinity,
                                    -kInfinity,
                                    1.0,
                                    -1.0,
                                    0x1p-128,
                                    -0x1p-128,
                                    0x1p-1022,
                                    0x0.8p-1022,
                                    5e-324,
                                    -5e-324,
                                    std::numeric_limits<double>::max(),
                                    std::numeric_limits<double>::lowest()};

class RandomHistory {
 public:
  explicit RandomHistory(std::uint64_t seed) : random_(seed) {}

  HistogramModel::Options options() {
    HistogramModel::Options options{.upper_bounds = bounds()};
    if (one_in(5)) return options;
    options.native = NativeOptions{
        .schema = static_cast<int>(below(13)) - 4,
        .zero_threshold = one_of(std::array{0.0, 0x1p-128, 5e-324, 1e-3, 1.0, 1e300}),
        .max_buckets = one_of(std::array<std::size_t, 7>{0, 1, 2, 3, 5, 12, 160}),
        .min_reset_interval = one_of(std::array{std::chrono::seconds(0), std::chrono::seconds(20)}),
    };
    return options;
  }

  double value() {
    if (one_in(6)) return one_of(kSpecialValues);
    const double sign = one_in(4) ? -1 : 1;
    switch (below(4)) {
      case 0:  // any double at all
        return std::bit_cast<double>(random_());
      case 1:  // a bound of some schema, or the next double
        return sign * edge();
      case 2:  // a power of two
        return sign * std::ldexp(1.0, static_cast<int>(below(40)) - 20);
      default:  // a usual duration
        return sign * std::exp(std::normal_distribution<>(-3, 2)(random_));
    }
  }

  std::size_t steps() { return 1 + below(60); }
  std::chrono::milliseconds pause() { return std::chrono::milliseconds(one_in(8) ? below(20000) : below(500)); }
  bool one_in(std::uint64_t n) { return below(n) == 0; }

 private:
  std::uint64_t below(std::uint64_t end) { return random_() % end; }

  template <class List>
  typename List::value_type one_of(const List& list) {
    return list[below(list.size())];
  }

  double edge() {
    const int schema = static_cast<int>(below(9));
    const auto index = static_cast<std::int32_t>(below(20 << schema)) - (10 << schema);
    const auto bound = static_cast<double>(testing::native_bound(index, schema));
    return one_in(2) ? bound : std::nextafter(bound, one_in(2) ? 0 : kInfinity);
  }

  std::vector<double> bounds() {
    std::vector<double> bounds(one_of(std::array<std::size_t, 6>{0, 1, 3, 11, 32, 50}));
    for (double& bound : bounds) {
      do bound = value();
      while (!std::isfinite(bound));
    }
    std::ranges::sort(bounds);
    const auto repeated = std::ranges::unique(bounds);
    bounds.erase(repeated.begin(), repeated.end());
    return bounds;
  }

  std::mt19937_64 random_;
};

void expect_same(const HistogramSnapshot& snapshot, const HistogramSnapshot& model) {
  ASSERT_EQ(snapshot.upper_bounds, model.upper_bounds);
  ASSERT_EQ(snapshot.counts, model.counts);
  ASSERT_EQ(snapshot.nan_count, model.nan_count);
  ASSERT_EQ(snapshot.started, model.started);
  // NaN may differ in its sign.
  ASSERT_TRUE(snapshot.sum == model.sum || (std::isnan(snapshot.sum) && std::isnan(model.sum)))
      << snapshot.sum << " is not " << model.sum;
  ASSERT_EQ(snapshot.native.has_value(), model.native.has_value());
  if (!model.native) return;
  ASSERT_EQ(snapshot.native->schema, model.native->schema);
  ASSERT_EQ(snapshot.native->zero_threshold, model.native->zero_threshold);
  ASSERT_EQ(snapshot.native->zero_count, model.native->zero_count);
  ASSERT_EQ(snapshot.native->negative, model.native->negative);
  ASSERT_EQ(snapshot.native->positive, model.native->positive);
}

void play(std::uint64_t seed) {
  RandomHistory history(seed);
  std::chrono::system_clock::time_point now{std::chrono::seconds(1700000000)};
  Registry registry({.now = [&now] { return now; }});
  const HistogramModel::Options options = history.options();
  HistogramFamily& family =
      registry.histogram({.name = "h", .help = "", .buckets = options.upper_bounds, .native = options.native});
  Histogram& histogram = family.with();
  HistogramModel model(options, now);
  HistogramSnapshot snapshot;
  for (std::size_t step = history.steps(); step > 0; --step) {
    now += history.pause();
    if (history.one_in(50)) {
      family.remove();
      family.with();
      model.restart(now);
    }
    const double value = history.value();
    histogram.observe(value);
    model.observe(value, now);
    histogram.read_into(snapshot);
    ASSERT_NO_FATAL_FAILURE(expect_same(snapshot, model.snapshot())) << "after " << value << " at step " << step;
  }
}

TEST(HistogramModelTest, RandomHistoriesShowTheSame) {
  constexpr std::uint64_t kHistories = 3000;
  for (std::uint64_t seed = 1; seed <= kHistories; ++seed)
    ASSERT_NO_FATAL_FAILURE(play(seed)) << "in the history of seed " << seed;
}

}  // namespace
}  // namespace metrics
