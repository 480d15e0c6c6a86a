#include <gmock/gmock.h>

#include "scene.hpp"
#include "shop/checkout.hpp"
#include "texts.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::int64_t price_of(const Answer& invoice) {
  return invoice.parameters.at("prices").at(0).at("amount").as_int64();
}

/// Orders Lite with the code, is approved, and pays.
Answers buys_with(Scene& scene, const Person& person, const std::string& code, const std::string& charge) {
  const Answer invoice = scene.says(person, "/buy lite " + code).of("sendInvoice").at(0);
  const std::string payload = invoice.string("payload");
  scene.asks_to_pay(person, {.payload = payload, .amount = price_of(invoice), .query = charge});
  return scene.is_charged(person, {.payload = payload, .amount = price_of(invoice), .charge = charge});
}

TEST(Promo, ShowsWhatItMakesCheaper) {
  Scene scene;
  const Answers spring = scene.says(kAnna, "/promo spring");
  EXPECT_THAT(spring.only().text(), AllOf(HasSubstr("code SPRING"), HasSubstr("Lite, 30 days: 80 ⭐ instead of 100 ⭐"),
                                          HasSubstr("Unlimited, 30 days: 720 ⭐ instead of 900 ⭐")));
  ASSERT_THAT(spring.only().buttons(), SizeIs(3));
  EXPECT_EQ(spring.only().buttons()[0].text, "Buy Lite — 80 ⭐");
  EXPECT_EQ(spring.only().buttons()[0].callback_data, "buy:lite:SPRING");

  const Answers only_pro = scene.says(kAnna, "/promo Pro100");
  ASSERT_THAT(only_pro.only().buttons(), SizeIs(1));
  EXPECT_EQ(only_pro.only().buttons()[0].callback_data, "buy:pro:PRO100");
}

TEST(Promo, MakesTheInvoiceCheaperByCommandAndByButton) {
  Scene scene;
  const Answers typed = scene.says(kAnna, "/buy lite spring");
  EXPECT_EQ(price_of(typed.only()), 80);
  const Answers pressed = scene.presses(kAnna, "buy:pro:PRO100");
  EXPECT_EQ(price_of(pressed.of("sendInvoice").at(0)), 200);
  const shop::Order& order = scene.store.orders.at(values::OrderId{1});
  EXPECT_EQ(order.promo, "SPRING");
  EXPECT_EQ(order.price, values::Stars{80});
}

TEST(Promo, ThatCannotBeUsedIsRefusedWithTheReason) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/promo").only().text(), HasSubstr("for example"));
  for (const std::string& text :
       {std::string("/promo NONE"), std::string("/promo 😀"), std::string("/promo '; --"),
        "/promo " + std::string(4000, 'A'), std::string("/buy lite NONE"), std::string("/buy lite SPRING SPRING")}) {
    EXPECT_THAT(scene.says(kAnna, text).only().text(), HasSubstr("I don't know this promo code")) << text;
  }
  EXPECT_THAT(scene.says(kAnna, "/buy lite PRO100").only().text(), HasSubstr("not for this plan"));
  EXPECT_THAT(scene.store.orders, IsEmpty());
}

TEST(Promo, IsUsedOnceACustomerAndAsOftenAsItMayBeByAll) {
  Scene scene;
  EXPECT_THAT(buys_with(scene, kAnna, "SPRING", "stx-1").effects<shop::SubscriptionActivated>(), SizeIs(1));
  EXPECT_THAT(scene.says(kAnna, "/promo SPRING").only().text(), HasSubstr("already used"));
  EXPECT_THAT(scene.says(kAnna, "/buy pro SPRING").only().text(), HasSubstr("already used"));
  buys_with(scene, kIvan, "SPRING", "stx-2");
  EXPECT_THAT(scene.says(kOwen, "/promo SPRING").only().text(), HasSubstr("used up"));
}

TEST(Promo, CountsWhatIsAboutToBePaidSoThatItsLimitIsExact) {
  Scene scene;
  std::vector<std::string> payloads;
  const std::vector<Person> people{kAnna, kIvan, kOwen};
  for (const Person& person : people) {
    payloads.push_back(scene.says(person, "/buy lite SPRING").of("sendInvoice").at(0).string("payload"));
  }
  const auto approved = [&](std::size_t which, const std::string& query) {
    const Answers answers =
        scene.asks_to_pay(people[which], {.payload = payloads[which], .amount = 80, .query = query});
    return answers.only().parameters.at("ok").as_bool();
  };
  EXPECT_TRUE(approved(0, "1"));
  EXPECT_TRUE(approved(0, "1 again"));
  EXPECT_TRUE(approved(1, "2"));
  EXPECT_FALSE(approved(2, "3"));
  scene.waits(std::chrono::hours{1});
  EXPECT_TRUE(approved(2, "4")) << "who didn't pay in time has used nothing";
}

TEST(Promo, GoneOrChangedBetweenInvoiceAndPaymentIsDeclinedAndHonouredOncePaid) {
  Scene scene;
  const std::string payload = scene.says(kAnna, "/buy lite SPRING").only().string("payload");
  shop::Catalogue::Contents contents = sample_contents();
  contents.promos.clear();
  scene.catalogue = shop::Catalogue(contents);
  const Answers declined = scene.asks_to_pay(kAnna, {.payload = payload, .amount = 80});
  EXPECT_EQ(declined.only().string("error_message"),
            texts_in(shop::Language::english).declined(shop::DeclineReason::promo_not_valid));
  EXPECT_THAT(scene.is_charged(kAnna, {.payload = payload, .amount = 80}).effects<shop::SubscriptionActivated>(),
              SizeIs(1));
}

TEST(Promo, IsNotForSubscriptions) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/subscribe lite SPRING").only().text(), HasSubstr("There is no such plan"));
  EXPECT_THAT(scene.presses(kAnna, "subscribe:lite:SPRING").only().text(), HasSubstr("out of date"));
  EXPECT_THAT(scene.store.orders, IsEmpty());
}

}  // namespace
}  // namespace bot
