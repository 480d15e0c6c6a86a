#include "edit_action.hpp"

#include <gtest/gtest.h>

#include "courses.hpp"
#include "shop/course.hpp"
#include "telegram/methods.hpp"

namespace bot {
namespace {

const values::CourseId kLongestCourse{std::string(shop::kMaxSlug, 'c')};
const std::string kLongestLesson(shop::kMaxSlug, 'l');

TEST(EditAction, IsReadAsItWasWritten) {
  for (const auto& [deed, name] : kEditDeeds) {
    for (const auto language : {shop::Language::english, shop::Language::russian}) {
      const EditAction bare{.deed = deed, .language = language};
      const EditAction full{.deed = deed,
                            .language = language,
                            .course = values::CourseId{"sql"},
                            .detail = "tables",
                            .seen = "0123456789abcdef"};
      const EditAction without_detail{
          .deed = deed, .language = language, .course = values::CourseId{"sql"}, .detail = "", .seen = "f"};
      for (const EditAction& action : {bare, full, without_detail}) {
        EXPECT_EQ(parse_edit_action(to_string(action)), action) << name;
      }
    }
  }
}

TEST(EditAction, FitsIntoAButton) {
  for (const auto& [deed, name] : kEditDeeds) {
    const EditAction action{.deed = deed, .course = kLongestCourse, .detail = kLongestLesson};
    EXPECT_LE(kEditData.size() + to_string(action).size(), telegram::kMaxCallbackData) << name;
  }
}

TEST(EditAction, FitsIntoAQuestion) {
  for (const auto& [deed, name] : kEditDeeds) {
    const EditAction action{
        .deed = deed, .course = kLongestCourse, .detail = kLongestLesson, .seen = "0123456789abcdef"};
    EXPECT_LE(kEditData.size() + to_string(action).size(), 128U) << name;
  }
}

TEST(EditAction, IsNothingElse) {
  for (const std::string_view text : {"", ":", "course", "course:de:sql", "other:en:sql", "course:en:SQL",
                                      "course:en:../x", "course:en:sql:tables:seen:more", "course::sql"}) {
    EXPECT_FALSE(parse_edit_action(text)) << text;
  }
}

}  // namespace
}  // namespace bot
