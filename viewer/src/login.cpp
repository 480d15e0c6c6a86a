#include "login.hpp"

#include <chrono>
#include <utility>

#include <spdlog/spdlog.h>

#include "net/basic_authorization.hpp"

namespace viewer {
namespace {

constexpr std::size_t kMaxFailures = 10;
constexpr std::chrono::minutes kWithin{1};

}  // namespace

Login::Login(std::string user, values::Secret password, const values::Clock& clock)
    : user_(std::move(user)), password_(std::move(password)), clock_(clock) {}

Login::Verdict Login::judge(std::string_view authorization) {
  const auto login = net::read_basic_authorization(authorization);
  if (!login) return Verdict::unknown;
  const bool right_user = user_.equals_in_constant_time(login->user);
  const bool right_password = password_.equals_in_constant_time(login->password);
  // Both are compared whatever the first comparison says.
  if (static_cast<unsigned>(right_user) & static_cast<unsigned>(right_password)) return Verdict::welcome;
  return count_failure();
}

Login::Verdict Login::count_failure() {
  const values::Timestamp now = clock_.now();
  while (!failures_.empty() && failures_.front() <= now - kWithin) failures_.pop_front();
  if (failures_.size() >= kMaxFailures) return Verdict::too_many;
  failures_.push_back(now);
  if (failures_.size() == kMaxFailures) {
    spdlog::warn("{} wrong log-ins within a minute: further ones are answered with 429", kMaxFailures);
  }
  return Verdict::wrong;
}

}  // namespace viewer
