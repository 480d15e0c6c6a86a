#include "prometheus_answer.hpp"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace monitoring {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::size_t kMaxSeries = 1'000;

std::string success(const std::string& data) {
  return R"({"status":"success","data":)" + data + "}";
}

std::string result_of(const std::string& type, const std::string& result) {
  return success(R"({"resultType":")" + type + R"(","result":)" + result + "}");
}

QueryAnswer read(const std::string& body) {
  return read_query_answer(200, body, kMaxSeries).value();
}

PrometheusError error_of(const std::string& body, int status = 200) {
  const auto answer = read_query_answer(status, body, kMaxSeries);
  EXPECT_FALSE(answer) << body;
  return answer ? PrometheusError{} : answer.error();
}

TEST(PrometheusAnswer, ReadsAVector) {
  const QueryAnswer answer =
      read(result_of("vector", R"([{"metric":{"__name__":"up","job":"coursebot"},"value":[1700000000.781,"1"]},)"
                               R"({"metric":{},"value":[1700000000,"-2.5e+06"]}])"));
  EXPECT_EQ(answer.type, AnswerType::vector);
  ASSERT_EQ(answer.series.size(), 2U);
  EXPECT_EQ(answer.series[0].labels, (Labels{{"__name__", "up"}, {"job", "coursebot"}}));
  EXPECT_EQ(answer.series[0].points.at(0).at.time_since_epoch(), milliseconds(1'700'000'000'781));
  EXPECT_EQ(answer.series[0].points.at(0).value, 1);
  EXPECT_EQ(answer.series[1].points.at(0).value, -2.5e6);
}

TEST(PrometheusAnswer, ReadsAMatrixWithSpecialValues) {
  const QueryAnswer answer =
      read(result_of("matrix", R"([{"metric":{"a":"b"},"values":[[0,"NaN"],[15,"+Inf"],[30,"-Inf"],[45.5,"Inf"]]}])"));
  const std::vector<Point>& points = answer.series.at(0).points;
  ASSERT_EQ(points.size(), 4U);
  EXPECT_TRUE(std::isnan(points[0].value));
  EXPECT_EQ(points[1].value, std::numeric_limits<double>::infinity());
  EXPECT_EQ(points[2].value, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(points[3].value, std::numeric_limits<double>::infinity());
  EXPECT_EQ(points[3].at.time_since_epoch(), milliseconds(45'500));
}

TEST(PrometheusAnswer, ReadsScalarsAndStrings) {
  EXPECT_EQ(read(result_of("scalar", R"([5,"42"])")).series.at(0).points.at(0).value, 42);
  EXPECT_EQ(read(result_of("string", R"([5,"words"])")).text, "words");
}

TEST(PrometheusAnswer, ReadsNativeHistograms) {
  const std::string histogram =
      R"({"count":"59","sum":"33897.5","buckets":[[3,"-0.001","0.001","2"],[0,"0.5","1","57"]]})";
  const QueryAnswer now = read(result_of("vector", R"([{"metric":{},"histogram":[7,)" + histogram + "]}]"));
  const HistogramPoint& point = now.series.at(0).histograms.at(0);
  EXPECT_EQ(point.count, 59);
  EXPECT_EQ(point.sum, 33897.5);
  ASSERT_EQ(point.buckets.size(), 2U);
  EXPECT_EQ(point.buckets[0].bounds, 3);
  EXPECT_EQ(point.buckets[0].lower, -0.001);
  EXPECT_EQ(point.buckets[1].upper, 1);
  EXPECT_EQ(point.buckets[1].count, 57);

  const QueryAnswer range = read(result_of("matrix", R"([{"metric":{},"values":[[1,"3"]],"histograms":[[7,)" +
                                                         histogram + R"(],[8,{"count":"0","sum":"0"}]]}])"));
  EXPECT_EQ(range.series.at(0).points.size(), 1U);
  EXPECT_EQ(range.series.at(0).histograms.size(), 2U);
  EXPECT_THAT(range.series.at(0).histograms[1].buckets, IsEmpty());
}

TEST(PrometheusAnswer, KeepsWarningsAndInfos) {
  const QueryAnswer answer = read(
      R"({"status":"success","data":{"resultType":"vector","result":[]},"warnings":["w\n1"],"infos":["i"],"new":1})");
  EXPECT_THAT(answer.warnings, ElementsAre("w 1", "i"));
  EXPECT_THAT(answer.series, IsEmpty());
}

TEST(PrometheusAnswer, PassesPrometheussWordsOn) {
  const PrometheusError error = error_of(
      R"({"status":"error","errorType":"bad_data","error":"invalid parameter \"query\": 1:4: parse error: no"})", 400);
  EXPECT_EQ(error.failure, PrometheusFailure::bad_expression);
  EXPECT_EQ(error.message, "invalid parameter \"query\": 1:4: parse error: no");
}

TEST(PrometheusAnswer, TellsErrorsApart) {
  const auto failure = [](const std::string& type) {
    return error_of(R"({"status":"error","errorType":")" + type + R"(","error":"why"})", 503).failure;
  };
  EXPECT_EQ(failure("bad_data"), PrometheusFailure::bad_expression);
  EXPECT_EQ(failure("execution"), PrometheusFailure::bad_expression);
  EXPECT_EQ(failure("timeout"), PrometheusFailure::timeout);
  EXPECT_EQ(failure("canceled"), PrometheusFailure::timeout);
  EXPECT_EQ(failure("unavailable"), PrometheusFailure::unavailable);
  EXPECT_EQ(failure("internal"), PrometheusFailure::unavailable);
}

TEST(PrometheusAnswer, ShortensLongWordsBetweenLetters) {
  std::string words;
  for (int i = 0; i < 400; ++i) words += "ы";
  const PrometheusError error = error_of(R"({"status":"error","errorType":"bad_data","error":"x)" + words + "\"}", 400);
  EXPECT_LT(error.message.size(), 510U);
  EXPECT_THAT(error.message, HasSubstr("…"));
}

TEST(PrometheusAnswer, RefusesWhatIsNotJson) {
  EXPECT_EQ(error_of("<html>Welcome to nginx!</html>").failure, PrometheusFailure::nonsense);
  EXPECT_EQ(error_of("", 200).failure, PrometheusFailure::nonsense);
  EXPECT_EQ(error_of("<html>502</html>", 502).failure, PrometheusFailure::unavailable);
  EXPECT_EQ(error_of("Unauthorized", 401).failure, PrometheusFailure::unavailable);
  EXPECT_EQ(error_of("Service Unavailable", 503).failure, PrometheusFailure::unavailable);
}

TEST(PrometheusAnswer, RefusesEveryBeginningOfAnAnswer) {
  const std::string whole =
      result_of("matrix", R"([{"metric":{"a":"b"},"values":[[0,"1"]],"histograms":[[1,{"count":"1","sum":"1"}]]}])");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(error_of(whole.substr(0, size)).failure, PrometheusFailure::nonsense) << size;
  }
}

