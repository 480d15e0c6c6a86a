// An invoice payload comes back from outside: only the one that we would have written names an order.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "shop/checkout.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string payload(bytes, bytes + size);
  const auto order = shop::order_in(payload);
  if (order && (order->value() <= 0 || shop::payload_of(*order) != payload)) std::abort();
  return 0;
}
