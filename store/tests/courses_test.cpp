// What is remembered of courses and of those who have them.

#include <gmock/gmock.h>

#include "sqlite/store.hpp"
#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

constexpr values::UserId kCarol{300};
constexpr values::UserId kDave{400};
constexpr values::ChatId kChannel{-1'001};
const values::CourseId kGo{"go"};
const values::LessonId kMoves{"moves"};
const values::LessonId kPins{"pins"};

class Courses : public StoreTest {
 protected:
  void enrol(const shop::Enrolment& enrolment) { transaction_->apply(shop::EnrolmentChanged{enrolment}); }
  void read(values::UserId user, const values::LessonId& lesson, const values::CourseId& course = kChess) {
    transaction_->apply(shop::LessonRead{.bot = kBot, .user = user, .course = course, .lesson = lesson, .at = kNow});
  }
  void answer(const shop::QuizAnswer& answer) {
    transaction_->apply(
        shop::QuizAnswered{.bot = kBot, .user = kAlice, .course = kChess, .answer = answer, .at = kNow});
  }
  void ask(const std::string& about, values::Timestamp at = kNow) {
    transaction_->apply(shop::QuestionAsked{.bot = kBot, .user = kAlice, .about = about, .at = at});
  }
  void forget(values::UserId user) { transaction_->apply(shop::UserForgotten{.bot = kBot, .user = user, .at = kNow}); }
  shop::CourseStatistics statistics() { return transaction_->course_statistics(kBot, kChess); }
  std::vector<values::UserId> students(values::UserId after = {}, std::size_t limit = 100) {
    return transaction_->students(kBot, kChess, after, limit);
  }

  const std::unique_ptr<Store> store_ = open();
  const std::unique_ptr<Transaction> transaction_ = store_->begin();
};

TEST_F(Courses, OrdersAreForAPlanOrForACourse) {
  const values::OrderId plan = transaction_->next_order_id();
  const values::OrderId course = transaction_->next_order_id();
  transaction_->apply(shop::OrderPlaced{order_of(kAlice, plan)});
  transaction_->apply(shop::OrderPlaced{course_order_of(kAlice, course)});
  EXPECT_EQ(transaction_->order(plan)->product, shop::Product(shop::PlanId::pro));
  EXPECT_EQ(transaction_->order(course)->product, shop::Product(kChess));
  shop::Order renewing = course_order_of(kAlice, transaction_->next_order_id());
  renewing.kind = shop::OrderKind::renewing;
  EXPECT_THROW(transaction_->apply(shop::OrderPlaced{renewing}), std::logic_error);
}

TEST_F(Courses, AChosenLanguageOutlivesWhatTelegramSays) {
  const shop::LanguageChosen english{.bot = kBot, .user = kAlice, .language = shop::Language::english};
  transaction_->apply(english);
  EXPECT_EQ(transaction_->user(kBot, kAlice), std::nullopt);
  transaction_->apply(seen(kAlice));
  EXPECT_FALSE(transaction_->user(kBot, kAlice)->chose_language);
  transaction_->apply(english);
  transaction_->apply(seen(kAlice, kNow + 1s));
  EXPECT_EQ(transaction_->user(kBot, kAlice)->language, shop::Language::english);
  EXPECT_EQ(transaction_->user(kBot, kAlice)->last_action_at, kNow + 1s);
  EXPECT_TRUE(transaction_->user(kBot, kAlice)->chose_language);

  transaction_->apply(shop::UserBlockedBot{.bot = kBot, .user = kAlice});
  transaction_->apply(seen(kAlice));
  EXPECT_EQ(transaction_->user(kBot, kAlice)->language, shop::Language::english);
  EXPECT_FALSE(transaction_->user(kBot, kAlice)->blocked_the_bot);
}

TEST_F(Courses, WhoeverIsSeenAgainCostsOneRowAndNoIndex) {
  transaction_->apply(seen(kAlice));
  transaction_->apply(shop::LanguageChosen{.bot = kBot, .user = kAlice, .language = shop::Language::english});
  sqlite3* connection = dynamic_cast<sqlite::SqliteStore&>(*store_).database().handle();
  const auto before = sqlite3_total_changes64(connection);
  transaction_->apply(seen(kAlice, kNow + 1s));
  EXPECT_EQ(sqlite3_total_changes64(connection) - before, 1);
}

TEST_F(Courses, RemindersAreWantedUntilTheyAreTurnedOff) {
  transaction_->apply(shop::RemindersSwitched{.bot = kBot, .user = kAlice, .on = false});
  transaction_->apply(seen(kAlice));
  EXPECT_TRUE(transaction_->user(kBot, kAlice)->wants_reminders);
  for (const bool on : {false, true}) {
    transaction_->apply(shop::RemindersSwitched{.bot = kBot, .user = kAlice, .on = on});
    transaction_->apply(seen(kAlice));
    EXPECT_EQ(transaction_->user(kBot, kAlice)->wants_reminders, on);
  }
}

TEST_F(Courses, AQuestionReplacesTheOneBefore) {
  EXPECT_EQ(transaction_->question(kBot, kAlice, kNow), std::nullopt);
  ask("price chess");
  ask("title chess", kNow + 1s);
  EXPECT_EQ(transaction_->question(kBot, kAlice, kNow + 1s), "title chess");
  EXPECT_EQ(transaction_->question(kBot, kAlice, kNow + 2s), std::nullopt) << "asked too long ago";
  EXPECT_EQ(transaction_->question(kBot, kBob, kNow), std::nullopt);
  EXPECT_EQ(transaction_->question(values::BotId{2}, kAlice, kNow), std::nullopt);
  ask("");
  EXPECT_EQ(transaction_->question(kBot, kAlice, kNow), std::nullopt);
  ask(std::string(128, 'x'));
  EXPECT_THROW(ask(std::string(129, 'x')), std::logic_error);
}

TEST_F(Courses, AnEnrolmentIsKeptWhole) {
  shop::Enrolment enrolment = enrolment_of(kAlice, values::OrderId{7});
  enrol(enrolment);
  EXPECT_EQ(transaction_->enrolment(kBot, kAlice, kChess), enrolment);
  enrolment.last_read_at = kNow + 1h;
  enrolment.reminders = 2;
  enrolment.completed_at = kNow + 2h;
  enrolment.certificate = "A1B2";
  enrol(enrolment);
  EXPECT_EQ(transaction_->enrolment(kBot, kAlice, kChess), enrolment);
  enrolment.owned = false;
  enrolment.order = std::nullopt;
  enrolment.enrolled_at = kNow + 3h;
  enrol(enrolment);
  EXPECT_EQ(transaction_->enrolment(kBot, kAlice, kChess), enrolment);
  EXPECT_EQ(transaction_->enrolment(kBot, kAlice, kGo), std::nullopt);
  EXPECT_EQ(transaction_->enrolment(kBot, kBob, kChess), std::nullopt);
  EXPECT_EQ(transaction_->enrolment(values::BotId{2}, kAlice, kChess), std::nullopt);
}

TEST_F(Courses, EnrolmentsComeNewestFirst) {
  shop::Enrolment go = enrolment_of(kAlice);
  go.course = kGo;
  go.enrolled_at = kNow + 1h;
  shop::Enrolment of_bob = enrolment_of(kBob);
  of_bob.enrolled_at = kNow + 2h;
  enrol(go);
  enrol(of_bob);
  enrol(enrolment_of(kAlice));
  EXPECT_THAT(transaction_->enrolments_of(kBot, kAlice, 10), ElementsAre(go, enrolment_of(kAlice)));
  EXPECT_THAT(transaction_->enrolments_of(kBot, kAlice, 1), ElementsAre(go));
  EXPECT_THAT(transaction_->newest_enrolments(kBot, 10), ElementsAre(of_bob, go, enrolment_of(kAlice)));
  EXPECT_THAT(transaction_->newest_enrolments(kBot, 2), ElementsAre(of_bob, go));
  EXPECT_THAT(transaction_->newest_enrolments(values::BotId{2}, 2), IsEmpty());
}

TEST_F(Courses, UsersComeInTheOrderOfTheirLastAction) {
  transaction_->apply(seen(kAlice, kNow + 1s));
  transaction_->apply(seen(kBob, kNow + 2s));
  transaction_->apply(seen(kCarol));
  transaction_->apply(shop::UserSeen{.bot = values::BotId{2}, .user = kDave, .at = kNow + 3s});
  const auto newest = [&](std::size_t limit) {
    std::vector<values::UserId> users;
    for (const shop::User& user : transaction_->newest_users(kBot, limit)) users.push_back(user.user);
    return users;
  };
  EXPECT_THAT(newest(10), ElementsAre(kBob, kAlice, kCarol));
  EXPECT_THAT(newest(2), ElementsAre(kBob, kAlice));
}

TEST_F(Courses, ProgressIsInTheOrderInWhichItWasMade) {
  EXPECT_EQ(transaction_->progress(kBot, kAlice, kChess), shop::Progress{});
  read(kAlice, kPins);
  read(kAlice, kMoves);
  read(kAlice, kPins);
  read(kAlice, kMoves, kGo);
  read(kBob, kMoves);
  answer({.lesson = kPins, .quiz = 1, .choice = 0, .correct = true});
  answer({.lesson = kMoves, .quiz = 0, .choice = 2, .correct = false});
  const shop::Progress progress = transaction_->progress(kBot, kAlice, kChess);
  EXPECT_THAT(progress.read, ElementsAre(kPins, kMoves));
  EXPECT_THAT(progress.answers,
              ElementsAre(shop::QuizAnswer{.lesson = kPins, .quiz = 1, .choice = 0, .correct = true},
                          shop::QuizAnswer{.lesson = kMoves, .quiz = 0, .choice = 2, .correct = false}));
}

TEST_F(Courses, ARightAnswerStays) {
  const auto answered = [&] { return transaction_->progress(kBot, kAlice, kChess).answers; };
  const shop::QuizAnswer wrong{.lesson = kMoves, .quiz = 0, .choice = 2, .correct = false};
  const shop::QuizAnswer wrong_again{.lesson = kMoves, .quiz = 0, .choice = 3, .correct = false};
  const shop::QuizAnswer right{.lesson = kMoves, .quiz = 0, .choice = 1, .correct = true};
  answer(wrong);
  answer(wrong_again);
  EXPECT_THAT(answered(), ElementsAre(wrong_again));
  answer(right);
  answer(wrong);
  EXPECT_THAT(answered(), ElementsAre(right));
}

TEST_F(Courses, MediaAreRememberedUntilTheyAreForgotten) {
  const std::string file = "chess/board.jpg@1";
  transaction_->apply(shop::MediaForgotten{.bot = kBot, .file = file});
  EXPECT_EQ(transaction_->media(kBot, file), std::nullopt);
  for (const char* name : {"first", "second"}) {
    transaction_->apply(shop::MediaRemembered{.bot = kBot, .file = file, .telegram_file = name});
    EXPECT_EQ(transaction_->media(kBot, file), name);
  }
  EXPECT_EQ(transaction_->media(values::BotId{2}, file), std::nullopt) << "Telegram's name is one bot's";
  transaction_->apply(shop::MediaForgotten{.bot = kBot, .file = file});
  EXPECT_EQ(transaction_->media(kBot, file), std::nullopt);
}

TEST_F(Courses, MembershipsAndChannelsAreKeptWhole) {
  shop::Membership membership{
      .bot = kBot, .user = kAlice, .course = kChess, .chat = kChannel, .link = "https://t.me/+x", .changed_at = kNow};
  shop::Membership of_go = membership;
  of_go.course = kGo;
  EXPECT_EQ(transaction_->membership(kBot, kAlice, kChess), std::nullopt);
  transaction_->apply(shop::MembershipChanged{of_go, std::nullopt});
  for (const auto state : {shop::MembershipState::invited, shop::MembershipState::joined, shop::MembershipState::left,
                           shop::MembershipState::removed}) {
    membership.state = state;
    membership.changed_at += 1s;
    transaction_->apply(shop::MembershipChanged{membership, std::nullopt});
    EXPECT_EQ(transaction_->membership(kBot, kAlice, kChess), membership);
  }
  EXPECT_THAT(transaction_->memberships_of(kBot, kAlice), UnorderedElementsAre(membership, of_go));
  EXPECT_THAT(transaction_->memberships_of(kBot, kBob), IsEmpty());

  shop::ChannelStanding standing{.bot = kBot, .chat = kChannel, .usable = true, .at = kNow};
  EXPECT_EQ(transaction_->channel_standing(kBot, kChannel), std::nullopt);
  transaction_->apply(shop::ChannelStandingChanged{standing});
  standing.usable = false;
  standing.problem = "can't invite";
  transaction_->apply(shop::ChannelStandingChanged{standing});
  EXPECT_EQ(transaction_->channel_standing(kBot, kChannel), standing);
  EXPECT_EQ(transaction_->channel_standing(kBot, values::ChatId{-1}), std::nullopt);
}

TEST_F(Courses, WhoWaitsForAChannelHasNoLinkAndComesInTheOrderOfWaiting) {
  const auto member = [&](values::UserId user, std::chrono::seconds since, const std::string& link = "",
                          shop::MembershipState state = shop::MembershipState::invited) {
    const shop::Membership membership{.bot = kBot,
                                      .user = user,
                                      .course = kChess,
                                      .chat = kChannel,
                                      .state = state,
                                      .link = link,
                                      .changed_at = kNow + since};
    transaction_->apply(shop::MembershipChanged{membership, std::nullopt});
    return membership;
  };
  const shop::Membership later = member(kAlice, 2s);
  const shop::Membership earlier = member(kDave, 1s);
  member(kBob, 0s, "https://t.me/+x");
  member(kCarol, 0s, "", shop::MembershipState::joined);
  EXPECT_THAT(transaction_->waiting_for_channel(kBot, kChess, 10), ElementsAre(earlier, later));
  EXPECT_THAT(transaction_->waiting_for_channel(kBot, kChess, 1), ElementsAre(earlier));
  EXPECT_THAT(transaction_->waiting_for_channel(kBot, kGo, 10), IsEmpty());
  EXPECT_THAT(transaction_->waiting_for_channel(values::BotId{2}, kChess, 10), IsEmpty());
}

TEST_F(Courses, StudentsAreThoseWhoHaveNotGivenItBack) {
  for (const auto user : {kAlice, kBob, kCarol, kDave}) transaction_->apply(seen(user));
  shop::Enrolment by_plan = enrolment_of(kBob);
  by_plan.owned = false;
  shop::Enrolment given_back = enrolment_of(kCarol, values::OrderId{8});
  enrol(given_back);
  given_back.owned = false;
  enrol(given_back);
  enrol(enrolment_of(kDave));
  enrol(by_plan);
  enrol(enrolment_of(kAlice, values::OrderId{7}));
  enrol(enrolment_of(values::UserId{500}));
  EXPECT_THAT(students(), ElementsAre(kAlice, kBob, kDave)) << "and nobody whom the bot doesn't know";
  EXPECT_THAT(students({}, 2), ElementsAre(kAlice, kBob));
  EXPECT_THAT(students(kBob), ElementsAre(kDave));
  EXPECT_EQ(transaction_->count_students(kBot, kChess), 3);
  EXPECT_EQ(statistics().students, 4);

  transaction_->apply(shop::UserBlockedBot{.bot = kBot, .user = kBob});
  EXPECT_THAT(students(), ElementsAre(kAlice, kDave));
  EXPECT_EQ(transaction_->count_students(kBot, kChess), 2);
  EXPECT_EQ(statistics().students, 4) << "they have it all the same";
  EXPECT_EQ(transaction_->count_students(kBot, kGo), 0);
  EXPECT_THROW(transaction_->recipients(kBot, shop::Segment::students, {}, kNow, 1), std::logic_error);
}

TEST_F(Courses, StatisticsFollowWhatHappens) {
  EXPECT_EQ(statistics(), shop::CourseStatistics{});
  for (int i = 0; i < 3; ++i) transaction_->apply(shop::CourseViewed{.bot = kBot, .course = kChess});
  transaction_->apply(shop::CourseViewed{.bot = kBot, .course = kGo});
  transaction_->apply(shop::CourseSold{.bot = kBot, .course = kChess, .paid = values::Stars{500}});
  transaction_->apply(shop::CourseSold{.bot = kBot, .course = kChess, .paid = values::Stars{400}});
  transaction_->apply(shop::CourseCompleted{.bot = kBot, .course = kChess});
  enrol(enrolment_of(kAlice));
  enrol(enrolment_of(kBob));
  read(kAlice, kMoves);
  read(kAlice, kMoves);
  read(kAlice, kPins);
  read(kBob, kMoves);
  const shop::CourseStatistics found = statistics();
  EXPECT_EQ(found.views, 3);
  EXPECT_EQ(found.sales, 2);
  EXPECT_EQ(found.received, values::Stars{900});
  EXPECT_EQ(found.students, 2);
  EXPECT_EQ(found.completed, 1);
  EXPECT_THAT(found.readers, UnorderedElementsAre(Pair(kMoves, 2), Pair(kPins, 1)));

  forget(kAlice);
  EXPECT_EQ(statistics().students, 1);
  EXPECT_EQ(statistics().sales, 2) << "what was sold stays";
  EXPECT_EQ(statistics().completed, 1);
  EXPECT_THAT(statistics().readers, ElementsAre(Pair(kMoves, 1)));
}

TEST_F(Courses, NothingOfThemIsLeftOfWhoIsForgotten) {
  using shop::TimerKind;
  const values::UserId similar{1'000};
  for (const auto user : {kAlice, kBob, similar}) {
    const std::string number = std::to_string(user.value());
    enrol(enrolment_of(user));
    read(user, kMoves);
    transaction_->apply(
        shop::QuizAnswered{.bot = kBot, .user = user, .course = kChess, .answer = {kMoves}, .at = kNow});
    transaction_->apply(shop::QuestionAsked{.bot = kBot, .user = user, .about = "x", .at = kNow});
    transaction_->apply(shop::MembershipChanged{
        {.bot = kBot, .user = user, .course = kChess, .chat = kChannel, .changed_at = kNow}, std::nullopt});
    for (const auto kind : {TimerKind::course_reminder, TimerKind::lesson_opens}) {
      transaction_->apply(shop::TimerSet{kind, number + " chess", kNow});
      transaction_->apply(shop::TimerSet{kind, number + " go", kNow});
    }
    transaction_->apply(shop::TimerSet{TimerKind::channel_access, number, kNow});
  }
  forget(kAlice);
  EXPECT_EQ(transaction_->enrolment(kBot, kAlice, kChess), std::nullopt);
  EXPECT_EQ(transaction_->progress(kBot, kAlice, kChess), shop::Progress{});
  EXPECT_EQ(transaction_->question(kBot, kAlice, kNow), std::nullopt);
  EXPECT_THAT(transaction_->memberships_of(kBot, kAlice), IsEmpty());
  EXPECT_EQ(transaction_->due_timers(kNow, 100).size(), 10U) << "those of the others";
  for (const auto user : {kBob, similar}) {
    EXPECT_TRUE(transaction_->enrolment(kBot, user, kChess));
    EXPECT_EQ(transaction_->progress(kBot, user, kChess).answers.size(), 1U);
    EXPECT_TRUE(transaction_->question(kBot, user, kNow));
    EXPECT_EQ(transaction_->memberships_of(kBot, user).size(), 1U);
  }
  transaction_->commit();
  EXPECT_THAT(store_->contradictions(), IsEmpty());
}

TEST_F(Courses, ABroadcastToStudentsNamesTheirCourse) {
  shop::Broadcast broadcast{.id = transaction_->next_broadcast_id(),
                            .bot = kBot,
                            .owner = values::UserId{1},
                            .segment = shop::Segment::students,
                            .course = kChess,
                            .text = "Hello",
                            .created_at = kNow};
  transaction_->apply(shop::BroadcastDrafted{broadcast});
  EXPECT_EQ(transaction_->broadcast(broadcast.id), broadcast);
  broadcast.course = kGo;
  transaction_->apply(shop::BroadcastChanged{broadcast});
  EXPECT_EQ(transaction_->broadcast(broadcast.id), broadcast);
  broadcast.course = {};
  EXPECT_THROW(transaction_->apply(shop::BroadcastChanged{broadcast}), std::logic_error);
}

TEST_F(Courses, AreAsFastWithManyStudents) {
  transaction_->commit();
  const std::string numbers =
      "WITH RECURSIVE numbers (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000) ";
  ASSERT_EQ(run_sql(numbers + "INSERT INTO users (bot, user, language, last_action_at, blocked_the_bot)"
                              " SELECT 1, n, 'en', 0, 0 FROM numbers"),
            "");
  ASSERT_EQ(run_sql(numbers +
                    "INSERT INTO enrolments (bot, user, course, owned, enrolled_at, reminders, certificate, student)"
                    " SELECT 1, n, iif(n % 2, 'chess', 'go'), 1, n, 0, '', 1 FROM numbers"),
            "");
  ASSERT_EQ(run_sql(numbers + "INSERT INTO lessons_read (bot, user, course, lesson, place, read_at)"
                              " SELECT 1, n, 'chess', 'moves', 1, n FROM numbers"),
            "");
  const auto transaction = store_->begin();
  int thousands_of_steps = 0;
  const auto count = [](void* steps) { return ++*static_cast<int*>(steps), 0; };
  sqlite3* connection = dynamic_cast<sqlite::SqliteStore&>(*store_).database().handle();
  sqlite3_progress_handler(connection, 1'000, count, &thousands_of_steps);
  EXPECT_EQ(transaction->course_statistics(kBot, kChess).students, 9'500);
  EXPECT_THAT(transaction->course_statistics(kBot, kChess).readers, ElementsAre(Pair(kMoves, 19'001)));
  EXPECT_EQ(transaction->students(kBot, kChess, values::UserId{10'000}, 30).size(), 30U);
  EXPECT_EQ(transaction->enrolments_of(kBot, values::UserId{10'000}, 10).size(), 1U);
  EXPECT_EQ(transaction->newest_enrolments(kBot, 10).size(), 10U);
  EXPECT_LE(thousands_of_steps, 2) << "of SQLite's machine; a look at each student takes some 10 times as many";
  sqlite3_progress_handler(connection, 0, nullptr, nullptr);
}

}  // namespace
}  // namespace store
