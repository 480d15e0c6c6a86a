#include "request_log.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace simulator {
namespace {

namespace json = boost::json;

json::value line_of(const net::Request& request) {
  return json::parse(request_line("sendMessage", request, Parameters::of(request)));
}

net::Request post(std::string content_type, std::string body) {
  return {.method = "POST", .target = "/", .headers = {{"Content-Type", std::move(content_type)}}, .body = body};
}

TEST(RequestLogTest, JsonKeepsItsTypes) {
  const json::value line = line_of(post("application/json", R"({"chat_id":42,"reply_markup":{"a":[]},"ok":true})"));
  const json::value expected =
      json::parse(R"({"method":"sendMessage","parameters":{"chat_id":42,"reply_markup":{"a":[]},"ok":true}})");
  EXPECT_EQ(line, expected);
}

TEST(RequestLogTest, OtherFormsAreTextAndMarkedSo) {
  const json::value line = line_of({.method = "GET", .target = "/sendMessage?chat_id=42"});
  EXPECT_EQ(line, json::parse(R"({"method":"sendMessage","multipart":true,"parameters":{"chat_id":"42"}})"));
}

TEST(RequestLogTest, FileIsNameAndSize) {
  const json::value line = line_of(post("multipart/form-data; boundary=x",
                                        "--x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a.csv\""
                                        "\r\n\r\n1;2\r\n--x--"));
  EXPECT_EQ(line.at("parameters"), json::parse(R"({"document":{"file_name":"a.csv","size":3}})"));
}

TEST(RequestLogTest, TellsWhoAsks) {
  net::Request request = post("application/json", "{}");
  request.headers.set("x-requested-by", "test");
  EXPECT_EQ(line_of(request).at("by"), json::value("test"));
}

TEST(RequestLogTest, UnreadableBodyIsShownAsItCame) {
  EXPECT_EQ(line_of(post("application/json", "[1]")).at("parameters"), json::parse("[1]"));
  EXPECT_EQ(line_of(post("application/json", "{\n\xff")).at("parameters"), json::value("{\n\xEF\xBF\xBD"));
}

TEST(RequestLogTest, FileThatCanNotBeWritten) {
  RequestLog log;
  EXPECT_FALSE(log.open("/dev/null/requests.jsonl"));
}

}  // namespace
}  // namespace simulator
