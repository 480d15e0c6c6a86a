#include "broadcast_texts.hpp"
#include "broadcasts.hpp"
#include "conversations.hpp"
#include "notation.hpp"

namespace bot {
namespace {

telegram::InlineButton button(std::string text, std::string_view action, const shop::Broadcast& broadcast) {
  return {.text = std::move(text),
          .callback_data = std::string(kBroadcastData) + std::string(action) + ":" + number(broadcast.id)};
}

}  // namespace

telegram::InlineKeyboard buttons_of(const shop::Broadcast& broadcast, shop::Language language) {
  const BroadcastTexts& texts = broadcast_texts_in(language);
  switch (broadcast.state) {
    case shop::BroadcastState::drafted:
      return {{button(texts.send_button(), "send", broadcast), button(texts.cancel_button(), "cancel", broadcast)}};
    case shop::BroadcastState::running:
      return {{button(texts.pause_button(), "pause", broadcast), button(texts.stop_button(), "stop", broadcast)}};
    case shop::BroadcastState::paused:
      return {{button(texts.resume_button(), "resume", broadcast), button(texts.stop_button(), "stop", broadcast)}};
    case shop::BroadcastState::cancelled:
    case shop::BroadcastState::stopped:
    case shop::BroadcastState::finished:
      break;
  }
  return {};
}

Outgoing show_in(values::MessageId message, const shop::Broadcast& broadcast, std::int64_t awaited,
                 const Context& context) {
  const Customer owner = customer_of(broadcast.owner, context);
  const BroadcastTexts& texts = broadcast_texts_in(owner.language);
  return {.call = telegram::to_call(telegram::EditMessageText{.chat_id = owner.chat(),
                                                              .message_id = message,
                                                              .text = texts.progress(broadcast, awaited),
                                                              .keyboard = buttons_of(broadcast, owner.language)}),
          .chat = owner.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt};
}

}  // namespace bot
