#include "telegram/updates.hpp"

#include <string>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

#include "values/utf8.hpp"

namespace telegram {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kUser = R"({"id":42,"is_bot":false,"first_name":"Аня","username":"anya","language_code":"ru"})";

values::Result<Update> read(const std::string& json) {
  return read_update(boost::json::parse(json));
}

std::string message_update(const std::string& text_json) {
  return R"({"update_id":10,"message":{"message_id":5,"from":)" + kUser +
         R"(,"chat":{"id":42,"type":"private","first_name":"Аня"},"date":1700000000,"text":)" + text_json + "}}";
}

/// A message of a private chat with these fields.
Message message_with(const std::string& fields) {
  const Update update = read(R"({"update_id":10,"message":{"message_id":5,"chat":{"id":42,"type":"private"},
                                 "date":1700000000,)" +
                             fields + "}}")
                            .value();
  return std::get<Message>(update.content);
}

TEST(ReadUpdate, Message) {
  const Update update = read(message_update(R"("/start")")).value();
  EXPECT_EQ(update.id, values::UpdateId{10});
  EXPECT_EQ(type_of(update), "message");
  const auto& message = std::get<Message>(update.content);
  EXPECT_EQ(message.message_id, values::MessageId{5});
  ASSERT_TRUE(message.from);
  EXPECT_EQ(message.from->first_name, "Аня");
  EXPECT_EQ(message.from->username, "anya");
  EXPECT_EQ(message.from->language_code, "ru");
  EXPECT_TRUE(message.chat.is_private());
  EXPECT_EQ(message.text, "/start");
  EXPECT_EQ(message.date, values::Timestamp{std::chrono::seconds{1'700'000'000}});
}

TEST(ReadUpdate, KeepsAnyTextAsItIs) {
  const std::string emoji_and_rtl = "👩‍🚀 مرحبا\xE2\x80\xAE שלום";
  EXPECT_EQ(std::get<Message>(read(message_update('"' + emoji_and_rtl + '"'))->content).text, emoji_and_rtl);

  EXPECT_EQ(std::get<Message>(read(message_update(R"("\ud83d\ude80\u0000\n")"))->content).text,
            std::string("🚀\0\n", 6));

  std::string longest;
  for (int i = 0; i < 4096; ++i) longest += "ж";
  const Update update = read(message_update('"' + longest + '"')).value();
  EXPECT_EQ(values::count_code_points(*std::get<Message>(update.content).text), 4096U);
}

TEST(ReadUpdate, NamesTheMessageItRepliesTo) {
  const Update update = read(R"({"update_id":10,"message":{"message_id":5,"chat":{"id":42,"type":"private"},
      "date":1700000000,"text":"this","reply_to_message":{"message_id":4,"date":1,"chat":{"id":42,"type":"private"},
      "caption":"A photo"}}})")
                            .value();
  const auto& replied = std::get<Message>(update.content).reply_to_message;
  ASSERT_TRUE(replied);
  EXPECT_EQ(replied->message_id, values::MessageId{4});
  EXPECT_EQ(replied->caption, "A photo");
  EXPECT_EQ(replied->text, std::nullopt);
  EXPECT_FALSE(std::get<Message>(read(message_update(R"("/start")"))->content).reply_to_message);
}

TEST(ReadUpdate, KnowsWhetherItRepliesToABot) {
  const auto is_from_bot = [](const std::string& from) {
    return message_with(R"("reply_to_message":{"message_id":4,"text":"Hi","from":)" + from + "}")
        .reply_to_message->is_from_bot;
  };
  EXPECT_TRUE(is_from_bot(R"({"id":7000,"is_bot":true,"first_name":"Bot"})"));
  EXPECT_FALSE(is_from_bot(kUser));
  EXPECT_FALSE(is_from_bot("7"));
}

TEST(ReadUpdate, TextHasItsFormatting) {
  const Message message = message_with(R"("text":"🎓 read me","entities":[
      {"type":"text_link","offset":3,"length":4,"url":"https://example.org"},
      {"type":"pre","offset":0,"length":10,"language":"cpp"},{"type":"of_tomorrow","offset":8,"length":2}])");
  EXPECT_THAT(message.entities,
              ElementsAre(TextEntity{.type = "text_link", .offset = 3, .length = 4, .url = "https://example.org"},
                          TextEntity{.type = "pre", .offset = 0, .length = 10, .language = "cpp"},
                          TextEntity{.type = "of_tomorrow", .offset = 8, .length = 2}));
}

