// Whatever a file of the catalogue holds, reading it ends in a catalogue within Telegram's limits or in a line of text.
// The first byte says which file it is.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "course_writer.hpp"
#include "shop/catalogue.hpp"
#include "shop/course_folder.hpp"
#include "values/utf8.hpp"

namespace {

using std::chrono::days;

constexpr const char* kFiles[]{"plans.yaml", "rules.yaml", "promo.yaml", "courses/c/course.yaml"};
constexpr std::size_t kCourse = 3;
constexpr const char* kPlans = R"(
lite: {title: {en: L, ru: L}, description: {en: L, ru: L}, price: 1, bots: 1}
pro: {title: {en: P, ru: P}, description: {en: P, ru: P}, price: 2, bots: 2}
unlimited: {title: {en: U, ru: U}, description: {en: U, ru: U}, price: 3, bots: unlimited}
)";

void require(bool condition) {
  if (!condition) std::abort();
}

void check_plans(const shop::Catalogue& catalogue) {
  for (const shop::PlanOffer& plan : catalogue.plans()) {
    require(plan.price >= shop::kMinPrice && plan.price <= shop::kMaxPrice);
    require(plan.period >= days{1} && plan.period <= days{365});
    require(!plan.renewable || plan.period == shop::kRenewalPeriod);
    require(values::count_code_points(plan.title.english) <= shop::kMaxInvoiceTitle);
    require(values::is_valid_utf8(plan.description.russian));
  }
}

void check_rules(const shop::Catalogue& catalogue) {
  const shop::PlanRules& rules = catalogue.rules();
  require(rules.grace >= days{0} && rules.grace <= days{30});
  require(rules.reminders.size() <= 5);
  require(std::is_sorted(rules.reminders.rbegin(), rules.reminders.rend()));
  require(!catalogue.refunds() || (catalogue.refunds()->within >= days{1} && catalogue.refunds()->lessons_below >= 1));
}

/// Every code in `text` that can be found is one that can be used for something.
void check_promos(const shop::Catalogue& catalogue, const std::string& text) {
  for (std::size_t end = text.find(':'); end != std::string::npos; end = text.find(':', end + 1)) {
    const std::size_t line = text.rfind('\n', end);
    const std::size_t begin = line == std::string::npos ? 0 : line + 1;
    const shop::PromoCode* const promo = catalogue.promo(text.substr(begin, end - begin));
    if (promo == nullptr) continue;
    require(shop::normalised_promo(promo->code) == promo->code);
    for (const values::Stars price : {shop::kMinPrice, shop::kMaxPrice}) {
      require(shop::discounted(price, *promo) >= values::Stars{1} && shop::discounted(price, *promo) <= price);
    }
    require(!promo->uses || *promo->uses >= 1);
    require(!promo->uses_per_customer || *promo->uses_per_customer >= 1);
  }
}

bool is_same(const shop::Course& a, const shop::Course& b) {
  const auto same_lesson = [](const shop::Lesson& one, const shop::Lesson& other) {
    return one.id == other.id && one.preview == other.preview && one.after == other.after;
  };
  return a.title == b.title && a.description == b.description && a.position == b.position && a.price == b.price &&
         a.plans == b.plans && a.published == b.published && a.protect_content == b.protect_content &&
         a.certificate == b.certificate && a.channel == b.channel &&
         std::ranges::equal(a.lessons, b.lessons, same_lesson);
}

std::vector<shop::CatalogueFile> with_lessons(const std::string& course) {
  return {{.name = "course.yaml", .text = course},
          {.name = "a.en.md", .text = "# A\n\nText."},
          {.name = "a.ru.md", .text = "# A\n\nText."},
          {.name = "b.ru.md", .text = "# B\n\nText."}};
}

/// The course is within its limits, found by its words, and written so that it is read as it was.
void check_course(const shop::Catalogue& catalogue, const std::string& text) {
  require(catalogue.courses().size() == 1);
  const shop::Course& course = catalogue.courses()[0];
  require(!course.languages().empty() && course.lessons.size() <= 2);
  require(values::count_code_points(course.title.in(shop::Language::english)) <= shop::kMaxCourseTitle);
  require(!course.price || (*course.price >= shop::kMinPrice && *course.price <= shop::kMaxPrice));
  require(!course.published || !shop::why_not_publishable(course));
  catalogue.search(course.title.in(shop::Language::russian), shop::Language::english, 10);

  const std::vector<shop::CatalogueFile> written = with_lessons(shop::write_course_file(course, text));
  const auto read = shop::read_course({.name = "c", .texts = written});
  require(read.has_value() && is_same(read->course, course));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t chosen = bytes[0] % std::size(kFiles);
  const std::string text(bytes + 1, bytes + size);
  std::vector<shop::CatalogueFile> files{{.name = kFiles[chosen], .text = text}};
  if (chosen != 0) files.push_back({.name = kFiles[0], .text = kPlans});
  if (chosen == kCourse) {
    for (shop::CatalogueFile& file : with_lessons(text)) {
      file.name = "courses/c/" + file.name;
      if (file.name != kFiles[kCourse]) files.push_back(std::move(file));
    }
  }

  const auto catalogue = shop::parse_catalogue(files);
  if (!catalogue) {
    const std::string& message = catalogue.error().message;
    require(!message.empty() && message.find('\n') == std::string::npos && values::is_valid_utf8(message));
    return 0;
  }
  check_plans(*catalogue);
  check_rules(*catalogue);
  if (chosen == kCourse) {
    check_course(*catalogue, text);
  } else {
    check_promos(*catalogue, text);
  }
  return 0;
}
