#include "shop/course_edit.hpp"

#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shop/course_folder.hpp"

namespace shop {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const values::CourseId kSql{"sql"};
const values::LessonId kTables{"tables"};
const values::LessonId kQueries{"queries"};

LessonContent lesson(std::string title, std::string text) {
  return {.title = std::move(title), .parts = {FormattedText{.text = std::move(text)}}};
}

/// The course's folder, which edits change.
struct Folder {
  std::map<std::string, std::string> files = {
      {"course.yaml",
       "# By Anna.\n\n# Ask her.\ntitle: {en: SQL}\nprice: 100 # Stars\nlessons:\n"
       "  - id: tables\n  - {id: queries, preview: yes}\n"},
      {"tables.en.md", "# Tables\n\nRows *and* columns.\n"},
      {"queries.en.md", "# Queries\n\nSELECT."}};

  std::vector<CatalogueFile> list() const {
    std::vector<CatalogueFile> all;
    for (const auto& [name, text] : files) all.push_back({.name = name, .text = text});
    return all;
  }

  values::Result<std::vector<CatalogueFile>> try_to(const CourseChange& change) const {
    return shop::apply({.course = kSql, .change = change}, list());
  }

  /// Names of the files that were written or removed, in order.
  std::vector<std::string> make(const CourseChange& change) {
    const auto changed = try_to(change);
    EXPECT_TRUE(changed) << changed.error().message;
    std::vector<std::string> names;
    if (!changed) return names;
    for (const CatalogueFile& file : *changed) {
      names.push_back(file.name);
      if (file.text.empty()) {
        files.erase(file.name);
      } else {
        files[file.name] = file.text;
      }
    }
    return names;
  }

  std::string error(const CourseChange& change) const {
    const auto changed = try_to(change);
    return changed ? "" : changed.error().message;
  }

  Course course() const {
    const auto all = list();
    return read_course({.name = kSql.value(), .texts = all}).value().course;
  }

