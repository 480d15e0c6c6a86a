#pragma once
// Everything the bot says, as one function a message: a language is a class, and the compiler sees to it that none
// lacks a message. What only owners read of their own asking stands in owner_texts.hpp.
//
//   const Texts& texts = texts_in(customer.language);
//   texts.no_plan();                       // "You have no plan yet. …"
//   texts.bots(offer.bots);                // "5 bots", "5 ботов"
//
// Plain text without markup. Parameters that come from outside are bounded by whoever passes them. Thread-safe: the
// objects have no state.

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "shop/catalogue.hpp"
#include "shop/checkout.hpp"
#include "shop/promo.hpp"
#include "shop/records.hpp"
#include "shop/refund_rule.hpp"
#include "values/id.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace bot {

/// Why a payment needs a person to look at it.
enum class PaymentTrouble {
  unknown_order,  ///< Its payload names no order of this bot.
  foreign_payer,  ///< It was for somebody else's order; the payer got what was ordered.
  underpaid,      ///< Less than the order's price; nothing was given.
  overpaid,       ///< More than the order's price; what was ordered was given.
};

/// A plan with what it costs somebody.
struct PricedOffer {
  const shop::PlanOffer& offer;
  values::Stars price;
};

/// What a payment bought.
struct Receipt {
  const shop::PlanOffer& offer;
  const shop::Payment& payment;
  const shop::Subscription& subscription;
};

/// What has become of a payment.
enum class PaymentState { kept, refund_requested, refunded, charged_back, refund_refused };

struct PaymentLine {
  shop::Payment payment;
  PaymentState state = PaymentState::kept;
};

/// What owners need to know to answer a request for help.
struct SupportCase {
  values::UserId customer;
  std::string request;
  const shop::PlanOffer* offer = nullptr;  ///< Of `subscription`.
  std::optional<shop::Subscription> subscription = {};
  std::vector<PaymentLine> payments = {};  ///< The last ones, newest first.
};

class Texts {
 public:
  virtual ~Texts() = default;

  // Getting to know each other.
  virtual std::string welcome() const = 0;
  virtual std::string help(std::span<const CommandId> commands) const = 0;
  virtual std::string not_understood() const = 0;
  virtual std::string describe(CommandId command) const = 0;  ///< For the menu and for help: a few words.

  // Plans and buying.
  virtual std::string plans(std::span<const shop::PlanOffer> offers) const = 0;
  virtual std::string which_plan(std::span<const shop::PlanOffer> offers) const = 0;
  virtual std::string no_such_plan(std::span<const shop::PlanOffer> offers) const = 0;
  virtual std::string nothing_on_sale() const = 0;
  virtual std::string not_on_sale(const shop::PlanOffer& offer) const = 0;
  virtual std::string renews_already(const shop::PlanOffer& offer) const = 0;
  virtual std::string buy_button(const PricedOffer& priced) const = 0;
  /// `credit`: what is left of `current`, in whole days of `wanted`.
  virtual std::string will_replace(const shop::PlanOffer& current, values::Timestamp ends_at,
                                   const shop::PlanOffer& wanted, std::chrono::days credit) const = 0;
  virtual std::string will_not_be_renewed(const shop::PlanOffer& current) const = 0;  ///< Behind the one above.
  virtual std::string button_out_of_date() const = 0;

  // Subscribing.
  virtual std::string renewing_button() const = 0;  ///< Leads from the plans to the subscriptions.
  virtual std::string which_subscription(std::span<const shop::PlanOffer> offers) const = 0;
  virtual std::string no_such_subscription(std::span<const shop::PlanOffer> offers) const = 0;
  virtual std::string subscribe_button(const shop::PlanOffer& offer) const = 0;
  virtual std::string subscription_link(const PricedOffer& priced) const = 0;
  virtual std::string pay_button(values::Stars price) const = 0;
  virtual std::string no_link() const = 0;

  // Promo codes.
  virtual std::string how_to_use_promo() const = 0;
  virtual std::string promo_offers(std::string_view code, std::span<const PricedOffer> offers) const = 0;
  virtual std::string promo_refused(shop::PromoProblem problem) const = 0;

  // Paying.
  virtual std::string declined(shop::DeclineReason reason) const = 0;
  virtual std::string receipt(const Receipt& receipt) const = 0;
  virtual std::string paid_for_unknown_order(const shop::Payment& payment) const = 0;
  virtual std::string paid_too_little(const shop::Payment& payment, std::string_view product,
                                      values::Stars price) const = 0;
  virtual std::string paid_twice(const shop::Payment& payment) const = 0;
  virtual std::string unwanted_renewal(const shop::Payment& payment) const = 0;

  // What one has, and what one may want to know.
  virtual std::string current_plan(const shop::PlanOffer& offer, const shop::Subscription& subscription) const = 0;
  virtual std::string plan_in_grace(const shop::PlanOffer& offer, values::Timestamp ended_at,
                                    values::Timestamp until) const = 0;
  virtual std::string ended_plan(const shop::PlanOffer& offer, values::Timestamp ended_at) const = 0;
  virtual std::string no_plan() const = 0;
  virtual std::string last_payments(std::span<const PaymentLine> payments) const = 0;  ///< Behind one of the above.
  virtual std::string terms(const shop::Catalogue& catalogue) const = 0;
  virtual std::string privacy() const = 0;

