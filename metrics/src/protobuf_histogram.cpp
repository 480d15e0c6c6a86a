#include "protobuf_histogram.hpp"

#include <cstdint>
#include <limits>
#include <span>

#include "bucket_exemplar.hpp"
#include "protobuf_encoding.hpp"

namespace metrics::protobuf {

namespace {

constexpr std::size_t kLongestTimestamp = 2 * kLongestField;

namespace field {  // of messages Histogram, Bucket, BucketSpan, Exemplar, LabelPair, Timestamp
constexpr unsigned kSampleCount = 1, kSampleSum = 2, kBucket = 3, kSchema = 5, kZeroThreshold = 6, kZeroCount = 7,
                   kNegativeSpan = 9, kNegativeDelta = 10, kPositiveSpan = 12, kPositiveDelta = 13,
                   kCreatedTimestamp = 15, kExemplars = 16;
constexpr unsigned kCumulativeCount = 1, kUpperBound = 2, kBucketExemplar = 3;
constexpr unsigned kSpanOffset = 1, kSpanLength = 2;
constexpr unsigned kExemplarLabel = 1, kExemplarValue = 2, kExemplarTimestamp = 3;
constexpr unsigned kLabelName = 1, kLabelValue = 2;
constexpr unsigned kSeconds = 1, kNanoseconds = 2;
}  // namespace field

bool has_classic_buckets(const HistogramSnapshot& snapshot) {
  return !snapshot.native || !snapshot.upper_bounds.empty();
}

char* append_classic_buckets(char* at, const HistogramSnapshot& snapshot) {
  std::uint64_t cumulative_count = 0;
  for (std::size_t i = 0; i < snapshot.counts.size(); ++i) {
    cumulative_count += snapshot.counts[i];
    const bool is_last = i == snapshot.upper_bounds.size();
    const double upper_bound = is_last ? std::numeric_limits<double>::infinity() : snapshot.upper_bounds[i];
    at = append_message(at, field::kBucket, [&](char* bucket) {
      bucket = append_uint(bucket, field::kCumulativeCount, cumulative_count);
      bucket = append_double(bucket, field::kUpperBound, upper_bound);
      const Exemplar* const exemplar = exemplar_of_bucket(snapshot, i);
      return exemplar == nullptr ? bucket : append_exemplar(bucket, field::kBucketExemplar, *exemplar);
    });
  }
  return at;
}

char* append_span(char* at, unsigned span_field, std::int32_t offset, std::size_t length) {
  return append_message(at, span_field, [&](char* span) {
    span = append_sint(span, field::kSpanOffset, offset);
    return append_uint(span, field::kSpanLength, length);
  });
}

/// A span is a run of buckets side by side, at an offset from the end of the one before; a delta is what a bucket
/// counts more than the one before.
char* append_native_buckets(char* at, unsigned span_field, unsigned delta_field,
                            std::span<const NativeBucket> buckets) {
  std::int32_t previous_end = 0;
  for (std::size_t begin = 0; begin < buckets.size();) {
    std::size_t end = begin + 1;
    while (end < buckets.size() && buckets[end].index == buckets[end - 1].index + 1) ++end;
    at = append_span(at, span_field, buckets[begin].index - previous_end, end - begin);
    previous_end = buckets[end - 1].index + 1;
    begin = end;
  }
  std::uint64_t previous_count = 0;
  for (const NativeBucket& bucket : buckets) {
    at = append_sint(at, delta_field, static_cast<std::int64_t>(bucket.count - previous_count));
    previous_count = bucket.count;
  }
  return at;
}

char* append_native(char* at, const NativeSnapshot& native) {
  at = append_sint(at, field::kSchema, native.schema);
  at = append_double(at, field::kZeroThreshold, native.zero_threshold);
  at = append_uint(at, field::kZeroCount, native.zero_count);
  at = append_native_buckets(at, field::kNegativeSpan, field::kNegativeDelta, native.negative);
  at = append_native_buckets(at, field::kPositiveSpan, field::kPositiveDelta, native.positive);
  // Says that this is a native histogram where no observation does (metrics.proto, message Histogram).
  const bool is_empty = native.zero_count == 0 && native.negative.empty() && native.positive.empty();
  return is_empty ? append_span(at, field::kPositiveSpan, 0, 0) : at;
}

/// Exemplars of the native half; these must have a timestamp (metrics.proto, message Histogram).
char* append_exemplars(char* at, std::span<const Exemplar> exemplars) {
  for (const Exemplar& exemplar : exemplars)
    if (exemplar.timestamp != decltype(exemplar.timestamp){}) at = append_exemplar(at, field::kExemplars, exemplar);
  return at;
}

}  // namespace

std::size_t longest_histogram(const HistogramSnapshot& snapshot) {
  constexpr std::size_t kLongestBucket = 3 * kLongestField;
  constexpr std::size_t kLongestNativeBucket = 4 * kLongestField;  // a delta, and a span of its own
  constexpr std::size_t kFields = 16;
  std::size_t size = kFields * kLongestField + kLongestTimestamp + snapshot.counts.size() * kLongestBucket;
  if (snapshot.native)
    size += (snapshot.native->negative.size() + snapshot.native->positive.size()) * kLongestNativeBucket;
  for (const Exemplar& exemplar : snapshot.exemplars) size += 2 * longest_exemplar(exemplar);  // classic and native
  return size;
}

char* append_histogram(char* at, const HistogramSnapshot& snapshot) {
  at = append_uint(at, field::kSampleCount, snapshot.count());
  at = append_double(at, field::kSampleSum, snapshot.sum);
  if (has_classic_buckets(snapshot)) at = append_classic_buckets(at, snapshot);
  if (snapshot.native) at = append_native(at, *snapshot.native);
  at = append_timestamp(at, field::kCreatedTimestamp, snapshot.started);
  return snapshot.native ? append_exemplars(at, snapshot.exemplars) : at;
}

std::size_t longest_exemplar(const Exemplar& exemplar) {
  std::size_t size = 2 * kLongestField + kLongestTimestamp;
  for (const Label& label : exemplar.labels) size += label.name.size() + label.value.size() + 3 * kLongestField;
  return size;
}

char* append_exemplar(char* at, unsigned field, const Exemplar& exemplar) {
  return append_message(at, field, [&](char* message) {
    for (const Label& label : exemplar.labels)
      message = append_label(message, field::kExemplarLabel, label.name, label.value);
    message = append_double(message, field::kExemplarValue, exemplar.value);
    return append_timestamp(message, field::kExemplarTimestamp, exemplar.timestamp);
  });
}

char* append_timestamp(char* at, unsigned field, std::chrono::system_clock::time_point time) {
  if (time == decltype(time){}) return at;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(time - seconds);
  return append_message(at, field, [&](char* message) {
    message = append_int(message, field::kSeconds, seconds.time_since_epoch().count());
    // A Timestamp is of proto3, where 0 isn't written.
    return nanoseconds.count() == 0 ? message : append_int(message, field::kNanoseconds, nanoseconds.count());
  });
}

char* append_label(char* at, unsigned field, std::string_view name, std::string_view value) {
  return append_message(at, field, [&](char* message) {
    return append_string(append_string(message, field::kLabelName, name), field::kLabelValue, value);
  });
}

}  // namespace metrics::protobuf
