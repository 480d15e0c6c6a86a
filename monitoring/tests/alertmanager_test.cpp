#include "monitoring/alertmanager.hpp"

#include <map>
#include <string>
#include <utility>

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fake_server.hpp"

namespace monitoring {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const values::Timestamp kEnd = values::parse_rfc3339("2036-11-23T11:00:00Z").value();

Silence wish() {
  return {.matchers = {{.name = "alertname", .value = "A"}, {.name = "severity", .value = "warning"}},
          .ends_at = kEnd,
          .created_by = "owner 7",
          .comment = "alert 12"};
}

std::string in_force(const std::string& comment) {
  return R"([{"id":"known","status":{"state":"active"},"comment":")" + comment +
         R"(","createdBy":"owner 7","endsAt":"2030-01-01T00:00:00Z","startsAt":"2020-01-01T00:00:00Z","matchers":[)"
         R"({"isEqual":true,"isRegex":false,"name":"severity","value":"warning"},)"
         R"({"isEqual":true,"isRegex":false,"name":"alertname","value":"A"}]}])";
}

/// Answers by method and path, in the form "GET /api/v2/silences".
class FakeAlertmanager {
 public:
  explicit FakeAlertmanager(std::map<std::string, net::Response> answers)
      : answers_(std::move(answers)), server_([this](const net::Request& request) { return answer(request); }) {}

