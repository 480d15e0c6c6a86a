#pragma once
// A channel or supergroup that knows the bot: who is in it, who wants to come in, its invite links, and what the bot
// may do there.
//
//   Channel channel({.id = values::ChatId{-1001234567890}, .title = "Course", .owner = values::UserId{1}});
//   const InviteLink& link = channel.add_link({.url = "https://t.me/+abc", .member_limit = 1});
//   values::Result<Channel::Joining> joining = channel.join(values::UserId{42}, link.url, now);
//
// It tells nobody: a BotAccount makes updates of what is returned here. Time is given. Bounded by kMaxMembers and
// kMaxLinks. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "administrator_rights.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace simulator {

enum class MemberStatus { creator, administrator, member, left, kicked };

/// As a ChatMember's `status`.
std::string_view name_of(MemberStatus status);

/// What the bot is in the channel.
struct BotStanding {
  MemberStatus status = MemberStatus::left;
  AdministratorRights rights = {};  ///< Of an administrator only.

  bool may(std::string_view right) const { return status == MemberStatus::administrator && rights.contains(right); }
  bool is_inside() const { return status == MemberStatus::administrator || status == MemberStatus::member; }
};

/// What a person is in the channel.
struct Membership {
  MemberStatus status = MemberStatus::left;
  std::optional<values::Timestamp> until = {};  ///< Of a ban; nothing where it is forever.
};

/// "ChatInviteLink" in the Bot API. All of them are the bot's.
struct InviteLink {
  std::string url;
  std::string name = {};  ///< Empty: none.
  std::optional<values::Timestamp> expires = {};
  std::int64_t member_limit = 0;  ///< Members at a time who came by it; 0: any number.
  bool creates_join_request = false;
  bool is_revoked = false;
  std::uint64_t uses = 0;      ///< How often somebody came in by it.
  std::int64_t members = 0;    ///< Who came in by it and are there.
  std::uint64_t requests = 0;  ///< Who wait to be let in.
};

/// Whose doing a change is.
enum class ChangedBy { bot, owner, themselves };

/// What became of a person.
struct MembershipChange {
  values::UserId user;
  Membership before;
  Membership after;
  const InviteLink* link = nullptr;  ///< By which they came in, where they did by one.
  bool via_join_request = false;     ///< They came in after they had asked without a link.
};

/// A person asks to be let in.
struct JoinRequest {
  values::UserId user;
  const InviteLink* link = nullptr;  ///< Where they asked by one.
};

class Channel {
 public:
  static constexpr std::size_t kMaxMembers = 100'000;  ///< And as many requests.
  static constexpr std::size_t kMaxLinks = 100'000;

  struct Identity {
    values::ChatId id;
    std::string title;
    ChannelType type = ChannelType::channel;
    values::UserId owner;
  };

  /// How often people came and went.
  struct Counts {
    std::uint64_t joins = 0;
    std::uint64_t leaves = 0;    ///< By themselves.
    std::uint64_t removals = 0;  ///< By the bot.
    std::uint64_t removals_by_owner = 0;
  };

  using Joining = std::variant<MembershipChange, JoinRequest>;

  explicit Channel(Identity identity) : identity_(std::move(identity)) {}
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  const Identity& identity() const { return identity_; }
  /// Also of the owner; of somebody who has never been here it is `left`.
  Membership membership_of(values::UserId user, values::Timestamp now) const;
  bool is_member(values::UserId user) const { return members_.contains(user); }
  bool has_request_of(values::UserId user) const { return requests_.contains(user); }

  // What people do. An error says, for a person, why they can't.

  values::Result<Joining> join(values::UserId user, std::string_view url, values::Timestamp now);
  /// Asks to be let in without a link, as one does in a public group that is found by its name.
  values::Result<JoinRequest> ask(values::UserId user, values::Timestamp now);
  values::Result<MembershipChange> leave(values::UserId user, values::Timestamp now);

  // What administrators do. Nothing where it changes nothing.

  /// Lets somebody in, who may have asked for it.
  std::optional<MembershipChange> admit(values::UserId user, values::Timestamp now);
  /// Whether there was a request.
  bool decline(values::UserId user);
  std::optional<MembershipChange> ban(values::UserId user, std::optional<values::Timestamp> until, ChangedBy by,
                                      values::Timestamp now);
  /// Afterwards the person is outside, and may come in again.
  std::optional<MembershipChange> unban(values::UserId user, ChangedBy by, values::Timestamp now);

  /// nullptr where there are kMaxLinks already. The reference lasts as long as the channel.
  InviteLink* add_link(InviteLink link);
  InviteLink* find_link(std::string_view url);

  struct Entrance {
    InviteLink* link = nullptr;
  };
  const std::map<values::UserId, Entrance>& members() const { return members_; }
  const std::map<values::UserId, Entrance>& requests() const { return requests_; }
  const std::map<values::UserId, Membership>& bans() const { return bans_; }
  const std::deque<InviteLink>& links() const { return links_; }
  const Counts& counts() const { return counts_; }

  BotStanding bot;

 private:
  /// Why the person can't come in.
  std::optional<values::Error> refuse_entry(values::UserId user, values::Timestamp now) const;
  MembershipChange enter(values::UserId user, InviteLink* link, values::Timestamp now);
  MembershipChange remove(values::UserId user, Membership after, ChangedBy by, values::Timestamp now);
  JoinRequest request(values::UserId user, InviteLink* link);

  Identity identity_;
  std::map<values::UserId, Entrance> members_;  // the owner and the bot are not among them
  std::map<values::UserId, Entrance> requests_;
  std::map<values::UserId, Membership> bans_;  // those that have ended too
  std::deque<InviteLink> links_;
  Counts counts_;
};

}  // namespace simulator
