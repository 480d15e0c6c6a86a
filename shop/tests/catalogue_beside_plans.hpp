#pragma once
// Catalogues of a file under test beside a plans.yaml that is right.

#include <string>
#include <vector>

#include "shop/catalogue.hpp"

namespace shop {

inline constexpr const char* kPlans = R"(
lite: {title: {en: L, ru: L}, description: {en: L, ru: L}, price: 1, bots: 1}
pro: {title: {en: P, ru: P}, description: {en: P, ru: P}, price: 2, bots: 2}
unlimited: {title: {en: U, ru: U}, description: {en: U, ru: U}, price: 3, bots: unlimited}
)";

inline values::Result<Catalogue> parse_beside_plans(const std::string& file, const std::string& text) {
  return parse_catalogue(std::vector<CatalogueFile>{{"plans.yaml", kPlans}, {file, text}});
}

/// Empty if there is none.
inline std::string error_in(const values::Result<Catalogue>& catalogue) {
  return catalogue ? "" : catalogue.error().message;
}

}  // namespace shop
