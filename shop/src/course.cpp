#include "shop/course.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace shop {

bool is_slug(std::string_view text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.size() <= kMaxSlug && text.front() != '-' && std::ranges::all_of(text, fits);
}

CourseText::CourseText(std::optional<std::string> english, std::optional<std::string> russian)
    : english_(std::move(english)), russian_(std::move(russian)) {}

bool CourseText::has(Language language) const {
  return language == Language::russian ? russian_.has_value() : english_.has_value();
}

const std::string& CourseText::in(Language language) const {
  static const std::string kNone;
  const auto& [wanted, other] =
      language == Language::russian ? std::tie(russian_, english_) : std::tie(english_, russian_);
  if (wanted) return *wanted;
  return other ? *other : kNone;
}

std::string& CourseText::operator[](Language language) {
  std::optional<std::string>& text = language == Language::russian ? russian_ : english_;
  if (!text) text.emplace();
  return *text;
}

const LessonText& Lesson::in(Language language) const {
  const auto& [wanted, other] = language == Language::russian ? std::tie(russian, english) : std::tie(english, russian);
  if (wanted) return *wanted;
  if (!other) throw std::logic_error("lesson '" + id.value() + "' has no text");
  return *other;
}

std::string_view to_string(ChannelEntry entry) {
  switch (entry) {
    case ChannelEntry::invite_link:
      return "invite_link";
    case ChannelEntry::join_request:
      return "join_request";
  }
  throw std::logic_error("ChannelEntry out of range");
}

std::optional<ChannelEntry> parse_channel_entry(std::string_view name) {
  for (const auto entry : {ChannelEntry::invite_link, ChannelEntry::join_request}) {
    if (to_string(entry) == name) return entry;
  }
  return std::nullopt;
}

std::vector<Language> Course::languages() const {
  std::vector<Language> languages;
  for (const auto language : {Language::english, Language::russian}) {
    if (title.has(language)) languages.push_back(language);
  }
  return languages;
}

const Lesson* Course::lesson(const values::LessonId& wanted) const {
  const auto found = std::ranges::find(lessons, wanted, &Lesson::id);
  return found == lessons.end() ? nullptr : &*found;
}

const CourseFile* Course::file(std::string_view name) const {
  const auto found = std::ranges::find(files, name, &CourseFile::name);
  return found == files.end() ? nullptr : &*found;
}

bool Course::included_in(PlanId plan) const {
  return std::ranges::find(plans, plan) != plans.end();
}

std::optional<std::string> why_not_publishable(const Course& course) {
  if (course.description.empty()) return "it has no description";
  if (course.lessons.empty() && !course.channel) return "it has no lessons and no channel";
  if (!course.price && course.plans.empty()) return "it has no price, and no plan includes it";
  return std::nullopt;
}

std::string lesson_file_name(const values::LessonId& lesson, Language language) {
  return lesson.value() + "." + std::string(to_string(language)) + ".md";
}

}  // namespace shop
