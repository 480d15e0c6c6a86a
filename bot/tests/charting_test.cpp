#include <gmock/gmock.h>

#include "alert_scene.hpp"
#include "chart_range.hpp"
#include "charts.hpp"

namespace bot {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

/// What the viewer is asked for.
std::string target(const Answers& answers) {
  const std::string path = answers.of("sendPhoto").at(0).document.value().path;
  EXPECT_THAT(path, StartsWith(kPicturePath));
  return path.substr(kPicturePath.size());
}

TEST(Chart, IsAnnouncedAndSent) {
  Scene scene;
  const Answers answers = scene.says(kOwen, "/chart users_online 7d");
  ASSERT_THAT(answers.all, SizeIs(2));
  EXPECT_EQ(answers.all[0].method, "sendChatAction");
  EXPECT_EQ(answers.all[0].string("action"), "upload_photo");
  const Answer& photo = answers.all[1];
  EXPECT_EQ(photo.method, "sendPhoto");
  EXPECT_EQ(photo.document->parameter, "photo");
  EXPECT_EQ(photo.document->name, "chart.png");
  EXPECT_EQ(target(answers), "/render/chart.png?name=users_online&range=7d&lang=en&theme=dark");
  EXPECT_EQ(photo.string("caption"), "users_online · 7 d");
  EXPECT_EQ(photo.subject, "chart:2:users_online");
  std::vector<std::string> texts;
  std::vector<std::string> data;
  for (const auto& button : photo.buttons()) {
    texts.push_back(button.text);
    data.push_back(button.callback_data);
  }
  EXPECT_THAT(texts, ElementsAre("1 h", "6 h", "24 h", "7 d", "30 d"));
  EXPECT_EQ(data[2], "chart:users_online:24h");
  EXPECT_EQ(target(scene.presses(kOlga, data[2])), "/render/chart.png?name=users_online&range=24h&lang=ru&theme=dark");
}

TEST(Chart, LooksSixHoursBackUnlessTold) {
  Scene scene;
  EXPECT_THAT(target(scene.says(kOwen, "/chart payments")), HasSubstr("&range=6h"));
  EXPECT_THAT(target(scene.says(kOwen, "/chart payments 2w")), HasSubstr("&range=14d"));
  EXPECT_THAT(target(scene.says(kOwen, "/chart payments 1y")), HasSubstr("&range=365d"));
  EXPECT_THAT(target(scene.says(kOwen, "/chart payments 90m")), HasSubstr("&range=90m"));
  EXPECT_THAT(target(scene.says(kOwen, "/chart job:payments:rate5m")), HasSubstr("name=job%3Apayments%3Arate5m&"));
}

TEST(Chart, WithoutANameIsAChoice) {
  Scene scene;
  for (const auto& [command, range] :
       std::map<std::string, std::string>{{"/chart", "6h"}, {"/chart 30d", "30d"}, {"/chart 24h", "24h"}}) {
    const std::vector<telegram::InlineButton> buttons = scene.says(kOwen, command).only().buttons();
    ASSERT_THAT(buttons, SizeIs(kCharts.size()));
    EXPECT_EQ(buttons[0].text, "Users online");
    for (const telegram::InlineButton& button : buttons) {
      EXPECT_THAT(button.callback_data, EndsWith(":" + range));
      EXPECT_THAT(scene.presses(kOwen, button.callback_data).of("sendPhoto"), SizeIs(1)) << button.callback_data;
    }
  }
}

TEST(Chart, OfNothingThatCanBeIsExplained) {
  Scene scene;
  for (const std::string text :
       {"/chart users online", "/chart users_online 5", "/chart users_online 4m", "/chart users_online 366d",
        "/chart users_online 2y", "/chart users_online -6h", "/chart users_online 99999999999999999999d", "/chart 1m",
        "/chart users_online 6h 7d"}) {
    EXPECT_THAT(scene.says(kOwen, text).only().text(), HasSubstr("from 5 minutes to a year")) << text;
  }
  for (const std::string text :
       {"/chart users-online", "/chart ../x 6h", "/chart 5xx", "/chart Онлайн", "/chart a&b=c", "/chart {job=\"x\"}"}) {
    EXPECT_THAT(scene.says(kOwen, text).only().text(), HasSubstr("No chart and no metric")) << text;
  }
  EXPECT_THAT(scene.says(kOwen, "/chart " + std::string(4'000, 'x')).only().text().size(), testing::Lt(1'000U));
  EXPECT_THAT(scene.says(kOwen, "/chart " + std::string(100, 'x')).of("sendPhoto").at(0).buttons(), IsEmpty())
      << "the name is too long for a button";
}

TEST(Chart, ForgedButtonsDoNothing) {
  Scene scene;
  for (const std::string data :
       {"chart:", "chart::", "chart:x", "chart:x:", "chart:x:1", "chart::6h", "chart:a b:6h", "chart:x:9999d",
        "dashboard:", "dashboard:x", "dashboard:a b:6h", "dashboard:../:6h"}) {
    const Answers answers = scene.presses(kOwen, data);
    EXPECT_EQ(answers.only().method, "answerCallbackQuery") << data;
    EXPECT_FALSE(answers.only().text().empty()) << data;
  }
}

TEST(Chart, ThatCannotBeDrawnIsToldOnceAndWhy) {
  Scene scene;
  const Answers asked = scene.says(kOwen, "/chart userz");
  const Answers answers = scene.is_refused(asked.of("sendPhoto").at(0), false, "There is no chart or metric 'userz'.");
  EXPECT_EQ(answers.only().text(), "No chart of userz: There is no chart or metric 'userz'.");
  EXPECT_EQ(answers.only().chat, kOwen.chat());
  EXPECT_THAT(scene.is_refused(asked.of("sendPhoto").at(0), true, "Forbidden").all, IsEmpty());
  EXPECT_THAT(scene.is_answered("sendPhoto", "chart:2:userz", R"({"message_id":7})").all, IsEmpty());
  EXPECT_THAT(scene.is_refused(asked.of("sendChatAction").at(0), false, "no").all, IsEmpty());
  const Answers endless = scene.is_answered("sendPhoto", "chart:2:x", std::nullopt, std::string(100'000, 'x'));
  EXPECT_LT(endless.only().text().size(), 1'000U);
  for (const char* subject : {"chart:", "chart:2", "chart:x:y", "chart::"}) {
    EXPECT_THAT(scene.is_answered("sendPhoto", subject, std::nullopt, "no").all, IsEmpty()) << subject;
  }
}

TEST(Dashboard, IsTheFirstOrTheOneThatIsNamed) {
  Scene scene;
  const Answers first = scene.says(kOwen, "/dashboard");
  EXPECT_EQ(target(first), "/render/dashboard.png?range=6h&lang=en&theme=dark");
  EXPECT_EQ(first.of("sendPhoto").at(0).string("caption"), "Dashboard · 6 h");
  EXPECT_EQ(first.of("sendPhoto").at(0).buttons().at(3).callback_data, "dashboard::7d");
  EXPECT_THAT(target(scene.presses(kOwen, "dashboard::7d")), HasSubstr("?range=7d"));
  EXPECT_THAT(target(scene.says(kOwen, "/dashboard 24h")), HasSubstr("?range=24h"));
  const Answers named = scene.says(kOlga, "/dashboard coursebot-overview 2d");
  EXPECT_EQ(target(named), "/render/dashboard.png?uid=coursebot-overview&range=2d&lang=ru&theme=dark");
  EXPECT_THAT(target(scene.presses(kOlga, "dashboard:coursebot-overview:1h")), HasSubstr("uid=coursebot-overview"));
  EXPECT_THAT(scene.says(kOwen, "/dashboard a/b").only().text(), HasSubstr("No dashboard"));
  EXPECT_THAT(scene.says(kOwen, "/dashboard x y").only().text(), HasSubstr("How far back"));
}

TEST(Query, IsDrawnAsItIs) {
  Scene scene;
  const Answers answers = scene.says(kOwen, "/query sum(rate(x{a=\"б\"}[5m])) > 1");
  EXPECT_EQ(target(answers),
            "/render/chart.png?query=sum%28rate%28x%7Ba%3D%22%D0%B1%22%7D%5B5m%5D%29%29%20%3E%201&range=6h&lang=en&"
            "theme=dark");
  const Answer photo = answers.of("sendPhoto").at(0);
  EXPECT_EQ(photo.string("caption"), "sum(rate(x{a=\"б\"}[5m])) > 1 · 6 h");
  EXPECT_EQ(photo.parameters.at("caption_entities").at(0).at("type"), "code");
  EXPECT_THAT(photo.buttons(), IsEmpty());
  EXPECT_THAT(target(scene.says(kOwen, "/query 7d up")), HasSubstr("?query=up&range=7d"));
  EXPECT_THAT(target(scene.says(kOwen, "/query 7 * up")), HasSubstr("?query=7%20%2A%20up&range=6h"));
}

TEST(Query, ThatIsNoneIsExplained) {
  Scene scene;
  EXPECT_THAT(scene.says(kOwen, "/query").only().text(), HasSubstr("Write PromQL"));
  EXPECT_THAT(scene.says(kOwen, "/query 7d").only().text(), HasSubstr("Write PromQL"));
  EXPECT_THAT(scene.says(kOwen, "/query 9999d up").only().text(), HasSubstr("How far back"));
  EXPECT_THAT(scene.says(kOwen, "/query " + std::string(kMaxExpression, 'x')).of("sendPhoto"), SizeIs(1));
  EXPECT_THAT(scene.says(kOwen, "/query " + std::string(kMaxExpression + 1, 'x')).only().text(),
              HasSubstr("2000 bytes"));
}

TEST(AlertChart, LooksFromAnHourBeforeItBegan) {
  AlertScene scene;
  scene.begins(high_load());
  const std::string query =
      "/render/chart.png?query=sum%28users_online%29%20%3E%201000&title=More%20than%201000%20users"
      "%20are%20online&";
  EXPECT_EQ(target(scene.presses(kOwen, "alert:chart:1")), query + "range=61m&lang=en&theme=dark");
  scene.now += days{2};
  EXPECT_THAT(target(scene.presses(kOwen, "alert:chart:1")), HasSubstr("&range=2941m"));
  scene.now += days{60};
  EXPECT_THAT(target(scene.presses(kOwen, "alert:chart:1")), HasSubstr("&range=30d"));

  shop::Alert over = high_load();
  over.over_at = over.began_at + minutes{30};
  scene.hears_of({over});
  EXPECT_THAT(target(scene.presses(kOwen, "alert:chart:1")),
              AllOf(HasSubstr("&end=" + std::to_string((std::chrono::duration_cast<std::chrono::seconds>(
                                                            over.over_at->time_since_epoch() + hours{1}))
                                                           .count())),
                    HasSubstr("&range=150m")));
}

TEST(AlertChart, OfAnAlertWithoutAnExpressionThereIsNone) {
  AlertScene scene;
  shop::Alert alert = high_load();
  alert.texts.expression = std::string(kMaxExpression + 1, 'x');
  scene.begins(alert);
  EXPECT_EQ(scene.presses(kOwen, "alert:chart:1").only().method, "answerCallbackQuery");
  alert.texts.expression.clear();
  scene.hears_of({alert});
  EXPECT_EQ(scene.presses(kOwen, "alert:chart:1").only().method, "answerCallbackQuery");
}

TEST(ChartRange, IsANumberAndAUnit) {
  EXPECT_EQ(parse_chart_range("5m"), minutes{5});
  EXPECT_EQ(parse_chart_range("525600m"), days{365});
  EXPECT_EQ(parse_chart_range("2w"), days{14});
  for (const std::string_view bad : {"", "m", "5", "5s", "4m", "0h", "-1h", "+1h", "1.5h", "1h30m", "525601m", "2y",
                                     "9999999999h", "9999999999999999999999h", " 1h", "1h ", "1Ч"}) {
    EXPECT_FALSE(parse_chart_range(bad)) << bad;
  }
  for (const auto& [range, text] : std::map<minutes, std::string>{{minutes{5}, "5m"},
                                                                  {minutes{60}, "1h"},
                                                                  {minutes{90}, "90m"},
                                                                  {hours{24}, "24h"},
                                                                  {hours{48}, "2d"},
                                                                  {hours{49}, "49h"},
                                                                  {days{365}, "365d"}}) {
    EXPECT_EQ(to_chart_range(range), text);
    EXPECT_EQ(parse_chart_range(text), range);
  }
}

}  // namespace
}  // namespace bot
