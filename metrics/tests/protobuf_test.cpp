#include <bit>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "protobuf_reader.hpp"
#include "protobuf_writer.hpp"

namespace metrics {
namespace {

using namespace std::chrono_literals;
using metrics::testing::Message;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using TimePoint = std::chrono::system_clock::time_point;
using Labels = std::vector<std::pair<std::string, std::string>>;

constexpr TimePoint kStart(1700000000s + 250ms);

/// The fields of metrics.proto, by message.
namespace family {
constexpr unsigned name = 1, help = 2, type = 3, metric = 4, unit = 5;
}
namespace metric {
constexpr unsigned label = 1, gauge = 2, counter = 3, summary = 4, histogram = 7, timestamp_ms = 6;
}
namespace histogram {
constexpr unsigned sample_count = 1, sample_sum = 2, bucket = 3, schema = 5, zero_threshold = 6, zero_count = 7,
                   negative_span = 9, negative_delta = 10, positive_span = 12, positive_delta = 13, created = 15,
                   exemplars = 16;
}

Labels labels_of(const Message& message) {
  Labels labels;
  for (std::size_t i = 0; i < message.count(metric::label); ++i) {
    const Message label = message.message(metric::label, i);
    labels.emplace_back(label.text(1), label.text(2));
  }
  return labels;
}

TimePoint time_of(const Message& timestamp) {
  return TimePoint(std::chrono::seconds(static_cast<std::int64_t>(timestamp.number(1))) +
                   std::chrono::nanoseconds(timestamp.number(2)));
}

std::vector<std::pair<std::int64_t, std::uint64_t>> spans_of(const Message& message, unsigned field) {
  std::vector<std::pair<std::int64_t, std::uint64_t>> spans;
  for (std::size_t i = 0; i < message.count(field); ++i)
    spans.emplace_back(message.message(field, i).zigzag(1), message.message(field, i).number(2));
  return spans;
}

class ProtobufTest : public ::testing::Test {
 protected:
  ProtobufTest() { registry_.remove("metrics_invalid_updates_total"); }

  std::vector<Message> families(Escaping escaping = Escaping::underscores) const {
    std::string out;
    write(registry_, {ExpositionFormat::protobuf, escaping}, out);
    return Message::delimited(out);
  }
  Message the_family() const { return families().at(0); }
  Message the_metric() const { return the_family().message(family::metric); }

