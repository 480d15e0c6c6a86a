// Prints requests as the bot makes them, each kind of telegram/methods.hpp at its limits, one JSON line each, as the
// simulator records those of a running bot: {"method":"sendMessage","parameters":{…}}.

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "telegram/methods.hpp"

namespace {

using namespace telegram;

constexpr std::int64_t kLargestId = (std::int64_t{1} << 52) - 1;  // Bot API, "User": at most 52 significant bits.

/// Letters that JSON must escape, and letters of several bytes, again and again.
std::string letters(std::size_t count) {
  static constexpr std::string_view kEach[] = {"я", "\"", "\n", "€", "\\", "🎓", "a"};
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += kEach[i % std::size(kEach)];
  return text;
}

std::string bytes(std::size_t count) {
  return std::string(count, 'x');
}

const values::ChatId kPerson{kLargestId};
const values::ChatId kChannel{-1'009'999'999'999};
const values::UserId kUser{kLargestId};
const values::MessageId kMessage{2'147'483'647};
const values::ChargeId kCharge{bytes(128)};
const values::Timestamp kLater{std::chrono::seconds{2'000'000'000}};
const std::vector<TextEntity> kFormatting{
    {.type = "bold", .offset = 0, .length = 1},
    {.type = "text_link", .offset = 0, .length = 3, .url = "https://example.org/?a=\"1\"&b=я"},
    {.type = "pre", .offset = 3, .length = 1, .language = "c++"},
    {.type = "code", .offset = 4, .length = 1},
    {.type = "expandable_blockquote", .offset = 5, .length = 1},
};
const InlineKeyboard kKeyboard{{{.text = letters(64), .callback_data = bytes(kMaxCallbackData)}},
                               {{.text = "1", .callback_data = "x"}, {.text = "2", .url = "https://t.me/x?start=1"}}};

std::vector<Call> messages() {
  const std::vector<BotCommand> commands(100, {.command = std::string(32, 'z'), .description = letters(256)});
  return {
      to_call(SendMessage{.chat_id = kPerson, .text = "1"}),
      to_call(SendMessage{.chat_id = kChannel, .text = letters(kMaxMessageText), .keyboard = kKeyboard}),
      to_call(SendMessage{.chat_id = kPerson,
                          .text = letters(kMaxMessageText),
                          .keyboard = kKeyboard,
                          .entities = kFormatting,
                          .protect_content = true,
                          .disable_link_preview = true}),
      to_call(SendMessage{.chat_id = kPerson, .text = letters(kMaxMessageText), .preformatted = true}),
      to_call(EditMessageText{.chat_id = kPerson, .message_id = kMessage, .text = "1"}),
      to_call(EditMessageText{
          .chat_id = kPerson, .message_id = kMessage, .text = letters(kMaxMessageText), .keyboard = kKeyboard}),
      to_call(
          EditMessageText{.chat_id = kPerson, .message_id = kMessage, .text = letters(10), .entities = kFormatting}),
      to_call(EditMessageReplyMarkup{.chat_id = kPerson, .message_id = kMessage}),
      to_call(EditMessageReplyMarkup{.chat_id = kPerson, .message_id = kMessage, .keyboard = kKeyboard}),
      to_call(CopyMessage{.chat_id = kPerson, .from_chat_id = kPerson, .message_id = kMessage}),
      to_call(CopyMessage{.chat_id = kPerson,
                          .from_chat_id = kPerson,
                          .message_id = kMessage,
                          .keyboard = kKeyboard,
                          .protect_content = true}),
      to_call(ForwardMessage{.chat_id = kPerson, .from_chat_id = kPerson, .message_id = kMessage}),
      to_call(ForwardMessage{
          .chat_id = kPerson, .from_chat_id = kPerson, .message_id = kMessage, .disable_notification = true}),
      to_call(DeleteMessage{.chat_id = kPerson, .message_id = kMessage}),
      to_call(AnswerCallbackQuery{.callback_query_id = "1"}),
      to_call(AnswerCallbackQuery{.callback_query_id = bytes(64), .text = letters(200)}),
      to_call(SetMyCommands{.commands = {}}),
      to_call(SetMyCommands{.commands = commands, .language_code = "ru", .chat = kPerson}),
  };
}

std::vector<Call> media() {
  const Document file{.name = letters(60), .content = "a,b\r\n"};
  return {
      to_call(SendDocument{.chat_id = kPerson, .document = file}),
      to_call(SendDocument{.chat_id = kPerson, .document = file, .caption = letters(kMaxCaption)}),
      to_call(SendDocument{.chat_id = kPerson,
                           .caption = letters(kMaxCaption),
                           .file_id = bytes(100),
                           .caption_entities = kFormatting,
                           .keyboard = kKeyboard,
                           .protect_content = true}),
      to_call(SendPhoto{.chat_id = kPerson, .photo = file, .caption = letters(kMaxCaption)}),
      to_call(SendPhoto{.chat_id = kPerson,
                        .caption = letters(kMaxCaption),
                        .file_id = bytes(100),
                        .caption_entities = kFormatting,
                        .keyboard = kKeyboard,
                        .protect_content = true}),
      to_call(SendVideo{.chat_id = kPerson, .video = file, .caption = letters(kMaxCaption)}),
      to_call(SendVideo{.chat_id = kPerson,
                        .caption = letters(kMaxCaption),
                        .file_id = bytes(100),
                        .caption_entities = kFormatting,
                        .keyboard = kKeyboard,
                        .protect_content = true}),
      to_call(SendChatAction{.chat_id = kPerson}),
      to_call(SendChatAction{.chat_id = kPerson, .action = "upload_video"}),
  };
}

std::vector<Call> channels() {
  return {
      to_call(GetChat{.chat_id = kChannel}),
      to_call(GetChatMember{.chat_id = kChannel, .user = kUser}),
      to_call(CreateChatInviteLink{.chat_id = kChannel}),
      to_call(CreateChatInviteLink{
          .chat_id = kChannel, .name = letters(kMaxInviteLinkName), .expire_date = kLater, .member_limit = 99'999}),
      to_call(CreateChatInviteLink{.chat_id = kChannel, .creates_join_request = true}),
      to_call(RevokeChatInviteLink{.chat_id = kChannel, .invite_link = "https://t.me/+" + bytes(16)}),
      to_call(ApproveChatJoinRequest{.chat_id = kChannel, .user = kUser}),
      to_call(DeclineChatJoinRequest{.chat_id = kChannel, .user = kUser}),
      to_call(BanChatMember{.chat_id = kChannel, .user = kUser}),
      to_call(BanChatMember{.chat_id = kChannel, .user = kUser, .until_date = kLater}),
      to_call(UnbanChatMember{.chat_id = kChannel, .user = kUser}),
      to_call(UnbanChatMember{.chat_id = kChannel, .user = kUser, .only_if_banned = false}),
  };
}

std::vector<Call> money() {
  const values::Stars price{10'000};
  return {
      to_call(
          SendInvoice{.chat_id = kPerson, .title = "1", .description = "1", .payload = "1", .price = values::Stars{1}}),
      to_call(SendInvoice{.chat_id = kPerson,
                          .title = letters(32),
                          .description = letters(255),
                          .payload = bytes(128),
                          .price = price}),
      to_call(
          CreateInvoiceLink{.title = letters(32), .description = letters(255), .payload = bytes(128), .price = price}),
      to_call(AnswerPreCheckoutQuery{.query = values::PreCheckoutQueryId{"1"}}),
      to_call(AnswerPreCheckoutQuery{.query = values::PreCheckoutQueryId{bytes(64)},
                                     .error_message = letters(kMaxPreCheckoutError)}),
      to_call(RefundStarPayment{.user = kUser, .charge = kCharge}),
      to_call(EditUserStarSubscription{.user = kUser, .charge = kCharge, .is_canceled = true}),
      to_call(EditUserStarSubscription{.user = kUser, .charge = kCharge, .is_canceled = false}),
      to_call(GetStarTransactions{}),
      to_call(GetStarTransactions{.offset = kLargestId, .limit = 1}),
      to_call(GetMyStarBalance{}),
  };
}

std::vector<Call> updates() {
  return {
      to_call(GetUpdates{}),
      to_call(GetUpdates{.offset = values::UpdateId{2'147'483'647}, .limit = 1, .timeout = std::chrono::seconds{50}}),
      to_call(DeleteWebhook{}),
      to_call(SetWebhook{.url = "https://bot.example.org/", .secret_token = values::Secret{"x"}}),
      to_call(SetWebhook{.url = "https://bot.example.org:8443/" + bytes(100),
                         .certificate = bytes(1000),
                         .max_connections = 100,
                         .secret_token = values::Secret{bytes(256)}}),
      to_call(GetWebhookInfo{}),
  };
}

void print(const Call& call) {
  boost::json::object parameters = boost::json::parse(call.body).as_object();
  if (call.document) {
    parameters[call.document->parameter] = {{"file_name", call.document->name},
                                            {"size", call.document->content.size()}};
  }
  std::cout << boost::json::object{{"method", call.method}, {"parameters", parameters}} << '\n';
}

}  // namespace

int main() {
  for (const auto& calls : {messages(), media(), channels(), money(), updates()}) std::ranges::for_each(calls, print);
}
