#include "runbooks.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include "lesson_messages.hpp"
#include "shop/lesson.hpp"

namespace bot {
namespace {

constexpr std::string_view kFolder = "docs/runbooks/";
constexpr std::string_view kEnding = ".md";

/// "[alerts.md](../alerts.md)" becomes "alerts.md"; what leads into the web stays.
std::string without_links_to_files(std::string_view markdown) {
  std::string text;
  for (std::size_t middle = markdown.find("]("); middle != std::string_view::npos; middle = markdown.find("](")) {
    const std::size_t end = markdown.find(')', middle);
    const std::size_t begin = markdown.rfind('[', middle);
    const bool link = begin != std::string_view::npos && end != std::string_view::npos;
    const std::size_t taken = link ? end + 1 : middle + 2;
    if (link && markdown.substr(middle, end - middle).find("://") == std::string_view::npos) {
      text.append(markdown.substr(0, begin)).append(markdown.substr(begin + 1, middle - begin - 1));
    } else {
      text.append(markdown.substr(0, taken));
    }
    markdown.remove_prefix(taken);
  }
  return text.append(markdown);
}

}  // namespace

std::optional<std::string_view> runbook_named(std::string_view annotation) {
  if (annotation.starts_with(kFolder)) annotation.remove_prefix(kFolder.size());
  if (annotation.ends_with(kEnding)) annotation.remove_suffix(kEnding.size());
  const std::span<const Runbook> all = runbooks();
  const auto found = std::ranges::find(all, annotation, &Runbook::name);
  return found == all.end() ? std::nullopt : std::optional(found->markdown);
}

std::vector<shop::FormattedText> runbook_messages(std::string_view markdown) {
  const values::Result<shop::LessonContent> content = shop::parse_lesson("runbook", without_links_to_files(markdown));
  // The tests read each of them.
  if (!content) throw std::logic_error(content.error().message);
  std::vector<shop::FormattedText> messages;
  for (const shop::LessonPart& part : content->parts) {
    const auto* const text = std::get_if<shop::FormattedText>(&part);
    if (text == nullptr) throw std::logic_error("a runbook has a picture or a quiz");
    const shop::FormattedText whole = messages.empty() ? titled(content->title, *text) : *text;
    for (shop::FormattedText& message : shop::split(whole, shop::kMaxMessageText)) {
      messages.push_back(std::move(message));
    }
  }
  return messages;
}

}  // namespace bot
