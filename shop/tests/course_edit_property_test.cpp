// Random edits of random courses: whatever is carried out can be read, and keeps what edits promise.

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "catalogue_beside_plans.hpp"
#include "shop/course_edit.hpp"
#include "shop/course_folder.hpp"

namespace shop {
namespace {

using Files = std::map<std::string, std::string>;

const values::CourseId kCourse{"sql"};
constexpr int kFolders = 40;
constexpr int kEditsOfAFolder = 60;

std::vector<CatalogueFile> list(const Files& files) {
  std::vector<CatalogueFile> all;
  for (const auto& [name, text] : files) all.push_back({.name = name, .text = text});
  return all;
}

/// The files after the edit; none if it is refused.
std::optional<Files> after(const CourseEdit& edit, Files files) {
  const auto changed = shop::apply(edit, list(files));
  if (!changed) return std::nullopt;
  for (const CatalogueFile& file : *changed) {
    if (file.text.empty()) {
      EXPECT_EQ(files.erase(file.name), 1U) << file.name;
    } else {
      files[file.name] = file.text;
    }
  }
  return files;
}

std::string catalogue_error(const Files& files) {
  std::vector<CatalogueFile> all{{"plans.yaml", kPlans}};
  for (const auto& [name, text] : files) all.push_back({"courses/sql/" + name, text});
  return error_in(parse_catalogue(all));
}

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
  bool flip() { return below(2) == 0; }

  Language language() { return flip() ? Language::english : Language::russian; }

  /// Nasty to YAML and to Markdown.
  std::string text() {
    static const std::vector<std::string> kPieces{"a",  "Ёж",   "yes", ": ", " #",  "- ", "\"", "'", "\\", "{", "]",
                                                  "🙂", "null", "%",   "&",  "*b*", "_",  "`",  "1", "|",  ">"};
    std::string text = "t";
    for (std::size_t i = below(6); i > 0; --i) text += kPieces[below(kPieces.size())];
    return text + "e";
  }

  values::LessonId lesson() { return values::LessonId{"l" + std::to_string(below(5))}; }

  FormattedText paragraph() { return {.text = text()}; }

  LessonContent content() { return {.title = text(), .parts = {paragraph()}}; }

  LessonPart part() {
    if (flip()) return paragraph();
    return Quiz{.question = text(), .options = {text() + "1", text() + "2"}, .correct = below(2), .explanation = ""};
  }

  std::vector<PlanId> plans() {
    std::vector<PlanId> plans;
    for (const PlanId plan : kAllPlans) {
      if (flip()) plans.push_back(plan);
    }
    return plans;
  }

