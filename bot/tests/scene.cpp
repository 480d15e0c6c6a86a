#include "scene.hpp"

#include <algorithm>
#include <utility>

#include <gtest/gtest.h>

#include "shop/checkout.hpp"

namespace bot {

std::string Answer::string(std::string_view name) const {
  const boost::json::value* value = parameters.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::vector<telegram::InlineButton> Answer::buttons() const {
  std::vector<telegram::InlineButton> buttons;
  const boost::json::value* markup = parameters.if_contains("reply_markup");
  if (markup == nullptr) return buttons;
  for (const boost::json::value& row : markup->at("inline_keyboard").as_array()) {
    for (const boost::json::value& button : row.as_array()) {
      buttons.push_back({.text = std::string(button.at("text").as_string()),
                         .callback_data = std::string(button.at("callback_data").as_string())});
    }
  }
  return buttons;
}

const Answer& Answers::only() const {
  EXPECT_EQ(all.size(), 1U);
  return all.at(0);
}

std::vector<Answer> Answers::to(const Person& person) const {
  std::vector<Answer> found;
  std::ranges::copy_if(all, std::back_inserter(found),
                       [&](const Answer& answer) { return answer.chat == person.chat(); });
  return found;
}

std::vector<Answer> Answers::of(std::string_view method) const {
  std::vector<Answer> found;
  std::ranges::copy_if(all, std::back_inserter(found), [&](const Answer& answer) { return answer.method == method; });
  return found;
}

Answers answers_in(Decision decision) {
  Answers answers{.decision = std::move(decision), .all = {}};
  for (const Outgoing& outgoing : answers.decision.outgoing) {
    answers.all.push_back({.method = outgoing.call.method,
                           .parameters = boost::json::parse(outgoing.call.body).as_object(),
                           .chat = outgoing.chat,
                           .lane = outgoing.lane,
                           .deadline = outgoing.deadline});
  }
  return answers;
}

shop::Catalogue sample_catalogue(values::Stars lite_price) {
  const shop::PlanOffer lite{.id = shop::PlanId::lite,
                             .title = {"Lite", "Лайт"},
                             .description = {"One bot to start with.", "Один бот для начала."},
                             .price = lite_price,
                             .bots = 1};
  const shop::PlanOffer pro{.id = shop::PlanId::pro,
                            .title = {"Pro", "Про"},
                            .description = {"For a school with several courses.", "Для школы с несколькими курсами."},
                            .price = values::Stars{300},
                            .bots = 5};
  const shop::PlanOffer unlimited{.id = shop::PlanId::unlimited,
                                  .title = {"Unlimited", "Безлимит"},
                                  .description = {"No limits at all.", "Совсем без ограничений."},
                                  .price = values::Stars{900},
                                  .bots = std::nullopt};
  return shop::Catalogue({lite, pro, unlimited});
}

Situation Scene::situation() const {
  return {.bot = kBot, .now = now, .catalogue = catalogue, .owners = owners, .users_online = 3, .bots_served = 1};
}

Answers Scene::receives(telegram::UpdateContent content) {
  const telegram::Update update{.id = values::UpdateId{++last_update_}, .content = std::move(content)};
  Answers answers = answers_in(decide(update, store, situation()));
  store.apply(answers.decision.effects);
  return answers;
}

Answers Scene::says(const Person& person, std::string text) {
  return receives(message_from(person, std::move(text)));
}

Answers Scene::presses(const Person& person, std::string data) {
  return receives(telegram::CallbackQuery{
      .id = "callback-1", .from = user_of(person), .message = message_from(person, "…"), .data = std::move(data)});
}

Answers Scene::asks_to_pay(const Person& person, const PayPress& press) {
  return receives(telegram::PreCheckoutQuery{.id = values::PreCheckoutQueryId{press.query},
                                             .from = user_of(person),
                                             .currency = press.currency,
                                             .total_amount = press.amount,
                                             .invoice_payload = press.payload});
}

Answers Scene::is_charged(const Person& person, const Charge& charge) {
  return receives(payment_from(person, charge));
}

std::vector<Answers> Scene::waits(std::chrono::milliseconds duration) {
  now += duration;
  std::vector<Answers> all;
  for (const shop::TimerSet& timer : store.take_due_timers(now)) {
    all.push_back(answers_in(decide(TimerFired{timer.kind, timer.subject}, store, situation())));
    store.apply(all.back().decision.effects);
  }
  return all;
}

Answers Scene::buys(const Person& person, shop::PlanId plan) {
  const std::string number = std::to_string(++purchases_);
  const Answers ordered = says(person, "/buy " + std::string(shop::to_string(plan)));
  const std::string payload = ordered.of("sendInvoice").at(0).string("payload");
  const std::int64_t price = catalogue.plan(plan).price.amount();
  asks_to_pay(person, {.payload = payload, .amount = price, .query = "bought-" + number});
  return is_charged(person, {.payload = payload, .amount = price, .charge = "bought-" + number});
}

telegram::User user_of(const Person& person) {
  return {.id = person.id(),
          .is_bot = false,
          .first_name = person.name,
          .username = std::nullopt,
          .language_code = person.language};
}

telegram::Message message_from(const Person& person, std::optional<std::string> text) {
  return {.message_id = values::MessageId{1},
          .from = user_of(person),
          .chat = {.id = person.chat(), .type = "private"},
          .date = {},
          .text = std::move(text),
          .successful_payment = std::nullopt};
}

telegram::Message payment_from(const Person& person, const Charge& charge) {
  telegram::Message message = message_from(person, std::nullopt);
  message.successful_payment =
      telegram::SuccessfulPayment{.currency = charge.currency,
                                  .total_amount = charge.amount,
                                  .invoice_payload = charge.payload,
                                  .telegram_payment_charge_id = values::ChargeId{charge.charge},
                                  .provider_payment_charge_id = "provider-" + charge.charge};
  return message;
}

}  // namespace bot
