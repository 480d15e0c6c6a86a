#include "metrics/state_set.hpp"

#include "misuse.hpp"

namespace metrics {

namespace {
constexpr std::string_view kKnownStatesOnly = "it is none of the set's states";
}

void StateSet::set(std::string_view state, bool on) noexcept {
  const std::uint64_t bit = bit_of(state);
  if (bit == 0) return setup_.misuse.ignored(state, kKnownStatesOnly);
  if (on) {
    on_.fetch_or(bit, std::memory_order_relaxed);
  } else {
    on_.fetch_and(~bit, std::memory_order_relaxed);
  }
}

void StateSet::select(std::string_view state) noexcept {
  const std::uint64_t bit = bit_of(state);
  if (bit == 0) return setup_.misuse.ignored(state, kKnownStatesOnly);
  on_.store(bit, std::memory_order_relaxed);
}

bool StateSet::is_on(std::string_view state) const noexcept {
  return (on_.load(std::memory_order_relaxed) & bit_of(state)) != 0;
}

StateSetSample StateSet::sample() const noexcept {
  return {.states = setup_.family.states, .on = on_.load(std::memory_order_relaxed)};
}

std::uint64_t StateSet::bit_of(std::string_view state) const noexcept {
  std::uint64_t bit = 1;
  for (const std::string& known : setup_.family.states) {
    if (known == state) return bit;
    bit <<= 1U;
  }
  return 0;
}

}  // namespace metrics
