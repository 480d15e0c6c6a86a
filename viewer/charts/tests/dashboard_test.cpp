#include "dashboard.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace charts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Dashboard parse(const std::string& panels, const std::string& rest = "") {
  return parse_dashboard(R"({"title":"T","panels":[)" + panels + "]" + rest + "}", Language::english).value();
}

TEST(Dashboard, OursHaveNothingThatPicturesLeaveOut) {
  std::size_t dashboards = 0;
  for (const auto& entry : std::filesystem::directory_iterator(DASHBOARDS_FOLDER)) {
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const Dashboard dashboard = parse_dashboard(text, Language::english).value();
    EXPECT_FALSE(dashboard.title.empty());
    for (const Panel& panel : dashboard.panels) {
      EXPECT_FALSE(panel.title.empty());
      EXPECT_FALSE(panel.queries.empty()) << panel.title;
      EXPECT_TRUE(panel.kind == PanelKind::other || panel.left_out.empty()) << panel.title;
    }
    ++dashboards;
  }
  EXPECT_EQ(dashboards, 3U);
}

TEST(Dashboard, ReadsATimeSeries) {
  const Panel panel = parse(R"({"id":7,"type":"timeseries","title":"Payments","targets":[
      {"expr":"a","legendFormat":"{{status}}"},{"expr":"b","legendFormat":"__auto"},{"expr":"c","hide":true}],
    "fieldConfig":{"defaults":{"unit":"s","decimals":1,"min":0,"max":9,"color":{"mode":"fixed","fixedColor":"red"},
        "custom":{"stacking":{"mode":"normal"},"axisSoftMax":5,"thresholdsStyle":{"mode":"dashed"}},
        "thresholds":{"mode":"absolute","steps":[{"value":null,"color":"green"},{"value":5,"color":"red"}]}},
      "overrides":[{"matcher":{"id":"byName","options":"failed"},
        "properties":[{"id":"color","value":{"mode":"fixed","fixedColor":"orange"}}]}]}})")
                          .panels.at(0);
  EXPECT_EQ(panel.id, 7);
  EXPECT_EQ(panel.kind, PanelKind::time_series);
  EXPECT_EQ(panel.shape, Shape::stacked_areas);
  ASSERT_EQ(panel.queries.size(), 2U);
  EXPECT_EQ(panel.queries[0].legend, "{{status}}");
  EXPECT_EQ(panel.queries[1].legend, "");
  EXPECT_EQ(panel.unit, "s");
  EXPECT_EQ(panel.decimals, 1);
  EXPECT_EQ(panel.low, 0);
  EXPECT_EQ(panel.high, 9);
  EXPECT_EQ(panel.soft_high, 5);
  EXPECT_EQ(panel.colour, "red");
  EXPECT_EQ(panel.colours.at("failed"), "orange");
  ASSERT_EQ(panel.thresholds.size(), 2U);
  EXPECT_EQ(panel.thresholds[1].from, 5);
  EXPECT_TRUE(panel.draws_thresholds);
  EXPECT_THAT(panel.left_out, IsEmpty());
}

TEST(Dashboard, FindsPanelsInRows) {
  const Dashboard dashboard = parse(R"({"type":"row","title":"R","panels":[{"id":1,"type":"stat","title":"in"}]},
                                       {"id":2,"type":"timeseries","title":"after"},{"type":"row"},5,null,"x")");
  ASSERT_EQ(dashboard.panels.size(), 2U);
  EXPECT_EQ(dashboard.panels[0].title, "in");
  EXPECT_EQ(dashboard.panels[0].kind, PanelKind::figures);
  EXPECT_EQ(dashboard.panels[1].title, "after");
}

TEST(Dashboard, SaysWhatItLeavesOut) {
  const Panel panel = parse(R"({"type":"timeseries","title":"x","transformations":[{"id":"merge"}],
      "targets":[{"expr":"a","datasource":{"type":"loki"}},{"expr":"b"}],
      "fieldConfig":{"defaults":{"mappings":[{}],"custom":{"drawStyle":"bars","scaleDistribution":{"type":"log"}},
        "thresholds":{"mode":"percentage","steps":[]}},
      "overrides":[{"matcher":{"id":"byRegexp"},"properties":[{"id":"unit","value":"s"}]}]}})")
                          .panels.at(0);
  EXPECT_EQ(panel.queries.size(), 1U);
  EXPECT_THAT(panel.left_out, ElementsAre("query", "thresholds.mode", "drawStyle: bars", "log scale", "mappings",
                                          "overrides", "transformations"));
  EXPECT_EQ(parse(R"({"type":"timeseries","datasource":{"type":"loki"}})").panels.at(0).kind, PanelKind::other);
  EXPECT_EQ(parse(R"({"type":"heatmap"})").panels.at(0).kind, PanelKind::other);
}

TEST(Dashboard, ReadsVariables) {
  const std::string variables = R"(,"templating":{"list":[
      {"name":"job","current":{"value":"coursebot"}},{"name":"plan","current":{"value":["lite","pro"]}},
      {"name":"all","current":{"value":["$__all"]}},{"name":"own","allValue":"x.*","current":{"value":"$__all"}},
      {"name":"constant","query":"5"},{"name":""},7]})";
  const Panel panel = parse(R"({"type":"stat"})", variables).panels.at(0);
  EXPECT_EQ(panel.variables,
            (std::map<std::string, std::string>{
                {"job", "coursebot"}, {"plan", "(lite|pro)"}, {"all", ".*"}, {"own", "x.*"}, {"constant", "5"}}));
}

TEST(Dashboard, ToleratesWrongTypes) {
  const Dashboard dashboard = parse(
      R"({"id":"one","type":7,"title":null,"targets":{"expr":"a"},"fieldConfig":[],"options":3},
         {"id":1e300,"type":"timeseries","targets":[{"expr":5},null,{"expr":"a","legendFormat":{}}],
          "fieldConfig":{"defaults":{"unit":[],"decimals":"two","min":"low","thresholds":[1]},"overrides":{"a":1}}})");
  ASSERT_EQ(dashboard.panels.size(), 2U);
  EXPECT_EQ(dashboard.panels[0].kind, PanelKind::other);
  EXPECT_EQ(dashboard.panels[1].queries.size(), 1U);
  EXPECT_EQ(dashboard.panels[1].decimals, std::nullopt);
}

TEST(Dashboard, RefusesWhatIsNone) {
  for (const char* text : {"", "{", "[]", "null", "{}", R"({"panels":{}})", R"({"title":"x"})", "<html>"}) {
    const auto dashboard = parse_dashboard(text, Language::russian);
    ASSERT_FALSE(dashboard) << text;
    EXPECT_EQ(dashboard.error().status, 422);
  }
  EXPECT_FALSE(parse_dashboard(std::string(100'000, '['), Language::english));
}

TEST(Dashboard, IsBounded) {
  std::string panels = R"({"type":"stat"})";
  for (int i = 0; i < 300; ++i) panels += R"(,{"type":"stat"})";
  EXPECT_EQ(parse(panels).panels.size(), 100U);
}

}  // namespace
}  // namespace charts
