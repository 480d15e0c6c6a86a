#pragma once
// Books money that came in: however it was learnt of, once.

#include <optional>
#include <string>

#include "answer.hpp"

namespace bot {

/// A charge as Telegram tells it.
struct IncomingCharge {
  values::ChargeId charge;
  std::string provider_charge = {};
  std::string payload;
  values::Stars amount;
  bool recurring = false;                            ///< For a subscription that Telegram renews.
  std::optional<bool> first = {};                    ///< Of a recurring one, where Telegram says so.
  std::optional<values::Timestamp> paid_until = {};  ///< `subscription_expiration_date`.
  values::Timestamp at;
  shop::LedgerSource source = shop::LedgerSource::update;
};

/// Records the charge, gives what it bought or gives it back, and writes the receipt. Nothing if it is known. One that
/// went back before it was known is only recorded.
Decision book(const Customer& payer, const IncomingCharge& charge, const Context& context);

}  // namespace bot
