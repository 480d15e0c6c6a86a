#include "shop/catalogue.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "catalogue_files.hpp"

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

}  // namespace

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

values::Result<Catalogue> parse_catalogue(std::span<const CatalogueFile> files) {
  try {
    return Catalogue(read(sorted(files)));
  } catch (const CatalogueRefused& refused) {
    return values::Error{refused.what()};
  }
}

}  // namespace shop
