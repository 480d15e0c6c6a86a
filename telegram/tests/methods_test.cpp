#include "telegram/methods.hpp"

#include <string>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace telegram {
namespace {

using boost::json::parse;

TEST(SendMessage, IsWrittenAsDocumented) {
  const Call call = to_call(SendMessage{.chat_id = values::ChatId{42}, .text = "Hello"});
  EXPECT_EQ(call, (Call{.method = "sendMessage", .body = R"({"chat_id":42,"text":"Hello"})"}));
}

TEST(SendMessage, CarriesItsKeyboard) {
  const Call call =
      to_call(SendMessage{.chat_id = values::ChatId{-7},
                          .text = "Choose",
                          .keyboard = {{{"Lite", "plan:lite"}, {"Pro \"+\"", "plan:pro"}}, {{"Back", "menu"}}}});
  EXPECT_EQ(parse(call.body), parse(R"({"chat_id":-7,"text":"Choose","reply_markup":{"inline_keyboard":[
      [{"text":"Lite","callback_data":"plan:lite"},{"text":"Pro \"+\"","callback_data":"plan:pro"}],
      [{"text":"Back","callback_data":"menu"}]]}})"));
}

TEST(SendMessage, IsValidJsonForAnyText) {
  std::string text = "\"\\/ 👩‍🚀 مرحبا <b>&amp; \xE2\x80\xA8 \x7F";
  for (char c = 0; c < 0x20; ++c) text += c;
  const Call call = to_call(SendMessage{.chat_id = values::ChatId{INT64_MIN}, .text = text});
  const boost::json::value body = parse(call.body);
  EXPECT_EQ(body.at("text").as_string(), text);
  EXPECT_EQ(body.at("chat_id").as_int64(), INT64_MIN);
}

TEST(SendMessage, IsABlockOfCodeOfAllItsUtf16Units) {
  const Call call = to_call(SendMessage{.chat_id = values::ChatId{42}, .text = "я🎓a", .preformatted = true});
  EXPECT_EQ(parse(call.body),
            parse(R"({"chat_id":42,"text":"я🎓a","entities":[{"type":"pre","offset":0,"length":4}]})"));
}

TEST(SendMessage, CarriesItsFormatting) {
  const SendMessage request{
      .chat_id = values::ChatId{42},
      .text = "Read code",
      .entities = {{.type = "text_link", .offset = 0, .length = 4, .url = "https://x.org/?a=\"1\""},
                   {.type = "pre", .offset = 5, .length = 4, .language = "cpp"},
                   {.type = "bold", .offset = 5, .length = 2}},
      .protect_content = true,
      .disable_link_preview = true};
  EXPECT_EQ(parse(to_call(request).body), parse(R"({"chat_id":42,"text":"Read code","entities":[
      {"type":"text_link","offset":0,"length":4,"url":"https://x.org/?a=\"1\""},
      {"type":"pre","offset":5,"length":4,"language":"cpp"},{"type":"bold","offset":5,"length":2}],
      "link_preview_options":{"is_disabled":true},"protect_content":true})"));
}

TEST(SendMessage, ThatIsPreformattedHasNoOtherFormatting) {
  const Call call = to_call(SendMessage{.chat_id = values::ChatId{42},
                                        .text = "ab",
                                        .preformatted = true,
                                        .entities = {{.type = "bold", .offset = 0, .length = 1}}});
  EXPECT_EQ(parse(call.body).at("entities"), parse(R"([{"type":"pre","offset":0,"length":2}])"));
}

TEST(EditMessageText, CarriesItsFormatting) {
  const Call call = to_call(EditMessageText{.chat_id = values::ChatId{42},
                                            .message_id = values::MessageId{7},
                                            .text = "ab",
                                            .entities = {{.type = "bold", .offset = 0, .length = 1}}});
  EXPECT_EQ(parse(call.body).at("entities"), parse(R"([{"type":"bold","offset":0,"length":1}])"));
}

TEST(EditMessageReplyMarkup, ReplacesTheButtonsOrTakesThemAway) {
  const values::ChatId chat{42};
  const values::MessageId message{7};
  EXPECT_EQ(to_call(EditMessageReplyMarkup{.chat_id = chat, .message_id = message}),
            (Call{.method = "editMessageReplyMarkup", .body = R"({"chat_id":42,"message_id":7})"}));
  EXPECT_EQ(
      parse(to_call(EditMessageReplyMarkup{
                        .chat_id = chat, .message_id = message, .keyboard = {{{.text = "1", .callback_data = "one"}}}})
                .body)
          .at("reply_markup"),
      parse(R"({"inline_keyboard":[[{"text":"1","callback_data":"one"}]]})"));
}

