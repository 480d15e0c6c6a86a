// Reads the catalogue of a folder as the bot does, and prints how long that and what customers do with it take: a JSON
// object of milliseconds, and of megabytes for `memory`. bench/catalogue/run starts it.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "catalogue_folder.hpp"
#include "shop/formatted_text.hpp"
#include "shop/lesson.hpp"

namespace {

constexpr int kTimes = 20;
constexpr std::size_t kPageOfCourses = 8;
constexpr std::size_t kLessonsTried = 2'000;

double milliseconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double milliseconds_of_a_core(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  };
  const double begin = now();
  work();
  return now() - begin;
}

double median(std::vector<double> times) {
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
  return times[times.size() / 2];
}

const shop::Catalogue& load_or_exit(app::CatalogueFolder& folder) {
  const auto catalogue = folder.load();
  if (catalogue) return *folder.loaded();
  std::cerr << catalogue.error().message << "\n";
  std::exit(1);
}

/// A lesson of the first course gets another line each time.
double reload(app::CatalogueFolder& folder) {
  const shop::Course course = folder.loaded()->courses()[0];
  const shop::Lesson& lesson = course.lessons.at(0);
  const shop::Language language = lesson.english ? shop::Language::english : shop::Language::russian;
  const std::string file = folder.course_path(course.id.value()) + "/" + shop::lesson_file_name(lesson.id, language);
  const std::string text = lesson.in(language).markdown;
  std::vector<double> times;
  for (int i = 0; i < kTimes; ++i) {
    std::ofstream(file) << text << "\nChange " << i << ".\n";
    times.push_back(milliseconds([&] { load_or_exit(folder); }));
  }
  std::ofstream(file) << text;
  return median(times);
}

/// From one letter, which nearly every course has, to words that none has.
double slowest_search(const shop::Catalogue& catalogue) {
  double slowest = 0;
  for (const std::string query : {"t", "т", "tables", "таблицы", "loops queries", "a b c d e f g h", "all about bots 7",
                                  "ёлки ЕЛКИ запросы", "nothing like this", "1 2 3 4 5 6 7 8"}) {
    for (const auto language : {shop::Language::english, shop::Language::russian}) {
      slowest = std::max(slowest, milliseconds([&] { catalogue.search(query, language, kPageOfCourses); }));
    }
  }
  return slowest;
}

/// As far as it is the catalogue's affair: the published ones up to the last page, and what is shown of them.
double slowest_page(const shop::Catalogue& catalogue) {
  std::size_t shown = 0;
  const double time = milliseconds([&] {
    std::vector<const shop::Course*> published;
    for (const shop::Course& course : catalogue.courses()) {
      if (course.published) published.push_back(&course);
    }
    const std::size_t first = published.size() - std::min(published.size(), kPageOfCourses);
    for (std::size_t i = first; i < published.size(); ++i) {
      const shop::Course* const course = catalogue.course(published[i]->id);
      shown += course->title.in(shop::Language::russian).size() + course->lessons.size();
    }
  });
  if (shown == 0) std::exit(1);
  return time;
}

double slowest_lesson(const shop::Catalogue& catalogue) {
  double slowest = 0;
  std::size_t tried = 0;
  for (const shop::Course& course : catalogue.courses()) {
    for (const shop::Lesson& lesson : course.lessons) {
      if (++tried > kLessonsTried) return slowest;
      slowest = std::max(slowest, milliseconds([&] {
                           const auto content =
                               shop::parse_lesson("lesson", lesson.in(shop::Language::english).markdown);
                           for (const shop::LessonPart& part : content.value().parts) {
                             if (const auto* text = std::get_if<shop::FormattedText>(&part)) {
                               shop::split(*text, shop::kMaxMessageText);
                             }
                           }
                         }));
    }
  }
  return slowest;
}

double resident_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != "VmRSS:") continue;
    double kilobytes = 0;
    status >> kilobytes;
    return kilobytes / 1024;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: catalogue_bench FOLDER\n";
    return 2;
  }
  app::CatalogueFolder folder(argv[1]);
  std::map<std::string, double> figures;
  figures["load"] = milliseconds([&] { load_or_exit(folder); });
  figures["memory"] = resident_megabytes();
  figures["look"] = milliseconds_of_a_core([&] { folder.look(); });
  figures["reload"] = reload(folder);
  const shop::Catalogue& catalogue = load_or_exit(folder);
  figures["search"] = slowest_search(catalogue);
  figures["page"] = slowest_page(catalogue);
  figures["lesson"] = slowest_lesson(catalogue);

  std::string json;
  for (const auto& [name, value] : figures) {
    json += (json.empty() ? "{\"" : ", \"") + name + "\": " + std::to_string(value);
  }
  std::cout << json << "}\n";
  return 0;
}
