#pragma once
// What is for sale. Read from the YAML and Markdown files of the catalogue folder (docs/catalogue.md describes them);
// whoever has the files passes their text, so that nothing here touches the disk.
//
//   const std::vector<shop::CatalogueFile> files{{.name = "plans.yaml", .text = text}};
//   values::Result<shop::Catalogue> catalogue = shop::parse_catalogue(files);
//   if (!catalogue) fail(catalogue.error().message);   // "plans.yaml:7: price of plan 'lite' is '0': …"
//
// A value; reading it is thread-safe.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shop/course.hpp"
#include "shop/language.hpp"
#include "shop/plan.hpp"
#include "shop/promo.hpp"
#include "shop/refund_rule.hpp"
#include "values/result.hpp"
#include "values/stars.hpp"

namespace shop {

// Telegram's limits for an invoice (Bot API, sendInvoice; prices: Telegram Stars, at most 10,000 for an invoice).
inline constexpr std::size_t kMaxInvoiceTitle = 32;         // code points
inline constexpr std::size_t kMaxInvoiceDescription = 255;  // code points
inline constexpr std::size_t kMaxInvoicePayload = 128;      // bytes
inline constexpr values::Stars kMinPrice{1};
inline constexpr values::Stars kMaxPrice{10'000};

/// A plan as the catalogue describes it.
struct PlanOffer {
  PlanId id;
  LocalizedText title;
  LocalizedText description;
  values::Stars price;
  std::chrono::days period{30};
  std::optional<int> bots;  ///< How many bots it hosts; none: no limit of ours.
  bool on_sale = true;      ///< A withdrawn plan stays with those who have it, until its end.
  bool renewable = true;    ///< Telegram may renew it: needs a period of 30 days.
};

/// The only period for which Telegram renews (Bot API, createInvoiceLink, subscription_period).
inline constexpr std::chrono::days kRenewalPeriod{30};

/// What holds for every plan (rules.yaml).
struct PlanRules {
  std::chrono::days grace{3};  ///< How long what a plan gives outlasts its end.
  std::vector<std::chrono::days> reminders{std::chrono::days{7},
                                           std::chrono::days{1}};  ///< Before the end, longest first.
  /// So long after the last lesson somebody is reminded to read on: the first time, the second time.
  std::vector<std::chrono::days> reading_reminders{std::chrono::days{3}, std::chrono::days{10}};
};

class SearchWords;

/// Everything that the files say.
class Catalogue {
 public:
  struct Contents {
    std::array<PlanOffer, kAllPlans.size()> plans;  ///< In the order of kAllPlans.
    PlanRules rules = {};
    std::optional<RefundRule> refunds = {};
    std::vector<PromoCode> promos = {};
    std::vector<Course> courses = {};  ///< In any order; each id once.
  };

  /// `before`: courses that are the same as there need not be prepared for the search again.
  explicit Catalogue(Contents contents, const Catalogue* before = nullptr);

  const PlanOffer& plan(PlanId id) const { return contents_.plans[static_cast<std::size_t>(id)]; }
  std::span<const PlanOffer> plans() const { return contents_.plans; }
  /// Those that can be bought, in the order of kAllPlans.
  std::vector<PlanOffer> plans_on_sale() const;
  const PlanRules& rules() const { return contents_.rules; }
  const std::optional<RefundRule>& refunds() const { return contents_.refunds; }
  /// The code of that name, in any case; nullptr if there is none.
  const PromoCode* promo(std::string_view code) const;
  bool has_promos() const { return !contents_.promos.empty(); }

  /// All of them, published or not, in the order in which they are shown: by their position, then those without one,
  /// then by id.
  std::span<const Course> courses() const { return contents_.courses; }
  /// nullptr if there is none of that id.
  const Course* course(const values::CourseId& id) const;
  /// The one to which that channel or group belongs; nullptr if there is none.
  const Course* course_of_channel(values::ChatId chat) const;

  /// The published courses in which every word of `query` (the first kMaxSearchWords count) is the beginning of a word:
  /// of the title, the description, or a lesson's title, in either language. Upper and lower case are the same in Latin
  /// and Cyrillic letters, and so are "ё" and "е". At most `limit`, best first: each word of the query counts where it
  /// stands best, in the title more than in the description, there more than in a lesson's title, and in each a little
  /// more if readers of `language` see that text; equals stay in the order of `courses`. None for a query without
  /// words.
  std::vector<const Course*> search(std::string_view query, Language language, std::size_t limit) const;

 private:
  void prepare_search(const Catalogue* before);

  Contents contents_;
  std::vector<std::uint32_t> by_id_;                       // places in contents_.courses
  std::vector<std::shared_ptr<const SearchWords>> words_;  // of each course
};

inline constexpr std::size_t kMaxSearchWords = 8;

/// A file of the catalogue folder; `name` is relative to it: "plans.yaml", "courses/sql/course.yaml".
struct CatalogueFile {
  std::string name;
  std::string text;
};

/// Refuses what Telegram would refuse, and anything unknown or missing, with file, line, value and what would be right.
/// `media` are the other files in the courses' folders, named as `files` are.
values::Result<Catalogue> parse_catalogue(std::span<const CatalogueFile> files, std::span<const CourseFile> media = {});

}  // namespace shop