TEST(EditMessageText, ReplacesTextAndButtons) {
  const Call call = to_call(EditMessageText{.chat_id = values::ChatId{42},
                                            .message_id = values::MessageId{7},
                                            .text = "Half",
                                            .keyboard = {{{.text = "Stop", .callback_data = "stop"}}}});
  EXPECT_EQ(call.method, "editMessageText");
  EXPECT_EQ(parse(call.body), parse(R"({"chat_id":42,"message_id":7,"text":"Half",
      "reply_markup":{"inline_keyboard":[[{"text":"Stop","callback_data":"stop"}]]}})"));
  EXPECT_EQ(to_call(EditMessageText{.chat_id = values::ChatId{42}, .message_id = values::MessageId{7}, .text = "Done"}),
            (Call{.method = "editMessageText", .body = R"({"chat_id":42,"message_id":7,"text":"Done"})"}));
}

TEST(MessagesOfOthers, AreCopiedForwardedAndDeleted) {
  const values::ChatId to{42};
  const values::ChatId from{43};
  const values::MessageId message{7};
  EXPECT_EQ(to_call(CopyMessage{.chat_id = to, .from_chat_id = from, .message_id = message}),
            (Call{.method = "copyMessage", .body = R"({"chat_id":42,"from_chat_id":43,"message_id":7})"}));
  EXPECT_EQ(to_call(ForwardMessage{.chat_id = to, .from_chat_id = from, .message_id = message}),
            (Call{.method = "forwardMessage", .body = R"({"chat_id":42,"from_chat_id":43,"message_id":7})"}));
  EXPECT_EQ(
      to_call(ForwardMessage{.chat_id = to, .from_chat_id = from, .message_id = message, .disable_notification = true}),
      (Call{.method = "forwardMessage",
            .body = R"({"chat_id":42,"from_chat_id":43,"message_id":7,"disable_notification":true})"}));
  EXPECT_EQ(to_call(DeleteMessage{.chat_id = to, .message_id = message}),
            (Call{.method = "deleteMessage", .body = R"({"chat_id":42,"message_id":7})"}));
}

TEST(SendInvoice, IsInStarsWithOnePriceAndNoProvider) {
  const Call call = to_call(SendInvoice{.chat_id = values::ChatId{42},
                                        .title = "C++ \"20\"",
                                        .description = "Course",
                                        .payload = "order:7",
                                        .price = values::Stars{250}});
  EXPECT_EQ(call.method, "sendInvoice");
  EXPECT_EQ(parse(call.body), parse(R"({"chat_id":42,"title":"C++ \"20\"","description":"Course","payload":"order:7",
      "provider_token":"","currency":"XTR","prices":[{"label":"C++ \"20\"","amount":250}]})"));
}

TEST(CreateInvoiceLink, IsAnInvoiceWithoutAChatThatRenews) {
  const Call call = to_call(
      CreateInvoiceLink{.title = "Pro", .description = "Plan", .payload = "order:7", .price = values::Stars{750}});
  EXPECT_EQ(call.method, "createInvoiceLink");
  EXPECT_EQ(parse(call.body), parse(R"({"title":"Pro","description":"Plan","payload":"order:7","provider_token":"",
      "currency":"XTR","prices":[{"label":"Pro","amount":750}],"subscription_period":2592000})"));
}

