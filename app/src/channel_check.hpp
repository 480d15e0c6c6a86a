#pragma once
// What `check-telegram` says about the channel of a course: whether the bot may let people in and remove them, and if
// not, what to do about it.
//
//   const ChannelFinding found = judge_channel(course, answer_of_get_chat_member);
//
// A pure function.

#include <string>

#include "shop/course.hpp"
#include "telegram/api.hpp"

namespace app {

struct ChannelFinding {
  bool fine = false;
  std::string text;
};

/// `own_standing`: what getChatMember answered about the bot in the channel of `course`, which has one.
ChannelFinding judge_channel(const shop::Course& course, const telegram::ApiResult& own_standing);

}  // namespace app