  std::optional<values::Stars> price() {
    return flip() ? std::optional(values::Stars{static_cast<std::int64_t>(below(10'000)) + 1}) : std::nullopt;
  }

  std::optional<CourseChannel> channel() {
    if (flip()) return std::nullopt;
    return CourseChannel{.chat = values::ChatId{-1'000'000'000'000 - static_cast<std::int64_t>(below(1'000'000))},
                         .entry = flip() ? ChannelEntry::invite_link : ChannelEntry::join_request};
  }

  /// What an owner who sees `files` may ask for.
  CourseEdit edit(const Files& files) {
    const auto all = list(files);
    const auto read = read_course({.name = kCourse.value(), .texts = all});
    EXPECT_TRUE(read) << read.error().message;
    return {.course = kCourse, .change = change(read->course, files)};
  }

 private:
  CourseChange change(const Course& course, const Files& files) {
    const Language language = this->language();
    const values::LessonId lesson = this->lesson();
    const auto seen = [&](const CourseText& text) { return text.has(language) ? text.in(language) : ""; };
    const auto file = files.find(lesson_file_name(lesson, language));
    const std::string fingerprint = file == files.end() ? "" : fingerprint_of(file->second);
    const Lesson* const known = course.lesson(lesson);
    switch (below(14)) {
      case 0:
        return SetTitle{language, seen(course.title), text()};
      case 1:
        return SetDescription{language, seen(course.description), text() + "\n\n" + text()};
      case 2:
        return SetPrice{course.price, price()};
      case 3:
        return SetPublished{flip()};
      case 4:
        return SetProtected{flip()};
      case 5:
        return SetPlans{course.plans, plans()};
      case 6:
        return SetChannel{course.channel, channel()};
      case 7:
        return AddLesson{lesson, language, content()};
      case 8:
        return AddToLesson{lesson, language, fingerprint, part()};
      case 9:
        return ReplaceLesson{lesson, language, fingerprint, content()};
      case 10:
        return RemoveLesson{lesson};
      case 11:
        return MoveLesson{lesson, flip() ? std::optional(this->lesson()) : std::nullopt};
      case 12:
        return SetPreview{lesson, flip()};
      default:
        return SetOpening{lesson, known == nullptr ? std::chrono::days{0} : known->after,
                          std::chrono::days{static_cast<int>(below(366))}};
    }
  }

  std::mt19937 random_;
};

Files new_course(Generator& generator) {
  const CourseEdit creation{.course = kCourse, .change = CreateCourse{Language::english, generator.text()}};
  return after(creation, {}).value();
}

/// Two that touch different things: neither the same field, nor the same lesson, nor the order of lessons, and neither
/// makes the other one possible or impossible.
bool are_independent(const CourseEdit& a, const CourseEdit& b) {
  const auto is_a_field = [](const CourseChange& change) {
    return std::holds_alternative<SetPrice>(change) || std::holds_alternative<SetProtected>(change) ||
           std::holds_alternative<SetPlans>(change) || std::holds_alternative<SetChannel>(change) ||
           std::holds_alternative<SetPreview>(change) || std::holds_alternative<SetOpening>(change);
  };
  return is_a_field(a.change) && is_a_field(b.change) && a.change.index() != b.change.index();
}

TEST(CourseEditProperty, WhatIsCarriedOutIsReadAndDoneOnce) {
  int carried_out = 0;
  for (unsigned seed = 0; seed < kFolders; ++seed) {
    Generator generator(seed);
    Files files = new_course(generator);
    for (int i = 0; i < kEditsOfAFolder; ++i) {
      const CourseEdit edit = generator.edit(files);
      const std::optional<Files> changed = after(edit, files);
      if (!changed) continue;
      ++carried_out;
      ASSERT_EQ(catalogue_error(*changed), "") << seed << ": " << describe(edit);
      const auto again = shop::apply(edit, list(*changed));
      ASSERT_TRUE(again) << seed << ": " << describe(edit) << ": " << again.error().message;
      ASSERT_TRUE(again->empty()) << seed << ": " << describe(edit);
      files = *changed;
    }
  }
  EXPECT_GT(carried_out, kFolders * kEditsOfAFolder / 3) << "most of what is tried should be possible";
}

TEST(CourseEditProperty, WhatWasSeenBeforeAnotherEditOfTheSameIsRefused) {
  int refused = 0;
  for (unsigned seed = 0; seed < kFolders; ++seed) {
    Generator generator(seed + 1'000);
    Files files = new_course(generator);
    for (int i = 0; i < kEditsOfAFolder; ++i) {
      const auto all = list(files);
      const Course seen = read_course({.name = kCourse.value(), .texts = all})->course;
      const CourseEdit first{.course = kCourse, .change = SetPrice{seen.price, generator.price()}};
      const CourseEdit second{.course = kCourse, .change = SetPrice{seen.price, generator.price()}};
      const auto wanted = [](const CourseEdit& edit) { return std::get<SetPrice>(edit.change).to; };
      const std::optional<Files> changed = after(first, files);
      if (!changed || wanted(first) == seen.price || wanted(first) == wanted(second)) continue;
      ASSERT_FALSE(after(second, *changed)) << seed << ": " << describe(first) << ", then " << describe(second);
      ++refused;
      files = *changed;
    }
  }
  EXPECT_GT(refused, 0);
}

TEST(CourseEditProperty, ALessonChangedTwiceFromOneStateKeepsTheFirstChange) {
  int refused = 0;
  for (unsigned seed = 0; seed < kFolders; ++seed) {
    Generator generator(seed + 2'000);
    const values::LessonId lesson{"l"};
    const Files files = after({.course = kCourse, .change = AddLesson{lesson, Language::english, generator.content()}},
                              new_course(generator))
                            .value();
    const std::string fingerprint = fingerprint_of(files.at("l.en.md"));
    const CourseEdit first{.course = kCourse,
                           .change = ReplaceLesson{lesson, Language::english, fingerprint, generator.content()}};
    const CourseEdit second{.course = kCourse,
                            .change = ReplaceLesson{lesson, Language::english, fingerprint, generator.content()}};
    const std::optional<Files> changed = after(first, files);
    if (!changed || *changed == files || to_text(first) == to_text(second)) continue;
    EXPECT_FALSE(after(second, *changed)) << seed;
    ++refused;
  }
  EXPECT_GT(refused, 0);
}

TEST(CourseEditProperty, TheOrderOfIndependentEditsDoesNotMatter) {
  int pairs = 0;
  for (unsigned seed = 0; seed < kFolders; ++seed) {
    Generator generator(seed + 3'000);
    Files files = new_course(generator);
    for (int i = 0; i < kEditsOfAFolder; ++i) {
      const CourseEdit a = generator.edit(files);
      const CourseEdit b = generator.edit(files);
      const std::optional<Files> a_first = after(a, files);
      const std::optional<Files> b_first = after(b, files);
      if (a_first && b_first && are_independent(a, b)) {
        const std::optional<Files> both = after(b, *a_first);
        // Together they may leave nothing by which the course could be had; then either order is refused.
        EXPECT_EQ(both, after(a, *b_first)) << seed << ": " << describe(a) << " and " << describe(b);
        ++pairs;
      }
      if (a_first) files = *a_first;
    }
  }
  EXPECT_GT(pairs, kFolders / 2);
}

TEST(CourseEditProperty, WhatIsWrittenForTheOutboxIsReadBack) {
  for (unsigned seed = 0; seed < kFolders; ++seed) {
    Generator generator(seed + 4'000);
    Files files = new_course(generator);
    for (int i = 0; i < kEditsOfAFolder; ++i) {
      const CourseEdit edit = generator.edit(files);
      const auto read = course_edit_from_text(to_text(edit));
      ASSERT_TRUE(read) << seed << ": " << describe(edit) << ": " << read.error().message;
      EXPECT_EQ(read->course, edit.course);
      EXPECT_EQ(to_text(*read), to_text(edit));
      EXPECT_EQ(describe(*read), describe(edit));
      EXPECT_EQ(after(*read, files), after(edit, files));
      files = after(edit, files).value_or(files);
    }
  }
}

}  // namespace
}  // namespace shop
