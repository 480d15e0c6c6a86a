#include "webhook_info.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace telegram {
namespace {

using namespace std::chrono_literals;

constexpr values::Timestamp kStart{1'700'000'000s};
constexpr int kConnections = 40;

WebhookInfo info(std::int64_t pending, std::optional<values::Timestamp> error_at = std::nullopt) {
  return {.url = "https://bot.example.org/",
          .pending_update_count = pending,
          .last_error_date = error_at,
          .last_error_message = error_at ? std::optional<std::string>("Connection refused") : std::nullopt};
}

TEST(WebhookInfo, IsReadAsTelegramWritesIt) {
  const auto read = read_webhook_info(boost::json::parse(
      R"({"url":"https://h/","has_custom_certificate":false,"pending_update_count":3,"max_connections":40,
          "last_error_date":1700000000,"last_error_message":"Connection refused","allowed_updates":["message"]})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->url, "https://h/");
  EXPECT_EQ(read->pending_update_count, 3);
  EXPECT_EQ(read->last_error_date, kStart);
  EXPECT_EQ(read->last_error_message, "Connection refused");
  EXPECT_TRUE(read_webhook_info(boost::json::parse(R"({"pending_update_count":0})")));
  EXPECT_FALSE(read_webhook_info(boost::json::parse("[]")));
}

TEST(IsSameWebhook, LooksThroughTheSpelling) {
  EXPECT_TRUE(is_same_webhook("https://Bot.Example.org", "https://bot.example.org:443/"));
  EXPECT_TRUE(is_same_webhook("https://h:8443/a/b", "https://h:8443/a/b"));
  EXPECT_FALSE(is_same_webhook("https://h:8443/a", "https://h:8443/b"));
  EXPECT_FALSE(is_same_webhook("https://h:8443/a", "https://h:443/a"));
  EXPECT_FALSE(is_same_webhook("http://h/", "https://h/"));
  EXPECT_FALSE(is_same_webhook("", "https://h/"));
}

TEST(DeliveryWatch, WithNothingPendingItHasCaughtUpAtOnce) {
  DeliveryWatch watch(kConnections);
  const auto verdict = watch.look(info(0), {.at = kStart});
  EXPECT_TRUE(verdict.caught_up);
  EXPECT_EQ(verdict.new_error, std::nullopt);
  EXPECT_EQ(verdict.trouble, std::nullopt);
  EXPECT_FALSE(watch.look(info(1), {.at = kStart + 30s}).caught_up);
}

TEST(DeliveryWatch, AnErrorFromBeforeTheStartIsNoNews) {
  DeliveryWatch watch(kConnections);
  const auto first = watch.look(info(5, kStart - 1h), {.at = kStart});
  EXPECT_EQ(first.new_error, std::nullopt);
  EXPECT_EQ(first.trouble, std::nullopt);
  EXPECT_EQ(watch.look(info(5, kStart - 1h), {.at = kStart + 30s}).new_error, std::nullopt);
}

TEST(DeliveryWatch, DeliveriesThatFailAreTroubleUntilOneSucceeds) {
  DeliveryWatch watch(kConnections);
  watch.look(info(0), {.at = kStart});
  const auto failed = watch.look(info(2, kStart + 10s), {.at = kStart + 30s});
  EXPECT_EQ(failed.new_error, "Connection refused");
  EXPECT_EQ(failed.trouble, "Connection refused");
  EXPECT_FALSE(failed.caught_up);
  const auto later = watch.look(info(2, kStart + 10s), {.at = kStart + 60s});
  EXPECT_EQ(later.new_error, std::nullopt) << "told once";
  EXPECT_EQ(later.trouble, "Connection refused") << "Telegram may wait a minute or two before it tries again";
  EXPECT_EQ(watch.look(info(1, kStart + 10s), {.at = kStart + 90s, .accepted = 1}).trouble, std::nullopt);
}

TEST(DeliveryWatch, AnErrorThatIsMadeUpForIsNoTrouble) {
  DeliveryWatch watch(kConnections);
  watch.look(info(0), {.at = kStart});
  const auto verdict = watch.look(info(0, kStart + 10s), {.at = kStart + 30s, .accepted = 1});
  EXPECT_EQ(verdict.new_error, "Connection refused");
  EXPECT_EQ(verdict.trouble, std::nullopt);
  EXPECT_TRUE(verdict.caught_up);
}

TEST(DeliveryWatch, ABusyBotHasCaughtUpWhenOnlyWhatIsOnItsWayIsPending) {
  DeliveryWatch watch(kConnections);
  EXPECT_FALSE(watch.look(info(7), {.at = kStart}).caught_up);
  EXPECT_FALSE(watch.look(info(7), {.at = kStart + 30s, .accepted = 100}).caught_up) << "some may wait for a retry";
  EXPECT_TRUE(watch.look(info(7), {.at = kStart + 120s, .accepted = 200}).caught_up);
  EXPECT_FALSE(watch.look(info(7), {.at = kStart + 150s, .accepted = 200}).caught_up) << "nothing came meanwhile";
  EXPECT_FALSE(watch.look(info(41), {.at = kStart + 180s, .accepted = 300}).caught_up) << "more than fit on the way";
  EXPECT_FALSE(watch.look(info(7, kStart + 190s), {.at = kStart + 210s, .accepted = 400}).caught_up);
  EXPECT_FALSE(watch.look(info(7, kStart + 190s), {.at = kStart + 300s, .accepted = 500}).caught_up);
  EXPECT_TRUE(watch.look(info(7, kStart + 190s), {.at = kStart + 330s, .accepted = 600}).caught_up);
}

}  // namespace
}  // namespace telegram
