#include "shop/subscription.hpp"

#include "conversations.hpp"
#include "courses.hpp"
#include "refunds.hpp"

namespace bot {
namespace {

constexpr std::size_t kLastPayments = 3;

std::string described(const shop::Subscription& current, const Customer& customer, const Context& context) {
  const Texts& texts = customer.texts();
  const shop::Catalogue& catalogue = context.situation.catalogue;
  const shop::PlanOffer& offer = catalogue.plan(current.plan);
  switch (shop::stage_of(current, catalogue.rules(), context.situation.now)) {
    case shop::PlanStage::running:
      return texts.current_plan(offer, current);
    case shop::PlanStage::in_grace:
      return texts.plan_in_grace(offer, current.ends_at, current.ends_at + catalogue.rules().grace);
    case shop::PlanStage::over:
      break;
  }
  return texts.ended_plan(offer, current.ends_at);
}

}  // namespace

Decision show_my_plan(const Customer& customer, const Context& context) {
  const Texts& texts = customer.texts();
  const std::optional<shop::Subscription> current = context.reader.subscription(context.situation.bot, customer.id);
  std::string text = current ? described(*current, customer, context) : texts.no_plan();
  const std::vector<PaymentLine> payments = payment_lines(customer.id, kLastPayments, context);
  if (!payments.empty()) text += "\n\n" + texts.last_payments(payments);

  auto [courses, keyboard] = courses_of(customer, context);
  if (!courses.empty()) text = courses + "\n\n" + text;
  if (current && current->renews()) {
    keyboard.push_back(
        {{.text = texts.stop_renewal_button(),
          .callback_data = std::string(kStopRenewalData) + std::to_string(current->renewal->order.value())}});
  }
  return reply(customer, std::move(text), std::move(keyboard));
}

}  // namespace bot
