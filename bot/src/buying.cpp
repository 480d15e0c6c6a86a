#include "conversations.hpp"

namespace bot {
namespace {

constexpr std::string_view kBuyData = "buy:";

telegram::InlineKeyboard buy_buttons(const Customer& customer, const shop::Catalogue& catalogue) {
  telegram::InlineKeyboard keyboard;
  for (const shop::PlanOffer& offer : catalogue.plans()) {
    keyboard.push_back({{.text = customer.texts().buy_button(offer),
                         .callback_data = std::string(kBuyData) + std::string(shop::to_string(offer.id))}});
  }
  return keyboard;
}

/// `text` above a button for each plan with its price.
Decision show_offers(const Customer& customer, std::string text, const shop::Catalogue& catalogue) {
  Decision decision = reply(customer, std::move(text), buy_buttons(customer, catalogue));
  decision.effects.push_back(shop::PlansShown{});
  return decision;
}

Outgoing answer_to(const telegram::CallbackQuery& query, std::optional<std::string> text) {
  return {
      .call = telegram::to_call(telegram::AnswerCallbackQuery{.callback_query_id = query.id, .text = std::move(text)}),
      .chat = std::nullopt,
      .lane = store::Lane::reply,
      .deadline = std::nullopt};
}

Outgoing invoice_for(const shop::Order& order, const shop::PlanOffer& offer, const Customer& customer) {
  return {.call = telegram::to_call(telegram::SendInvoice{.chat_id = customer.chat(),
                                                          .title = offer.title.in(customer.language),
                                                          .description = offer.description.in(customer.language),
                                                          .payload = shop::payload_of(order.id),
                                                          .price = order.price}),
          .chat = customer.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt};
}

Decision place_order(const Customer& customer, shop::PlanId plan, const Context& context) {
  const Situation& situation = context.situation;
  const shop::PlanOffer& offer = situation.catalogue.plan(plan);
  Decision decision;

  // Nobody should learn only after paying that the rest of their old plan is gone.
  const std::optional<shop::Subscription> current = context.reader.subscription(situation.bot, customer.id);
  if (current && current->active_at(situation.now) && current->plan != plan) {
    decision = reply(customer,
                     customer.texts().will_replace(situation.catalogue.plan(current->plan), current->ends_at, offer));
  }

  const shop::Order order{.id = context.reader.next_order_id(),
                          .bot = situation.bot,
                          .user = customer.id,
                          .plan = plan,
                          .price = offer.price,
                          .placed_at = situation.now,
                          .paid = false};
  decision.effects.push_back(shop::OrderPlaced{order});
  decision.outgoing.push_back(invoice_for(order, offer, customer));
  return decision;
}

std::optional<shop::PlanId> plan_of_button(std::string_view data) {
  if (!data.starts_with(kBuyData)) return std::nullopt;
  return shop::parse_plan(data.substr(kBuyData.size()));
}

}  // namespace

Decision show_plans(const Customer& customer, const Context& context) {
  const shop::Catalogue& catalogue = context.situation.catalogue;
  return show_offers(customer, customer.texts().plans(catalogue.plans()), catalogue);
}

Decision buy(const Customer& customer, std::string_view plan_name, const Context& context) {
  const shop::Catalogue& catalogue = context.situation.catalogue;
  if (plan_name.empty()) return show_offers(customer, customer.texts().which_plan(catalogue.plans()), catalogue);
  const std::optional<shop::PlanId> plan = shop::parse_plan(to_lower_ascii(plan_name));
  if (!plan) return show_offers(customer, customer.texts().no_such_plan(catalogue.plans()), catalogue);
  return place_order(customer, *plan, context);
}

Decision press_button(const Customer& customer, const telegram::CallbackQuery& query, const Context& context) {
  Decision decision;
  const std::optional<shop::PlanId> plan = plan_of_button(query.data.value_or(""));
  if (!plan) {
    decision.outgoing.push_back(answer_to(query, customer.texts().button_out_of_date()));
    return decision;
  }
  decision.outgoing.push_back(answer_to(query, std::nullopt));
  add(decision, place_order(customer, *plan, context));
  return decision;
}

}  // namespace bot
