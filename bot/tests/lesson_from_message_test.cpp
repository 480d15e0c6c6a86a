#include "lesson_from_message.hpp"

#include <gtest/gtest.h>

#include "scene.hpp"

namespace bot {
namespace {

telegram::Message message(std::optional<std::string> text = {}) {
  return message_from(kOwen, std::move(text));
}

telegram::Message photo(std::optional<std::string> caption = {}) {
  telegram::Message with_photo = message();
  with_photo.photo = "photo-1";
  with_photo.caption = std::move(caption);
  return with_photo;
}

telegram::Message quiz(const telegram::Quiz& quiz) {
  telegram::Message with_quiz = message();
  with_quiz.quiz = quiz;
  return with_quiz;
}

const shop::LessonContent& lesson(const LessonMessage& taken) {
  return std::get<shop::LessonContent>(taken);
}

TEST(LessonFromMessage, ATitleAndTheTextBelowIt) {
  const LessonMessage taken = lesson_in(message("Joins\n\nTwo tables at once."));
  EXPECT_EQ(lesson(taken),
            (shop::LessonContent{.title = "Joins", .parts = {shop::FormattedText{.text = "Two tables at once."}}}));
}

TEST(LessonFromMessage, ALongFirstLineIsNotLost) {
  const std::string line(200, 'j');
  const LessonMessage taken = lesson_in(message(line));
  EXPECT_EQ(lesson(taken).title, std::string(63, 'j') + "…");
  EXPECT_EQ(std::get<shop::FormattedText>(lesson(taken).parts.at(0)).text, line);
}

TEST(LessonFromMessage, APictureWithWordsBelowIt) {
  telegram::Message with_words = photo("Tables\nA row has columns.");
  with_words.caption_entities = {{.type = "bold", .offset = 9, .length = 3}};
  const LessonMessage taken = lesson_in(with_words);
  const shop::FormattedText caption{.text = "A row has columns.",
                                    .ranges = {{.style = shop::Style::bold, .offset = 2, .length = 3}}};
  EXPECT_EQ(lesson(taken),
            (shop::LessonContent{.title = "Tables",
                                 .parts = {shop::MediaPart{
                                     .media = {.kind = shop::MediaKind::photo, .file = {}, .telegram_file = "photo-1"},
                                     .caption = caption}}}));
}

TEST(LessonFromMessage, AVideoAndAFile) {
  telegram::Message video = message();
  video.video = "video-1";
  video.caption = "Watch";
  const LessonMessage taken = lesson_in(video);
  const auto& watched = std::get<shop::MediaPart>(lesson(taken).parts.at(0));
  EXPECT_EQ(watched.media, (shop::MediaFile{.kind = shop::MediaKind::video, .file = {}, .telegram_file = "video-1"}));
  EXPECT_EQ(watched.caption.text, "");
  telegram::Message file = message();
  file.document = telegram::AttachedDocument{.file_id = "file-1", .file_name = "sheet.pdf"};
  file.caption = "Read";
  EXPECT_EQ(std::get<shop::MediaPart>(lesson(lesson_in(file)).parts.at(0)).media,
            (shop::MediaFile{.kind = shop::MediaKind::document, .file = {}, .telegram_file = "file-1"}));
}

TEST(LessonFromMessage, APictureWithoutWordsIsAPart) {
  const LessonMessage taken = lesson_in(photo());
  EXPECT_EQ(std::get<shop::MediaPart>(std::get<shop::LessonPart>(taken)).media.telegram_file, "photo-1");
}

TEST(LessonFromMessage, AQuizIsAPart) {
  const LessonMessage taken = lesson_in(
      quiz({.question = "Two?", .options = {"Yes", "No"}, .correct_options = {1}, .explanation = "Count them."}));
  EXPECT_EQ(std::get<shop::LessonPart>(taken),
            shop::LessonPart(
                shop::Quiz{.question = "Two?", .options = {"Yes", "No"}, .correct = 1, .explanation = "Count them."}));
}

TEST(LessonFromMessage, SaysWhatCannotBeOne) {
  const auto problem = [](const telegram::Message& bad) { return std::get<MessageProblem>(lesson_in(bad)); };
  EXPECT_EQ(problem(message()), MessageProblem::nothing_to_show);
  EXPECT_EQ(problem(message("  \n ")), MessageProblem::nothing_to_show);
  EXPECT_EQ(problem(message("Joins")), MessageProblem::no_text);
  EXPECT_EQ(problem(quiz({.question = "Two?", .options = {"Yes", "No"}})), MessageProblem::answer_unknown);
  EXPECT_EQ(problem(quiz({.question = "Two?", .options = {"Yes", "No"}, .correct_options = {0, 1}})),
            MessageProblem::several_answers);
  EXPECT_EQ(problem(quiz({.question = "Two?", .options = {"Yes", "No"}, .correct_options = {2}})),
            MessageProblem::quiz_too_large);
  EXPECT_EQ(problem(quiz({.question = "?", .options = std::vector<std::string>(11, "a"), .correct_options = {0}})),
            MessageProblem::quiz_too_large);
  EXPECT_EQ(problem(quiz({.question = "?", .options = {std::string(101, 'a'), "b"}, .correct_options = {0}})),
            MessageProblem::quiz_too_large);
}

TEST(LessonFromMessage, AllOfAMessageCanBeAPart) {
  const PartMessage text = part_in(message("And one\nmore."));
  EXPECT_EQ(std::get<shop::FormattedText>(std::get<shop::LessonPart>(text)).text, "And one\nmore.");
  const PartMessage picture = part_in(photo("Look"));
  EXPECT_EQ(std::get<shop::MediaPart>(std::get<shop::LessonPart>(picture)).caption.text, "Look");
  EXPECT_EQ(std::get<MessageProblem>(part_in(message())), MessageProblem::nothing_to_show);
}

TEST(LessonFromMessage, WhatIsTakenCanBeWrittenDownAndRead) {
  telegram::Message awkward = message("# *Title* [x](y)\n> not a quotation\n```\n- list\n![a](b)\n<b>&amp;\n1. one");
  awkward.entities = {{.type = "bold", .offset = 20, .length = 10}, {.type = "code", .offset = 25, .length = 30}};
  const shop::LessonContent content = lesson(lesson_in(awkward));
  const auto read = shop::parse_lesson("lesson", shop::write_lesson(content));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->title, "# *Title* [x](y)");
  EXPECT_EQ(std::get<shop::FormattedText>(read->parts.at(0)).text,
            "> not a quotation\n```\n- list\n![a](b)\n<b>&amp;\n1. one");
}

TEST(LessonFromMessage, ALessonHasAnEnd) {
  shop::LessonContent content{.title = "Joins", .parts = {}};
  const shop::Quiz question{.question = "Two?", .options = {"Yes", "No"}};
  for (std::size_t i = 0; i < shop::kMaxQuizzes; ++i) content.parts.emplace_back(question);
  EXPECT_EQ(problem_with(content), std::nullopt);
  content.parts.emplace_back(question);
  EXPECT_EQ(problem_with(content), MessageProblem::too_long);
}

}  // namespace
}  // namespace bot
