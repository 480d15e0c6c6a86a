#pragma once
// Telegram's side of a purchase for Stars, and the truth about it that tests compare a bot with: what was asked,
// approved, declined, left unanswered, charged ("Payments" in core.telegram.org/bots/api).
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
#include <vector>

#include "api_error.hpp"
#include "identifiers.hpp"
#include "values/id.hpp"
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
  std::string payload;
  values::Stars amount;
  PaymentIntent intent = PaymentIntent::pays;
  std::chrono::milliseconds lateness{0};  ///< From the approval to the charge, with PaymentIntent::late.
  values::Timestamp asked;
};

struct Charge {
  values::ChargeId id;
  std::string provider_id;
  values::UserId user;
  std::string payload;
  values::Stars amount;
  values::Timestamp at;
  std::optional<values::UpdateId> update;  ///< The one that told the bot; none where the bot's queue took none.
  bool confirmed = false;                  ///< The bot has confirmed that update.
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
  };

  explicit Payments(Identifiers& identifiers) : identifiers_(identifiers) {}

  /// A person pressed Pay. `id` and `asked` of `purchase` are filled in.
  const PreCheckout& ask(PreCheckout purchase, values::Timestamp now);

  /// answerPreCheckoutQuery. Returns the index of the charge where that makes one at once; an unknown, answered or
  /// expired id is query_too_old().
  ApiResult<std::optional<std::size_t>> answer(const values::PreCheckoutQueryId& id, bool ok, values::Timestamp now);

  /// Expires the unanswered and charges the late ones that are due; returns the indices of the charges made.
  std::vector<std::size_t> advance(values::Timestamp now);

  const PreCheckout* find(const values::PreCheckoutQueryId& id) const;
  const std::vector<Charge>& charges() const { return charges_; }
  Charge& charge(std::size_t index) { return charges_[index]; }
  values::Stars balance() const { return balance_; }
  const Counts& counts() const { return counts_; }

 private:
  std::size_t make_charge(const PreCheckout& purchase, values::Timestamp now);
  void expire_unanswered(values::Timestamp now);

  Identifiers& identifiers_;
  std::map<values::PreCheckoutQueryId, PreCheckout> open_;
  std::multimap<values::Timestamp, values::PreCheckoutQueryId> deadlines_;  // of open_, and of some answered since
  std::multimap<values::Timestamp, PreCheckout> due_late_;
  std::vector<Charge> charges_;
  values::Stars balance_{0};
  Counts counts_;
};

}  // namespace simulator
