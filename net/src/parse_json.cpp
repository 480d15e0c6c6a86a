#include "net/parse_json.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>

namespace net {
namespace {

/// What is read nests a dozen levels at most; what is hostile must not exhaust the stack.
constexpr std::size_t kMaxDepth = 32;
/// A JSON tree takes a few times the room of its text.
constexpr std::size_t kArenaPerByte = 4;
constexpr std::size_t kSmallestArena = 512;
constexpr std::size_t kLargestArena = 1U << 20U;

}  // namespace

std::optional<boost::json::value> parse_json(std::string_view text) {
  const std::size_t room = std::clamp(kArenaPerByte * text.size(), kSmallestArena, kLargestArena);
  boost::json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::system::error_code failure;
  auto arena = boost::json::make_shared_resource<boost::json::monotonic_resource>(room);
  boost::json::value parsed = boost::json::parse(boost::json::string_view(text), failure, std::move(arena), options);
  if (failure) return std::nullopt;
  return parsed;
}

}  // namespace net
