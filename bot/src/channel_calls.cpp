#include "channel_calls.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "commands.hpp"
#include "notation.hpp"
#include "positive_number.hpp"

namespace bot {
namespace {

constexpr std::string_view kPrefix = "channel";

struct NamedCall {
  ChannelCall call;
  std::string_view name;
};

constexpr std::array kCalls{NamedCall{.call = ChannelCall::invite, .name = "invite"},
                            NamedCall{.call = ChannelCall::turn_away, .name = "turn_away"},
                            NamedCall{.call = ChannelCall::approve, .name = "approve"},
                            NamedCall{.call = ChannelCall::remove, .name = "remove"},
                            NamedCall{.call = ChannelCall::look, .name = "look"}};

// As telegram-bot-api 9 words them (Client.cpp), and Telegram itself, in capitals; in small letters.
constexpr std::array<std::string_view, 9> kAboutTheBot{
    "not enough rights", "chat_admin_required", "administrator rights", "chat not found",          "channel_private",
    "bot was kicked",    "bot is not a member", "have no rights",       "upgraded to a supergroup"};
constexpr std::array<std::string_view, 6> kNobodyThere{"participant_id_invalid", "user_not_participant",
                                                       "user_id_invalid",        "user not found",
                                                       "member not found",       "user is deactivated"};

bool contains_one_of(std::string_view reason, std::span<const std::string_view> words) {
  const std::string small = to_lower_ascii(reason);
  return std::ranges::any_of(words, [&](std::string_view word) { return small.find(word) != std::string::npos; });
}

std::vector<std::string_view> split_at_colons(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':')) {
    parts.push_back(text.substr(0, colon));
    text.remove_prefix(colon + 1);
  }
  parts.push_back(text);
  return parts;
}

/// Those of channels and groups are below 0 (Bot API, "Chat").
std::optional<values::ChatId> parse_chat(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || number >= 0) return std::nullopt;
  return values::ChatId{number};
}

}  // namespace

std::string to_string(const ChannelSubject& subject) {
  const auto* const named = std::ranges::find(kCalls, subject.call, &NamedCall::call);
  if (named == kCalls.end()) throw std::logic_error("a call about a channel without a name");
  return std::string(kPrefix) + ":" + std::string(named->name) + ":" + number(subject.user) + ":" +
         subject.course.value() + ":" + number(subject.chat);
}

std::optional<ChannelSubject> parse_channel_subject(std::string_view text) {
  const std::vector<std::string_view> parts = split_at_colons(text);
  if (parts.size() != 5 || parts[0] != kPrefix || !shop::is_slug(parts[3])) return std::nullopt;
  const auto* const named = std::ranges::find(kCalls, parts[1], &NamedCall::name);
  const std::optional<std::int64_t> user = parse_positive(parts[2]);
  const std::optional<values::ChatId> chat = parse_chat(parts[4]);
  if (named == kCalls.end() || !user || !chat) return std::nullopt;
  return ChannelSubject{.call = named->call,
                        .user = values::UserId{*user},
                        .course = values::CourseId{std::string(parts[3])},
                        .chat = *chat};
}

Outgoing channel_call(telegram::Call call) {
  return {.call = std::move(call), .chat = std::nullopt, .lane = store::Lane::receipt, .deadline = std::nullopt};
}

Outgoing channel_call(telegram::Call call, const ChannelSubject& subject) {
  Outgoing outgoing = channel_call(std::move(call));
  outgoing.subject = to_string(subject);
  return outgoing;
}

bool is_about_the_bot(std::string_view reason) {
  return contains_one_of(reason, kAboutTheBot);
}

bool is_nobody_there(std::string_view reason) {
  return contains_one_of(reason, kNobodyThere);
}

}  // namespace bot
