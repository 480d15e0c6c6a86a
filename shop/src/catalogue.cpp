#include "shop/catalogue.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "catalogue_files.hpp"
#include "search_words.hpp"
#include "shop/course_folder.hpp"

namespace shop {
namespace {

/// The text of each file of the catalogue, where it is there.
struct Files {
  const CatalogueFile* plans = nullptr;
  const CatalogueFile* rules = nullptr;
  const CatalogueFile* promos = nullptr;

  const CatalogueFile** named(std::string_view name) {
    if (name == kPlansFile) return &plans;
    if (name == kRulesFile) return &rules;
    if (name == kPromoFile) return &promos;
    return nullptr;
  }
};

Files sorted(std::span<const CatalogueFile> files) {
  Files found;
  for (const CatalogueFile& file : files) {
    const CatalogueFile** const place = found.named(file.name);
    if (place == nullptr) {
      throw CatalogueRefused(quoted(file.name) + " is no file of a catalogue: remove it, or name it " +
                             std::string(kPlansFile) + ", " + std::string(kRulesFile) + " or " +
                             std::string(kPromoFile));
    }
    if (*place != nullptr) throw CatalogueRefused(file.name + " is there twice");
    *place = &file;
  }
  if (found.plans == nullptr) {
    throw CatalogueRefused(std::string(kPlansFile) +
                           " is missing: the catalogue's folder must hold it (docs/catalogue.md describes it)");
  }
  return found;
}

Catalogue::Contents read(const Files& files) {
  Catalogue::Contents contents{.plans = read_plans(*files.plans)};
  if (files.rules != nullptr) {
    const Rules rules = read_rules(*files.rules);
    contents.rules = rules.plans;
    contents.refunds = rules.refunds;
  }
  if (files.promos != nullptr) contents.promos = read_promos(*files.promos);
  return contents;
}

/// Their number, their lessons' number, and that no channel belongs to two.
void check(std::span<const ReadCourse> courses) {
  if (courses.size() > kMaxCourses) {
    throw CatalogueRefused(std::string(kCoursesFolder) + " holds " + std::to_string(courses.size()) +
                           " courses: at most " + std::to_string(kMaxCourses) + " are allowed");
  }
  std::size_t lessons = 0;
  std::map<values::ChatId, std::string> channels;
  for (const auto& [course, channel_line, unused] : courses) {
    lessons += course.lessons.size();
    if (!course.channel) continue;
    const auto [first, is_new] = channels.emplace(course.channel->chat, course.id.value());
    if (is_new) continue;
    throw CatalogueRefused(std::string(kCoursesFolder) + "/" + course.id.value() + "/" + std::string(kCourseFile) +
                           ":" + std::to_string(channel_line) + ": channel " +
                           std::to_string(course.channel->chat.value()) + " is the channel of course '" +
                           first->second + "' already: a channel belongs to one course");
  }
  if (lessons > kMaxCatalogueLessons) {
    throw CatalogueRefused(std::string(kCoursesFolder) + " holds " + std::to_string(lessons) + " lessons: at most " +
                           std::to_string(kMaxCatalogueLessons) + " are allowed");
  }
}

/// A file of a course, its name within the course's folder; none if it belongs to none.
struct PlaceInCourse {
  std::string_view course;
  std::string_view file;
};

std::optional<PlaceInCourse> place_in_course(std::string_view name) {
  if (!name.starts_with(kCoursesFolder) || !name.substr(kCoursesFolder.size()).starts_with('/')) return std::nullopt;
  name.remove_prefix(kCoursesFolder.size() + 1);
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos || name.find('/', slash + 1) != std::string_view::npos) return std::nullopt;
  return PlaceInCourse{.course = name.substr(0, slash), .file = name.substr(slash + 1)};
}

/// The files of one course.
struct FolderFiles {
  std::vector<CatalogueFile> texts;
  std::vector<CourseFile> media;
};

bool is_same(const Course& a, const Course& b) {
  const auto same_lesson = [](const Lesson& one, const Lesson& other) {
    return one.english == other.english && one.russian == other.russian;
  };
  return a.title == b.title && a.description == b.description && std::ranges::equal(a.lessons, b.lessons, same_lesson);
}

}  // namespace

