#include "sent_texts.hpp"

#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

TEST(SentTextsTest, CountMessagesAndChats) {
  SentTexts texts;
  texts.note("news", values::ChatId{1}, kStart);
  texts.note("news", values::ChatId{2}, kStart + 1s);
  texts.note("other", values::ChatId{1}, kStart + 2s);
  texts.note("news", values::ChatId{1}, kStart + 3s);
  ASSERT_EQ(texts.all().size(), 2U);
  const SentTexts::Text& news = texts.all().front();
  EXPECT_EQ(news.text, "news");
  EXPECT_EQ(news.messages, 3U);
  EXPECT_EQ(news.messages_in.size(), 2U);
  EXPECT_EQ(news.messages_in.at(values::ChatId{1}), 2U);
  EXPECT_EQ(news.first, kStart);
  EXPECT_EQ(news.last, kStart + 3s);
}

TEST(SentTextsTest, ForgetTheOneThatWasSentLongestAgo) {
  SentTexts texts;
  texts.note("broadcast", values::ChatId{0}, kStart);
  for (std::size_t i = 1; i < SentTexts::kKept; ++i) texts.note(std::to_string(i), values::ChatId{1}, kStart);
  texts.note("broadcast", values::ChatId{1}, kStart);
  texts.note("one more", values::ChatId{1}, kStart);
  EXPECT_EQ(texts.all().size(), SentTexts::kKept);
  EXPECT_EQ(texts.all().back().text, "2");
  texts.note("broadcast", values::ChatId{2}, kStart);
  EXPECT_EQ(texts.all().front().messages, 3U);
}

class SentTextsOfABotTest : public SimulatedBot {};

TEST_F(SentTextsOfABotTest, CopiesCountAndForwardsDoNot) {
  ASSERT_TRUE(bot.say(kAnna, "hi"));
  const json::object message{{"chat_id", kAnna.value()}, {"from_chat_id", kAnna.value()}, {"message_id", 1}};
  call("copymessage", message);
  call("forwardmessage", message);
  ASSERT_EQ(bot.sent_texts().all().size(), 1U);
  EXPECT_EQ(bot.sent_texts().all().front().messages, 1U);
}

}  // namespace
}  // namespace simulator
