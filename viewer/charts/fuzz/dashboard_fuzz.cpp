// Whatever a dashboard's file holds, reading it ends in panels or in a refusal.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "dashboard.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto dashboard = charts::parse_dashboard(text, charts::Language::english);
  if (!dashboard && dashboard.error().sentence.empty()) std::abort();
  if (dashboard && dashboard->panels.size() > 100) std::abort();
  return 0;
}
