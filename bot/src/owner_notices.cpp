// What the owners are told without having asked. Such notices are plain replies, and only lost receipts and invoices
// are reported: a notice that can't be delivered never causes another one.

#include "alerts.hpp"
#include "answer.hpp"

namespace bot {
namespace {

constexpr std::size_t kMaxReason = 300;

bool worth_telling(const Undeliverable& message) {
  // An owner who wants nothing from the bot is no news at each alert.
  if (message.blocked_by_user && message.subject.starts_with(kAlertSubject)) return false;
  // What Telegram refuses to do is for decide(CallAnswered).
  if (message.method != "sendMessage" && message.method != "sendInvoice" && message.method != "sendDocument") {
    return false;
  }
  return message.lane == store::Lane::receipt || message.method == "sendInvoice";
}

/// The user behind a private chat; groups have negative ids (Bot API, "Chat").
std::optional<values::UserId> user_behind(const std::optional<values::ChatId>& chat) {
  if (!chat || chat->value() <= 0) return std::nullopt;
  return values::UserId{chat->value()};
}

}  // namespace

Decision decide(const Undeliverable& message, store::Reader& reader, const Situation& situation) {
  Decision decision;
  const std::optional<values::UserId> user = user_behind(message.chat);
  if (message.blocked_by_user && user) {
    decision.effects.push_back(shop::UserBlockedBot{.bot = situation.bot, .user = *user});
  }
  if (!worth_telling(message)) return decision;
  for (Outgoing& notice : tell_owners({reader, situation}, [&](const Texts& texts) {
         return texts.undeliverable(bounded(message.method, 64), message.chat, bounded(message.reason, kMaxReason));
       })) {
    // An owner who can't be reached can't be told so.
    if (notice.chat != message.chat) decision.outgoing.push_back(std::move(notice));
  }
  return decision;
}

Decision decide(const UpdatePutAside& update, const Situation& situation) {
  const std::string reason = bounded(update.reason, kMaxReason);
  // Nothing says here which language the owners speak.
  const std::string notice =
      texts_in(shop::Language::english).update_put_aside(update.update, reason, update.was_payment) + "\n\n" +
      texts_in(shop::Language::russian).update_put_aside(update.update, reason, update.was_payment);
  Decision decision;
  for (const values::UserId owner : situation.owners) {
    decision.outgoing.push_back(message_to(values::private_chat_of(owner), notice));
  }
  return decision;
}

}  // namespace bot
