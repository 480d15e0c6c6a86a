#pragma once
// The keyboards that a bot attaches to its messages, checked as Telegram checks them ("InlineKeyboardMarkup",
// "ReplyKeyboardMarkup" in core.telegram.org/bots/api). Values and pure functions.

#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "api_error.hpp"

namespace simulator {

struct Button {
  enum class Kind {
    callback,  ///< `value` is the callback_data.
    text,      ///< On a reply keyboard: pressing it says `value`.
    pay,       ///< The Pay button of an invoice.
    other,     ///< A link or anything else that tells the bot nothing.
  };
  Kind kind = Kind::other;
  std::string label;
  std::string value;
};

struct ReplyMarkup {
  std::optional<boost::json::value> shown;  ///< What the Message object shows: inline keyboards only.
  std::vector<Button> buttons;              ///< Row by row.
};

/// Checks `markup`; `on_invoice` allows, and where there is a keyboard demands, a Pay button in the first place.
ApiResult<ReplyMarkup> parse_reply_markup(const boost::json::value& markup, bool on_invoice);

}  // namespace simulator
