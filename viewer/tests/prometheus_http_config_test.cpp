#include "prometheus_http_config.hpp"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace viewer {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class HttpConfig : public ::testing::Test {
 protected:
  HttpConfig() { folder_.write("secret", " hunter2\n"); }

  PrometheusHttpConfig read(const std::string& text) {
    folder_.write("client.yml", text);
    return read_prometheus_http_config((folder_ / "client.yml").string());
  }
  std::string refusal_of(const std::string& text) {
    try {
      read(text);
      return "(accepted)";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  }

  testing::TemporaryFolder folder_;
};

TEST_F(HttpConfig, IsReadInPrometheussForm) {
  const auto config = read(
      "basic_auth:\n  username: admin\n  password_file: secret\n"
      "tls_config:\n  ca_file: ../certificate/server.crt\n  server_name: localhost\n");
  EXPECT_EQ(config.authorization.reveal(), "Basic YWRtaW46aHVudGVyMg==");
  EXPECT_EQ(config.ca_file, folder_.path() + "/../certificate/server.crt");
  EXPECT_EQ(config.server_name, "localhost");
}

TEST_F(HttpConfig, EachPartMayBeLeftOut) {
  EXPECT_EQ(read("tls_config: {ca_file: /etc/ca.pem}").ca_file, "/etc/ca.pem");
  EXPECT_TRUE(read("tls_config: {ca_file: /etc/ca.pem}").authorization.empty());
  EXPECT_EQ(read("basic_auth: {username: a, password_file: secret}").ca_file, "");
  EXPECT_TRUE(read("# nothing").authorization.empty());
  EXPECT_TRUE(read_prometheus_http_config("").server_name.empty());
}

TEST_F(HttpConfig, WhatIsNotReadIsRefusedByName) {
  EXPECT_THAT(refusal_of("bearer_token: hunter2"), HasSubstr("'bearer_token'"));
  EXPECT_THAT(refusal_of("basic_auth: {username: a, password: hunter2}"), HasSubstr("'basic_auth.password'"));
  EXPECT_THAT(refusal_of("tls_config: {insecure_skip_verify: true}"), HasSubstr("'tls_config.insecure_skip_verify'"));
  EXPECT_THAT(refusal_of("proxy_url: http://x"), AllOf(HasSubstr("'proxy_url'"), HasSubstr("basic_auth, tls_config")));
}

TEST_F(HttpConfig, WhatCannotBeReadIsRefusedWithoutShowingIt) {
  for (const char* text :
       {"hunter2", "- hunter2", "basic_auth: hunter2", "basic_auth: {username: hunter2",
        "basic_auth: {username: hunter2}", "basic_auth: {password_file: secret}",
        "basic_auth: {username: a:hunter2, password_file: secret}", "tls_config: {ca_file: [hunter2]}",
        "basic_auth: {username: a, password_file: missing}", "\"hunter2\nhunter2: *x"}) {
    EXPECT_THAT(refusal_of(text),
                AllOf(Not(HasSubstr("(accepted)")), HasSubstr(folder_.path()), Not(HasSubstr("hunter2"))))
        << text;
  }
  EXPECT_THROW(read_prometheus_http_config(folder_.path() + "/missing.yml"), std::runtime_error);
  EXPECT_THROW(read_prometheus_http_config(folder_.path()), std::runtime_error);
  EXPECT_THAT(refusal_of("# " + std::string(70'000, 'x')), HasSubstr("64 KB"));
}

}  // namespace
}  // namespace viewer
