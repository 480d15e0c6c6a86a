#include "broadcast_subject.hpp"

#include <charconv>
#include <system_error>
#include <vector>

#include "colons.hpp"
#include "notation.hpp"

namespace bot {
namespace {

constexpr std::string_view kBroadcast = "broadcast";
constexpr std::string_view kPreview = "preview";
constexpr std::string_view kProbe = "probe";

std::optional<std::int64_t> parse_whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

}  // namespace

std::string to_string(const BroadcastSubject& subject) {
  const std::string prefix = std::string(kBroadcast) + ":" + number(subject.broadcast) + ":";
  switch (subject.part) {
    case BroadcastPart::preview:
      return prefix + std::string(kPreview);
    case BroadcastPart::message:
      break;
    case BroadcastPart::probe:
      return prefix + std::string(kProbe) + ":" + number(subject.user) + ":" + number(subject.last_message) + ":" +
             std::to_string(subject.step);
  }
  return prefix + number(subject.user);
}

std::optional<BroadcastSubject> parse_broadcast_subject(std::string_view text) {
  const std::vector<std::string_view> parts = split_at_colons(text);
  if (parts.size() < 3 || parts[0] != kBroadcast) return std::nullopt;
  const std::optional<std::int64_t> id = parse_whole(parts[1]);
  if (!id) return std::nullopt;
  BroadcastSubject subject{.broadcast = values::BroadcastId{*id}};
  if (parts.size() == 3 && parts[2] == kPreview) {
    subject.part = BroadcastPart::preview;
    return subject;
  }
  const bool probe = parts.size() == 6 && parts[2] == kProbe;
  if (!probe && parts.size() != 3) return std::nullopt;
  const std::optional<std::int64_t> user = parse_whole(parts[probe ? 3 : 2]);
  if (!user) return std::nullopt;
  subject.user = values::UserId{*user};
  if (!probe) return subject;
  const std::optional<std::int64_t> last_message = parse_whole(parts[4]);
  const std::optional<std::int64_t> step = parse_whole(parts[5]);
  if (!last_message || !step) return std::nullopt;
  subject.part = BroadcastPart::probe;
  subject.last_message = values::MessageId{*last_message};
  subject.step = *step;
  return subject;
}

}  // namespace bot
