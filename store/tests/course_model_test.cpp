// Random transactions against the same on maps: who has which course, what they read and answered, channels, media,
// questions, what users chose, and how the courses do.

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "random_rounds.hpp"

namespace store {
namespace {

using StudentKey = std::pair<values::UserId, values::CourseId>;

struct CourseModel {
  std::map<values::UserId, shop::User> users;
  std::map<StudentKey, shop::Enrolment> enrolments;
  std::map<StudentKey, shop::Progress> progress;
  std::map<StudentKey, shop::Membership> memberships;
  std::map<values::UserId, shop::QuestionAsked> questions;
  std::map<std::string, std::string> media;
  std::map<values::ChatId, shop::ChannelStanding> channels;
  std::map<values::CourseId, shop::CourseStatistics> counted;  // But for students and readers.
  std::map<std::pair<std::string, std::string>, std::int64_t> counters;
};

class CourseModelTest : public RandomRounds<CourseModel> {
 protected:
  void step(Transaction& transaction, CourseModel& model) override {
    using Step = void (CourseModelTest::*)(Transaction&, CourseModel&);
    static constexpr Step kSteps[] = {&CourseModelTest::see_user,
                                      &CourseModelTest::see_user,
                                      &CourseModelTest::block,
                                      &CourseModelTest::choose,
                                      &CourseModelTest::ask,
                                      &CourseModelTest::count,
                                      &CourseModelTest::enrol,
                                      &CourseModelTest::enrol,
                                      &CourseModelTest::read,
                                      &CourseModelTest::read,
                                      &CourseModelTest::answer,
                                      &CourseModelTest::answer,
                                      &CourseModelTest::change_media,
                                      &CourseModelTest::change_membership,
                                      &CourseModelTest::change_standing,
                                      &CourseModelTest::forget};
    (this->*kSteps[pick(std::size(kSteps))])(transaction, model);
  }

  void expect_equal(Store& store, const CourseModel& model) override {
    std::map<std::pair<std::string, std::string>, std::int64_t> counters;
    for (const CounterState& counter : store.counters()) {
      if (counter.value != 0) counters[{counter.metric, counter.label}] = counter.value;
    }
    EXPECT_EQ(counters, model.counters);

    const auto transaction = store.begin();
    for (const values::UserId user : kUsers) expect_equal_user(*transaction, model, user);
    for (const values::CourseId& course : kCourses) expect_equal_course(*transaction, model, course);
    for (const char* file : kFiles) EXPECT_EQ(transaction->media(kBot, file), find(model.media, file)) << file;
    for (const values::ChatId chat : kChats) {
      EXPECT_EQ(transaction->channel_standing(kBot, chat), find(model.channels, chat)) << chat;
    }
    expect_equal_lists(*transaction, model);
  }

