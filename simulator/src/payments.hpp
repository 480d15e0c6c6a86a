#pragma once
// Telegram's side of purchases for Stars, and the truth about them that tests compare a bot with: what was asked,
// approved, declined, left unanswered, charged, renewed, given back ("Payments" in core.telegram.org/bots/api).
//
//        press Pay        answer ok within 10 s         charged
//   ────────────▶ asked ───────────────────────▶ approved ─────▶ (at once, later, or never)
//                   │ answer not ok: declined
//                   └ no answer in time: expired
//
// A state machine without I/O; time is given. Not thread-safe.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "api_error.hpp"
#include "identifiers.hpp"
#include "offer.hpp"
#include "star_transactions.hpp"
#include "subscriptions.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace simulator {

/// What a person who pressed Pay does once the bot has approved.
enum class PaymentIntent {
  pays,   ///< Is charged at once.
  fails,  ///< Has not enough Stars: approved, and never charged.
  late,   ///< Tops up first, and is charged a while later.
};

struct PreCheckout {
  values::PreCheckoutQueryId id;
  values::UserId user;
  Offer offer;
  PaymentIntent intent = PaymentIntent::pays;
  std::chrono::milliseconds lateness{0};  ///< From the approval to the charge, with PaymentIntent::late.
  int commission_per_mille = 0;           ///< What an affiliate gets of the payment.
  values::Timestamp asked;
};

/// What a charge is to a subscription.
enum class ChargeKind { one_off, first, renewal };

/// As the record writes it.
std::string_view name_of(ChargeKind kind);

struct Charge {
  values::ChargeId id;
  std::string provider_id;
  values::UserId user;
  std::string payload;
  values::Stars amount;
  int commission_per_mille = 0;
  values::Timestamp at;
  ChargeKind kind = ChargeKind::one_off;
  std::optional<std::size_t> subscription = {};        ///< Its index among Subscriptions::all().
  std::optional<values::Timestamp> paid_until = {};    ///< Where it pays a period of a subscription.
  std::optional<values::Timestamp> refunded = {};      ///< By the bot.
  std::optional<values::Timestamp> charged_back = {};  ///< By the person, without the bot.
  std::optional<values::UpdateId> update = {};         ///< The one that told the bot; none where its queue took none.
  bool confirmed = false;                              ///< The bot has confirmed that update.
};

/// What an affiliate gets of a charge.
StarAmount commission_of(const Charge& charge);

// What happens because time passes.
struct Charged {
  std::size_t charge;
};
struct RenewalFailed {
  std::size_t subscription;
};
struct PaymentEvent {
  values::Timestamp at;
  std::variant<Charged, RenewalFailed> what;
};

class Payments {
 public:
  static constexpr std::chrono::seconds kAnswerDeadline{10};

  struct Counts {
    std::uint64_t asked = 0;
    std::uint64_t approved = 0;
    std::uint64_t declined = 0;
    std::uint64_t expired = 0;
    std::uint64_t approved_unpaid = 0;  ///< Approved and not charged: as yet (late payers), or ever.
    std::uint64_t unasked = 0;          ///< Charged although the bot was never asked.
  };

  explicit Payments(Identifiers& identifiers) : identifiers_(identifiers) {}

  /// A person pressed Pay. `id` and `asked` of `purchase` are filled in.
  const PreCheckout& ask(PreCheckout purchase, values::Timestamp now);
  /// A charge of which the bot learns by its update alone. Returns its index.
  std::size_t charge_unasked(const PreCheckout& purchase, values::Timestamp now);

  /// answerPreCheckoutQuery. Returns the index of the charge where that makes one at once; an unknown, answered or
  /// expired id is query_too_old().
  ApiResult<std::optional<std::size_t>> answer(const values::PreCheckoutQueryId& id, bool ok, values::Timestamp now);

  /// refundStarPayment. Returns the charge. A subscription goes on.
  ApiResult<const Charge*> refund(values::UserId user, const values::ChargeId& id, values::Timestamp now);
  /// The person's bank or app store takes the money back; nothing tells the bot.
  values::Result<void> charge_back(const values::ChargeId& id, values::Timestamp now);

  /// editUserStarSubscription.
  ApiResult<void> edit_subscription(values::UserId user, const values::ChargeId& first_charge, bool is_canceled);
  /// Ends a subscription's period early. An error where it has ended already; no event where it expires.
  values::Result<std::optional<PaymentEvent>> renew_now(std::size_t subscription, values::Timestamp now);

  /// Does everything that was due until `now`, in that order and each at its own time: expires the unanswered, charges
  /// the late, renews subscriptions.
  std::vector<PaymentEvent> advance(values::Timestamp now);

  const PreCheckout* find(const values::PreCheckoutQueryId& id) const;
  /// Those that wait for the bot's answer.
  const std::map<values::PreCheckoutQueryId, PreCheckout>& open() const { return open_; }
  /// The index of that charge.
  std::optional<std::size_t> find_charge(const values::ChargeId& id) const;
  const std::vector<Charge>& charges() const { return charges_; }
  Charge& charge(std::size_t index) { return charges_[index]; }
  Subscriptions& subscriptions() { return subscriptions_; }
  const Subscriptions& subscriptions() const { return subscriptions_; }
  StarTransactions& transactions() { return transactions_; }
  const StarTransactions& transactions() const { return transactions_; }
  const Counts& counts() const { return counts_; }

 private:
  std::size_t make_charge(const PreCheckout& purchase, values::Timestamp now);
  std::size_t make_renewal(std::size_t subscription, values::Timestamp now);
  std::size_t record_charge(Charge charge);
  void take_back(std::size_t charge, values::Timestamp now);
  std::optional<PaymentEvent> end_period(std::size_t subscription, values::Timestamp now);
  std::optional<PaymentEvent> do_next(values::Timestamp at);
  std::optional<values::Timestamp> next_due() const;
  void expire_unanswered(values::Timestamp now);

  Identifiers& identifiers_;
  std::map<values::PreCheckoutQueryId, PreCheckout> open_;
  std::multimap<values::Timestamp, values::PreCheckoutQueryId> deadlines_;  // of open_, and of some answered since
  std::multimap<values::Timestamp, PreCheckout> due_late_;
  std::vector<Charge> charges_;
  std::unordered_map<values::ChargeId, std::size_t> charge_indices_;
  Subscriptions subscriptions_;
  StarTransactions transactions_;
  Counts counts_;
};

}  // namespace simulator
