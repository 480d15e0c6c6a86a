#include <iostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "commands.hpp"
#include "startup.hpp"
#include "store/store.hpp"
#include "values/time.hpp"

namespace app {
namespace {

boost::json::object as_json(const shop::Payment& payment) {
  boost::json::object object{
      {"charge", payment.charge.value()}, {"bot", payment.bot.value()},
      {"payer", payment.payer.value()},   {"stars", payment.amount.amount()},
      {"payload", payment.payload},       {"received_at", values::format_rfc3339(payment.received_at)}};
  object["order"] = payment.order ? boost::json::value(payment.order->value()) : boost::json::value(nullptr);
  object["kind"] = shop::to_string(payment.kind);
  object["source"] = shop::to_string(payment.source);
  return object;
}

boost::json::object as_json(const shop::Refund& refund) {
  return {{"charge", refund.charge.value()},        {"bot", refund.bot.value()},
          {"payer", refund.payer.value()},          {"stars", refund.amount.amount()},
          {"kind", shop::to_string(refund.kind)},   {"source", shop::to_string(refund.source)},
          {"at", values::format_rfc3339(refund.at)}};
}

struct Ledger {
  std::vector<shop::Payment> payments;
  std::vector<shop::Refund> refunds;
  store::Totals totals;
  std::vector<std::string> contradictions;
};

void print_json(const Ledger& ledger) {
  boost::json::array payments;
  for (const shop::Payment& payment : ledger.payments) payments.push_back(as_json(payment));
  boost::json::array refunds;
  for (const shop::Refund& refund : ledger.refunds) refunds.push_back(as_json(refund));
  boost::json::array faults;
  for (const std::string& line : ledger.contradictions) faults.emplace_back(line);
  std::cout << boost::json::serialize(boost::json::object{{"payments", std::move(payments)},
                                                          {"refunds", std::move(refunds)},
                                                          {"succeeded", ledger.totals.payments_succeeded},
                                                          {"failed", ledger.totals.payments_failed},
                                                          {"stars", ledger.totals.received.amount()},
                                                          {"refunded", ledger.totals.refunded.amount()},
                                                          {"contradictions", std::move(faults)}})
            << "\n";
}

void print_text(const Ledger& ledger) {
  for (const shop::Payment& payment : ledger.payments) {
    std::cout << values::format_rfc3339(payment.received_at) << "  +" << payment.amount << "  payer " << payment.payer
              << "  " << payment.payload << "  charge " << payment.charge << "\n";
  }
  for (const shop::Refund& refund : ledger.refunds) {
    std::cout << values::format_rfc3339(refund.at) << "  -" << refund.amount << "  payer " << refund.payer << "  "
              << shop::to_string(refund.kind) << "  charge " << refund.charge << "\n";
  }
  const store::Totals& totals = ledger.totals;
  std::cout << totals.payments_succeeded << " payments, " << totals.received << "; " << totals.refunds << " refunds, "
            << totals.refunded << "; " << totals.payments_failed << " checkouts failed\n";
  for (const std::string& line : ledger.contradictions) std::cout << "contradiction: " << line << "\n";
  if (ledger.contradictions.empty()) std::cout << "The ledger agrees with itself.\n";
}

}  // namespace

int ledger(const std::optional<std::string>& env_file, bool as_json) {
  const Settings settings = settings_or_throw(env_file);
  const values::Timestamp now = values::SystemClock{}.now();
  const auto store =
      store::open(settings.database_url, {.replica = settings.replica_id, .now = now, .read_only = true});
  const Ledger ledger{.payments = store->payments(),
                      .refunds = store->refunds(),
                      .totals = store->totals(),
                      .contradictions = store->contradictions()};
  (as_json ? print_json : print_text)(ledger);
  return ledger.contradictions.empty() ? 0 : 1;
}

}  // namespace app
