#include "record.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <boost/json.hpp>

#include "unix_time.hpp"

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
  json::array asking;
  for (const auto& [id, purchase] : payments.open()) asking.push_back(purchase.user.value());
  return {{"asked", counts.asked},
          {"approved", counts.approved},
          {"declined", counts.declined},
          {"expired", counts.expired},
          {"approved_unpaid", counts.approved_unpaid},
          {"unasked", counts.unasked},
          {"asking", std::move(asking)}};
}

json::value time_or_null(const std::optional<values::Timestamp>& at) {
  if (!at) return nullptr;
  return json::value(values::format_rfc3339(*at));
}

json::object charge_json(const Payments& payments, const Charge& charge) {
  json::object entry{{"telegram_payment_charge_id", charge.id.value()},
                     {"provider_payment_charge_id", charge.provider_id},
                     {"user", charge.user.value()},
                     {"amount", charge.amount.amount()},
                     {"payload", charge.payload},
                     {"at", values::format_rfc3339(charge.at)},
                     {"kind", name_of(charge.kind)},
                     {"subscription", nullptr},
                     {"subscription_expiration_date", nullptr},
                     {"commission_per_mille", charge.commission_per_mille},
                     {"is_refunded", charge.refunded.has_value()},
                     {"refund_at", time_or_null(charge.refunded)},
                     {"chargeback", charge.charged_back.has_value()},
                     {"chargeback_at", time_or_null(charge.charged_back)},
                     {"update_id", nullptr},
                     {"confirmed", charge.confirmed}};
  if (charge.subscription) {
    entry["subscription"] = payments.subscriptions().all()[*charge.subscription].first_charge.value();
    entry["subscription_expiration_date"] = unix_seconds(*charge.paid_until);
  }
  if (charge.update) entry["update_id"] = charge.update->value();
  return entry;
}

json::array charges_of(const Payments& payments) {
  json::array charges;
  for (const Charge& charge : payments.charges()) charges.push_back(charge_json(payments, charge));
  return charges;
}

json::array subscriptions_of(const Payments& payments) {
  json::array subscriptions;
  for (const Subscription& subscription : payments.subscriptions().all()) {
    subscriptions.push_back(json::object{{"charge", subscription.first_charge.value()},
                                         {"user", subscription.user.value()},
                                         {"payload", subscription.offer.payload},
                                         {"amount", subscription.offer.amount.amount()},
                                         {"state", name_of(subscription.state)},
                                         {"is_canceled", subscription.state != SubscriptionState::active},
                                         {"barred_by_bot", subscription.barred_by_bot},
                                         {"expires_at", unix_seconds(subscription.expires)},
                                         {"renewals", subscription.renewals}});
  }
  return subscriptions;
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

json::array uploads_of(const MediaFiles& files) {
  json::array uploads;
  for (const auto& [key, each] : files.uploads()) {
    uploads.push_back(json::object{{"kind", field_of(each.kind)},
                                   {"name", each.name},
                                   {"sha256", each.sha256},
                                   {"size", each.size},
                                   {"times", each.times}});
  }
  return uploads;
}

json::array ids_of(const auto& by_user) {
  json::array ids;
  for (const auto& [user, what] : by_user) ids.push_back(user.value());
  return ids;
}

json::array banned_in(const Channel& channel, values::Timestamp now) {
  json::array ids;
  for (const auto& [user, ban] : channel.bans()) {
    if (channel.membership_of(user, now).status == MemberStatus::kicked) ids.push_back(user.value());
  }
  return ids;
}

json::array links_of(const Channel& channel) {
  json::array links;
  for (const InviteLink& link : channel.links()) {
    json::object entry{{"invite_link", link.url},
                       {"name", link.name},
                       {"creates_join_request", link.creates_join_request},
                       {"is_revoked", link.is_revoked},
                       {"member_limit", nullptr},
                       {"expire_date", nullptr},
                       {"uses", link.uses},
                       {"members", link.members},
                       {"requests", link.requests}};
    if (link.member_limit > 0) entry["member_limit"] = link.member_limit;
    if (link.expires) entry["expire_date"] = unix_seconds(*link.expires);
    links.push_back(std::move(entry));
  }
  return links;
}

json::array channels_of(const BotAccount& bot) {
  json::array channels;
  for (const auto& [id, channel] : bot.channels()) {
    const Channel::Counts& counts = channel.counts();
    const json::array rights(channel.bot.rights.begin(), channel.bot.rights.end());
    channels.push_back(json::object{{"id", id.value()},
                                    {"title", channel.identity().title},
                                    {"type", name_of(channel.identity().type)},
                                    {"owner", channel.identity().owner.value()},
                                    {"bot", {{"status", name_of(channel.bot.status)}, {"rights", rights}}},
                                    {"members", ids_of(channel.members())},
                                    {"requests", ids_of(channel.requests())},
                                    {"banned", banned_in(channel, bot.now())},
                                    {"links", links_of(channel)},
                                    {"joins", counts.joins},
                                    {"leaves", counts.leaves},
                                    {"removals", counts.removals},
                                    {"removals_by_owner", counts.removals_by_owner}});
  }
  return channels;
}

json::object messages_of(const MessageCounts& counts) {
  return {{"sent", counts.sent},
          {"sent_in_bulk", counts.sent_in_bulk},
          {"refused_by_chat", counts.refused_by_chat},
          {"refused_by_bulk", counts.refused_by_bulk}};
}

json::object text_json(const SentTexts::Text& text) {
  std::uint64_t most = 0;
  for (const auto& [chat, messages] : text.messages_in) most = std::max(most, messages);
  return {{"text", text.text},
          {"messages", text.messages},
          {"chats", text.messages_in.size()},
          {"most_in_a_chat", most},
          {"first_at", values::format_rfc3339(text.first)},
          {"last_at", values::format_rfc3339(text.last)}};
}

json::value webhook_of(const BotAccount& bot) {
  if (!bot.webhook()) return nullptr;
  return {{"url", bot.webhook()->url},
          {"delivered", bot.webhook_history.delivered},
          {"failed", bot.webhook_history.failed}};
}

}  // namespace

json::object record_of(const BotAccount& bot) {
  json::object calls;
  for (const auto& [method, count] : bot.calls) calls[method] = count;
  const StarAmount balance = bot.payments().transactions().balance();
  return {{"id", bot.id().value()},
          {"updates", updates_of(bot.updates())},
          {"webhook", webhook_of(bot)},
          {"messages", messages_of(bot.message_counts())},
          {"pre_checkouts", pre_checkouts_of(bot.payments())},
          {"balance", balance.stars()},
          {"balance_nanostars", balance.nanostars()},
          {"transactions", bot.payments().transactions().all().size()},
          {"charges", charges_of(bot.payments())},
          {"subscriptions", subscriptions_of(bot.payments())},
          {"chats", chats_of(bot)},
          {"channels", channels_of(bot)},
          {"uploads", uploads_of(bot.files())},
          {"calls", std::move(calls)}};
}

json::object record_of(const Bots& bots) {
  json::array records;
  for (const auto& [id, bot] : bots) records.push_back(record_of(*bot));
  return {{"bots", std::move(records)}};
}

json::object texts_of(const Bots& bots) {
  json::array records;
  for (const auto& [id, bot] : bots) {
    json::array texts;
    for (const SentTexts::Text& text : bot->sent_texts().all()) texts.push_back(text_json(text));
    records.push_back(json::object{{"id", id.value()}, {"texts", std::move(texts)}});
  }
  return {{"bots", std::move(records)}};
}

}  // namespace simulator
