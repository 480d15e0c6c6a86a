// Whatever the catalogue's file holds, reading it ends in plans within Telegram's limits or in a line of text.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "shop/catalogue.hpp"
#include "values/utf8.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::vector<shop::CatalogueFile> files{{.name = "plans.yaml", .text = std::string(bytes, bytes + size)}};
  const auto catalogue = shop::parse_catalogue(files);
  if (!catalogue) {
    const std::string& message = catalogue.error().message;
    require(!message.empty() && message.find('\n') == std::string::npos && values::is_valid_utf8(message));
    return 0;
  }
  for (const shop::PlanOffer& plan : catalogue->plans()) {
    require(plan.price >= shop::kMinPrice && plan.price <= shop::kMaxPrice);
    require(values::count_code_points(plan.title.english) <= shop::kMaxInvoiceTitle);
    require(values::is_valid_utf8(plan.description.russian));
  }
  return 0;
}
