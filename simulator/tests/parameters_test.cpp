#include "parameters.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace simulator {
namespace {

namespace json = boost::json;

net::Request post(std::string content_type, std::string body, std::string target = "/") {
  return {.method = "POST",
          .target = std::move(target),
          .headers = {{"Content-Type", std::move(content_type)}},
          .body = std::move(body)};
}

TEST(ParametersTest, ComeFromTheQuery) {
  const auto parameters = Parameters::of({.method = "GET", .target = "/m?text=a+b%20%D1%8F&limit=5&flag"});
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->text("text"), "a b я");
  EXPECT_EQ(parameters->integer("limit"), 5);
  EXPECT_TRUE(parameters->has("flag"));
}

TEST(ParametersTest, ComeFromAForm) {
  const auto parameters = Parameters::of(post("application/x-www-form-urlencoded", "ok=True&ok2=true&bad=%zz"));
  ASSERT_TRUE(parameters);
  EXPECT_FALSE(parameters->boolean("ok"));
  EXPECT_TRUE(parameters->boolean("ok2"));
  EXPECT_EQ(parameters->text("bad"), "%zz");
}

TEST(ParametersTest, ComeFromJson) {
  const auto parameters =
      Parameters::of(post("application/json; charset=utf-8", R"({"chat_id":42,"o":{"a":1},"n":null})"));
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->integer("chat_id"), 42);
  EXPECT_EQ(parameters->json("o"), json::value(json::object{{"a", 1}}));
  EXPECT_EQ(parameters->text("n"), "");
}

TEST(ParametersTest, ObjectMayComeAsText) {
  const Parameters parameters{{{"good", R"({"a":1})"}, {"bad", "{"}}};
  EXPECT_EQ(parameters.json("good"), json::value(json::object{{"a", 1}}));
  EXPECT_FALSE(parameters.json("bad"));
}

TEST(ParametersTest, ComeFromAMultipartForm) {
  const auto parameters =
      Parameters::of(post("multipart/form-data; boundary=x",
                          "--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n42\r\n"
                          "--x\r\nContent-Disposition: form-data; name=\"document\"\r\n\r\nattach://table\r\n"
                          "--x\r\nContent-Disposition: form-data; name=\"table\"; filename=\"C:\\dir\\a.csv\"\r\n"
                          "Content-Type: text/csv\r\n\r\n1;2\r\n--x--\r\n"));
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->integer("chat_id"), 42);
  const Upload* upload = parameters->upload("document");
  ASSERT_NE(upload, nullptr);
  EXPECT_EQ(upload, parameters->upload("table"));
  EXPECT_EQ(upload->file_name, "a.csv");
  EXPECT_EQ(upload->mime_type, "text/csv");
  EXPECT_EQ(upload->content, "1;2");
  EXPECT_EQ(parameters->upload("thumbnail"), nullptr);
}

TEST(ParametersTest, RefusesWhatItCanNotRead) {
  EXPECT_FALSE(Parameters::of(post("application/json", "[1]")));
  EXPECT_FALSE(Parameters::of(post("application/json", "{")));
  EXPECT_FALSE(Parameters::of(post("multipart/form-data; boundary=x", "nothing of the kind")));
  const auto invalid = Parameters::of(post("application/x-www-form-urlencoded", "text=%ff"));
  ASSERT_FALSE(invalid);
  EXPECT_EQ(invalid.error().description, "Bad Request: strings must be encoded in UTF-8");
}

}  // namespace
}  // namespace simulator
