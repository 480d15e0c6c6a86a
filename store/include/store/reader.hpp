#pragma once
// What a decision may ask the store. Answers are those of the transaction that the decision is part of: they include
// what earlier updates of the same batch changed.
//
// Used by one thread at a time, within one transaction. Throws StoreError when the database can't answer.

#include <array>
#include <cstdint>
#include <optional>

#include "shop/records.hpp"
#include "values/id.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace store {

/// What happened so far, on all replicas together: what an owner asks for.
struct Totals {
  std::int64_t users = 0;
  std::int64_t bots = 0;
  std::int64_t payments_succeeded = 0;
  std::int64_t payments_failed = 0;
  values::Stars received;
  std::array<std::int64_t, shop::kAllPlans.size()> active_subscriptions{};  ///< By plan, at the moment asked for.
};

class Reader {
 public:
  virtual ~Reader() = default;

  virtual std::optional<shop::User> user(values::BotId bot, values::UserId user) = 0;
  virtual std::optional<shop::Order> order(values::OrderId order) = 0;
  virtual std::optional<shop::Checkout> checkout(const values::PreCheckoutQueryId& query) = 0;
  /// The newest checkout of `order` that is approved and not yet paid or failed.
  virtual std::optional<shop::Checkout> open_checkout_of(values::OrderId order) = 0;
  virtual std::optional<shop::Payment> payment(const values::ChargeId& charge) = 0;
  virtual std::optional<shop::Subscription> subscription(values::BotId bot, values::UserId user) = 0;
  /// As fast with a million users and payments as with none; only the active subscriptions are counted, in an index.
  virtual Totals totals(values::Timestamp now) = 0;

  /// A number for a new order, larger than all before. Never given twice by one open store, not even after a rollback.
  virtual values::OrderId next_order_id() = 0;
};

}  // namespace store
