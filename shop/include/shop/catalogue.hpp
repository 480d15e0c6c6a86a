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
#include <utility>

#include "shop/language.hpp"
#include "shop/plan.hpp"
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
};

/// Every plan, with its offer.
class Catalogue {
 public:
  /// In the order of kAllPlans.
  explicit Catalogue(std::array<PlanOffer, kAllPlans.size()> plans) : plans_(std::move(plans)) {}

  const PlanOffer& plan(PlanId id) const { return plans_[static_cast<std::size_t>(id)]; }
  std::span<const PlanOffer> plans() const { return plans_; }

 private:
  std::array<PlanOffer, kAllPlans.size()> plans_;
};

/// A file of the catalogue folder; `name` is relative to it.
struct CatalogueFile {
  std::string name;
  std::string text;
};

/// Refuses what Telegram would refuse, and anything unknown or missing, with file, line, value and what would be right.
values::Result<Catalogue> parse_catalogue(std::span<const CatalogueFile> files);

}  // namespace shop
