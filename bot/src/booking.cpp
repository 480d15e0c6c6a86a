#include "booking.hpp"

#include "courses.hpp"
#include "enrolling.hpp"
#include "refunds.hpp"
#include "shop/checkout.hpp"
#include "subscriptions.hpp"

namespace bot {
namespace {

constexpr std::chrono::days kFarthestEnd{3650};
constexpr std::size_t kMaxQuotedPayload = 2 * shop::kMaxInvoicePayload;

/// A charge, and all that is known about what it is for.
class Booking {
 public:
  Booking(const Customer& payer, const IncomingCharge& charge, const Context& context)
      : payer_(payer),
        charge_(charge),
        context_(context),
        order_(order_named_in(charge.payload, context)),
        own_order_(order_ && order_->user == payer.id),
        recurring_(order_ ? order_->kind == shop::OrderKind::renewing : charge.recurring),
        current_(context.reader.subscription(context.situation.bot, payer.id)),
        payment_{.charge = charge.charge,
                 .provider_charge = charge.provider_charge,
                 .bot = context.situation.bot,
                 .payer = payer.id,
                 .order = own_order_ ? std::optional(order_->id) : std::nullopt,
                 .payload = charge.payload,
                 .amount = charge.amount,
                 .received_at = charge.at,
                 .kind = kind(),
                 .source = charge.source} {}

  Decision decide() {
    record();
    if (context_.reader.refund(charge_.charge)) return std::move(decision_);
    if (!order_) {
      answer(payer_.texts().paid_for_unknown_order(payment_));
      report(PaymentTrouble::unknown_order);
    } else if (is_unwanted_renewal()) {
      give_back(shop::RefundReason::unwanted_renewal, payer_.texts().unwanted_renewal(payment_));
    } else if (was_paid_before()) {
      give_back(shop::RefundReason::paid_twice, payer_.texts().paid_twice(payment_));
    } else if (charge_.amount < order_->price) {
      answer(payer_.texts().paid_too_little(payment_, title_of(order_->product, payer_.language, situation().catalogue),
                                            order_->price));
      report(PaymentTrouble::underpaid);
    } else if (const values::CourseId* course = shop::course_in(order_->product)) {
      give_course(*course);
    } else {
      give_plan();
    }
    return std::move(decision_);
  }

 private:
  const Situation& situation() const { return context_.situation; }
  /// Of an order for a plan.
  const shop::PlanOffer& offer() const { return situation().catalogue.plan(std::get<shop::PlanId>(order_->product)); }

  /// The renewal that the customer has by this order.
  const shop::Renewal* own_renewal() const {
    return current_ && current_->renewal && current_->renewal->order == order_->id ? &*current_->renewal : nullptr;
  }

  std::optional<shop::Payment> known_first_charge() const {
    return context_.reader.first_charge(situation().bot, payer_.id, charge_.payload);
  }

  shop::PaymentKind kind() const {
    if (!recurring_) return shop::PaymentKind::one_off;
    return is_first() ? shop::PaymentKind::first : shop::PaymentKind::renewal;
  }

  /// Telegram's account doesn't say it: then it is the first of its subscription unless that was running.
  bool is_first() const {
    if (charge_.first) return *charge_.first;
    if (!known_first_charge()) return true;
    const shop::Renewal* renewal = order_ ? own_renewal() : nullptr;
    return renewal != nullptr && renewal->state != shop::RenewalState::active && charge_.at >= renewal->paid_until;
  }

  void record() {
    shop::PaymentRecorded recorded{.payment = payment_, .checkout = std::nullopt};
    // A stranger's money must not mark the order of whoever asked for it as paid.
    if (own_order_) {
      if (const auto checkout = context_.reader.open_checkout_of(order_->id)) recorded.checkout = checkout->query;
    }
    decision_.effects.push_back(std::move(recorded));
  }

  /// Telegram went on charging for what was replaced, refunded, revoked or withdrawn.
  bool is_unwanted_renewal() const {
    if (!recurring_) return false;
    if (order_->closed) return true;
    if (payment_.kind == shop::PaymentKind::first) return false;
    if (!own_order_) return true;
    if (!current_ || !current_->active_at(situation().now)) return false;
    return current_->renewal ? current_->renewal->order != order_->id
                             : shop::Product(current_->plan) != order_->product;
  }

