#include "charts/renderer.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fake_prometheus.hpp"
#include "named_charts.hpp"
#include "parameters.hpp"
#include "png_picture.hpp"
#include "time_zone.hpp"
#include "turnstile.hpp"

namespace charts {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const values::Timestamp kNow(1'795'453'530'000ms);
constexpr const char* kTwoPoints = R"([{"metric":{},"values":[[1795453470,"3"],[1795453530,"4"]]}])";

constexpr const char* kDashboard = R"json({"uid":"mine","title":"Mine","panels":[
  {"id":1,"type":"timeseries","title":"Lines","targets":[{"expr":"rate(x[$__rate_interval])","legendFormat":"x"}]},
  {"id":2,"type":"stat","title":"Figure","targets":[{"expr":"sum(increase(x[$__range]))"}]},
  {"id":3,"type":"table","title":"Rows","targets":[{"expr":"x"}]}]})json";

class RendererTest : public ::testing::Test {
 protected:
  net::Response get(const std::string& target) {
    const net::Request request{.target = target};
    return prometheus.run(renderer.answer(request));
  }

  static std::string error_of(const net::Response& response) {
    EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
    return std::string(boost::json::parse(response.body).at("error").as_string());
  }

  static std::vector<std::string> names_of(const net::Response& response) {
    return boost::json::value_to<std::vector<std::string>>(boost::json::parse(response.body).at("names"));
  }

  /// The picture's size, "1280x720".
  static std::string size_of(const net::Response& response) {
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.headers.get("Content-Type"), "image/png");
    const PngPicture picture = read_png(response.body);
    return std::to_string(picture.width) + "x" + std::to_string(picture.height);
  }

  TimeZone zone{"MSK-3"};
  FakePrometheus prometheus;
  values::ManualClock clock{kNow};
  Renderer renderer{prometheus.prometheus,
                    [](const std::string& uid) {
                      return uid.empty() || uid == "mine" ? std::optional<std::string>(kDashboard) : std::nullopt;
                    },
                    clock};
};

TEST_F(RendererTest, DrawsEveryNamedChartInBothLanguages) {
  prometheus.matrix_of_all = kTwoPoints;
  for (const std::string& name : chart_names()) {
    EXPECT_EQ(size_of(get("/render/chart.png?name=" + name)), "1280x720");
    EXPECT_EQ(size_of(get("/render/chart.png?lang=ru&theme=light&width=640&height=360&range=7d&name=" + name)),
              "640x360");
  }
  EXPECT_THAT(prometheus.asked, Not(Contains(HasSubstr("$"))));
}

TEST_F(RendererTest, AsksForWholeBars) {
  prometheus.matrix_of_all = kTwoPoints;
  EXPECT_EQ(get("/render/chart.png?name=payments&range=6h").status, 200);
  EXPECT_THAT(prometheus.asked, ElementsAre(R"(sum(increase(payment_transactions_total{status="success"}[900s])))",
                                            R"(sum(increase(payment_transactions_total{status="failed"}[900s])))"));
  // The first bar, from 14:15 to 14:30 in Moscow, is known at 11:30 UTC.
  EXPECT_EQ(prometheus.starts[0], "1795433400.000");
}

TEST_F(RendererTest, DrawsMetricsByTheirKind) {
  prometheus.matrix_of_all = kTwoPoints;
  prometheus.types = {{"a_gauge", "gauge"}, {"b_total", "counter"}, {"c", "counter"}, {"d_seconds", "histogram"}};
  prometheus.names = {"a_gauge", "b_total", "recorded", "up"};
  const auto asked_for = [&](const std::string& name) {
    prometheus.asked.clear();
    EXPECT_EQ(get("/render/chart.png?range=6h&name=" + name).status, 200) << name;
    return prometheus.asked.empty() ? "" : prometheus.asked[0];
  };
  EXPECT_EQ(asked_for("a_gauge"), "a_gauge");
  EXPECT_EQ(asked_for("b_total"), "increase(b_total[900s])");
  EXPECT_EQ(asked_for("c_total"), "increase(c_total[900s])");
  EXPECT_EQ(asked_for("d_seconds_count"), "increase(d_seconds_count[900s])");
  const std::string quantile =
      "histogram_quantile(0.5, sum(rate(d_seconds[75s]))) or "
      "histogram_quantile(0.5, sum by (le) (rate(d_seconds_bucket[75s])))";
  EXPECT_EQ(asked_for("d_seconds"), quantile);
  EXPECT_EQ(asked_for("d_seconds_bucket"), quantile);
  EXPECT_EQ(asked_for("recorded"), "recorded");
  EXPECT_EQ(asked_for("up"), "up");
}

