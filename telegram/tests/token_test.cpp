#include <string>

#include <gtest/gtest.h>

#include "telegram/api.hpp"

namespace telegram {
namespace {

TEST(BotIdOf, IsTheNumberBeforeTheColon) {
  EXPECT_EQ(bot_id_of(values::Secret{"110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_-"}).value(),
            values::BotId{110201543});
}

TEST(BotIdOf, RefusesOtherFormsWithoutShowingThem) {
  for (const std::string token :
       {"", ":", "123", "123:", ":hidden", "0:hidden", "-1:hidden", "+1:hidden", "12a:hidden", " 1:hidden", "1:hid den",
        "1:hidden\n", "1:hid/den", "1:hid:den", "1:скрыто", "99999999999999999999:hidden", "your_telegram_bot_token"}) {
    const auto id = bot_id_of(values::Secret{token});
    ASSERT_FALSE(id) << token;
    EXPECT_EQ(id.error().message.find("hid"), std::string::npos);
  }
}

}  // namespace
}  // namespace telegram
