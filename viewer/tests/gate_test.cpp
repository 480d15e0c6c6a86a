#include "gate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/basic_authorization.hpp"

namespace viewer {
namespace {

using ::testing::HasSubstr;

class Gates : public ::testing::Test {
 protected:
  net::Request request(std::string host = "localhost:3000") const {
    return {
        .target = "/api/config",
        .headers = {{"Host", std::move(host)}, {"Authorization", net::write_basic_authorization("admin", "admin123")}}};
  }
  /// 200 for a request that may go on.
  static int status_of(Gate& gate, const net::Request& request) {
    const auto refused = gate.refuse(request);
    return refused ? refused->status : 200;
  }

  values::ManualClock clock_{values::Timestamp{}};
  Login login_{"admin", values::Secret{"admin123"}, clock_};
  Gate local_{{.loopback_address = "127.0.0.1", .login = &login_}};
  Gate open_{{.login = &login_}};
  Gate charts_{{}};
};

TEST_F(Gates, OnLoopbackTheHostIsThisMachine) {
  for (const char* host : {"localhost", "LOCALHOST:3000", "127.0.0.1:3000", "[::1]:3000", "[::1]", "localhost:8080"}) {
    EXPECT_EQ(status_of(local_, request(host)), 200) << host;
  }
  for (const char* host : {"", "evil.example", "evil.example:3000", "localhost.evil.example", "127.0.0.1.evil.example",
                           "127.0.0.2", "[::2]", "::1", "local", "localhost@evil.example"}) {
    EXPECT_EQ(status_of(local_, request(host)), 421) << host;
    EXPECT_EQ(status_of(open_, request(host)), 200) << host;
  }
  Gate another({.loopback_address = "127.0.0.2"});
  EXPECT_EQ(status_of(another, request("127.0.0.2:3000")), 200);
}

TEST_F(Gates, HealthIsBehindTheHostAndNotBehindTheLogIn) {
  net::Request health{.target = "/health?x", .headers = {{"Host", "localhost:3000"}}};
  EXPECT_EQ(status_of(local_, health), 200);
  health.headers.set("Host", "evil.example");
  EXPECT_EQ(status_of(local_, health), 421);
}

TEST_F(Gates, OnlyReads) {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get"}) {
    net::Request other = request();
    other.method = method;
    const auto refused = local_.refuse(other);
    ASSERT_TRUE(refused.has_value()) << method;
    EXPECT_EQ(refused->status, 405);
    EXPECT_EQ(refused->headers.get("Allow"), "GET, HEAD");
  }
  net::Request head = request();
  head.method = "HEAD";
  EXPECT_EQ(status_of(local_, head), 200);
}

TEST_F(Gates, AStrangerIsAskedForALogIn) {
  net::Request stranger = request();
  stranger.headers.set("Authorization", "");
  const auto refused = local_.refuse(stranger);
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->status, 401);
  EXPECT_EQ(refused->headers.get("WWW-Authenticate"), R"(Basic realm="CourseBot", charset="UTF-8")");
  EXPECT_EQ(status_of(charts_, stranger), 200) << "pictures only, for whoever can connect";
}

TEST_F(Gates, AfterTooManyWrongLogInsTheAnswerIsAnother) {
  net::Request wrong = request();
  wrong.headers.set("Authorization", net::write_basic_authorization("admin", "guess"));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(status_of(local_, wrong), 401);
  const auto refused = local_.refuse(wrong);
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->status, 429);
  EXPECT_EQ(refused->headers.get("Retry-After"), "60");
  EXPECT_EQ(status_of(local_, request()), 200);
}

TEST_F(Gates, AnotherSitesPageMayLinkHereAndNothingElse) {
  net::Request foreign = request();
  foreign.headers.set("Sec-Fetch-Site", "cross-site");
  foreign.headers.set("Sec-Fetch-Mode", "no-cors");
  EXPECT_EQ(status_of(local_, foreign), 403);
  foreign.headers.set("Sec-Fetch-Mode", "navigate");
  EXPECT_EQ(status_of(local_, foreign), 200);
  foreign.headers.set("Sec-Fetch-Site", "same-origin");
  foreign.headers.set("Sec-Fetch-Mode", "cors");
  EXPECT_EQ(status_of(local_, foreign), 200);
}

}  // namespace
}  // namespace viewer
