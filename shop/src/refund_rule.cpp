#include "shop/refund_rule.hpp"

#include "enum_names.hpp"
#include "saturating.hpp"

namespace shop {
namespace {

constexpr EnumNames<RefundRefusal::not_automatic> kRefundRefusals{"already_refunded", "too_late", "too_much_read",
                                                                  "not_automatic"};

}  // namespace

std::string_view to_string(RefundRefusal refusal) {
  return kRefundRefusals.of(refusal);
}

std::optional<RefundRefusal> why_no_refund(const Payment& payment, const std::optional<RefundRequest>& request,
                                           std::int64_t lessons_read, const std::optional<RefundRule>& rule,
                                           values::Timestamp now) {
  if (request && request->state != RefundState::refused) return RefundRefusal::already_refunded;
  if (!rule || rule->within <= std::chrono::days{0}) return RefundRefusal::not_automatic;
  if (now > later(payment.received_at, in_milliseconds(rule->within))) return RefundRefusal::too_late;
  if (lessons_read >= rule->lessons_below) return RefundRefusal::too_much_read;
  return std::nullopt;
}

}  // namespace shop