TEST(ReadUpdate, FormattingThatDoesNotFitTheTextIsLeftOut) {
  const Message message = message_with(R"("text":"abc","entities":[
      {"type":"bold","offset":0,"length":4},{"type":"bold","offset":-1,"length":1},{"type":"bold","offset":3,"length":0},
      {"type":"bold","offset":9223372036854775807,"length":3},{"type":"bold","offset":1,"length":9223372036854775807},
      {"type":7,"offset":0,"length":1},{"offset":0,"length":1},null,{"type":"bold","offset":2,"length":1}])");
  EXPECT_THAT(message.entities, ElementsAre(TextEntity{.type = "bold", .offset = 2, .length = 1}));
}

TEST(ReadUpdate, MediaWithACaption) {
  const Message photo = message_with(
      R"("photo":[{"file_id":"s","width":90,"height":60},{"file_id":"l","width":900,"height":600}],
         "caption":"Look","caption_entities":[{"type":"bold","offset":0,"length":4}],
         "forward_origin":{"type":"hidden_user","date":1,"sender_user_name":"Ann"})");
  EXPECT_EQ(photo.photo, "l");
  EXPECT_EQ(photo.caption, "Look");
  EXPECT_THAT(photo.caption_entities, ElementsAre(TextEntity{.type = "bold", .offset = 0, .length = 4}));
  EXPECT_TRUE(photo.forwarded);
  EXPECT_EQ(photo.text, std::nullopt);

  const Message video = message_with(R"("video":{"file_id":"v","width":1,"height":1,"duration":1})");
  EXPECT_EQ(video.video, "v");
  EXPECT_FALSE(video.forwarded);
  EXPECT_EQ(message_with(R"("document":{"file_id":"d","file_name":"a.pdf"})").document,
            (AttachedDocument{.file_id = "d", .file_name = "a.pdf"}));
  EXPECT_EQ(message_with(R"("document":{"file_id":"d"})").document, AttachedDocument{.file_id = "d"});
}

TEST(ReadUpdate, WhereAMessageWasForwardedFrom) {
  const Message post = message_with(
      R"("text":"Hi","forward_origin":{"type":"channel","date":1,"message_id":5,
         "chat":{"id":-1001234567890,"type":"channel","title":"Rows"}})");
  ASSERT_TRUE(post.forwarded_from);
  EXPECT_EQ(post.forwarded_from->id, values::ChatId{-1001234567890});
  EXPECT_EQ(post.forwarded_from->title, "Rows");
  const Message anonymous = message_with(
      R"("text":"Hi","forward_origin":{"type":"chat","date":1,"sender_chat":{"id":-42,"type":"supergroup"}})");
  ASSERT_TRUE(anonymous.forwarded_from);
  EXPECT_EQ(anonymous.forwarded_from->id, values::ChatId{-42});
  const Message of_a_person = message_with(
      R"("text":"Hi","forward_origin":{"type":"user","date":1,"sender_user":{"id":7,"is_bot":false,"first_name":"A"}})");
  EXPECT_TRUE(of_a_person.forwarded);
  EXPECT_FALSE(of_a_person.forwarded_from);
  EXPECT_FALSE(message_with(R"("text":"Hi","forward_origin":7)").forwarded_from);
}

TEST(ReadUpdate, Quiz) {
  const std::string rest = R"("question":"2+2?","options":[{"text":"3","voter_count":0},{"text":"4","voter_count":0}])";
  const auto quiz_of = [&](const std::string& more) { return message_with(R"("poll":{)" + rest + more + "}").quiz; };
  const Quiz quiz{.question = "2+2?", .options = {"3", "4"}, .correct_options = {1}, .explanation = "Count"};
  EXPECT_EQ(quiz_of(R"(,"type":"quiz","correct_option_ids":[1],"explanation":"Count")"), quiz);
  EXPECT_EQ(quiz_of(R"(,"type":"quiz","correct_option_id":1,"explanation":"Count")"), quiz);
  for (const char* untold : {"", R"(,"correct_option_ids":[2])", R"(,"correct_option_ids":[0,-1])",
                             R"(,"correct_option_id":"1")", R"(,"correct_option_ids":[])"}) {
    const auto told_nothing = quiz_of(R"(,"type":"quiz")" + std::string(untold));
    ASSERT_TRUE(told_nothing) << untold;
    EXPECT_THAT(told_nothing->correct_options, IsEmpty()) << untold;
    EXPECT_EQ(told_nothing->explanation, "") << untold;
  }
  EXPECT_EQ(quiz_of(R"(,"type":"regular")"), std::nullopt);
  EXPECT_EQ(quiz_of(""), std::nullopt);
}

