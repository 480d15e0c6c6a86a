// The money of a BotAccount: what people pay, and what the bot is told about it.
#include <utility>

#include <boost/json.hpp>

#include "bot_account.hpp"
#include "unix_time.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

std::string named(values::UserId user) {
  return "user " + std::to_string(user.value());
}

json::object successful_payment_content(const Charge& charge) {
  json::object payment{{"currency", "XTR"},
                       {"total_amount", charge.amount.amount()},
                       {"invoice_payload", charge.payload},
                       {"telegram_payment_charge_id", charge.id.value()},
                       {"provider_payment_charge_id", charge.provider_id}};
  if (charge.paid_until) {
    payment["subscription_expiration_date"] = unix_seconds(*charge.paid_until);
    payment["is_recurring"] = true;
    if (charge.kind == ChargeKind::first) payment["is_first_recurring"] = true;
  }
  return {{"successful_payment", std::move(payment)}};
}

// Telegram leaves the provider's charge out (nutgram/nutgram#752).
json::object refunded_payment_content(const Charge& charge) {
  json::object payment{{"currency", "XTR"},
                       {"total_amount", charge.amount.amount()},
                       {"invoice_payload", charge.payload},
                       {"telegram_payment_charge_id", charge.id.value()}};
  return {{"refunded_payment", std::move(payment)}};
}

values::Result<Offer> forged_offer(const Purchase& purchase) {
  if (!purchase.payload || !purchase.amount) {
    return values::Error{"there is no unpaid invoice in the chat: give payload and amount to forge one"};
  }
  return Offer{*purchase.payload, *purchase.amount, {}};
}

values::Result<Offer> offer_of_link(const InvoiceLinks& links, const std::string& link) {
  const Offer* offer = links.find(link);
  if (offer == nullptr) return values::Error{"'" + link + "' is not an invoice link of the bot's"};
  return *offer;
}

}  // namespace

values::Result<Offer> BotAccount::offer_for(values::UserId user, const Purchase& purchase) const {
  if (purchase.link) return offer_of_link(invoice_links_, *purchase.link);
  const values::UserId owner = purchase.invoice_of.value_or(user);
  const auto chat = chats_.find(values::private_chat_of(owner));
  if (chat == chats_.end()) return values::Error{named(owner) + " has no chat with the bot: say something first"};
  const ShownMessage* message = chat->second.newest_invoice(purchase.again);
  const Invoice* invoice = message == nullptr ? nullptr : &*message->invoice;
  if (purchase.invoice_of && invoice == nullptr) return values::Error{named(owner) + " has no such invoice"};
  if (purchase.invoice_of && !invoice->can_be_forwarded) {
    return values::Error{"forwarded copies of that invoice have no Pay button: it was sent with a start_parameter"};
  }
  return invoice == nullptr ? forged_offer(purchase) : invoice->offer;
}

ActionResult BotAccount::pay(values::UserId user, const Purchase& purchase) {
  values::Result<Offer> offer = offer_for(user, purchase);
  if (!offer) return offer.error();
  if (purchase.payload) offer->payload = *purchase.payload;
  if (purchase.amount) offer->amount = *purchase.amount;
  PreCheckout checkout{.id = {},
                       .user = user,
                       .offer = *std::move(offer),
                       .intent = purchase.intent,
                       .lateness = purchase.lateness,
                       .commission_per_mille = purchase.commission_per_mille,
                       .asked = {}};
  Chat& chat = open_chat(user);
  chat.last_action = now();
  if (purchase.without_bot) return tell_charge(payments_.charge_unasked(checkout, now()), now());
  return ask(chat, std::move(checkout));
}

std::optional<values::UpdateId> BotAccount::ask(Chat& chat, PreCheckout purchase) {
  const PreCheckout& asked = payments_.ask(std::move(purchase), now());
  const json::object query{{"id", asked.id.value()},
                           {"from", chat.person().user_json()},
                           {"currency", "XTR"},
                           {"total_amount", asked.offer.amount.amount()},
                           {"invoice_payload", asked.offer.payload}};
  chat.note(now(), "user", "pre_checkout_query", json::serialize(query));
  return push("pre_checkout_query", query, now());
}

ApiResult<void> BotAccount::answer_pre_checkout(const values::PreCheckoutQueryId& id, bool ok,
                                                std::string_view error_message) {
  const PreCheckout* asked = payments_.find(id);
  Chat* chat = asked == nullptr ? nullptr : find_chat(values::private_chat_of(asked->user));
  const ApiResult<std::optional<std::size_t>> charge = payments_.answer(id, ok, now());
  if (!charge) return charge.error();
  if (chat != nullptr) {
    json::object answer{{"ok", ok}};
    if (!ok) answer["error_message"] = error_message;
    chat->note(now(), "bot", "pre_checkout_answer", json::serialize(answer));
  }
  if (charge->has_value()) tell_charge(**charge, now());
  return {};
}

