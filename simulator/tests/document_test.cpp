#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

class DocumentTest : public SimulatedBot {
 protected:
  void SetUp() override { ASSERT_TRUE(bot.say(kAnna, "/start")); }

  MethodResult send(json::object fields, Parameters::Uploads uploads = {}) {
    fields["chat_id"] = "42";
    return call_method(bot, "senddocument", Parameters{std::move(fields), std::move(uploads)});
  }

  static Parameters::Uploads table(std::string content = "1;2") {
    return {{"document", {.file_name = "a.csv", .mime_type = "text/csv", .content = std::move(content)}}};
  }
};

TEST_F(DocumentTest, IsAMessageWithAFileThatCanBeFetched) {
  const MethodResult sent = send({{"caption", " March "}}, table());
  ASSERT_TRUE(sent);
  const json::value message = json::parse(*sent);
  EXPECT_EQ(message.at("caption"), json::value("March"));
  const json::value& document = message.at("document");
  EXPECT_EQ(document.at("file_name"), json::value("a.csv"));
  EXPECT_EQ(document.at("mime_type"), json::value("text/csv"));
  EXPECT_EQ(document.at("file_size"), json::value(3));
  const UploadedFile* kept = bot.files().find(document.at("file_id").as_string());
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->upload.content, "1;2");
}

TEST_F(DocumentTest, IsSentAgainByItsId) {
  const MethodResult sent = send({}, table());
  ASSERT_TRUE(sent);
  const json::value document = json::parse(*sent).at("document");
  const MethodResult again = send({{"document", document.at("file_id")}});
  ASSERT_TRUE(again);
  EXPECT_EQ(json::parse(*again).at("document"), document);
}

TEST_F(DocumentTest, RefusesWhatIsNoFile) {
  EXPECT_EQ(send({}).error().description, "Bad Request: there is no document in the request");
  EXPECT_EQ(send({{"document", "BQAC"}}).error().description, "Bad Request: wrong file identifier/HTTP URL specified");
  EXPECT_EQ(send({}, table("")).error().description, "Bad Request: file must be non-empty");
  EXPECT_EQ(send({{"caption", json::string(1025, 'x')}}, table()).error().description,
            "Bad Request: message caption is too long");
  EXPECT_TRUE(send({{"caption", json::string(1024, 'x')}}, table()));
  const MethodResult too_large = send({}, table(std::string((50U << 20U) + 1, 'x')));
  ASSERT_FALSE(too_large);
  EXPECT_EQ(too_large.error().code, 413);
}

TEST_F(DocumentTest, HasNoTextToEdit) {
  const json::value message = json::parse(*send({}, table()));
  EXPECT_EQ(failure_of("editmessagetext", {{"chat_id", 42}, {"message_id", message.at("message_id")}, {"text", "new"}}),
            "Bad Request: there is no text in the message to edit");
}

TEST(UploadedFilesTest, KeepsTheNewestWithinItsBounds) {
  UploadedFiles files;
  for (std::size_t i = 0; i <= UploadedFiles::kKept; ++i) files.keep({.id = std::to_string(i), .unique_id = {}}, {});
  EXPECT_EQ(files.find("0"), nullptr);
  EXPECT_NE(files.find("1"), nullptr);
  files.keep({.id = "large", .unique_id = {}}, {{}, {}, std::string(UploadedFiles::kKeptBytes, 'x')});
  files.keep({.id = "small", .unique_id = {}}, {{}, {}, "x"});
  EXPECT_EQ(files.find("large"), nullptr);
  EXPECT_NE(files.find("small"), nullptr);
}

}  // namespace
}  // namespace simulator
