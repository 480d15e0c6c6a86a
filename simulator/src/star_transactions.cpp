#include "star_transactions.hpp"

#include <algorithm>
#include <utility>

namespace simulator {

void StarTransactions::add(StarTransaction transaction) {
  const bool incoming = transaction.direction == StarTransaction::Direction::incoming;
  balance_ += incoming ? transaction.amount : -transaction.amount;
  transactions_.push_back(std::move(transaction));
}

values::Result<void> StarTransactions::settle_withdrawal(std::string_view id, Fragment::Withdrawal state,
                                                         values::Timestamp now) {
  const auto found = std::ranges::find(transactions_, id, &StarTransaction::id);
  Fragment* fragment = found == transactions_.end() ? nullptr : std::get_if<Fragment>(&found->partner);
  if (fragment == nullptr || fragment->state != Fragment::Withdrawal::pending) {
    return values::Error{"there is no pending withdrawal with the id '" + std::string(id) + "'"};
  }
  fragment->state = state;
  fragment->settled = now;
  if (state == Fragment::Withdrawal::failed) {
    add({.id = found->id,
         .direction = StarTransaction::Direction::incoming,
         .amount = found->amount,
         .at = now,
         .partner = Fragment{}});
  }
  return {};
}

}  // namespace simulator
