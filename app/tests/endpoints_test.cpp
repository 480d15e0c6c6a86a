#include "endpoints.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/exposition.hpp"

namespace app {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class EndpointsTest : public ::testing::Test {
 protected:
  net::Response get(const std::string& target, const std::string& method = "GET") {
    return ask({.method = method, .target = target});
  }
  net::Response ask(const net::Request& request) {
    return Endpoints(registry_, [this] { return status_; }, alerts_).answer(request);
  }

  AlertWebhook alerts_{values::Secret{"s"}, {}};
  metrics::Registry registry_;
  Status status_{.bots_active = 1, .users_online = 3, .updates_flow = true};
};

TEST_F(EndpointsTest, MetricsAreTheExpositionOfTheRegistry) {
  registry_.gauge({.name = "answer", .help = "The answer."}).with().set(42);
  const net::Response response = get("/metrics");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.get("Content-Type"), metrics::content_type_of({}));
  EXPECT_THAT(response.body, HasSubstr("\nanswer 42\n"));
}

TEST_F(EndpointsTest, MetricsComeInTheFormatThatIsAskedFor) {
  const net::Response page = ask({.target = "/metrics", .headers = {{"Accept", "application/openmetrics-text"}}});
  EXPECT_THAT(std::string(page.headers.get("Content-Type")), StartsWith("application/openmetrics-text; version=1.0.0"));
  EXPECT_THAT(page.body, EndsWith("# EOF\n"));
  EXPECT_EQ(page.headers.get("Vary"), "Accept, Accept-Encoding");
}

TEST_F(EndpointsTest, HealthSaysHowTheBotIs) {
  EXPECT_EQ(get("/health").status, 200);
  EXPECT_EQ(get("/health").body, "{\"status\":\"healthy\",\"bots_active\":1,\"users_online\":3}\n");
  status_.problem = "the disk is full";
  EXPECT_EQ(get("/health").status, 503);
  EXPECT_EQ(get("/health").body,
            "{\"status\":\"unhealthy\",\"bots_active\":1,\"users_online\":3,\"reason\":\"the disk is full\"}\n");
}

TEST_F(EndpointsTest, ReadyOnceUpdatesFlow) {
  EXPECT_EQ(get("/ready").status, 200);
  status_.updates_flow = false;
  EXPECT_EQ(get("/ready").status, 503);
}

TEST_F(EndpointsTest, AnswersNothingElse) {
  EXPECT_EQ(get("/").status, 404);
  EXPECT_EQ(get("/metrics/").status, 404);
  EXPECT_EQ(get("/metrics?x=1").status, 200);
  EXPECT_EQ(get("/metrics", "HEAD").status, 200);
  EXPECT_EQ(get("/metrics", "POST").status, 405);
  EXPECT_EQ(get("/metrics", "POST").headers.get("Allow"), "GET, HEAD");
}

}  // namespace
}  // namespace app
