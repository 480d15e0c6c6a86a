#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

telegram::MyChatMember becomes(const Person& person, std::string status, std::string chat_type = "private") {
  return {.chat = {.id = person.chat(), .type = std::move(chat_type)},
          .from = user_of(person),
          .new_status = std::move(status)};
}

TEST(Membership, NotesThatAUserBlockedTheBot) {
  Scene scene;
  scene.says(kAnna, "/start");
  const Answers answers = scene.receives(becomes(kAnna, "kicked"));
  EXPECT_THAT(answers.all, IsEmpty());
  EXPECT_THAT(answers.effects<shop::UserSeen>(), IsEmpty());
  EXPECT_TRUE(scene.store.user(kBot, kAnna.id())->blocked_the_bot);
}

TEST(Membership, NotesThatAUserCameBackWithoutAReply) {
  Scene scene;
  scene.receives(becomes(kAnna, "kicked"));
  const Answers answers = scene.receives(becomes(kAnna, "member"));
  EXPECT_THAT(answers.all, IsEmpty());
  EXPECT_FALSE(scene.store.user(kBot, kAnna.id())->blocked_the_bot);
}

TEST(Membership, OfGroupsIsNoConcernOfTheBot) {
  Scene scene;
  for (const char* status : {"kicked", "member", "administrator"}) {
    EXPECT_THAT(scene.receives(becomes(kAnna, status, "supergroup")).decision.effects, IsEmpty()) << status;
  }
}

TEST(Actor, IsWhoeverActsInPrivate) {
  const auto actor_in = [](telegram::UpdateContent content) {
    return actor_of({.id = values::UpdateId{1}, .content = std::move(content)});
  };
  EXPECT_EQ(actor_in(message_from(kAnna, "hi")), kAnna.id());
  EXPECT_EQ(actor_in(telegram::CallbackQuery{.id = "1", .from = user_of(kAnna), .message = {}, .data = "buy:lite"}),
            kAnna.id());
  EXPECT_EQ(actor_in(telegram::PreCheckoutQuery{.id = values::PreCheckoutQueryId{"1"}, .from = user_of(kAnna)}),
            kAnna.id());
  EXPECT_EQ(actor_in(becomes(kAnna, "kicked")), kAnna.id());
  EXPECT_EQ(actor_in(becomes(kAnna, "kicked", "group")), std::nullopt);
  EXPECT_EQ(actor_in(telegram::UnknownUpdate{}), std::nullopt);
  EXPECT_EQ(actor_in(payment_from(kAnna, {.payload = "order:1"})), kAnna.id());
}

TEST(Actor, IsNobodyInWhatTelegramDoesByItself) {
  const auto actor_in = [](telegram::UpdateContent content) {
    return actor_of({.id = values::UpdateId{1}, .content = std::move(content)});
  };
  const values::Timestamp soon = std::chrono::sys_days{std::chrono::May / 1 / 2026};
  EXPECT_EQ(actor_in(payment_from(kAnna, {.payload = "order:1", .paid_until = soon})), std::nullopt);
  EXPECT_EQ(actor_in(payment_from(kAnna, {.payload = "order:1", .paid_until = soon, .first = true})), kAnna.id());
  EXPECT_EQ(actor_in(refund_to(kAnna, {.payload = "order:1"})), std::nullopt);
  EXPECT_EQ(
      actor_in(telegram::SubscriptionUpdated{.user = user_of(kAnna), .invoice_payload = "order:1", .state = "failed"}),
      std::nullopt);
}

}  // namespace
}  // namespace bot
