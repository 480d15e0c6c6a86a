#include "native_buckets.hpp"

namespace metrics::detail {

std::int32_t finest_index_of_abnormal(std::uint64_t magnitude) noexcept {
  using native_bounds::kMantissaBits;
  constexpr std::uint64_t kInfinity = std::uint64_t{2047} << kMantissaBits;
  if (magnitude == kInfinity) return finest_index(2047, 0) + 1;
  // A subnormal number is its mantissa times 2^-1074. Doubled until its highest bit is where a normal number's hidden
  // one is, it is the same number with an exponent that no double has.
  const int doublings = std::countl_zero(magnitude) - (63 - static_cast<int>(kMantissaBits));
  const std::uint64_t mantissa = (magnitude << doublings) & ((std::uint64_t{1} << kMantissaBits) - 1);
  return finest_index(1, mantissa) - doublings * static_cast<std::int32_t>(native_bounds::kPerOctave);
}

}  // namespace metrics::detail
