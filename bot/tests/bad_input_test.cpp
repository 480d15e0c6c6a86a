// What is forged, foreign, replayed, too large or too late, in one place for all conversations: each leaves money and
// access as they were.

#include <limits>

#include <gmock/gmock.h>

#include "scene.hpp"
#include "shop/checkout.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const std::vector<std::string> kForgedPayloads{"",
                                               "order:",
                                               "order:0",
                                               "order:-1",
                                               "order:+1",
                                               "order:01",
                                               "order: 1",
                                               "order:1 ",
                                               "ORDER:1",
                                               "order:1.0",
                                               "order:1e3",
                                               "order:9223372036854775808",
                                               "order:1; drop table orders",
                                               std::string("order:1\0", 8),
                                               "\xFF\xFE",
                                               std::string(128, 'x')};

TEST(BadInput, AForgedPayloadBuysNothing) {
  Scene scene;
  scene.says(kAnna, "/buy lite");
  int number = 0;
  for (const std::string& payload : kForgedPayloads) {
    const std::string id = std::to_string(++number);
    const Answers asked = scene.asks_to_pay(kAnna, {.payload = payload, .query = id});
    EXPECT_EQ(asked.only().parameters.at("ok"), false) << payload;
    const Answers paid = scene.is_charged(kAnna, {.payload = payload, .charge = id});
    EXPECT_THAT(paid.effects<shop::PaymentRecorded>(), SizeIs(1)) << payload;
    EXPECT_THAT(paid.effects<shop::SubscriptionActivated>(), IsEmpty()) << payload;
    EXPECT_THAT(paid.to(kOwen), SizeIs(1)) << payload;
  }
  EXPECT_FALSE(scene.store.orders.at(values::OrderId{1}).paid);
}

TEST(BadInput, AForgedPayloadOfASubscriptionBuysNothingEither) {
  Scene scene;
  scene.subscribes(kAnna, shop::PlanId::lite);
  int number = 0;
  for (const std::string& payload : kForgedPayloads) {
    const Answers paid = scene.is_charged(kAnna, {.payload = payload,
                                                  .charge = std::to_string(++number),
                                                  .paid_until = scene.now + shop::kRenewalPeriod,
                                                  .first = number % 2 == 0});
    EXPECT_THAT(paid.effects<shop::SubscriptionActivated>(), IsEmpty()) << payload;
    EXPECT_THAT(paid.to(kOwen), SizeIs(1)) << payload;
  }
}

TEST(BadInput, AReplayedChargeWithOtherFactsIsStillTheSameCharge) {
  Scene scene;
  const std::string lite = scene.says(kAnna, "/buy lite").only().string("payload");
  const std::string unlimited = scene.says(kAnna, "/buy unlimited").only().string("payload");
  scene.is_charged(kAnna, {.payload = lite, .charge = "stx-1"});
  const shop::Payment before = scene.store.payments.at(values::ChargeId{"stx-1"});
  for (const Person& person : {kAnna, kIvan}) {
    const Answers replayed = scene.is_charged(person, {.payload = unlimited, .amount = 900, .charge = "stx-1"});
    EXPECT_THAT(replayed.effects<shop::PaymentRecorded>(), IsEmpty());
    EXPECT_THAT(replayed.effects<shop::SubscriptionActivated>(), IsEmpty());
    EXPECT_THAT(replayed.all, IsEmpty());
  }
  EXPECT_EQ(scene.store.payments.at(values::ChargeId{"stx-1"}).amount, before.amount);
}

TEST(BadInput, AmountsAtTheLimits) {
  Scene scene;
  scene.catalogue = sample_catalogue(shop::kMinPrice);
  const std::string cheap = scene.says(kAnna, "/buy lite").only().string("payload");
  EXPECT_EQ(scene.asks_to_pay(kAnna, {.payload = cheap, .amount = 1, .query = "1"}).only().parameters.at("ok"), true);
  EXPECT_THAT(
      scene.is_charged(kAnna, {.payload = cheap, .amount = 1, .charge = "1"}).effects<shop::SubscriptionActivated>(),
      SizeIs(1));

  scene.catalogue = sample_catalogue(shop::kMaxPrice);
  const std::string dear = scene.says(kIvan, "/buy lite").only().string("payload");
  for (const std::int64_t amount :
       {std::numeric_limits<std::int64_t>::min(), std::int64_t{-10'000}, std::int64_t{0}, std::int64_t{9'999},
        std::int64_t{10'001}, std::numeric_limits<std::int64_t>::max()}) {
    const Answers asked =
        scene.asks_to_pay(kIvan, {.payload = dear, .amount = amount, .query = std::to_string(amount)});
    EXPECT_EQ(asked.only().parameters.at("ok"), false) << amount;
  }
  EXPECT_THAT(scene.is_charged(kIvan, {.payload = dear, .amount = 10'000, .charge = "2"})
                  .effects<shop::SubscriptionActivated>(),
              SizeIs(1));
}

TEST(BadInput, OfACustomerWhoBlockedTheBotLosesNeitherMoneyNorAccess) {
  Scene scene;
  const std::string payload = scene.says(kAnna, "/buy lite").only().string("payload");
  scene.receives(telegram::MyChatMember{
      .chat = {.id = kAnna.chat(), .type = "private"}, .from = user_of(kAnna), .new_status = "kicked"});
  const Answers paid = scene.is_charged(kAnna, {.payload = payload});
  EXPECT_THAT(paid.effects<shop::SubscriptionActivated>(), SizeIs(1));
  const Answers lost = answers_in(decide(Undeliverable{.method = "sendMessage",
                                                       .chat = kAnna.chat(),
                                                       .lane = store::Lane::receipt,
                                                       .blocked_by_user = true,
                                                       .reason = "Forbidden: bot was blocked by the user"},
                                         scene.store, scene.situation()));
  EXPECT_THAT(lost.to(kOwen), SizeIs(1));
}

TEST(BadInput, AClockThatIsSetBackShortensNoPlan) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const values::Timestamp end = scene.store.subscription(kBot, kAnna.id())->ends_at;
  scene.now -= std::chrono::days{100};
  scene.buys(kAnna, shop::PlanId::lite);
  EXPECT_EQ(scene.store.subscription(kBot, kAnna.id())->ends_at, end + std::chrono::days{30});
  scene.now += std::chrono::days{100};
  EXPECT_EQ(scene.says(kAnna, "/my").only().method, "sendMessage");
}

TEST(BadInput, TextsOfAnyKindAreAnsweredWithinTelegramsLimits) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  for (const char* command : {"/buy", "/subscribe", "/promo", "/refund", "/paysupport", "/my", "/delete_me", "/find",
                              "/grant", "/revoke", "/export", "/audit", "/answer"}) {
    for (const std::string& arguments :
         {std::string(), std::string(" lite"), std::string(" -1"), std::string(" 0"), std::string(" 101"),
          " " + std::string(4000, 'x'), " lite " + std::string(4000, '9'), std::string(" \xF0\x9F\x98\x80 😀"),
          std::string(" '; drop table payments; --"), std::string(" lite\nlite\tlite")}) {
      for (const Person& person : {kAnna, kOwen}) {
        const Answers answers = scene.says(person, command + arguments);
        EXPECT_FALSE(answers.all.empty()) << command << arguments;
        for (const Answer& answer : answers.all) {
          EXPECT_LE(values::count_code_points(answer.text()), telegram::kMaxMessageText) << command;
        }
      }
    }
  }
}

}  // namespace
}  // namespace bot
