#include "shop/alert.hpp"

#include <algorithm>

namespace shop {

std::string_view Alert::label(std::string_view name) const {
  const auto found = std::ranges::find(labels, name, &AlertLabels::value_type::first);
  return found == labels.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace shop
