#include "exposed_family.hpp"

#include <optional>

namespace metrics {

namespace {

/// Foreign code: whatever it throws must not take the scrape down.
std::optional<double> call(const std::function<double()>& read) {
  try {
    return read();
  } catch (...) {
    return std::nullopt;
  }
}

}  // namespace

const Samples& Scrape::samples_of(const RegisteredCollector& collector) {
  std::unique_ptr<Samples>& samples = samples_[&collector];
  if (!samples) samples = collector.collect();
  return *samples;
}

void CallbackFamily::visit(Scrape&, FamilyVisitor& visitor) const {
  visitor.family(description_);
  const std::optional<double> value = call(read_);
  const bool is_counter = description_.type == MetricType::counter;
  if (!value) {
    misuse_.ignored("an exception", "its callback must give a value");
  } else if (is_counter && !(*value >= 0)) {
    misuse_.ignored(*value, "a counter is not negative and not NaN");
  } else if (is_counter) {
    visitor.counter(labels_.view(), {.reading = CounterReading::of(*value)});
  } else {
    visitor.gauge(labels_.view(), *value);
  }
}

std::unique_ptr<Samples> RegisteredCollector::collect() const {
  auto samples = std::make_unique<Samples>(families_);
  try {
    collector_->collect(*samples);
  } catch (...) {  // foreign code, as above
    misuse_.ignored("an exception", "a collector must end its reading without one");
  }
  for (std::size_t i = 0; i < samples->dropped(); ++i)
    misuse_.ignored("a sample", "it must be of a described family, with its labels, given once, and a possible value");
  return samples;
}

void CollectedFamily::visit(Scrape& scrape, FamilyVisitor& visitor) const {
  visitor.family(description());
  scrape.samples_of(*collector_).visit(index_, visitor);
}

}  // namespace metrics
