#pragma once
// Everything the bot says, as one function a message: a language is a class, and the compiler sees to it that none
// lacks a message.
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

#include "commands.hpp"
#include "shop/catalogue.hpp"
#include "shop/checkout.hpp"
#include "shop/records.hpp"
#include "store/reader.hpp"
#include "values/id.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace bot {

/// Why a payment needs a person to look at it.
enum class PaymentTrouble {
  unknown_order,  ///< Its payload names no order of this bot.
  foreign_payer,  ///< It was for somebody else's order; the payer got the plan.
  underpaid,      ///< Less than the order's price; no plan was given.
  overpaid,       ///< More than the order's price; the plan was given.
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
  virtual std::string buy_button(const shop::PlanOffer& offer) const = 0;
  virtual std::string will_replace(const shop::PlanOffer& current, values::Timestamp ends_at,
                                   const shop::PlanOffer& wanted) const = 0;
  virtual std::string button_out_of_date() const = 0;

  // Paying.
  virtual std::string declined(shop::DeclineReason reason) const = 0;
  virtual std::string receipt(const shop::PlanOffer& offer, const shop::Payment& payment,
                              values::Timestamp ends_at) const = 0;
  virtual std::string paid_for_unknown_order(const shop::Payment& payment) const = 0;
  virtual std::string paid_too_little(const shop::Payment& payment, const shop::PlanOffer& offer,
                                      values::Stars price) const = 0;

  // What one has, and what one may want to know.
  virtual std::string current_plan(const shop::PlanOffer& offer, values::Timestamp ends_at) const = 0;
  virtual std::string ended_plan(const shop::PlanOffer& offer, values::Timestamp ended_at) const = 0;
  virtual std::string no_plan() const = 0;
  virtual std::string terms(std::span<const shop::PlanOffer> offers) const = 0;
  virtual std::string privacy() const = 0;

  // Support.
  virtual std::string pay_support() const = 0;
  virtual std::string pay_support_without_owners() const = 0;
  virtual std::string support_request_sent() const = 0;
  virtual std::string support_answer(std::string_view answer) const = 0;

  // For owners.
  virtual std::string statistics(const store::Totals& totals, std::int64_t users_online, std::int64_t bots_served,
                                 std::span<const shop::PlanOffer> offers) const = 0;
  virtual std::string support_request(values::UserId customer, std::string_view request) const = 0;
  virtual std::string how_to_answer() const = 0;
  virtual std::string no_such_customer(values::UserId customer) const = 0;
  virtual std::string answer_sent(values::UserId customer) const = 0;
  virtual std::string payment_needs_attention(PaymentTrouble trouble, const shop::Payment& payment) const = 0;
  virtual std::string undeliverable(std::string_view method, std::optional<values::ChatId> chat,
                                    std::string_view reason) const = 0;
  virtual std::string update_put_aside(values::UpdateId update, std::string_view reason, bool was_payment) const = 0;

  // Parts of the above.
  virtual std::string bots(std::optional<int> count) const = 0;  ///< "1 bot"; none: any number.
  virtual std::string days(std::chrono::days count) const = 0;   ///< "30 days"
  virtual std::string date(values::Timestamp at) const = 0;      ///< "31 January 2026, 12:00 UTC"
};

const Texts& texts_in(shop::Language language);

}  // namespace bot
