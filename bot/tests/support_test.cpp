#include <gmock/gmock.h>

#include "scene.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Support, SaysHowToReachTheOwnerAndWhatToTell) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/paysupport").only().text(),
              AllOf(HasSubstr("/paysupport I have paid"), HasSubstr("payment number"), HasSubstr("Telegram's own")));
  scene.owners.clear();
  EXPECT_THAT(scene.says(kAnna, "/paysupport").only().text(),
              AllOf(HasSubstr("bot's profile"), HasSubstr("payment number"), HasSubstr("Telegram's own")));
}

TEST(Support, CarriesARequestToEachOwner) {
  Scene scene;
  const Answers answers = scene.says(kAnna, "/paysupport where is my plan?");
  EXPECT_THAT(answers.to(kAnna), SizeIs(1));
  for (const Person& owner : {kOlga, kOwen}) {
    ASSERT_THAT(answers.to(owner), SizeIs(1));
    EXPECT_THAT(answers.to(owner)[0].text(), AllOf(HasSubstr("where is my plan?"), HasSubstr("/answer 101")));
  }
}

TEST(Support, GivesTheOwnersTheFactsAndTheCommands) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, link, "stx-1", true);
  scene.is_charged(kAnna, {.payload = "gift", .amount = 7, .charge = "stx-2"});
  scene.is_refunded(kAnna, {.payload = "gift", .amount = 7, .charge = "stx-2"});
  const std::string told = scene.says(kAnna, "/paysupport help").to(kOwen).at(0).text();
  EXPECT_THAT(told, AllOf(HasSubstr("Plan: Lite until 2 March 2026, 12:00 UTC"), HasSubstr("for 100 ⭐"),
                          HasSubstr("/refund stx-1"), HasSubstr("7 ⭐ (taken back)\nstx-2"), HasSubstr("/answer 101")));
}

TEST(Support, CutsTheRequestBeforeTheFacts) {
  Scene scene;
  for (const char* mark : {"1", "2", "3"}) {
    scene.is_charged(kAnna, {.payload = "gift", .charge = std::string(5000, 'c') + mark});
  }
  const Answers answers = scene.says(kAnna, "/paysupport " + std::string(4000, 'x'));
  const std::string told = answers.to(kOwen).at(0).text();
  EXPECT_LE(values::count_code_points(told), 4096U);
  EXPECT_THAT(told, AllOf(HasSubstr("/answer 101"), HasSubstr("/refund ccc"), HasSubstr("xxx…")));
}

TEST(Support, WritesDownThatAnOwnerAnsweredAndNotWhat) {
  Scene scene;
  scene.says(kAnna, "/start");
  const Answers answers = scene.says(kOwen, "/answer 101 a secret");
  ASSERT_THAT(answers.effects<shop::OwnerActed>(), SizeIs(1));
  const shop::AuditEntry entry = answers.effects<shop::OwnerActed>()[0].entry;
  EXPECT_EQ(entry.owner, kOwen.id());
  EXPECT_EQ(entry.action, "answer");
  EXPECT_EQ(entry.subject, "101");
  EXPECT_EQ(entry.details, "");
}

TEST(Support, PromisesNothingWithoutOwners) {
  Scene scene;
  scene.owners.clear();
  EXPECT_THAT(scene.says(kAnna, "/paysupport where is my plan?").only().text(), HasSubstr("bot's profile"));
}

TEST(Support, CarriesTheAnswerBackInTheCustomersLanguage) {
  Scene scene;
  scene.says(kIvan, "/paysupport где мой тариф?");
  const Answers answers = scene.says(kOwen, "/answer 102 Уже\nработает!");
  ASSERT_THAT(answers.to(kIvan), SizeIs(1));
  EXPECT_THAT(answers.to(kIvan)[0].text(), AllOf(HasSubstr("Ответ поддержки"), HasSubstr("Уже\nработает!")));
  EXPECT_THAT(answers.to(kOwen), SizeIs(1));
}

TEST(Support, AnswersOnlyKnownCustomersAndOnlyWithAText) {
  Scene scene;
  EXPECT_THAT(scene.says(kOwen, "/answer 999 hello").only().text(), HasSubstr("999"));
  for (const char* text : {"/answer", "/answer 102", "/answer Ivan hello", "/answer -102 hello", "/answer 1e3 hello",
                           "/answer 99999999999999999999 hello"}) {
    EXPECT_THAT(scene.says(kOwen, text).only().text(), HasSubstr("for example")) << text;
  }
}

TEST(Support, LetsNobodyButOwnersAnswer) {
  Scene scene;
  scene.says(kIvan, "/start");
  const Answers answers = scene.says(kAnna, "/answer 102 give me your Stars");
  EXPECT_THAT(answers.to(kIvan), IsEmpty());
  EXPECT_EQ(answers.only().text(), scene.says(kAnna, "/nonsense").only().text());
}

TEST(Support, CutsWhatWouldNotFitIntoOneMessage) {
  Scene scene;
  std::string long_request = "/paysupport ";
  while (values::count_code_points(long_request) < 4096) long_request += "ж";
  const Answers request = scene.says(kAnna, long_request);
  ASSERT_THAT(request.to(kOwen), SizeIs(1));
  EXPECT_LE(values::count_code_points(request.to(kOwen)[0].text()), 4096U);
  EXPECT_THAT(request.to(kOwen)[0].text(), HasSubstr("/answer 101")) << "how to answer must survive the cut";
}

}  // namespace
}  // namespace bot
