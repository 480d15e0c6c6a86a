#include "telegram/backoff.hpp"

#include <algorithm>

namespace telegram {

std::chrono::milliseconds delay_for(const BackoffOptions& options, int attempt, double chance) {
  auto ceiling = std::min(options.first, options.longest);
  for (int doubled = 1; doubled < attempt && ceiling < options.longest; ++doubled) {
    // Not min(2 * ceiling, longest): the product might not fit.
    ceiling = ceiling > options.longest / 2 ? options.longest : 2 * ceiling;
    if (ceiling.count() <= 0) break;
  }
  const std::chrono::milliseconds half = ceiling / 2;
  const auto jitter = static_cast<double>((ceiling - half).count()) * chance;
  return half + std::chrono::milliseconds{static_cast<std::chrono::milliseconds::rep>(jitter)};
}

Backoff::Backoff(BackoffOptions options, std::uint64_t seed) : options_(options), random_(seed) {}

std::chrono::milliseconds Backoff::next() {
  ++attempt_;
  return delay_for(options_, attempt_, std::uniform_real_distribution<double>{0.0, 1.0}(random_));
}

}  // namespace telegram
