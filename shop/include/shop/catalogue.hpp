#pragma once
// What is for sale. Read from the YAML files of the catalogue folder (docs/catalogue.md describes them); whoever has
// the files passes their text, so that nothing here touches the disk.
//
//   const std::vector<shop::CatalogueFile> files{{.name = "plans.yaml", .text = text}};
//   values::Result<shop::Catalogue> catalogue = shop::parse_catalogue(files);
//   if (!catalogue) fail(catalogue.error().message);   // "plans.yaml:7: price of plan 'lite' is '0': …"
//
// A value; reading it is thread-safe.

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
};

/// Everything that the files say.
class Catalogue {
 public:
  struct Contents {
    std::array<PlanOffer, kAllPlans.size()> plans;  ///< In the order of kAllPlans.
    PlanRules rules = {};
    std::optional<RefundRule> refunds = {};
    std::vector<PromoCode> promos = {};
  };

  explicit Catalogue(Contents contents) : contents_(std::move(contents)) {}

  const PlanOffer& plan(PlanId id) const { return contents_.plans[static_cast<std::size_t>(id)]; }
  std::span<const PlanOffer> plans() const { return contents_.plans; }
  /// Those that can be bought, in the order of kAllPlans.
  std::vector<PlanOffer> plans_on_sale() const;
  const PlanRules& rules() const { return contents_.rules; }
  const std::optional<RefundRule>& refunds() const { return contents_.refunds; }
  /// The code of that name, in any case; nullptr if there is none.
  const PromoCode* promo(std::string_view code) const;
  bool has_promos() const { return !contents_.promos.empty(); }

 private:
  Contents contents_;
};

/// A file of the catalogue folder; `name` is relative to it.
struct CatalogueFile {
  std::string name;
  std::string text;
};

/// Refuses what Telegram would refuse, and anything unknown or missing, with file, line, value and what would be right.
values::Result<Catalogue> parse_catalogue(std::span<const CatalogueFile> files);

}  // namespace shop
