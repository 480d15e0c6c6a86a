#include "scene.hpp"

#include <algorithm>
#include <utility>

#include <gtest/gtest.h>

#include "answer.hpp"
#include "bot/alerting.hpp"
#include "bot/catalogue_call.hpp"
#include "sample_courses.hpp"
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
      const auto field = [&](std::string_view name) {
        const boost::json::value* value = button.as_object().if_contains(name);
        return value != nullptr ? std::string(value->as_string()) : std::string();
      };
      buttons.push_back({.text = field("text"), .callback_data = field("callback_data"), .url = field("url")});
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
    const bool is_json = outgoing.call.method != kEditCatalogue && outgoing.call.method != kReadAlerts &&
                         outgoing.call.method != kExpireSilence;
    answers.all.push_back(
        {.method = outgoing.call.method,
         .parameters = is_json ? boost::json::parse(outgoing.call.body).as_object() : boost::json::object(),
         .chat = outgoing.chat,
         .lane = outgoing.lane,
         .deadline = outgoing.deadline,
         .subject = outgoing.subject,
         .document = outgoing.call.document,
         .body = outgoing.call.body});
  }
  return answers;
}

shop::Catalogue::Contents sample_contents(values::Stars lite_price) {
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
  return {.plans = {lite, pro, unlimited},
          .rules = {},
          .refunds = shop::RefundRule{.within = std::chrono::days{3}, .lessons_below = 3},
          .promos = {{.code = "SPRING", .discount = shop::PercentOff{20}, .uses = 2},
                     {.code = "PRO100", .discount = shop::StarsOff{values::Stars{100}}, .plans = {shop::PlanId::pro}}},
          .courses = {sql_course()}};
}

shop::Catalogue sample_catalogue(values::Stars lite_price) {
  return shop::Catalogue(sample_contents(lite_price));
}

Situation Scene::situation() const {
  Situation situation{.bot = kBot,
                      .now = now,
                      .catalogue = catalogue,
                      .owners = owners,
                      .users_online = 3,
                      .bots_served = 1,
                      .exposition = exposition ? &*exposition : nullptr};
  for (const auto& [key, subscription] : store.subscriptions) {
    const bool active = subscription.active_at(now);
    situation.active_subscriptions.at(static_cast<std::size_t>(subscription.plan)) += active ? 1 : 0;
  }
  return situation;
}

void Scene::offers(shop::Course course) {
  shop::Catalogue::Contents contents = sample_contents(catalogue.plan(shop::PlanId::lite).price);
  contents.courses.assign(catalogue.courses().begin(), catalogue.courses().end());
  contents.courses.push_back(std::move(course));
  catalogue = shop::Catalogue(std::move(contents));
}

void Scene::changes(const std::function<void(shop::Course&)>& change) {
  shop::Catalogue::Contents contents = sample_contents(catalogue.plan(shop::PlanId::lite).price);
  contents.courses.assign(catalogue.courses().begin(), catalogue.courses().end());
  change(contents.courses.at(0));
  catalogue = shop::Catalogue(std::move(contents));
}

void Scene::withdraws(shop::PlanId plan) {
  shop::Catalogue::Contents contents = sample_contents(catalogue.plan(shop::PlanId::lite).price);
  for (shop::PlanOffer& offer : contents.plans) offer.on_sale = catalogue.plan(offer.id).on_sale && offer.id != plan;
  catalogue = shop::Catalogue(std::move(contents));
}

Answers Scene::receives(telegram::UpdateContent content) {
  const telegram::Update update{.id = values::UpdateId{++last_update_}, .content = std::move(content)};
  return apply(decide(update, store, situation()));
}

Answers Scene::says(const Person& person, std::string text) {
  return receives(message_from(person, std::move(text)));
}

Answers Scene::presses(const Person& person, std::string data, std::int64_t message) {
  telegram::Message pressed = message_from(person, "…");
  pressed.message_id = values::MessageId{message};
  pressed.date = now;
  return receives(telegram::CallbackQuery{
      .id = "callback-1", .from = user_of(person), .message = std::move(pressed), .data = std::move(data)});
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
  const values::Timestamp end = now + duration;
  std::vector<Answers> all;
  while (const std::optional<values::Timestamp> due = store.next_timer_due()) {
    if (*due > end) break;
    now = std::max(now, *due);
    for (const shop::TimerSet& timer : store.take_due_timers(now)) all.push_back(fires(timer.kind, timer.subject));
  }
  now = end;
  return all;
}

Answers Scene::apply(Decision decision) {
  Answers answers = answers_in(std::move(decision));
  answers.at = now;
  store.apply(answers.decision.effects);
  return answers;
}

Answers Scene::fires(shop::TimerKind kind, std::string subject) {
  return apply(decide(TimerFired{kind, std::move(subject)}, store, situation()));
}

Answers Scene::hears_of(std::vector<shop::Alert> alerts) {
  return apply(decide(AlertsReceived{.alerts = std::move(alerts)}, store, situation()));
}

Answers Scene::is_answered(std::string method, std::string subject, std::optional<std::string> result,
                           std::string reason) {
  return apply(decide(CallAnswered{.method = std::move(method),
                                   .subject = std::move(subject),
                                   .result = std::move(result),
                                   .reason = std::move(reason)},
                      store, situation()));
}

