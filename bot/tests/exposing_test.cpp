#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::HasSubstr;

std::string page_of(std::size_t letters) {
  const std::string head = "# HELP a A.\n# TYPE a gauge\na{b=\"";
  const std::string tail = "\"} 1\n";
  return head + std::string(letters + 1 - head.size() - tail.size(), 'x') + tail;
}

TEST(Exposing, ShowsWhatFitsAsABlockOfCode) {
  Scene scene;
  scene.exposition = page_of(telegram::kMaxMessageText);
  const Answers answers = scene.says(kOwen, "/metrics");
  const Answer& answer = answers.only();
  EXPECT_EQ(answer.method, "sendMessage");
  EXPECT_EQ(answer.text() + "\n", *scene.exposition);
  EXPECT_EQ(answer.parameters.at("entities"), boost::json::parse(R"([{"type":"pre","offset":0,"length":4096}])"));
}

TEST(Exposing, SendsMoreAsAFile) {
  Scene scene;
  scene.exposition = page_of(telegram::kMaxMessageText + 1);
  const Answers answers = scene.says(kOwen, "/metrics");
  const Answer& answer = answers.only();
  EXPECT_EQ(answer.method, "sendDocument");
  EXPECT_EQ(answer.document.value().name, "metrics.txt");
  EXPECT_EQ(answer.document->content, *scene.exposition);
  EXPECT_EQ(answer.string("caption"), "1 series, 4098 bytes: too long for a message.");
}

TEST(Exposing, CountsAsTelegramDoes) {
  Scene scene;
  scene.exposition = "a{b=\"";
  for (int i = 0; i < 2'100; ++i) *scene.exposition += "🎓";
  *scene.exposition += "\"} 1\nc 2\n";
  EXPECT_EQ(scene.says(kOwen, "/metrics").only().method, "sendDocument") << "each is two UTF-16 units";
  EXPECT_THAT(scene.says(kOwen, "/metrics").only().string("caption"), HasSubstr("2 series"));
}

TEST(Exposing, SaysWhenThereIsNothingToShow) {
  Scene scene;
  const std::string without = scene.says(kOwen, "/metrics").only().text();
  scene.exposition = "";
  EXPECT_EQ(scene.says(kOwen, "/metrics").only().text(), without);
}

TEST(Exposing, IsForOwnersOnly) {
  Scene scene;
  scene.exposition = "secret 1\n";
  EXPECT_EQ(scene.says(kAnna, "/metrics").only().text(), scene.says(kAnna, "/nonsense").only().text());
}

TEST(Exposing, IsAskedForOnlyByOwnersWithTheCommand) {
  const std::vector<values::UserId> owners{kOwen.id()};
  const auto asks = [&](telegram::UpdateContent content) {
    return asks_for_exposition({.id = values::UpdateId{1}, .content = std::move(content)}, owners);
  };
  EXPECT_TRUE(asks(message_from(kOwen, "/metrics")));
  EXPECT_TRUE(asks(message_from(kOwen, "/Metrics@CourseBot now")));
  EXPECT_FALSE(asks(message_from(kAnna, "/metrics")));
  EXPECT_FALSE(asks(message_from(kOwen, "metrics")));
  EXPECT_FALSE(asks(message_from(kOwen, "/metricsa")));
  EXPECT_FALSE(asks(message_from(kOwen, std::nullopt)));
  EXPECT_FALSE(asks(telegram::UnknownUpdate{}));
}

}  // namespace
}  // namespace bot
