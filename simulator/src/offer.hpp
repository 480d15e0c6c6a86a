#pragma once
// What an invoice, sent or as a link, offers to whoever pays it. A value.

#include <chrono>
#include <optional>
#include <string>

#include "values/stars.hpp"

namespace simulator {

struct Offer {
  std::string payload;  ///< The bot's own; nobody else reads it.
  values::Stars amount;
  std::optional<std::chrono::seconds> subscription_period;  ///< Telegram charges the amount again after each.
};

}  // namespace simulator
