#include "net/http_message.hpp"

#include <iterator>

#include <gtest/gtest.h>

namespace net {
namespace {

TEST(Headers, NamesCompareWithoutRegardToCase) {
  Headers headers{{"Content-Type", "text/plain"}};
  EXPECT_EQ(headers.get("content-type"), "text/plain");
  EXPECT_EQ(headers.get("Content-Typ"), "");
  headers.set("CONTENT-TYPE", "text/html");
  EXPECT_EQ(headers.get("Content-Type"), "text/html");
  EXPECT_EQ(std::distance(headers.begin(), headers.end()), 1);
}

TEST(Headers, AddKeepsFieldsOfTheSameName) {
  Headers headers;
  headers.add("Set-Cookie", "a");
  headers.add("Set-Cookie", "b");
  EXPECT_EQ(headers.get("Set-Cookie"), "a");
  EXPECT_EQ(std::distance(headers.begin(), headers.end()), 2);
}

TEST(Request, TargetIsPathAndQuery) {
  const Request request{.target = "/metrics?name=a?b"};
  EXPECT_EQ(request.path(), "/metrics");
  EXPECT_EQ(request.query(), "name=a?b");
  EXPECT_EQ(Request{.target = "/"}.query(), "");
}

}  // namespace
}  // namespace net
