#include <gmock/gmock.h>

#include "scene.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

TEST(Auditing, ListsWhatOwnersDidNewestFirst) {
  Scene scene;
  scene.says(kAnna, "/start");
  scene.says(kOwen, "/grant 101 pro 14");
  scene.now += std::chrono::minutes{5};
  scene.says(kOlga, "/revoke 101");
  scene.says(kOwen, "/export payments");
  EXPECT_EQ(scene.says(kOwen, "/audit").only().text(),
            "What owners did, newest first:\n\n"
            "2026-01-31 12:05 UTC, 2: export payments (rows: 0)\n"
            "2026-01-31 12:05 UTC, 1: revoke 101 (was pro until 2026-02-14 12:00 UTC)\n"
            "2026-01-31 12:00 UTC, 2: grant 101 (14 days; pro until 2026-02-14 12:00 UTC)");
}

TEST(Auditing, HasNothingToSayAtFirst) {
  Scene scene;
  EXPECT_EQ(scene.says(kOwen, "/audit").only().text(), "No owner has changed or exported anything yet.");
}

TEST(Auditing, NotesWhatTheOtherOwnerCommandsDo) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.says(kOwen, "/answer 101 Hello!");
  scene.says(kOlga, "/refund bought-1");
  ASSERT_THAT(scene.store.audit, SizeIs(2));
  EXPECT_EQ(scene.store.audit[0].action, "answer");
  EXPECT_EQ(scene.store.audit[0].subject, "101");
  EXPECT_THAT(scene.store.audit[0].details, Not(HasSubstr("Hello"))) << "messages are not kept";
  EXPECT_EQ(scene.store.audit[1].action, "refund");
  EXPECT_EQ(scene.store.audit[1].subject, "bought-1");
  EXPECT_EQ(scene.store.audit[1].owner, kOlga.id());
}

TEST(Auditing, ShowsTwentyAndFitsIntoAMessage) {
  Scene scene;
  for (int i = 0; i < 30; ++i) {
    scene.store.audit.push_back({.bot = kBot,
                                 .owner = kOwen.id(),
                                 .action = "act-" + std::to_string(i),
                                 .subject = "s",
                                 .details = "d",
                                 .at = scene.now});
  }
  std::string text = scene.says(kOwen, "/audit").only().text();
  EXPECT_THAT(text, HasSubstr("act-29"));
  EXPECT_THAT(text, HasSubstr("act-10 "));
  EXPECT_THAT(text, Not(HasSubstr("act-9 ")));

  for (shop::AuditEntry& entry : scene.store.audit) entry.subject = entry.details = std::string(5'000, 'x');
  text = scene.says(kOwen, "/audit").only().text();
  EXPECT_LE(values::count_code_points(text), 4096U);
  EXPECT_THAT(text, HasSubstr("act-20"));
}

TEST(Auditing, IsForOwnersOnly) {
  Scene scene;
  EXPECT_EQ(scene.says(kAnna, "/audit").only().text(), scene.says(kAnna, "/nonsense").only().text());
}

}  // namespace
}  // namespace bot