Catalogue::Catalogue(Contents contents, const Catalogue* before) : contents_(std::move(contents)) {
  const auto place = [](const Course& course) {
    return std::pair(course.position.value_or(std::numeric_limits<int>::max()), std::string_view(course.id.value()));
  };
  std::ranges::sort(contents_.courses, {}, place);
  by_id_.resize(contents_.courses.size());
  std::iota(by_id_.begin(), by_id_.end(), 0U);
  std::ranges::sort(by_id_, {}, [&](std::uint32_t i) -> const values::CourseId& { return contents_.courses[i].id; });
  prepare_search(before);
}

void Catalogue::prepare_search(const Catalogue* before) {
  for (const Course& course : contents_.courses) {
    const Course* const same = before != nullptr ? before->course(course.id) : nullptr;
    if (same != nullptr && is_same(*same, course)) {
      words_.push_back(before->words_[static_cast<std::size_t>(same - before->contents_.courses.data())]);
    } else {
      words_.push_back(std::make_shared<const SearchWords>(course));
    }
  }
}

const Course* Catalogue::course(const values::CourseId& id) const {
  const auto id_at = [&](std::uint32_t i) -> const values::CourseId& { return contents_.courses[i].id; };
  const auto found = std::ranges::lower_bound(by_id_, id, {}, id_at);
  return found == by_id_.end() || id_at(*found) != id ? nullptr : &contents_.courses[*found];
}

const Course* Catalogue::course_of_channel(values::ChatId chat) const {
  const auto found = std::ranges::find_if(
      contents_.courses, [&](const Course& course) { return course.channel && course.channel->chat == chat; });
  return found == contents_.courses.end() ? nullptr : &*found;
}

std::vector<const Course*> Catalogue::search(std::string_view query, Language language, std::size_t limit) const {
  const std::vector<std::string> words = search_words_in(query, kMaxSearchWords);
  if (words.empty()) return {};

  std::vector<std::pair<int, const Course*>> found;
  for (std::size_t i = 0; i < contents_.courses.size(); ++i) {
    if (!contents_.courses[i].published) continue;
    int weight = 0;
    const auto stands_there = [&](const std::string& word) {
      const int of_word = words_[i]->weight_of(word, language);
      weight += of_word;
      return of_word > 0;
    };
    if (std::ranges::all_of(words, stands_there)) found.emplace_back(weight, &contents_.courses[i]);
  }
  std::ranges::stable_sort(found, std::greater{}, [](const auto& course) { return course.first; });
  found.resize(std::min(found.size(), limit));
  std::vector<const Course*> courses;
  for (const auto& [weight, course] : found) courses.push_back(course);
  return courses;
}

std::vector<PlanOffer> Catalogue::plans_on_sale() const {
  std::vector<PlanOffer> offers;
  std::ranges::copy_if(contents_.plans, std::back_inserter(offers), &PlanOffer::on_sale);
  return offers;
}

const PromoCode* Catalogue::promo(std::string_view code) const {
  const std::optional<std::string> normalised = normalised_promo(code);
  if (!normalised) return nullptr;
  const auto found = std::ranges::find(contents_.promos, *normalised, &PromoCode::code);
  return found == contents_.promos.end() ? nullptr : &*found;
}

values::Result<Catalogue> make_catalogue(std::span<const CatalogueFile> files, std::span<const ReadCourse> courses,
                                         const Catalogue* before) {
  try {
    Catalogue::Contents contents = read(sorted(files));
    check(courses);
    contents.courses.reserve(courses.size());
    for (const ReadCourse& read : courses) contents.courses.push_back(read.course);
    return Catalogue(std::move(contents), before);
  } catch (const CatalogueRefused& refused) {
    return values::Error{refused.what()};
  }
}

values::Result<Catalogue> parse_catalogue(std::span<const CatalogueFile> files, std::span<const CourseFile> media) {
  std::vector<CatalogueFile> beside;
  std::map<std::string_view, FolderFiles> folders;
  for (const CatalogueFile& file : files) {
    if (const auto place = place_in_course(file.name)) {
      folders[place->course].texts.push_back({.name = std::string(place->file), .text = file.text});
    } else {
      beside.push_back(file);
    }
  }
  for (const CourseFile& file : media) {
    const auto place = place_in_course(file.name);
    if (!place) continue;
    CourseFile& inside = folders[place->course].media.emplace_back(file);
    inside.name = std::string(place->file);
  }

  std::vector<ReadCourse> courses;
  for (const auto& [name, folder] : folders) {
    values::Result<ReadCourse> read = read_course({.name = name, .texts = folder.texts, .media = folder.media});
    if (!read) return read.error();
    courses.push_back(std::move(*read));
  }
  return make_catalogue(beside, courses);
}

}  // namespace shop
