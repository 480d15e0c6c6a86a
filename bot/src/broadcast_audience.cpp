// Who a broadcast is for.

#include "broadcasts.hpp"

namespace bot {

std::optional<Audience> parse_audience(std::string_view name) {
  const std::size_t colon = name.find(':');
  const std::optional<shop::Segment> segment = shop::parse_segment(name.substr(0, colon));
  const bool names_course = colon != std::string_view::npos;
  if (!segment || names_course != (*segment == shop::Segment::students)) return std::nullopt;
  if (!names_course) return Audience{.segment = *segment};
  const std::string_view course = name.substr(colon + 1);
  if (!shop::is_slug(course)) return std::nullopt;
  return Audience{.segment = *segment, .course = values::CourseId{std::string(course)}};
}

std::string name_of_audience(const shop::Broadcast& broadcast) {
  const std::string segment(shop::to_string(broadcast.segment));
  return broadcast.segment == shop::Segment::students ? segment + ":" + broadcast.course.value() : segment;
}

std::int64_t count_audience(const shop::Broadcast& broadcast, const Context& context) {
  if (broadcast.segment == shop::Segment::students) {
    return context.reader.count_students(broadcast.bot, broadcast.course);
  }
  return context.reader.count_recipients(broadcast.bot, broadcast.segment, context.situation.now);
}

std::vector<values::UserId> next_recipients(const shop::Broadcast& broadcast, std::size_t limit,
                                            const Context& context) {
  if (broadcast.segment == shop::Segment::students) {
    return context.reader.students(broadcast.bot, broadcast.course, broadcast.cursor, limit);
  }
  return context.reader.recipients(broadcast.bot, broadcast.segment, broadcast.cursor, context.situation.now, limit);
}

}  // namespace bot
