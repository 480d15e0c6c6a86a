#include <map>

#include <gmock/gmock.h>

#include "csv_reader.hpp"
#include "scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Rows of a file, each a map from the column's name.
std::vector<std::map<std::string, std::string>> rows_of(const Answers& answers) {
  const std::optional<telegram::Document>& document = answers.only().document;
  if (!document) throw std::invalid_argument("no file was sent");
  const auto records = read_csv(document->content);
  std::vector<std::map<std::string, std::string>> rows;
  for (std::size_t i = 1; i < records.size(); ++i) {
    EXPECT_EQ(records[i].size(), records[0].size());
    std::map<std::string, std::string>& row = rows.emplace_back();
    for (std::size_t column = 0; column < records[0].size(); ++column) row[records[0][column]] = records[i][column];
  }
  return rows;
}

TEST(Exporting, SendsThePaymentsAsAFile) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.now += std::chrono::hours{1};
  scene.buys(kIvan, shop::PlanId::pro);
  const Answers answers = scene.says(kOwen, "/export payments");
  const Answer& file = answers.only();
  EXPECT_EQ(file.method, "sendDocument");
  EXPECT_EQ(file.chat, kOwen.chat());
  EXPECT_EQ(file.document->name, "payments-2026-01-31.csv");
  EXPECT_EQ(file.string("caption"), "2 payments, newest first. Times are in UTC.");

  const auto rows = rows_of(answers);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].at("charge"), "bought-2");
  EXPECT_EQ(rows[0].at("received_at"), "2026-01-31T13:00:00.000Z");
  EXPECT_EQ(rows[0].at("payer"), "102");
  EXPECT_EQ(rows[0].at("order"), "2");
  EXPECT_EQ(rows[0].at("plan"), "pro");
  EXPECT_EQ(rows[0].at("kind"), "one_off");
  EXPECT_EQ(rows[0].at("stars"), "300");
  EXPECT_EQ(rows[0].at("source"), "update");
  EXPECT_EQ(rows[0].at("refunded_stars"), "");
  EXPECT_EQ(rows[0].at("payload"), "order:2");
  EXPECT_EQ(rows[0].at("provider_charge"), "provider-bought-2");
  EXPECT_EQ(rows[1].at("charge"), "bought-1");
}

TEST(Exporting, TellsWhatWentBack) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.now += std::chrono::hours{1};
  scene.is_refunded(kAnna, {.payload = "order:1", .charge = "bought-1"});
  const auto rows = rows_of(scene.says(kOwen, "/export payments"));
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].at("refunded_stars"), "100");
  EXPECT_EQ(rows[0].at("refunded_at"), "2026-01-31T13:00:00.000Z");
  EXPECT_EQ(rows[0].at("refund_kind"), "chargeback");
}

TEST(Exporting, KeepsFormulasOutOfPayments) {
  Scene scene;
  scene.is_charged(kAnna, {.payload = "=cmd|'/C calc'!A0", .charge = "@charge,\"x\""});
  const auto rows = rows_of(scene.says(kOwen, "/export payments"));
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].at("payload"), "'=cmd|'/C calc'!A0");
  EXPECT_EQ(rows[0].at("charge"), "'@charge,\"x\"");
  EXPECT_EQ(rows[0].at("order"), "");
  EXPECT_EQ(rows[0].at("plan"), "");
}

TEST(Exporting, SendsTheSubscriptionsAsAFile) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.now += std::chrono::hours{1};
  const std::string payload = scene.subscribes(kIvan, shop::PlanId::pro);
  scene.is_charged_for_renewal(kIvan, payload, "stx-first", true);
  const Answers answers = scene.says(kOlga, "/EXPORT Subscriptions");
  EXPECT_EQ(answers.only().document->name, "subscriptions-2026-01-31.csv");
  EXPECT_EQ(answers.only().string("caption"), "Подписок: 2, сначала новые. Время — UTC.");

  const auto rows = rows_of(answers);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].at("user"), "102");
  EXPECT_EQ(rows[0].at("plan"), "pro");
  EXPECT_EQ(rows[0].at("stage"), "running");
  EXPECT_EQ(rows[0].at("ends_at"), "2026-03-02T13:00:00.000Z");
  EXPECT_EQ(rows[0].at("worth_stars"), "300");
  EXPECT_EQ(rows[0].at("renewal_state"), "active");
  EXPECT_EQ(rows[0].at("renewal_stars"), "300");
  EXPECT_EQ(rows[0].at("renewal_charge"), "stx-first");
  EXPECT_EQ("order:" + rows[0].at("renewal_order"), payload);
  EXPECT_EQ(rows[1].at("user"), "101");
  EXPECT_EQ(rows[1].at("renewal_state"), "");
}

TEST(Exporting, TellsWherePlansAreInTheirLife) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.now += std::chrono::days{31};
  EXPECT_EQ(rows_of(scene.says(kOwen, "/export subscriptions")).at(0).at("stage"), "in_grace");
  scene.now += std::chrono::days{31};
  EXPECT_EQ(rows_of(scene.says(kOwen, "/export subscriptions")).at(0).at("stage"), "over");
}

TEST(Exporting, OfNothingIsAFileWithAHeader) {
  Scene scene;
  const Answers answers = scene.says(kOwen, "/export payments");
  EXPECT_THAT(rows_of(answers), IsEmpty());
  EXPECT_THAT(answers.only().string("caption"), HasSubstr("0 payments"));
  EXPECT_THAT(answers.only().document->content, HasSubstr("charge,received_at"));
}

