#pragma once
// Records from rows; each says which columns it reads.

#include "shop/records.hpp"
#include "sqlite/statement.hpp"
#include "sqlite/statements.hpp"
#include "store/outbox.hpp"
#include "store/reader.hpp"

namespace store::sqlite {

inline constexpr char kCheckoutColumns[] = "query, bot, payer, order_id, state, asked_at";
shop::Checkout checkout_from(const Rows& rows);

inline constexpr char kPaymentColumns[] = "charge, provider_charge, bot, payer, order_id, payload, amount, received_at";
shop::Payment payment_from(const Rows& rows);

inline constexpr char kOutboxColumns[] = "id, bot, chat, lane, method, body, deadline, not_before, attempts";
OutboxMessage outbox_message_from(const Rows& rows);

/// Totals, from the ledger's one row and the subscriptions that run at `now`.
Totals read_totals(Statements& statements, values::Timestamp now);

}  // namespace store::sqlite
