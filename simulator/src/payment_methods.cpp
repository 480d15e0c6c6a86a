#include "bot_methods.hpp"

namespace simulator {
namespace {

ApiResult<values::UserId> user_of(const Parameters& parameters) {
  const std::int64_t id = parameters.integer("user_id");
  if (id <= 0) return bad_request("invalid user_id specified");
  return values::UserId{id};
}

values::ChargeId charge_of(const Parameters& parameters) {
  return values::ChargeId{parameters.text("telegram_payment_charge_id")};
}

}  // namespace

MethodResult answer_pre_checkout_query(BotAccount& bot, const Parameters& parameters) {
  const bool ok = parameters.boolean("ok");
  std::string error_message;
  if (!ok) {
    ApiResult<std::string> given = parameters.required_text("error_message");
    if (!given) return given.error();
    error_message = std::move(*given);
  }
  const values::PreCheckoutQueryId id{parameters.text("pre_checkout_query_id")};
  const ApiResult<void> answered = bot.answer_pre_checkout(id, ok, error_message);
  if (!answered) return answered.error();
  return std::string("true");
}

MethodResult refund_star_payment(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<values::UserId> user = user_of(parameters);
  if (!user) return user.error();
  const ApiResult<void> refunded = bot.refund(*user, charge_of(parameters));
  if (!refunded) return refunded.error();
  return std::string("true");
}

MethodResult edit_user_star_subscription(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<values::UserId> user = user_of(parameters);
  if (!user) return user.error();
  const ApiResult<void> edited = bot.edit_subscription(*user, charge_of(parameters), parameters.boolean("is_canceled"));
  if (!edited) return edited.error();
  return std::string("true");
}

}  // namespace simulator
