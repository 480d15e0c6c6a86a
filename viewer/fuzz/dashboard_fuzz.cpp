// A dashboard's file, which people edit by hand.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "dashboard.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto summary = viewer::read_dashboard({reinterpret_cast<const char*>(data), size});
  if (summary ? summary->uid.empty() || summary->title.empty() : summary.error().message.empty()) std::abort();
  return 0;
}