  std::string fingerprint(const std::string& file) const { return fingerprint_of(files.at(file)); }
};

TEST(CourseEdit, WritesTheFileAnewBelowItsComments) {
  Folder folder;
  EXPECT_THAT(folder.make(SetPrice{.from = values::Stars{100}, .to = values::Stars{150}}), ElementsAre("course.yaml"));
  EXPECT_EQ(folder.files["course.yaml"], R"(# By Anna.

# Ask her.
title:
  en: SQL
price: 150
published: no
protect_content: no
certificate: yes
lessons:
  - id: tables
  - id: queries
    preview: yes
)");
}

TEST(CourseEdit, AgainChangesNothing) {
  Folder folder;
  const SetPrice change{.from = values::Stars{100}, .to = values::Stars{150}};
  folder.make(change);
  EXPECT_THAT(folder.make(change), IsEmpty());
}

TEST(CourseEdit, OfAnOlderStateIsRefused) {
  Folder folder;
  folder.make(SetPrice{.from = values::Stars{100}, .to = values::Stars{150}});
  EXPECT_EQ(folder.error(SetPrice{.from = values::Stars{100}, .to = std::nullopt}),
            "the price has become 150 meanwhile: look at it again");
  EXPECT_THAT(folder.error(SetTitle{Language::english, "Tables", "T"}), HasSubstr("'SQL' meanwhile"));
}

TEST(CourseEdit, CreatesACourse) {
  Folder folder{.files = {}};
  EXPECT_THAT(folder.error(SetPublished{true}), HasSubstr("there is no course 'sql'"));
  EXPECT_THAT(folder.make(CreateCourse{Language::russian, "Основы SQL"}), ElementsAre("course.yaml"));
  const Course course = folder.course();
  EXPECT_EQ(course.title.in(Language::russian), "Основы SQL");
  EXPECT_FALSE(course.published);
  EXPECT_THAT(folder.make(CreateCourse{Language::russian, "Основы SQL"}), IsEmpty());
  EXPECT_THAT(folder.error(CreateCourse{Language::russian, "SQL"}), HasSubstr("already"));
}

TEST(CourseEdit, WritesTextsThatAreReadBackAsTheyAre) {
  Folder folder;
  std::string title = "SQL";
  for (const std::string next : {"yes", "null", "1e5", "a: b # c", "\"quoted\" 'twice'", "- list", "{map}", "\\back",
                                 " spaces ", "Ёлка №1", "emoji 🙂", "100%", "&anchor", "no", "@at", "tail:"}) {
    folder.make(SetTitle{.language = Language::english, .from = title, .to = next});
    EXPECT_EQ(folder.course().title.in(Language::english), next);
    title = next;
  }
  std::string description;
  for (const std::string next :
       {"One line.", "Two\nlines.", "Two\n\nparagraphs\n  indented", " first\nindented", "\nempty first",
        "trailing \nspaces  ", "x: y\n# no comment", "---\n...", "a\n\n\nb"}) {
    folder.make(SetDescription{.language = Language::english, .from = description, .to = next});
    EXPECT_EQ(folder.course().description.in(Language::english), next);
    description = next;
  }
}

TEST(CourseEdit, RefusesATextThatACourseCantHave) {
  const Folder folder;
  EXPECT_THAT(folder.error(SetTitle{Language::english, "SQL", ""}), HasSubstr("empty"));
  EXPECT_THAT(folder.error(SetTitle{Language::english, "SQL", std::string(33, 'a')}), HasSubstr("33 characters"));
  EXPECT_THAT(folder.error(SetTitle{Language::english, "SQL", "a\tb"}), HasSubstr("control characters"));
  EXPECT_THAT(folder.error(SetTitle{Language::english, "SQL", "a\xFF"}), HasSubstr("UTF-8"));
  EXPECT_THAT(folder.error(SetDescription{Language::russian, "", "Таблицы"}), HasSubstr("no title in that language"));
  EXPECT_THAT(folder.error(SetPrice{values::Stars{100}, values::Stars{10'001}}), HasSubstr("1 to 10000"));
}

TEST(CourseEdit, PublishesWhatIsWorthIt) {
  Folder folder;
  EXPECT_EQ(folder.error(SetPublished{true}), "the course can't be published: it has no description");
  folder.make(SetDescription{Language::english, "", "All of it."});
  EXPECT_THAT(folder.make(SetPublished{true}), ElementsAre("course.yaml"));
  EXPECT_TRUE(folder.course().published);
  EXPECT_THAT(folder.error(SetPrice{values::Stars{100}, std::nullopt}), HasSubstr("no price"));
  folder.make(SetPlans{{}, {PlanId::unlimited, PlanId::pro, PlanId::pro}});
  EXPECT_THAT(folder.course().plans, ElementsAre(PlanId::pro, PlanId::unlimited));
  folder.make(SetPrice{values::Stars{100}, std::nullopt});
  EXPECT_EQ(folder.course().price, std::nullopt);
  folder.make(SetPublished{false});
  EXPECT_FALSE(folder.course().published);
}

TEST(CourseEdit, SetsTheChannelAndProtection) {
  Folder folder;
  const CourseChannel channel{.chat = values::ChatId{-1001234567890}, .entry = ChannelEntry::invite_link};
  folder.make(SetChannel{std::nullopt, channel});
  EXPECT_EQ(folder.course().channel, channel);
  EXPECT_THAT(folder.error(SetChannel{std::nullopt, CourseChannel{.chat = values::ChatId{-5}}}),
              HasSubstr("-1001234567890 by invite_link"));
  folder.make(SetChannel{channel, std::nullopt});
  EXPECT_EQ(folder.course().channel, std::nullopt);
  folder.make(SetProtected{true});
  EXPECT_TRUE(folder.course().protect_content);
  EXPECT_THAT(folder.make(SetProtected{true}), IsEmpty());
}

TEST(CourseEdit, AddsALessonBeforeItIsNamed) {
  Folder folder;
  const values::LessonId joins{"joins"};
  folder.files["joins.ru.md"] = "# Забытое\n\nОт урока, которого больше нет.";
  const AddLesson change{joins, Language::english, lesson("Joins", "Two tables.")};
  EXPECT_THAT(folder.make(change), ElementsAre("joins.en.md", "course.yaml", "joins.ru.md"));
  EXPECT_EQ(folder.course().lessons.back().in(Language::russian).title, "Joins");
  EXPECT_THAT(folder.make(change), IsEmpty());
  EXPECT_THAT(folder.error(AddLesson{joins, Language::english, lesson("Joins", "Others.")}), HasSubstr("already"));
  EXPECT_THAT(folder.error(AddLesson{values::LessonId{"x"}, Language::russian, lesson("X", "X")}),
              HasSubstr("no title in that language"));
}

TEST(CourseEdit, RemovesALessonAfterItsName) {
  Folder folder;
  EXPECT_THAT(folder.make(RemoveLesson{kTables}), ElementsAre("course.yaml", "tables.en.md"));
  EXPECT_EQ(folder.course().lessons.size(), 1U);
  EXPECT_THAT(folder.make(RemoveLesson{kTables}), IsEmpty());
  folder.files["tables.en.md"] = "# Tables\n\nLeft behind when the program ended.";
  EXPECT_THAT(folder.make(RemoveLesson{kTables}), ElementsAre("tables.en.md"));
}

TEST(CourseEdit, KeepsTheLastLessonOfWhatIsPublished) {
  Folder folder;
  folder.make(SetDescription{Language::english, "", "All of it."});
  folder.make(SetPublished{true});
  folder.make(RemoveLesson{kTables});
  EXPECT_THAT(folder.error(RemoveLesson{kQueries}), HasSubstr("no lessons and no channel"));
}

TEST(CourseEdit, MovesALesson) {
  Folder folder;
  const auto order = [&] {
    std::vector<std::string> ids;
    for (const Lesson& each : folder.course().lessons) ids.push_back(each.id.value());
    return ids;
  };
  folder.make(MoveLesson{kQueries, kTables});
  EXPECT_THAT(order(), ElementsAre("queries", "tables"));
  EXPECT_TRUE(folder.course().lessons[0].preview);
  EXPECT_THAT(folder.make(MoveLesson{kQueries, kTables}), IsEmpty());
  EXPECT_THAT(folder.make(MoveLesson{kQueries, kQueries}), IsEmpty());
  folder.make(MoveLesson{kQueries, std::nullopt});
  EXPECT_THAT(order(), ElementsAre("tables", "queries"));
  EXPECT_THAT(folder.error(MoveLesson{kQueries, values::LessonId{"gone"}}), HasSubstr("'gone' any more"));
}

TEST(CourseEdit, SetsWhatALessonIs) {
  Folder folder;
  folder.make(SetPreview{kTables, true});
  folder.make(SetOpening{kTables, std::chrono::days{0}, std::chrono::days{7}});
  EXPECT_TRUE(folder.course().lesson(kTables)->preview);
  EXPECT_EQ(folder.course().lesson(kTables)->after, std::chrono::days{7});
  EXPECT_THAT(folder.error(SetOpening{kTables, std::chrono::days{0}, std::chrono::days{1}}), HasSubstr("after 7 days"));
  EXPECT_THAT(folder.error(SetOpening{kTables, std::chrono::days{7}, std::chrono::days{366}}), HasSubstr("0 to 365"));
  EXPECT_THAT(folder.error(SetPreview{values::LessonId{"gone"}, true}), HasSubstr("no lesson 'gone'"));
}

TEST(CourseEdit, ContinuesALessonAndKeepsHowItWasWritten) {
  Folder folder;
  const Quiz quiz{.question = "What has a table?", .options = {"Rows", "Legs"}, .correct = 0, .explanation = ""};
  const AddToLesson change{kTables, Language::english, folder.fingerprint("tables.en.md"), quiz};
  EXPECT_THAT(folder.make(change), ElementsAre("tables.en.md"));
  EXPECT_THAT(folder.files["tables.en.md"], StartsWith("# Tables\n\nRows *and* columns.\n\n"));
  EXPECT_EQ(folder.course().lesson(kTables)->english->quizzes, 1U);
  EXPECT_THAT(folder.make(change), IsEmpty());

  AddToLesson older = change;
  older.part = FormattedText{.text = "More."};
  EXPECT_THAT(folder.error(older), HasSubstr("has changed meanwhile"));
  older.fingerprint = folder.fingerprint("tables.en.md");
  folder.make(older);
  folder.make(older);
  const auto content = parse_lesson("tables.en.md", folder.files["tables.en.md"]);
  ASSERT_TRUE(content);
  EXPECT_EQ(content->parts.size(), 3U);
}

TEST(CourseEdit, ContinuesWhateverIsThereWithoutAFingerprint) {
  Folder folder;
  const AddToLesson more{kTables, Language::english, "", FormattedText{.text = "More."}};
  const AddToLesson quiz{kTables, Language::english, "",
                         Quiz{.question = "Which?", .options = {"A", "B"}, .correct = 1, .explanation = ""}};
  folder.make(more);
  EXPECT_THAT(folder.make(more), IsEmpty());
  folder.make(quiz);
  EXPECT_THAT(folder.make(quiz), IsEmpty());
  const auto content = parse_lesson("tables.en.md", folder.files["tables.en.md"]);
  ASSERT_TRUE(content) << content.error().message;
  EXPECT_EQ(content->parts.size(), 2U);
}

TEST(CourseEdit, ContinuesWhatMarkdownWouldSwallow) {
  Folder folder;
  folder.files["tables.en.md"] = "# Tables\n\nSome code:\n\n```sql\nSELECT 1";
  folder.make(
      AddToLesson{kTables, Language::english, folder.fingerprint("tables.en.md"), FormattedText{.text = "End."}});
  const auto content = parse_lesson("tables.en.md", folder.files["tables.en.md"]);
  ASSERT_TRUE(content) << content.error().message;
  ASSERT_EQ(content->parts.size(), 1U);
  EXPECT_EQ(std::get<FormattedText>(content->parts[0]).text, "Some code:\n\nSELECT 1\n\nEnd.");
}

TEST(CourseEdit, ReplacesALessonOrAddsALanguage) {
  Folder folder;
  const ReplaceLesson change{kTables, Language::english, folder.fingerprint("tables.en.md"), lesson("Tables", "New.")};
  EXPECT_THAT(folder.make(change), ElementsAre("tables.en.md"));
  EXPECT_THAT(folder.make(change), IsEmpty());
  EXPECT_THAT(folder.error(ReplaceLesson{kTables, Language::english, change.fingerprint, lesson("Tables", "Newer.")}),
              HasSubstr("has changed meanwhile"));

  folder.make(SetTitle{Language::russian, "", "Основы"});
  const ReplaceLesson russian{kTables, Language::russian, "", lesson("Таблицы", "Строки.")};
  EXPECT_THAT(folder.make(russian), ElementsAre("tables.ru.md"));
  EXPECT_EQ(folder.course().lesson(kTables)->in(Language::russian).title, "Таблицы");
  EXPECT_THAT(folder.make(russian), IsEmpty());
}

TEST(CourseEdit, OfACourseWithAMistakeIsRefused) {
  Folder folder;
  folder.files["course.yaml"] = "title: {en: SQL}\nprice: 0";
  EXPECT_THAT(
      folder.error(SetPublished{true}),
      AllOf(StartsWith("the course's files have a mistake: courses/sql/course.yaml:2: price"), HasSubstr("'0'")));
}

TEST(CourseEdit, HasAnotherFingerprintForAnotherText) {
  EXPECT_EQ(fingerprint_of("a"), "af63dc4c8601ec8c") << "as the algorithm's authors give it";
  EXPECT_NE(fingerprint_of("a"), fingerprint_of("b"));
  EXPECT_EQ(fingerprint_of("").size(), 16U);
}

TEST(CourseEdit, IsDescribedInAFewWords) {
  const auto described = [](const CourseChange& change) { return describe({.course = kSql, .change = change}); };
  EXPECT_EQ(described(SetPrice{values::Stars{100}, values::Stars{150}}), "price 100 → 150");
  EXPECT_EQ(described(SetPrice{values::Stars{100}, std::nullopt}), "price 100 → none");
  EXPECT_EQ(described(ReplaceLesson{kTables, Language::english, "", lesson("T", "T")}), "lesson tables: replaced (en)");
  EXPECT_EQ(described(SetPlans{{}, {PlanId::pro}}), "plans none → pro");
  EXPECT_EQ(described(CreateCourse{Language::russian, "Основы"}), "created: 'Основы' (ru)");
}

TEST(CourseEditText, IsRefusedWhenNoEditWasWrittenSo) {
  const std::string good = to_text({.course = kSql, .change = SetPrice{values::Stars{100}, values::Stars{150}}});
  EXPECT_EQ(good, "9:set_price,3:sql,3:100,3:150,");
  EXPECT_TRUE(course_edit_from_text(good));
  for (const std::string text :
       {"", "{}", "9:set_price,3:sql,3:100,", "9:set_price,3:sql,3:100,3:150,0:,", "9:set_price,3:SQL,3:100,3:150,",
        "9:set_prize,3:sql,3:100,3:150,", "9:set_price,3:sql,3:abc,3:150,", "99999999999999999999:x,", "9:set_price",
        "13:set_published,3:sql,5:maybe,", "10:add_lesson,3:sql,6:tables,2:en,8:no title,",
        "9:set_plans,3:sql,0:,4:gold,", "11:set_channel,3:sql,0:,4:-100,"}) {
    const auto edit = course_edit_from_text(text);
    EXPECT_FALSE(edit) << text;
    if (!edit) {
      EXPECT_THAT(edit.error().message, Not(IsEmpty()));
    }
  }
}

}  // namespace
}  // namespace shop
