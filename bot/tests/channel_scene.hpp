#pragma once
// A shop that sells a private channel, and what Telegram tells about it.
//
//   ChannelScene scene;
//   const Answer request = scene.buys(kAnna, kClub).of("createChatInviteLink").at(0);
//   scene.makes_link(request, "https://t.me/+anna");
//   scene.joins(kAnna);

#include <optional>
#include <string>

#include "sample_courses.hpp"
#include "scene.hpp"

namespace bot {

inline const values::CourseId kClub{"club"};
inline const values::UserId kBotItself{kBot.value()};

class ChannelScene : public Scene {
 public:
  explicit ChannelScene(shop::ChannelEntry entry = shop::ChannelEntry::invite_link) { offers(channel_course(entry)); }

  std::optional<shop::Membership> membership_of(const Person& person) {
    return store.membership(kBot, person.id(), kClub);
  }

  shop::MembershipState state_of(const Person& person) { return membership_of(person).value().state; }

  std::int64_t joins_counted() { return store.counters[{shop::kChannelJoins, "club"}]; }
  std::int64_t removals_counted() { return store.counters[{shop::kChannelRemovals, "club"}]; }

  bool is_usable() { return store.channel_standing(kBot, kChannel).value().usable; }

  Answers makes_link(const Answer& request, const std::string& link) {
    return is_answered(request.method, request.subject, R"({"invite_link":")" + link + R"("})");
  }

  Answers does(const Answer& call) { return is_answered(call.method, call.subject, "true"); }

  Answers refuses(const Answer& call, const std::string& reason) {
    return is_answered(call.method, call.subject, std::nullopt, reason);
  }

  /// Buys, gets a link, and comes in.
  void buys_and_joins(const Person& person) {
    makes_link(buys(person, kClub).of("createChatInviteLink").at(0), "https://t.me/+" + person.name);
    joins(person, "https://t.me/+" + person.name, std::to_string(person.number));
  }

  /// By themselves; by a link if one is named.
  Answers joins(const Person& person, std::optional<std::string> link = {}, std::string name = {}) {
    telegram::ChatMemberChanged change = change_of(person, "left", "member");
    change.is_member = true;
    change.invite_link = std::move(link);
    change.invite_link_name = std::move(name);
    return receives(std::move(change));
  }

  /// `by` brings them in.
  Answers is_added(const Person& person, const telegram::User& by) {
    telegram::ChatMemberChanged change = change_of(person, "left", "member");
    change.by = by;
    change.is_member = true;
    return receives(std::move(change));
  }

  Answers leaves(const Person& person) { return receives(change_of(person, "member", "left")); }

  Answers is_banned(const Person& person, const telegram::User& by) {
    telegram::ChatMemberChanged change = change_of(person, "member", "kicked");
    change.by = by;
    return receives(std::move(change));
  }

  Answers asks_to_join(const Person& person) {
    return receives(
        telegram::ChatJoinRequest{.chat = channel(), .from = user_of(person), .user_chat_id = person.chat()});
  }

  /// The bot's own standing.
  Answers bot_becomes(const std::string& status, bool may_invite = false, bool may_remove = false,
                      const Person& by = kOwen) {
    return receives(telegram::MyChatMember{.chat = channel(),
                                           .from = user_of(by),
                                           .new_status = status,
                                           .can_invite_users = may_invite,
                                           .can_restrict_members = may_remove});
  }

  /// What follows at once, by timers.
  Answers goes_on() {
    Answers all;
    for (Answers& each : waits(std::chrono::seconds{1})) {
      all.all.insert(all.all.end(), each.all.begin(), each.all.end());
      all.decision.effects.insert(all.decision.effects.end(), each.decision.effects.begin(),
                                  each.decision.effects.end());
    }
    return all;
  }

  static telegram::Chat channel() { return {.id = kChannel, .type = "channel", .title = "Writers' club"}; }

  static telegram::ChatMemberChanged change_of(const Person& person, const std::string& before,
                                               const std::string& after) {
    return {.chat = channel(),
            .by = user_of(person),
            .member = user_of(person),
            .old_status = before,
            .new_status = after,
            .is_member = false};
  }
};

inline telegram::User the_bot() {
  return {.id = kBotItself, .is_bot = true, .first_name = "Shop", .username = {}, .language_code = {}};
}

}  // namespace bot