Answers Scene::carries_out(const Answer& change) {
  const values::Result<shop::CourseEdit> edit = shop::course_edit_from_text(change.body);
  const std::optional<std::string> problem = edit ? folder.carry_out(*edit) : edit.error().message;
  if (problem) return is_answered(change.method, change.subject, std::nullopt, *problem);
  shop::Catalogue::Contents contents = sample_contents(catalogue.plan(shop::PlanId::lite).price);
  contents.courses = folder.courses();
  for (const shop::Course& course : catalogue.courses()) {
    if (!folder.files.contains(course.id.value())) contents.courses.push_back(course);
  }
  catalogue = shop::Catalogue(std::move(contents));
  return is_answered(change.method, change.subject, std::string(kEditInForce));
}

Answers Scene::carries_out(const Answers& changes) {
  Answers together;
  for (const Answer& change : changes.of(kEditCatalogue)) {
    Answers more = carries_out(change);
    together.at = more.at;
    std::ranges::move(more.all, std::back_inserter(together.all));
    add(together.decision, std::move(more.decision));
  }
  return together;
}

Answers Scene::is_refused(const Answer& message, bool blocked, const std::string& reason) {
  Answers answers = apply(decide(Undeliverable{.method = message.method,
                                               .chat = message.chat,
                                               .lane = message.lane,
                                               .blocked_by_user = blocked,
                                               .reason = reason,
                                               .subject = message.subject},
                                 store, situation()));
  if (message.subject.empty()) return answers;
  const CallAnswered answer{.method = message.method,
                            .subject = message.subject,
                            .result = std::nullopt,
                            .reason = reason,
                            .blocked_by_user = blocked};
  Answers more = apply(decide(answer, store, situation()));
  std::ranges::move(more.all, std::back_inserter(answers.all));
  std::ranges::move(more.decision.effects, std::back_inserter(answers.decision.effects));
  std::ranges::move(more.decision.outgoing, std::back_inserter(answers.decision.outgoing));
  return answers;
}

Answers Scene::is_interrupted(const Answer& message) {
  return apply(decide(SendInterrupted{.method = message.method, .subject = message.subject, .chat = message.chat},
                      store, situation()));
}

Answers Scene::is_refunded(const Person& person, const Charge& charge) {
  return receives(refund_to(person, charge));
}

Answers Scene::subscription_becomes(const Person& person, std::string payload, std::string state) {
  return receives(telegram::SubscriptionUpdated{
      .user = user_of(person), .invoice_payload = std::move(payload), .state = std::move(state)});
}

Answers Scene::finds(const shop::StarTransaction& transaction) {
  return apply(decide(transaction, store, situation()));
}

std::string Scene::subscribes(const Person& person, shop::PlanId plan) {
  const Answers asked = says(person, "/subscribe " + std::string(shop::to_string(plan)));
  return asked.of("createInvoiceLink").at(0).string("payload");
}

Answers Scene::is_charged_for_renewal(const Person& person, const std::string& payload, const std::string& charge,
                                      bool first) {
  const std::optional<shop::Order> order = store.order(shop::order_in(payload).value());
  return is_charged(person, {.payload = payload,
                             .amount = order.value().price.amount(),
                             .charge = charge,
                             .paid_until = now + shop::kRenewalPeriod,
                             .first = first});
}

Answers Scene::buys(const Person& person, shop::PlanId plan) {
  return pays(person, says(person, "/buy " + std::string(shop::to_string(plan))));
}

Answers Scene::buys(const Person& person, const values::CourseId& course) {
  return pays(person, presses(person, "course_buy:" + course.value()));
}

Answers Scene::pays(const Person& person, const Answers& ordered) {
  const std::string number = std::to_string(++purchases_);
  const Answer invoice = ordered.of("sendInvoice").at(0);
  const std::string payload = invoice.string("payload");
  const std::int64_t price = invoice.parameters.at("prices").at(0).at("amount").as_int64();
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
          .successful_payment = std::nullopt,
          .refunded_payment = std::nullopt};
}

telegram::Message payment_from(const Person& person, const Charge& charge) {
  telegram::Message message = message_from(person, std::nullopt);
  message.successful_payment =
      telegram::SuccessfulPayment{.currency = charge.currency,
                                  .total_amount = charge.amount,
                                  .invoice_payload = charge.payload,
                                  .telegram_payment_charge_id = values::ChargeId{charge.charge},
                                  .provider_payment_charge_id = "provider-" + charge.charge,
                                  .subscription_expiration_date = charge.paid_until,
                                  .is_recurring = charge.paid_until.has_value(),
                                  .is_first_recurring = charge.first};
  return message;
}

telegram::Message refund_to(const Person& person, const Charge& charge) {
  telegram::Message message = message_from(person, std::nullopt);
  message.refunded_payment = telegram::RefundedPayment{.currency = charge.currency,
                                                       .total_amount = charge.amount,
                                                       .invoice_payload = charge.payload,
                                                       .telegram_payment_charge_id = values::ChargeId{charge.charge}};
  return message;
}

}  // namespace bot
