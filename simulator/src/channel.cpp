#include "channel.hpp"

#include <algorithm>
#include <utility>

namespace simulator {
namespace {

std::string named(values::UserId user) {
  return "user " + std::to_string(user.value());
}

/// Why nobody can come in by `link`.
std::optional<values::Error> fault_of(const InviteLink& link, values::Timestamp now) {
  if (link.is_revoked) return values::Error{"the link is revoked"};
  if (link.expires && *link.expires <= now) return values::Error{"the link has expired"};
  if (link.member_limit > 0 && link.members >= link.member_limit) {
    return values::Error{"the link's limit of " + std::to_string(link.member_limit) + " members is reached"};
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(MemberStatus status) {
  switch (status) {
    case MemberStatus::creator:
      return "creator";
    case MemberStatus::administrator:
      return "administrator";
    case MemberStatus::member:
      return "member";
    case MemberStatus::kicked:
      return "kicked";
    case MemberStatus::left:
      break;
  }
  return "left";
}

Membership Channel::membership_of(values::UserId user, values::Timestamp now) const {
  if (user == identity_.owner) return {MemberStatus::creator};
  if (is_member(user)) return {MemberStatus::member};
  const auto ban = bans_.find(user);
  const bool is_banned = ban != bans_.end() && (!ban->second.until || *ban->second.until > now);
  return is_banned ? ban->second : Membership{};
}

std::optional<values::Error> Channel::refuse_entry(values::UserId user, values::Timestamp now) const {
  const MemberStatus status = membership_of(user, now).status;
  if (status == MemberStatus::kicked) return values::Error{named(user) + " is banned there"};
  if (status != MemberStatus::left) return values::Error{named(user) + " is in there already"};
  if (has_request_of(user)) return values::Error{named(user) + " has asked already, and waits"};
  if (members_.size() >= kMaxMembers || requests_.size() >= kMaxMembers) return values::Error{"it is full"};
  return std::nullopt;
}

values::Result<Channel::Joining> Channel::join(values::UserId user, std::string_view url, values::Timestamp now) {
  InviteLink* link = find_link(url);
  if (link == nullptr) return values::Error{"'" + std::string(url) + "' is none of its links"};
  if (auto fault = fault_of(*link, now)) return *std::move(fault);
  if (auto refused = refuse_entry(user, now)) return *std::move(refused);
  if (link->creates_join_request) return Joining{request(user, link)};
  return Joining{enter(user, link, now)};
}

values::Result<JoinRequest> Channel::ask(values::UserId user, values::Timestamp now) {
  if (auto refused = refuse_entry(user, now)) return *std::move(refused);
  return request(user, nullptr);
}

JoinRequest Channel::request(values::UserId user, InviteLink* link) {
  requests_[user] = {link};
  if (link != nullptr) ++link->requests;
  return {user, link};
}

values::Result<MembershipChange> Channel::leave(values::UserId user, values::Timestamp now) {
  if (!is_member(user)) return values::Error{named(user) + " is no member there"};
  return remove(user, {}, ChangedBy::themselves, now);
}

std::optional<MembershipChange> Channel::admit(values::UserId user, values::Timestamp now) {
  if (is_member(user) || user == identity_.owner) return std::nullopt;
  const auto request = requests_.find(user);
  if (request == requests_.end()) return enter(user, nullptr, now);
  InviteLink* link = request->second.link;
  decline(user);
  MembershipChange change = enter(user, link, now);
  change.via_join_request = link == nullptr;
  return change;
}

bool Channel::decline(values::UserId user) {
  const auto request = requests_.find(user);
  if (request == requests_.end()) return false;
  if (InviteLink* link = request->second.link) --link->requests;
  requests_.erase(request);
  return true;
}

MembershipChange Channel::enter(values::UserId user, InviteLink* link, values::Timestamp now) {
  const Membership before = membership_of(user, now);
  bans_.erase(user);
  members_[user] = {link};
  ++counts_.joins;
  if (link != nullptr) {
    ++link->uses;
    ++link->members;
  }
  return {.user = user, .before = before, .after = membership_of(user, now), .link = link};
}

std::optional<MembershipChange> Channel::ban(values::UserId user, std::optional<values::Timestamp> until, ChangedBy by,
                                             values::Timestamp now) {
  const Membership before = membership_of(user, now);
  if (before.status == MemberStatus::kicked && before.until == until) return std::nullopt;
  decline(user);
  return remove(user, {MemberStatus::kicked, until}, by, now);
}

std::optional<MembershipChange> Channel::unban(values::UserId user, ChangedBy by, values::Timestamp now) {
  if (membership_of(user, now).status == MemberStatus::left) return std::nullopt;
  return remove(user, {}, by, now);
}

MembershipChange Channel::remove(values::UserId user, Membership after, ChangedBy by, values::Timestamp now) {
  const Membership before = membership_of(user, now);
  if (const auto member = members_.find(user); member != members_.end()) {
    if (InviteLink* link = member->second.link) --link->members;
    members_.erase(member);
    if (by == ChangedBy::themselves) ++counts_.leaves;
    if (by == ChangedBy::bot) ++counts_.removals;
    if (by == ChangedBy::owner) ++counts_.removals_by_owner;
  }
  bans_.erase(user);
  if (after.status == MemberStatus::kicked) bans_[user] = after;
  return {.user = user, .before = before, .after = after};
}

InviteLink* Channel::add_link(InviteLink link) {
  if (links_.size() >= kMaxLinks) return nullptr;
  links_.push_back(std::move(link));
  return &links_.back();
}

InviteLink* Channel::find_link(std::string_view url) {
  const auto found = std::ranges::find(links_, url, &InviteLink::url);
  return found == links_.end() ? nullptr : &*found;
}

}  // namespace simulator
