#include <gmock/gmock.h>

#include "channel_scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const values::CourseId kSql{"sql"};

std::optional<shop::Enrolment> enrolment_of(Scene& scene, const Person& person, const values::CourseId& course) {
  return scene.store.enrolment(kBot, person.id(), course);
}

void block(Scene& scene, const Person& person) {
  scene.receives(telegram::MyChatMember{
      .chat = {.id = person.chat(), .type = "private"}, .from = user_of(person), .new_status = "kicked"});
}

TEST(CourseGranting, GivesTheCourseAndTellsBoth) {
  Scene scene;
  scene.says(kIvan, "/start");
  const Answers granted = scene.says(kOwen, "/grant 102 course:SQL");
  EXPECT_EQ(granted.to(kOwen).at(0).text(), "Customer 102 has got the course “SQL in an evening”.");
  const Answer receipt = granted.to(kIvan).at(0);
  EXPECT_THAT(receipt.text(), HasSubstr("«SQL за вечер»"));
  EXPECT_EQ(receipt.lane, store::Lane::receipt);
  EXPECT_EQ(receipt.buttons().at(0).callback_data, "read:sql");
  ASSERT_TRUE(enrolment_of(scene, kIvan, kSql));
  EXPECT_TRUE(enrolment_of(scene, kIvan, kSql)->owned);
  EXPECT_EQ(enrolment_of(scene, kIvan, kSql)->order, std::nullopt);
  EXPECT_THAT(granted.effects<shop::CourseSold>(), IsEmpty());
  EXPECT_EQ(scene.store.audit.at(0).action, "grant");
  EXPECT_EQ(scene.store.audit.at(0).subject, "102");
  EXPECT_EQ(scene.store.audit.at(0).details, "course:sql");
}

TEST(CourseGranting, LetsThemIntoTheChannel) {
  ChannelScene scene;
  scene.says(kAnna, "/start");
  EXPECT_THAT(scene.says(kOwen, "/grant 101 course:club").of("createChatInviteLink"), SizeIs(1));
  EXPECT_THAT(scene.joins(kAnna).only().text(), HasSubstr("Welcome"));
}

TEST(CourseGranting, GivesBackWhatWasRefunded) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.is_refunded(kAnna, {.payload = "order:1", .amount = 150, .charge = "bought-1"});
  EXPECT_FALSE(enrolment_of(scene, kAnna, kSql)->owned);
  scene.says(kOwen, "/grant 101 course:sql");
  EXPECT_TRUE(enrolment_of(scene, kAnna, kSql)->owned);
  EXPECT_EQ(enrolment_of(scene, kAnna, kSql)->order, std::nullopt);
}

TEST(CourseGranting, ToWhoeverBlockedTheBotSaysSo) {
  ChannelScene scene;
  scene.says(kAnna, "/start");
  block(scene, kAnna);
  const Answers granted = scene.says(kOwen, "/grant 101 course:club");
  EXPECT_THAT(granted.only().text(), HasSubstr("blocked the bot"));
  EXPECT_TRUE(enrolment_of(scene, kAnna, kClub)->owned);
}

TEST(CourseGranting, RefusesWhatMakesNoSense) {
  Scene scene;
  scene.says(kAnna, "/start");
  EXPECT_THAT(scene.says(kOwen, "/grant 101 course:nothing").only().text(), HasSubstr("“nothing”"));
  EXPECT_THAT(scene.says(kOwen, "/grant 999 course:sql").only().text(), HasSubstr("999"));
  for (const char* text : {"/grant 101 course:", "/grant 101 course:../x", "/grant x course:sql",
                           "/grant 101 course:sql 5", "/grant 101 course"}) {
    EXPECT_THAT(scene.says(kOwen, text).only().text(), HasSubstr("/grant 123456789 course:sql")) << text;
  }
  EXPECT_THAT(scene.store.audit, IsEmpty());
  scene.buys(kAnna, kSql);
  EXPECT_THAT(scene.says(kOwen, "/grant 101 course:sql").only().text(), HasSubstr("already"));
  EXPECT_THAT(scene.says(kAnna, "/grant 101 course:sql").only().text(), Not(HasSubstr("already")));
  EXPECT_THAT(scene.store.audit, IsEmpty());
}

TEST(CourseRevoking, TakesTheCourseAndTheChannel) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  const Answers revoked = scene.says(kOwen, "/revoke 101 course:club");
  EXPECT_THAT(revoked.to(kOwen).at(0).text(), AllOf(HasSubstr("Writers' club"), HasSubstr("/refund")));
  EXPECT_THAT(revoked.to(kAnna).at(0).text(), HasSubstr("/support"));
  EXPECT_FALSE(enrolment_of(scene, kAnna, kClub)->owned);
  EXPECT_THAT(scene.goes_on().of("banChatMember"), SizeIs(1));
  EXPECT_EQ(scene.store.audit.at(0).details, "was course:club");
  EXPECT_THAT(scene.says(kOwen, "/revoke 101 course:club").only().text(), HasSubstr("doesn't own"));
}

TEST(CourseRevoking, LeavesWhatAPlanGives) {
  ChannelScene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  scene.buys_and_joins(kAnna);
  const Answers revoked = scene.says(kOwen, "/revoke 101 course:club");
  EXPECT_THAT(revoked.only().text(), HasSubstr("by their plan"));
  EXPECT_THAT(scene.goes_on().of("banChatMember"), IsEmpty());
}

TEST(CourseRevoking, WorksForACourseWhoseFolderIsGone) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  scene.catalogue = sample_catalogue();
  EXPECT_THAT(scene.says(kOwen, "/revoke 101 course:club").to(kOwen).at(0).text(), HasSubstr("“club”"));
  EXPECT_FALSE(enrolment_of(scene, kAnna, kClub)->owned);
}

TEST(CourseRevoking, RefusesWhatMakesNoSense) {
  Scene scene;
  scene.says(kAnna, "/start");
  EXPECT_THAT(scene.says(kOwen, "/revoke 101 course:sql").only().text(), HasSubstr("doesn't own"));
  EXPECT_THAT(scene.says(kOwen, "/revoke 101 course:").only().text(), HasSubstr("/revoke 123456789 course:sql"));
  EXPECT_THAT(scene.store.audit, IsEmpty());
}

}  // namespace
}  // namespace bot