  /// A second charge for what one pays once: an invoice, or the beginning of a subscription that still runs.
  bool was_paid_before() const {
    if (recurring_) {
      const shop::Renewal* renewal = own_renewal();
      if (payment_.kind != shop::PaymentKind::first || renewal == nullptr) return false;
      const std::optional<shop::Payment> running = context_.reader.payment(renewal->charge);
      return current_->renews() && charge_.at < renewal->paid_until && running &&
             running->kind == shop::PaymentKind::first && running->received_at <= charge_.at;
    }
    const std::optional<shop::Payment> kept = context_.reader.kept_payment_with(situation().bot, charge_.payload);
    if (!kept || kept->amount < order_->price) return false;
    // Whoever ordered gets their plan, even if a stranger has paid the same invoice before.
    return own_order_ ? order_->paid : true;
  }

  /// The charge that began the subscription which this one is for.
  values::ChargeId first_charge() const {
    if (payment_.kind == shop::PaymentKind::first) return charge_.charge;
    if (const shop::Renewal* renewal = own_renewal()) return renewal->charge;
    const std::optional<shop::Payment> known = known_first_charge();
    return known ? known->charge : charge_.charge;
  }

  void give_back(shop::RefundReason reason, std::string explanation) {
    answer(std::move(explanation));
    request_refund(decision_, payment_, reason, context_);
    if (recurring_) cancel_at_telegram(decision_, payer_.id, first_charge());
  }

  /// The plan goes to whoever paid. A subscription for somebody else's order isn't renewed: that order is not theirs to
  /// pay every month.
  void give_plan() {
    const bool renewing = recurring_ && own_order_;
    const shop::Subscription after = renewing ? shop::after_recurring(offer(), recurring_charge(), current_, occasion())
                                              : shop::after_purchase(offer(), charge_.amount, current_, occasion());
    activate(decision_, after, current_, context_);
    answer(payer_.texts().receipt(
        {.offer = situation().catalogue.plan(after.plan), .payment = payment_, .subscription = after}));
    if (recurring_ && !own_order_) cancel_at_telegram(decision_, payer_.id, charge_.charge);
    report_what_is_odd();
  }

  /// The same of a course, which nobody can have twice.
  void give_course(const values::CourseId& course) {
    const std::optional<shop::Enrolment> before = context_.reader.enrolment(situation().bot, payer_.id, course);
    if (before && before->owned) {
      give_back(shop::RefundReason::paid_twice, payer_.texts().paid_twice(payment_));
      return;
    }
    add(decision_, course_bought(payer_, course, order_->id, before, payment_, context_));
    report_what_is_odd();
  }

  void report_what_is_odd() {
    if (!own_order_) report(PaymentTrouble::foreign_payer);
    if (charge_.amount > order_->price) report(PaymentTrouble::overpaid);
  }

  shop::Occasion occasion() const { return {.bot = situation().bot, .user = payer_.id, .now = situation().now}; }

  shop::RecurringCharge recurring_charge() const {
    return {.first = first_charge(),
            .order = order_->id,
            .amount = charge_.amount,
            .paid_until = believable(charge_.paid_until),
            .at = charge_.at};
  }

  /// Telegram's date counts even where our clock contradicts it, but not one that no calendar reaches.
  std::optional<values::Timestamp> believable(std::optional<values::Timestamp> paid_until) const {
    return paid_until && *paid_until < charge_.at + kFarthestEnd ? paid_until : std::nullopt;
  }

  void answer(std::string text) { decision_.outgoing.push_back(receipt_to(payer_, std::move(text))); }

  void report(PaymentTrouble trouble) {
    shop::Payment quoted = payment_;
    quoted.payload = bounded(quoted.payload, kMaxQuotedPayload);
    add(decision_,
        tell_owners(context_, [&](const Texts& texts) { return texts.payment_needs_attention(trouble, quoted); }));
  }

  const Customer& payer_;
  const IncomingCharge& charge_;
  const Context& context_;
  std::optional<shop::Order> order_;
  bool own_order_ = false;
  bool recurring_ = false;  ///< The order knows best: Telegram's account may leave it out.
  std::optional<shop::Subscription> current_;
  shop::Payment payment_;
  Decision decision_;
};

}  // namespace

Decision book(const Customer& payer, const IncomingCharge& charge, const Context& context) {
  if (context.reader.payment(charge.charge)) return {};
  return Booking(payer, charge, context).decide();
}

}  // namespace bot