class WrongShapes : public ::testing::TestWithParam<const char*> {};

TEST_P(WrongShapes, AreNonsense) {
  const PrometheusError error = error_of(GetParam());
  EXPECT_EQ(error.failure, PrometheusFailure::nonsense);
  EXPECT_THAT(error.message, HasSubstr("no answer of Prometheus"));
}

INSTANTIATE_TEST_SUITE_P(
    PrometheusAnswer, WrongShapes,
    ::testing::Values(
        "null", "[]", "5", "{}", R"({"status":null})", R"({"status":"fine"})", R"({"status":"success"})",
        R"({"status":"error"})", R"({"status":"error","errorType":"bad_data","error":null})",
        R"({"status":"success","data":null})", R"({"status":"success","data":[]})",
        R"({"status":"success","data":{"resultType":"vector"}})",
        R"({"status":"success","data":{"resultType":"streams","result":[]}})",
        R"({"status":"success","data":{"resultType":"vector","result":null}})",
        R"({"status":"success","data":{"resultType":"vector","result":[null]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{}}]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":null,"value":[0,"1"]}]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":1},"value":[0,"1"]}]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[0,1]}]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":["0","1"]}]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[0,"1x"]}]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[0,""]}]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1e300,"1"]}]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[0,"1",2]}]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"histogram":[0,"1"]}]}})",
        R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"histogram":[0,{"count":"1"}]}]}})",
        R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{}}]}})",
        R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"1"],[1,"2"]]}]}})",
        R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":{"0":"1"}}]}})",
        R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[],"histograms":[[0,{"count":"1","sum":"1","buckets":[[9,"0","1","1"]]}]]}]}})",
        R"({"status":"success","data":{"resultType":"scalar","result":"5"}})",
        R"({"status":"success","data":{"resultType":"vector","result":[]},"warnings":"none"})"));

TEST(PrometheusAnswer, RefusesDeepNesting) {
  EXPECT_EQ(error_of(std::string(100'000, '[')).failure, PrometheusFailure::nonsense);
}

TEST(PrometheusAnswer, RefusesTooManySeries) {
  const std::string three =
      R"([{"metric":{},"value":[0,"1"]},{"metric":{},"value":[0,"1"]},{"metric":{},"value":[0,"1"]}])";
  const auto answer = read_query_answer(200, result_of("vector", three), 2);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().failure, PrometheusFailure::too_large);
  EXPECT_THAT(answer.error().message, HasSubstr("3 series"));
}

TEST(PrometheusAnswer, ReadsMetadata) {
  const std::string body = success(R"({"up":[{"type":"gauge","help":"h","unit":"seconds"}],"empty":[]})");
  const Metadata metadata = read_metadata(200, body, "up").value().value();
  EXPECT_EQ(metadata.type, "gauge");
  EXPECT_EQ(metadata.help, "h");
  EXPECT_EQ(metadata.unit, "seconds");
  EXPECT_FALSE(read_metadata(200, body, "down").value());
  EXPECT_FALSE(read_metadata(200, body, "empty").value());
  EXPECT_FALSE(read_metadata(200, success(R"({"up":5})"), "up"));
  EXPECT_FALSE(read_metadata(200, success(R"({"up":[{"type":"gauge"}]})"), "up"));
}

TEST(PrometheusAnswer, ReadsLabelValues) {
  EXPECT_THAT(read_label_values(200, success(R"(["a","b","c"])"), 2).value(), ElementsAre("a", "b"));
  EXPECT_THAT(read_label_values(200, success("null"), 2).value(), IsEmpty());
  EXPECT_FALSE(read_label_values(200, success("[1]"), 2));
}

}  // namespace
}  // namespace monitoring
