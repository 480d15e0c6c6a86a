#include "faults.hpp"

namespace simulator {

std::optional<Fault> Faults::take(std::string_view method) {
  const auto found = faults_.find(method);
  if (found == faults_.end()) return std::nullopt;
  Fault fault = found->second;
  if (--found->second.times == 0) faults_.erase(found);
  return fault;
}

net::Response response_of(const Fault& fault) {
  const bool is_json = fault.body.starts_with('{');
  return {.status = fault.status,
          .headers = {{"Content-Type", is_json ? "application/json" : "text/html"}},
          .body = fault.body};
}

}  // namespace simulator
