#include "star_reconciler.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

#include "metrics/testing.hpp"
#include "shop_floor.hpp"

namespace engine {
namespace {

using namespace std::chrono_literals;
using namespace engine::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
namespace asio = boost::asio;
namespace json = boost::json;

/// A Telegram with an account, and an engine that takes every page unless it is told otherwise.
class StarReconcilerTest : public ::testing::Test {
 protected:
  void add_entries(int count) {
    for (int i = 0; i < count; ++i) account_.push_back("stx" + std::to_string(++last_entry_));
  }

  /// One run, that is, until the reconciler would wait for the next.
  void run_once(std::optional<store::Reconciled> from) {
    pages_.clear();
    offsets_.clear();
    registry_ = std::make_unique<metrics::Registry>();
    StarReconciler reconciler(
        io_.get_executor(), clock_, *registry_,
        [this](telegram::Call call, std::chrono::milliseconds) { return answer(std::move(call)); },
        [this](AccountPage page) { return take(std::move(page)); }, options_);
    asio::co_spawn(io_, reconciler.run(std::move(from)), asio::detached);
    io_.restart();
    while (io_.poll() > 0) {
    }
    reconciler.stop();
    io_.run();
  }

  asio::awaitable<telegram::ApiResult> answer(telegram::Call call) {
    EXPECT_EQ(call.method, "getStarTransactions");
    const json::value parameters = json::parse(call.body);
    const auto offset = static_cast<std::size_t>(parameters.at("offset").as_int64());
    const auto limit = static_cast<std::size_t>(parameters.at("limit").as_int64());
    offsets_.push_back(offset);
    if (error_) co_return *error_;
    if (nonsense_) co_return json::value("nonsense");
    json::array transactions;
    for (std::size_t i = offset; i < std::min(account_.size(), offset + limit); ++i) {
      transactions.push_back({{"id", account_[i]}, {"amount", 1}, {"date", 1}, {"source", {{"type", "other"}}}});
    }
    json::value result{{"transactions", std::move(transactions)}};
    co_return result;
  }

  asio::awaitable<bool> take(AccountPage page) {
    pages_.push_back(std::move(page));
    co_return takes_;
  }

  double runs(std::string_view outcome) {
    return metrics::testing::value_of(*registry_, "reconciliation_runs_total", {outcome}).value();
  }

  asio::io_context io_;
  values::ManualClock clock_{kStart};
  std::unique_ptr<metrics::Registry> registry_;
  EngineOptions options_{.bot = kBot};
  std::vector<std::string> account_;
  int last_entry_ = 0;
  std::optional<telegram::ApiError> error_;
  bool nonsense_ = false;
  bool takes_ = true;
  std::vector<AccountPage> pages_;
  std::vector<std::size_t> offsets_;
};

TEST_F(StarReconcilerTest, ReadsAnEmptyAccount) {
  run_once(std::nullopt);
  EXPECT_THAT(offsets_, ElementsAre(0));
  EXPECT_THAT(pages_, IsEmpty());
  EXPECT_EQ(runs("success"), 1);
  EXPECT_EQ(metrics::testing::value_of(*registry_, "reconciliation_last_success_timestamp_seconds", {}).value(),
            std::chrono::duration<double>(kStart.time_since_epoch()).count());
}

TEST_F(StarReconcilerTest, ReadsAllThereIsPageByPage) {
  add_entries(230);
  run_once(std::nullopt);
  ASSERT_FALSE(pages_.empty());
  EXPECT_EQ(pages_.back().up_to.transactions, 230);
  EXPECT_EQ(pages_.back().up_to.last, "in stx230");
  std::set<std::string> seen;
  for (const AccountPage& page : pages_) {
    EXPECT_EQ(page.bot, kBot);
    for (const telegram::StarTransaction& transaction : page.transactions) seen.insert(transaction.id);
  }
  EXPECT_EQ(seen, (std::set<std::string>(account_.begin(), account_.end())));
}

TEST_F(StarReconcilerTest, EndsWhateverTheAccountsLength) {
  for (int length = 0; length <= 350; ++length) {
    SCOPED_TRACE(length);
    run_once(std::nullopt);
    EXPECT_EQ(runs("success"), 1);
    const std::int64_t seen = pages_.empty() ? 0 : pages_.back().up_to.transactions;
    EXPECT_EQ(seen, length);
    add_entries(1);
  }
}

TEST_F(StarReconcilerTest, GoesOnWhereTheLastRunEnded) {
  add_entries(1000);
  run_once(std::nullopt);
  const store::Reconciled seen = pages_.back().up_to;
  add_entries(10);
  run_once(seen);
  EXPECT_THAT(offsets_, ElementsAre(950));
  ASSERT_THAT(pages_, SizeIs(1));
  EXPECT_EQ(pages_[0].up_to.transactions, 1010);
}

TEST_F(StarReconcilerTest, ReadsAnotherAccountFromItsBeginning) {
  add_entries(300);
  run_once(store::Reconciled{.transactions = 200, .last = "in another", .at = kStart});
  EXPECT_EQ(offsets_.at(0), 150U);
  EXPECT_EQ(offsets_.at(1), 0U);
  EXPECT_EQ(pages_.back().up_to.transactions, 300);
}

TEST_F(StarReconcilerTest, ReadsAnAccountThatHasShrunkFromItsBeginning) {
  add_entries(3);
  run_once(store::Reconciled{.transactions = 900, .last = "in stx900", .at = kStart});
  EXPECT_THAT(offsets_, ElementsAre(850, 0));
  EXPECT_EQ(pages_.back().up_to.transactions, 3);
}

TEST_F(StarReconcilerTest, EndsARunThatTelegramDoesNotAnswer) {
  error_ = telegram::ApiError{.kind = telegram::ApiErrorKind::server, .code = 502, .description = "Bad Gateway"};
  run_once(std::nullopt);
  EXPECT_EQ(runs("failed"), 1);
  EXPECT_THAT(pages_, IsEmpty());
}

TEST_F(StarReconcilerTest, EndsARunThatCantBeRead) {
  nonsense_ = true;
  run_once(std::nullopt);
  EXPECT_EQ(runs("failed"), 1);
}

TEST_F(StarReconcilerTest, EndsARunWhosePageIsNotTaken) {
  add_entries(500);
  takes_ = false;
  run_once(std::nullopt);
  EXPECT_THAT(pages_, SizeIs(1));
  EXPECT_EQ(runs("failed"), 1);
}

}  // namespace
}  // namespace engine
