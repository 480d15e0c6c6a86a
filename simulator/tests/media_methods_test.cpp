#include "record.hpp"
#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

const std::string kPicture = "\x89PNG\r\n\x1A\n and so on";

class MediaMethodsTest : public SimulatedBot {
 protected:
  void SetUp() override { ASSERT_TRUE(bot.say(kAnna, "/start")); }

  MethodResult send(FileKind kind, json::object fields, Parameters::Uploads uploads = {}) {
    fields["chat_id"] = "42";
    return call_method(bot, "send" + std::string(field_of(kind)), Parameters{std::move(fields), std::move(uploads)});
  }

  /// Why it is not sent; empty where it is.
  std::string failure(FileKind kind, json::object fields, Parameters::Uploads uploads = {}) {
    const MethodResult result = send(kind, std::move(fields), std::move(uploads));
    return result ? std::string{} : result.error().description;
  }

  static Parameters::Uploads upload(FileKind kind, std::string content = kPicture, std::string name = "a.png") {
    return {{std::string(field_of(kind)),
             {.file_name = std::move(name), .mime_type = "image/png", .content = std::move(content)}}};
  }

  json::value sent(FileKind kind, json::object fields = {}) {
    return json::parse(send(kind, std::move(fields), upload(kind)).value());
  }

  static json::value id_of(const json::value& message, FileKind kind) {
    const json::value& shown = message.at(field_of(kind));
    return shown.is_array() ? shown.as_array().back().at("file_id") : shown.at("file_id");
  }

  static json::object with_id(FileKind kind, const json::value& id) { return {{field_of(kind), id}}; }

  static json::object edit_of(const json::value& message, json::object changes) {
    changes["chat_id"] = kAnna.value();
    changes["message_id"] = message.at("message_id");
    return changes;
  }
};

TEST_F(MediaMethodsTest, ADocumentIsAFileThatCanBeFetched) {
  const json::value message = sent(FileKind::document, {{"caption", " March "}});
  EXPECT_EQ(message.at("caption"), json::value("March"));
  const json::value& document = message.at("document");
  EXPECT_EQ(document.at("file_name"), json::value("a.png"));
  EXPECT_EQ(document.at("mime_type"), json::value("image/png"));
  EXPECT_EQ(document.at("file_size"), json::value(kPicture.size()));
  const std::string* content = bot.files().content_of(document.at("file_id").as_string());
  ASSERT_NE(content, nullptr);
  EXPECT_EQ(*content, kPicture);
}

TEST_F(MediaMethodsTest, APhotoHasSizesAndCanBeSentByEachOfThem) {
  const json::value photo = sent(FileKind::photo).at("photo");
  ASSERT_EQ(photo.as_array().size(), kPhotoSizes);
  EXPECT_EQ(photo.as_array().back().at("width"), json::value(1280));
  for (const json::value& size : photo.as_array()) {
    const MethodResult again = send(FileKind::photo, with_id(FileKind::photo, size.at("file_id")));
    ASSERT_TRUE(again);
    EXPECT_EQ(json::parse(*again).at("photo"), photo);
  }
}

TEST_F(MediaMethodsTest, AVideoHasALength) {
  const json::value video = sent(FileKind::video).at("video");
  EXPECT_EQ(video.at("duration"), json::value(60));
  EXPECT_EQ(video.at("width"), json::value(1280));
}

TEST_F(MediaMethodsTest, FilesAreSentAgainByTheirIds) {
  for (const FileKind kind : kFileKinds) {
    const json::value first = sent(kind);
    const MethodResult again = send(kind, with_id(kind, id_of(first, kind)));
    ASSERT_TRUE(again);
    EXPECT_EQ(json::parse(*again).at(field_of(kind)), first.at(field_of(kind)));
  }
  const json::array uploads = record_of(bot).at("uploads").as_array();
  ASSERT_EQ(uploads.size(), 1U);
  EXPECT_EQ(uploads.front().at("times"), json::value(3));
}

