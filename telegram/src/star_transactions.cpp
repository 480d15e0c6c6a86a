#include "telegram/star_transactions.hpp"

#include <limits>
#include <utility>

#include <boost/describe.hpp>

#include "json_mapper.hpp"
#include "type_descriptions.hpp"

namespace telegram {

BOOST_DESCRIBE_STRUCT(AffiliateInfo, (), (amount, nanostar_amount))
BOOST_DESCRIBE_STRUCT(TransactionPartner, (),
                      (type, transaction_type, user, invoice_payload, subscription_period, affiliate))
BOOST_DESCRIBE_STRUCT(StarTransaction, (), (id, amount, nanostar_amount, date, source, receiver))

namespace {

struct StarAmount {
  std::int64_t amount = 0;
  std::optional<std::int64_t> nanostar_amount;
};
BOOST_DESCRIBE_STRUCT(StarAmount, (), (amount, nanostar_amount))

const boost::json::array* transactions_in(const boost::json::value& result) {
  const boost::json::object* object = result.if_object();
  const boost::json::value* list = object == nullptr ? nullptr : object->if_contains("transactions");
  return list == nullptr ? nullptr : list->if_array();
}

}  // namespace

values::Result<std::vector<StarTransaction>> read_star_transactions(const boost::json::value& result) {
  const boost::json::array* list = transactions_in(result);
  if (list == nullptr) return values::Error{"transactions: expected an array"};
  std::vector<StarTransaction> transactions;
  transactions.reserve(list->size());
  for (const boost::json::value& element : *list) {
    values::Result<StarTransaction> read = read_json<StarTransaction>(element);
    if (!read) {
      return values::Error{"transactions[" + std::to_string(transactions.size()) + "]: " + read.error().message};
    }
    transactions.push_back(*std::move(read));
  }
  return transactions;
}

values::Result<values::Nanostars> read_star_balance(const boost::json::value& result) {
  const values::Result<StarAmount> read = read_json<StarAmount>(result);
  if (!read) return read.error();
  return amount_of(read->amount, read->nanostar_amount);
}

values::Result<values::Nanostars> amount_of(std::int64_t stars, std::optional<std::int64_t> nanostars) {
  // A sign each, both the same: "from -999999999 to 999999999; can be negative if and only if amount is non-positive".
  constexpr std::int64_t kMostStars = std::numeric_limits<std::int64_t>::max() / values::Nanostars::kInAStar - 1;
  constexpr std::int64_t kMostParts = values::Nanostars::kInAStar - 1;
  const std::int64_t parts = nanostars.value_or(0);
  if (stars > kMostStars || stars < -kMostStars) return values::Error{"amount: beyond what a balance can be"};
  if (parts > kMostParts || parts < -kMostParts) return values::Error{"nanostar_amount: a whole Star or more"};
  return values::Nanostars{values::Stars{stars}} + values::Nanostars{parts};
}

}  // namespace telegram
