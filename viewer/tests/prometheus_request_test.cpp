#include "prometheus_request.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/query_string.hpp"

namespace viewer {
namespace {

using ::testing::HasSubstr;

/// The target, or the status and the reason.
std::string ask(std::string_view path, std::string_view query = {}) {
  const auto target = check_prometheus_request(path, query);
  return target ? *target : std::to_string(target.error().status) + " " + target.error().message;
}

std::string expression_of(std::size_t size) {
  return "query=" + std::string(size, 'x');
}

TEST(PrometheusRequest, IsWrittenAnew) {
  EXPECT_EQ(ask("/api/v1/query", "query=sum(rate(x%5B5m%5D))%20%3E+1"),
            "/api/v1/query?query=sum%28rate%28x%5B5m%5D%29%29%20%3E%201&timeout=20s");
  EXPECT_EQ(ask("/api/v1/query", "time=1.7e9&query=up"), "/api/v1/query?time=1700000000.000&query=up&timeout=20s");
  EXPECT_EQ(ask("/api/v1/query_range", "query=up&start=1700000000.0015&end=1700003600&step=1m"),
            "/api/v1/query_range?query=up&start=1700000000.002&end=1700003600.000&step=60.000&timeout=20s");
  EXPECT_EQ(ask("/api/v1/labels", ""), "/api/v1/labels");
  EXPECT_EQ(ask("/api/v1/labels", "match[]=up&match%5B%5D=x&start=0"),
            "/api/v1/labels?match%5B%5D=up&match%5B%5D=x&start=0.000");
  EXPECT_EQ(ask("/api/v1/label/__name__/values", "match[]=up"), "/api/v1/label/__name__/values?match%5B%5D=up");
  EXPECT_EQ(ask("/api/v1/series", "match[]=up"), "/api/v1/series?match%5B%5D=up");
  EXPECT_EQ(ask("/api/v1/metadata", "metric=up&limit=010"), "/api/v1/metadata?metric=up&limit=10");
  EXPECT_EQ(ask("/api/v1/alerts"), "/api/v1/alerts");
  EXPECT_EQ(ask("/api/v1/rules", "type=alert"), "/api/v1/rules?type=alert");
}

TEST(PrometheusRequest, OtherPathsAreNotPassedOn) {
  for (const char* path :
       {"/api/v1/", "/api/v1/admin/tsdb/delete_series", "/api/v1/status/config", "/api/v1/targets", "/api/v1/write",
        "/api/v1/read", "/api/v1/query/", "/api/v1/query_exemplars", "/-/reload", "/api/v1/label//values",
        "/api/v1/label/a/b/values", "/api/v1/label/../values", "/api/v1/label/a%2Fb/values", "/api/v1/label/1a/values",
        "/api/v1/label/values", "/api/v1/labelXvalues", "/api/v1/label/", "/api/v1/../admin", "/API/V1/query"}) {
    EXPECT_THAT(ask(path, "query=up"), HasSubstr("404 ")) << path;
  }
}

TEST(PrometheusRequest, MalformedParametersAreNamed) {
  const std::vector<std::array<std::string, 3>> malformed{
      {"/api/v1/query", "", "query is missing"},
      {"/api/v1/query", "query=", "query is ''"},
      {"/api/v1/query", "query=%ff", "query is"},
      {"/api/v1/query", "query=up&query=up", "query may be given only once"},
      {"/api/v1/query", "query=up&timeout=1h", "'timeout' is no parameter here; there are: query, time"},
      {"/api/v1/query", "query=up&time=yesterday", "time is 'yesterday': a unix time"},
      {"/api/v1/query", "query=up&time=", "time is ''"},
      {"/api/v1/query", "query=up&time=nan", "time is 'nan'"},
      {"/api/v1/query", "query=up&time=inf", "time is 'inf'"},
      {"/api/v1/query", "query=up&time=-1", "time is '-1'"},
      {"/api/v1/query", "query=up&time=1e99", "time is '1e99'"},
      {"/api/v1/query", "query=up&time=1%00", "time is '1?'"},
      {"/api/v1/query", "query=up&time=2026-01-01T00:00:00Z", "a unix time"},
      {"/api/v1/query_range", "query=up&start=0&end=1", "step is missing"},
      {"/api/v1/query_range", "query=up&start=0&step=1", "end is missing"},
      {"/api/v1/query_range", "query=up&start=2&end=1&step=1", "end is before start"},
      {"/api/v1/query_range", "query=up&start=1&end=2&step=0", "step is '0'"},
      {"/api/v1/query_range", "query=up&start=1&end=2&step=0.0001", "step is '0.0001'"},
      {"/api/v1/query_range", "query=up&start=1&end=2&step=-15s", "step is '-15s'"},
      {"/api/v1/query_range", "query=up&start=1&end=2&step=400d", "step is '400d'"},
      {"/api/v1/series", "", "match[] is missing"},
      {"/api/v1/metadata", "limit=0", "limit is '0'"},
      {"/api/v1/metadata", "limit=10001", "limit is '10001'"},
      {"/api/v1/metadata", "metric=", "metric is ''"},
      {"/api/v1/alerts", "x=1", "'x' is no parameter here; there are: none"},
      {"/api/v1/rules", "type=all", "type is 'all': alert or record"},
  };
  for (const auto& [path, query, reason] : malformed) {
    EXPECT_THAT(ask(path, query), AllOf(HasSubstr("400 "), HasSubstr(reason))) << path << "?" << query;
  }
}

TEST(PrometheusRequest, WhatIsTooLargeIsToldWhatWouldBeAllowed) {
  EXPECT_THAT(ask("/api/v1/query", expression_of(8192)), HasSubstr("/api/v1/query?"));
  EXPECT_THAT(ask("/api/v1/query", expression_of(8193)), HasSubstr("422 query has 8193 bytes: at most 8192"));
  EXPECT_THAT(ask("/api/v1/series", "start=0&end=31622400&match[]=up"), HasSubstr("/api/v1/series?"));
  EXPECT_THAT(ask("/api/v1/series", "start=0&end=31622401&match[]=up"), HasSubstr("422 the range has 367 days"));
  EXPECT_THAT(ask("/api/v1/query_range", "query=up&start=0&end=1999&step=1"), HasSubstr("/api/v1/query_range?"));
  EXPECT_THAT(
      ask("/api/v1/query_range", "query=up&start=0&end=2000&step=1"),
      HasSubstr("422 this range and step make 2001 points a series, at most 2000 are allowed: a step of at least "
                "1.001 s is needed"));
  std::string selectors;
  for (int i = 0; i < 10; ++i) selectors += "match[]=up&";
  EXPECT_THAT(ask("/api/v1/series", selectors), HasSubstr("/api/v1/series?"));
  EXPECT_THAT(ask("/api/v1/series", selectors + "match[]=up"), HasSubstr("400 match[] may be given only 10 times"));
}

TEST(PrometheusRequest, TheStepThatIsSaidToBeAllowedIs) {
  std::mt19937 random(11);
  std::uniform_int_distribution<std::int64_t> range(1, 31'622'400'000);
  for (int round = 0; round < 2'000; ++round) {
    const std::string end = std::to_string(static_cast<double>(range(random)) / 1000);
    const std::string query = "query=up&start=0&end=" + end + "&step=";
    const std::string refused = ask("/api/v1/query_range", query + "0.001");
    const auto at = refused.find("at least ");
    if (at == std::string::npos) continue;
    const std::string allowed = refused.substr(at + 9, refused.find(" s is") - at - 9);
    EXPECT_THAT(ask("/api/v1/query_range", query + allowed), HasSubstr("/api/v1/query_range?"))
        << end << " " << allowed;
  }
}

/// Texts as they may stand in a query string: those that are nearly right, and noise.
class AnyQuery {
 public:
  std::string make() {
    std::string query;
    for (int i = one_of(6); i > 0; --i) query += text(names()) + "=" + text(values()) + (one_of(8) == 0 ? "&&" : "&");
    return query;
  }
  std::string path() {
    static const std::vector<std::string> kPaths{"/api/v1/query",  "/api/v1/query_range",    "/api/v1/labels",
                                                 "/api/v1/series", "/api/v1/label/a/values", "/api/v1/metadata",
                                                 "/api/v1/alerts", "/api/v1/rules"};
    return kPaths[static_cast<std::size_t>(one_of(static_cast<int>(kPaths.size())))];
  }

 private:
  int one_of(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
  std::string text(const std::vector<std::string>& choices) {
    std::string text = choices[static_cast<std::size_t>(one_of(static_cast<int>(choices.size())))];
    if (one_of(4) == 0)
      text.insert(static_cast<std::size_t>(one_of(static_cast<int>(text.size()) + 1)), 1,
                  static_cast<char>(one_of(256)));
    return text;
  }
  static const std::vector<std::string>& names() {
    static const std::vector<std::string> kNames{"query", "query",   "time",  "start",   "start",   "end",
                                                 "end",   "step",    "step",  "match[]", "metric",  "limit",
                                                 "type",  "timeout", "stats", "",        "que%72y", "lookback_delta"};
    return kNames;
  }
  static const std::vector<std::string>& values() {
    static const std::vector<std::string> kValues{"up",         "up%26timeout=1h",
                                                  "1700000000", "1700003600.5",
                                                  "0",          "15",
                                                  "15s",        "1ms",
                                                  "1e300",      "nan",
                                                  "-1",         "alert",
                                                  "%00",        "%ff",
                                                  "5",          "%23",
                                                  "1%26x",      "%0d%0aHost:%20x",
                                                  "366d",       ""};
    return kValues;
  }

  std::mt19937 random_{42};
};

/// The parameters that each path has, how often, and where they are numbers.
bool is_allowed(const std::string& path, const std::vector<net::QueryParameter>& parameters) {
  static const std::map<std::string, std::set<std::string>> kAllowed{
      {"/api/v1/query", {"query", "time", "timeout"}},
      {"/api/v1/query_range", {"query", "start", "end", "step", "timeout"}},
      {"/api/v1/labels", {"match[]", "start", "end"}},
      {"/api/v1/series", {"match[]", "start", "end"}},
      {"/api/v1/label/a/values", {"match[]", "start", "end"}},
      {"/api/v1/metadata", {"metric", "limit"}},
      {"/api/v1/alerts", {}},
      {"/api/v1/rules", {"type"}},
  };
  std::set<std::string> seen;
  std::map<std::string, double> numbers;
  for (const net::QueryParameter& parameter : parameters) {
    if (!kAllowed.at(path).contains(parameter.name)) return false;
    if (!seen.insert(parameter.name).second && parameter.name != "match[]") return false;
    if (parameter.name == "timeout" && parameter.value != "20s") return false;
    if (std::set<std::string>{"time", "start", "end", "step"}.contains(parameter.name)) {
      if (parameter.value.find_first_not_of("0123456789.") != std::string::npos) return false;
      numbers[parameter.name] = std::stod(parameter.value);
    }
  }
  if (path == "/api/v1/query_range" && (numbers["end"] - numbers["start"]) / numbers["step"] > 2000) return false;
  return !numbers.contains("end") || !numbers.contains("start") || numbers["end"] - numbers["start"] <= 366 * 86400.0;
}

TEST(PrometheusRequest, WhateverIsAskedOnlyAllowedParametersArePassedOn) {
  AnyQuery any;
  int passed = 0;
  for (int round = 0; round < 50'000; ++round) {
    const std::string path = any.path();
    const std::string query = any.make();
    const auto target = check_prometheus_request(path, query);
    if (!target) {
      const int status = target.error().status;
      EXPECT_TRUE(status == 400 || status == 422) << path << "?" << query;
      continue;
    }
    ++passed;
    const std::size_t end = std::min(target->find('?'), target->size());
    ASSERT_EQ(target->substr(0, end), path);
    const std::string written = target->substr(std::min(end + 1, target->size()));
    ASSERT_EQ(written.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%=&"),
              std::string::npos);
    ASSERT_TRUE(is_allowed(path, net::parse_query(written))) << path << "?" << query << " became " << *target;
  }
  EXPECT_GT(passed, 1'000) << "the queries must not be all noise";
}

}  // namespace
}  // namespace viewer
