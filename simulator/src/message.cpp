#include "message.hpp"

#include <cstddef>

#include "message_entities.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxCommandLength = 32;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool is_command_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '@';
}

std::size_t command_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && is_command_character(text[length])) ++length;
  return length > 1 && length <= 1 + 2 * kMaxCommandLength ? length : 0;
}

}  // namespace

json::array bot_commands_in(std::string_view text) {
  json::array entities;
  std::size_t offset = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins_word = i == 0 || is_space(text[i - 1]);
    if (text[i] == '/' && begins_word) {
      if (const std::size_t length = command_length(text.substr(i)); length > 0) {
        entities.push_back(json::object{{"offset", offset}, {"length", length}, {"type", "bot_command"}});
      }
    }
    offset += utf16_units_of_byte(text[i]);
  }
  return entities;
}

json::object text_content(std::string_view text) {
  json::object content{{"text", text}};
  if (json::array entities = bot_commands_in(text); !entities.empty()) content["entities"] = std::move(entities);
  return content;
}

json::object sticker_content(std::string_view emoji) {
  return {{"sticker",
           {{"width", 512},
            {"height", 512},
            {"emoji", emoji},
            {"set_name", "SimulatedStickers"},
            {"is_animated", false},
            {"is_video", false},
            {"type", "regular"},
            {"file_id", "CAACAgIAAxkBAAMSimulatedSticker"},
            {"file_unique_id", "AgADSimulated"},
            {"file_size", 12345}}}};
}

json::object origin_in_channel(std::string_view title, std::int64_t at) {
  // Ids of channels have this form; the same title is always the same channel.
  constexpr std::int64_t kFirstChannelId = -1'001'000'000'000;
  constexpr std::int64_t kChannels = 1'000'000'000;
  std::int64_t number = 0;
  for (const char letter : title) number = (number * 31 + static_cast<unsigned char>(letter)) % kChannels;
  return {{"type", "channel"},
          {"chat", {{"id", kFirstChannelId - number}, {"title", title}, {"type", "channel"}}},
          {"message_id", 1},
          {"date", at}};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace simulator
