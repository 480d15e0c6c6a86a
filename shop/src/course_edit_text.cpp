// Edits as they stand in the outbox: their fields in order, each as "<bytes>:<text>,", the first being the kind.

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "shop/course_edit.hpp"

namespace shop {
namespace {

using values::Error;
using values::Result;

constexpr std::string_view kPartTitle = "Part";  // A part alone is written as a lesson of it.

std::string field_of(bool value) {
  return value ? "yes" : "no";
}
std::string field_of(Language language) {
  return std::string(to_string(language));
}
std::string field_of(const std::string& text) {
  return text;
}
std::string field_of(const values::LessonId& lesson) {
  return lesson.value();
}
std::string field_of(const std::optional<values::LessonId>& lesson) {
  return lesson ? lesson->value() : "";
}
std::string field_of(std::chrono::days days) {
  return std::to_string(days.count());
}
std::string field_of(const std::optional<values::Stars>& stars) {
  return stars ? std::to_string(stars->amount()) : "";
}
std::string field_of(const std::vector<PlanId>& plans) {
  std::string names;
  for (const PlanId plan : plans) names.append(names.empty() ? "" : ",").append(to_string(plan));
  return names;
}
std::string field_of(const std::optional<CourseChannel>& channel) {
  if (!channel) return "";
  return std::to_string(channel->chat.value()) + " " + std::string(to_string(channel->entry));
}
std::string field_of(const LessonContent& content) {
  return write_lesson(content);
}
std::string field_of(const LessonPart& part) {
  return write_lesson({.title = std::string(kPartTitle), .parts = {part}});
}

class Malformed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

[[noreturn]] void refuse(std::string_view what) {
  throw Malformed("this is no edit of a course: " + std::string(what));
}

template <class Number>
Number number_in(std::string_view field) {
  Number number{};
  const char* const field_end = field.data() + field.size();
  const auto [end, error] = std::from_chars(field.data(), field_end, number);
  if (error != std::errc{} || end != field_end) refuse("a number is missing");
  return number;
}

void read(std::string_view field, bool& value) {
  if (field != "yes" && field != "no") refuse("yes or no is missing");
  value = field == "yes";
}
void read(std::string_view field, Language& language) {
  const auto known = parse_language(field);
  if (!known) refuse("its language is unknown");
  language = *known;
}
void read(std::string_view field, std::string& text) {
  text = field;
}
void read(std::string_view field, values::LessonId& lesson) {
  if (!is_slug(field)) refuse("its lesson has no proper name");
  lesson = values::LessonId{std::string(field)};
}
void read(std::string_view field, std::optional<values::LessonId>& lesson) {
  if (field.empty()) return lesson.reset();
  read(field, lesson.emplace());
}
void read(std::string_view field, std::chrono::days& days) {
  days = std::chrono::days{number_in<int>(field)};
}
void read(std::string_view field, std::optional<values::Stars>& stars) {
  if (field.empty()) return stars.reset();
  stars = values::Stars{number_in<std::int64_t>(field)};
}
void read(std::string_view field, std::vector<PlanId>& plans) {
  while (!field.empty()) {
    const std::size_t end = std::min(field.find(','), field.size());
    const auto plan = parse_plan(field.substr(0, end));
    if (!plan || plans.size() == kAllPlans.size()) refuse("its plans are unknown");
    plans.push_back(*plan);
    field.remove_prefix(std::min(end + 1, field.size()));
  }
}
void read(std::string_view field, std::optional<CourseChannel>& channel) {
  if (field.empty()) return channel.reset();
  const std::size_t space = std::min(field.find(' '), field.size());
  const auto entry = parse_channel_entry(field.substr(std::min(space + 1, field.size())));
  if (!entry) refuse("its channel has no entry");
  channel = CourseChannel{.chat = values::ChatId{number_in<std::int64_t>(field.substr(0, space))}, .entry = *entry};
}
void read(std::string_view field, LessonContent& content) {
  Result<LessonContent> parsed = parse_lesson("the lesson", field);
  if (!parsed) throw Malformed(parsed.error().message);
  content = std::move(*parsed);
}
void read(std::string_view field, LessonPart& part) {
  LessonContent content;
  read(field, content);
  if (content.parts.size() != 1) refuse("it adds one part at a time");
  part = std::move(content.parts.front());
}

/// Which fields each kind has, for whatever reads or writes them.
template <class Change, class Visit>
void visit_fields(Change& change, Visit visit) {
  using Kind = std::remove_const_t<Change>;
  if constexpr (std::is_same_v<Kind, CreateCourse>) {
    visit(change.language, change.title);
  } else if constexpr (std::is_same_v<Kind, SetTitle> || std::is_same_v<Kind, SetDescription>) {
    visit(change.language, change.from, change.to);
  } else if constexpr (std::is_same_v<Kind, SetPrice> || std::is_same_v<Kind, SetPlans> ||
                       std::is_same_v<Kind, SetChannel>) {
    visit(change.from, change.to);
  } else if constexpr (std::is_same_v<Kind, SetPublished> || std::is_same_v<Kind, SetProtected>) {
    visit(change.to);
  } else if constexpr (std::is_same_v<Kind, AddLesson>) {
    visit(change.lesson, change.language, change.content);
  } else if constexpr (std::is_same_v<Kind, AddToLesson>) {
    visit(change.lesson, change.language, change.fingerprint, change.part);
  } else if constexpr (std::is_same_v<Kind, ReplaceLesson>) {
    visit(change.lesson, change.language, change.fingerprint, change.content);
  } else if constexpr (std::is_same_v<Kind, RemoveLesson>) {
    visit(change.lesson);
  } else if constexpr (std::is_same_v<Kind, MoveLesson>) {
    visit(change.lesson, change.before);
  } else if constexpr (std::is_same_v<Kind, SetPreview>) {
    visit(change.lesson, change.to);
  } else {
    static_assert(std::is_same_v<Kind, SetOpening>);
    visit(change.lesson, change.from, change.to);
  }
}

/// In the order of CourseChange.
constexpr std::array<std::string_view, std::variant_size_v<CourseChange>> kKinds{
    "create_course",  "set_title",     "set_description", "set_price",   "set_published",
    "set_protected",  "set_plans",     "set_channel",     "add_lesson",  "add_to_lesson",
    "replace_lesson", "remove_lesson", "move_lesson",     "set_preview", "set_opening"};

template <std::size_t kIndex = 0>
CourseChange change_of_kind(std::size_t index) {
  if constexpr (kIndex < std::variant_size_v<CourseChange>) {
    if (index == kIndex) return CourseChange(std::in_place_index<kIndex>);
    return change_of_kind<kIndex + 1>(index);
  } else {
    refuse("its kind is unknown");
  }
}

/// The fields of a text, one after the other.
class Fields {
 public:
  explicit Fields(std::string_view text) : rest_(text) {}

