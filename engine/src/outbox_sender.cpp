#include "outbox_sender.hpp"

#include <algorithm>
#include <random>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "values/fault_point.hpp"

namespace engine {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;

// A pre-checkout answer has 10 seconds in all; anything else can wait for a server to recover.
constexpr telegram::BackoffOptions kUrgentBackoff{.first = 200ms, .longest = 1s};
constexpr std::chrono::milliseconds kUrgentTimeout = 3s;
constexpr std::chrono::milliseconds kTimeout = 30s;
constexpr telegram::BackoffOptions kPatientBackoff{.first = 1s, .longest = 5min};
// In order, for one builds on the other. Their time is limited by nobody.
constexpr DirectCallLimits kEditing{.at_a_time = 1, .timeout = kTimeout};
// An owner waits for each.
constexpr DirectCallLimits kCallingAlertmanager{.at_a_time = 4, .waiting = 100, .timeout = 10s};
// Waiting messages are looked at this often even if the wall clock was set back meanwhile.
constexpr std::chrono::milliseconds kLongestSleep = 30s;

bool is_urgent(const store::OutboxMessage& message) {
  return message.lane == store::Lane::pre_checkout;
}

/// A receipt is better sent twice than not at all; a message to everybody is not.
bool must_not_go_out_twice(const store::OutboxMessage& message) {
  return message.lane == store::Lane::broadcast;
}

}  // namespace

OutboxSender::OutboxSender(const asio::any_io_executor& executor, const values::Clock& clock, SendCall send,
                           Begin begin, Report report, const OutboxLimits& limits)
    : executor_(executor),
      clock_(clock),
      send_(std::move(send)),
      begin_(std::move(begin)),
      report_(std::move(report)),
      most_senders_(limits.sending + limits.sending_urgent),
      queue_(limits),
      wake_(executor),
      idle_(executor, asio::steady_timer::time_point::max()),
      edits_(
          executor, send_, report_, [this] { idle_.cancel(); }, kEditing),
      alertmanager_calls_(executor, send_, report_, [this] { idle_.cancel(); }, kCallingAlertmanager) {}

void OutboxSender::push(store::OutboxMessage message) {
  const Destination destination = destination_of(message);
  if (destination == Destination::catalogue) {
    edits_.push(std::move(message));
  } else if (destination == Destination::alertmanager) {
    alertmanager_calls_.push(std::move(message));
  } else if (queue_.has_room_for(message)) {
    queue_.push(std::move(message));
    pump();
  } else {
    report_({.message = std::move(message), .outcome = DeliveryOutcome::dropped, .reason = "too much is waiting"});
  }
}

void OutboxSender::start() {
  running_ = true;
  edits_.start();
  alertmanager_calls_.start();
  pump();
}

void OutboxSender::pump() {
  if (!running_) return;
  const auto next = queue_.next_at();
  if (!next) return;
  if (*next > clock_.now()) {
    wake_at(*next);
  } else if (senders_ < most_senders_) {
    ++senders_;
    asio::co_spawn(executor_, send_what_is_ready(), asio::detached);
  }
}

asio::awaitable<void> OutboxSender::send_what_is_ready() {
  while (running_) {
    auto message = queue_.take(clock_.now());
    if (!message) break;
    pump();  // Another sender for the next message, while this one waits for its answer.
    co_await send_one(std::move(*message));
  }
  --senders_;
  if (senders_ == 0) idle_.cancel();
  pump();
}

/// False if it can't be sent before the next start.
asio::awaitable<bool> OutboxSender::begin(store::OutboxMessage& message) {
  message.begun = co_await begin_(message.id);
  if (message.begun) co_return true;
  message.not_before = clock_.now() + kLongestSleep;
  queue_.put_back(std::move(message));
  co_return false;
}

asio::awaitable<void> OutboxSender::send_one(store::OutboxMessage message) {
  if (message.deadline && *message.deadline <= clock_.now()) {
    queue_.finished(message);
    report_({.message = std::move(message), .outcome = DeliveryOutcome::too_late, .reason = "its deadline has passed"});
    co_return;
  }
  if (must_not_go_out_twice(message) && !co_await begin(message)) co_return;
  // A named argument: GCC 12 destroys an aggregate made within a co_await expression twice.
  telegram::Call call{.method = message.method, .body = message.body, .wants_result = !message.subject.empty()};
  if (message.attachment) {
    call.document = telegram::Document{.name = message.attachment->name,
                                       .content = message.attachment->content,
                                       .parameter = message.attachment->parameter,
                                       .path = message.attachment->path};
  }
  values::fault_point("engine.send.before");
  const telegram::ApiResult result = co_await send_(std::move(call), is_urgent(message) ? kUrgentTimeout : kTimeout);
  values::fault_point("engine.send.after");
  settle(std::move(message), result);
}

void OutboxSender::settle(store::OutboxMessage message, const telegram::ApiResult& result) {
  ++message.attempts;
  if (result) {
    queue_.accepted(message);
    queue_.finished(message);
    std::optional<std::string> answer = message.subject.empty() ? std::nullopt : std::optional(result_text(*result));
    report_(
        {.message = std::move(message), .outcome = DeliveryOutcome::sent, .reason = {}, .result = std::move(answer)});
    return;
  }
  const telegram::ApiError& error = result.error();
  if (error.may_have_happened && must_not_go_out_twice(message)) {
    queue_.finished(message);
    report_({.message = std::move(message), .outcome = DeliveryOutcome::unknown, .reason = error.description});
    return;
  }
  // A refused token or a second process is for the owner to mend; the messages wait for it.
  const bool may_succeed_later = error.may_succeed_later() || error.kind == telegram::ApiErrorKind::unauthorized ||
                                 error.kind == telegram::ApiErrorKind::conflict;
  if (may_succeed_later) {
    postpone(std::move(message), error);
    return;
  }
  queue_.accepted(message);
  queue_.finished(message);
  report_({.message = std::move(message),
           .outcome = DeliveryOutcome::given_up,
           .blocked_by_user = error.kind == telegram::ApiErrorKind::forbidden,
           .reason = error.description});
}

void OutboxSender::postpone(store::OutboxMessage message, const telegram::ApiError& error) {
  const bool urgent = is_urgent(message);
  std::chrono::milliseconds delay = telegram::delay_for(urgent ? kUrgentBackoff : kPatientBackoff, message.attempts,
                                                        std::uniform_real_distribution{}(random_));
  // Who pays waits ten seconds, whatever Telegram asks for.
  if (error.retry_after && !urgent) delay = std::max<std::chrono::milliseconds>(delay, *error.retry_after);
  message.not_before = clock_.now() + delay;
  message.begun = false;
  if (error.kind == telegram::ApiErrorKind::flood) queue_.refused(message);
  queue_.put_back(message);
  report_({.message = std::move(message), .outcome = DeliveryOutcome::postponed, .reason = error.description});
}

void OutboxSender::wake_at(values::Timestamp next) {
  if (next == waking_at_) return;
  waking_at_ = next;
  wake_.expires_after(std::clamp<std::chrono::milliseconds>(next - clock_.now(), 0ms, kLongestSleep));
  wake_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled) return;
    waking_at_.reset();
    pump();
  });
}

asio::awaitable<void> OutboxSender::drain(std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while ((senders_ > 0 || edits_.is_calling() || alertmanager_calls_.is_calling()) &&
         std::chrono::steady_clock::now() < deadline) {
    idle_.expires_at(deadline);
    boost::system::error_code ignored;
    co_await idle_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
  running_ = false;
  edits_.stop();
  alertmanager_calls_.stop();
  wake_.cancel();
}

}  // namespace engine
