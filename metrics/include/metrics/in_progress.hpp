#pragma once
// A guard that counts in a gauge what is in progress: one more from its beginning, one less from its end, also if an
// exception ends it.
//
//   Response serve(const Request& request) {
//     const metrics::InProgress guard(requests_in_progress);  // a metrics::Gauge
//     return answer(request);
//   }
//
// Move it to where the work goes on, such as a callback. A guard belongs to one thread at a time; many may count in one
// gauge at once. The gauge must outlive it.

#include <memory>

#include "metrics/gauge.hpp"

namespace metrics {

class [[nodiscard]] InProgress {
 public:
  explicit InProgress(Gauge& gauge) noexcept : gauge_(&gauge) { gauge.inc(); }

 private:
  struct Decrement {
    void operator()(Gauge* gauge) const noexcept { gauge->dec(); }
  };

  std::unique_ptr<Gauge, Decrement> gauge_;
};

}  // namespace metrics
