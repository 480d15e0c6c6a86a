// What people send: texts with formatting, files, polls, and what they have found elsewhere.
#include "quiz.hpp"
#include "record.hpp"
#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

class CorrespondenceTest : public SimulatedBot {
 protected:
  json::object newest_message() { return newest_update().at("message").as_object(); }

  static Quiz capital() {
    return {.question = "The capital of France?",
            .options = {"Lyon", "Paris"},
            .correct = {1},
            .explanation = "On the Seine."};
  }
};

TEST_F(CorrespondenceTest, ThePhotoOfAPersonCanBeSentByTheBot) {
  ASSERT_TRUE(bot.send_file(kAnna, FileKind::photo, "graph.png", {{"caption", "A graph"}}));
  const json::object received = newest_message();
  EXPECT_EQ(received.at("caption"), json::value("A graph"));
  EXPECT_EQ(received.at("from").at("id"), json::value(kAnna.value()));
  const json::array& sizes = received.at("photo").as_array();
  ASSERT_EQ(sizes.size(), kPhotoSizes);
  const json::value sent = call("sendphoto", {{"chat_id", kAnna.value()}, {"photo", sizes.back().at("file_id")}});
  EXPECT_EQ(sent.at("photo"), received.at("photo"));
  EXPECT_TRUE(record_of(bot).at("uploads").as_array().empty());
}

TEST_F(CorrespondenceTest, TheSameNameIsTheSameFile) {
  ASSERT_TRUE(bot.send_file(kAnna, FileKind::document, "task.pdf"));
  const json::value first = newest_message().at("document");
  EXPECT_EQ(first.at("mime_type"), json::value("application/pdf"));
  ASSERT_TRUE(bot.send_file(kAnna, FileKind::document, "task.pdf"));
  EXPECT_EQ(newest_message().at("document"), first);
  ASSERT_TRUE(bot.send_file(kAnna, FileKind::document, "other.pdf"));
  EXPECT_NE(newest_message().at("document").at("file_id"), first.at("file_id"));
  ASSERT_TRUE(bot.refuse_file(first.at("file_id").as_string()));
  ASSERT_TRUE(bot.send_file(kAnna, FileKind::document, "task.pdf"));
  EXPECT_NE(newest_message().at("document").at("file_id"), first.at("file_id"));
}

TEST_F(CorrespondenceTest, WhatIsForwardedTellsItsChannel) {
  ASSERT_TRUE(bot.send_file(kAnna, FileKind::video, "lesson.mp4", {}, {.forward_from = "Some Channel"}));
  const json::object received = newest_message();
  EXPECT_TRUE(received.contains("video"));
  const json::value origin = received.at("forward_origin");
  EXPECT_EQ(origin.at("type"), json::value("channel"));
  EXPECT_EQ(origin.at("chat").at("title"), json::value("Some Channel"));
  EXPECT_LT(origin.at("chat").at("id").as_int64(), -1'000'000'000'000);
  EXPECT_EQ(origin.at("date"), json::value(1'700'000'000));
  ASSERT_TRUE(bot.say(kAnna, "mine"));
  EXPECT_FALSE(newest_message().contains("forward_origin"));
}

TEST_F(CorrespondenceTest, AQuizTellsItsAnswers) {
  ASSERT_TRUE(bot.send_poll(kAnna, capital()));
  const json::object poll = newest_message().at("poll").as_object();
  EXPECT_EQ(poll.at("type"), json::value("quiz"));
  EXPECT_EQ(poll.at("options").as_array()[1].at("text"), json::value("Paris"));
  EXPECT_EQ(json::serialize(poll.at("correct_option_ids")), "[1]");
  EXPECT_EQ(poll.at("explanation"), json::value("On the Seine."));
  EXPECT_FALSE(poll.contains("correct_option_id"));
}

TEST_F(CorrespondenceTest, AForwardedQuizDoesNot) {
  ASSERT_TRUE(bot.send_poll(kAnna, capital(), {.forward_from = "Quizzes"}));
  const json::object poll = newest_message().at("poll").as_object();
  EXPECT_EQ(poll.at("type"), json::value("quiz"));
  EXPECT_FALSE(poll.contains("correct_option_ids"));
  EXPECT_FALSE(poll.contains("explanation"));
}

TEST_F(CorrespondenceTest, APollWithoutAnswersIsNoQuiz) {
  Quiz poll = capital();
  poll.correct = {};
  EXPECT_EQ(fault_of(poll), "explanation is of a quiz only: give correct");
  poll.explanation = {};
  ASSERT_TRUE(bot.send_poll(kAnna, poll));
  EXPECT_EQ(newest_message().at("poll").at("type"), json::value("regular"));
}

TEST_F(CorrespondenceTest, QuizzesAreAsTelegramTakesThem) {
  const auto fault = [](auto change) {
    Quiz quiz = capital();
    change(quiz);
    return fault_of(quiz);
  };
  EXPECT_FALSE(fault([](Quiz&) {}));
  EXPECT_TRUE(fault([](Quiz& quiz) { quiz.question.clear(); }));
  EXPECT_TRUE(fault([](Quiz& quiz) { quiz.question = std::string(301, 'x'); }));
  EXPECT_TRUE(fault([](Quiz& quiz) { quiz.options.clear(); }));
  EXPECT_TRUE(fault([](Quiz& quiz) { quiz.options.resize(13, "x"); }));
  EXPECT_TRUE(fault([](Quiz& quiz) { quiz.options[0].clear(); }));
  EXPECT_TRUE(fault([](Quiz& quiz) { quiz.correct = {2}; }));
  EXPECT_TRUE(fault([](Quiz& quiz) { quiz.explanation = std::string(201, 'x'); }));
}

TEST_F(CorrespondenceTest, WhoHasBlockedTheBotSendsNothing) {
  ASSERT_TRUE(bot.say(kAnna, "/start"));
  ASSERT_TRUE(bot.block(kAnna));
  EXPECT_FALSE(bot.send_file(kAnna, FileKind::photo, "a.png"));
  EXPECT_FALSE(bot.send_poll(kAnna, capital()));
}

}  // namespace
}  // namespace simulator
