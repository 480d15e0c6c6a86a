#include <algorithm>
#include <iostream>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <unistd.h>

#include "bot/conversation.hpp"
#include "commands.hpp"
#include "shop/reconciliation.hpp"
#include "startup.hpp"
#include "store/store.hpp"
#include "telegram/star_transactions.hpp"
#include "telegram_session.hpp"

namespace app {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

constexpr std::chrono::seconds kTimeout{30};
constexpr std::int64_t kPage = telegram::kMostTransactionsAtOnce;

/// What Telegram says.
struct Account {
  std::vector<shop::StarTransaction> transactions;
  values::Nanostars balance;
};

/// Says on a terminal how far it is: a large account takes minutes.
void show_progress(std::size_t transactions) {
  if (isatty(STDERR_FILENO) == 1) std::cerr << "\r" << transactions << " transactions read" << std::flush;
}

void end_progress() {
  if (isatty(STDERR_FILENO) == 1) std::cerr << "\n";
}

[[noreturn]] void fail(const std::string& why) {
  throw StartError("Telegram's account can't be read: " + why);
}

asio::awaitable<json::value> ask(telegram::Api& api, telegram::Call call) {
  telegram::ApiResult answer = co_await api.call(std::move(call), kTimeout);
  if (!answer) fail(answer.error().description);
  co_return *std::move(answer);
}

asio::awaitable<values::Nanostars> read_balance(telegram::Api& api) {
  telegram::Call call = telegram::to_call(telegram::GetMyStarBalance{});
  const json::value answer = co_await ask(api, std::move(call));
  const auto balance = telegram::read_star_balance(answer);
  if (!balance) fail(balance.error().message);
  co_return *balance;
}

/// The balance is asked for before and after: what happens meanwhile must not pass for a difference.
asio::awaitable<void> read_account(telegram::Api& api, Account& account) {
  account.balance = co_await read_balance(api);
  while (true) {
    const auto offset = static_cast<std::int64_t>(account.transactions.size());
    telegram::Call call = telegram::to_call(telegram::GetStarTransactions{.offset = offset, .limit = kPage});
    const json::value answer = co_await ask(api, std::move(call));
    const auto page = telegram::read_star_transactions(answer);
    if (!page) fail(page.error().message);
    for (const telegram::StarTransaction& entry : *page) {
      const auto transaction = bot::transaction_of(entry);
      if (!transaction) fail("transaction " + entry.id + ": " + transaction.error().message);
      account.transactions.push_back(*transaction);
    }
    show_progress(account.transactions.size());
    if (std::cmp_less(page->size(), kPage)) break;
  }
  end_progress();
  const values::Nanostars balance_afterwards = co_await read_balance(api);
  if (balance_afterwards != account.balance) fail("it changed while it was read; try again");
}

Account account_of(const Settings& settings) {
  Account account;
  with_telegram(settings, [&](telegram::Api& api) { return read_account(api, account); });
  return account;
}

void print_json(const shop::Comparison& comparison, values::Nanostars balance) {
  json::array sums;
  for (const shop::TransactionSum& sum : comparison.sums) {
    sums.push_back(json::object{{"kind", shop::to_string(sum.kind)},
                                {"direction", shop::to_string(sum.direction)},
                                {"count", sum.count},
                                {"stars", values::to_string(sum.amount)}});
  }
  json::array differences;
  for (const shop::Difference& difference : comparison.differences) {
    differences.push_back(json::object{{"kind", shop::to_string(difference.kind)},
                                       {"charge", difference.subject},
                                       {"explanation", difference.explanation}});
  }
  std::cout << json::serialize(json::object{{"balance", values::to_string(balance)},
                                            {"transactions", std::move(sums)},
                                            {"differences", std::move(differences)}})
            << "\n";
}

void print_text(const shop::Comparison& comparison, values::Nanostars balance) {
  for (const shop::TransactionSum& sum : comparison.sums) {
    std::cout << (sum.direction == shop::Direction::in ? "+" : "-") << sum.amount << "  " << shop::to_string(sum.kind)
              << ", " << sum.count << (sum.count == 1 ? " transaction" : " transactions") << "\n";
  }
  std::cout << "balance: " << balance << "\n";
  for (const shop::Difference& difference : comparison.differences) {
    std::cout << "difference: " << difference.subject << (difference.subject.empty() ? "" : ": ")
              << difference.explanation << "\n";
  }
  if (comparison.differences.empty()) std::cout << "The ledger agrees with Telegram.\n";
}

/// The ledger may hold other bots' entries too; an account is one bot's.
template <class Entry>
std::vector<Entry> of_bot(std::vector<Entry> entries, values::BotId bot) {
  std::erase_if(entries, [&](const Entry& entry) { return entry.bot != bot; });
  return entries;
}

/// What the account holds from before this ledger began is missing there by right.
void leave_out_what_is_older(shop::Comparison& comparison, const Account& account, store::Store& store,
                             values::BotId bot) {
  const auto bots = store.bots();
  const auto hosted = std::ranges::find(bots, bot, &shop::HostedBot::id);
  if (hosted == bots.end()) return;
  std::unordered_set<std::string_view> older;
  for (const shop::StarTransaction& transaction : account.transactions) {
    if (transaction.at < store::account_begin(hosted->created_at)) older.insert(transaction.id);
  }
  std::erase_if(comparison.differences, [&](const shop::Difference& difference) {
    return (difference.kind == shop::DifferenceKind::payment_missing ||
            difference.kind == shop::DifferenceKind::refund_missing) &&
           older.contains(difference.subject);
  });
}

}  // namespace

int compare_ledger(const std::optional<std::string>& env_file, bool as_json) {
  const Settings settings = settings_or_throw(env_file);
  require_token(settings);
  const auto store = store::open(
      settings.database_url, {.replica = settings.replica_id, .now = values::SystemClock{}.now(), .read_only = true});
  const values::BotId bot = telegram::bot_id_of(settings.bot_token).value();
  const Account account = account_of(settings);
  shop::Comparison comparison = shop::compare(of_bot(store->payments(), bot), of_bot(store->refunds(), bot),
                                              account.transactions, account.balance);
  leave_out_what_is_older(comparison, account, *store, bot);
  (as_json ? print_json : print_text)(comparison, account.balance);
  return comparison.differences.empty() ? 0 : 1;
}

}  // namespace app