TEST(ReadUpdate, WhatAMessageCarriesNeverMakesItUnreadable) {
  for (const char* field : {"entities", "caption", "caption_entities", "photo", "video", "document", "poll"}) {
    for (const char* value : {"null", "7", "\"x\"", "[]", "[7]", "{}", R"({"type":"quiz"})", "[{}]",
                              R"({"type":"quiz","question":"?","options":[7]})"}) {
      const Message message = message_with(R"("text":"Hello",")" + std::string(field) + "\":" + value);
      EXPECT_EQ(message.text, "Hello");
      EXPECT_THAT(message.entities, IsEmpty());
      EXPECT_THAT(message.caption_entities, IsEmpty());
      EXPECT_EQ(message.photo, std::nullopt);
      EXPECT_EQ(message.video, std::nullopt);
      EXPECT_EQ(message.document, std::nullopt);
      EXPECT_EQ(message.quiz, std::nullopt);
    }
  }
}

TEST(ReadUpdate, SuccessfulPayment) {
  const Update update = read(R"({"update_id":11,"message":{"message_id":6,"from":)" + kUser +
                             R"(,"chat":{"id":42,"type":"private"},"date":1700000000,"successful_payment":{
                                  "currency":"XTR","total_amount":250,"invoice_payload":"order:1",
                                  "telegram_payment_charge_id":"stx1","provider_payment_charge_id":"p1"}}})")
                            .value();
  const auto& payment = std::get<Message>(update.content).successful_payment;
  ASSERT_TRUE(payment);
  EXPECT_EQ(payment->currency, "XTR");
  EXPECT_EQ(payment->total_amount, 250);
  EXPECT_EQ(payment->invoice_payload, "order:1");
  EXPECT_EQ(payment->telegram_payment_charge_id, values::ChargeId{"stx1"});
}

TEST(ReadUpdate, RecurringPayment) {
  const Update update = read(R"({"update_id":11,"message":{"message_id":6,"from":)" + kUser +
                             R"(,"chat":{"id":42,"type":"private"},"date":1700000000,"successful_payment":{
                                  "currency":"XTR","total_amount":250,"invoice_payload":"order:1","is_recurring":true,
                                  "is_first_recurring":true,"subscription_expiration_date":1702592000,
                                  "telegram_payment_charge_id":"stx1","provider_payment_charge_id":"p1"}}})")
                            .value();
  const auto& payment = std::get<Message>(update.content).successful_payment;
  ASSERT_TRUE(payment);
  EXPECT_TRUE(payment->is_recurring);
  EXPECT_TRUE(payment->is_first_recurring);
  EXPECT_EQ(payment->subscription_expiration_date, values::Timestamp{std::chrono::seconds{1'702'592'000}});
}

TEST(ReadUpdate, RefundedPayment) {
  const Update update =
      read(R"({"update_id":11,"message":{"message_id":6,"chat":{"id":42,"type":"private"},"date":1700000000,
               "refunded_payment":{"currency":"XTR","total_amount":250,"invoice_payload":"order:1",
                                   "telegram_payment_charge_id":"stx1"}}})")
          .value();
  const auto& refund = std::get<Message>(update.content).refunded_payment;
  ASSERT_TRUE(refund);
  EXPECT_EQ(refund->total_amount, 250);
  EXPECT_EQ(refund->telegram_payment_charge_id, values::ChargeId{"stx1"});
}

TEST(ReadUpdate, Subscription) {
  const Update update = read(R"({"update_id":12,"subscription":{"user":)" + kUser +
                             R"(,"invoice_payload":"order:1","state":"canceled"}})")
                            .value();
  EXPECT_EQ(type_of(update), "subscription");
  const auto& changed = std::get<SubscriptionUpdated>(update.content);
  EXPECT_EQ(changed.invoice_payload, "order:1");
  EXPECT_EQ(changed.state, "canceled");
}

TEST(ReadUpdate, PreCheckoutQuery) {
  const Update update = read(R"({"update_id":12,"pre_checkout_query":{"id":"q1","from":)" + kUser +
                             R"(,"currency":"XTR","total_amount":250,"invoice_payload":"order:1"}})")
                            .value();
  EXPECT_EQ(type_of(update), "pre_checkout_query");
  const auto& query = std::get<PreCheckoutQuery>(update.content);
  EXPECT_EQ(query.id, values::PreCheckoutQueryId{"q1"});
  EXPECT_EQ(query.from.id, values::UserId{42});
  EXPECT_EQ(query.invoice_payload, "order:1");
}