TEST(Exporting, HoldsTheNewestTwentyThousandAndSaysSo) {
  Scene scene;
  constexpr int kOneTooMany = 20'001;
  for (int i = 0; i < kOneTooMany; ++i) {
    const values::UserId user{1'000'000 + i};
    scene.store.subscriptions[{kBot, user}] = {
        .bot = kBot, .user = user, .started_at = scene.now + std::chrono::seconds{i}, .ends_at = scene.now};
  }
  const Answers answers = scene.says(kOwen, "/export subscriptions");
  EXPECT_THAT(answers.only().string("caption"), AllOf(HasSubstr("20000 subscriptions"), HasSubstr("left out")));
  const auto records = read_csv(answers.only().document->content);
  ASSERT_THAT(records, SizeIs(kOneTooMany)) << "with the header";
  EXPECT_EQ(records[1][0], "1020000");
  EXPECT_EQ(records.back()[0], "1000001");
}

TEST(Exporting, SendsTheUsersAsAFile) {
  Scene scene;
  scene.says(kAnna, "/start");
  scene.buys(kAnna, shop::PlanId::lite);
  scene.buys(kAnna, values::CourseId{"sql"});
  scene.now += std::chrono::hours{1};
  scene.says(kIvan, "/start");
  scene.receives(telegram::MyChatMember{
      .chat = {.id = kIvan.chat(), .type = "private"}, .from = user_of(kIvan), .new_status = "kicked"});
  scene.now += std::chrono::hours{1};
  const Answers answers = scene.says(kOwen, "/export users");
  EXPECT_EQ(answers.only().document->name, "users-2026-01-31.csv");
  EXPECT_EQ(answers.only().string("caption"), "2 users, who was here last first. Times are in UTC.");
  const auto rows = rows_of(answers);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].at("user"), "102");
  EXPECT_EQ(rows[0].at("language"), "ru");
  EXPECT_EQ(rows[0].at("last_action_at"), "2026-01-31T13:00:00.000Z");
  EXPECT_EQ(rows[0].at("blocked_the_bot"), "yes");
  EXPECT_EQ(rows[0].at("courses"), "");
  EXPECT_EQ(rows[1].at("user"), "101");
  EXPECT_EQ(rows[1].at("blocked_the_bot"), "no");
  EXPECT_EQ(rows[1].at("wants_reminders"), "yes");
  EXPECT_EQ(rows[1].at("plan"), "lite");
  EXPECT_EQ(rows[1].at("plan_ends_at"), "2026-03-02T12:00:00.000Z");
  EXPECT_EQ(rows[1].at("courses"), "sql");
}

TEST(Exporting, SendsTheProgressAsAFile) {
  Scene scene;
  scene.buys(kAnna, values::CourseId{"sql"});
  scene.presses(kAnna, "lesson:sql:tables");
  scene.now += std::chrono::hours{1};
  scene.presses(kAnna, "lesson:sql:select");
  const Answers answers = scene.says(kOwen, "/export progress");
  EXPECT_EQ(answers.only().string("caption"), "1 student of a course, newest first. Times are in UTC.");
  const auto rows = rows_of(answers);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].at("user"), "101");
  EXPECT_EQ(rows[0].at("course"), "sql");
  EXPECT_EQ(rows[0].at("enrolled_at"), "2026-01-31T12:00:00.000Z");
  EXPECT_EQ(rows[0].at("owned"), "yes");
  EXPECT_EQ(rows[0].at("lessons_read"), "2");
  EXPECT_EQ(rows[0].at("lessons"), "4");
  EXPECT_EQ(rows[0].at("percent"), "50");
  EXPECT_EQ(rows[0].at("last_read_at"), "2026-01-31T13:00:00.000Z");
  EXPECT_EQ(rows[0].at("completed_at"), "");
  EXPECT_EQ(rows[0].at("certificate"), "");

  scene.changes([](shop::Course& course) { course.id = values::CourseId{"other"}; });
  const auto gone = rows_of(scene.says(kOwen, "/export progress"));
  EXPECT_EQ(gone.at(0).at("lessons_read"), "2") << "the course's folder is gone";
  EXPECT_EQ(gone.at(0).at("lessons"), "");
  EXPECT_EQ(gone.at(0).at("percent"), "");
}

TEST(Exporting, IsWrittenDown) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.says(kOwen, "/export payments");
  ASSERT_THAT(scene.store.audit, SizeIs(1));
  EXPECT_EQ(scene.store.audit[0].owner, kOwen.id());
  EXPECT_EQ(scene.store.audit[0].action, "export");
  EXPECT_EQ(scene.store.audit[0].subject, "payments");
  EXPECT_EQ(scene.store.audit[0].details, "rows: 1");
}

TEST(Exporting, ExplainsItselfAndWritesNothingDown) {
  Scene scene;
  for (const char* text : {"/export", "/export lessons", "/export payments subscriptions", "/export =1"}) {
    EXPECT_THAT(scene.says(kOwen, text).only().text(), HasSubstr("/export payments\n/export subscriptions")) << text;
  }
  EXPECT_THAT(scene.store.audit, IsEmpty());
}

TEST(Exporting, IsForOwnersOnly) {
  Scene scene;
  const Answers answers = scene.says(kAnna, "/export payments");
  EXPECT_EQ(answers.only().text(), scene.says(kAnna, "/nonsense").only().text());
  EXPECT_THAT(scene.store.audit, IsEmpty());
}

}  // namespace
}  // namespace bot
