#pragma once
// Where the buckets of a native histogram end within one power of two: the 256 doubles next to 2^(i/256), which are the
// bounds of schema 8 between 1 and 2. Those of coarser schemas are among them, and those of other powers of two are the
// same ones times a power of two. Compile-time integer arithmetic, so that they are the same everywhere.

#include <array>
#include <cstddef>
#include <cstdint>

namespace metrics::native_bounds {

/// Of schema 8, the finest.
inline constexpr std::size_t kPerOctave = 256;

/// The lower 52 bits of a double.
inline constexpr unsigned kMantissaBits = 52;

namespace detail {

__extension__ using Wide = unsigned __int128;

/// The largest integer whose square is not above `square`; its highest bit is set.
constexpr std::uint64_t square_root(Wide square) {
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 63U; bit != 0; bit >>= 1U) {
    const std::uint64_t attempt = root | bit;
    if (Wide{attempt} * attempt <= square) root = attempt;
  }
  return root;
}

/// 2^(i/256) with 63 binary places.
///
/// 2^(i/2n) is the root of 2^(i/n), so the bounds of each schema are the roots of those of the coarser one and of their
/// doubles. A root halves the relative error of what it is taken of and adds less than one unit of the last place: all
/// are less than two units too small.
constexpr std::array<std::uint64_t, kPerOctave> fixed_point_bounds() {
  std::array<std::uint64_t, kPerOctave> bounds{std::uint64_t{1} << 63U};
  for (std::size_t n = 1; n < kPerOctave; n *= 2) {
    const std::array<std::uint64_t, kPerOctave> coarser = bounds;
    for (std::size_t i = 0; i < 2 * n; ++i) bounds[i] = square_root(Wide{coarser[i % n]} << (i < n ? 63U : 64U));
  }
  return bounds;
}

constexpr unsigned kDroppedBits = 63 - kMantissaBits;

/// Whether the error of fixed_point_bounds is too small to change which double is the nearest.
constexpr bool are_clear_of_ties(const std::array<std::uint64_t, kPerOctave>& bounds) {
  constexpr std::uint64_t kTie = std::uint64_t{1} << (kDroppedBits - 1);
  for (const std::uint64_t bound : bounds) {
    const std::uint64_t dropped = bound & (2 * kTie - 1);
    if (dropped <= kTie && dropped + 2 >= kTie) return false;
  }
  return true;
}

constexpr std::array<std::uint64_t, kPerOctave> mantissas() {
  std::array<std::uint64_t, kPerOctave> bounds = fixed_point_bounds();
  for (std::uint64_t& bound : bounds) {
    constexpr std::uint64_t kHalf = std::uint64_t{1} << (kDroppedBits - 1);
    const std::uint64_t nearest = (bound + kHalf) >> kDroppedBits;
    bound = nearest - (std::uint64_t{1} << kMantissaBits);
  }
  return bounds;
}

}  // namespace detail

static_assert(detail::are_clear_of_ties(detail::fixed_point_bounds()));

/// The mantissas, without their leading 1, of the doubles that are nearest to 2^(i/256).
inline constexpr std::array<std::uint64_t, kPerOctave> kMantissas = detail::mantissas();

namespace detail {

/// Mantissas are sorted into equal bins, so narrow that a bound and the next one never fall into the same.
inline constexpr unsigned kBinBits = 9;

/// Which bound is looked for where in an octave, in one word: in its upper bits the mantissa of the bound that the bin
/// holds (or of the next one), in its lower bits that bound's number.
constexpr std::array<std::uint64_t, 1U << kBinBits> bins() {
  constexpr std::uint64_t kWidth = std::uint64_t{1} << (kMantissaBits - kBinBits);
  std::array<std::uint64_t, 1U << kBinBits> bins{};
  std::uint64_t bound = 0;
  for (std::uint64_t bin = 0; bin < bins.size(); ++bin) {
    while (bound < kPerOctave && kMantissas[bound] < bin * kWidth) ++bound;
    const bool is_last = bound == kPerOctave;  // beyond it is 2, the first bound of the next octave
    bins[bin] = (is_last ? (bin + 1) * kWidth - 1 : kMantissas[bound]) << 12U | bound;
  }
  return bins;
}

constexpr bool is_one_bound_a_bin() {
  for (std::size_t i = 1; i < kPerOctave; ++i)
    if (kMantissas[i] >> (kMantissaBits - kBinBits) == kMantissas[i - 1] >> (kMantissaBits - kBinBits)) return false;
  return true;
}
static_assert(is_one_bound_a_bin());

inline constexpr std::array<std::uint64_t, 1U << kBinBits> kBins = bins();

}  // namespace detail

/// How many of kMantissas are below `mantissa`: the first i for which 2^(i/256) is not below the double that has it,
/// 256 for the last stretch up to 2.
constexpr std::uint64_t bounds_below(std::uint64_t mantissa) {
  const std::uint64_t bin = detail::kBins[mantissa >> (kMantissaBits - detail::kBinBits)];
  return (bin & 0xFFFU) + (mantissa > bin >> 12U ? 1U : 0U);
}

}  // namespace metrics::native_bounds
