#pragma once
// Courses for tests of conversations.

#include <string>
#include <string_view>

#include "shop/course.hpp"

namespace bot {

/// "sql": four lessons in both languages for 150 Stars, also included in the plan Unlimited. "tables" may be read by
/// anybody; "select" has a picture; "joins" opens two days later and ends with two questions; "end" has a document.
shop::Course sql_course();

inline const values::ChatId kChannel{-1001234567890};

/// "club": the private channel kChannel for 200 Stars, also included in the plan Pro; no lessons.
shop::Course channel_course(shop::ChannelEntry entry);

/// A lesson as the catalogue would have it; an empty text is a language that it lacks.
shop::Lesson lesson_of(std::string_view id, std::string_view english, std::string_view russian = {});

}  // namespace bot
