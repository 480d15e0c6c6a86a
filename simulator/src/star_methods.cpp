#include <algorithm>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "transaction_json.hpp"

namespace simulator {

namespace json = boost::json;

MethodResult get_my_star_balance(BotAccount& bot, const Parameters&) {
  return json::serialize(amount_json(bot.payments().transactions().balance()));
}

MethodResult get_star_transactions(BotAccount& bot, const Parameters& parameters) {
  constexpr std::int64_t kMaxLimit = 100;
  const std::vector<StarTransaction>& all = bot.payments().transactions().all();
  const auto count = static_cast<std::int64_t>(all.size());
  const std::int64_t begin = std::clamp(parameters.integer("offset"), std::int64_t{0}, count);
  const std::int64_t limit = std::clamp(parameters.integer("limit", kMaxLimit), std::int64_t{1}, kMaxLimit);
  json::array transactions;
  for (std::int64_t i = begin; i < std::min(count, begin + limit); ++i) {
    transactions.push_back(transaction_json(bot, all[static_cast<std::size_t>(i)]));
  }
  return json::serialize(json::object{{"transactions", std::move(transactions)}});
}

}  // namespace simulator
