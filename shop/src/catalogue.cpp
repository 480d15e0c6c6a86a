#include "shop/catalogue.hpp"

#include <limits>

#include "yaml_mapping.hpp"

namespace shop {
namespace {

constexpr std::string_view kPlansFile = "plans.yaml";
constexpr int kDefaultPeriodDays = 30;
constexpr int kMaxPeriodDays = 365;

std::string name_of(PlanId id) {
  return std::string("plan '").append(to_string(id)).append("'");
}

LocalizedText localized(const YamlMapping& plan, PlanId id, std::string_view key, TextLimits limits) {
  const YamlMapping texts = plan.mapping(key, std::string(key) + " of " + name_of(id), {"en", "ru"});
  return {.english = texts.text("en", limits), .russian = texts.text("ru", limits)};
}

PlanOffer read_plan(const YamlMapping& plans, PlanId id) {
  const YamlMapping plan =
      plans.mapping(to_string(id), name_of(id), {"title", "description", "price", "bots", "period_days"});
  const auto days = plan.optional_number("period_days", {.min = 1, .max = kMaxPeriodDays, .of = "days"});
  const auto bots =
      plan.number_or("unlimited", "bots", {.min = 1, .max = std::numeric_limits<int>::max(), .of = "bots"});

  PlanOffer offer;
  offer.id = id;
  offer.title = localized(plan, id, "title", {.max_code_points = kMaxInvoiceTitle});
  offer.description =
      localized(plan, id, "description", {.max_code_points = kMaxInvoiceDescription, .multiline = true});
  offer.price =
      values::Stars{plan.number("price", {.min = kMinPrice.amount(), .max = kMaxPrice.amount(), .of = "Stars"})};
  offer.period = std::chrono::days{days.value_or(kDefaultPeriodDays)};
  if (bots) offer.bots = static_cast<int>(*bots);
  return offer;
}

Catalogue read_plans(const CatalogueFile& file) {
  const YamlMapping plans(file.name, read_document(file), "the file",
                          {to_string(PlanId::lite), to_string(PlanId::pro), to_string(PlanId::unlimited)});
  return Catalogue(
      {read_plan(plans, PlanId::lite), read_plan(plans, PlanId::pro), read_plan(plans, PlanId::unlimited)});
}

const CatalogueFile& only_plans_file(std::span<const CatalogueFile> files) {
  const CatalogueFile* plans = nullptr;
  for (const CatalogueFile& file : files) {
    if (file.name != kPlansFile) {
      throw CatalogueRefused(quoted(file.name) + " is no file of a catalogue: remove it, or name it " +
                             std::string(kPlansFile));
    }
    if (plans != nullptr) throw CatalogueRefused(file.name + " is there twice");
    plans = &file;
  }
  if (plans == nullptr) {
    throw CatalogueRefused(std::string(kPlansFile) +
                           " is missing: the catalogue's folder must hold it (docs/catalogue.md describes it)");
  }
  return *plans;
}

}  // namespace

values::Result<Catalogue> parse_catalogue(std::span<const CatalogueFile> files) {
  try {
    return read_plans(only_plans_file(files));
  } catch (const CatalogueRefused& refused) {
    return values::Error{refused.what()};
  }
}

}  // namespace shop
