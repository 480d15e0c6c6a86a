#include "star_reconciler.hpp"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "telegram/methods.hpp"
#include "telegram/star_transactions.hpp"

namespace engine {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;

// A page of a hundred entries comes at once, or not at all.
constexpr std::chrono::milliseconds kTimeout = 30s;
constexpr telegram::BackoffOptions kBackoff{.first = 5s, .longest = 5min};
// So often it looks whether it is time, even if the wall clock was set meanwhile.
constexpr std::chrono::milliseconds kLongestSleep = 30s;
constexpr std::int64_t kPage = telegram::kMostTransactionsAtOnce;

/// A refund has its payment's id: only both together name an entry.
std::string name_of(const telegram::StarTransaction& transaction) {
  return (transaction.source ? "in " : "out ") + transaction.id;
}

}  // namespace

StarReconciler::StarReconciler(const asio::any_io_executor& executor, const values::Clock& clock,
                               metrics::Registry& registry, SendCall send, TakePage take, const EngineOptions& options)
    : clock_(clock),
      send_(std::move(send)),
      take_(std::move(take)),
      options_(options),
      wake_(executor),
      backoff_(kBackoff),
      runs_(registry.counter({.name = "reconciliation_runs_total",
                              .help = "Comparisons of the ledger with Telegram's account of the bot's Stars.",
                              .labels = {"outcome"}})),
      succeeded_(runs_.with("success")),
      failed_(runs_.with("failed")),
      last_success_(registry
                        .gauge({.name = "reconciliation_last_success_timestamp_seconds",
                                .help = "Unix time at which the ledger was last compared with the whole of Telegram's "
                                        "account; 0 before the first.",
                                .unit = "seconds"})
                        .with()) {}

asio::awaitable<void> StarReconciler::run(std::optional<store::Reconciled> from) {
  seen_ = std::move(from);
  while (!stopping_) {
    const bool success = co_await read_account();
    if (stopping_) co_return;
    (success ? succeeded_ : failed_).inc();
    std::chrono::milliseconds pause = options_.reconcile_every;
    if (success) {
      backoff_.reset();
      last_success_.set(std::chrono::duration<double>(clock_.now().time_since_epoch()).count());
    } else {
      pause = std::min(pause, backoff_.next());
    }
    co_await wait_until(clock_.now() + pause);
  }
}

void StarReconciler::stop() {
  stopping_ = true;
  wake_.set();
}

/// To its end. True if nothing was left out.
asio::awaitable<bool> StarReconciler::read_account() {
  whole_account_read_ = false;
  bool going_on = true;
  while (going_on && !whole_account_read_ && !stopping_) going_on = co_await read_page();
  if (going_on && !stopping_ && problem_) {
    spdlog::info("Telegram's account of the Stars can be read again.");
    problem_.reset();
  }
  co_return going_on;
}

asio::awaitable<bool> StarReconciler::read_page() {
  const std::int64_t begin = offset();
  telegram::Call call = telegram::to_call(telegram::GetStarTransactions{.offset = begin, .limit = kPage});
  const telegram::ApiResult answer = co_await send_(std::move(call), kTimeout);
  if (stopping_) co_return false;
  if (!answer) co_return failed(answer.error().description);
  values::Result<std::vector<telegram::StarTransaction>> read = telegram::read_star_transactions(*answer);
  if (!read) co_return failed(read.error().message);
  if (!continues(*read)) {
    spdlog::warn("Telegram's account of the Stars is not the one read before: it is read from its beginning");
    seen_.reset();
    co_return true;
  }

  const auto count = static_cast<std::int64_t>(read->size());
  whole_account_read_ = count < kPage;
  if (count == 0) co_return true;
  const store::Reconciled up_to{.transactions = begin + count, .last = name_of(read->back()), .at = clock_.now()};
  AccountPage page{.bot = options_.bot, .transactions = std::move(*read), .up_to = up_to};
  const bool taken = co_await take_(std::move(page));
  if (!taken) co_return false;
  seen_ = up_to;
  co_return true;
}

/// Half a page back: what Telegram may have put before the last one is seen too, and every page brings something new.
std::int64_t StarReconciler::offset() const {
  return seen_ ? std::max<std::int64_t>(0, seen_->transactions - kPage / 2) : 0;
}

/// Whether `page`, read at `offset`, has the last transaction seen where it was.
bool StarReconciler::continues(const std::vector<telegram::StarTransaction>& page) const {
  if (!seen_ || seen_->transactions == 0) return true;
  const auto place = static_cast<std::size_t>(seen_->transactions - 1 - offset());
  return place < page.size() && name_of(page[place]) == seen_->last;
}

/// Logged once for each problem, not for each attempt.
bool StarReconciler::failed(const std::string& problem) {
  if (problem_ != problem) spdlog::warn("Telegram's account of the Stars can't be read: {}; tried again", problem);
  problem_ = problem;
  return false;
}

asio::awaitable<void> StarReconciler::wait_until(values::Timestamp when) {
  while (!stopping_ && clock_.now() < when) {
    const std::chrono::milliseconds left = when - clock_.now();
    co_await wake_.wait(std::clamp<std::chrono::milliseconds>(left, 0ms, kLongestSleep));
  }
}

}  // namespace engine
