#pragma once
// A bot account with virtual time, for tests: calls methods and reads updates as a bot would, without HTTP.

#include <string>
#include <string_view>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "bot_account.hpp"
#include "bot_methods.hpp"
#include "identifiers.hpp"
#include "values/time.hpp"

namespace simulator {

inline constexpr values::Timestamp kStart{std::chrono::milliseconds{1'700'000'000'000}};
inline constexpr values::UserId kAnna{42};
inline constexpr std::chrono::seconds kMonth{2'592'000};  ///< The only period of a subscription that there is.

/// An array of one element: compilers disagree about what braces around a single array or object mean.
inline boost::json::array list_of(boost::json::value element) {
  boost::json::array list;
  list.push_back(std::move(element));
  return list;
}

class SimulatedBot : public testing::Test {
 protected:
  boost::json::value call(std::string_view method, const boost::json::object& parameters = {}) {
    const MethodResult result = call_method(bot, method, Parameters{parameters});
    if (!result) {
      ADD_FAILURE() << method << ": " << result.error().description;
      return nullptr;
    }
    return boost::json::parse(*result);
  }

  /// The error's description; empty where the call succeeds.
  std::string failure_of(std::string_view method, const boost::json::object& parameters) {
    const MethodResult result = call_method(bot, method, Parameters{parameters});
    return result ? std::string{} : result.error().description;
  }

  boost::json::array updates(std::int64_t offset = 0, std::size_t limit = 100) {
    bot.confirm_updates(offset);
    const std::string batch = bot.updates().batch(limit);
    return batch.empty() ? boost::json::array{} : boost::json::parse(batch).as_array();
  }

  boost::json::object newest_update() {
    const boost::json::array all = updates();
    return all.empty() ? boost::json::object{} : all.back().as_object();
  }

  boost::json::value send_invoice(std::string_view payload = "order-1", std::int64_t amount = 250) {
    return call("sendinvoice", invoice(payload, amount));
  }

  /// A link that costs 500 Stars; with a period, each month.
  std::string create_link(std::string_view payload = "pro", bool is_subscription = false) {
    boost::json::object parameters = invoice(payload, 500);
    parameters.erase("chat_id");
    if (is_subscription) parameters["subscription_period"] = kMonth.count();
    return std::string(call("createinvoicelink", parameters).as_string());
  }

  /// The bot's answer to the newest pre-checkout query: yes.
  void approve() { call("answerprecheckoutquery", {{"pre_checkout_query_id", newest_pre_checkout()}, {"ok", true}}); }

  /// Lets time pass; all that is due meanwhile happens.
  void pass(std::chrono::milliseconds time) {
    clock.advance(time);
    bot.advance();
  }

  const Charge& newest_charge() { return bot.payments().charges().back(); }

  static boost::json::object invoice(std::string_view payload, std::int64_t amount) {
    return {{"chat_id", kAnna.value()}, {"title", "Pro"},
            {"description", "30 days"}, {"payload", payload},
            {"currency", "XTR"},        {"prices", list_of(boost::json::object{{"label", "Pro"}, {"amount", amount}})}};
  }

  std::string newest_pre_checkout() {
    return std::string(newest_update().at("pre_checkout_query").at("id").as_string());
  }

  values::ManualClock clock{kStart};
  Identifiers identifiers{1};
  BotAccount bot{values::BotId{7}, identifiers, clock, {}};
};

}  // namespace simulator
