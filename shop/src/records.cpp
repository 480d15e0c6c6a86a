#include "shop/records.hpp"

#include "enum_names.hpp"

namespace shop {
namespace {

constexpr EnumNames<OrderKind::renewing> kOrderKinds{"one_off", "renewing"};
constexpr EnumNames<CheckoutState::failed> kCheckoutStates{"approved", "declined", "paid", "failed"};
constexpr EnumNames<PaymentKind::renewal> kPaymentKinds{"one_off", "first", "renewal"};
constexpr EnumNames<LedgerSource::reconciliation> kLedgerSources{"update", "reconciliation"};
constexpr EnumNames<RefundReason::unwanted_renewal> kRefundReasons{"owner", "rule", "paid_twice", "unwanted_renewal"};
constexpr EnumNames<RefundState::refused> kRefundStates{"requested", "done", "refused"};
constexpr EnumNames<RefundKind::chargeback> kRefundKinds{"refund", "chargeback"};
constexpr EnumNames<RenewalState::failed> kRenewalStates{"active", "canceled", "failed"};

}  // namespace

std::string_view to_string(OrderKind kind) {
  return kOrderKinds.of(kind);
}

std::optional<OrderKind> parse_order_kind(std::string_view name) {
  return kOrderKinds.parse(name);
}

std::string_view to_string(CheckoutState state) {
  return kCheckoutStates.of(state);
}

std::optional<CheckoutState> parse_checkout_state(std::string_view name) {
  return kCheckoutStates.parse(name);
}

std::string_view to_string(PaymentKind kind) {
  return kPaymentKinds.of(kind);
}

std::optional<PaymentKind> parse_payment_kind(std::string_view name) {
  return kPaymentKinds.parse(name);
}

std::string_view to_string(LedgerSource source) {
  return kLedgerSources.of(source);
}

std::optional<LedgerSource> parse_ledger_source(std::string_view name) {
  return kLedgerSources.parse(name);
}

std::string_view to_string(RefundReason reason) {
  return kRefundReasons.of(reason);
}

std::optional<RefundReason> parse_refund_reason(std::string_view name) {
  return kRefundReasons.parse(name);
}

std::string_view to_string(RefundState state) {
  return kRefundStates.of(state);
}

std::optional<RefundState> parse_refund_state(std::string_view name) {
  return kRefundStates.parse(name);
}

std::string_view to_string(RefundKind kind) {
  return kRefundKinds.of(kind);
}

std::optional<RefundKind> parse_refund_kind(std::string_view name) {
  return kRefundKinds.parse(name);
}

std::string_view to_string(RenewalState state) {
  return kRenewalStates.of(state);
}

std::optional<RenewalState> parse_renewal_state(std::string_view name) {
  return kRenewalStates.parse(name);
}

}  // namespace shop