TEST(ReadUpdate, CallbackQueryWithAMessageThatTelegramNoLongerShows) {
  const Update update = read(R"({"update_id":13,"callback_query":{"id":"c1","from":)" + kUser +
                             R"(,"chat_instance":"1","data":"buy:1",
                                 "message":{"chat":{"id":42,"type":"private"},"message_id":9,"date":0}}})")
                            .value();
  EXPECT_EQ(type_of(update), "callback_query");
  const auto& query = std::get<CallbackQuery>(update.content);
  EXPECT_EQ(query.data, "buy:1");
  ASSERT_TRUE(query.message);
  EXPECT_EQ(query.message->message_id, values::MessageId{9});
  EXPECT_FALSE(query.message->text);
}

TEST(ReadUpdate, CallbackQueryWithoutAMessage) {
  const Update update =
      read(R"({"update_id":13,"callback_query":{"id":"c1","from":)" + kUser + R"(,"game_short_name":"g"}})").value();
  EXPECT_FALSE(std::get<CallbackQuery>(update.content).message);
  EXPECT_FALSE(std::get<CallbackQuery>(update.content).data);
}

TEST(ReadUpdate, MyChatMemberTakesTheStatusFromWhereTelegramNestsIt) {
  const Update update = read(R"({"update_id":14,"my_chat_member":{"chat":{"id":42,"type":"private"},"from":)" + kUser +
                             R"(,"date":1,"old_chat_member":{"status":"member"},
                                 "new_chat_member":{"status":"kicked","until_date":0}}})")
                            .value();
  EXPECT_EQ(type_of(update), "my_chat_member");
  EXPECT_EQ(std::get<MyChatMember>(update.content).new_status, "kicked");
}

TEST(ReadUpdate, MyChatMemberHasTheRightsOfAnAdministratorOnly) {
  const auto becomes = [](const std::string& member) {
    const Update update =
        read(R"({"update_id":14,"my_chat_member":{"chat":{"id":-1001,"type":"channel","title":"C++"},"from":)" + kUser +
             R"(,"date":1,"new_chat_member":)" + member + "}}")
            .value();
    return std::get<MyChatMember>(update.content);
  };
  const MyChatMember both =
      becomes(R"({"status":"administrator","can_invite_users":true,"can_restrict_members":true})");
  EXPECT_EQ(both.chat.title, "C++");
  EXPECT_TRUE(both.can_invite_users);
  EXPECT_TRUE(both.can_restrict_members);
  const MyChatMember one = becomes(R"({"status":"administrator","can_invite_users":true,"can_restrict_members":7})");
  EXPECT_TRUE(one.can_invite_users);
  EXPECT_FALSE(one.can_restrict_members);
  EXPECT_FALSE(becomes(R"({"status":"restricted","can_invite_users":true})").can_invite_users);
}

