#include <limits>

#include "catalogue_files.hpp"
#include "yaml_mapping.hpp"

namespace shop {
namespace {

constexpr int kMaxPeriodDays = 365;

std::string name_of(PlanId id) {
  return std::string("plan '").append(to_string(id)).append("'");
}

LocalizedText localized(const YamlMapping& plan, PlanId id, std::string_view key, TextLimits limits) {
  const YamlMapping texts = plan.mapping(key, std::string(key) + " of " + name_of(id), {"en", "ru"});
  return {.english = texts.text("en", limits), .russian = texts.text("ru", limits)};
}

bool read_renewable(const YamlMapping& plan, std::chrono::days period) {
  const bool possible = period == kRenewalPeriod;
  const bool renewable = plan.optional_flag("renewable").value_or(possible);
  if (renewable && !possible) {
    plan.refuse("renewable", "but its period_days is " + std::to_string(period.count()) +
                                 ": Telegram renews every 30 days only, so write 'no', or 30 days");
  }
  return renewable;
}

PlanOffer read_plan(const YamlMapping& plans, PlanId id) {
  const YamlMapping plan = plans.mapping(
      to_string(id), name_of(id), {"title", "description", "price", "bots", "period_days", "on_sale", "renewable"});
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
  if (days) offer.period = std::chrono::days{*days};
  if (bots) offer.bots = static_cast<int>(*bots);
  offer.on_sale = plan.optional_flag("on_sale").value_or(true);
  offer.renewable = read_renewable(plan, offer.period);
  return offer;
}

}  // namespace

std::array<PlanOffer, kAllPlans.size()> read_plans(const CatalogueFile& file) {
  const YamlMapping plans(file.name, read_document(file),
                          {to_string(PlanId::lite), to_string(PlanId::pro), to_string(PlanId::unlimited)});
  return {read_plan(plans, PlanId::lite), read_plan(plans, PlanId::pro), read_plan(plans, PlanId::unlimited)};
}

}  // namespace shop
