#pragma once
// The answers of the Bot API ("Making requests" in core.telegram.org/bots/api). Pure functions.

#include <string_view>

#include "api_error.hpp"
#include "net/http_message.hpp"

namespace simulator {

net::Response failure_answer(const ApiError& error);

/// `result` is JSON.
net::Response success_answer(std::string_view result);

}  // namespace simulator
