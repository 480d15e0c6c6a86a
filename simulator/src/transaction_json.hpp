#pragma once
// Transactions as getStarTransactions shows them ("StarTransaction" and what it holds in core.telegram.org/bots/api).
// A pure function.

#include <boost/json/object.hpp>

#include "bot_account.hpp"
#include "star_transactions.hpp"

namespace simulator {

/// `transaction` is one of `bot`'s.
boost::json::object transaction_json(const BotAccount& bot, const StarTransaction& transaction);

/// `{"amount":…,"nanostar_amount":…}`; the latter only where it is not 0.
boost::json::object amount_json(StarAmount amount);

}  // namespace simulator
