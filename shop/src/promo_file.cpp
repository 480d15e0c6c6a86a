#include <limits>
#include <map>

#include "catalogue_files.hpp"
#include "yaml_mapping.hpp"

namespace shop {
namespace {

constexpr std::size_t kMaxPromos = 1000;
constexpr NumberLimits kPercent{.min = 1, .max = 99, .of = "percent"};
constexpr NumberLimits kStars{.min = kMinPrice.amount(), .max = kMaxPrice.amount(), .of = "Stars"};
constexpr NumberLimits kUses{.min = 1, .max = std::numeric_limits<int>::max(), .of = "uses"};
constexpr std::string_view kUnlimited = "unlimited";

std::variant<PercentOff, StarsOff> read_discount(const YamlMapping& promo) {
  const auto percent = promo.optional_number("percent", kPercent);
  const auto stars = promo.optional_number("stars", kStars);
  if (percent && stars) promo.refuse("stars", "but there is also percent: write one of the two");
  if (percent) return PercentOff{static_cast<int>(*percent)};
  if (stars) return StarsOff{values::Stars{*stars}};
  promo.refuse("takes nothing off: write percent (1 to 99) or stars (1 to 10000)");
}

std::vector<PlanId> read_plan_names(const YamlMapping& promo) {
  std::vector<PlanId> plans;
  const auto names =
      promo.optional_words("plans", {to_string(PlanId::lite), to_string(PlanId::pro), to_string(PlanId::unlimited)});
  for (const std::string& name : names.value_or(std::vector<std::string>{})) plans.push_back(*parse_plan(name));
  return plans;
}

PromoCode read_promo(const CatalogueFile& file, const YamlEntry& entry, std::string code) {
  const YamlMapping mapping(file.name, {"promo code '" + code + "'", entry.mark, entry.value},
                            {"percent", "stars", "plans", "until", "uses", "uses_per_customer"});
  PromoCode promo{.code = std::move(code), .discount = read_discount(mapping), .plans = read_plan_names(mapping)};
  // The day itself still belongs to it.
  if (const auto until = mapping.optional_date("until")) promo.ends_at = *until + std::chrono::days{1};
  promo.uses = mapping.optional_number_or(kUnlimited, "uses", kUses, promo.uses);
  promo.uses_per_customer = mapping.optional_number_or(kUnlimited, "uses_per_customer", kUses, promo.uses_per_customer);
  return promo;
}

std::string read_code(const CatalogueFile& file, const YamlEntry& entry) {
  auto code = normalised_promo(entry.name);
  if (!code) {
    throw CatalogueRefused(file.name, entry.mark,
                           "promo code " + quoted(entry.name) + ": write 1 to " + std::to_string(kMaxPromoCode) +
                               " of the characters A to Z, 0 to 9, '-' and '_'");
  }
  return *std::move(code);
}

}  // namespace

std::vector<PromoCode> read_promos(const CatalogueFile& file) {
  std::vector<PromoCode> promos;
  const YamlValue document = read_document(file);
  if (document->kind == YamlNode::Kind::null) return promos;  // Nothing but comments.

  std::map<std::string, int> lines;
  for (const YamlEntry& entry : entries_of(file.name, document, "the file", document->mark, "of promo codes")) {
    if (promos.size() == kMaxPromos) {
      throw CatalogueRefused(file.name, entry.mark, "more than " + std::to_string(kMaxPromos) + " promo codes");
    }
    std::string code = read_code(file, entry);
    const auto [first, is_new] = lines.emplace(code, entry.mark.line + 1);
    if (!is_new) {
      throw CatalogueRefused(file.name, entry.mark,
                             "promo code " + quoted(entry.name) + " stands in line " + std::to_string(first->second) +
                                 " already (case doesn't matter): remove one");
    }
    promos.push_back(read_promo(file, entry, std::move(code)));
  }
  return promos;
}

}  // namespace shop
