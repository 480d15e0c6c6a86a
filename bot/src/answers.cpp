// What Telegram answered to calls whose outcome matters.

#include "alerts.hpp"
#include "bot/catalogue_call.hpp"
#include "charts.hpp"
#include "conversations.hpp"
#include "courses.hpp"
#include "refunds.hpp"
#include "shop/checkout.hpp"

namespace bot {
namespace {

constexpr std::size_t kMaxReason = 300;
constexpr std::size_t kMaxLink = 2048;  // bytes

/// Why there is no result; none if there is one.
std::optional<std::string> failure_in(const CallAnswered& answer) {
  if (answer.result) return std::nullopt;
  return answer.reason;
}

Decision invoice_link_made(const CallAnswered& answer, const Context& context) {
  Decision decision;
  const std::optional<shop::Order> order = order_named_in(answer.subject, context);
  const std::optional<shop::PlanId> plan = order ? shop::plan_in(order->product) : std::nullopt;
  if (!plan || order->user == values::UserId{0}) return decision;
  const Customer customer = customer_of(order->user, context);
  const Texts& texts = customer.texts();
  if (answer.result && !answer.result->empty() && answer.result->size() <= kMaxLink) {
    const PricedOffer priced{.offer = context.situation.catalogue.plan(*plan), .price = order->price};
    return reply(customer, texts.subscription_link(priced),
                 {{{.text = texts.pay_button(order->price), .url = *answer.result}}});
  }
  decision = reply(customer, texts.no_link());
  add(decision, tell_owners(context, [&](const Texts& words) {
        return words.undeliverable(answer.method, customer.chat(), bounded(answer.reason, kMaxReason));
      }));
  return decision;
}

/// Nothing is renewed any more by what that charge began.
bool is_over_anyway(const shop::Payment& first, const Context& context) {
  const std::optional<shop::Subscription> current = context.reader.subscription(context.situation.bot, first.payer);
  if (!current || !current->renewal || current->renewal->charge != first.charge) return false;
  return !current->renews() && current->renewal->paid_until <= context.situation.now;
}

Decision renewal_canceled(const CallAnswered& answer, const Context& context) {
  Decision decision;
  const std::optional<shop::Payment> first = context.reader.payment(values::ChargeId{answer.subject});
  if (answer.result || !first || is_over_anyway(*first, context)) return decision;
  add(decision, tell_owners(context, [&](const Texts& texts) {
        return texts.renewal_goes_on(*first, bounded(answer.reason, kMaxReason));
      }));
  return decision;
}

}  // namespace

Decision decide(const CallAnswered& answer, store::Reader& reader, const Situation& situation) {
  const Context context{.reader = reader, .situation = situation};
  if (answer.method == "createInvoiceLink") return invoice_link_made(answer, context);
  if (answer.method == "editUserStarSubscription") return renewal_canceled(answer, context);
  if (answer.method == "refundStarPayment") {
    return refund_answered(values::ChargeId{answer.subject}, failure_in(answer), context);
  }
  if (answer.method == kEditCatalogue) return edit_answered(answer, context);
  const bool to_alertmanager =
      answer.method == kSilenceAlert || answer.method == kExpireSilence || answer.method == kReadAlerts;
  if (to_alertmanager || answer.subject.starts_with(kAlertSubject)) return alert_answered(answer, context);
  if (answer.subject.starts_with(kChartSubject)) return chart_answered(answer, context);
  if (answer.subject.starts_with("media:")) return media_answered(answer, context);
  if (answer.subject.starts_with("channel:")) return channel_answered(answer, context);
  return broadcast_answered(answer, context);
}

}  // namespace bot
