#include "course_granting.hpp"

#include "audit.hpp"
#include "commands.hpp"
#include "course_texts.hpp"
#include "courses.hpp"
#include "enrolling.hpp"
#include "notation.hpp"
#include "owner_texts.hpp"
#include "positive_number.hpp"

namespace bot {
namespace {

constexpr std::string_view kCourse = "course:";

}  // namespace

std::optional<CourseArgument> parse_course_argument(std::string_view arguments) {
  const auto [user_word, rest] = split_first_word(arguments);
  const std::string course = to_lower_ascii(rest);
  const std::optional<std::int64_t> user = parse_positive(user_word);
  if (!user || !course.starts_with(kCourse) || !shop::is_slug(course.substr(kCourse.size()))) return std::nullopt;
  return CourseArgument{.user = values::UserId{*user}, .course = values::CourseId{course.substr(kCourse.size())}};
}

Decision grant_course(const Customer& owner, values::UserId id, const values::CourseId& course_id,
                      const Context& context) {
  const Situation& situation = context.situation;
  const OwnerTexts& texts = owner_texts_in(owner.language);
  const shop::Course* const course = situation.catalogue.course(course_id);
  if (course == nullptr) return reply(owner, course_texts_in(owner.language).no_such_course(course_id.value()));
  const std::optional<shop::User> user = context.reader.user(situation.bot, id);
  if (!user) return reply(owner, owner.texts().no_such_customer(id));
  const std::string& title = course->title.in(owner.language);
  std::optional<shop::Enrolment> before = context.reader.enrolment(situation.bot, id, course_id);
  if (before && before->owned) return reply(owner, texts.has_course_already(id, title));

  shop::Enrolment enrolment = before.value_or(
      shop::Enrolment{.bot = situation.bot, .user = id, .course = course_id, .enrolled_at = situation.now});
  enrolment.owned = true;
  enrolment.order.reset();
  std::string told = texts.course_granted(id, title);
  if (user->blocked_the_bot) told += "\n\n" + texts.customer_blocked_the_bot();
  Decision decision = reply(owner, std::move(told));
  decision.effects.push_back(shop::EnrolmentChanged{enrolment});
  schedule_reading(decision, enrolment, context);
  audited(decision, owner, "grant", number(id), std::string(kCourse) + course_id.value(), context);
  if (user->blocked_the_bot) return decision;
  const Customer student{.id = id, .language = user->language};
  const CourseTexts& words = course_texts_in(student.language);
  decision.outgoing.push_back(message_to(student.chat(), words.granted(course->title.in(student.language)),
                                         store::Lane::receipt, first_steps(*course, words)));
  invite(decision, student, *course, context);
  return decision;
}

Decision revoke_course(const Customer& owner, values::UserId id, const values::CourseId& course_id,
                       const Context& context) {
  const Situation& situation = context.situation;
  const OwnerTexts& texts = owner_texts_in(owner.language);
  const std::string title = title_of(course_id, owner.language, situation.catalogue);
  std::optional<shop::Enrolment> enrolment = context.reader.enrolment(situation.bot, id, course_id);
  if (!enrolment || !enrolment->owned) return reply(owner, texts.has_no_course(id, title));

  enrolment->owned = false;
  const shop::Course* const course = situation.catalogue.course(course_id);
  const shop::Holdings holdings{.enrolment = enrolment, .subscription = context.reader.subscription(situation.bot, id)};
  const bool keeps_it =
      course != nullptr && shop::has_course(*course, holdings, situation.catalogue.rules(), situation.now);
  const std::optional<shop::User> user = context.reader.user(situation.bot, id);
  const bool blocked = user && user->blocked_the_bot;
  std::string told = texts.course_revoked(id, title, keeps_it);
  if (blocked) told += "\n\n" + texts.customer_blocked_the_bot();
  Decision decision = reply(owner, std::move(told));
  decision.effects.push_back(shop::EnrolmentChanged{*std::move(enrolment)});
  schedule_access_check(decision, id, situation.now);
  audited(decision, owner, "revoke", number(id), "was " + std::string(kCourse) + course_id.value(), context);
  if (blocked || keeps_it) return decision;
  const Customer student = customer_of(id, context);
  decision.outgoing.push_back(receipt_to(
      student, course_texts_in(student.language).revoked(title_of(course_id, student.language, situation.catalogue))));
  return decision;
}

}  // namespace bot
