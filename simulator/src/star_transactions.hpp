#pragma once
// A bot's account of Stars: every transaction in chronological order, and the balance they add up to
// ("StarTransaction", "TransactionPartner" in core.telegram.org/bots/api). Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "star_amount.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace simulator {

// Who stands on the other side of a transaction.

/// A customer: a payment, or outgoing: its refund or chargeback.
struct PayingCustomer {
  std::size_t charge;  ///< Index among Payments::charges().
};
/// Stars withdrawn, or incoming: a failed withdrawal's Stars coming back.
struct Fragment {
  enum class Withdrawal { pending, succeeded, failed };
  Withdrawal state = Withdrawal::pending;
  values::Timestamp settled;  ///< With Withdrawal::succeeded.
};
struct TelegramAds {};
/// Fees for messages beyond the limits.
struct TelegramApi {
  std::int64_t request_count;
};
struct GiftReceiver {
  values::UserId user;
};
/// Another bot, whose customers this bot has referred.
struct AffiliateProgram {
  std::int64_t commission_per_mille;
};
struct OtherPartner {};

using TransactionPartner =
    std::variant<PayingCustomer, Fragment, TelegramAds, TelegramApi, GiftReceiver, AffiliateProgram, OtherPartner>;

struct StarTransaction {
  enum class Direction { incoming, outgoing };

  std::string id;  ///< A refund has that of its payment.
  Direction direction = Direction::incoming;
  StarAmount amount;  ///< Not negative.
  values::Timestamp at;
  TransactionPartner partner;
};

class StarTransactions {
 public:
  void add(StarTransaction transaction);

  /// Ends a pending withdrawal; a failed one comes back in a transaction of its own, with the same id.
  values::Result<void> settle_withdrawal(std::string_view id, Fragment::Withdrawal state, values::Timestamp now);

  const std::vector<StarTransaction>& all() const { return transactions_; }
  /// Negative after a chargeback of Stars that were withdrawn.
  StarAmount balance() const { return balance_; }

 private:
  std::vector<StarTransaction> transactions_;
  StarAmount balance_;
};

}  // namespace simulator
