#pragma once
// Telegram's account of a bot's Stars, as getStarTransactions tells it (core.telegram.org/bots/api, StarTransaction).
//
//   values::Result<std::vector<telegram::StarTransaction>> read = telegram::read_star_transactions(answer.value());
//
// Values and pure functions. Errors name the field at fault.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "telegram/types.hpp"
#include "values/nanostars.hpp"
#include "values/result.hpp"

namespace telegram {

inline constexpr int kMostTransactionsAtOnce = 100;

/// Who got a commission of a payment, and how much.
struct AffiliateInfo {
  std::int64_t amount = 0;
  std::optional<std::int64_t> nanostar_amount;
};

/// Where Stars came from, or went to. `type` and `transaction_type` are Telegram's words ("user", "fragment", …;
/// "invoice_payment", "gift_purchase", …); those that it invents later are passed on as they are.
struct TransactionPartner {
  std::string type;
  std::optional<std::string> transaction_type;
  std::optional<User> user;
  std::optional<std::string> invoice_payload;
  std::optional<std::int64_t> subscription_period;  ///< Seconds.
  std::optional<AffiliateInfo> affiliate;
};

struct StarTransaction {
  std::string id;  ///< A payment's telegram_payment_charge_id; a refund has its payment's.
  std::int64_t amount = 0;
  std::optional<std::int64_t> nanostar_amount;
  values::Timestamp date;
  std::optional<TransactionPartner> source;    ///< Of an incoming one.
  std::optional<TransactionPartner> receiver;  ///< Of an outgoing one.
};

/// The result of getStarTransactions, oldest first. One that can't be read spoils them all: an account with a hole in
/// it must not pass for complete.
values::Result<std::vector<StarTransaction>> read_star_transactions(const boost::json::value& result);

/// The result of getMyStarBalance.
values::Result<values::Nanostars> read_star_balance(const boost::json::value& result);

/// Stars and their parts together. An error beyond what Nanostars can hold.
values::Result<values::Nanostars> amount_of(std::int64_t stars, std::optional<std::int64_t> nanostars);

}  // namespace telegram
