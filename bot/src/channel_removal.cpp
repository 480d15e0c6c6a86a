// Taking people out of the channels of courses that they don't have any more. A removal is a ban that is lifted as soon
// as Telegram has carried it out, so that they may come back when they get the course again.

#include <algorithm>

#include "channels.hpp"
#include "courses.hpp"
#include "notation.hpp"
#include "positive_number.hpp"
#include "shop/subscription.hpp"

namespace bot {
namespace {

constexpr std::size_t kMaxReason = 300;
// Where the bot lacks the right to remove people, it tries again then.
constexpr std::chrono::hours kTryAgainAfter{6};
// The notice of a plan's end has this looked at as well, and comes first: once is enough.
constexpr std::chrono::seconds kAfterTheNotice{1};

void take_out(Decision& decision, const shop::Membership& membership) {
  if (!membership.link.empty()) {
    decision.outgoing.push_back(revocation_of(membership.link, membership.chat));
    shop::Membership without_link = membership;
    without_link.link.clear();
    remember(decision, without_link, membership);
  }
  decision.outgoing.push_back(removal_of(membership.user, membership.course, membership.chat));
}

/// When somebody who has the course by a plan may lose it; none for whoever owns it.
std::optional<values::Timestamp> access_ends(const shop::Holdings& holdings, const Situation& situation) {
  if (holdings.enrolment && holdings.enrolment->owned) return std::nullopt;
  return shop::over_at(holdings.subscription.value(), situation.catalogue.rules()) + kAfterTheNotice;
}

/// Telegram has removed them.
void removed(Decision& decision, const shop::Membership& before, const Context& context) {
  const Situation& situation = context.situation;
  const bool was_in = before.state == shop::MembershipState::joined;
  shop::Membership after = before;
  // Who never came in can't be removed: their way in is closed.
  after.state = was_in ? shop::MembershipState::removed : shop::MembershipState::left;
  after.link.clear();
  after.changed_at = situation.now;
  remember(decision, after, before);
  if (!was_in) return;
  const Customer customer = customer_of(before.user, context);
  const std::string title = title_of(before.course, customer.language, situation.catalogue);
  decision.outgoing.push_back(receipt_to(customer, course_texts_in(customer.language).removed(title)));
}

/// They are not there, or nobody looks after that chat any more.
shop::Membership gone(Decision& decision, const shop::Membership& before, const Context& context) {
  shop::Membership after = before;
  after.state = shop::MembershipState::left;
  after.link.clear();
  after.changed_at = context.situation.now;
  remember(decision, after, before);
  return after;
}

/// They got the course again while Telegram was being asked, and their link is revoked.
void let_back_in(Decision& decision, const shop::Membership& before, const shop::Course& course, bool is_out,
                 const Context& context) {
  if (is_out) {
    ask_for_link(decision, before.user, course, gone(decision, before, context), context);
  } else if (before.state == shop::MembershipState::invited && before.link.empty()) {
    ask_for_link(decision, before.user, course, before, context);
  }
}

void not_removed(Decision& decision, const shop::Membership& before, const std::string& reason,
                 const Context& context) {
  const Situation& situation = context.situation;
  const shop::Course* const course = situation.catalogue.course_of_channel(before.chat);
  if (course == nullptr || is_nobody_there(reason)) {
    gone(decision, before, context);
  } else if (is_about_the_bot(reason)) {
    channel_lost(decision, *course, reason, context);
    schedule_access_check(decision, before.user, situation.now + kTryAgainAfter);
  } else {
    add(decision, tell_owners_of_courses(context, [&](const CourseTexts& texts) {
          return texts.not_removed(*course, before.user, bounded(reason, kMaxReason));
        }));
  }
}

}  // namespace

Outgoing removal_of(values::UserId user, const values::CourseId& course, values::ChatId chat) {
  return channel_call(telegram::to_call(telegram::BanChatMember{.chat_id = chat, .user = user}),
                      {.call = ChannelCall::remove, .user = user, .course = course, .chat = chat});
}

Outgoing revocation_of(const std::string& link, values::ChatId chat) {
  return channel_call(telegram::to_call(telegram::RevokeChatInviteLink{.chat_id = chat, .invite_link = link}));
}

void schedule_access_check(Decision& decision, values::UserId user, values::Timestamp at) {
  decision.effects.push_back(
      shop::TimerSet{.kind = shop::TimerKind::channel_access, .subject = number(user), .due = at});
}

Decision check_channel_access(std::string_view user_number, const Context& context) {
  Decision decision;
  const Situation& situation = context.situation;
  const std::optional<std::int64_t> parsed = parse_positive(user_number);
  if (!parsed) return decision;
  const values::UserId user{*parsed};
  std::optional<values::Timestamp> next;
  for (const shop::Membership& membership : context.reader.memberships_of(situation.bot, user)) {
    const shop::Course* const course = situation.catalogue.course(membership.course);
    // Nothing says what somebody has of a course whose folder is gone: it may come back.
    if (course == nullptr || !is_admitted(membership)) continue;
    const shop::Holdings holdings = holdings_of(user, course->id, context);
    if (!shop::has_course(*course, holdings, situation.catalogue.rules(), situation.now)) {
      take_out(decision, membership);
    } else if (const auto ends = access_ends(holdings, situation)) {
      next = next ? std::min(*next, *ends) : ends;
    }
  }
  if (next) schedule_access_check(decision, user, *next);
  return decision;
}

void leave_channels(Decision& decision, values::UserId user, const Context& context) {
  for (const shop::Membership& membership : context.reader.memberships_of(context.situation.bot, user)) {
    if (is_admitted(membership)) take_out(decision, membership);
  }
}

Decision removal_answered(const ChannelSubject& subject, const CallAnswered& answer, const Context& context) {
  Decision decision;
  const Situation& situation = context.situation;
  if (answer.result) {
    decision.outgoing.push_back(
        channel_call(telegram::to_call(telegram::UnbanChatMember{.chat_id = subject.chat, .user = subject.user})));
  }
  const auto before = context.reader.membership(situation.bot, subject.user, subject.course);
  // A stranger, or somebody who was forgotten.
  if (!before || before->chat != subject.chat || !is_admitted(*before)) return decision;
  const shop::Course* const course = situation.catalogue.course(subject.course);
  const bool has_it_again = course != nullptr && course->channel && course->channel->chat == subject.chat &&
                            has_course(subject.user, *course, context);
  if (has_it_again) {
    let_back_in(decision, *before, *course, answer.result.has_value(), context);
  } else if (answer.result) {
    removed(decision, *before, context);
  } else {
    not_removed(decision, *before, answer.reason, context);
  }
  return decision;
}

}  // namespace bot
