#include "faults.hpp"

#include <algorithm>
#include <utility>

#include "api_answer.hpp"

namespace simulator {
namespace {

constexpr std::string_view kGetUpdates = "getupdates";

}  // namespace

void Faults::set(Fault fault) {
  std::erase_if(faults_,
                [&fault](const Fault& other) { return other.method == fault.method && other.kind == fault.kind; });
  faults_.push_back(std::move(fault));
}

bool Faults::strikes(const Fault& fault) {
  return !fault.share || std::uniform_real_distribution<double>{}(random_) < *fault.share;
}

std::optional<Fault> Faults::take_of(std::string_view method) {
  const auto found =
      std::ranges::find_if(faults_, [&](const Fault& fault) { return fault.method == method && strikes(fault); });
  if (found == faults_.end()) return std::nullopt;
  Fault fault = *found;
  if (!fault.share && --found->times == 0) faults_.erase(found);
  return fault;
}

std::optional<Fault> Faults::take(std::string_view method) {
  if (faults_.empty()) return std::nullopt;
  std::optional<Fault> fault = take_of(method);
  if (!fault && method != kGetUpdates) fault = take_of(Fault::kAnyMethod);
  return fault;
}

bool executes(const Fault& fault) {
  return fault.executes || fault.kind == Fault::Kind::half_answer || fault.kind == Fault::Kind::slow;
}

net::Response spoil(const Fault& fault, net::Response proper) {
  constexpr std::size_t kUsualHeadBytes = 90;
  switch (fault.kind) {
    case Fault::Kind::answer: {
      const bool is_json = fault.body.starts_with('{');
      return {.status = fault.status,
              .headers = {{"Content-Type", is_json ? "application/json" : "text/html"}},
              .body = fault.body};
    }
    case Fault::Kind::connection_reset:
      return {.break_off_after = 0};
    case Fault::Kind::half_answer:
      proper.break_off_after = (kUsualHeadBytes + proper.body.size()) / 2;
      return proper;
    case Fault::Kind::slow:
      return proper;
    case Fault::Kind::flood:
      return failure_answer(too_many_requests(fault.retry_after));
  }
  return proper;
}

}  // namespace simulator
