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
  if (!value || (is_counter && !(*value >= 0))) {
    invalid_updates_.add(1);
  } else if (is_counter) {
    visitor.counter({}, {.reading = CounterReading::of(*value), .started = {}});
  } else {
    visitor.gauge({}, *value);
  }
}

std::unique_ptr<Samples> RegisteredCollector::collect() const {
  auto samples = std::make_unique<Samples>(families_);
  try {
    collector_->collect(*samples);
  } catch (...) {  // foreign code, as above
    invalid_updates_.add(1);
  }
  invalid_updates_.add(static_cast<double>(samples->dropped()));
  return samples;
}

void CollectedFamily::visit(Scrape& scrape, FamilyVisitor& visitor) const {
  visitor.family(description());
  scrape.samples_of(*collector_).visit(index_, visitor);
}

}  // namespace metrics
