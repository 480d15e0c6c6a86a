#include "metrics/info.hpp"

#include <gtest/gtest.h>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

class InfoTest : public ::testing::Test {
 protected:
  Registry registry_;
  InfoFamily& hosts_ = registry_.info({.name = "host_info", .help = "Where it runs.", .labels = {"name"}});
};

TEST_F(InfoTest, IsAGaugeOfOneInText) {
  hosts_.with("a");
  EXPECT_EQ(testing::compare(registry_, R"(
                # HELP host_info Where it runs.
                # TYPE host_info gauge
                host_info{name="a"} 1
            )"),
            "");
}

TEST_F(InfoTest, IsAnInfoInOpenMetrics) {
  hosts_.with("a");
  std::string page;
  write(registry_, {.format = ExpositionFormat::openmetrics_1_0}, page);
  EXPECT_NE(page.find("# TYPE host info\n# HELP host Where it runs.\nhost_info{name=\"a\"} 1\n"), std::string::npos)
      << page;
}

TEST_F(InfoTest, AFactThatChangesIsAnotherSeries) {
  hosts_.with("a");
  hosts_.remove("a");
  hosts_.with("b");
  EXPECT_EQ(testing::value_of(registry_, "host_info", {"a"}), std::nullopt);
  EXPECT_EQ(testing::value_of(registry_, "host_info", {"b"}), 1);
}

}  // namespace
}  // namespace metrics
