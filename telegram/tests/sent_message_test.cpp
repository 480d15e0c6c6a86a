#include "telegram/sent_message.hpp"

#include <gtest/gtest.h>

namespace telegram {
namespace {

TEST(SentMessage, OfACopyHasNothingButItsNumber) {
  const auto sent = read_sent_message(R"({"message_id":7})");
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->message_id, values::MessageId{7});
  EXPECT_EQ(sent->text, std::nullopt);
  EXPECT_EQ(sent->caption, std::nullopt);
  EXPECT_FALSE(sent->is_invoice);
  EXPECT_EQ(sent->original_sender, std::nullopt);
}

TEST(SentMessage, OfAForwardSaysWhoseItWas) {
  const auto sent = read_sent_message(
      R"({"message_id":8,"date":1,"chat":{"id":1,"type":"private"},"text":"Hello",
          "forward_origin":{"type":"user","date":1,"sender_user":{"id":7000,"is_bot":true,"first_name":"Bot"}}})");
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->text, "Hello");
  EXPECT_EQ(sent->original_sender, values::UserId{7000});
}

TEST(SentMessage, MayHideWhoseItWas) {
  const auto sent = read_sent_message(
      R"({"message_id":8,"caption":"A photo","invoice":{"currency":"XTR"},
          "forward_origin":{"type":"hidden_user","date":1,"sender_user_name":"Anna"}})");
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->caption, "A photo");
  EXPECT_TRUE(sent->is_invoice);
  EXPECT_EQ(sent->original_sender, std::nullopt);
}

TEST(SentMessage, IsReadFromNothingElse) {
  for (const char* foreign : {"", "true", "[]", "{}", "{", R"({"message_id":"7"})", R"({"message_id":7,"text":1})"}) {
    EXPECT_FALSE(read_sent_message(foreign)) << foreign;
  }
  EXPECT_FALSE(read_sent_message(std::string(100'000, '[')));
}

}  // namespace
}  // namespace telegram
