#pragma once
// The parameters that methods about channels have in common, and the bot's access ("check_chat_access" in
// github.com/tdlib/telegram-bot-api). Not thread-safe, as BotAccount is not.

#include <optional>
#include <string_view>

#include "api_error.hpp"
#include "bot_account.hpp"
#include "parameters.hpp"

namespace simulator {

/// The channel that `chat_id` names, to which the bot has access. The error of a private chat is `of_private_chat`.
ApiResult<Channel*> channel_of(BotAccount& bot, const Parameters& parameters, std::string_view of_private_chat);
/// Why the bot has no access to `channel` at all.
std::optional<ApiError> refuse_access(const Channel& channel);
/// The `user_id`, which must be a person's.
ApiResult<values::UserId> user_of(const Parameters& parameters);

}  // namespace simulator