TEST_F(RendererTest, NamesWhatThereIsInsteadOfAnUnknownChart) {
  prometheus.names = {"go_threads", "payment_refunds_total", "payment_transactions_total"};
  const net::Response response = get("/render/chart.png?name=payment");
  EXPECT_EQ(response.status, 404);
  EXPECT_THAT(names_of(response), Contains("users_online"));
  EXPECT_THAT(names_of(response), Contains("payment_refunds_total"));
  EXPECT_THAT(names_of(response), Not(Contains("go_threads")));
  const net::Response hostile = get("/render/chart.png?name=up%7Bx%3D%22%22%7D");
  EXPECT_EQ(hostile.status, 404);
  EXPECT_TRUE(prometheus.asked.empty());
}

TEST_F(RendererTest, DrawsAnAlertWithoutItsComparison) {
  prometheus.matrices["sum(up)"] = kTwoPoints;
  EXPECT_EQ(size_of(get("/render/chart.png?query=sum(up)%20%3C%201&title=Bots")), "1280x720");
  EXPECT_THAT(prometheus.asked, ElementsAre("sum(up)"));
}

TEST_F(RendererTest, DrawsAPanelAndADashboard) {
  prometheus.matrix_of_all = kTwoPoints;
  EXPECT_EQ(size_of(get("/render/panel.png?dashboard=mine&panel=1&range=1h")), "1280x720");
  EXPECT_THAT(prometheus.asked, ElementsAre("rate(x[60s])"));
  prometheus.asked.clear();
  EXPECT_THAT(size_of(get("/render/dashboard.png?range=1h")), HasSubstr("1280x"));
  EXPECT_THAT(prometheus.asked, ElementsAre("rate(x[60s])", "sum(increase(x[3600s]))"));
  EXPECT_EQ(size_of(get("/render/dashboard.png?uid=mine&width=640&height=640")), "640x640");
  // No larger than a picture may be.
  const PngPicture wide = read_png(get("/render/dashboard.png?width=2560").body);
  EXPECT_LE(wide.width * wide.height, kMostPixels);
}

TEST_F(RendererTest, PutsAPanelsErrorIntoItsPlace) {
  prometheus.vector_of_all = "[]";
  // No data for the lines, nothing for the figure: a picture all the same.
  EXPECT_EQ(get("/render/dashboard.png").status, 200);
}

TEST_F(RendererTest, RefusesWhatItDoesNotHave) {
  EXPECT_EQ(get("/render/panel.png?dashboard=mine&panel=9").status, 404);
  EXPECT_EQ(get("/render/panel.png?dashboard=other&panel=1").status, 404);
  EXPECT_EQ(get("/render/panel.png?dashboard=mine&panel=3").status, 422);
  EXPECT_EQ(get("/render/panel.png?dashboard=mine&panel=one").status, 400);
  EXPECT_EQ(get("/render/panel.png?dashboard=mine").status, 400);
  EXPECT_EQ(get("/render/dashboard.png?uid=other").status, 404);
  EXPECT_EQ(get("/render/picture.png").status, 404);
  EXPECT_EQ(get("/render/chart.png").status, 400);
  EXPECT_EQ(get("/render/chart.png?name=memory&query=up").status, 400);
  EXPECT_EQ(get("/render/chart.png?query=").status, 400);
  EXPECT_EQ(get("/render/chart.png?name=memory&colour=red").status, 400);
  EXPECT_EQ(get("/render/chart.png?name=memory&range=1y").status, 400);
  EXPECT_TRUE(prometheus.asked.empty());
}

