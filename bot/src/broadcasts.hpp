#pragma once
// The parts that the conversations about broadcasts share.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answer.hpp"
#include "broadcast_subject.hpp"
#include "shop/broadcast.hpp"

namespace bot {

// broadcast_delivery.cpp

/// The broadcast's message to a chat, not yet in any lane.
Outgoing broadcast_to(values::ChatId chat, const shop::Broadcast& broadcast);
/// The same to a recipient, waited for.
Outgoing broadcast_to_recipient(values::UserId recipient, const shop::Broadcast& broadcast);

/// When the progress message is to be brought up to date.
enum class Showing { when_due, at_once };

/// After whatever has happened to a broadcast: as many recipients are taken as there is room for, it ends when there
/// are none left to wait for, and its owner sees how far it is. `awaited`: for how many answers it waits by then.
void carry_on(Decision& decision, shop::Broadcast broadcast, std::int64_t awaited, Showing showing,
              const Context& context);

/// The recipient is waited for no more. The broadcast comes with what the answer has changed about it.
Decision recipient_settled(shop::Broadcast broadcast, values::UserId recipient, const Context& context);

// broadcast_audience.cpp

/// For whom a broadcast is, as an owner types it.
struct Audience {
  shop::Segment segment = shop::Segment::all;
  values::CourseId course = {};  ///< Of `Segment::students`.
};

/// "all", "pro", "students:sql". The course may be one that there isn't.
std::optional<Audience> parse_audience(std::string_view name);
/// The same backwards.
std::string name_of_audience(const shop::Broadcast& broadcast);

std::int64_t count_audience(const shop::Broadcast& broadcast, const Context& context);
/// Who comes after the broadcast's cursor.
std::vector<values::UserId> next_recipients(const shop::Broadcast& broadcast, std::size_t limit,
                                            const Context& context);

// broadcast_panel.cpp

/// Makes `message` in the owner's chat show how far the broadcast is, with the buttons that it has then.
Outgoing show_in(values::MessageId message, const shop::Broadcast& broadcast, std::int64_t awaited,
                 const Context& context);
telegram::InlineKeyboard buttons_of(const shop::Broadcast& broadcast, shop::Language language);

// broadcast_search.cpp

/// Telegram has answered to a look.
Decision probe_answered(const BroadcastSubject& subject, shop::Broadcast broadcast, const CallAnswered& answer,
                        const Context& context);

}  // namespace bot
