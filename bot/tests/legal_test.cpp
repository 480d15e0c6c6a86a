#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(Legal, TermsNamePlansMoneyAndRefunds) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/terms").only().text(),
              AllOf(HasSubstr("Pro: 5 bots, 30 days, 300 ⭐"), HasSubstr("Stars"), HasSubstr("refund")));
  EXPECT_THAT(scene.says(kIvan, "/terms").only().text(),
              AllOf(HasSubstr("«Про»: 5 ботов, 30 дней, 300 ⭐"), HasSubstr("звёздами"), HasSubstr("Возврат")));
}

TEST(Legal, TermsStateTheCataloguesOwnRules) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/terms").only().text(),
              AllOf(HasSubstr("Within 3 days of a payment you get it back"), HasSubstr("keep working for 3 days more"),
                    HasSubstr("credited as extra days"), HasSubstr("renewed by Telegram every 30 days")));
  EXPECT_THAT(scene.says(kIvan, "/terms").only().text(),
              AllOf(HasSubstr("В течение 3 дней после оплаты"), HasSubstr("работают ещё 3 дня")));

  shop::Catalogue::Contents contents = sample_contents();
  contents.refunds.reset();
  contents.rules.grace = std::chrono::days{0};
  scene.catalogue = shop::Catalogue(contents);
  EXPECT_THAT(scene.says(kAnna, "/terms").only().text(),
              AllOf(HasSubstr("ask the owner for a refund: /paysupport"), HasSubstr("its bots are switched off")));
}

TEST(Legal, PrivacyNamesWhatIsKeptWhyHowLongAndWhoSeesIt) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/privacy").only().text(),
              AllOf(HasSubstr("language"), HasSubstr("payments"), HasSubstr("Who sees it"), HasSubstr("How long")));
  EXPECT_THAT(scene.says(kIvan, "/privacy").only().text(),
              AllOf(HasSubstr("язык"), HasSubstr("платежи"), HasSubstr("Кто это видит"), HasSubstr("Как долго")));
}

}  // namespace
}  // namespace bot
