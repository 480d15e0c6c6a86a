#include "answer.hpp"

#include <string>

#include <gtest/gtest.h>

namespace telegram {
namespace {

ApiResult read(int status, std::string body, bool known_method = true) {
  net::Response response;
  response.status = status;
  response.body = std::move(body);
  return read_answer(response, known_method);
}

std::string failure(int code, const std::string& description, const std::string& rest = "") {
  return R"({"ok":false,"error_code":)" + std::to_string(code) + R"(,"description":")" + description + '"' + rest + "}";
}

TEST(ReadAnswer, ASuccessIsItsResult) {
  EXPECT_EQ(read(200, R"({"ok":true,"result":{"message_id":7}})")->at("message_id").as_int64(), 7);
  EXPECT_TRUE(read(200, R"({"ok":true,"result":true,"description":"Webhook was deleted"})")->as_bool());
}

TEST(ReadAnswer, ASuccessIsSeenAtAGlance) {
  const auto at_a_glance = [](int status, std::string body) {
    return is_plain_success({.status = status, .headers = {}, .body = std::move(body)});
  };
  EXPECT_TRUE(at_a_glance(200, R"({"ok":true,"result":{"message_id":7}})"));
  EXPECT_FALSE(at_a_glance(200, R"({"ok":true,"result":{"message_id":7)")) << "half an answer";
  EXPECT_FALSE(at_a_glance(200, R"({"ok":true,"result":)"));
  EXPECT_FALSE(at_a_glance(200, R"({"ok":false,"error_code":400,"description":"Bad Request"})"));
  EXPECT_FALSE(at_a_glance(502, R"({"ok":true,"result":true})"));
  EXPECT_FALSE(at_a_glance(200, "<html></html>"));
}

struct Case {
  int status;
  std::string body;
  ApiErrorKind kind;
};

class ReadAnswerErrors : public testing::TestWithParam<Case> {};

TEST_P(ReadAnswerErrors, AreClassified) {
  const ApiResult result = read(GetParam().status, GetParam().body);
  ASSERT_FALSE(result);
  EXPECT_EQ(to_string(result.error().kind), to_string(GetParam().kind));
  EXPECT_EQ(result.error().code, GetParam().status);
}

const std::string kHtml = "<html><head><title>502 Bad Gateway</title></head></html>";

INSTANTIATE_TEST_SUITE_P(
    FromTelegram, ReadAnswerErrors,
    testing::Values(Case{400, failure(400, "Bad Request: chat not found"), ApiErrorKind::rejected},
                    Case{401, failure(401, "Unauthorized"), ApiErrorKind::unauthorized},
                    Case{403, failure(403, "Forbidden: bot was blocked by the user"), ApiErrorKind::forbidden},
                    Case{404, failure(404, "Not Found"), ApiErrorKind::unauthorized},
                    Case{404, failure(404, "Not Found: method not found"), ApiErrorKind::rejected},
                    Case{409, failure(409, "Conflict: terminated by other getUpdates request"), ApiErrorKind::conflict},
                    Case{413, failure(413, "Request Entity Too Large"), ApiErrorKind::rejected},
                    Case{429, failure(429, "Too Many Requests: retry after 5"), ApiErrorKind::flood},
                    Case{500, failure(500, "Internal Server Error"), ApiErrorKind::server},
                    Case{502, failure(502, "Bad Gateway"), ApiErrorKind::server}));

INSTANTIATE_TEST_SUITE_P(
    FromSomethingElse, ReadAnswerErrors,
    testing::Values(Case{200, kHtml, ApiErrorKind::malformed}, Case{200, "", ApiErrorKind::malformed},
                    Case{200, R"({"ok":true,"result":[{"update_id":1)", ApiErrorKind::malformed},
                    Case{200, R"({"ok":true})", ApiErrorKind::malformed},
                    Case{200, R"({"ok":"true","result":1})", ApiErrorKind::malformed},
                    Case{200, R"({"result":1})", ApiErrorKind::malformed}, Case{200, "[1]", ApiErrorKind::malformed},
                    Case{200, R"({"ok":false})", ApiErrorKind::malformed},
                    Case{200, "{\"ok\":true,\"result\":\"\xFF\"}", ApiErrorKind::malformed},
                    Case{302, "", ApiErrorKind::malformed}, Case{401, kHtml, ApiErrorKind::malformed},
                    Case{404, kHtml, ApiErrorKind::malformed}, Case{429, kHtml, ApiErrorKind::flood},
                    Case{500, "", ApiErrorKind::server}, Case{502, kHtml, ApiErrorKind::server}));

TEST(ReadAnswer, AMethodThatNobodyKnowsSaysNothingAboutTheToken) {
  EXPECT_EQ(read(404, failure(404, "Not Found"), false).error().kind, ApiErrorKind::rejected);
}

TEST(ReadAnswer, TakesTheParameters) {
  const ApiResult flood = read(429, failure(429, "Too Many Requests", R"(,"parameters":{"retry_after":35})"));
  EXPECT_EQ(flood.error().retry_after, std::chrono::seconds{35});
  EXPECT_EQ(flood.error().description, "Too Many Requests");
  const ApiResult moved =
      read(400, failure(400, "group chat was upgraded", R"(,"parameters":{"migrate_to_chat_id":-1001234567890123})"));
  EXPECT_EQ(moved.error().migrate_to_chat_id, values::ChatId{-1001234567890123});
  EXPECT_FALSE(moved.error().retry_after);
}

TEST(ReadAnswer, BoundsTheWaitThatItIsAskedFor) {
  const auto wait = [](const std::string& seconds) {
    return read(429, failure(429, "x", R"(,"parameters":{"retry_after":)" + seconds + "}")).error().retry_after;
  };
  EXPECT_EQ(wait("9223372036854775807"), std::chrono::hours{24});
  EXPECT_EQ(wait("-5"), std::nullopt);
  EXPECT_EQ(wait("null"), std::nullopt);
}

TEST(ReadAnswer, RefusesNestingThatWouldExhaustTheStack) {
  const std::string deep(100'000, '[');
  EXPECT_EQ(read(200, R"({"ok":true,"result":)" + deep).error().kind, ApiErrorKind::malformed);
}

TEST(ReadAnswer, AResultOutlivesTheAnswer) {
  boost::json::value kept;
  {
    ApiResult result = read(200, R"({"ok":true,"result":[{"text":"a text too long to be stored in place, surely"}]})");
    kept = std::move(result->as_array().front());
  }
  EXPECT_EQ(kept.at("text").as_string(), "a text too long to be stored in place, surely");
}

TEST(ApiErrorKind, OnlySomeErrorsMayGoAway) {
  const auto may_succeed_later = [](ApiErrorKind kind) { return ApiError{.kind = kind}.may_succeed_later(); };
  EXPECT_TRUE(may_succeed_later(ApiErrorKind::transport));
  EXPECT_TRUE(may_succeed_later(ApiErrorKind::malformed));
  EXPECT_TRUE(may_succeed_later(ApiErrorKind::server));
  EXPECT_TRUE(may_succeed_later(ApiErrorKind::flood));
  EXPECT_FALSE(may_succeed_later(ApiErrorKind::unauthorized));
  EXPECT_FALSE(may_succeed_later(ApiErrorKind::conflict));
  EXPECT_FALSE(may_succeed_later(ApiErrorKind::forbidden));
  EXPECT_FALSE(may_succeed_later(ApiErrorKind::rejected));
}

}  // namespace
}  // namespace telegram