TEST(RefundStarPayment, NamesThePayerAndTheCharge) {
  EXPECT_EQ(to_call(RefundStarPayment{values::UserId{42}, values::ChargeId{"stx\"1"}}),
            (Call{"refundStarPayment", R"({"user_id":42,"telegram_payment_charge_id":"stx\"1"})"}));
}

TEST(EditUserStarSubscription, CancelsOrAllowsAgain) {
  EXPECT_EQ(to_call(EditUserStarSubscription{.user = values::UserId{42}, .charge = values::ChargeId{"stx1"}}).body,
            R"({"user_id":42,"telegram_payment_charge_id":"stx1","is_canceled":true})");
  EXPECT_EQ(parse(to_call(EditUserStarSubscription{values::UserId{42}, values::ChargeId{"stx1"}, false}).body)
                .at("is_canceled"),
            false);
}

TEST(GetStarTransactions, AsksForAPage) {
  EXPECT_EQ(to_call(GetStarTransactions{.offset = 200, .limit = 100}),
            (Call{"getStarTransactions", R"({"offset":200,"limit":100})"}));
  EXPECT_EQ(to_call(GetMyStarBalance{}), (Call{"getMyStarBalance", "{}"}));
}

TEST(SendDocument, HasItsFileBesideItsParameters) {
  const Call call = to_call(
      SendDocument{.chat_id = values::ChatId{42}, .document = {.name = "a.csv", .content = "1,2"}, .caption = "Two"});
  EXPECT_EQ(call.body, R"({"chat_id":42,"caption":"Two"})");
  EXPECT_EQ(call.document, (Document{.name = "a.csv", .content = "1,2"}));
}

TEST(CopyMessage, CanBeProtectedAndHaveButtons) {
  const Call call = to_call(CopyMessage{.chat_id = values::ChatId{42},
                                        .from_chat_id = values::ChatId{43},
                                        .message_id = values::MessageId{7},
                                        .keyboard = {{{.text = "1", .callback_data = "one"}}},
                                        .protect_content = true});
  EXPECT_EQ(parse(call.body), parse(R"({"chat_id":42,"from_chat_id":43,"message_id":7,"protect_content":true,
      "reply_markup":{"inline_keyboard":[[{"text":"1","callback_data":"one"}]]}})"));
}

TEST(SendMedia, UploadsAFileUnderTheNameThatTheMethodHasForIt) {
  const values::ChatId chat{42};
  const Document file{.name = "a.jpg", .content = "JPEG"};
  const Call photo = to_call(SendPhoto{.chat_id = chat, .photo = file});
  EXPECT_EQ(photo.method, "sendPhoto");
  EXPECT_EQ(photo.body, R"({"chat_id":42})");
  EXPECT_EQ(photo.document, (Document{.name = "a.jpg", .content = "JPEG", .parameter = "photo"}));
  const Call video =
      to_call(SendVideo{.chat_id = chat, .video = {.name = "b.mp4", .content = {}, .path = "courses/b.mp4"}});
  EXPECT_EQ(video.method, "sendVideo");
  EXPECT_EQ(video.body, R"({"chat_id":42,"supports_streaming":true})");
  EXPECT_EQ(video.document, (Document{.name = "b.mp4", .content = {}, .parameter = "video", .path = "courses/b.mp4"}));
}

TEST(SendMedia, SendsAgainWhatTelegramHas) {
  const values::ChatId chat{42};
  EXPECT_EQ(to_call(SendPhoto{.chat_id = chat, .file_id = "AgAC"}),
            (Call{.method = "sendPhoto", .body = R"({"chat_id":42,"photo":"AgAC"})"}));
  EXPECT_EQ(to_call(SendVideo{.chat_id = chat, .file_id = "BAAC"}),
            (Call{.method = "sendVideo", .body = R"({"chat_id":42,"video":"BAAC"})"}));
  EXPECT_EQ(to_call(SendDocument{.chat_id = chat, .file_id = "BQAC"}),
            (Call{.method = "sendDocument", .body = R"({"chat_id":42,"document":"BQAC"})"}));
}

TEST(SendMedia, HasAFormattedCaptionAndButtonsAndCanBeProtected) {
  const Call call = to_call(SendPhoto{.chat_id = values::ChatId{42},
                                      .caption = "A photo",
                                      .file_id = "AgAC",
                                      .caption_entities = {{.type = "italic", .offset = 2, .length = 5}},
                                      .keyboard = {{{.text = "Next", .callback_data = "next"}}},
                                      .protect_content = true});
  EXPECT_EQ(parse(call.body), parse(R"({"chat_id":42,"photo":"AgAC","caption":"A photo",
      "caption_entities":[{"type":"italic","offset":2,"length":5}],"protect_content":true,
      "reply_markup":{"inline_keyboard":[[{"text":"Next","callback_data":"next"}]]}})"));
}

TEST(SendChatAction, SaysWhatIsComing) {
  EXPECT_EQ(to_call(SendChatAction{.chat_id = values::ChatId{42}}),
            (Call{.method = "sendChatAction", .body = R"({"chat_id":42,"action":"typing"})"}));
}

TEST(Membership, IsAskedForAndChanged) {
  const values::ChatId chat{-1001};
  const values::UserId user{42};
  EXPECT_EQ(to_call(GetChat{.chat_id = chat}), (Call{.method = "getChat", .body = R"({"chat_id":-1001})"}));
  const std::string both = R"({"chat_id":-1001,"user_id":42})";
  EXPECT_EQ(to_call(GetChatMember{.chat_id = chat, .user = user}), (Call{.method = "getChatMember", .body = both}));
  EXPECT_EQ(to_call(ApproveChatJoinRequest{.chat_id = chat, .user = user}),
            (Call{.method = "approveChatJoinRequest", .body = both}));
  EXPECT_EQ(to_call(DeclineChatJoinRequest{.chat_id = chat, .user = user}),
            (Call{.method = "declineChatJoinRequest", .body = both}));
  EXPECT_EQ(to_call(BanChatMember{.chat_id = chat, .user = user}), (Call{.method = "banChatMember", .body = both}));
  EXPECT_EQ(
      to_call(BanChatMember{
                  .chat_id = chat, .user = user, .until_date = values::Timestamp{std::chrono::seconds{1'700'000'000}}})
          .body,
      R"({"chat_id":-1001,"user_id":42,"until_date":1700000000})");
  EXPECT_EQ(to_call(UnbanChatMember{.chat_id = chat, .user = user}),
            (Call{.method = "unbanChatMember", .body = R"({"chat_id":-1001,"user_id":42,"only_if_banned":true})"}));
  EXPECT_EQ(to_call(UnbanChatMember{.chat_id = chat, .user = user, .only_if_banned = false}).body, both);
}

TEST(InviteLink, IsMadeAndRevoked) {
  const values::ChatId chat{-1001};
  EXPECT_EQ(to_call(CreateChatInviteLink{.chat_id = chat}),
            (Call{.method = "createChatInviteLink", .body = R"({"chat_id":-1001})"}));
  EXPECT_EQ(to_call(CreateChatInviteLink{.chat_id = chat,
                                         .name = "order 7",
                                         .expire_date = values::Timestamp{std::chrono::seconds{1'700'000'000}},
                                         .member_limit = 1})
                .body,
            R"({"chat_id":-1001,"name":"order 7","expire_date":1700000000,"member_limit":1})");
  EXPECT_EQ(to_call(CreateChatInviteLink{.chat_id = chat, .creates_join_request = true}).body,
            R"({"chat_id":-1001,"creates_join_request":true})");
  EXPECT_EQ(to_call(RevokeChatInviteLink{.chat_id = chat, .invite_link = "https://t.me/+x"}),
            (Call{.method = "revokeChatInviteLink", .body = R"({"chat_id":-1001,"invite_link":"https://t.me/+x"})"}));
}

TEST(Keyboard, MayHaveLinks) {
  const Call call = to_call(SendMessage{
      .chat_id = values::ChatId{42}, .text = "t", .keyboard = {{{.text = "Open", .url = "https://t.me/$x"}}}});
  EXPECT_EQ(parse(call.body).at("reply_markup"),
            parse(R"({"inline_keyboard":[[{"text":"Open","url":"https://t.me/$x"}]]})"));
}

TEST(AnswerPreCheckoutQuery, SaysYesOrWhyNot) {
  const values::PreCheckoutQueryId query{"q1"};
  EXPECT_EQ(to_call(AnswerPreCheckoutQuery{query, std::nullopt}),
            (Call{"answerPreCheckoutQuery", R"({"pre_checkout_query_id":"q1","ok":true})"}));
  EXPECT_EQ(
      to_call(AnswerPreCheckoutQuery{query, "Sold out"}),
      (Call{"answerPreCheckoutQuery", R"({"pre_checkout_query_id":"q1","ok":false,"error_message":"Sold out"})"}));
}

TEST(AnswerCallbackQuery, NeedsNoText) {
  EXPECT_EQ(to_call(AnswerCallbackQuery{"c1", std::nullopt}),
            (Call{"answerCallbackQuery", R"({"callback_query_id":"c1"})"}));
  EXPECT_EQ(to_call(AnswerCallbackQuery{"c1", "Done"}),
            (Call{"answerCallbackQuery", R"({"callback_query_id":"c1","text":"Done"})"}));
}

TEST(SetMyCommands, CanBeForOneLanguageOrOneChat) {
  const std::vector<BotCommand> commands = {{"start", "Begin"}, {"help", "Помощь"}};
  const std::string list =
      R"("commands":[{"command":"start","description":"Begin"},{"command":"help","description":"Помощь"}])";
  EXPECT_EQ(to_call(SetMyCommands{commands, std::nullopt, std::nullopt}), (Call{"setMyCommands", "{" + list + "}"}));
  EXPECT_EQ(parse(to_call(SetMyCommands{commands, "ru", values::ChatId{42}}).body),
            parse("{" + list + R"(,"scope":{"type":"chat","chat_id":42},"language_code":"ru"})"));
}

TEST(GetUpdates, AlwaysSendsTheAllowedUpdates) {
  const std::string kinds = R"("allowed_updates":["message","callback_query","pre_checkout_query","my_chat_member",)"
                            R"("chat_join_request","chat_member","subscription"])";
  EXPECT_EQ(to_call(GetUpdates{.limit = 100, .timeout = std::chrono::seconds{50}}),
            (Call{"getUpdates", R"({"limit":100,"timeout":50,)" + kinds + "}"}));
  EXPECT_EQ(to_call(GetUpdates{.offset = values::UpdateId{7}, .limit = 1}).body,
            R"({"offset":7,"limit":1,"timeout":0,)" + kinds + "}");
}

TEST(DeleteWebhook, KeepsPendingUpdates) {
  EXPECT_EQ(to_call(DeleteWebhook{}), (Call{.method = "deleteWebhook", .body = "{}"}));
}

}  // namespace
}  // namespace telegram
