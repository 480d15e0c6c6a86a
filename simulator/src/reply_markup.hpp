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
    link,      ///< `value` is the URL.
    other,     ///< Anything else that tells the bot nothing.
  };
  Kind kind = Kind::other;
  std::string label;
  std::string value;
};

struct ReplyMarkup {
  std::optional<boost::json::value> shown;  ///< What the Message object shows: inline keyboards only.
  std::vector<Button> buttons;              ///< Row by row.
};

/// Where a keyboard is to hang.
enum class MarkupPlace {
  message,
  invoice,         ///< An inline keyboard, which must begin with a Pay button.
  edited_message,  ///< An inline keyboard.
};

ApiResult<ReplyMarkup> parse_reply_markup(const boost::json::value& markup, MarkupPlace place);

}  // namespace simulator
