#pragma once
// What the server's answer to a call means (core.telegram.org/bots/api, "Making requests").
//
//   ApiResult result = read_answer("sendMessage", {.status = 403, .body = R"({"ok":false,…})"});
//
// Pure functions. Descriptions are as the server wrote them: see error_text.hpp before showing one.

#include <string_view>

#include "net/http_message.hpp"
#include "telegram/api.hpp"

namespace telegram {

/// `known_method`: whether Telegram is known to have the method, so that a 404 means the token.
ApiResult read_answer(const net::Response& response, bool known_method);

/// Whether the server took the call, told from the answer's beginning and end: for who doesn't need its result. False
/// may also mean that only `read_answer` can tell.
bool is_plain_success(const net::Response& response);

}  // namespace telegram
