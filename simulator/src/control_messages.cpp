#include "control_messages.hpp"

#include <optional>
#include <string>
#include <utility>

#include <boost/json.hpp>

#include "formatted_text.hpp"
#include "message.hpp"
#include "quiz.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxNameBytes = 255;

values::Result<Sending> sending_of(const ControlFields& fields) {
  Sending sending{.language = text_of(fields, "language"), .forward_from = text_of(fields, "forward_from")};
  if (sending.forward_from && sending.forward_from->empty()) {
    return values::Error{"forward_from must be the title of a channel"};
  }
  if (!fields.contains("reply_to")) return sending;
  const std::optional<std::int64_t> id = integer_of(fields, "reply_to");
  if (!id) return values::Error{"reply_to must be the message_id of a message in the chat"};
  sending.reply_to = values::MessageId{*id};
  return sending;
}

std::optional<json::value> field_of(const ControlFields& fields, std::string_view name) {
  const json::value* value = fields.if_contains(name);
  return value == nullptr ? std::nullopt : std::optional{*value};
}

/// What the person writes, as they wrote it.
values::Result<json::object> words_of(const ControlFields& fields) {
  const std::optional<std::string> text = text_of(fields, "text");
  if (!text || text->empty()) return values::Error{"text must be a text that is not empty (or give a sticker)"};
  const std::optional<json::value> entities = field_of(fields, "entities");
  if (!entities) return text_content(*text);
  ApiResult<json::object> content = formatted(*text, entities, kMessageText);
  if (!content) return values::Error{content.error().description};
  return *std::move(content);
}

struct NamedFile {
  FileKind kind;
  std::string name;
};

std::optional<NamedFile> file_of(const ControlFields& fields) {
  for (const FileKind kind : kFileKinds) {
    const std::optional<std::string> name = text_of(fields, field_of(kind));
    if (name && !name->empty() && name->size() <= kMaxNameBytes) return NamedFile{kind, *name};
  }
  return std::nullopt;
}

/// Empty where an option is no text.
std::vector<std::string> options_of(const ControlFields& fields) {
  const json::value* list = fields.if_contains("options");
  if (list == nullptr || !list->is_array()) return {};
  std::vector<std::string> options;
  for (const json::value& option : list->get_array()) {
    options.emplace_back(option.is_string() ? std::string_view(option.get_string()) : std::string_view{});
  }
  return options;
}

/// Out of every range where it is no whole number from 0.
std::size_t index_of(const json::value& number) {
  return number.is_int64() && number.get_int64() >= 0 ? static_cast<std::size_t>(number.get_int64())
                                                      : std::string::npos;
}

std::vector<std::size_t> correct_of(const ControlFields& fields) {
  const json::value* correct = fields.if_contains("correct");
  if (correct == nullptr) return {};
  if (!correct->is_array()) return {index_of(*correct)};
  std::vector<std::size_t> indices;
  for (const json::value& each : correct->get_array()) indices.push_back(index_of(each));
  return indices;
}

}  // namespace

net::Response control_say(BotAccount& bot, values::UserId user, const ControlFields& fields) {
  if (const auto sticker = text_of(fields, "sticker")) return done(bot.send_sticker(user, *sticker));
  values::Result<json::object> content = words_of(fields);
  if (!content) return refused(400, content.error().message);
  const values::Result<Sending> sending = sending_of(fields);
  if (!sending) return refused(400, sending.error().message);
  return done(bot.send(user, *std::move(content), *sending));
}

net::Response control_send(BotAccount& bot, values::UserId user, const ControlFields& fields) {
  const std::optional<NamedFile> file = file_of(fields);
  if (!file) return refused(400, "photo, video or document must be the name of a file");
  const values::Result<Sending> sending = sending_of(fields);
  if (!sending) return refused(400, sending.error().message);
  const ApiResult<json::object> caption =
      formatted(text_of(fields, "caption").value_or(""), field_of(fields, "caption_entities"), kCaption);
  if (!caption) return refused(400, caption.error().description);
  return done(bot.send_file(user, file->kind, file->name, *caption, *sending));
}

net::Response control_poll(BotAccount& bot, values::UserId user, const ControlFields& fields) {
  const Quiz quiz{.question = text_of(fields, "question").value_or(""),
                  .options = options_of(fields),
                  .correct = correct_of(fields),
                  .explanation = text_of(fields, "explanation").value_or("")};
  if (const auto fault = fault_of(quiz)) return refused(400, *fault);
  const values::Result<Sending> sending = sending_of(fields);
  if (!sending) return refused(400, sending.error().message);
  return done(bot.send_poll(user, quiz, *sending));
}

}  // namespace simulator
