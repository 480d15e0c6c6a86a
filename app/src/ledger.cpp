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
  return object;
}

void print_json(const std::vector<shop::Payment>& payments, const store::Totals& totals,
                const std::vector<std::string>& contradictions) {
  boost::json::array list;
  for (const shop::Payment& payment : payments) list.push_back(as_json(payment));
  boost::json::array faults;
  for (const std::string& line : contradictions) faults.emplace_back(line);
  std::cout << boost::json::serialize(boost::json::object{{"payments", std::move(list)},
                                                          {"succeeded", totals.payments_succeeded},
                                                          {"failed", totals.payments_failed},
                                                          {"stars", totals.received.amount()},
                                                          {"contradictions", std::move(faults)}})
            << "\n";
}

void print_text(const std::vector<shop::Payment>& payments, const store::Totals& totals,
                const std::vector<std::string>& contradictions) {
  for (const shop::Payment& payment : payments) {
    std::cout << values::format_rfc3339(payment.received_at) << "  " << payment.amount << "  payer " << payment.payer
              << "  " << payment.payload << "  charge " << payment.charge << "\n";
  }
  std::cout << totals.payments_succeeded << " payments, " << totals.received << "; " << totals.payments_failed
            << " checkouts failed\n";
  for (const std::string& line : contradictions) std::cout << "contradiction: " << line << "\n";
  if (contradictions.empty()) std::cout << "The ledger agrees with itself.\n";
}

}  // namespace

int ledger(const std::optional<std::string>& env_file, bool as_json) {
  const Settings settings = settings_or_throw(env_file);
  const values::Timestamp now = values::SystemClock{}.now();
  const auto store =
      store::open(settings.database_url, {.replica = settings.replica_id, .now = now, .read_only = true});
  const auto payments = store->payments();
  const auto totals = store->totals(now);
  const auto contradictions = store->contradictions();
  (as_json ? print_json : print_text)(payments, totals, contradictions);
  return contradictions.empty() ? 0 : 1;
}

}  // namespace app
