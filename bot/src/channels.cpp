#include "channels.hpp"

#include "courses.hpp"

namespace bot {

bool has_course(values::UserId user, const shop::Course& course, const Context& context) {
  const Situation& situation = context.situation;
  return shop::has_course(course, holdings_of(user, course.id, context), situation.catalogue.rules(), situation.now);
}

bool is_admitted(const shop::Membership& membership) {
  return membership.state == shop::MembershipState::invited || membership.state == shop::MembershipState::joined;
}

void remember(Decision& decision, const shop::Membership& after, const std::optional<shop::Membership>& before) {
  decision.effects.push_back(
      shop::MembershipChanged{.membership = after, .before = before ? std::optional(before->state) : std::nullopt});
}

Decision channel_answered(const CallAnswered& answer, const Context& context) {
  const std::optional<ChannelSubject> subject = parse_channel_subject(answer.subject);
  if (!subject) return {};
  switch (subject->call) {
    case ChannelCall::invite:
      return link_answered(*subject, answer, context);
    case ChannelCall::turn_away:
      return turned_away(*subject, context);
    case ChannelCall::approve:
      return approval_answered(*subject, answer, context);
    case ChannelCall::remove:
      return removal_answered(*subject, answer, context);
    case ChannelCall::look:
      return look_answered(*subject, answer, context);
  }
  return {};
}

}  // namespace bot
