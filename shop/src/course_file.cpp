#include "course_file.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "yaml_mapping.hpp"

namespace shop {
namespace {

constexpr TextLimits kTitle{.max_code_points = kMaxCourseTitle};
constexpr TextLimits kDescription{.max_code_points = kMaxCourseDescription, .multiline = true};
constexpr NumberLimits kPosition{.min = 1, .max = kMaxPosition, .of = "a place"};
constexpr NumberLimits kPrice{.min = kMinPrice.amount(), .max = kMaxPrice.amount(), .of = "Stars"};
constexpr NumberLimits kOpening{.min = 0, .max = kMaxOpening.count(), .of = "days"};
// Telegram's ids have at most 52 significant bits; those of groups and channels are negative (Bot API, "Chat").
constexpr std::int64_t kLowestChat = -(std::int64_t{1} << 52);

CourseText read_text(const YamlMapping& course, std::string_view key, TextLimits limits) {
  const YamlMapping texts = course.mapping(key, std::string(key) + " of the course", {"en", "ru"});
  CourseText text(texts.optional_text("en", limits), texts.optional_text("ru", limits));
  if (text.empty()) texts.refuse("is empty: write it in one language at least (en, ru)");
  return text;
}

CourseText read_description(const YamlMapping& course, const CourseText& title) {
  if (!course.has("description")) return {};
  CourseText description = read_text(course, "description", kDescription);
  for (const auto language : {Language::english, Language::russian}) {
    if (!description.has(language) || title.has(language)) continue;
    course.mapping("description", "description of the course", {"en", "ru"})
        .refuse(to_string(language), "but the title has no '" + std::string(to_string(language)) +
                                         "': a course has the languages of its title");
  }
  return description;
}

std::vector<PlanId> read_plan_names(const YamlMapping& course) {
  std::vector<PlanId> plans;
  const auto names =
      course.optional_words("plans", {to_string(PlanId::lite), to_string(PlanId::pro), to_string(PlanId::unlimited)});
  if (!names) return plans;
  for (const PlanId plan : kAllPlans) {
    if (std::ranges::find(*names, to_string(plan)) != names->end()) plans.push_back(plan);
  }
  return plans;
}

values::ChatId read_chat(const YamlMapping& channel) {
  const std::string value = channel.word("chat");
  const char* const value_end = value.data() + value.size();
  std::int64_t chat = 0;
  const auto [end, error] = std::from_chars(value.data(), value_end, chat);
  if (error != std::errc{} || end != value_end || chat >= 0 || chat < kLowestChat) {
    channel.refuse("chat", "write the number that Telegram gives the channel or group, such as -1001234567890");
  }
  return values::ChatId{chat};
}

CourseChannel read_channel(const YamlMapping& course) {
  const YamlMapping mapping = course.mapping("channel", "channel of the course", {"chat", "entry"});
  CourseChannel channel{.chat = read_chat(mapping)};
  if (mapping.has("entry")) {
    const auto entry = parse_channel_entry(mapping.word("entry"));
    if (!entry) mapping.refuse("entry", "write join_request or invite_link");
    channel.entry = *entry;
  }
  return channel;
}

Lesson read_lesson(const CatalogueFile& file, YamlEntry entry) {
  const YamlMapping mapping(file.name, entry, {"id", "preview", "after_days"});
  Lesson lesson{.id = values::LessonId{mapping.word("id")}};
  if (!is_slug(lesson.id.value())) {
    mapping.refuse("id", "write 1 to " + std::to_string(kMaxSlug) +
                             " of the characters a to z, 0 to 9 and '-', which can't be the first");
  }
  lesson.preview = mapping.optional_flag("preview").value_or(false);
  lesson.after = std::chrono::days{mapping.optional_number("after_days", kOpening).value_or(0)};
  return lesson;
}

void read_lessons(const CatalogueFile& file, const YamlMapping& mapping, CourseDescription& read) {
  std::map<values::LessonId, int> lines;
  for (YamlEntry& item : mapping.items("lessons", "[{id: first-steps}]", kMaxLessons)) {
    item.name = "lesson " + std::to_string(read.course.lessons.size() + 1);
    const YAML::Mark mark = item.mark;
    Lesson lesson = read_lesson(file, std::move(item));
    const auto [first, is_new] = lines.emplace(lesson.id, mark.line + 1);
    if (!is_new) {
      throw CatalogueRefused(file.name, mark,
                             "lesson " + quoted(lesson.id.value()) + " stands in line " +
                                 std::to_string(first->second) + " already: remove one");
    }
    read.course.lessons.push_back(std::move(lesson));
    read.lesson_marks.push_back(mark);
  }
}

}  // namespace

CourseDescription read_course_file(const CatalogueFile& file, values::CourseId id) {
  const YamlValue document = read_document(file);
  const YamlMapping mapping(file.name, YamlEntry{"the course", document->mark, document},
                            {"title", "description", "position", "price", "plans", "published", "protect_content",
                             "certificate", "channel", "lessons"});
  CourseDescription read;
  Course& course = read.course;
  course.id = std::move(id);
  course.title = read_text(mapping, "title", kTitle);
  course.description = read_description(mapping, course.title);
  if (const auto position = mapping.optional_number("position", kPosition)) {
    course.position = static_cast<int>(*position);
  }
  if (const auto price = mapping.optional_number("price", kPrice)) course.price = values::Stars{*price};
  course.plans = read_plan_names(mapping);
  course.published = mapping.optional_flag("published").value_or(false);
  course.protect_content = mapping.optional_flag("protect_content").value_or(false);
  course.certificate = mapping.optional_flag("certificate").value_or(true);
  if (mapping.has("channel")) course.channel = read_channel(mapping);
  read.channel_mark = mapping.mark("channel");
  read_lessons(file, mapping, read);

  const std::optional<std::string> reason = course.published ? why_not_publishable(course) : std::nullopt;
  if (reason) mapping.refuse("published", "but " + *reason + ": write no, or what is missing");
  return read;
}

}  // namespace shop
