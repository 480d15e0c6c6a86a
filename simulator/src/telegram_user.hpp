#pragma once
// A person as Telegram shows them to bots, and the private chat with that person ("User" and "Chat" in the Bot API).
//
//   TelegramUser anna = invent_user(values::UserId{42}, "ru");   // always the same for the same id
//
// Values and pure functions.

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "values/id.hpp"

namespace simulator {

struct TelegramUser {
  values::UserId id;
  std::string first_name;
  std::string last_name;      ///< Empty: none.
  std::string username;       ///< Empty: none.
  std::string language_code;  ///< IETF tag of the person's app; empty: the app did not tell.

  boost::json::object user_json() const;
  boost::json::object chat_json() const;
};

/// A name that fits the language, and differs from id to id.
TelegramUser invent_user(values::UserId id, std::string_view language_code);

}  // namespace simulator
