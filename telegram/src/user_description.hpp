#pragma once
// How a User is read, for all the objects that hold one.

#include <boost/describe.hpp>

#include "telegram/types.hpp"

namespace telegram {

BOOST_DESCRIBE_STRUCT(User, (), (id, is_bot, first_name, username, language_code))

}  // namespace telegram
