#include "shop/star_transaction.hpp"

#include "enum_names.hpp"

namespace shop {
namespace {

constexpr EnumNames<TransactionKind::other> kTransactionKinds{
    "payment", "refund", "withdrawal", "withdrawal_returned", "ads", "broadcast_fee", "gift", "affiliate_commission",
    "other"};
constexpr EnumNames<Direction::out> kDirections{"in", "out"};

}  // namespace

std::string_view to_string(TransactionKind kind) {
  return kTransactionKinds.of(kind);
}

std::optional<TransactionKind> parse_transaction_kind(std::string_view name) {
  return kTransactionKinds.parse(name);
}

std::string_view to_string(Direction direction) {
  return kDirections.of(direction);
}

std::optional<Direction> parse_direction(std::string_view name) {
  return kDirections.parse(name);
}

}  // namespace shop
