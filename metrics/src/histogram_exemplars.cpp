#include "histogram_exemplars.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <new>
#include <optional>
#include <utility>

namespace metrics {

namespace {

/// Something that is made when it is first needed, by whichever thread comes first.
template <class T>
class MadeLater {
 public:
  MadeLater() = default;
  ~MadeLater() { delete made_.load(std::memory_order_relaxed); }
  MadeLater(const MadeLater&) = delete;
  MadeLater& operator=(const MadeLater&) = delete;

  T* get() const noexcept { return made_.load(std::memory_order_acquire); }

  /// Throws std::bad_alloc.
  T& make() {
    if (T* const present = get()) return *present;
    auto mine = std::make_unique<T>();
    T* present = nullptr;
    if (made_.compare_exchange_strong(present, mine.get(), std::memory_order_acq_rel)) return *mine.release();
    return *present;
  }

 private:
  std::atomic<T*> made_{nullptr};
};

bool is_less(double a, double b) {
  // NaN last, so that there is an order.
  if (std::isnan(a) || std::isnan(b)) return !std::isnan(a) && std::isnan(b);
  return a < b;
}

/// By value, then by time.
bool is_before(const Exemplar& a, const Exemplar& b) {
  if (is_less(a.value, b.value) || is_less(b.value, a.value)) return is_less(a.value, b.value);
  return a.timestamp < b.timestamp;
}

bool is_same(const Exemplar& a, const Exemplar& b) {
  return !is_before(a, b) && !is_before(b, a) && a.labels == b.labels;
}

}  // namespace

struct HistogramExemplars::Places {
  explicit Places(std::size_t buckets) : of_buckets(buckets) {}

  std::vector<MadeLater<ExemplarSlot>> of_buckets;
  MadeLater<SpreadExemplars> spread;
};

HistogramExemplars::~HistogramExemplars() {
  delete places_.load(std::memory_order_relaxed);
}

void HistogramExemplars::keep(std::size_t bucket, double value, const ExemplarLabels& labels,
                              std::chrono::system_clock::time_point now) noexcept {
  try {
    Places& places = this->places();
    places.of_buckets[bucket].make().keep(value, labels, now);
    if (is_native_) places.spread.make().keep(value, labels, now);
  } catch (const std::bad_alloc&) {
    return;  // it is dropped, as an exemplar may be
  }
}

void HistogramExemplars::read_into(std::vector<Exemplar>& exemplars) const {
  exemplars.clear();
  const Places* const places = places_.load(std::memory_order_acquire);
  if (places == nullptr) return;
  for (const MadeLater<ExemplarSlot>& later : places->of_buckets) {
    const ExemplarSlot* const slot = later.get();
    if (slot == nullptr) continue;
    if (std::optional<Exemplar> exemplar = slot->read()) exemplars.push_back(std::move(*exemplar));
  }
  if (const SpreadExemplars* const spread = places->spread.get()) {
    for (Exemplar& exemplar : spread->read()) {
      const auto is_this = [&exemplar](const Exemplar& other) { return is_same(exemplar, other); };
      if (std::ranges::none_of(exemplars, is_this)) exemplars.push_back(std::move(exemplar));
    }
  }
  std::ranges::sort(exemplars, is_before);
}

void HistogramExemplars::clear() noexcept {
  const Places* const places = places_.load(std::memory_order_acquire);
  if (places == nullptr) return;
  for (const MadeLater<ExemplarSlot>& later : places->of_buckets)
    if (ExemplarSlot* const slot = later.get()) slot->clear();
  if (SpreadExemplars* const spread = places->spread.get()) spread->clear();
}

HistogramExemplars::Places& HistogramExemplars::places() {
  Places* present = places_.load(std::memory_order_acquire);
  if (present != nullptr) return *present;
  auto mine = std::make_unique<Places>(buckets_);
  if (places_.compare_exchange_strong(present, mine.get(), std::memory_order_acq_rel)) return *mine.release();
  return *present;
}

}  // namespace metrics
