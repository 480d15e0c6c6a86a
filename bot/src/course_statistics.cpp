#include "course_texts.hpp"
#include "courses.hpp"

namespace bot {
namespace {

constexpr std::size_t kMostListed = 30;
constexpr std::size_t kMaxQuotedName = 32;

}  // namespace

Decision show_course_statistics(const Customer& owner, std::string_view id, const Context& context) {
  const CourseTexts& texts = course_texts_in(owner.language);
  const Situation& situation = context.situation;
  const auto statistics_of = [&](const shop::Course& course) {
    return context.reader.course_statistics(situation.bot, course.id);
  };
  if (!id.empty()) {
    const shop::Course* const course = situation.catalogue.course(values::CourseId{std::string(id)});
    if (course == nullptr) return reply(owner, texts.no_such_course(bounded(id, kMaxQuotedName)));
    return reply(owner, texts.statistics(*course, statistics_of(*course)));
  }
  std::vector<std::pair<const shop::Course*, shop::CourseStatistics>> all;
  for (const shop::Course& course : situation.catalogue.courses()) {
    if (all.size() == kMostListed) break;
    all.emplace_back(&course, statistics_of(course));
  }
  return reply(owner, texts.statistics_of_all(all));
}

}  // namespace bot