 private:
  static constexpr values::UserId kUsers[]{kAlice, kBob, values::UserId{300}, values::UserId{1'000}};
  static constexpr values::ChatId kChats[]{values::ChatId{-1}, values::ChatId{-2}};
  static constexpr const char* kFiles[]{"chess/board.jpg@1", "chess/board.jpg@2", "go/board.jpg@1"};
  inline static const values::CourseId kCourses[]{kChess, values::CourseId{"go"}};
  inline static const values::LessonId kLessons[]{values::LessonId{"one"}, values::LessonId{"two"},
                                                  values::LessonId{"three"}};

  // Choices.

  values::UserId any_user() { return kUsers[pick(std::size(kUsers))]; }
  const values::CourseId& any_course() { return kCourses[pick(std::size(kCourses))]; }
  const values::LessonId& any_lesson() { return kLessons[pick(std::size(kLessons))]; }
  values::Timestamp any_time() { return kNow + std::chrono::seconds{pick(1'000)}; }

  // Steps.

  void see_user(Transaction& transaction, CourseModel& model) {
    const shop::UserSeen effect{.bot = kBot,
                                .user = any_user(),
                                .language = one_in(2) ? shop::Language::russian : shop::Language::english,
                                .at = any_time()};
    transaction.apply(effect);
    shop::User& user = model.users[effect.user];
    user.bot = kBot;
    user.user = effect.user;
    if (!user.chose_language) user.language = effect.language;
    user.last_action_at = std::max(user.last_action_at, effect.at);
    user.blocked_the_bot = false;
  }

  void block(Transaction& transaction, CourseModel& model) {
    const values::UserId user = any_user();
    transaction.apply(shop::UserBlockedBot{.bot = kBot, .user = user});
    if (model.users.contains(user)) model.users[user].blocked_the_bot = true;
  }

  void choose(Transaction& transaction, CourseModel& model) {
    const values::UserId user = any_user();
    const auto known = model.users.find(user);
    if (one_in(2)) {
      const auto language = one_in(2) ? shop::Language::russian : shop::Language::english;
      transaction.apply(shop::LanguageChosen{.bot = kBot, .user = user, .language = language});
      if (known == model.users.end()) return;
      known->second.language = language;
      known->second.chose_language = true;
    } else {
      const bool on = one_in(2);
      transaction.apply(shop::RemindersSwitched{.bot = kBot, .user = user, .on = on});
      if (known != model.users.end()) known->second.wants_reminders = on;
    }
  }

  void ask(Transaction& transaction, CourseModel& model) {
    const shop::QuestionAsked asked{.bot = kBot,
                                    .user = any_user(),
                                    .about = std::string(static_cast<std::size_t>(pick(4)), 'x'),
                                    .at = any_time()};
    transaction.apply(asked);
    if (asked.about.empty()) {
      model.questions.erase(asked.user);
    } else {
      model.questions[asked.user] = asked;
    }
  }

  void count(Transaction& transaction, CourseModel& model) {
    const values::CourseId& course = any_course();
    shop::CourseStatistics& counted = model.counted[course];
    if (one_in(3)) {
      transaction.apply(shop::CourseViewed{.bot = kBot, .course = course});
      ++counted.views;
      ++model.counters[{"course_views_total", course.value()}];
    } else if (one_in(2)) {
      const values::Stars paid{1 + pick(1'000)};
      transaction.apply(shop::CourseSold{.bot = kBot, .course = course, .paid = paid});
      ++counted.sales;
      counted.received += paid;
      ++model.counters[{"course_sales_total", course.value()}];
      model.counters[{"course_revenue_stars_total", course.value()}] += paid.amount();
    } else {
      transaction.apply(shop::CourseCompleted{.bot = kBot, .course = course});
      ++counted.completed;
      ++model.counters[{"course_completions_total", course.value()}];
    }
  }

  void enrol(Transaction& transaction, CourseModel& model) {
    shop::Enrolment enrolment = enrolment_of(any_user());
    enrolment.course = any_course();
    const auto before = model.enrolments.find({enrolment.user, enrolment.course});
    if (before != model.enrolments.end() && one_in(2)) enrolment = before->second;
    // An order would have to be paid for while they have it.
    if (one_in(2)) {
      enrolment.owned = one_in(2);
      enrolment.order = enrolment.owned || one_in(2) ? std::nullopt : std::optional(values::OrderId{1 + pick(3)});
    }
    if (one_in(3)) enrolment.enrolled_at = any_time();
    if (one_in(2)) enrolment.last_read_at = any_time();
    enrolment.reminders = pick(3);
    if (one_in(3)) enrolment.completed_at = any_time();
    if (one_in(3)) enrolment.certificate = std::to_string(pick(100));
    transaction.apply(shop::EnrolmentChanged{enrolment});
    model.enrolments[{enrolment.user, enrolment.course}] = enrolment;
  }

  void read(Transaction& transaction, CourseModel& model) {
    const shop::LessonRead effect{
        .bot = kBot, .user = any_user(), .course = any_course(), .lesson = any_lesson(), .at = kNow};
    transaction.apply(effect);
    std::vector<values::LessonId>& read = model.progress[{effect.user, effect.course}].read;
    if (std::find(read.begin(), read.end(), effect.lesson) == read.end()) read.push_back(effect.lesson);
  }

  void answer(Transaction& transaction, CourseModel& model) {
    const shop::QuizAnswered effect{.bot = kBot,
                                    .user = any_user(),
                                    .course = any_course(),
                                    .answer = {.lesson = any_lesson(),
                                               .quiz = static_cast<std::size_t>(pick(2)),
                                               .choice = static_cast<std::size_t>(pick(4)),
                                               .correct = one_in(3)},
                                    .at = any_time()};
    transaction.apply(effect);
    std::vector<shop::QuizAnswer>& answers = model.progress[{effect.user, effect.course}].answers;
    const auto earlier = std::find_if(answers.begin(), answers.end(), [&](const shop::QuizAnswer& each) {
      return each.lesson == effect.answer.lesson && each.quiz == effect.answer.quiz;
    });
    if (earlier == answers.end()) {
      answers.push_back(effect.answer);
    } else if (!earlier->correct) {
      *earlier = effect.answer;
    }
  }

  void change_media(Transaction& transaction, CourseModel& model) {
    const std::string file = kFiles[pick(std::size(kFiles))];
    if (one_in(3)) {
      transaction.apply(shop::MediaForgotten{.bot = kBot, .file = file});
      model.media.erase(file);
    } else {
      model.media[file] = std::to_string(pick(1'000));
      transaction.apply(shop::MediaRemembered{.bot = kBot, .file = file, .telegram_file = model.media[file]});
    }
  }

  void change_membership(Transaction& transaction, CourseModel& model) {
    const shop::Membership membership{.bot = kBot,
                                      .user = any_user(),
                                      .course = any_course(),
                                      .chat = kChats[pick(std::size(kChats))],
                                      .state = static_cast<shop::MembershipState>(pick(4)),
                                      .link = one_in(2) ? "https://t.me/+x" : "",
                                      .changed_at = any_time()};
    const StudentKey key{membership.user, membership.course};
    const auto before = find(model.memberships, key);
    const std::optional<shop::MembershipState> state = before ? std::optional(before->state) : std::nullopt;
    transaction.apply(shop::MembershipChanged{membership, state});
    model.memberships[key] = membership;
    if (state == membership.state) return;
    if (membership.state == shop::MembershipState::joined) {
      ++model.counters[{"course_channel_joins_total", membership.course.value()}];
    } else if (membership.state == shop::MembershipState::removed) {
      ++model.counters[{"course_channel_removals_total", membership.course.value()}];
    }
  }

  void change_standing(Transaction& transaction, CourseModel& model) {
    const shop::ChannelStanding standing{.bot = kBot,
                                         .chat = kChats[pick(std::size(kChats))],
                                         .usable = one_in(2),
                                         .problem = one_in(2) ? "kicked" : "",
                                         .at = any_time()};
    transaction.apply(shop::ChannelStandingChanged{standing});
    model.channels[standing.chat] = standing;
  }

  void forget(Transaction& transaction, CourseModel& model) {
    if (!one_in(2)) return;
    const values::UserId user = any_user();
    transaction.apply(shop::UserForgotten{.bot = kBot, .user = user, .at = kNow});
    const auto is_theirs = [&](const auto& entry) { return entry.first.first == user; };
    model.users.erase(user);
    model.questions.erase(user);
    std::erase_if(model.enrolments, is_theirs);
    std::erase_if(model.progress, is_theirs);
    std::erase_if(model.memberships, is_theirs);
  }

  // What the model says.

  template <class Map, class Key>
  static std::optional<typename Map::mapped_type> find(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
  }

  static bool is_student(const shop::Enrolment& enrolment) { return enrolment.owned || !enrolment.order; }

  static shop::CourseStatistics statistics_of(const CourseModel& model, const values::CourseId& course) {
    shop::CourseStatistics statistics = find(model.counted, course).value_or(shop::CourseStatistics{});
    for (const auto& [key, enrolment] : model.enrolments) {
      statistics.students += key.second == course && is_student(enrolment) ? 1 : 0;
    }
    std::map<values::LessonId, std::int64_t> readers;
    for (const auto& [key, progress] : model.progress) {
      if (key.second != course) continue;
      for (const values::LessonId& lesson : progress.read) ++readers[lesson];
    }
    statistics.readers.assign(readers.begin(), readers.end());
    return statistics;
  }

  // Comparisons.

  static void expect_equal_user(Transaction& transaction, const CourseModel& model, values::UserId id) {
    const auto user = transaction.user(kBot, id);
    const auto expected = find(model.users, id);
    ASSERT_EQ(user.has_value(), expected.has_value()) << id;
    if (user) {
      const auto parts = [](const shop::User& each) {
        return std::tuple(each.language, each.last_action_at, each.blocked_the_bot, each.chose_language,
                          each.wants_reminders);
      };
      EXPECT_EQ(parts(*user), parts(*expected)) << id;
    }
    const auto question = find(model.questions, id);
    const bool recent = question && question->at >= kNow + std::chrono::seconds{500};
    EXPECT_EQ(transaction.question(kBot, id, kNow + std::chrono::seconds{500}),
              recent ? std::optional(question->about) : std::nullopt)
        << id;
    std::size_t enrolled = 0;
    std::size_t memberships = 0;
    for (const values::CourseId& course : kCourses) {
      const StudentKey key{id, course};
      enrolled += model.enrolments.contains(key) ? 1 : 0;
      memberships += model.memberships.contains(key) ? 1 : 0;
      EXPECT_EQ(transaction.enrolment(kBot, id, course), find(model.enrolments, key)) << id << course;
      EXPECT_EQ(transaction.membership(kBot, id, course), find(model.memberships, key)) << id << course;
      EXPECT_EQ(transaction.progress(kBot, id, course), find(model.progress, key).value_or(shop::Progress{}))
          << id << course;
    }
    EXPECT_EQ(transaction.enrolments_of(kBot, id, 10).size(), enrolled) << id;
    EXPECT_EQ(transaction.memberships_of(kBot, id).size(), memberships) << id;
  }

  static void expect_equal_course(Transaction& transaction, const CourseModel& model, const values::CourseId& course) {
    shop::CourseStatistics statistics = transaction.course_statistics(kBot, course);
    std::sort(statistics.readers.begin(), statistics.readers.end());
    EXPECT_EQ(statistics, statistics_of(model, course)) << course;

    std::vector<values::UserId> students;
    for (const auto& [key, enrolment] : model.enrolments) {
      const auto user = find(model.users, key.first);
      if (key.second != course || !is_student(enrolment) || !user || user->blocked_the_bot) continue;
      students.push_back(key.first);
    }
    EXPECT_EQ(transaction.students(kBot, course, {}, 10), students) << course;
    EXPECT_EQ(transaction.count_students(kBot, course), std::ssize(students)) << course;
    std::erase_if(students, [](values::UserId user) { return user <= kBob; });
    if (students.size() > 1) students.resize(1);
    EXPECT_EQ(transaction.students(kBot, course, kBob, 1), students) << course;
  }

  static void expect_equal_lists(Transaction& transaction, const CourseModel& model) {
    const auto enrolments = transaction.newest_enrolments(kBot, 100);
    EXPECT_EQ(enrolments.size(), model.enrolments.size());
    EXPECT_TRUE(std::is_sorted(enrolments.begin(), enrolments.end(),
                               [](const auto& a, const auto& b) { return a.enrolled_at > b.enrolled_at; }));
    const auto users = transaction.newest_users(kBot, 100);
    EXPECT_EQ(users.size(), model.users.size());
    EXPECT_TRUE(std::is_sorted(users.begin(), users.end(),
                               [](const auto& a, const auto& b) { return a.last_action_at > b.last_action_at; }));
  }
};

TEST_P(CourseModelTest, HoldsWhatTheMapsHold) {
  run();
}

INSTANTIATE_TEST_SUITE_P(Seeds, CourseModelTest, testing::Range(1U, 17U));

}  // namespace
}  // namespace store
