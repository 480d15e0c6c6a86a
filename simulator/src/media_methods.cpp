// Methods that send files, and what stands under them: sendPhoto, sendVideo, sendDocument, editMessageCaption.
#include <string>
#include <utility>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "media_file.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

// "Sending files" in core.telegram.org/bots/api.
constexpr std::size_t kMaxFileBytes = 50U << 20U;
constexpr std::size_t kMaxPhotoBytes = 10U << 20U;

/// As TDLib names it in its errors.
std::string_view type_name(FileKind kind) {
  switch (kind) {
    case FileKind::photo:
      return "Photo";
    case FileKind::video:
      return "Video";
    case FileKind::document:
      break;
  }
  return "Document";
}

std::optional<ApiError> fault_of(const Upload& upload, FileKind kind) {
  const std::size_t size = upload.content.size();
  if (size == 0) return bad_request("file must be non-empty");
  if (size > kMaxFileBytes) return ApiError{413, "Request Entity Too Large", {}};
  if (kind != FileKind::photo) return std::nullopt;
  if (size > kMaxPhotoBytes) {
    return bad_request("file of size " + std::to_string(size) + " bytes is too big for a photo; the maximum size is " +
                       std::to_string(kMaxPhotoBytes) + " bytes");
  }
  if (!is_picture(upload.content)) return bad_request("IMAGE_PROCESS_FAILED");
  return std::nullopt;
}

/// A video that is sent as a document stays a video, and the other way round; with photos nothing is exchanged.
std::optional<ApiError> fault_of(const MediaFile& known, FileKind kind) {
  if (known.is_refused) return bad_request("wrong remote file identifier specified: can't unserialize it");
  const bool can_be_sent_so = (known.kind == FileKind::photo) == (kind == FileKind::photo);
  if (can_be_sent_so) return std::nullopt;
  return bad_request("can't use file of type " + std::string(type_name(known.kind)) + " as " +
                     std::string(type_name(kind)));
}

/// The file that is uploaded or, by its id, sent again.
ApiResult<const MediaFile*> file_of(BotAccount& bot, const Parameters& parameters, FileKind kind) {
  const std::string_view field = field_of(kind);
  if (const Upload* upload = parameters.upload(field)) {
    if (auto fault = fault_of(*upload, kind)) return *std::move(fault);
    return &bot.keep_file(kind, *upload);
  }
  const std::string id = parameters.text(field);
  if (id.empty()) return bad_request("there is no " + std::string(field) + " in the request");
  const MediaFile* known = bot.files().find(id);
  if (known == nullptr) return bad_request("wrong file identifier/HTTP URL specified");
  if (auto fault = fault_of(*known, kind)) return *std::move(fault);
  return known;
}

MethodResult send_file(BotAccount& bot, const Parameters& parameters, FileKind kind) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  const ApiResult<json::object> caption = formatted_of(parameters, kCaption);
  if (!caption) return caption.error();
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, MarkupPlace::message);
  if (!markup) return markup.error();
  if (const auto refused = bot.refuse_message(**chat)) return *refused;
  const ApiResult<const MediaFile*> file = file_of(bot, parameters, kind);
  if (!file) return file.error();
  json::object content = media_content(**file);
  for (const auto& field : *caption) content[field.key()] = field.value();
  protect_as_asked(parameters, content);
  return bot.deliver(**chat, std::move(content), *markup);
}

}  // namespace

MethodResult send_photo(BotAccount& bot, const Parameters& parameters) {
  return send_file(bot, parameters, FileKind::photo);
}

MethodResult send_video(BotAccount& bot, const Parameters& parameters) {
  return send_file(bot, parameters, FileKind::video);
}

MethodResult send_document(BotAccount& bot, const Parameters& parameters) {
  return send_file(bot, parameters, FileKind::document);
}

MethodResult edit_message_caption(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<EditedMessage> message = message_to_edit(bot, parameters);
  if (!message) return message.error();
  const ApiResult<json::object> caption = formatted_of(parameters, kCaption);
  if (!caption) return caption.error();
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, MarkupPlace::edited_message);
  if (!markup) return markup.error();
  if (const auto refused = bot.refuse_edit(*message->chat)) return *refused;
  return bot.edit_content(*message->chat, message->id, kCaption, *caption, *markup);
}

}  // namespace simulator
