// What the bot says by itself to those who read: that they have stopped, and that a lesson has opened.

#include <algorithm>

#include "course_texts.hpp"
#include "courses.hpp"
#include "notation.hpp"
#include "positive_number.hpp"

namespace bot {
namespace {

/// Whom a timer is about: "<user> <course>".
struct Subject {
  values::UserId user;
  values::CourseId course;
};

std::string to_string(const shop::Enrolment& enrolment) {
  return number(enrolment.user) + " " + enrolment.course.value();
}

std::optional<Subject> parse_subject(std::string_view text) {
  const auto [user, course] = split_first_word(text);
  const std::optional<std::int64_t> number_of_user = parse_positive(user);
  if (!number_of_user || !shop::is_slug(course)) return std::nullopt;
  return Subject{.user = values::UserId{*number_of_user}, .course = values::CourseId{std::string(course)}};
}

/// Somebody who reads a course that is there, and may be told something about it.
struct Reader {
  Customer customer;
  const shop::Course& course;
  shop::Enrolment enrolment;
  shop::Progress progress;
  bool wants_reminders = true;
};

std::optional<Reader> reader_named(std::string_view text, const Context& context) {
  const Situation& situation = context.situation;
  const std::optional<Subject> subject = parse_subject(text);
  if (!subject) return std::nullopt;
  const shop::Course* const course = situation.catalogue.course(subject->course);
  const std::optional<shop::User> user = context.reader.user(situation.bot, subject->user);
  const shop::Holdings holdings = holdings_of(subject->user, subject->course, context);
  if (course == nullptr || !user || user->blocked_the_bot || !holdings.enrolment) return std::nullopt;
  if (!shop::has_course(*course, holdings, situation.catalogue.rules(), situation.now)) return std::nullopt;
  return Reader{.customer = {.id = user->user, .language = user->language},
                .course = *course,
                .enrolment = *holdings.enrolment,
                .progress = context.reader.progress(situation.bot, user->user, course->id),
                .wants_reminders = user->wants_reminders};
}

/// When somebody who has read no further since `idle_since` is next reminded; none when that has been done often
/// enough.
std::optional<values::Timestamp> next_reminder(const shop::Enrolment& enrolment, values::Timestamp idle_since,
                                               const shop::PlanRules& rules) {
  const auto done = static_cast<std::size_t>(enrolment.reminders);
  if (enrolment.completed_at || done >= rules.reading_reminders.size()) return std::nullopt;
  return idle_since + rules.reading_reminders[done];
}

values::Timestamp last_read(const shop::Enrolment& enrolment) {
  return enrolment.last_read_at.value_or(enrolment.enrolled_at);
}

/// Nobody is idle who waits for a lesson to open.
values::Timestamp idle_since(const shop::Lesson& next, const shop::Enrolment& enrolment) {
  return next.preview ? last_read(enrolment) : std::max(last_read(enrolment), shop::opens_at(next, enrolment));
}

void set_timer(Decision& decision, shop::TimerKind kind, const shop::Enrolment& enrolment,
               std::optional<values::Timestamp> due) {
  if (!due) return;
  decision.effects.push_back(shop::TimerSet{.kind = kind, .subject = to_string(enrolment), .due = *due});
}

telegram::InlineButton read_on_button(const Reader& reader) {
  return {.text = course_texts_in(reader.customer.language).read_on_button(),
          .callback_data = std::string(kReadOnData) + reader.course.id.value()};
}

telegram::InlineButton stop_button(const Customer& customer) {
  return {.text = course_texts_in(customer.language).stop_reminders_button(),
          .callback_data = std::string(kRemindersData) + "off"};
}

/// The lesson that has opened last.
const shop::Lesson* newly_open(const Reader& reader, values::Timestamp now) {
  const shop::Lesson* latest = nullptr;
  for (const shop::Lesson& lesson : reader.course.lessons) {
    const bool opened_by_time = !lesson.preview && lesson.after.count() > 0;
    if (!opened_by_time || shop::opens_at(lesson, reader.enrolment) > now) continue;
    if (shop::has_read(reader.progress, lesson.id)) continue;
    if (latest == nullptr || lesson.after > latest->after) latest = &lesson;
  }
  return latest;
}

}  // namespace

void schedule_reading(Decision& decision, const shop::Enrolment& enrolment, const Context& context) {
  const Situation& situation = context.situation;
  const shop::Course* const course = situation.catalogue.course(enrolment.course);
  if (course == nullptr || course->lessons.empty()) return;
  set_timer(decision, shop::TimerKind::course_reminder, enrolment,
            next_reminder(enrolment, last_read(enrolment), situation.catalogue.rules()));
  set_timer(decision, shop::TimerKind::lesson_opens, enrolment, shop::next_opening(*course, enrolment, situation.now));
}

Decision remind_reader(std::string_view subject, const Context& context) {
  Decision decision;
  const Situation& situation = context.situation;
  const shop::PlanRules& rules = situation.catalogue.rules();
  std::optional<Reader> reader = reader_named(subject, context);
  const shop::Lesson* const next = reader ? shop::next_to_read(reader->course, reader->progress) : nullptr;
  if (next == nullptr) return decision;
  shop::Enrolment& enrolment = reader->enrolment;
  const values::Timestamp idle = idle_since(*next, enrolment);
  const std::optional<values::Timestamp> due = next_reminder(enrolment, idle, rules);
  if (!due) return decision;
  if (*due > situation.now) {
    // They have read on since, or the next lesson has opened only lately.
    set_timer(decision, shop::TimerKind::course_reminder, enrolment, due);
    return decision;
  }
  ++enrolment.reminders;
  decision.effects.push_back(shop::EnrolmentChanged{enrolment});
  set_timer(decision, shop::TimerKind::course_reminder, enrolment, next_reminder(enrolment, idle, rules));
  if (!reader->wants_reminders) return decision;
  const CourseView view = view_of(reader->course, reader->customer, context);
  decision.outgoing.push_back(message_to(reader->customer.chat(),
                                         course_texts_in(reader->customer.language).reminder(view), store::Lane::reply,
                                         {{read_on_button(*reader)}, {stop_button(reader->customer)}}));
  return decision;
}

Decision lesson_opens(std::string_view subject, const Context& context) {
  Decision decision;
  const values::Timestamp now = context.situation.now;
  const std::optional<Reader> reader = reader_named(subject, context);
  if (!reader) return decision;
  set_timer(decision, shop::TimerKind::lesson_opens, reader->enrolment,
            shop::next_opening(reader->course, reader->enrolment, now));
  const shop::Lesson* const lesson = newly_open(*reader, now);
  if (lesson == nullptr || !reader->wants_reminders) return decision;
  const telegram::InlineButton open{
      .text = lesson->in(reader->customer.language).title,
      .callback_data = std::string(kLessonData) + reader->course.id.value() + ":" + lesson->id.value()};
  decision.outgoing.push_back(message_to(
      reader->customer.chat(), course_texts_in(reader->customer.language).lesson_open_now(reader->course, *lesson),
      store::Lane::reply, {{open}, {stop_button(reader->customer)}}));
  return decision;
}

Decision show_reminders(const Customer& customer, const Context& context) {
  const std::optional<shop::User> user = context.reader.user(context.situation.bot, customer.id);
  const bool on = !user || user->wants_reminders;
  const CourseTexts& texts = course_texts_in(customer.language);
  return reply(customer, texts.reminders(on),
               {{{.text = on ? texts.stop_reminders_button() : texts.start_reminders_button(),
                  .callback_data = std::string(kRemindersData) + (on ? "off" : "on")}}});
}

Decision switch_reminders(const Customer& customer, bool on, const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  Decision decision = reply(customer, texts.reminders(on));
  decision.effects.push_back(shop::RemindersSwitched{.bot = context.situation.bot, .user = customer.id, .on = on});
  return decision;
}

}  // namespace bot
