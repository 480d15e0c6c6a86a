#include "record.hpp"

#include <algorithm>
#include <vector>

#include <boost/json.hpp>

namespace simulator {
namespace {

namespace json = boost::json;

json::object updates_of(const UpdateQueue& queue) {
  const UpdateQueue::Counts& counts = queue.counts();
  return {{"created", counts.created}, {"confirmed", counts.confirmed}, {"pending", queue.size()},
          {"expired", counts.expired}, {"filtered", counts.filtered},   {"dropped", counts.dropped}};
}

json::object pre_checkouts_of(const Payments& payments) {
  const Payments::Counts& counts = payments.counts();
  return {{"asked", counts.asked},
          {"approved", counts.approved},
          {"declined", counts.declined},
          {"expired", counts.expired},
          {"approved_unpaid", counts.approved_unpaid}};
}

json::array charges_of(const Payments& payments) {
  json::array charges;
  for (const Charge& charge : payments.charges()) {
    json::object entry{{"telegram_payment_charge_id", charge.id.value()},
                       {"provider_payment_charge_id", charge.provider_id},
                       {"user", charge.user.value()},
                       {"amount", charge.amount.amount()},
                       {"payload", charge.payload},
                       {"at", values::format_rfc3339(charge.at)},
                       {"update_id", nullptr},
                       {"confirmed", charge.confirmed}};
    if (charge.update) entry["update_id"] = charge.update->value();
    charges.push_back(std::move(entry));
  }
  return charges;
}

json::array chats_of(const BotAccount& bot) {
  std::vector<const Chat*> chats;
  for (const auto& [id, chat] : bot.chats()) chats.push_back(&chat);
  std::ranges::sort(chats, {}, &Chat::id);
  json::array entries;
  for (const Chat* chat : chats) {
    entries.push_back(json::object{{"user", chat->person().id.value()},
                                   {"messages_from_bot", chat->messages_from_bot},
                                   {"messages_from_user", chat->messages_from_person},
                                   {"blocked", chat->blocked}});
  }
  return entries;
}

}  // namespace

json::object record_of(const BotAccount& bot) {
  json::object calls;
  for (const auto& [method, count] : bot.calls) calls[method] = count;
  return {{"id", bot.id().value()},
          {"updates", updates_of(bot.updates())},
          {"pre_checkouts", pre_checkouts_of(bot.payments())},
          {"balance", bot.payments().balance().amount()},
          {"charges", charges_of(bot.payments())},
          {"chats", chats_of(bot)},
          {"calls", std::move(calls)}};
}

json::object record_of(const Bots& bots) {
  json::array records;
  for (const auto& [id, bot] : bots) records.push_back(record_of(*bot));
  return {{"bots", std::move(records)}};
}

}  // namespace simulator
