#include "catalogue_changes.hpp"

#include <algorithm>
#include <memory>

namespace app {
namespace {

using TextPointer = std::shared_ptr<const shop::LessonText>;

/// What is the same is mostly shared.
bool is_same(const TextPointer& a, const TextPointer& b) {
  if (a == b) return true;
  return a != nullptr && b != nullptr && a->markdown == b->markdown;
}

bool is_same_lesson(const shop::Lesson& a, const shop::Lesson& b) {
  return a.id == b.id && a.preview == b.preview && a.after == b.after && is_same(a.english, b.english) &&
         is_same(a.russian, b.russian);
}

bool is_same(const shop::Course& a, const shop::Course& b) {
  return a.title == b.title && a.description == b.description && a.position == b.position && a.price == b.price &&
         a.plans == b.plans && a.published == b.published && a.protect_content == b.protect_content &&
         a.certificate == b.certificate && a.channel == b.channel && a.files == b.files &&
         std::ranges::equal(a.lessons, b.lessons, is_same_lesson);
}

}  // namespace

bot::CatalogueReloaded changes_between(const shop::Catalogue& before, const shop::Catalogue& after) {
  bot::CatalogueReloaded changes;
  for (const shop::Course& course : after.courses()) {
    const shop::Course* const old = before.course(course.id);
    if (old == nullptr) {
      changes.added.push_back(course.id);
    } else if (!is_same(*old, course)) {
      changes.changed.push_back(course.id);
    }
  }
  for (const shop::Course& course : before.courses()) {
    if (after.course(course.id) == nullptr) changes.removed.push_back(course.id);
  }
  return changes;
}

}  // namespace app
