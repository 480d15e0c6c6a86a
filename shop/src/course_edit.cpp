#include "shop/course_edit.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <utility>

#include "course_writer.hpp"
#include "shop/course_folder.hpp"
#include "values/utf8.hpp"

namespace shop {
namespace {

using values::Error;
using values::Result;

class EditRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

constexpr std::string_view kChangedMeanwhile = " meanwhile: look at it again";

std::string shown(const std::string& text) {
  constexpr std::size_t kMaxShown = 40;
  return "'" + values::truncate_code_points(values::to_valid_utf8(text), kMaxShown) + "'";
}

std::string shown(const std::optional<values::Stars>& price) {
  return price ? std::to_string(price->amount()) : "none";
}

std::string shown(std::vector<PlanId> plans) {
  std::string names;
  for (const PlanId plan : plans) names.append(names.empty() ? "" : ", ").append(to_string(plan));
  return names.empty() ? "none" : names;
}

std::string shown(const std::optional<CourseChannel>& channel) {
  if (!channel) return "none";
  return std::to_string(channel->chat.value()) + " by " + std::string(to_string(channel->entry));
}

std::string shown(std::chrono::days days) {
  return "after " + std::to_string(days.count()) + " days";
}

std::string in_language(Language language) {
  return " (" + std::string(to_string(language)) + ")";
}

/// As the file gives it back: without line breaks at the end.
std::string as_read(std::string text) {
  if (!values::is_valid_utf8(text)) throw EditRefused("the text is not UTF-8");
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

std::vector<PlanId> in_order(std::vector<PlanId> plans) {
  std::ranges::sort(plans);
  plans.erase(std::ranges::unique(plans).begin(), plans.end());
  return plans;
}

/// `ranges` behind a text of `units` UTF-16 code units.
void append_ranges(std::vector<StyledRange>& ranges, const std::vector<StyledRange>& more, std::size_t units) {
  for (StyledRange range : more) {
    range.offset += static_cast<std::int64_t>(units);
    ranges.push_back(std::move(range));
  }
}

/// Two texts, one behind the other, are one text of two paragraphs.
void append(std::vector<LessonPart>& parts, const LessonPart& part) {
  auto* const last = parts.empty() ? nullptr : std::get_if<FormattedText>(&parts.back());
  const auto* const text = std::get_if<FormattedText>(&part);
  if (last == nullptr || text == nullptr) return parts.push_back(part);
  last->text += "\n\n";
  append_ranges(last->ranges, text->ranges, values::count_utf16_units(last->text));
  last->text += text->text;
}

bool ends_with(const std::vector<LessonPart>& parts, const LessonPart& part) {
  if (parts.empty()) return false;
  const auto* const last = std::get_if<FormattedText>(&parts.back());
  const auto* const text = std::get_if<FormattedText>(&part);
  if (last == nullptr || text == nullptr) return parts.back() == part;
  return last->text == text->text || last->text.ends_with("\n\n" + text->text);
}

/// The part as it stands in a file, without the title above it.
std::string markdown_of(const LessonPart& part) {
  const std::string lesson = write_lesson({.title = "Part", .parts = {part}});
  const std::size_t body = lesson.find_first_not_of('\n', lesson.find('\n'));
  return body == std::string::npos ? "" : lesson.substr(body);
}

/// The course's files while they are changed.
class Draft {
 public:
  Draft(const values::CourseId& id, std::span<const CatalogueFile> files) : id_(id) {
    for (const CatalogueFile& file : files) texts_.emplace(file.name, file.text);
    if (!texts_.contains(std::string(kCourseFile))) return;
    Result<ReadCourse> read = read_course({.name = id_.value(), .texts = files});
    if (!read) throw EditRefused("the course's files have a mistake: " + read.error().message);
    course_ = std::move(read->course);
  }

  void carry_out(const CourseChange& change) {
    std::visit([&](const auto& each) { make(each); }, change);
  }

  /// What has changed, once it is certain that it can be read.
  std::vector<CatalogueFile> take() {
    std::vector<CatalogueFile> changed = std::move(written_);
    if (is_described_anew_) {
      std::string& text = texts_[std::string(kCourseFile)];
      text = write_course_file(*course_, text);
      changed.push_back({.name = std::string(kCourseFile), .text = text});
    }
    for (const std::string& name : removed_) changed.push_back({.name = name, .text = {}});
    if (!changed.empty()) check();
    return changed;
  }

 private:
  Course& course() {
    if (!course_) throw EditRefused("there is no course '" + id_.value() + "'");
    return *course_;
  }

  /// To be changed.
  Course& described_anew() {
    is_described_anew_ = true;
    return course();
  }

  std::vector<Lesson>::iterator place_of(const values::LessonId& lesson) {
    return std::ranges::find(course().lessons, lesson, &Lesson::id);
  }

  Lesson& lesson(const values::LessonId& id) {
    const auto place = place_of(id);
    if (place == course().lessons.end()) throw EditRefused("there is no lesson '" + id.value() + "' any more");
    return *place;
  }

  const std::string* text_of(const values::LessonId& lesson, Language language) const {
    const auto found = texts_.find(lesson_file_name(lesson, language));
    return found == texts_.end() ? nullptr : &found->second;
  }

  void write(const values::LessonId& lesson, Language language, std::string text) {
    if (!course().title.has(language)) {
      throw EditRefused("the course has no title in that language: write one first" + in_language(language));
    }
    std::string name = lesson_file_name(lesson, language);
    texts_[name] = text;
    written_.push_back({.name = std::move(name), .text = std::move(text)});
  }

  void remove(const values::LessonId& lesson, Language language) {
    std::string name = lesson_file_name(lesson, language);
    if (texts_.erase(name) > 0) removed_.push_back(std::move(name));
  }

  /// True if the value is to be set: it is as it was seen, and not as wanted yet.
  template <class Value>
  bool is_to_be_set(std::string_view what, const Value& current, const Value& seen, const Value& wanted) {
    if (current == wanted) return false;
    if (current != seen) {
      throw EditRefused(std::string(what) + " has become " + shown(current) + std::string(kChangedMeanwhile));
    }
    return true;
  }

  void set_text(std::string_view what, CourseText Course::* text, Language language, const std::string& from,
                const std::string& to) {
    const CourseText& texts = course().*text;
    const std::string current = texts.has(language) ? texts.in(language) : "";
    if (!is_to_be_set(std::string(what) + in_language(language), current, as_read(from), as_read(to))) return;
    if (as_read(to).empty()) throw EditRefused(std::string(what) + " can't be empty");
    (described_anew().*text)[language] = as_read(to);
  }

  void make(const CreateCourse& change) {
    const std::string title = as_read(change.title);
    if (course_) {
      if (course_->title.has(change.language) && course_->title.in(change.language) == title) return;
      throw EditRefused("there is a course '" + id_.value() + "' already");
    }
    course_.emplace();
    course_->id = id_;
    described_anew().title[change.language] = title;
  }

  void make(const SetTitle& change) { set_text("the title", &Course::title, change.language, change.from, change.to); }

  void make(const SetDescription& change) {
    if (!course().title.has(change.language)) {
      throw EditRefused("the course has no title in that language: write one first" + in_language(change.language));
    }
    set_text("the description", &Course::description, change.language, change.from, change.to);
  }

  void make(const SetPrice& change) {
    if (is_to_be_set("the price", course().price, change.from, change.to)) described_anew().price = change.to;
  }

  void make(const SetPublished& change) {
    if (course().published == change.to) return;
    const auto reason = change.to ? why_not_publishable(course()) : std::nullopt;
    if (reason) throw EditRefused("the course can't be published: " + *reason);
    described_anew().published = change.to;
  }

  void make(const SetProtected& change) {
    if (course().protect_content != change.to) described_anew().protect_content = change.to;
  }

  void make(const SetPlans& change) {
    const std::vector<PlanId> to = in_order(change.to);
    if (is_to_be_set("the list of plans", course().plans, in_order(change.from), to)) described_anew().plans = to;
  }

  void make(const SetChannel& change) {
    if (is_to_be_set("the channel", course().channel, change.from, change.to)) described_anew().channel = change.to;
  }

  void make(const AddLesson& change) {
    const std::string text = write_lesson(change.content);
    if (place_of(change.lesson) != course().lessons.end()) {
      const std::string* const current = text_of(change.lesson, change.language);
      if (current != nullptr && *current == text) return;
      throw EditRefused("there is a lesson '" + change.lesson.value() + "' already");
    }
    // Files of a lesson that was removed by hand are not its texts.
    for (const auto language : {Language::english, Language::russian}) {
      if (language != change.language) remove(change.lesson, language);
    }
    write(change.lesson, change.language, text);
    described_anew().lessons.push_back({.id = change.lesson});
  }

  void make(const AddToLesson& change) {
    lesson(change.lesson);
    const std::string* const current = text_of(change.lesson, change.language);
    const auto content = current == nullptr ? std::nullopt : std::optional(parse_lesson("the lesson", *current));
    if (!content || !*content) throw EditRefused("the lesson has no text" + in_language(change.language));
    const bool is_as_seen = fingerprint_of(*current) == change.fingerprint;
    if (!is_as_seen && ends_with((*content)->parts, change.part)) return;
    if (!is_as_seen && !change.fingerprint.empty()) {
      throw EditRefused("lesson '" + change.lesson.value() + "' has changed" + std::string(kChangedMeanwhile));
    }
    write(change.lesson, change.language, with_part(*current, **content, change.part));
  }

  /// What stands there already is kept as it was written, if that is possible.
  static std::string with_part(const std::string& markdown, LessonContent content, const LessonPart& part) {
    append(content.parts, part);
    const std::string joined = markdown + (markdown.ends_with('\n') ? "\n" : "\n\n") + markdown_of(part);
    const Result<LessonContent> read = parse_lesson("the lesson", joined);
    return read && *read == content ? joined : write_lesson(content);
  }

  void make(const ReplaceLesson& change) {
    lesson(change.lesson);
    const std::string* const current = text_of(change.lesson, change.language);
    const std::string text = write_lesson(change.content);
    if (current != nullptr && *current == text) return;
    if ((current == nullptr ? "" : fingerprint_of(*current)) != change.fingerprint) {
      throw EditRefused("lesson '" + change.lesson.value() + "' has changed" + std::string(kChangedMeanwhile));
    }
    write(change.lesson, change.language, text);
  }

  void make(const RemoveLesson& change) {
    const auto place = place_of(change.lesson);
    if (place != course().lessons.end()) described_anew().lessons.erase(place);
    for (const auto language : {Language::english, Language::russian}) remove(change.lesson, language);
  }

  void make(const MoveLesson& change) {
    Lesson moved = lesson(change.lesson);
    if (change.before == change.lesson) return;
    if (change.before) lesson(*change.before);
    std::vector<Lesson> lessons = course().lessons;
    std::erase_if(lessons, [&](const Lesson& each) { return each.id == change.lesson; });
    const auto place = change.before ? std::ranges::find(lessons, *change.before, &Lesson::id) : lessons.end();
    lessons.insert(place, std::move(moved));
    const auto ids = [](const std::vector<Lesson>& all) {
      std::vector<values::LessonId> list;
      for (const Lesson& each : all) list.push_back(each.id);
      return list;
    };
    if (ids(lessons) != ids(course().lessons)) described_anew().lessons = std::move(lessons);
  }

  void make(const SetPreview& change) {
    if (lesson(change.lesson).preview == change.to) return;
    is_described_anew_ = true;
    lesson(change.lesson).preview = change.to;
  }

  void make(const SetOpening& change) {
    const std::string what = "the opening of lesson '" + change.lesson.value() + "'";
    if (!is_to_be_set(what, lesson(change.lesson).after, change.from, change.to)) return;
    is_described_anew_ = true;
    lesson(change.lesson).after = change.to;
  }

  void check() const {
    std::vector<CatalogueFile> files;
    for (const auto& [name, text] : texts_) files.push_back({.name = name, .text = text});
    const Result<ReadCourse> read = read_course({.name = id_.value(), .texts = files});
    if (!read) throw EditRefused("that would be refused: " + read.error().message);
  }

  const values::CourseId& id_;
  std::optional<Course> course_;              // none if it isn't there
  std::map<std::string, std::string> texts_;  // of all files
  std::vector<CatalogueFile> written_;        // lessons
  std::vector<std::string> removed_;          // the same
  bool is_described_anew_ = false;
};

struct Description {
  std::string operator()(const CreateCourse& c) const { return "created: " + shown(c.title) + in_language(c.language); }
  std::string operator()(const SetTitle& c) const {
    return "title " + shown(c.from) + " → " + shown(c.to) + in_language(c.language);
  }
  std::string operator()(const SetDescription& c) const { return "description changed" + in_language(c.language); }
  std::string operator()(const SetPrice& c) const { return "price " + shown(c.from) + " → " + shown(c.to); }
  std::string operator()(const SetPublished& c) const { return c.to ? "published" : "unpublished"; }
  std::string operator()(const SetProtected& c) const { return c.to ? "content protected" : "content not protected"; }
  std::string operator()(const SetPlans& c) const { return "plans " + shown(c.from) + " → " + shown(c.to); }
  std::string operator()(const SetChannel& c) const { return "channel " + shown(c.from) + " → " + shown(c.to); }
  std::string operator()(const AddLesson& c) const { return of(c.lesson, "added") + in_language(c.language); }
  std::string operator()(const AddToLesson& c) const { return of(c.lesson, "continued") + in_language(c.language); }
  std::string operator()(const ReplaceLesson& c) const { return of(c.lesson, "replaced") + in_language(c.language); }
  std::string operator()(const RemoveLesson& c) const { return of(c.lesson, "removed"); }
  std::string operator()(const MoveLesson& c) const {
    return of(c.lesson, c.before ? "moved before " + c.before->value() : "moved to the end");
  }
  std::string operator()(const SetPreview& c) const { return of(c.lesson, c.to ? "free to read" : "no preview"); }
  std::string operator()(const SetOpening& c) const {
    return of(c.lesson, "opens " + shown(c.from) + " → " + shown(c.to));
  }

 private:
  static std::string of(const values::LessonId& lesson, const std::string& what) {
    return "lesson " + lesson.value() + ": " + what;
  }
};

}  // namespace

std::string describe(const CourseEdit& edit) {
  return std::visit(Description{}, edit.change);
}

Result<std::vector<CatalogueFile>> apply(const CourseEdit& edit, std::span<const CatalogueFile> files) {
  try {
    Draft draft(edit.course, files);
    draft.carry_out(edit.change);
    return draft.take();
  } catch (const EditRefused& refused) {
    return Error{refused.what()};
  }
}

}  // namespace shop
