#include "transaction_json.hpp"

#include <utility>

#include <boost/json.hpp>

#include "message.hpp"
#include "unix_time.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr values::UserId kAffiliate{6'000'000'001};
constexpr values::UserId kSponsor{6'000'000'002};

/// As the bot knows the person; a stranger, such as whoever gets a gift, by name only.
json::object user_json(const BotAccount& bot, values::UserId user) {
  const auto chat = bot.chats().find(values::private_chat_of(user));
  return chat != bot.chats().end() ? chat->second.person().user_json() : invent_user(user, "en").user_json();
}

/// What the other side of a transaction is called, and what is known of it.
class PartnerWriter {
 public:
  PartnerWriter(const BotAccount& bot, const StarTransaction& transaction) : bot_(bot), transaction_(transaction) {}

  json::object operator()(const PayingCustomer& partner) const {
    const Charge& charge = bot_.payments().charges()[partner.charge];
    json::object customer{{"type", "user"},
                          {"transaction_type", "invoice_payment"},
                          {"user", user_json(bot_, charge.user)},
                          {"invoice_payload", charge.payload}};
    if (charge.commission_per_mille > 0) customer["affiliate"] = affiliate(charge);
    if (charge.subscription) {
      const Offer& offer = bot_.payments().subscriptions().all()[*charge.subscription].offer;
      customer["subscription_period"] = offer.subscription_period->count();
    }
    return customer;
  }

  json::object operator()(const Fragment& partner) const {
    json::object fragment{{"type", "fragment"}};
    if (is_outgoing()) fragment["withdrawal_state"] = withdrawal_state(partner);
    return fragment;
  }

  json::object operator()(const TelegramAds&) const { return {{"type", "telegram_ads"}}; }

  json::object operator()(const TelegramApi& partner) const {
    return {{"type", "telegram_api"}, {"request_count", partner.request_count}};
  }

  json::object operator()(const GiftReceiver& partner) const {
    json::object gift{{"id", "5170145012310081615"}};
    for (auto& field : sticker_content("🎁")) gift.emplace(field.key(), std::move(field.value()));
    gift["star_count"] = transaction_.amount.stars();
    return {{"type", "user"},
            {"transaction_type", "gift_purchase"},
            {"user", user_json(bot_, partner.user)},
            {"gift", std::move(gift)}};
  }

  json::object operator()(const AffiliateProgram& partner) const {
    const json::object sponsor{{"id", kSponsor.value()},
                               {"is_bot", true},
                               {"first_name", "Sponsor (simulated)"},
                               {"username", "simulated_sponsor_bot"}};
    return {{"type", "affiliate_program"},
            {"sponsor_user", sponsor},
            {"commission_per_mille", partner.commission_per_mille}};
  }

  json::object operator()(const OtherPartner&) const { return {{"type", "other"}}; }

 private:
  bool is_outgoing() const { return transaction_.direction == StarTransaction::Direction::outgoing; }

  json::object affiliate(const Charge& charge) const {
    json::object info{{"affiliate_user", user_json(bot_, kAffiliate)},
                      {"commission_per_mille", charge.commission_per_mille}};
    const StarAmount commission = commission_of(charge);
    for (auto& field : amount_json(is_outgoing() ? -commission : commission)) {
      info.emplace(field.key(), std::move(field.value()));
    }
    return info;
  }

  json::object withdrawal_state(const Fragment& partner) const {
    switch (partner.state) {
      case Fragment::Withdrawal::pending:
        return {{"type", "pending"}};
      case Fragment::Withdrawal::failed:
        return {{"type", "failed"}};
      case Fragment::Withdrawal::succeeded:
        return {{"type", "succeeded"},
                {"date", unix_seconds(partner.settled)},
                {"url", "https://fragment.com/simulated/" + transaction_.id}};
    }
    return {};
  }

  const BotAccount& bot_;
  const StarTransaction& transaction_;
};

}  // namespace

json::object amount_json(StarAmount amount) {
  json::object object{{"amount", amount.stars()}};
  if (amount.nanostars() != 0) object["nanostar_amount"] = amount.nanostars();
  return object;
}

json::object transaction_json(const BotAccount& bot, const StarTransaction& transaction) {
  json::object object{{"id", transaction.id}};
  for (auto& field : amount_json(transaction.amount)) object.emplace(field.key(), std::move(field.value()));
  object["date"] = unix_seconds(transaction.at);
  const bool incoming = transaction.direction == StarTransaction::Direction::incoming;
  object[incoming ? "source" : "receiver"] = std::visit(PartnerWriter{bot, transaction}, transaction.partner);
  return object;
}

}  // namespace simulator
