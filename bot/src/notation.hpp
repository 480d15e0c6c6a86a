#pragma once
// What is written alike in every language.

#include <string>

#include "values/id.hpp"
#include "values/stars.hpp"

namespace bot {

/// "100 ⭐"
inline std::string stars(values::Stars amount) {
  return std::to_string(amount.amount()) + " ⭐";
}

template <class Tag>
std::string number(values::Id<Tag, std::int64_t> id) {
  return std::to_string(id.value());
}

}  // namespace bot
