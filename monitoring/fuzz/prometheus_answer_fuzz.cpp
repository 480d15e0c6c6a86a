// Whatever comes instead of an answer of Prometheus is read or refused, within the limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "prometheus_answer.hpp"

namespace {

constexpr std::size_t kMaxSeries = 3;
constexpr std::size_t kMaxNames = 3;

template <class Result>
void require_explained(const Result& result) {
  if (!result && result.error().message.empty()) std::abort();
  if (!result && result.error().message.find('\n') != std::string::npos) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  for (const int status : {200, 503}) {
    const auto answer = monitoring::read_query_answer(status, text, kMaxSeries);
    require_explained(answer);
    if (answer && answer->series.size() > kMaxSeries) std::abort();
    require_explained(monitoring::read_metadata(status, text, "up"));
    const auto names = monitoring::read_label_values(status, text, kMaxNames);
    require_explained(names);
    if (names && names->size() > kMaxNames) std::abort();
  }
  return 0;
}
