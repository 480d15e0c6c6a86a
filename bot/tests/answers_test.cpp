#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(CallAnswered, AboutWhatTheBotDoesNotKnowChangesNothing) {
  Scene scene;
  for (const char* method : {"createInvoiceLink", "refundStarPayment", "editUserStarSubscription", "sendMessage", ""}) {
    for (const char* subject : {"", "order:1", "order:-1", "stx-1", "\xFF"}) {
      for (const bool worked : {true, false}) {
        const Answers answers = scene.is_answered(method, subject, worked ? std::optional("true") : std::nullopt, "no");
        EXPECT_THAT(answers.decision.effects, IsEmpty()) << method << " " << subject;
        EXPECT_THAT(answers.all, IsEmpty()) << method << " " << subject;
      }
    }
  }
}

TEST(CallAnswered, ALinkBeyondAllMeasureIsNone) {
  Scene scene;
  scene.says(kAnna, "/subscribe lite");
  for (const std::string& link : {std::string(), std::string(100'000, 'x')}) {
    const Answers answers = scene.is_answered("createInvoiceLink", "order:1", link);
    EXPECT_THAT(answers.to(kAnna).at(0).buttons(), IsEmpty());
    EXPECT_THAT(answers.to(kOwen), SizeIs(1));
  }
}

TEST(CallAnswered, ThatARenewalCannotBeCanceledIsForTheOwners) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, link, "stx-1", true);
  scene.presses(kAnna, "renewal:stop:1");
  EXPECT_THAT(scene.is_answered("editUserStarSubscription", "stx-1", "true").all, IsEmpty());
  const Answers refused =
      scene.is_answered("editUserStarSubscription", "stx-1", std::nullopt, "Bad Request: CHARGE_ID_INVALID");
  EXPECT_THAT(refused.to(kAnna), IsEmpty());
  for (const Person& owner : {kOlga, kOwen}) {
    ASSERT_THAT(refused.to(owner), SizeIs(1));
    EXPECT_THAT(refused.to(owner)[0].text(),
                AllOf(HasSubstr("CHARGE_ID_INVALID"), HasSubstr("101"), HasSubstr("stx-1")));
  }
}

TEST(CallAnswered, ThatARenewalWhichIsOverCannotBeCanceledConcernsNobody) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, link, "stx-1", true);
  scene.presses(kAnna, "renewal:stop:1");
  scene.waits(std::chrono::days{30});
  EXPECT_THAT(scene.is_answered("editUserStarSubscription", "stx-1", std::nullopt, "CHARGE_ID_INVALID").all, IsEmpty());
}

TEST(CallAnswered, IsNotReportedASecondTimeAsUndeliverable) {
  Scene scene;
  for (const char* method : {"createInvoiceLink", "refundStarPayment", "editUserStarSubscription"}) {
    const Undeliverable message{
        .method = method, .chat = kAnna.chat(), .lane = store::Lane::receipt, .reason = "CHARGE_ID_INVALID"};
    EXPECT_THAT(decide(message, scene.store, scene.situation()).outgoing, IsEmpty()) << method;
  }
}

}  // namespace
}  // namespace bot
