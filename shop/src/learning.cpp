#include "shop/learning.hpp"

#include "enum_names.hpp"

namespace shop {
namespace {

constexpr EnumNames<MembershipState::removed> kMembershipStates{"invited", "joined", "left", "removed"};

}  // namespace

std::string_view to_string(MembershipState state) {
  return kMembershipStates.of(state);
}

std::optional<MembershipState> parse_membership_state(std::string_view name) {
  return kMembershipStates.parse(name);
}

}  // namespace shop