std::optional<values::UpdateId> BotAccount::tell(const PaymentEvent& event) {
  if (const auto* charged = std::get_if<Charged>(&event.what)) return tell_charge(charged->charge, event.at);
  return tell_subscription(std::get<RenewalFailed>(event.what).subscription, "failed", event.at);
}

std::optional<values::UpdateId> BotAccount::tell_charge(std::size_t index, values::Timestamp at) {
  const Charge& charge = payments_.charges()[index];
  Chat& chat = open_chat(charge.user);
  chat.settle_invoice(charge.payload);
  const std::optional<values::UpdateId> update = receive(chat, successful_payment_content(charge), at);
  payments_.charge(index).update = update;
  if (update) unconfirmed_charges_.push_back(index);
  return update;
}

std::optional<values::UpdateId> BotAccount::tell_subscription(std::size_t index, std::string_view state,
                                                              values::Timestamp at) {
  const Subscription& subscription = payments_.subscriptions().all()[index];
  Chat& chat = open_chat(subscription.user);
  const json::object change{
      {"user", chat.person().user_json()}, {"invoice_payload", subscription.offer.payload}, {"state", state}};
  chat.note(at, "telegram", "subscription", json::serialize(change));
  return push("subscription", change, at);
}

void BotAccount::tell_refund(const Charge& charge) {
  Chat& chat = open_chat(charge.user);
  const bool from_bot = refund_sender == RefundSender::bot;
  const json::object message =
      message_of(chat, from_bot ? user_json() : chat.person().user_json(), refunded_payment_content(charge), now());
  chat.note(now(), "telegram", "message", json::serialize(message));
  push("message", message, now());
}

ApiResult<void> BotAccount::refund(values::UserId user, const values::ChargeId& charge) {
  if (find_chat(values::private_chat_of(user)) == nullptr) return bad_request("user not found");
  const ApiResult<const Charge*> refunded = payments_.refund(user, charge, now());
  if (!refunded) return refunded.error();
  tell_refund(**refunded);
  return {};
}

values::Result<void> BotAccount::charge_back(const values::ChargeId& charge) {
  return payments_.charge_back(charge, now());
}

ApiResult<void> BotAccount::edit_subscription(values::UserId user, const values::ChargeId& first_charge,
                                              bool is_canceled) {
  if (find_chat(values::private_chat_of(user)) == nullptr) return bad_request("user not found");
  return payments_.edit_subscription(user, first_charge, is_canceled);
}

values::Result<std::size_t> BotAccount::find_subscription(values::UserId user,
                                                          const std::optional<values::ChargeId>& charge) const {
  if (!charge) {
    if (const auto newest = payments_.subscriptions().newest_of(user)) return *newest;
    return values::Error{named(user) + " has no subscription"};
  }
  const std::optional<std::size_t> index = payments_.find_charge(*charge);
  const Charge* paid = index ? &payments_.charges()[*index] : nullptr;
  if (paid == nullptr || paid->user != user || !paid->subscription) {
    return values::Error{named(user) + " has no subscription with the charge '" + charge->value() + "'"};
  }
  return *paid->subscription;
}

ActionResult BotAccount::cancel_subscription(values::UserId user, const std::optional<values::ChargeId>& charge) {
  const values::Result<std::size_t> index = find_subscription(user, charge);
  if (!index) return index.error();
  const values::Result<void> canceled = payments_.subscriptions().cancel(*index);
  if (!canceled) return canceled.error();
  return tell_subscription(*index, "canceled", now());
}

ActionResult BotAccount::enable_subscription(values::UserId user, const std::optional<values::ChargeId>& charge) {
  const values::Result<std::size_t> index = find_subscription(user, charge);
  if (!index) return index.error();
  const values::Result<void> enabled = payments_.subscriptions().enable(*index);
  if (!enabled) return enabled.error();
  return tell_subscription(*index, "active", now());
}

ActionResult BotAccount::fail_next_renewal(values::UserId user, const std::optional<values::ChargeId>& charge) {
  const values::Result<std::size_t> index = find_subscription(user, charge);
  if (!index) return index.error();
  const values::Result<void> set = payments_.subscriptions().fail_next(*index);
  if (!set) return set.error();
  return std::optional<values::UpdateId>{};
}

ActionResult BotAccount::renew_now(values::UserId user, const std::optional<values::ChargeId>& charge) {
  const values::Result<std::size_t> index = find_subscription(user, charge);
  if (!index) return index.error();
  const values::Result<std::optional<PaymentEvent>> ended = payments_.renew_now(*index, now());
  if (!ended) return ended.error();
  return *ended ? tell(**ended) : std::optional<values::UpdateId>{};
}

std::string BotAccount::add_transaction(StarTransaction::Direction direction, StarAmount amount,
                                        TransactionPartner partner) {
  std::string id = identifiers_.transaction();
  payments_.transactions().add(
      {.id = id, .direction = direction, .amount = amount, .at = now(), .partner = std::move(partner)});
  return id;
}

values::Result<void> BotAccount::settle_withdrawal(std::string_view id, Fragment::Withdrawal state) {
  return payments_.transactions().settle_withdrawal(id, state, now());
}

}  // namespace simulator
