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
              AllOf(HasSubstr("«Про»: 5 ботов, 30 дней, 300 ⭐"), HasSubstr("звёздами"), HasSubstr("возврат")));
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