TEST_F(MediaMethodsTest, AVideoStaysAVideoAndAPhotoIsNothingElse) {
  const json::value video = id_of(sent(FileKind::video), FileKind::video);
  const json::value photo = id_of(sent(FileKind::photo), FileKind::photo);
  const MethodResult as_document = send(FileKind::document, with_id(FileKind::document, video));
  ASSERT_TRUE(as_document);
  EXPECT_TRUE(json::parse(*as_document).as_object().contains("video"));
  EXPECT_EQ(failure(FileKind::photo, with_id(FileKind::photo, video)),
            "Bad Request: can't use file of type Video as Photo");
  EXPECT_EQ(failure(FileKind::document, with_id(FileKind::document, photo)),
            "Bad Request: can't use file of type Photo as Document");
}

TEST_F(MediaMethodsTest, RefusesWhatIsNoFile) {
  for (const FileKind kind : kFileKinds) {
    EXPECT_EQ(failure(kind, {}), "Bad Request: there is no " + std::string(field_of(kind)) + " in the request");
    EXPECT_EQ(failure(kind, with_id(kind, "BQAC")), "Bad Request: wrong file identifier/HTTP URL specified");
    EXPECT_EQ(failure(kind, {}, upload(kind, "")), "Bad Request: file must be non-empty");
  }
  EXPECT_EQ(failure(FileKind::photo, {}, upload(FileKind::photo, "1;2")), "Bad Request: IMAGE_PROCESS_FAILED");
  EXPECT_EQ(failure(FileKind::photo, {}, upload(FileKind::photo, std::string((10U << 20U) + 1, 'x'))),
            "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes");
  const MethodResult too_large =
      send(FileKind::document, {}, upload(FileKind::document, std::string((50U << 20U) + 1, 'x')));
  ASSERT_FALSE(too_large);
  EXPECT_EQ(too_large.error().code, 413);
  EXPECT_TRUE(record_of(bot).at("uploads").as_array().empty());
}

TEST_F(MediaMethodsTest, AnotherBotsFileIsNone) {
  const json::value id = id_of(sent(FileKind::photo), FileKind::photo);
  BotAccount other{values::BotId{8}, identifiers, clock, {}};
  ASSERT_TRUE(other.say(kAnna, "/start"));
  const Parameters parameters{json::object{{"chat_id", 42}, {"photo", id}}};
  EXPECT_EQ(call_method(other, "sendphoto", parameters).error().description,
            "Bad Request: wrong file identifier/HTTP URL specified");
}

TEST_F(MediaMethodsTest, AFileIsRefusedFromThenOn) {
  const json::value photo = sent(FileKind::photo).at("photo");
  const json::value smallest = photo.as_array().front().at("file_id");
  const json::value largest = photo.as_array().back().at("file_id");
  ASSERT_TRUE(bot.refuse_file(smallest.as_string()));
  EXPECT_FALSE(bot.refuse_file("BQAC"));
  EXPECT_EQ(failure(FileKind::photo, with_id(FileKind::photo, largest)),
            "Bad Request: wrong remote file identifier specified: can't unserialize it");
  const json::value again = id_of(sent(FileKind::photo), FileKind::photo);
  EXPECT_EQ(failure(FileKind::photo, with_id(FileKind::photo, again)), "");
}

TEST_F(MediaMethodsTest, CaptionsAreCheckedAsTextsAre) {
  const auto with_caption = [&](std::size_t length) {
    return failure(FileKind::video, {{"caption", json::string(length, 'x')}}, upload(FileKind::video));
  };
  EXPECT_EQ(with_caption(1024), "");
  EXPECT_EQ(with_caption(1025), "Bad Request: message caption is too long");
  const json::value bold = list_of(json::object{{"type", "bold"}, {"offset", 0}, {"length", 4}});
  const json::value message = sent(FileKind::photo, {{"caption", "🎓 a"}, {"caption_entities", bold}});
  EXPECT_EQ(message.at("caption_entities"), bold);
  EXPECT_EQ(failure(FileKind::photo, {{"caption", "🎓"}, {"caption_entities", json::serialize(bold)}},
                    upload(FileKind::photo)),
            "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 4");
}