TEST_F(RendererTest, SaysThatThereIsNoData) {
  const net::Response english = get("/render/chart.png?name=memory");
  EXPECT_EQ(english.status, 422);
  EXPECT_EQ(error_of(english), "There is no data in this time range.");
  EXPECT_EQ(error_of(get("/render/chart.png?name=memory&lang=ru")), "За это время данных нет.");
  prometheus.matrix_of_all = R"([{"metric":{},"values":[[1795453530,"NaN"]]}])";
  EXPECT_EQ(get("/render/chart.png?name=memory").status, 422);
  prometheus.matrix_of_all = R"([{"metric":{},"histograms":[[1795453530,{"count":"1","sum":"1"}]]}])";
  EXPECT_THAT(error_of(get("/render/chart.png?query=x")), HasSubstr("histogram_quantile()"));
}

TEST_F(RendererTest, PassesPromqlErrorsOn) {
  prometheus.instead = net::Response{
      .status = 400,
      .headers = {},
      .body = R"({"status":"error","errorType":"bad_data","error":"1:5: parse error: unclosed left parenthesis"})"};
  const net::Response response = get("/render/chart.png?query=sum(");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(error_of(response), "Prometheus: 1:5: parse error: unclosed left parenthesis");
}

TEST_F(RendererTest, SaysThatPrometheusIsAway) {
  prometheus.instead = net::Response{.status = 503, .headers = {}, .body = "Service Unavailable"};
  EXPECT_EQ(get("/render/chart.png?name=memory").status, 502);
  EXPECT_EQ(error_of(get("/render/chart.png?name=memory&lang=ru")), "Prometheus недоступен.");
  EXPECT_EQ(get("/render/dashboard.png").status, 502);
  EXPECT_EQ(get("/render/chart.png?name=some_metric").status, 502);
  prometheus.instead = net::Response{.body = "<html></html>"};
  EXPECT_EQ(get("/render/chart.png?name=memory").status, 502);
}

TEST_F(RendererTest, DrawsTheLinesThatSayMost) {
  std::string matrix;
  for (int i = 0; i < 30; ++i) {
    matrix += (i > 0 ? ",{" : "{") + std::string(R"("metric":{"n":")") + std::to_string(i) +
              R"("},"values":[[1795453470,")" + std::to_string(i % 7) + R"("],[1795453530,"1"]]})";
  }
  prometheus.matrix_of_all = "[" + matrix + "]";
  EXPECT_EQ(size_of(get("/render/chart.png?query=x")), "1280x720");
}

TEST_F(RendererTest, ServesOneAfterTheOther) {
  prometheus.matrix_of_all = kTwoPoints;
  const net::Request request{.target = "/render/chart.png?name=memory"};
  std::vector<int> statuses;
  for (int i = 0; i < 30; ++i) {
    boost::asio::co_spawn(
        prometheus.executor(), renderer.answer(request),
        [&](const std::exception_ptr&, const net::Response& response) { statuses.push_back(response.status); });
  }
  // The last one of those that wait in line; it comes after the others.
  while (statuses.size() < 30) get("/render/nothing.png");
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 503), 13);
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 200), 17);
}

TEST(Turnstile, GivesThePlaceOfOneThatLeftInLineToTheNext) {
  boost::asio::io_context context;
  Turnstile turnstile(1, 5);
  std::vector<int> entered;
  const auto visit = [&](int number) -> boost::asio::awaitable<void> {
    const std::optional<Turnstile::Pass> pass = co_await turnstile.enter();
    entered.push_back(pass ? number : -number);
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer soon(executor, 1ms);
    co_await soon.async_wait(boost::asio::use_awaitable);
  };
  for (int i = 1; i <= 8; ++i) boost::asio::co_spawn(context, visit(i), boost::asio::detached);
  context.run();
  EXPECT_THAT(entered, ElementsAre(1, -7, -8, 2, 3, 4, 5, 6));
}

}  // namespace
}  // namespace charts
