#include "net/url.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Accepted {
  std::string_view text;
  bool tls;
  std::string_view host;
  int port;
  std::string_view path;
  std::string_view authority;
};

class AcceptedUrl : public ::testing::TestWithParam<Accepted> {};

TEST_P(AcceptedUrl, IsTakenApart) {
  const Accepted& expected = GetParam();
  const auto url = parse_url(expected.text);
  ASSERT_TRUE(url) << url.error().message;
  EXPECT_EQ(url->tls, expected.tls);
  EXPECT_EQ(url->host, expected.host);
  EXPECT_EQ(url->port, expected.port);
  EXPECT_EQ(url->path, expected.path);
  EXPECT_EQ(url->authority(), expected.authority);
}

INSTANTIATE_TEST_SUITE_P(
    Url, AcceptedUrl,
    ::testing::Values(Accepted{"https://api.telegram.org", true, "api.telegram.org", 443, "", "api.telegram.org"},
                      Accepted{"http://localhost:8081/x", false, "localhost", 8081, "/x", "localhost:8081"},
                      Accepted{"HTTP://LocalHost", false, "localhost", 80, "", "localhost"},
                      Accepted{"http://localhost/", false, "localhost", 80, "", "localhost"},
                      Accepted{"http://localhost/a/b//", false, "localhost", 80, "/a/b", "localhost"},
                      Accepted{"https://127.0.0.1:443", true, "127.0.0.1", 443, "", "127.0.0.1"},
                      Accepted{"http://127.0.0.1:443", false, "127.0.0.1", 443, "", "127.0.0.1:443"},
                      Accepted{"http://[::1]:65535", false, "::1", 65535, "", "[::1]:65535"},
                      Accepted{"http://[2001:DB8::1]/p", false, "2001:db8::1", 80, "/p", "[2001:db8::1]"},
                      Accepted{"http://telegram_simulator:1", false, "telegram_simulator", 1, "",
                               "telegram_simulator:1"}));

class RefusedUrl : public ::testing::TestWithParam<std::string> {};

TEST_P(RefusedUrl, IsRefused) {
  EXPECT_FALSE(parse_url(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Url, RefusedUrl,
                         ::testing::Values("", "localhost", "localhost:80", "//localhost", "ftp://localhost",
                                           "http:/localhost", "http://", "http:///path", "http://:80",
                                           "http://localhost:", "http://localhost:0", "http://localhost:65536",
                                           "http://localhost:-1", "http://localhost:+1", "http://localhost:8o",
                                           "http://localhost:80:81", "http://[::1", "http://[::1]80", "http://[]",
                                           "http://[localhost]", "http://[127.0.0.1]", "http://[fe80::1%eth0]",
                                           "http://::1", "http://256.0.0.1", "http://1.2.3", "http://a..b", "http://.a",
                                           "http://-a", "http://a b", "http://a/b c", "http://a/\r\nX: y",
                                           "http://user@localhost", "http://user:pass@localhost", "http://a?x=1",
                                           "http://a/#top", "http://a/?", "http://\xd0\xb1\xd0\xbe\xd1\x82",
                                           "http://" + std::string(254, 'a'), "http://a/" + std::string(2048, 'a')));

TEST(Url, AnErrorNamesTheServerAndNeverASecret) {
  EXPECT_THAT(parse_url("http://localhost:99999/bot1:TOKEN").error().message, HasSubstr("'localhost:99999'"));
  EXPECT_THAT(parse_url("http://localhost:99999/bot1:TOKEN").error().message, Not(HasSubstr("TOKEN")));
  EXPECT_THAT(parse_url("http://user:pass/word@localhost").error().message, Not(HasSubstr("pass")));
}

}  // namespace
}  // namespace net
