// What the store in memory knows about courses and those who have them.

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "fake_store.hpp"
#include "shop/checkout.hpp"

namespace bot {
namespace {

template <class Map>
std::optional<typename Map::mapped_type> find(const Map& map, const typename Map::key_type& key) {
  const auto found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional(found->second);
}

/// Who was given their money back keeps the order, and is no student; who reads by a plan has never had one.
bool is_student(const shop::Enrolment& enrolment) {
  return enrolment.owned || !enrolment.order;
}

/// The `limit` that were enrolled last, the last one first.
std::vector<shop::Enrolment> newest(std::vector<shop::Enrolment> enrolments, std::size_t limit) {
  std::ranges::stable_sort(enrolments, std::ranges::greater{}, &shop::Enrolment::enrolled_at);
  if (enrolments.size() > limit) enrolments.resize(limit);
  return enrolments;
}

}  // namespace

void FakeStore::apply(const shop::LanguageChosen& effect) {
  const auto user = users.find({effect.bot, effect.user});
  if (user == users.end()) return;
  user->second.language = effect.language;
  user->second.chose_language = true;
}

void FakeStore::apply(const shop::RemindersSwitched& effect) {
  const auto user = users.find({effect.bot, effect.user});
  if (user != users.end()) user->second.wants_reminders = effect.on;
}

void FakeStore::apply(const shop::QuestionAsked& effect) {
  if (effect.about.size() > 128) throw std::logic_error("too long for what a message may answer");
  if (effect.about.empty()) {
    questions.erase({effect.bot, effect.user});
  } else {
    questions[{effect.bot, effect.user}] = effect;
  }
}

void FakeStore::apply(const shop::CourseViewed& effect) {
  ++counted_of_courses_[{effect.bot, effect.course}].views;
}

void FakeStore::apply(const shop::CourseSold& effect) {
  shop::CourseStatistics& course = counted_of_courses_[{effect.bot, effect.course}];
  ++course.sales;
  course.received += effect.paid;
}

void FakeStore::apply(const shop::CourseCompleted& effect) {
  ++counted_of_courses_[{effect.bot, effect.course}].completed;
}

void FakeStore::apply(const shop::EnrolmentChanged& effect) {
  const shop::Enrolment& enrolment = effect.enrolment;
  if (enrolment.owned && enrolment.order) {
    const shop::Order& order = orders.at(*enrolment.order);
    const values::CourseId* const course = shop::course_in(order.product);
    if (course == nullptr || *course != enrolment.course) throw std::logic_error("its order is for something else");
    const auto paid = payments_of(enrolment.bot, enrolment.user, std::numeric_limits<std::size_t>::max());
    if (std::ranges::none_of(paid, [&](const auto& each) { return each.payload == shop::payload_of(order.id); })) {
      throw std::logic_error("they have not paid its order");
    }
  }
  enrolments[{enrolment.bot, enrolment.user, enrolment.course}] = enrolment;
}

void FakeStore::apply(const shop::LessonRead& effect) {
  std::vector<values::LessonId>& read = progresses[{effect.bot, effect.user, effect.course}].read;
  if (std::ranges::find(read, effect.lesson) == read.end()) read.push_back(effect.lesson);
}

void FakeStore::apply(const shop::QuizAnswered& effect) {
  std::vector<shop::QuizAnswer>& answers = progresses[{effect.bot, effect.user, effect.course}].answers;
  const auto earlier = std::ranges::find_if(answers, [&](const shop::QuizAnswer& each) {
    return each.lesson == effect.answer.lesson && each.quiz == effect.answer.quiz;
  });
  if (earlier == answers.end()) {
    answers.push_back(effect.answer);
  } else if (!earlier->correct) {
    *earlier = effect.answer;
  }
}

void FakeStore::apply(const shop::MediaRemembered& effect) {
  media_files[{effect.bot, effect.file}] = effect.telegram_file;
}

void FakeStore::apply(const shop::MediaForgotten& effect) {
  media_files.erase({effect.bot, effect.file});
}

void FakeStore::apply(const shop::MembershipChanged& effect) {
  const shop::Membership& membership = effect.membership;
  const auto before = find(memberships, {membership.bot, membership.user, membership.course});
  if (effect.before != (before ? std::optional(before->state) : std::nullopt)) {
    throw std::logic_error("it changes a membership that is not so");
  }
  memberships[{membership.bot, membership.user, membership.course}] = membership;
}

void FakeStore::apply(const shop::ChannelStandingChanged& effect) {
  channel_standings[{effect.standing.bot, effect.standing.chat}] = effect.standing;
}

void FakeStore::forget_courses_of(values::BotId bot, values::UserId user) {
  const auto is_theirs = [&](const auto& entry) {
    return std::get<0>(entry.first) == bot && std::get<1>(entry.first) == user;
  };
  std::erase_if(enrolments, is_theirs);
  std::erase_if(progresses, is_theirs);
  std::erase_if(memberships, is_theirs);
  questions.erase({bot, user});
  const std::string number = std::to_string(user.value());
  timers.erase({shop::TimerKind::channel_access, number});
  std::erase_if(timers, [&](const auto& entry) {
    const auto& [kind, subject] = entry.first;
    const bool of_course = kind == shop::TimerKind::course_reminder || kind == shop::TimerKind::lesson_opens;
    return of_course && subject.starts_with(number + " ");
  });
}

std::vector<values::UserId> FakeStore::students(values::BotId bot, const values::CourseId& course, values::UserId after,
                                                std::size_t limit) {
  std::vector<values::UserId> found;
  for (const auto& [key, enrolment] : enrolments) {
    if (enrolment.bot != bot || enrolment.course != course || enrolment.user <= after) continue;
    const auto user = users.find({bot, enrolment.user});
    const bool wanted = is_student(enrolment) && user != users.end() && !user->second.blocked_the_bot;
    if (wanted && found.size() < limit) found.push_back(enrolment.user);
  }
  return found;
}

std::int64_t FakeStore::count_students(values::BotId bot, const values::CourseId& course) {
  return std::ssize(students(bot, course, {}, std::numeric_limits<std::size_t>::max()));
}

std::optional<shop::Enrolment> FakeStore::enrolment(values::BotId bot, values::UserId user,
                                                    const values::CourseId& course) {
  return find(enrolments, {bot, user, course});
}

std::vector<shop::Enrolment> FakeStore::enrolments_of(values::BotId bot, values::UserId user, std::size_t limit) {
  std::vector<shop::Enrolment> found;
  for (const auto& [key, enrolment] : enrolments) {
    if (enrolment.bot == bot && enrolment.user == user) found.push_back(enrolment);
  }
  return newest(std::move(found), limit);
}

shop::Progress FakeStore::progress(values::BotId bot, values::UserId user, const values::CourseId& course) {
  return find(progresses, {bot, user, course}).value_or(shop::Progress{});
}

shop::CourseStatistics FakeStore::course_statistics(values::BotId bot, const values::CourseId& course) {
  shop::CourseStatistics statistics = find(counted_of_courses_, {bot, course}).value_or(shop::CourseStatistics{});
  for (const auto& [key, enrolment] : enrolments) {
    const bool counts = enrolment.bot == bot && enrolment.course == course && is_student(enrolment);
    statistics.students += counts ? 1 : 0;
  }
  std::map<values::LessonId, std::int64_t> readers;
  for (const auto& [key, progress] : progresses) {
    if (std::get<0>(key) != bot || std::get<2>(key) != course) continue;
    for (const values::LessonId& lesson : progress.read) ++readers[lesson];
  }
  statistics.readers.assign(readers.begin(), readers.end());
  return statistics;
}

std::optional<std::string> FakeStore::question(values::BotId bot, values::UserId user, values::Timestamp since) {
  const auto asked = find(questions, {bot, user});
  return asked && asked->at >= since ? std::optional(asked->about) : std::nullopt;
}

std::optional<std::string> FakeStore::media(values::BotId bot, const std::string& file) {
  return find(media_files, {bot, file});
}

std::optional<shop::Membership> FakeStore::membership(values::BotId bot, values::UserId user,
                                                      const values::CourseId& course) {
  return find(memberships, {bot, user, course});
}

std::vector<shop::Membership> FakeStore::memberships_of(values::BotId bot, values::UserId user) {
  std::vector<shop::Membership> found;
  for (const auto& [key, membership] : memberships) {
    if (membership.bot == bot && membership.user == user) found.push_back(membership);
  }
  return found;
}

std::vector<shop::Membership> FakeStore::waiting_for_channel(values::BotId bot, const values::CourseId& course,
                                                             std::size_t limit) {
  std::vector<shop::Membership> found;
  for (const auto& [key, membership] : memberships) {
    const bool waits = membership.state == shop::MembershipState::invited && membership.link.empty();
    if (membership.bot == bot && membership.course == course && waits) found.push_back(membership);
  }
  std::ranges::stable_sort(found, std::ranges::less{}, &shop::Membership::changed_at);
  if (found.size() > limit) found.resize(limit);
  return found;
}

std::optional<shop::ChannelStanding> FakeStore::channel_standing(values::BotId bot, values::ChatId chat) {
  return find(channel_standings, {bot, chat});
}

std::vector<shop::User> FakeStore::newest_users(values::BotId bot, std::size_t limit) {
  std::vector<shop::User> found;
  for (const auto& [key, user] : users) {
    if (user.bot == bot) found.push_back(user);
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &shop::User::last_action_at);
  if (found.size() > limit) found.resize(limit);
  return found;
}

std::vector<shop::Enrolment> FakeStore::newest_enrolments(values::BotId bot, std::size_t limit) {
  std::vector<shop::Enrolment> found;
  for (const auto& [key, enrolment] : enrolments) {
    if (enrolment.bot == bot) found.push_back(enrolment);
  }
  return newest(std::move(found), limit);
}

}  // namespace bot
