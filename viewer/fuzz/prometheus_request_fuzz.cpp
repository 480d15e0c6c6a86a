// What a browser may put behind "/api/v1/": whatever it is, what is passed on is short and escaped.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "prometheus_request.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t question = text.find('?');
  const std::string_view query = question == std::string_view::npos ? std::string_view{} : text.substr(question + 1);
  const auto target = viewer::check_prometheus_request(text.substr(0, question), query);
  if (!target) return 0;
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%=&?/";
  const bool is_escaped = target->find_first_not_of(kPlain) == std::string::npos;
  if (!is_escaped || !target->starts_with("/api/v1/")) std::abort();
  return 0;
}
