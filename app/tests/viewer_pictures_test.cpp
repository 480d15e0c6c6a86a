#include "viewer_pictures.hpp"

#include <optional>
#include <string>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/basic_authorization.hpp"
#include "net/http_server.hpp"

namespace app {
namespace {

namespace asio = boost::asio;
using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string kPicture = "\x89PNG\r\n\x1a\n and what follows";

class ViewerPicturesTest : public ::testing::Test {
 protected:
  values::Result<std::string, telegram::ApiError> fetch() { return fetch(port_); }

  values::Result<std::string, telegram::ApiError> fetch(std::uint16_t port) {
    Settings settings;
    settings.viewer_url = "http://127.0.0.1:" + std::to_string(port);
    settings.viewer_password = values::Secret{"not admin123"};
    ViewerPictures pictures(io_.get_executor(), settings);
    std::optional<values::Result<std::string, telegram::ApiError>> result;
    asio::co_spawn(io_, pictures.fetch("/render/chart.png?name=users_online"),
                   [&](const std::exception_ptr&, auto got) {
                     result.emplace(std::move(got));
                     io_.stop();
                   });
    io_.restart();
    io_.run();
    return *std::move(result);
  }

  std::string refusal() {
    const auto picture = fetch();
    EXPECT_FALSE(picture);
    EXPECT_FALSE(picture.error().may_succeed_later()) << "it would be tried again";
    return picture.error().description;
  }

  asio::io_context io_{1};
  net::Request asked_;
  net::Response answer_{.headers = {{"Content-Type", "image/png"}}, .body = kPicture};
  net::HttpServer server_{io_.get_executor(), [this](const net::Request& request) -> asio::awaitable<net::Response> {
                            asked_ = request;
                            co_return answer_;
                          }};
  std::uint16_t port_ = server_.listen("127.0.0.1", 0).value();
};

TEST_F(ViewerPicturesTest, ComeWithTheViewersLogIn) {
  EXPECT_EQ(fetch().value(), kPicture);
  EXPECT_EQ(asked_.target, "/render/chart.png?name=users_online");
  const auto login = net::read_basic_authorization(asked_.headers.get("Authorization"));
  ASSERT_TRUE(login);
  EXPECT_EQ(login->user, "admin");
  EXPECT_EQ(login->password, "not admin123");
}

TEST_F(ViewerPicturesTest, ThatCantBeDrawnSayWhyInTheViewersWords) {
  answer_ = {.status = 404, .body = R"({"error":"There is no chart of 'user'.","names":["users_online"]})"};
  EXPECT_EQ(refusal(), "There is no chart of 'user'.");
}

TEST_F(ViewerPicturesTest, OfAViewerThatSaysNothingNameItsStatus) {
  for (const char* body : {"", "<html>", "[]", "{}", R"({"error":7})", R"({"error":""})"}) {
    answer_ = {.status = 500, .body = body};
    EXPECT_THAT(refusal(), AllOf(HasSubstr("127.0.0.1:" + std::to_string(port_)), HasSubstr("500"))) << body;
  }
}

TEST_F(ViewerPicturesTest, AreNotHadWithAnotherPassword) {
  answer_ = {.status = 401};
  EXPECT_THAT(refusal(), HasSubstr("VIEWER_PASSWORD"));
}

TEST_F(ViewerPicturesTest, AreOnlyPictures) {
  for (const net::Response& answer :
       {net::Response{.headers = {{"Content-Type", "text/html"}}, .body = kPicture},
        net::Response{.headers = {{"Content-Type", "image/png"}}, .body = "<html>"}, net::Response{.body = kPicture}}) {
    answer_ = answer;
    EXPECT_THAT(refusal(), HasSubstr("no viewer"));
  }
  answer_ = {.headers = {{"Content-Type", "image/png"}}, .body = kPicture + std::string(11U << 20U, ' ')};
  EXPECT_THAT(refusal(), HasSubstr("too large"));
}

TEST_F(ViewerPicturesTest, OfAViewerThatIsAwayAreExplained) {
  const auto nothing = fetch(1);
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().description,
            "The charts can't be had: the viewer on 127.0.0.1:1 does not answer. `./run` starts it.");
}

}  // namespace
}  // namespace app
