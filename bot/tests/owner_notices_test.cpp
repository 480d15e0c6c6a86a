#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Undeliverable, NotesThatTheUserBlockedTheBot) {
  Scene scene;
  const Answers answers = answers_in(decide(
      Undeliverable{.method = "sendMessage", .chat = kAnna.chat(), .blocked_by_user = true, .reason = "Forbidden"},
      scene.store, scene.situation()));
  ASSERT_THAT(answers.effects<shop::UserBlockedBot>(), SizeIs(1));
  EXPECT_EQ(answers.effects<shop::UserBlockedBot>()[0].user, kAnna.id());
  EXPECT_THAT(answers.all, IsEmpty());
}

TEST(Undeliverable, InAGroupOrWithoutAChatBlamesNobody) {
  Scene scene;
  for (const std::optional<values::ChatId> chat :
       {std::optional(values::ChatId{-100}), std::optional<values::ChatId>()}) {
    const Decision decision =
        decide(Undeliverable{.method = "sendMessage", .chat = chat, .blocked_by_user = true, .reason = ""}, scene.store,
               scene.situation());
    EXPECT_THAT(decision.effects, IsEmpty());
    EXPECT_THAT(decision.outgoing, IsEmpty());
  }
}

TEST(Undeliverable, ReceiptsAndInvoicesAreReported) {
  Scene scene;
  const Undeliverable receipt{.method = "sendMessage",
                              .chat = kAnna.chat(),
                              .lane = store::Lane::receipt,
                              .reason = "Bad Request: chat not found"};
  const Undeliverable invoice{
      .method = "sendInvoice", .chat = kAnna.chat(), .reason = "Bad Request: STARS_INVOICE_INVALID"};
  for (const Undeliverable& message : {receipt, invoice}) {
    const Answers answers = answers_in(decide(message, scene.store, scene.situation()));
    EXPECT_THAT(answers.to(kOlga), SizeIs(1));
    EXPECT_THAT(answers.to(kOwen).at(0).text(), AllOf(HasSubstr("101"), HasSubstr(message.reason)));
  }
}

TEST(Undeliverable, NeverCausesAReportAboutItsOwnReport) {
  Scene scene;
  const Undeliverable receipt{.method = "sendMessage",
                              .chat = kOlga.chat(),
                              .lane = store::Lane::receipt,
                              .blocked_by_user = true,
                              .reason = "no"};
  const Answers first = answers_in(decide(receipt, scene.store, scene.situation()));
  EXPECT_THAT(first.to(kOlga), IsEmpty());
  ASSERT_THAT(first.to(kOwen), SizeIs(1));

  const Answer notice = first.to(kOwen)[0];
  const Undeliverable lost_notice{
      .method = notice.method, .chat = notice.chat, .lane = notice.lane, .blocked_by_user = true, .reason = "no"};
  EXPECT_THAT(decide(lost_notice, scene.store, scene.situation()).outgoing, IsEmpty());
}

TEST(Undeliverable, QuotesTelegramBriefly) {
  Scene scene;
  const Answers answers = answers_in(
      decide(Undeliverable{.method = "sendInvoice", .chat = kAnna.chat(), .reason = std::string(10'000, 'x') + "\xFF"},
             scene.store, scene.situation()));
  EXPECT_LT(answers.to(kOwen).at(0).text().size(), 1000U);
}

TEST(UpdatePutAside, IsToldToEachOwnerInBothLanguages) {
  Scene scene;
  const Answers answers = answers_in(
      decide(UpdatePutAside{.update = values::UpdateId{4711}, .reason = "currency 'USD'", .was_payment = true},
             scene.situation()));
  for (const Person& owner : {kOlga, kOwen}) {
    EXPECT_THAT(answers.to(owner).at(0).text(), AllOf(HasSubstr("4711"), HasSubstr("currency 'USD'"),
                                                      HasSubstr("It was a payment"), HasSubstr("Это был платёж")));
  }
  EXPECT_THAT(answers.decision.effects, IsEmpty());
}

TEST(UpdatePutAside, IsToldToNobodyWithoutOwners) {
  Scene scene;
  scene.owners.clear();
  EXPECT_THAT(decide(UpdatePutAside{.update = values::UpdateId{1}, .reason = "x"}, scene.situation()).outgoing,
              IsEmpty());
}

}  // namespace
}  // namespace bot
