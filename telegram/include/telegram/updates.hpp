#pragma once
// Reads the updates that Telegram delivers, by getUpdates or to a webhook (core.telegram.org/bots/api, "Getting
// updates").
//
//   values::Result<telegram::UpdatesRead> read = telegram::read_updates(std::move(answer.value()));
//   for (telegram::ReceivedUpdate& received : read->updates)
//     if (!received.update) log(received.update.error().message);   // "message.chat.id: expected an integer"
//
// Pure functions. Errors name the field at fault and never repeat what a user wrote.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "telegram/types.hpp"
#include "telegram/update_source.hpp"
#include "values/result.hpp"

namespace telegram {

/// The kinds of updates that the bot asks for. Always sent as `allowed_updates`: Telegram remembers the last list it
/// was given, so that leaving it out would keep another program's choice.
inline constexpr std::array<std::string_view, 7> kAllowedUpdates = {
    "message",           "callback_query", "pre_checkout_query", "my_chat_member",
    "chat_join_request", "chat_member",    "subscription"};

/// The label `type` of an update that can't be read.
inline constexpr std::string_view kMalformedUpdate = "malformed";

struct UpdatesRead {
  std::vector<ReceivedUpdate> updates;  ///< In Telegram's order.
  std::size_t without_id = 0;           ///< Elements left out because they have no usable `update_id`.

  std::size_t count() const { return updates.size() + without_id; }
};

/// Reads one Update object. A kind that the bot doesn't know is an UnknownUpdate, not an error.
values::Result<Update> read_update(const boost::json::value& update);

/// Reads one Update object as it came, and keeps it. None if it has no usable `update_id`: nothing could confirm it.
std::optional<ReceivedUpdate> receive_update(boost::json::value update);

/// Reads the `result` of getUpdates. One unreadable update doesn't spoil the others; only something that is no array at
/// all is an error.
values::Result<UpdatesRead> read_updates(boost::json::value result);

}  // namespace telegram
