#include "telegram/webhook.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "bot_api_server.hpp"
#include "metrics/testing.hpp"
#include "run_to_its_end.hpp"

namespace telegram {
namespace {

using namespace std::chrono_literals;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr values::Timestamp kNow{1'700'000'000s};
const std::string kUrl = "https://bot.example.org:8443/hook";

std::string info(const std::string& url, int pending = 0, const std::string& more = "") {
  return R"({"url":")" + url + R"(","has_custom_certificate":false,"pending_update_count":)" + std::to_string(pending) +
         more + "}";
}

class WebhookTest : public testing::Test {
 protected:
  /// Until run() ends; the source is stopped once it asks for more than the test has told the server.
  values::Result<void> run(WebhookOptions options = {}) {
    options.bot = values::BotId{1};
    options.url = kUrl;
    options.secret = values::Secret{"hook-pass"};
    options.port = 0;
    options.look_every = 1ms;
    options.max_conflicts = 3;
    options.backoff = {.first = 1ms, .longest = 2ms};
    Webhook source(context_.get_executor(), api_, clock_, registry_, options);
    server_.on_held = [&] {
      health_ = source.health();
      source.stop();
    };
    const values::Result<void> end =
        run_to_its_end(context_, source, [this](UpdateBatch batch) { return keep(std::move(batch)); });
    if (!end) health_ = source.health();
    return end;
  }

  boost::asio::awaitable<bool> keep(UpdateBatch batch) {
    batches_.push_back(std::move(batch));
    co_return true;
  }

  std::vector<std::string> methods_called() const {
    std::vector<std::string> methods;
    for (const BotApiServer::ReceivedCall& call : server_.calls()) methods.push_back(call.method);
    return methods;
  }

  boost::asio::io_context context_{1};
  BotApiServer server_{context_.get_executor()};
  metrics::Registry registry_;
  values::ManualClock clock_{kNow};
  net::HttpClient client_{context_.get_executor(), server_.url()};
  Api api_{client_, values::Secret{"1:secret"}, registry_};
  std::vector<UpdateBatch> batches_;
  SourceHealth health_;
};

TEST_F(WebhookTest, SetsItselfAndLooksAtOnce) {
  server_.will_answer("setWebhook", "true");
  server_.will_answer("getWebhookInfo", info(kUrl));
  EXPECT_TRUE(run());
  EXPECT_THAT(methods_called(), ElementsAre("setWebhook", "getWebhookInfo", "getWebhookInfo"));
  EXPECT_EQ(server_.calls()[0].parameters,
            boost::json::parse(R"({"url":"https://bot.example.org:8443/hook","max_connections":100,
                "secret_token":"hook-pass","allowed_updates":
                ["message","callback_query","pre_checkout_query","my_chat_member","chat_join_request","chat_member",
                 "subscription"]})"));
  ASSERT_THAT(batches_, SizeIs(1));
  EXPECT_TRUE(batches_[0].caught_up);
  EXPECT_THAT(batches_[0].updates, IsEmpty());
  EXPECT_EQ(health_.last_success, kNow);
  EXPECT_EQ(health_.problem, std::nullopt);
  EXPECT_EQ(metrics::testing::value_of(registry_, "telegram_last_poll_timestamp_seconds"), 1'700'000'000);
}

TEST_F(WebhookTest, WhileUpdatesWaitThereItHasNotCaughtUp) {
  server_.will_answer("setWebhook", "true");
  server_.will_answer("getWebhookInfo", info(kUrl, 12));
  EXPECT_TRUE(run());
  EXPECT_THAT(batches_, IsEmpty());
  EXPECT_EQ(metrics::testing::value_of(registry_, "telegram_pending_updates"), 12);
  EXPECT_EQ(health_.last_success, kNow);
}

TEST_F(WebhookTest, TriesAgainAfterTrouble) {
  server_.will_answer("setWebhook", {.status = 502, .headers = {}, .body = "<html>"});
  server_.will_answer("setWebhook", refusal(400, "Bad Request: bad webhook: Failed to resolve host"));
  server_.will_answer("setWebhook", "true");
  server_.will_answer("getWebhookInfo", refusal(429, "Too Many Requests", R"({"retry_after":0})"));
  server_.will_answer("getWebhookInfo", R"(["nonsense"])");
  server_.will_answer("getWebhookInfo", info(kUrl));
  EXPECT_TRUE(run());
  EXPECT_EQ(health_.problem, std::nullopt);
  EXPECT_THAT(batches_, SizeIs(1));
}

TEST_F(WebhookTest, SaysWhyTelegramDoesNotTakeIt) {
  server_.will_answer("setWebhook", refusal(400, "Bad Request: bad webhook: hook-pass is no host"));
  EXPECT_TRUE(run());
  EXPECT_EQ(health_.problem, "Telegram does not take the webhook (rejected): Bad Request: bad webhook: *** is no host");
}

TEST_F(WebhookTest, ARefusedTokenEndsItAtOnce) {
  server_.will_answer("setWebhook", refusal(401, "Unauthorized"));
  const auto end = run();
  ASSERT_FALSE(end);
  EXPECT_EQ(
      end.error().message,
      "BOT_TOKEN is refused by Telegram (401 Unauthorized): copy it again from BotFather, or have BotFather make a "
      "new one");
  EXPECT_EQ(health_.problem, end.error().message);
  EXPECT_THAT(server_.calls(), SizeIs(1));
}

TEST_F(WebhookTest, SetsItselfAgainWhenAnotherProgramTookItsPlace) {
  server_.will_answer("setWebhook", "true");
  server_.will_answer("getWebhookInfo", info("https://other.example.org/"));
  server_.will_answer("setWebhook", "true");
  server_.will_answer("getWebhookInfo", info(""));
  server_.will_answer("setWebhook", "true");
  server_.will_answer("getWebhookInfo", info(kUrl));
  EXPECT_TRUE(run());
  EXPECT_EQ(server_.parameters_of("setWebhook").size(), 3U);
  EXPECT_EQ(health_.problem, std::nullopt);
}

TEST_F(WebhookTest, GivesUpWhenAnotherProgramTakesItsPlaceAgainAndAgain) {
  for (int i = 0; i < 3; ++i) {
    server_.will_answer("setWebhook", "true");
    server_.will_answer("getWebhookInfo", info("https://other.example.org/"));
  }
  const auto end = run();
  ASSERT_FALSE(end);
  EXPECT_THAT(end.error().message, HasSubstr("another program has set its own webhook"));
  EXPECT_THAT(end.error().message, HasSubstr("gave up after 3 conflicts"));
}

TEST_F(WebhookTest, DeliveriesThatFailAreAProblemAndNoSuccess) {
  server_.will_answer("setWebhook", "true");
  server_.will_answer("getWebhookInfo", info(kUrl, 1));
  server_.will_answer("getWebhookInfo",
                      info(kUrl, 2, R"(,"last_error_date":1700000005,"last_error_message":"Connection refused")"));
  EXPECT_TRUE(run());
  EXPECT_EQ(health_.problem, "Telegram can't deliver updates to the webhook: Connection refused");
}

TEST_F(WebhookTest, StoppedBeforeItRunsItAsksNothing) {
  Webhook source(context_.get_executor(), api_, clock_, registry_,
                 {.bot = values::BotId{1}, .url = kUrl, .secret = values::Secret{"x"}, .port = 0});
  source.stop();
  bool ended = false;
  boost::asio::co_spawn(context_, source.run([this](UpdateBatch batch) { return keep(std::move(batch)); }),
                        [&](const std::exception_ptr&, const values::Result<void>& end) {
                          ended = end.has_value();
                          context_.stop();
                        });
  context_.run();
  EXPECT_TRUE(ended);
  EXPECT_THAT(server_.calls(), IsEmpty());
}

TEST_F(WebhookTest, APortThatIsTakenEndsItInOneLine) {
  WebhookOptions options;
  options.address = "192.0.2.1";
  const auto end = run(options);
  ASSERT_FALSE(end);
  EXPECT_THAT(end.error().message, HasSubstr("192.0.2.1 is not an address of this machine"));
  EXPECT_THAT(server_.calls(), IsEmpty());
}

/// Made by `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost`.
class WebhookCertificateTest : public WebhookTest {
 protected:
  WebhookCertificateTest() {
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "
        "/CN=localhost -keyout " +
        (folder_ / "key.pem").string() + " -out " + (folder_ / "cert.pem").string() + " 2>/dev/null";
    std::filesystem::create_directories(folder_);
    if (std::system(command.c_str()) != 0) throw std::runtime_error("openssl made no certificate");
  }
  ~WebhookCertificateTest() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("webhook_test_" + std::to_string(::getpid()));
};

TEST_F(WebhookCertificateTest, ACertificateOfItsOwnIsUploadedWithoutItsKey) {
  server_.will_answer("setWebhook", "true");
  WebhookOptions options;
  options.certificate =
      net::CertificateFiles{.certificate = (folder_ / "cert.pem").string(), .key = (folder_ / "key.pem").string()};
  EXPECT_TRUE(run(options));
  const BotApiServer::ReceivedCall& call = server_.calls().at(0);
  EXPECT_THAT(call.content_type, HasSubstr("multipart/form-data"));
  EXPECT_THAT(call.body, HasSubstr("name=\"certificate\"; filename=\"certificate.pem\""));
  EXPECT_THAT(call.body, HasSubstr("-----BEGIN CERTIFICATE-----"));
  EXPECT_THAT(call.body, HasSubstr("hook-pass"));
  EXPECT_THAT(call.body, Not(HasSubstr("PRIVATE KEY")));
}

}  // namespace
}  // namespace telegram
