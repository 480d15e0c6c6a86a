#include "message_content.hpp"

#include <utility>

#include <boost/describe.hpp>
#include <boost/json/array.hpp>

#include "json_mapper.hpp"
#include "type_descriptions.hpp"
#include "values/utf8.hpp"

namespace telegram {

BOOST_DESCRIBE_STRUCT(TextEntity, (), (type, offset, length))

static void read_rest(const boost::json::object& json, TextEntity& entity) {
  entity.url = read_if_sound<std::string>(json, "url").value_or("");
  entity.language = read_if_sound<std::string>(json, "language").value_or("");
}

BOOST_DESCRIBE_STRUCT(AttachedDocument, (), (file_id))

static void read_rest(const boost::json::object& json, AttachedDocument& document) {
  document.file_name = read_if_sound<std::string>(json, "file_name");
}

namespace {

struct PhotoSize {
  std::string file_id;
  std::int64_t width = 0;
  std::int64_t height = 0;

  double area() const { return static_cast<double>(width) * static_cast<double>(height); }
};
BOOST_DESCRIBE_STRUCT(PhotoSize, (), (file_id, width, height))

struct Video {
  std::string file_id;
};
BOOST_DESCRIBE_STRUCT(Video, (), (file_id))

struct PollOption {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(PollOption, (), (text))

const boost::json::array* array_in(const boost::json::object& object, std::string_view name) {
  const boost::json::value* found = object.if_contains(name);
  return found == nullptr ? nullptr : found->if_array();
}

std::optional<std::vector<std::string>> options_of(const boost::json::object& poll) {
  const boost::json::array* list = array_in(poll, "options");
  if (list == nullptr) return std::nullopt;
  std::vector<std::string> options;
  options.reserve(list->size());
  for (const boost::json::value& element : *list) {
    PollOption option;
    if (json_mapper::read(element, option)) return std::nullopt;
    options.push_back(std::move(option.text));
  }
  return options;
}

/// As they are told since Bot API 9.6; before it was one number.
std::vector<std::size_t> correct_options_of(const boost::json::object& poll, std::size_t option_count) {
  boost::json::array told;
  if (const boost::json::array* several = array_in(poll, "correct_option_ids")) {
    told = *several;
  } else if (const boost::json::value* one = poll.if_contains("correct_option_id")) {
    told.push_back(*one);
  }
  std::vector<std::size_t> correct;
  for (const boost::json::value& element : told) {
    const std::optional<std::int64_t> index = json_mapper::whole_number(element);
    if (!index || *index < 0 || static_cast<std::uint64_t>(*index) >= option_count) return {};
    correct.push_back(static_cast<std::size_t>(*index));
  }
  return correct;
}

}  // namespace

std::vector<TextEntity> entities_in(const boost::json::object& message, std::string_view field, std::string_view text) {
  std::vector<TextEntity> entities;
  const boost::json::array* list = array_in(message, field);
  if (list == nullptr) return entities;
  const auto units = static_cast<std::int64_t>(values::count_utf16_units(text));
  entities.reserve(list->size());
  for (const boost::json::value& element : *list) {
    TextEntity entity;
    if (json_mapper::read(element, entity)) continue;
    const bool lies_within =
        entity.offset >= 0 && entity.length > 0 && entity.length <= units && entity.offset <= units - entity.length;
    if (lies_within) entities.push_back(std::move(entity));
  }
  return entities;
}

std::optional<std::string> photo_in(const boost::json::object& message) {
  const boost::json::array* sizes = array_in(message, "photo");
  if (sizes == nullptr) return std::nullopt;
  std::optional<PhotoSize> largest;
  for (const boost::json::value& element : *sizes) {
    PhotoSize size;
    if (json_mapper::read(element, size)) continue;
    if (!largest || size.area() > largest->area()) largest = std::move(size);
  }
  return largest ? std::optional(std::move(largest->file_id)) : std::nullopt;
}

std::optional<std::string> video_in(const boost::json::object& message) {
  std::optional<Video> video = read_if_sound<Video>(message, "video");
  return video ? std::optional(std::move(video->file_id)) : std::nullopt;
}

std::optional<AttachedDocument> document_in(const boost::json::object& message) {
  return read_if_sound<AttachedDocument>(message, "document");
}

std::optional<Chat> origin_in(const boost::json::object& message) {
  const boost::json::value* found = message.if_contains("forward_origin");
  const boost::json::object* origin = found == nullptr ? nullptr : found->if_object();
  if (origin == nullptr) return std::nullopt;
  return read_if_sound<Chat>(*origin,
                             read_if_sound<std::string>(*origin, "type") == "channel" ? "chat" : "sender_chat");
}

std::optional<Quiz> quiz_in(const boost::json::object& message) {
  const boost::json::value* found = message.if_contains("poll");
  const boost::json::object* poll = found == nullptr ? nullptr : found->if_object();
  if (poll == nullptr || read_if_sound<std::string>(*poll, "type") != "quiz") return std::nullopt;
  std::optional<std::string> question = read_if_sound<std::string>(*poll, "question");
  std::optional<std::vector<std::string>> options = options_of(*poll);
  if (!question || !options) return std::nullopt;
  std::vector<std::size_t> correct = correct_options_of(*poll, options->size());
  return Quiz{.question = *std::move(question),
              .options = *std::move(options),
              .correct_options = std::move(correct),
              .explanation = read_if_sound<std::string>(*poll, "explanation").value_or("")};
}

}  // namespace telegram
