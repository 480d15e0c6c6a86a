#pragma once
// Addresses as Telegram makes links of them. Pure.

#include <string>
#include <string_view>

#include "values/result.hpp"

namespace shop {

/// An error if Telegram makes no link of it (tdlib's LinkManager::check_link: http, https, tg; a host with a dot).
values::Result<std::string> read_web_link(std::string_view target);

}  // namespace shop