  template <class Call>
  auto run(Call call) {
    net::HttpClient client(server_.executor(), server_.url());
    Alertmanager alertmanager(client, {.address = "am:9093", .max_answer_bytes = 10'000});
    return server_.run(call(alertmanager));
  }

  const std::vector<net::Request>& requests() const { return server_.requests; }

 private:
  asio::awaitable<net::Response> answer(const net::Request& request) {
    const auto found = answers_.find(request.method + " " + std::string(request.path()));
    net::Response answer = found == answers_.end() ? net::Response{.status = 404} : found->second;
    co_return answer;
  }

  std::map<std::string, net::Response> answers_;
  FakeServer server_;
};

TEST(Alertmanager, PutsASilenceInForceAtOnce) {
  FakeAlertmanager fake({{"GET /api/v2/silences", {.body = in_force("alert 11")}},
                         {"POST /api/v2/silences", {.body = R"({"silenceID":"new"})"}}});
  EXPECT_EQ(fake.run([](Alertmanager& am) { return am.silence(wish()); }).value(), "new");
  ASSERT_EQ(fake.requests().size(), 2U);
  EXPECT_EQ(fake.requests()[1].headers.get("Content-Type"), "application/json");
  const json::value body = json::parse(fake.requests()[1].body);
  EXPECT_EQ(body.at("endsAt").as_string(), "2036-11-23T11:00:00.000Z");
  EXPECT_EQ(body.at("startsAt").as_string(), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(body.at("createdBy").as_string(), "owner 7");
  EXPECT_EQ(body.at("comment").as_string(), "alert 12");
  EXPECT_EQ(body.at("matchers").as_array().size(), 2U);
  EXPECT_EQ(body.at_pointer("/matchers/0/name").as_string(), "alertname");
  EXPECT_TRUE(body.at_pointer("/matchers/0/isEqual").as_bool());
  EXPECT_FALSE(body.at_pointer("/matchers/0/isRegex").as_bool());
}

TEST(Alertmanager, AskedTwiceHasOneSilence) {
  FakeAlertmanager fake({{"GET /api/v2/silences", {.body = in_force("alert 12")}}});
  EXPECT_EQ(fake.run([](Alertmanager& am) { return am.silence(wish()); }).value(), "known");
  EXPECT_EQ(fake.requests().size(), 1U);
}

TEST(Alertmanager, SaysWhyItRefuses) {
  FakeAlertmanager fake({{"GET /api/v2/silences", {.body = "[]"}},
                         {"POST /api/v2/silences", {.status = 400, .body = R"("end time can't be in the past")"}}});
  EXPECT_EQ(fake.run([](Alertmanager& am) { return am.silence(wish()); }).error().message,
            "Alertmanager on am:9093 refuses: end time can't be in the past");
}

TEST(Alertmanager, ExpiresASilence) {
  FakeAlertmanager fake({{"DELETE /api/v2/silence/a-1", {.status = 200}}});
  EXPECT_TRUE(fake.run([](Alertmanager& am) { return am.expire("a-1"); }));
}

TEST(Alertmanager, TakesASilenceThatIsOverOrUnknownForExpired) {
  FakeAlertmanager unknown({{"DELETE /api/v2/silence/a", {.status = 500, .body = R"("silence not found")"}}});
  EXPECT_TRUE(unknown.run([](Alertmanager& am) { return am.expire("a"); }));
  FakeAlertmanager over({{"DELETE /api/v2/silence/a", {.status = 500, .body = R"("already expired")"}},
                         {"GET /api/v2/silence/a", {.body = R"({"status":{"state":"expired"}})"}}});
  EXPECT_TRUE(over.run([](Alertmanager& am) { return am.expire("a"); }));
  FakeAlertmanager stubborn({{"DELETE /api/v2/silence/a", {.status = 500, .body = R"("disk full")"}},
                             {"GET /api/v2/silence/a", {.body = R"({"status":{"state":"active"}})"}}});
  EXPECT_EQ(stubborn.run([](Alertmanager& am) { return am.expire("a"); }).error().message,
            "Alertmanager on am:9093 refuses: disk full");
}

TEST(Alertmanager, AsksNothingAboutWhatIsNoId) {
  FakeAlertmanager fake({});
  for (const char* id : {"", "../status", "a b", "a\r\n"}) {
    EXPECT_FALSE(fake.run([&](Alertmanager& am) { return am.expire(id); })) << id;
  }
  EXPECT_TRUE(fake.requests().empty());
}

TEST(Alertmanager, SaysSinceWhenItRuns) {
  FakeAlertmanager fake({{"GET /api/v2/status", {.body = R"({"uptime":"2026-11-23T09:57:52.143Z"})"}}});
  EXPECT_EQ(values::format_rfc3339(fake.run([](Alertmanager& am) { return am.running_since(); }).value()),
            "2026-11-23T09:57:52.143Z");
}

TEST(Alertmanager, ThatAnswersNonsenseIsCalledThat) {
  for (const net::Response& answer :
       {net::Response{.body = "<html>"}, net::Response{.body = R"({"alerts":[]})"}, net::Response{.body = "[1]"}}) {
    FakeAlertmanager fake({{"GET /api/v2/alerts", answer}});
    EXPECT_THAT(fake.run([](Alertmanager& am) { return am.alerts(); }).error().message,
                StartsWith("Alertmanager on am:9093 answers nonsense: "));
  }
  FakeAlertmanager large({{"GET /api/v2/alerts", {.body = std::string(20'000, ' ')}}});
  EXPECT_THAT(large.run([](Alertmanager& am) { return am.alerts(); }).error().message, HasSubstr("too large"));
  FakeAlertmanager failing({{"GET /api/v2/alerts", {.status = 503, .body = "no"}}});
  EXPECT_EQ(failing.run([](Alertmanager& am) { return am.alerts(); }).error().message,
            "Alertmanager on am:9093 refuses: HTTP status 503");
}

TEST(Alertmanager, ThatIsAwayIsSaidToBe) {
  asio::io_context io;
  const net::Url nobody{.host = "127.0.0.1", .port = 1, .path = {}};
  net::HttpClient client(io.get_executor(), nobody);
  Alertmanager alertmanager(client, {.address = "127.0.0.1:1"});
  std::string error;
  const auto ask = [&]() -> asio::awaitable<void> { error = (co_await alertmanager.alerts()).error().message; };
  asio::co_spawn(io, ask(), [](const std::exception_ptr&) {});
  io.run();
  EXPECT_EQ(error, "Alertmanager on 127.0.0.1:1 does not answer");
}

}  // namespace
}  // namespace monitoring
