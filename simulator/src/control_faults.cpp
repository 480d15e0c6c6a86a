#include "control_faults.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "letter_case.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::int64_t kMaxDelayMs = 10LL * 60 * 1000;
constexpr std::int64_t kMaxRetryAfterSeconds = 24LL * 3600;
constexpr double kMaxPerSecond = 1e6;
constexpr std::int64_t kMaxBurst = 1'000'000;

constexpr std::array<std::pair<std::string_view, Fault::Kind>, 5> kKinds{{
    {"answer", Fault::Kind::answer},
    {"connection_reset", Fault::Kind::connection_reset},
    {"half_answer", Fault::Kind::half_answer},
    {"slow", Fault::Kind::slow},
    {"flood", Fault::Kind::flood},
}};

std::optional<Fault::Kind> kind_of(const ControlFields& fields) {
  const std::string name = text_of(fields, "kind").value_or("answer");
  const auto found = std::ranges::find(kKinds, std::string_view(name), &decltype(kKinds)::value_type::first);
  if (found == kKinds.end()) return std::nullopt;
  return found->second;
}

/// Sets `number` to the field where there is one; whether it lies within the bounds.
bool read_number(const ControlFields& fields, std::string_view name, double least, double most, double& number) {
  const json::value* value = fields.if_contains(name);
  if (value == nullptr) return true;
  if (!value->is_number()) return false;
  number = value->to_number<double>();
  return number >= least && number <= most;
}

bool is_within(std::int64_t number, std::int64_t least, std::int64_t most) {
  return number >= least && number <= most;
}

values::Result<Fault> fault_of(const ControlFields& fields) {
  const std::optional<Fault::Kind> kind = kind_of(fields);
  if (!kind) return values::Error{"kind must be answer, connection_reset, half_answer, slow or flood"};
  Fault fault{.method = in_lower_case(text_of(fields, "method").value_or("")), .kind = *kind};
  if (fault.method != Fault::kAnyMethod && method_name(fault.method).empty()) {
    return values::Error{"method must be one that the simulator has, or *"};
  }
  const std::int64_t status = integer_of(fields, "status").value_or(fault.status);
  const std::int64_t delay = integer_of(fields, "delay_ms").value_or(0);
  const std::int64_t retry_after = integer_of(fields, "retry_after").value_or(1);
  const std::int64_t times = integer_of(fields, "times").value_or(1);
  if (!is_within(status, 200, 599)) return values::Error{"status must be 200 to 599"};
  if (!is_within(delay, 0, kMaxDelayMs)) return values::Error{"delay_ms must be 0 to 600000"};
  if (!is_within(retry_after, 1, kMaxRetryAfterSeconds)) return values::Error{"retry_after must be 1 to 86400 seconds"};
  if (times < 1) return values::Error{"times must be 1 or more"};
  double share = 0;
  if (!read_number(fields, "share", 0, 1, share)) return values::Error{"share must be a number from 0 to 1"};
  if (fields.contains("share")) fault.share = share;
  fault.status = static_cast<int>(status);
  fault.body = text_of(fields, "body").value_or("");
  fault.delay = std::chrono::milliseconds{delay};
  fault.retry_after = std::chrono::seconds{retry_after};
  fault.executes = flag_of(fields, "executes");
  fault.times = static_cast<std::uint64_t>(times);
  return fault;
}

bool read_limit(const ControlFields& fields, const std::string& name, FloodLimit& limit) {
  constexpr double kLeastPerSecond = 0.001;
  const std::int64_t burst = integer_of(fields, name + "_burst").value_or(limit.burst);
  limit.burst = static_cast<int>(std::clamp(burst, std::int64_t{1}, kMaxBurst));
  return limit.burst == burst &&
         read_number(fields, name + "_per_second", kLeastPerSecond, kMaxPerSecond, limit.per_second);
}

}  // namespace

net::Response control_fault(Faults& faults, const ControlFields& fields) {
  if (flag_of(fields, "reset")) {
    faults.reset();
    return done();
  }
  values::Result<Fault> fault = fault_of(fields);
  if (!fault) return refused(400, fault.error().message);
  faults.set(*std::move(fault));
  return done();
}

net::Response control_limits(Bots& bots, const ControlFields& fields) {
  FloodLimits limits = bots.flood();
  if (const json::value* on = fields.if_contains("on")) {
    if (!on->is_bool()) return refused(400, "on must be true or false");
    limits.on = on->get_bool();
  }
  if (!read_limit(fields, "chat", limits.chat) || !read_limit(fields, "bulk", limits.bulk)) {
    return refused(400,
                   "chat_per_second and bulk_per_second are 0.001 to 1000000, chat_burst and bulk_burst 1 to 1000000");
  }
  bots.set_flood(limits);
  return done({{"on", limits.on},
               {"chat_per_second", limits.chat.per_second},
               {"chat_burst", limits.chat.burst},
               {"bulk_per_second", limits.bulk.per_second},
               {"bulk_burst", limits.bulk.burst}});
}

}  // namespace simulator