  // Renewals by Telegram.
  virtual std::string stop_renewal_button() const = 0;
  virtual std::string renewal_canceled(const shop::PlanOffer& offer, values::Timestamp ends_at) const = 0;
  virtual std::string renewal_resumed(const shop::PlanOffer& offer, const shop::Renewal& renewal) const = 0;
  virtual std::string renewal_failed(const shop::PlanOffer& offer, values::Timestamp ends_at,
                                     std::chrono::days grace) const = 0;
  virtual std::string plan_withdrawn(const shop::PlanOffer& offer, values::Timestamp ends_at) const = 0;

  // Notices of a plan's end.
  virtual std::string plan_ends_soon(const shop::PlanOffer& offer, values::Timestamp ends_at) const = 0;
  virtual std::string plan_renews_soon(const shop::PlanOffer& offer, const shop::Renewal& renewal) const = 0;
  virtual std::string plan_has_ended(const shop::PlanOffer& offer, values::Timestamp ended_at,
                                     std::optional<values::Timestamp> grace_until) const = 0;
  virtual std::string plan_is_over(const shop::PlanOffer& offer) const = 0;

  // Refunds.
  virtual std::string which_refund(const std::optional<shop::RefundRule>& rule) const = 0;
  virtual std::string nothing_to_refund() const = 0;
  virtual std::string refund_button(const shop::Payment& payment) const = 0;
  virtual std::string confirm_refund(const shop::Payment& payment) const = 0;
  virtual std::string confirm_refund_button(const shop::Payment& payment) const = 0;
  virtual std::string refund_on_its_way(const shop::Payment& payment) const = 0;
  virtual std::string no_refund(shop::RefundRefusal refusal, const std::optional<shop::RefundRule>& rule) const = 0;
  virtual std::string unknown_payment() const = 0;
  virtual std::string money_back(const shop::Refund& refund) const = 0;
  virtual std::string plan_shortened(const shop::PlanOffer& offer, values::Timestamp ends_at) const = 0;
  virtual std::string plan_taken_back(const shop::PlanOffer& offer) const = 0;
  virtual std::string refund_refused(values::Stars amount) const = 0;

  // What the owner does about one's plan, and being forgotten.
  virtual std::string plan_granted(const shop::PlanOffer& offer, std::chrono::days count,
                                   values::Timestamp ends_at) const = 0;
  virtual std::string plan_revoked(const shop::PlanOffer& offer) const = 0;
  virtual std::string renewal_ended() const = 0;  ///< Behind what else has changed about the plan.
  virtual std::string what_forgetting_means() const = 0;
  virtual std::string forgetting_ends(const shop::PlanOffer& offer, values::Timestamp ends_at) const = 0;
  virtual std::string forget_button() const = 0;
  virtual std::string forgotten() const = 0;

  // Support.
  virtual std::string pay_support() const = 0;
  virtual std::string pay_support_without_owners() const = 0;
  virtual std::string support_request_sent() const = 0;
  virtual std::string support_answer(std::string_view answer) const = 0;

  // For owners.
  virtual std::string support_request(const SupportCase& support_case) const = 0;
  virtual std::string how_to_answer() const = 0;
  virtual std::string no_such_customer(values::UserId customer) const = 0;
  virtual std::string answer_sent(values::UserId customer) const = 0;
  virtual std::string payment_needs_attention(PaymentTrouble trouble, const shop::Payment& payment) const = 0;
  virtual std::string refund_requested(const shop::Payment& payment) const = 0;
  virtual std::string refund_known(const shop::Payment& payment) const = 0;  ///< Requested, or made already.
  virtual std::string refund_failed(const shop::RefundRequest& request, std::string_view reason) const = 0;
  virtual std::string charged_back(const shop::Refund& refund) const = 0;
  virtual std::string strange_refund(const shop::Refund& refund) const = 0;  ///< Of no payment like that.
  virtual std::string renewal_goes_on(const shop::Payment& first_charge, std::string_view reason) const = 0;
  virtual std::string undeliverable(std::string_view method, std::optional<values::ChatId> chat,
                                    std::string_view reason) const = 0;
  virtual std::string update_put_aside(values::UpdateId update, std::string_view reason, bool was_payment) const = 0;
  /// Its files were changed, and can't be used as they are.
  virtual std::string catalogue_refused(std::string_view problem) const = 0;

  // Parts of the above.
  virtual std::string bots(std::optional<int> count) const = 0;  ///< "1 bot"; none: any number.
  virtual std::string days(std::chrono::days count) const = 0;   ///< "30 days"
  virtual std::string date(values::Timestamp at) const = 0;      ///< "31 January 2026, 12:00 UTC"
};

const Texts& texts_in(shop::Language language);

}  // namespace bot
