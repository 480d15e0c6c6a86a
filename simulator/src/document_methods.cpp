#include <boost/json.hpp>

#include "bot_methods.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

// "sendDocument" in core.telegram.org/bots/api.
constexpr std::size_t kMaxFileBytes = 50U << 20U;

json::object document_json(const UploadedFile& file) {
  return {{"file_name", file.upload.file_name},
          {"mime_type", file.upload.mime_type},
          {"file_id", file.identifiers.id},
          {"file_unique_id", file.identifiers.unique_id},
          {"file_size", file.upload.content.size()}};
}

/// The file that is uploaded or, by its id, sent again.
ApiResult<const UploadedFile*> document_of(BotAccount& bot, const Parameters& parameters) {
  if (const Upload* upload = parameters.upload("document")) {
    if (upload->content.empty()) return bad_request("file must be non-empty");
    if (upload->content.size() > kMaxFileBytes) return ApiError{413, "Request Entity Too Large", {}};
    return &bot.keep_file(*upload);
  }
  const std::string id = parameters.text("document");
  if (id.empty()) return bad_request("there is no document in the request");
  const UploadedFile* known = bot.files().find(id);
  if (known == nullptr) return bad_request("wrong file identifier/HTTP URL specified");
  return known;
}

}  // namespace

MethodResult send_document(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  const ApiResult<std::string> caption = caption_of(parameters);
  if (!caption) return caption.error();
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, MarkupPlace::message);
  if (!markup) return markup.error();
  if (const auto refused = bot.refuse_message(**chat)) return *refused;
  const ApiResult<const UploadedFile*> document = document_of(bot, parameters);
  if (!document) return document.error();
  json::object content{{"document", document_json(**document)}};
  if (!caption->empty()) content["caption"] = *caption;
  return bot.deliver(**chat, std::move(content), *markup);
}

}  // namespace simulator