TEST(ReadUpdate, ChatJoinRequest) {
  const std::string begin =
      R"({"update_id":15,"chat_join_request":{"chat":{"id":-1001,"type":"channel","title":"C++"},"from":)" + kUser +
      R"(,"user_chat_id":43,"date":1)";
  const Update update =
      read(begin + R"(,"invite_link":{"invite_link":"https://t.me/+x","is_primary":false}}})").value();
  EXPECT_EQ(type_of(update), "chat_join_request");
  const auto& request = std::get<ChatJoinRequest>(update.content);
  EXPECT_EQ(request.chat.id, values::ChatId{-1001});
  EXPECT_EQ(request.from.id, values::UserId{42});
  EXPECT_EQ(request.user_chat_id, values::ChatId{43});
  EXPECT_EQ(request.invite_link, "https://t.me/+x");
  EXPECT_EQ(std::get<ChatJoinRequest>(read(begin + "}}")->content).invite_link, std::nullopt);
  EXPECT_EQ(std::get<ChatJoinRequest>(read(begin + R"(,"invite_link":7}})")->content).invite_link, std::nullopt);
}

TEST(ReadUpdate, ChatMember) {
  const auto change_to = [](const std::string& member) {
    const Update update =
        read(R"({"update_id":16,"chat_member":{"chat":{"id":-1001,"type":"channel"},"from":)" + kUser +
             R"(,"date":1,"old_chat_member":{"user":{"id":43,"first_name":"Bo"},"status":"left"},
                 "new_chat_member":{"user":{"id":43,"first_name":"Bo"},)" +
             member + R"(},"invite_link":{"invite_link":"https://t.me/+x","name":"43"}}})")
            .value();
    EXPECT_EQ(type_of(update), "chat_member");
    return std::get<ChatMemberChanged>(update.content);
  };
  const ChatMemberChanged joined = change_to(R"("status":"member")");
  EXPECT_EQ(joined.by.id, values::UserId{42});
  EXPECT_EQ(joined.member.id, values::UserId{43});
  EXPECT_EQ(joined.old_status, "left");
  EXPECT_EQ(joined.new_status, "member");
  EXPECT_EQ(joined.invite_link, "https://t.me/+x");
  EXPECT_EQ(joined.invite_link_name, "43");
  EXPECT_TRUE(joined.is_member);
  EXPECT_TRUE(change_to(R"("status":"restricted","is_member":true)").is_member);
  EXPECT_FALSE(change_to(R"("status":"restricted","is_member":false)").is_member);
  EXPECT_FALSE(change_to(R"("status":"kicked","until_date":0)").is_member);
}

TEST(ReadUpdate, ChatMemberThatIsNobodyIsAnError) {
  EXPECT_EQ(read(R"({"update_id":16,"chat_member":{"chat":{"id":-1,"type":"channel"},"from":)" + kUser +
                 R"(,"old_chat_member":{"status":"left"},"new_chat_member":{"status":"member"}}})")
                .error()
                .message,
            "chat_member.new_chat_member.user: missing");
}

TEST(ReadUpdate, WhatItDoesNotKnowIsUnknownAndNotAnError) {
  for (const std::string_view json :
       {R"({"update_id":1})", R"({"update_id":1,"poll":{"id":"x"}})", R"({"update_id":1,"message":null})",
        R"({"update_id":1,"purchased_paid_media":7})"}) {
    const auto update = read(std::string(json));
    ASSERT_TRUE(update) << json;
    EXPECT_EQ(type_of(*update), "unknown") << json;
  }
}

TEST(ReadUpdate, TakesIdsOfAllSizes) {
  const Update update = read(R"({"update_id":9223372036854775806,"message":{"message_id":2147483648,"date":1,
                                 "chat":{"id":-1009007199254740991,"type":"supergroup"}}})")
                            .value();
  EXPECT_EQ(update.id.value(), INT64_MAX - 1);
  EXPECT_EQ(std::get<Message>(update.content).chat.id, values::ChatId{-1009007199254740991});
  EXPECT_FALSE(std::get<Message>(update.content).chat.is_private());
}

TEST(ReadUpdate, ErrorsNameThePathAndRepeatNothing) {
  const auto update = read(R"({"update_id":1,"message":{"message_id":1,"date":1,"text":"private words",
                               "chat":{"id":"private words","type":"private"}}})");
  ASSERT_FALSE(update);
  EXPECT_EQ(update.error().message, "message.chat.id: expected an integer");
  EXPECT_EQ(read(R"({"update_id":1,"pre_checkout_query":{"id":"q"}})").error().message,
            "pre_checkout_query.from: missing");
  EXPECT_EQ(read(R"({"message":{}})").error().message, "update_id: missing");
}

TEST(ReadUpdates, OneUnreadableUpdateDoesNotSpoilTheOthers) {
  const UpdatesRead read =
      read_updates(boost::json::parse("[" + message_update(R"("a")") +
                                      R"(,{"update_id":11,"message":{"date":"now"}},)" + R"({"update_id":12}])"))
          .value();
  ASSERT_EQ(read.updates.size(), 3U);
  EXPECT_EQ(read.without_id, 0U);
  EXPECT_TRUE(read.updates[0].update);
  EXPECT_EQ(read.updates[1].id, values::UpdateId{11});
  EXPECT_EQ(read.updates[1].update.error().message, "message.message_id: missing");
  EXPECT_EQ(boost::json::serialize(read.updates[1].raw), R"({"update_id":11,"message":{"date":"now"}})");
  EXPECT_TRUE(read.updates[2].update);
}

TEST(ReadUpdates, LeavesOutAndCountsWhatHasNoUsableId) {
  const UpdatesRead read =
      read_updates(boost::json::parse(R"([7,null,{},{"update_id":"1"},{"update_id":-1},{"update_id":1.5},
                                          {"update_id":9223372036854775807},{"update_id":18446744073709551615},
                                          {"update_id":3}])"))
          .value();
  ASSERT_EQ(read.updates.size(), 1U);
  EXPECT_EQ(read.updates[0].id, values::UpdateId{3});
  EXPECT_EQ(read.without_id, 8U);
  EXPECT_EQ(read.count(), 9U);
}

TEST(ReadUpdates, OnlyAnArrayIsAnAnswer) {
  EXPECT_TRUE(read_updates(boost::json::parse("[]"))->updates.empty());
  EXPECT_EQ(read_updates(boost::json::parse("{}")).error().message, "expected an array of updates");
}

}  // namespace
}  // namespace telegram
