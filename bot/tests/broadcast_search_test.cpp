#include <gmock/gmock.h>

#include "broadcast_scene.hpp"
#include "broadcast_subject.hpp"

namespace bot {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr char kNotFound[] = "Bad Request: message to forward not found";

std::string forwarded(std::int64_t number, const std::string& text, std::int64_t sender = kBot.value()) {
  return boost::json::serialize(boost::json::object{
      {"message_id", number}, {"text", text}, {"forward_origin", {{"sender_user", {{"id", sender}}}}}});
}

/// A broadcast to Owen and 1001; Owen's message was number 510, the other one was being sent.
class Search : public testing::Test {
 protected:
  Search() {
    const std::vector<Answer> messages = messages_in(scene_.sends("/broadcast all\nHello"));
    lost_ = messages.at(1);
    scene_.is_sent(messages.at(0), 510);
    look_ = scene_.is_interrupted(lost_).only();
  }

  Answers finds(const std::string& result) { return scene_.is_answered("forwardMessage", look_.subject, result); }
  std::int64_t place() const { return look_.parameters.at("message_id").as_int64(); }

  BroadcastScene scene_{1};
  Answer lost_;
  Answer look_;
};

TEST_F(Search, LooksBesideTheLastKnownMessage) {
  EXPECT_EQ(look_.method, "forwardMessage");
  EXPECT_EQ(look_.parameters.at("chat_id"), kOwen.number);
  EXPECT_EQ(look_.parameters.at("from_chat_id"), 1'001);
  EXPECT_EQ(look_.parameters.at("disable_notification"), true);
  EXPECT_EQ(look_.chat, std::nullopt) << "no pace of a chat holds it back";
  EXPECT_EQ(look_.lane, store::Lane::reply);
  EXPECT_EQ(place(), 511);
  look_ = scene_.is_refused(look_, false, kNotFound).only();
  EXPECT_EQ(place(), 510);
}

TEST_F(Search, CountsWhatItFindsAndDeletesTheCopy) {
  const Answers found = finds(forwarded(600, "Hello"));
  ASSERT_THAT(found.of("deleteMessage"), SizeIs(1));
  EXPECT_EQ(found.of("deleteMessage")[0].parameters.at("message_id"), 600);
  EXPECT_EQ(found.of("deleteMessage")[0].parameters.at("chat_id"), kOwen.number);
  EXPECT_THAT(messages_in(found), IsEmpty());
  EXPECT_EQ(scene_.only_broadcast().sent, 2);
  EXPECT_EQ(scene_.only_broadcast().last_message, values::MessageId{511});
  EXPECT_TRUE(scene_.only_broadcast().ended_at);
  EXPECT_THAT(finds(forwarded(601, "Hello")).all, SizeIs(1)) << "the same look again: one more copy to delete";
  EXPECT_EQ(scene_.only_broadcast().sent, 2);
}

TEST_F(Search, GoesOnAfterAnotherMessage) {
  for (const std::string& other : {forwarded(600, "/start", 1'001), forwarded(600, "Hello", 1'001),
                                   forwarded(600, "Another text"), std::string(R"({"message_id":600})")}) {
    const Answers found = finds(other);
    EXPECT_THAT(found.of("deleteMessage"), SizeIs(1)) << other;
    ASSERT_THAT(found.of("forwardMessage"), SizeIs(1)) << other;
    look_ = found.of("forwardMessage")[0];
  }
}

TEST_F(Search, SendsAgainWhatIsNowhere) {
  Answers answers;
  int looks = 0;
  do {
    ++looks;
    answers = scene_.is_refused(look_, false, kNotFound);
    look_ = answers.only();
  } while (look_.method == "forwardMessage");
  EXPECT_EQ(looks, 129);
  EXPECT_EQ(look_.method, "sendMessage");
  EXPECT_EQ(look_.subject, lost_.subject);
  EXPECT_EQ(look_.lane, store::Lane::broadcast);
  EXPECT_EQ(scene_.store.awaited(scene_.only_broadcast().id), 1);
  scene_.is_sent(look_, 700);
  EXPECT_EQ(scene_.only_broadcast().sent, 2);
}

TEST_F(Search, CountsAsBlockedWhomTelegramForbids) {
  scene_.is_refused(look_, true, "Forbidden: bot was blocked by the user");
  EXPECT_EQ(scene_.only_broadcast().blocked, 1);
  EXPECT_FALSE(scene_.store.users.at({kBot, values::UserId{1'001}}).blocked_the_bot) << "it may be the owner";
}

TEST_F(Search, DoesNotTakeItsOwnersBlockForTheRecipients) {
  scene_.store.apply(shop::Effects{shop::UserBlockedBot{.bot = kBot, .user = kOwen.id()}});
  scene_.is_refused(look_, true, "Forbidden: bot was blocked by the user");
  EXPECT_EQ(scene_.only_broadcast().blocked, 0);
  EXPECT_EQ(scene_.only_broadcast().failed, 1);
}

TEST_F(Search, SendsNothingTwiceIfNobodyAnswered) {
  scene_.is_refused(look_, false, "too much is waiting");
  EXPECT_EQ(scene_.only_broadcast().failed, 1);
}

TEST_F(Search, LooksForNobodyWhoIsNotWaitedFor) {
  scene_.presses({.number = 1'001, .name = "First", .language = "en"}, "forget:yes");
  EXPECT_THAT(scene_.is_interrupted(lost_).all, IsEmpty());
  const Answers late = finds(forwarded(600, "Hello"));
  EXPECT_EQ(late.only().method, "deleteMessage");
}

TEST(SearchForACopy, ComparesItsTextOrCaption) {
  for (const char* caption : {"A photo", ""}) {
    BroadcastScene scene(1);
    telegram::Message command = message_from(kOwen, "/broadcast all");
    command.reply_to_message = telegram::RepliedMessage{.message_id = values::MessageId{77}, .text = {}, .caption = {}};
    if (*caption != '\0') command.reply_to_message->caption = caption;
    const Answers preview = scene.receives(command);
    const Answer draft = scene.is_answered("copyMessage", preview.only().subject, R"({"message_id":400})").only();
    const std::vector<Answer> messages = messages_in(scene.presses(kOwen, draft.buttons().at(0).callback_data, 500));
    scene.is_sent(messages.at(0), 510);
    const auto photo = [](const std::string& text, const char* more) {
      return R"({"message_id":600,"caption":")" + text + R"(","forward_origin":{"sender_user":{"id":7000}})" + more +
             "}";
    };
    Answer look = scene.is_interrupted(messages.at(1)).only();
    look = scene.is_answered(look.method, look.subject, photo("Another", "")).of("forwardMessage").at(0);
    look = scene.is_answered(look.method, look.subject, photo(caption, R"(,"invoice":{"currency":"XTR"})"))
               .of("forwardMessage")
               .at(0);
    scene.is_answered(look.method, look.subject, photo(caption, ""));
    EXPECT_EQ(scene.only_broadcast().sent, 2) << caption;
  }
}

TEST(SearchWithFewMessages, LooksAtNumbersThatExist) {
  BroadcastScene scene(1);
  const Answer draft = scene.drafts("/broadcast en\nHello");
  const std::vector<Answer> messages = messages_in(scene.presses(kOwen, draft.buttons().at(0).callback_data, 2));
  Answer look = scene.is_interrupted(messages.at(0)).only();
  while (look.method == "forwardMessage") {
    EXPECT_GT(look.parameters.at("message_id").as_int64(), 0);
    look = scene.is_refused(look, false, kNotFound).only();
  }
}

TEST(Interrupted, CallsOfNoBroadcastAreForgotten) {
  BroadcastScene scene(1);
  Answer call;
  call.method = "sendMessage";
  for (const char* subject : {"", "stx-1", "broadcast:9:1001", "broadcast:1:preview"}) {
    call.subject = subject;
    EXPECT_THAT(scene.is_interrupted(call).all, IsEmpty()) << subject;
  }
}

TEST(BroadcastSubject, IsReadAsItIsWritten) {
  const BroadcastSubject preview{.broadcast = values::BroadcastId{12}, .part = BroadcastPart::preview};
  const BroadcastSubject message{.broadcast = values::BroadcastId{12}, .user = values::UserId{345}};
  const BroadcastSubject probe{.broadcast = values::BroadcastId{12},
                               .part = BroadcastPart::probe,
                               .user = values::UserId{345},
                               .last_message = values::MessageId{67},
                               .step = 0};
  EXPECT_EQ(to_string(preview), "broadcast:12:preview");
  EXPECT_EQ(to_string(message), "broadcast:12:345");
  EXPECT_EQ(to_string(probe), "broadcast:12:probe:345:67:0");
  for (const BroadcastSubject& each : {preview, message, probe}) {
    EXPECT_EQ(parse_broadcast_subject(to_string(each)), each);
  }
  for (const char* foreign : {"", "stx", "broadcast", "broadcast:1", "broadcast:1:2:3", "broadcast:1:probe:2:3",
                              "broadcast:1:probe:2:3:4:5", "broadcast:1:-2", "broadcast: 1:2", "other:1:2"}) {
    EXPECT_EQ(parse_broadcast_subject(foreign), std::nullopt) << foreign;
  }
}

}  // namespace
}  // namespace bot