  std::string_view next() {
    const std::size_t colon = rest_.find(':');
    if (colon == std::string_view::npos) refuse("a field is missing");
    const auto size = number_in<std::size_t>(rest_.substr(0, colon));
    rest_.remove_prefix(colon + 1);
    if (size >= rest_.size() || rest_[size] != ',') refuse("a field is cut off");
    const std::string_view field = rest_.substr(0, size);
    rest_.remove_prefix(size + 1);
    return field;
  }

  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

void append(std::string& text, const std::string& field) {
  text.append(std::to_string(field.size())).append(":").append(field).append(",");
}

}  // namespace

std::string to_text(const CourseEdit& edit) {
  std::string text;
  append(text, std::string(kKinds.at(edit.change.index())));
  append(text, edit.course.value());
  const auto append_all = [&](const auto&... fields) { (append(text, field_of(fields)), ...); };
  std::visit([&](const auto& change) { visit_fields(change, append_all); }, edit.change);
  return text;
}

Result<CourseEdit> course_edit_from_text(std::string_view text) {
  try {
    Fields fields(text);
    const auto kind = std::ranges::find(kKinds, fields.next());
    const std::string_view course = fields.next();
    if (!is_slug(course)) refuse("its course has no proper name");
    CourseEdit edit{.course = values::CourseId{std::string(course)},
                    .change = change_of_kind(static_cast<std::size_t>(kind - kKinds.begin()))};
    const auto read_all = [&](auto&... all) { (read(fields.next(), all), ...); };
    std::visit([&](auto& change) { visit_fields(change, read_all); }, edit.change);
    if (!fields.at_end()) refuse("it has too many fields");
    return edit;
  } catch (const Malformed& malformed) {
    return Error{malformed.what()};
  }
}

}  // namespace shop
