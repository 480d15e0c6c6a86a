#pragma once
// How a User and a Chat are read, for all the objects that hold one.

#include <boost/describe.hpp>

#include "json_mapper.hpp"
#include "telegram/types.hpp"

namespace telegram {

BOOST_DESCRIBE_STRUCT(User, (), (id, is_bot, first_name, username, language_code))

BOOST_DESCRIBE_STRUCT(Chat, (), (id, type))

inline void read_rest(const boost::json::object& json, Chat& chat) {
  chat.title = read_if_sound<std::string>(json, "title");
}

}  // namespace telegram
