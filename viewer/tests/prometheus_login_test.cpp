#include "prometheus_login.hpp"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace viewer {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(PrometheusLogin, IsReadFromItsFile) {
  const testing::TemporaryFolder folder;
  folder.write("login", "test:123£\r\n");
  EXPECT_EQ(read_prometheus_login((folder / "login").string()).reveal(), "Basic dGVzdDoxMjPCow==");
  EXPECT_TRUE(read_prometheus_login("").empty());
}

TEST(PrometheusLogin, TheErrorShowsNothingOfIt) {
  const testing::TemporaryFolder folder;
  for (const std::string& text :
       {std::string("hunter2"), std::string("a:hunter2\nb:c"), std::string(), "a:hunter2" + std::string(5'000, 'x')}) {
    folder.write("login", text);
    try {
      read_prometheus_login((folder / "login").string());
      FAIL() << text;
    } catch (const std::runtime_error& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr("--prometheus-login"), HasSubstr("login'"), Not(HasSubstr("hunter2"))));
    }
  }
  EXPECT_THROW(read_prometheus_login((folder / "missing").string()), std::runtime_error);
}

}  // namespace
}  // namespace viewer