  Registry registry_{{.now = [] { return kStart; }}};
};

/// What a writer makes of one histogram.
Message written(const HistogramSnapshot& snapshot) {
  std::string out;
  {
    ProtobufWriter writer(out, Escaping::underscores);
    writer.family({.name = "h", .type = MetricType::histogram});
    writer.histogram({}, snapshot);
    writer.finish();
  }
  return Message::delimited(out).at(0).message(family::metric).message(metric::histogram);
}

TEST_F(ProtobufTest, AnEmptyRegistryIsNoBytes) {
  EXPECT_THAT(families(), IsEmpty());
}

TEST_F(ProtobufTest, AFamilySaysWhatItIs) {
  registry_.counter({.name = "sent_bytes_total", .help = "Sent \\ \n", .labels = {"to"}, .unit = "bytes"});
  EXPECT_EQ(the_family().text(family::name), "sent_bytes_total");
  EXPECT_EQ(the_family().text(family::help), "Sent \\ \n");
  EXPECT_EQ(the_family().text(family::unit), "bytes");
  EXPECT_EQ(the_family().number(family::type), 0U);
  EXPECT_EQ(the_family().count(family::metric), 0U);
}

TEST_F(ProtobufTest, ACounterHasItsExemplarAndItsStart) {
  registry_.counter({.name = "c_total", .help = "", .labels = {"a", "b"}}).with("1", "").inc(2.5, {{"trace_id", "t"}});
  EXPECT_EQ(labels_of(the_metric()), (Labels{{"a", "1"}, {"b", ""}}));
  const Message counter = the_metric().message(metric::counter);
  EXPECT_EQ(counter.real(1), 2.5);
  EXPECT_EQ(time_of(counter.message(3)), kStart);
  const Message exemplar = counter.message(2);
  EXPECT_EQ(labels_of(exemplar), (Labels{{"trace_id", "t"}}));
  EXPECT_EQ(exemplar.real(2), 2.5);
  EXPECT_EQ(time_of(exemplar.message(3)), kStart);
  EXPECT_FALSE(the_metric().has(metric::timestamp_ms));
}

TEST_F(ProtobufTest, AStartThatNobodyKnowsIsMissing) {
  registry_.callback_counter({.name = "c_total", .help = ""}, [] { return 1.0; });
  EXPECT_FALSE(the_metric().message(metric::counter).has(3));
}

TEST_F(ProtobufTest, AStartBeforeTheEpochIsRoundedDown) {
  registry_.counter({.name = "c_total", .help = ""}).with().resume(1, TimePoint(-250ms));
  const Message timestamp = the_metric().message(metric::counter).message(3);
  EXPECT_EQ(static_cast<std::int64_t>(timestamp.number(1)), -1);
  EXPECT_EQ(timestamp.number(2), 750'000'000U);
}

TEST_F(ProtobufTest, AGaugeKeepsEveryBit) {
  auto& gauge = registry_.gauge({.name = "g", .help = ""}).with();
  for (const double value : {-0.0, 5e-324, -std::numeric_limits<double>::infinity(), 1.0 / 3}) {
    gauge.set(value);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(the_metric().message(metric::gauge).real(1)),
              std::bit_cast<std::uint64_t>(value));
  }
  gauge.set(std::numeric_limits<double>::quiet_NaN());
  EXPECT_TRUE(std::isnan(the_metric().message(metric::gauge).real(1)));
  EXPECT_EQ(the_family().number(family::type), 1U);
}

TEST_F(ProtobufTest, ASummaryHasCountSumAndStart) {
  registry_.summary({.name = "s", .help = ""}).with().observe(-2);
  const Message summary = the_metric().message(metric::summary);
  EXPECT_EQ(the_family().number(family::type), 2U);
  EXPECT_EQ(summary.number(1), 1U);
  EXPECT_EQ(summary.real(2), -2);
  EXPECT_EQ(time_of(summary.message(4)), kStart);
}

TEST_F(ProtobufTest, AnInfoIsAGauge) {
  registry_.info({.name = "build_info", .help = "", .labels = {"version"}}).with("1.2");
  EXPECT_EQ(the_family().number(family::type), 1U);
  EXPECT_EQ(labels_of(the_metric()), (Labels{{"version", "1.2"}}));
  EXPECT_EQ(the_metric().message(metric::gauge).real(1), 1);
}

TEST_F(ProtobufTest, AStateSetIsAGaugeForEachState) {
  registry_.state_set({.name = "mode", .help = "", .states = {"on", "off"}, .labels = {"bot"}}).with("a").set("off");
  EXPECT_EQ(the_family().number(family::type), 1U);
  ASSERT_EQ(the_family().count(family::metric), 2U);
  const Message off = the_family().message(family::metric, 1);
  EXPECT_EQ(labels_of(off), (Labels{{"bot", "a"}, {"mode", "off"}}));
  EXPECT_EQ(off.message(metric::gauge).real(1), 1);
  EXPECT_EQ(the_metric().message(metric::gauge).real(1), 0);
}

TEST_F(ProtobufTest, ConstantLabelsComeFirst) {
  Registry registry({.constant_labels = {{"host", "h"}}});
  registry.remove("metrics_invalid_updates_total");
  registry.gauge({.name = "g", .help = "", .labels = {"x"}, .constant_labels = {{"part", "p"}}}).with("y");
  std::string out;
  write(registry, {ExpositionFormat::protobuf, Escaping::underscores}, out);
  EXPECT_EQ(labels_of(Message::delimited(out).at(0).message(family::metric)),
            (Labels{{"host", "h"}, {"part", "p"}, {"x", "y"}}));
}

TEST_F(ProtobufTest, AClassicHistogramHasNoNativeFields) {
  auto& sizes = registry_.histogram({.name = "h", .help = "", .buckets = {0.5, 5}}).with();
  sizes.observe(0.25);
  sizes.observe(9, {{"trace_id", "t"}});
  const Message shown = the_metric().message(metric::histogram);
  EXPECT_EQ(the_family().number(family::type), 4U);
  EXPECT_EQ(shown.number(histogram::sample_count), 2U);
  EXPECT_EQ(shown.real(histogram::sample_sum), 9.25);
  EXPECT_EQ(time_of(shown.message(histogram::created)), kStart);
  ASSERT_EQ(shown.count(histogram::bucket), 3U);
  const Message last = shown.message(histogram::bucket, 2);
  EXPECT_EQ(shown.message(histogram::bucket, 1).number(1), 1U);
  EXPECT_EQ(shown.message(histogram::bucket, 1).real(2), 5);
  EXPECT_EQ(last.number(1), 2U);
  EXPECT_TRUE(std::isinf(last.real(2)));
  EXPECT_EQ(labels_of(last.message(3)), (Labels{{"trace_id", "t"}}));
  for (const unsigned field : {histogram::schema, histogram::zero_threshold, histogram::zero_count,
                               histogram::positive_span, histogram::negative_span, histogram::exemplars})
    EXPECT_FALSE(shown.has(field)) << field;
}

TEST_F(ProtobufTest, ANativeHistogramHasSpansAndDeltas) {
  const Message shown = written({.counts = {20},
                                 .sum = 3,
                                 .native = NativeSnapshot{.schema = -4,
                                                          .zero_threshold = 0.5,
                                                          .zero_count = 2,
                                                          .negative = {{-2, 3}, {-1, 1}, {4, 1}},
                                                          .positive = {{5, 7}, {7, 2}, {8, 4}}}});
  EXPECT_EQ(shown.zigzag(histogram::schema), -4);
  EXPECT_EQ(shown.real(histogram::zero_threshold), 0.5);
  EXPECT_EQ(shown.number(histogram::zero_count), 2U);
  EXPECT_THAT(spans_of(shown, histogram::negative_span), ElementsAre(Pair(-2, 2U), Pair(4, 1U)));
  EXPECT_THAT(shown.zigzags(histogram::negative_delta), ElementsAre(3, -2, 0));
  EXPECT_THAT(spans_of(shown, histogram::positive_span), ElementsAre(Pair(5, 1U), Pair(1, 2U)));
  EXPECT_THAT(shown.zigzags(histogram::positive_delta), ElementsAre(7, -5, 2));
  EXPECT_EQ(shown.count(histogram::bucket), 0U);  // it has no bounds
}

TEST_F(ProtobufTest, ANativeHistogramMayHaveClassicBucketsToo) {
  const Message shown =
      written({.upper_bounds = {1}, .counts = {1, 0}, .native = NativeSnapshot{.positive = {{0, 1}}}});
  EXPECT_EQ(shown.count(histogram::bucket), 2U);
  EXPECT_EQ(shown.count(histogram::positive_span), 1U);
}

TEST_F(ProtobufTest, ASpanWithoutBucketsMarksAnEmptyNativeHistogram) {
  const Message empty = written({.counts = {1}, .nan_count = 1, .native = NativeSnapshot{.zero_threshold = 0}});
  EXPECT_THAT(spans_of(empty, histogram::positive_span), ElementsAre(Pair(0, 0U)));
  EXPECT_EQ(empty.count(histogram::positive_delta), 0U);
  EXPECT_EQ(empty.number(histogram::sample_count), 1U);

  const Message negative = written({.counts = {1}, .native = NativeSnapshot{.negative = {{0, 1}}}});
  EXPECT_FALSE(negative.has(histogram::positive_span));
}

TEST_F(ProtobufTest, NativeExemplarsHaveATimestamp) {
  const Message shown = written({.counts = {2},
                                 .native = NativeSnapshot{.positive = {{0, 2}}},
                                 .exemplars = {{.labels = {{"id", "a"}}, .value = 0.75, .timestamp = {}},
                                               {.labels = {{"id", "b"}}, .value = 1, .timestamp = kStart}}});
  ASSERT_EQ(shown.count(histogram::exemplars), 1U);
  EXPECT_EQ(labels_of(shown.message(histogram::exemplars)), (Labels{{"id", "b"}}));
}

TEST_F(ProtobufTest, LengthsOfEverySizeAreRight) {
  auto& gauge = registry_.gauge({.name = "g", .help = "", .labels = {"x"}});
  for (const std::size_t size : {0U, 1U, 115U, 125U, 127U, 128U, 16383U, 16384U, 70000U})
    gauge.with(std::string(size, 'v'));
  ASSERT_EQ(the_family().count(family::metric), 9U);
  for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(labels_of(the_family().message(family::metric, i)).size(), 1U);
  EXPECT_EQ(labels_of(the_family().message(family::metric, 8)).at(0).second, std::string(70000, 'v'));
}

}  // namespace
}  // namespace metrics
