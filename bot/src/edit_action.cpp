#include "edit_action.hpp"

#include <algorithm>

#include "shop/course.hpp"

namespace bot {
namespace {

/// What stands before the next colon; `rest` goes on behind that.
std::string_view take_field(std::string_view& rest) {
  const std::string_view field = rest.substr(0, rest.find(':'));
  rest.remove_prefix(std::min(field.size() + 1, rest.size()));
  return field;
}

std::optional<EditDeed> parse_deed(std::string_view name) {
  const auto found = std::ranges::find(kEditDeeds, name, &decltype(kEditDeeds)::value_type::second);
  return found == kEditDeeds.end() ? std::nullopt : std::optional(found->first);
}

std::optional<shop::Language> parse_language(std::string_view name) {
  for (const auto language : {shop::Language::english, shop::Language::russian}) {
    if (shop::to_string(language) == name) return language;
  }
  return std::nullopt;
}

}  // namespace

std::string to_string(const EditAction& action) {
  std::string text(std::ranges::find(kEditDeeds, action.deed, &decltype(kEditDeeds)::value_type::first)->second);
  text += ":" + std::string(shop::to_string(action.language)) + ":" + action.course.value();
  if (!action.detail.empty() || !action.seen.empty()) text += ":" + action.detail;
  if (!action.seen.empty()) text += ":" + action.seen;
  return text;
}

std::optional<EditAction> parse_edit_action(std::string_view text) {
  const std::optional<EditDeed> deed = parse_deed(take_field(text));
  const std::optional<shop::Language> language = parse_language(take_field(text));
  const std::string_view course = take_field(text);
  if (!deed || !language || (!course.empty() && !shop::is_slug(course))) return std::nullopt;
  EditAction action{.deed = *deed, .language = *language, .course = values::CourseId{std::string(course)}};
  action.detail = take_field(text);
  action.seen = take_field(text);
  if (!text.empty()) return std::nullopt;
  return action;
}

}  // namespace bot
