#include "alert_secret.hpp"

#include <gtest/gtest.h>

namespace app {
namespace {

TEST(AlertSecret, FollowsFromTheTokenAlone) {
  const values::Secret token{"123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"};
  // printf %s "coursebot: calls of Alertmanager's webhook" | openssl dgst -sha256 -hmac TOKEN
  EXPECT_EQ(alert_secret(token).reveal(), "afe8c19bd1a2c5a6d7bddfad4a95d9d7aeaeaf91fc8b6eae0269fe464f4f8e2b");
  EXPECT_NE(alert_secret(values::Secret{"123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIj"}).reveal(),
            alert_secret(token).reveal());
}

}  // namespace
}  // namespace app
