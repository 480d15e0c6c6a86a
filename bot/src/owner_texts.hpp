#pragma once
// What the bot says to owners alone, as one function a message; a language is a class, as in texts.hpp.
//
//   const OwnerTexts& texts = owner_texts_in(owner.language);
//   texts.how_to_revoke();   // "Write the customer's number, for example: …"
//
// Plain text without markup. Parameters that come from outside are bounded by whoever passes them. Thread-safe: the
// objects have no state.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shop/catalogue.hpp"
#include "shop/records.hpp"
#include "shop/star_transaction.hpp"
#include "shop/subscription.hpp"
#include "store/reader.hpp"
#include "texts.hpp"

namespace bot {

/// Charges are Telegram's, of any length: so many code points of one are shown, more than one has.
inline constexpr std::size_t kLongestQuotedCharge = 256;

/// What /stats tells. Days are those of UTC, today included.
struct Statistics {
  store::Totals totals;
  store::Sales today;
  store::Sales last_7_days;
  store::Sales last_30_days;
  std::int64_t users_online = 0;
  std::int64_t bots_served = 0;
  std::array<std::int64_t, shop::kAllPlans.size()> active_subscriptions{};  ///< By plan.
};

/// Somebody whom the bot knows, if only by a payment.
struct CustomerCase {
  values::UserId id;
  std::optional<shop::User> user = {};  ///< None for somebody who was forgotten.
  std::optional<shop::Subscription> subscription = {};
  shop::PlanStage stage = shop::PlanStage::over;  ///< Of the subscription, if there is one.
  std::vector<PaymentLine> payments = {};         ///< Newest first.
};

/// The tables of /export.
enum class ExportedTable { payments, subscriptions, users, progress };

class OwnerTexts {
 public:
  virtual ~OwnerTexts() = default;

  virtual std::string statistics(const Statistics& statistics, std::span<const shop::PlanOffer> offers) const = 0;

  // Finding.
  virtual std::string how_to_find() const = 0;
  virtual std::string nothing_found(std::string_view what) const = 0;
  virtual std::string customer(const CustomerCase& found, const shop::Catalogue& catalogue) const = 0;
  virtual std::string order(const shop::Order& order, std::string_view product) const = 0;
  /// `refund`: the entry of the ledger, if the payment went back.
  virtual std::string payment(const PaymentLine& found, const std::optional<shop::Refund>& refund) const = 0;

  // Granting and revoking.
  virtual std::string how_to_grant(std::chrono::days most) const = 0;
  virtual std::string plan_granted(values::UserId customer, const shop::PlanOffer& offer, std::chrono::days days,
                                   values::Timestamp ends_at) const = 0;
  virtual std::string how_to_revoke() const = 0;
  virtual std::string nothing_to_revoke(values::UserId customer) const = 0;
  virtual std::string plan_revoked(values::UserId customer, const shop::PlanOffer& offer) const = 0;
  // The same of a course, which is given by its title.
  virtual std::string course_granted(values::UserId customer, std::string_view course) const = 0;
  virtual std::string has_course_already(values::UserId customer, std::string_view course) const = 0;
  /// `keeps_it`: by a plan that includes the course.
  virtual std::string course_revoked(values::UserId customer, std::string_view course, bool keeps_it) const = 0;
  virtual std::string has_no_course(values::UserId customer, std::string_view course) const = 0;
  /// Behind those: Telegram was asked to charge no more for the old plan.
  virtual std::string renewal_ended() const = 0;
  /// Behind those: the customer will not read of it.
  virtual std::string customer_blocked_the_bot() const = 0;

  // Exporting.
  virtual std::string how_to_export() const = 0;
  /// Under the file. `complete`: no older rows were left out.
  virtual std::string exported(ExportedTable table, std::size_t rows, bool complete) const = 0;

  // The bot's metrics.
  virtual std::string no_metrics() const = 0;
  /// Under the file.
  virtual std::string metrics_attached(std::int64_t series, std::size_t bytes) const = 0;

  /// Newest first.
  virtual std::string audit(std::span<const shop::AuditEntry> entries) const = 0;

  /// An entry of Telegram's account that should be in the ledger and can't be.
  virtual std::string transaction_needs_attention(const shop::StarTransaction& transaction) const = 0;
};

const OwnerTexts& owner_texts_in(shop::Language language);

}  // namespace bot
