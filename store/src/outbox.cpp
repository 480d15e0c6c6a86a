#include "store/outbox.hpp"

#include <stdexcept>

namespace store {

std::string_view to_string(Lane lane) {
  switch (lane) {
    case Lane::pre_checkout:
      return "pre_checkout";
    case Lane::receipt:
      return "receipt";
    case Lane::reply:
      return "reply";
    case Lane::broadcast:
      return "broadcast";
  }
  throw std::logic_error("Lane out of range");
}

std::optional<Lane> parse_lane(std::string_view name) {
  for (const auto lane : {Lane::pre_checkout, Lane::receipt, Lane::reply, Lane::broadcast}) {
    if (to_string(lane) == name) return lane;
  }
  return std::nullopt;
}

}  // namespace store
