#include "telegram/api.hpp"

#include <optional>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <gtest/gtest.h>

#include "bot_api_server.hpp"
#include "metrics/exposition.hpp"
#include "metrics/testing.hpp"

namespace telegram {
namespace {

const std::string kToken = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

class ApiTest : public testing::Test {
 protected:
  ApiResult call(Call call, net::Url url) {
    net::HttpClient client(context_.get_executor(), url);
    Api api(client, values::Secret{kToken}, registry_);
    std::optional<ApiResult> result;
    boost::asio::co_spawn(context_, api.call(std::move(call), std::chrono::seconds{20}),
                          [&](const std::exception_ptr& failure, ApiResult answer) {
                            if (failure) std::rethrow_exception(failure);
                            result.emplace(std::move(answer));
                            context_.stop();
                          });
    context_.run();
    return std::move(result).value();
  }
  ApiResult call(Call what) { return call(std::move(what), server_.url()); }

  std::optional<double> requests(std::string_view method, std::string_view outcome) const {
    return metrics::testing::value_of(registry_, "telegram_api_requests_total", {method, outcome});
  }

  boost::asio::io_context context_{1};
  BotApiServer server_{context_.get_executor()};
  metrics::Registry registry_;
};

TEST_F(ApiTest, PostsJsonToTheMethodUnderTheToken) {
  server_.will_answer("sendMessage", R"({"message_id":7})");
  const ApiResult sent = call(to_call(SendMessage{.chat_id = values::ChatId{42}, .text = "Привет 🚀"}));
  EXPECT_EQ(sent.value().at("message_id").as_int64(), 7);

  ASSERT_EQ(server_.calls().size(), 1U);
  EXPECT_EQ(server_.calls()[0].target, "/bot" + kToken + "/sendMessage");
  EXPECT_EQ(server_.calls()[0].content_type, "application/json");
  EXPECT_EQ(server_.calls()[0].parameters, boost::json::parse(R"({"chat_id":42,"text":"Привет 🚀"})"));
  EXPECT_EQ(requests("sendMessage", "ok"), 1);
  EXPECT_EQ(
      metrics::testing::histogram_of(registry_, "telegram_api_request_duration_seconds", {"sendMessage"})->count(), 1U);
}

TEST_F(ApiTest, TellsWhatTelegramRefused) {
  server_.will_answer("sendMessage", refusal(429, "Too Many Requests: retry after 5", R"({"retry_after":5})"));
  const ApiError error = call({.method = "sendMessage", .body = "{}"}).error();
  EXPECT_EQ(error.kind, ApiErrorKind::flood);
  EXPECT_EQ(error.code, 429);
  EXPECT_EQ(error.description, "Too Many Requests: retry after 5");
  EXPECT_EQ(error.retry_after, std::chrono::seconds{5});
  EXPECT_EQ(requests("sendMessage", "flood"), 1);
  EXPECT_EQ(requests("sendMessage", "ok"), 0);
}

TEST_F(ApiTest, AProxysPageIsNotTelegramsAnswer) {
  server_.will_answer("getMe", {.status = 502, .headers = {}, .body = "<html>502 Bad Gateway</html>"});
  EXPECT_EQ(call({.method = "getMe", .body = "{}"}).error().kind, ApiErrorKind::server);
  EXPECT_EQ(requests("getMe", "server"), 1);
}

TEST_F(ApiTest, HalfAJsonIsMalformed) {
  server_.will_answer("getMe", {.status = 200, .headers = {}, .body = R"({"ok":true,"res)"});
  EXPECT_EQ(call({.method = "getMe", .body = "{}"}).error().kind, ApiErrorKind::malformed);
}

TEST_F(ApiTest, AConnectionResetIsATransportError) {
  boost::asio::ip::tcp::acceptor acceptor(context_, {boost::asio::ip::make_address("127.0.0.1"), 0});
  acceptor.async_accept([](boost::system::error_code, boost::asio::ip::tcp::socket peer) {
    peer.set_option(boost::asio::socket_base::linger(true, 0));
  });
  net::Url url = server_.url();
  url.port = acceptor.local_endpoint().port();
  const ApiError error = call({.method = "getMe", .body = "{}"}, url).error();
  EXPECT_EQ(error.kind, ApiErrorKind::transport);
  EXPECT_EQ(error.code, 0);
  EXPECT_FALSE(error.description.empty());
  EXPECT_EQ(requests("getMe", "transport"), 1);
}

TEST_F(ApiTest, NoErrorAndNoMetricShowsTheToken) {
  server_.will_answer("getMe", refusal(404, "Not Found: /bot" + kToken + "/getMe"));
  const ApiError error = call({.method = "getMe", .body = "{}"}).error();
  EXPECT_EQ(error.description, "Not Found: /bot***/getMe");
  EXPECT_EQ(metrics::expose_text(registry_).find("AAHdq"), std::string::npos);
}

TEST_F(ApiTest, MethodsThatItDoesNotKnowShareOneLabel) {
  server_.will_answer("makeCoffee", refusal(404, "Not Found"));
  EXPECT_EQ(call({.method = "makeCoffee", .body = "{}"}).error().kind, ApiErrorKind::rejected);
  EXPECT_EQ(requests("other", "rejected"), 1);
  EXPECT_EQ(requests("makeCoffee", "rejected"), std::nullopt);
}

}  // namespace
}  // namespace telegram
