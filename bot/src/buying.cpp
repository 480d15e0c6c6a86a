#include "conversations.hpp"
#include "shop/subscription.hpp"

namespace bot {
namespace {

std::string buy_data(shop::PlanId plan, std::string_view promo) {
  std::string data = std::string(kBuyData) + std::string(shop::to_string(plan));
  if (!promo.empty()) data += ":" + std::string(promo);
  return data;
}

telegram::InlineKeyboard buy_buttons(const Customer& customer, std::span<const PricedOffer> offers,
                                     std::string_view promo) {
  telegram::InlineKeyboard keyboard;
  for (const PricedOffer& priced : offers) {
    keyboard.push_back(
        {{.text = customer.texts().buy_button(priced), .callback_data = buy_data(priced.offer.id, promo)}});
  }
  return keyboard;
}

std::vector<PricedOffer> at_full_price(std::span<const shop::PlanOffer> offers) {
  std::vector<PricedOffer> priced;
  for (const shop::PlanOffer& offer : offers) priced.push_back({.offer = offer, .price = offer.price});
  return priced;
}

std::vector<shop::PlanOffer> renewable_plans(const shop::Catalogue& catalogue) {
  std::vector<shop::PlanOffer> offers = catalogue.plans_on_sale();
  std::erase_if(offers, [](const shop::PlanOffer& offer) { return !offer.renewable; });
  return offers;
}

Decision counted_as_shown(Decision decision) {
  decision.effects.push_back(shop::PlansShown{});
  return decision;
}

/// What `say` says of the plans on sale, above a button for each with its price.
template <class Say>
Decision show_offers(const Customer& customer, Say say, const Context& context) {
  const std::vector<shop::PlanOffer> offers = context.situation.catalogue.plans_on_sale();
  if (offers.empty()) return reply(customer, customer.texts().nothing_on_sale());
  telegram::InlineKeyboard keyboard = buy_buttons(customer, at_full_price(offers), "");
  if (!renewable_plans(context.situation.catalogue).empty()) {
    keyboard.push_back(
        {{.text = customer.texts().renewing_button(), .callback_data = std::string(kSubscriptionsData)}});
  }
  return counted_as_shown(reply(customer, say(offers), std::move(keyboard)));
}

/// The same of those that Telegram can renew.
template <class Say>
Decision show_subscriptions(const Customer& customer, Say say, const Context& context) {
  const std::vector<shop::PlanOffer> offers = renewable_plans(context.situation.catalogue);
  if (offers.empty()) return reply(customer, customer.texts().nothing_on_sale());
  telegram::InlineKeyboard keyboard;
  for (const shop::PlanOffer& offer : offers) {
    keyboard.push_back({{.text = customer.texts().subscribe_button(offer),
                         .callback_data = std::string(kSubscribeData) + std::string(shop::to_string(offer.id))}});
  }
  return counted_as_shown(reply(customer, say(offers), std::move(keyboard)));
}

/// What somebody wants to order.
struct Wish {
  const shop::PlanOffer& offer;
  shop::OrderKind kind = shop::OrderKind::one_off;
  const shop::PromoCode* promo = nullptr;
};

std::optional<shop::PromoProblem> why_not(const shop::PromoCode& promo, shop::PlanId plan, const Customer& customer,
                                          const Context& context) {
  const Situation& situation = context.situation;
  return shop::why_not(promo, plan, context.reader.promo_uses(situation.bot, promo.code, customer.id, std::nullopt),
                       situation.now);
}

std::string why_not_for_sale(shop::DeclineReason reason, const shop::PlanOffer& offer, const Texts& texts) {
  return reason == shop::DeclineReason::already_subscribed ? texts.renews_already(offer) : texts.not_on_sale(offer);
}

/// Nobody should learn only after paying what becomes of their old plan.
void explain_replacement(Decision& decision, const Customer& customer, const shop::PlanOffer& wanted,
                         const shop::Subscription& current, const Context& context) {
  const Situation& situation = context.situation;
  if (!current.active_at(situation.now) || current.plan == wanted.id) return;
  const auto credit = std::chrono::floor<std::chrono::days>(shop::credit_for(wanted, current, situation.now));
  const shop::PlanOffer& offer = situation.catalogue.plan(current.plan);
  std::string text = customer.texts().will_replace(offer, current.ends_at, wanted, credit);
  if (current.renews()) text += " " + customer.texts().will_not_be_renewed(offer);
  add(decision, reply(customer, std::move(text)));
}

Outgoing invoice_for(const shop::Order& order, const shop::PlanOffer& offer, const Customer& customer) {
  if (order.kind == shop::OrderKind::one_off) {
    return {.call = telegram::to_call(telegram::SendInvoice{.chat_id = customer.chat(),
                                                            .title = offer.title.in(customer.language),
                                                            .description = offer.description.in(customer.language),
                                                            .payload = shop::payload_of(order.id),
                                                            .price = order.price}),
            .chat = customer.chat(),
            .lane = store::Lane::reply,
            .deadline = std::nullopt};
  }
  return {.call = telegram::to_call(telegram::CreateInvoiceLink{.title = offer.title.in(customer.language),
                                                                .description = offer.description.in(customer.language),
                                                                .payload = shop::payload_of(order.id),
                                                                .price = order.price}),
          .chat = customer.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt,
          .subject = shop::payload_of(order.id)};
}

Decision place_order(const Customer& customer, const Wish& wish, const Context& context) {
  const Situation& situation = context.situation;
  const std::optional<shop::Subscription> current = context.reader.subscription(situation.bot, customer.id);
  if (const auto reason = shop::why_not_for_sale(wish.offer, wish.kind, current, situation.now)) {
    return reply(customer, why_not_for_sale(*reason, wish.offer, customer.texts()));
  }
  if (wish.promo != nullptr) {
    if (const auto problem = why_not(*wish.promo, wish.offer.id, customer, context)) {
      return reply(customer, customer.texts().promo_refused(*problem));
    }
  }

  Decision decision;
  if (current) explain_replacement(decision, customer, wish.offer, *current, context);
  shop::Order order{.id = context.reader.next_order_id(),
                    .bot = situation.bot,
                    .user = customer.id,
                    .product = wish.offer.id,
                    .kind = wish.kind,
                    .price = shop::price_now(wish.offer, wish.promo),
                    .placed_at = situation.now};
  if (wish.promo != nullptr) order.promo = wish.promo->code;
  decision.outgoing.push_back(invoice_for(order, wish.offer, customer));
  decision.effects.push_back(shop::OrderPlaced{std::move(order)});
  return decision;
}

/// An order for `plan` once, with a promo code unless it is empty.
Decision order_once(const Customer& customer, shop::PlanId plan, std::string_view code, const Context& context) {
  const shop::Catalogue& catalogue = context.situation.catalogue;
  Wish wish{.offer = catalogue.plan(plan)};
  if (!code.empty()) {
    wish.promo = catalogue.promo(code);
    if (wish.promo == nullptr) return reply(customer, customer.texts().promo_refused(shop::PromoProblem::unknown));
  }
  return place_order(customer, wish, context);
}

}  // namespace

Decision show_plans(const Customer& customer, const Context& context) {
  return show_offers(customer, [&](auto offers) { return customer.texts().plans(offers); }, context);
}

Decision buy(const Customer& customer, std::string_view arguments, const Context& context) {
  const Texts& texts = customer.texts();
  if (arguments.empty()) return show_offers(customer, [&](auto offers) { return texts.which_plan(offers); }, context);
  const auto [plan_name, code] = split_first_word(arguments);
  const std::optional<shop::PlanId> plan = shop::parse_plan(to_lower_ascii(plan_name));
  if (!plan) return show_offers(customer, [&](auto offers) { return texts.no_such_plan(offers); }, context);
  return order_once(customer, *plan, code, context);
}

Decision subscribe(const Customer& customer, std::string_view plan_name, const Context& context) {
  const Texts& texts = customer.texts();
  if (plan_name.empty()) {
    return show_subscriptions(customer, [&](auto offers) { return texts.which_subscription(offers); }, context);
  }
  const std::optional<shop::PlanId> plan = shop::parse_plan(to_lower_ascii(plan_name));
  if (!plan) {
    return show_subscriptions(customer, [&](auto offers) { return texts.no_such_subscription(offers); }, context);
  }
  return place_order(customer, {.offer = context.situation.catalogue.plan(*plan), .kind = shop::OrderKind::renewing},
                     context);
}

Decision use_promo(const Customer& customer, std::string_view code, const Context& context) {
  const Texts& texts = customer.texts();
  if (code.empty()) return reply(customer, texts.how_to_use_promo());
  const shop::PromoCode* promo = context.situation.catalogue.promo(code);
  if (promo == nullptr) return reply(customer, texts.promo_refused(shop::PromoProblem::unknown));

  const std::vector<shop::PlanOffer> offers = context.situation.catalogue.plans_on_sale();
  std::vector<PricedOffer> cheaper;
  std::optional<shop::PromoProblem> problem;
  for (const shop::PlanOffer& offer : offers) {
    const std::optional<shop::PromoProblem> here = why_not(*promo, offer.id, customer, context);
    if (!here) {
      cheaper.push_back({.offer = offer, .price = shop::price_now(offer, promo)});
    } else if (!problem || *problem == shop::PromoProblem::other_plan) {
      problem = here;
    }
  }
  if (offers.empty()) return reply(customer, texts.nothing_on_sale());
  if (cheaper.empty()) return reply(customer, texts.promo_refused(problem.value()));
  return counted_as_shown(
      reply(customer, texts.promo_offers(promo->code, cheaper), buy_buttons(customer, cheaper, promo->code)));
}

std::optional<Decision> buy_by_button(const Customer& customer, std::string_view plan_and_code,
                                      const Context& context) {
  const std::size_t colon = plan_and_code.find(':');
  const std::optional<shop::PlanId> plan = shop::parse_plan(plan_and_code.substr(0, colon));
  if (!plan) return std::nullopt;
  if (colon == std::string_view::npos) return order_once(customer, *plan, "", context);
  const std::string_view code = plan_and_code.substr(colon + 1);
  if (context.situation.catalogue.promo(code) == nullptr) return std::nullopt;
  return order_once(customer, *plan, code, context);
}

std::optional<Decision> subscribe_by_button(const Customer& customer, std::string_view plan, const Context& context) {
  if (!shop::parse_plan(plan)) return std::nullopt;
  return subscribe(customer, plan, context);
}

}  // namespace bot
