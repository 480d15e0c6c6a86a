#pragma once
// A timer: how long a scope took, in seconds, into a histogram, a summary or a gauge.
//
//   {
//     const metrics::Timer timer(processing);  // a metrics::Histogram
//     handle(update);
//   }  // observes, also if `handle` throws
//
//   metrics::Timer timer(last_backup_duration);  // a metrics::Gauge: set to the duration
//   if (!backup()) timer.dismiss();              // nothing is observed
//   log(timer.stop());                           // observes now, once
//
// A timer belongs to one thread at a time; many of them may observe into one metric at once. The metric must outlive
// it.

#include <chrono>
#include <utility>

namespace metrics {

/// `Metric` has `observe` or `set`. `Clock` measures; another one than the steady clock is for tests.
template <class Metric, class Clock = std::chrono::steady_clock>
class [[nodiscard]] Timer {
 public:
  explicit Timer(Metric& metric) : metric_(&metric) {}

  /// Takes the measurement over: `other` observes nothing any more.
  Timer(Timer&& other) noexcept : metric_(std::exchange(other.metric_, nullptr)), begin_(other.begin_) {}
  Timer& operator=(Timer&&) = delete;
  ~Timer() { stop(); }

  /// Time since the timer was made.
  typename Clock::duration elapsed() const noexcept { return Clock::now() - begin_; }

  /// Observes `elapsed()` and returns it. Nothing is observed a second time, or once dismissed.
  typename Clock::duration stop() noexcept {
    const typename Clock::duration duration = elapsed();
    if (Metric* const metric = std::exchange(metric_, nullptr)) observe(*metric, duration);
    return duration;
  }

  /// Observes nothing.
  void dismiss() noexcept { metric_ = nullptr; }

 private:
  static void observe(Metric& metric, std::chrono::duration<double> duration) noexcept {
    if constexpr (requires { metric.observe(duration.count()); }) {
      metric.observe(duration.count());
    } else {
      metric.set(duration.count());
    }
  }

  Metric* metric_;  ///< Null: there is nothing to observe any more.
  typename Clock::time_point begin_ = Clock::now();
};

template <class Metric>
Timer(Metric&) -> Timer<Metric>;

}  // namespace metrics
