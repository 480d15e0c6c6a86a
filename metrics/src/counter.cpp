#include "metrics/counter.hpp"

#include <cmath>
#include <memory>
#include <new>

#include "exemplar_slot.hpp"
#include "misuse.hpp"

namespace metrics {

namespace {
constexpr std::string_view kOnlyUp = "a counter only goes up";
}

struct Counter::Extras {
  CellRun fraction{1};
  std::atomic<double> resumed{0};
  /// What the cells held when the counter began again.
  std::atomic<std::uint64_t> whole_before{0};
  std::atomic<double> fraction_before{0};
  ExemplarSlot exemplar;
};

Counter::Counter(const SeriesSetup& setup) : started_(setup.now()), setup_(setup) {}

Counter::~Counter() {
  delete extras_.load(std::memory_order_relaxed);
}

void Counter::inc(double amount, ExemplarLabels exemplar) noexcept {
  inc(amount);
  if (!(amount >= 0) || std::isinf(amount)) return;
  if (const std::string_view fault = exemplar_fault(exemplar); !fault.empty())
    return setup_.misuse.ignored("an exemplar", fault);
  try {
    extras().exemplar.keep(amount, exemplar, setup_.now());
  } catch (...) {
    return;  // no memory for a first exemplar: it is dropped, as an exemplar may be
  }
}

double Counter::value() const noexcept {
  return reading().value();
}

CounterReading Counter::reading() const noexcept {
  const std::uint64_t whole = whole_.read(0);
  const Extras* const extras = extras_.load(std::memory_order_acquire);
  if (extras == nullptr) return {.whole = whole, .fraction = 0};
  const CounterReading resumed = CounterReading::of(extras->resumed.load(std::memory_order_relaxed));
  const double fraction = extras->fraction.read_real(0) - extras->fraction_before.load(std::memory_order_relaxed);
  return {.whole = whole - extras->whole_before.load(std::memory_order_relaxed) + resumed.whole,
          .fraction = fraction + resumed.fraction};
}

CounterSample Counter::sample() const {
  CounterSample sample{.reading = reading(), .started = started_.load(std::memory_order_relaxed)};
  if (const Extras* const extras = extras_.load(std::memory_order_acquire)) sample.exemplar = extras->exemplar.read();
  return sample;
}

void Counter::resume(double value, std::chrono::system_clock::time_point started) noexcept {
  if (!std::isfinite(value) || value < 0) return ignore(value);
  try {
    extras().resumed.store(value, std::memory_order_relaxed);
    started_.store(started, std::memory_order_relaxed);
  } catch (...) {
    setup_.misuse.ignored(value, "there is no memory to resume from it");
  }
}

void Counter::restart() {
  Extras& extras = this->extras();
  extras.resumed.store(0, std::memory_order_relaxed);
  extras.whole_before.store(whole_.read(0), std::memory_order_relaxed);
  extras.fraction_before.store(extras.fraction.read_real(0), std::memory_order_relaxed);
  extras.exemplar.clear();
  started_.store(setup_.now(), std::memory_order_relaxed);
}

void Counter::ignore(double amount) noexcept {
  setup_.misuse.ignored(amount, kOnlyUp);
}

void Counter::add_fraction(double amount) noexcept {
  if (std::isinf(amount)) return setup_.misuse.ignored(amount, "a counter that is infinite could count nothing more");
  try {
    extras().fraction.add_real(0, amount);
  } catch (...) {
    setup_.misuse.ignored(amount, "there is no memory to count fractions in");
  }
}

Counter::Extras& Counter::extras() {
  Extras* present = extras_.load(std::memory_order_acquire);
  if (present != nullptr) return *present;
  auto made = std::make_unique<Extras>();
  if (extras_.compare_exchange_strong(present, made.get(), std::memory_order_acq_rel)) return *made.release();
  return *present;
}

}  // namespace metrics