TEST_F(MediaMethodsTest, HasACaptionToEditAndNoText) {
  const json::value message = sent(FileKind::photo, {{"caption", "old"}});
  EXPECT_EQ(failure_of("editmessagetext", edit_of(message, {{"text", "new"}})),
            "Bad Request: there is no text in the message to edit");
  const json::value bold = list_of(json::object{{"type", "bold"}, {"offset", 0}, {"length", 3}});
  const json::object new_caption{{"caption", "new"}, {"caption_entities", bold}};
  const json::value edited = call("editmessagecaption", edit_of(message, new_caption));
  EXPECT_EQ(edited.at("caption"), json::value("new"));
  EXPECT_EQ(edited.at("caption_entities"), bold);
  EXPECT_EQ(edited.at("photo"), message.at("photo"));
  EXPECT_FALSE(call("editmessagecaption", edit_of(message, {})).as_object().contains("caption"));
  const json::object keyboard{
      {"reply_markup",
       json::object{{"inline_keyboard", list_of(list_of(json::object{{"text", "Next"}, {"callback_data", "next"}}))}}}};
  EXPECT_TRUE(call("editmessagereplymarkup", edit_of(message, keyboard)).as_object().contains("photo"));
  EXPECT_TRUE(bot.press(kAnna, "next"));
}

TEST_F(MediaMethodsTest, ATextHasNoCaptionToEdit) {
  const json::value message = call("sendmessage", {{"chat_id", kAnna.value()}, {"text", "x"}});
  EXPECT_EQ(failure_of("editmessagecaption", edit_of(message, {{"caption", "new"}})),
            "Bad Request: there is no caption in the message to edit");
}

TEST_F(MediaMethodsTest, WhatIsProtectedIsCopiedAndNotForwarded) {
  for (const FileKind kind : kFileKinds) {
    const json::value message = sent(kind, {{"protect_content", true}});
    EXPECT_EQ(message.at("has_protected_content"), json::value(true));
    const json::object to_anna = edit_of(message, {{"from_chat_id", kAnna.value()}});
    EXPECT_EQ(failure_of("forwardmessage", to_anna),
              "Bad Request: message has protected content and can't be forwarded");
    const json::value copied = call("copymessage", to_anna);
    const std::string* copy =
        bot.find_chat(values::private_chat_of(kAnna))->find_json(values::MessageId{copied.at("message_id").as_int64()});
    ASSERT_NE(copy, nullptr);
    EXPECT_TRUE(json::parse(*copy).as_object().contains(field_of(kind)));
    EXPECT_FALSE(json::parse(*copy).as_object().contains("has_protected_content"));
  }
}

TEST_F(MediaMethodsTest, EverythingThatIsSentCanBeProtected) {
  const json::object text{{"chat_id", kAnna.value()}, {"text", "x"}, {"protect_content", true}};
  EXPECT_EQ(call("sendmessage", text).at("has_protected_content"), json::value(true));
  json::object invoiced = invoice("order-1", 250);
  invoiced["protect_content"] = true;
  EXPECT_EQ(call("sendinvoice", invoiced).at("has_protected_content"), json::value(true));
  json::object forwarded{{"chat_id", kAnna.value()}, {"from_chat_id", kAnna.value()}, {"message_id", 1}};
  EXPECT_FALSE(call("forwardmessage", forwarded).as_object().contains("has_protected_content"));
  forwarded["protect_content"] = true;
  EXPECT_EQ(call("forwardmessage", forwarded).at("has_protected_content"), json::value(true));
}

}  // namespace
}  // namespace simulator
