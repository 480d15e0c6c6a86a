#include "json_shape.hpp"

#include <cstddef>

namespace monitoring {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxMessageLength = 500;

}  // namespace

std::string one_line(std::string_view words) {
  std::string line(words.substr(0, kMaxMessageLength));
  while (words.size() > line.size() && !line.empty() && (static_cast<unsigned char>(line.back()) & 0x80U) != 0) {
    line.pop_back();
  }
  for (char& letter : line) {
    if (static_cast<unsigned char>(letter) < ' ') letter = ' ';
  }
  return words.size() > kMaxMessageLength ? line + "…" : line;
}

const json::value& member(const json::object& object, std::string_view name) {
  const json::value* found = object.if_contains(name);
  if (found == nullptr) throw WrongShape{"'" + std::string(name) + "' is missing"};
  return *found;
}

const json::object& as_object(const json::value& value, std::string_view what) {
  const json::object* object = value.if_object();
  if (object == nullptr) throw WrongShape{std::string(what) + " is not an object"};
  return *object;
}

const json::array& as_array(const json::value& value, std::string_view what) {
  const json::array* array = value.if_array();
  if (array == nullptr) throw WrongShape{std::string(what) + " is not a list"};
  return *array;
}

std::string_view as_text(const json::value& value, std::string_view what) {
  const json::string* text = value.if_string();
  if (text == nullptr) throw WrongShape{std::string(what) + " is not a text"};
  return {text->data(), text->size()};
}

}  // namespace monitoring
