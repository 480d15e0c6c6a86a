// The way into a course's channel: links for those who have the course.

#include "channels.hpp"
#include "courses.hpp"
#include "notation.hpp"
#include "telegram/invite_link.hpp"

namespace bot {
namespace {

// A link for one person that lies about unused is of use to nobody but a stranger.
constexpr std::chrono::days kLinkLife{7};
// The same link is given again for so long, then it is about to expire.
constexpr std::chrono::days kGivenAgainFor{6};
// An answer that has not come by then is asked for again.
constexpr std::chrono::hours kLongestWait{1};
constexpr std::size_t kMostAtOnce = 1'000;
constexpr std::size_t kMaxLink = 2'048;  // bytes

bool is_for_one(const shop::Course& course) {
  return course.channel->entry == shop::ChannelEntry::invite_link;
}

Outgoing way_in(const Customer& customer, const shop::Course& course, const std::string& link) {
  const CourseTexts& texts = course_texts_in(customer.language);
  return message_to(customer.chat(), texts.invitation(course, is_for_one(course)), store::Lane::receipt,
                    {{{.text = texts.enter_button(), .url = link}}});
}

telegram::CreateChatInviteLink request_of(values::UserId user, const shop::Course& course, values::Timestamp now) {
  telegram::CreateChatInviteLink request{.chat_id = course.channel->chat, .name = number(user)};
  if (is_for_one(course)) {
    request.member_limit = 1;
    request.expire_date = now + kLinkLife;
  } else {
    request.creates_join_request = true;
  }
  return request;
}

/// What is known of somebody and the channel that the course has at present; none of an earlier one.
std::optional<shop::Membership> admission_of(values::UserId user, const shop::Course& course, const Context& context) {
  std::optional<shop::Membership> membership = context.reader.membership(context.situation.bot, user, course.id);
  if (membership && (membership->chat != course.channel->chat || !is_admitted(*membership))) membership.reset();
  return membership;
}

bool is_in(const std::optional<shop::Membership>& admission) {
  return admission && admission->state == shop::MembershipState::joined;
}

shop::Membership invited(values::UserId user, const shop::Course& course, const std::optional<shop::Membership>& before,
                         const Situation& situation) {
  const bool in = is_in(before) && before->chat == course.channel->chat;
  return {.bot = situation.bot,
          .user = user,
          .course = course.id,
          .chat = course.channel->chat,
          // Who is in and asks for the way in has lost sight of the channel, or left it without our knowing.
          .state = in ? shop::MembershipState::joined : shop::MembershipState::invited,
          .changed_at = situation.now};
}

enum class Way {
  at_hand,     ///< A link that still works.
  on_its_way,  ///< Telegram has been asked for one.
  blocked,     ///< Nobody can be let in at present; they will be as soon as that is mended.
};

Way open_way(Decision& decision, values::UserId user, const shop::Course& course, const Context& context) {
  const Situation& situation = context.situation;
  const auto before = context.reader.membership(situation.bot, user, course.id);
  const auto admission = admission_of(user, course, context);
  if (!can_let_in(course.channel->chat, context)) {
    remember(decision, invited(user, course, before, situation), before);
    return Way::blocked;
  }
  const auto age = admission ? situation.now - admission->changed_at : values::Timestamp::duration::max();
  if (admission && !admission->link.empty() && age < kGivenAgainFor) return Way::at_hand;
  const bool asked = admission && !is_in(admission) && admission->link.empty() && age < kLongestWait;
  if (!asked) ask_for_link(decision, user, course, before, context);
  return Way::on_its_way;
}

/// Somebody who was given up on is of no concern any more.
void forgo(Decision& decision, const shop::Membership& before, const Context& context) {
  shop::Membership after = before;
  after.state = shop::MembershipState::left;
  after.changed_at = context.situation.now;
  remember(decision, after, before);
}

}  // namespace

void ask_for_link(Decision& decision, values::UserId user, const shop::Course& course,
                  const std::optional<shop::Membership>& before, const Context& context) {
  const values::ChatId chat = course.channel->chat;
  // Whom the bot removed is let in again, if that has failed then.
  if (before && before->state == shop::MembershipState::removed && before->chat == chat) {
    decision.outgoing.push_back(
        channel_call(telegram::to_call(telegram::UnbanChatMember{.chat_id = chat, .user = user})));
  }
  remember(decision, invited(user, course, before, context.situation), before);
  decision.outgoing.push_back(
      channel_call(telegram::to_call(request_of(user, course, context.situation.now)),
                   {.call = ChannelCall::invite, .user = user, .course = course.id, .chat = chat}));
}

Decision enter_channel(const Customer& customer, const values::CourseId& id, const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  const shop::Course* const course = context.situation.catalogue.course(id);
  if (course == nullptr || !course->channel || !has_course(customer.id, *course, context)) {
    return show_course(customer, id, nullptr, context);
  }
  Decision decision;
  const Way way = open_way(decision, customer.id, *course, context);
  if (way == Way::at_hand) {
    decision.outgoing.push_back(way_in(customer, *course, admission_of(customer.id, *course, context)->link));
  } else {
    add(decision,
        reply(customer, way == Way::blocked ? texts.channel_unreachable(*course) : texts.invitation_made(*course)));
  }
  schedule_access_check(decision, customer.id, context.situation.now);
  return decision;
}

void invite(Decision& decision, const Customer& customer, const shop::Course& course, const Context& context) {
  if (!course.channel) return;
  const auto admission = admission_of(customer.id, course, context);
  if (is_in(admission)) return;
  const Way way = open_way(decision, customer.id, course, context);
  if (way == Way::at_hand) decision.outgoing.push_back(way_in(customer, course, admission->link));
  if (way == Way::blocked) {
    decision.outgoing.push_back(receipt_to(customer, course_texts_in(customer.language).channel_unreachable(course)));
  }
}

void let_in_who_waits(Decision& decision, const shop::Course& course, values::Timestamp seen_to_until,
                      const Context& context) {
  const Situation& situation = context.situation;
  for (const shop::Membership& each : context.reader.waiting_for_channel(situation.bot, course.id, kMostAtOnce)) {
    if (each.changed_at > seen_to_until) break;
    if (!has_course(each.user, course, context)) {
      forgo(decision, each, context);
    } else if (is_for_one(course) || each.chat != course.channel->chat) {
      ask_for_link(decision, each.user, course, each, context);
    } else {
      // They may have asked to be let in while nobody could do that. If not, they are sent a link.
      remember(decision, invited(each.user, course, each, situation), each);
      decision.outgoing.push_back(approval_of(each.user, course));
    }
  }
}

Decision link_answered(const ChannelSubject& subject, const CallAnswered& answer, const Context& context) {
  Decision decision;
  const shop::Course* const course = context.situation.catalogue.course(subject.course);
  const bool current = course != nullptr && course->channel && course->channel->chat == subject.chat;
  const auto before = current ? admission_of(subject.user, *course, context) : std::nullopt;
  const bool wanted = before && has_course(subject.user, *course, context);
  const Customer customer = customer_of(subject.user, context);

  const auto link = answer.result ? telegram::read_invite_link(*answer.result)
                                  : values::Result<telegram::InviteLink>(values::Error{answer.reason});
  if (link && !link->url.empty() && link->url.size() <= kMaxLink) {
    if (!wanted) {
      decision.outgoing.push_back(revocation_of(link->url, subject.chat));
      return decision;
    }
    shop::Membership after = *before;
    after.link = link->url;
    remember(decision, after, before);
    decision.outgoing.push_back(way_in(customer, *course, link->url));
    return decision;
  }
  if (current) channel_lost(decision, *course, link ? "the link can't be read" : link.error().message, context);
  if (wanted && !is_in(before)) {
    decision.outgoing.push_back(receipt_to(customer, course_texts_in(customer.language).channel_unreachable(*course)));
  }
  return decision;
}

}  // namespace bot
