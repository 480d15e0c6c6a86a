// What people send to a BotAccount's bot.
#include <array>
#include <utility>

#include <boost/json.hpp>

#include "bot_account.hpp"
#include "message.hpp"
#include "quiz.hpp"
#include "unix_time.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

values::Error no_message(values::UserId user, values::MessageId id) {
  return {"the chat with user " + std::to_string(user.value()) + " has no message " + std::to_string(id.value()) +
          ": see /control/chat"};
}

std::string_view mime_type_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTypes{{{".jpg", "image/jpeg"},
                                                                                 {".png", "image/png"},
                                                                                 {".mp4", "video/mp4"},
                                                                                 {".pdf", "application/pdf"},
                                                                                 {".csv", "text/csv"}}};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

/// What the file holds, so that it is one of its kind.
std::string content_of(FileKind kind, std::string_view name) {
  constexpr std::string_view kBeginningOfPng = "\x89PNG\r\n\x1A\n";
  return std::string(kind == FileKind::photo ? kBeginningOfPng : std::string_view{}) + std::string(name);
}

}  // namespace

ActionResult BotAccount::send(values::UserId user, json::object content, const Sending& sending) {
  Chat& chat = open_chat(user, sending.language.value_or("ru"));
  if (chat.blocked) return has_blocked(user);
  if (sending.language) chat.person().language_code = *sending.language;
  if (sending.forward_from) content["forward_origin"] = origin_in_channel(*sending.forward_from, unix_seconds(now()));
  if (sending.reply_to) {
    const std::string* answered = chat.find_json(*sending.reply_to);
    if (answered == nullptr) return no_message(user, *sending.reply_to);
    json::object message = json::parse(*answered).as_object();
    message.erase("reply_to_message");
    content["reply_to_message"] = std::move(message);
  }
  chat.last_action = now();
  return receive(chat, std::move(content), now());
}

ActionResult BotAccount::say(values::UserId user, std::string_view text, std::optional<std::string_view> language,
                             std::optional<values::MessageId> reply_to) {
  Sending sending{.reply_to = reply_to};
  if (language) sending.language = std::string(*language);
  return send(user, text_content(text), sending);
}

ActionResult BotAccount::send_sticker(values::UserId user, std::string_view emoji) {
  return send(user, sticker_content(emoji));
}

ActionResult BotAccount::send_file(values::UserId user, FileKind kind, std::string_view name,
                                   const json::object& caption, const Sending& sending) {
  const MediaFile* file = files_.find_by_person(kind, name);
  if (file == nullptr) {
    file = &files_.keep({.kind = kind,
                         .identifiers = identify(kind),
                         .upload = {.file_name = std::string(name),
                                    .mime_type = std::string(mime_type_of(name)),
                                    .content = content_of(kind, name)},
                         .by_person = true});
  }
  json::object content = media_content(*file);
  for (const auto& field : caption) content[field.key()] = field.value();
  return send(user, std::move(content), sending);
}

ActionResult BotAccount::send_poll(values::UserId user, const Quiz& quiz, const Sending& sending) {
  return send(user, poll_content(quiz, identifiers_.query(), sending.forward_from.has_value()), sending);
}

}  // namespace simulator
