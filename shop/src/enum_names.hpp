#pragma once
// The names of an enumeration's values, as the database and metrics write them.
//
//   constexpr EnumNames<OrderKind::renewing> kOrderKinds{"one_off", "renewing"};   // up to the last value
//   kOrderKinds.of(OrderKind::one_off);     // "one_off"
//   kOrderKinds.parse("renewing");          // OrderKind::renewing

#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace shop {

/// One name for each value from 0 to `kLast`, in their order; another number of names doesn't compile.
template <auto kLast>
class EnumNames {
 public:
  using Enum = decltype(kLast);
  static constexpr std::size_t kCount = static_cast<std::size_t>(kLast) + 1;

  template <class... Names>
    requires(sizeof...(Names) == kCount)
  consteval EnumNames(Names... names) : names_{names...} {}

  /// Throws std::logic_error for what is no value of the enumeration.
  constexpr std::string_view of(Enum value) const {
    const auto index = static_cast<std::size_t>(value);
    if (index >= kCount) throw std::logic_error("enumeration out of range");
    return names_[index];
  }

  constexpr std::optional<Enum> parse(std::string_view name) const {
    for (std::size_t index = 0; index < kCount; ++index) {
      if (names_[index] == name) return static_cast<Enum>(index);
    }
    return std::nullopt;
  }

 private:
  std::array<std::string_view, kCount> names_;
};

}  // namespace shop
