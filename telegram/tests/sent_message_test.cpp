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

TEST(SentMessage, NamesItsFile) {
  const auto file_in = [](const std::string& media) {
    return read_sent_message(R"({"message_id":8,)" + media + "}").value().file_id;
  };
  EXPECT_EQ(file_in(R"("photo":[{"file_id":"small","width":90,"height":90},{"file_id":"large","width":800,"height":600},
                                {"file_id":"middle","width":320,"height":240}])"),
            "large");
  EXPECT_EQ(file_in(R"("video":{"file_id":"film","width":1,"height":1,"duration":1})"), "film");
  EXPECT_EQ(file_in(R"("document":{"file_id":"file"})"), "file");
  EXPECT_EQ(file_in(R"("animation":{"file_id":"gif"},"document":{"file_id":"gif"})"), "gif");
  for (const char* none : {R"("photo":[])", R"("photo":[{"file_id":7,"width":1,"height":1}])", R"("photo":"x")",
                           R"("video":null)", R"("document":{"file_id":null})", R"("text":"Hello")"}) {
    EXPECT_EQ(file_in(none), std::nullopt) << none;
  }
}

TEST(SentMessage, IsReadFromNothingElse) {
  for (const char* foreign : {"", "true", "[]", "{}", "{", R"({"message_id":"7"})", R"({"message_id":7,"text":1})"}) {
    EXPECT_FALSE(read_sent_message(foreign)) << foreign;
  }
  EXPECT_FALSE(read_sent_message(std::string(100'000, '[')));
}

}  // namespace
}  // namespace telegram
