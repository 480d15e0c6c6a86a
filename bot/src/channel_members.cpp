// Who comes into a course's channel and who leaves it. Whoever comes by themselves must have the course; whomever an
// administrator adds or lets in by hand stays, for that is the author's own will: a guest, a moderator.

#include "channels.hpp"
#include "courses.hpp"
#include "positive_number.hpp"

namespace bot {
namespace {

constexpr std::size_t kMaxReason = 300;
// For so long the bot may write to whoever asks to be let in (Bot API, "ChatJoinRequest").
constexpr std::chrono::minutes kMayWriteFor{5};

/// Somebody whom the bot may never have seen.
Customer visitor(const telegram::User& user, const Context& context) {
  const bool known = context.reader.user(context.situation.bot, user.id).has_value();
  if (known || !user.language_code) return customer_of(user.id, context);
  return {.id = user.id, .language = shop::language_of(*user.language_code)};
}

telegram::InlineKeyboard course_button(const shop::Course& course, shop::Language language) {
  return {{{.text = course.title.in(language), .callback_data = std::string(kCourseData) + course.id.value()}}};
}

ChannelSubject subject_of(ChannelCall call, values::UserId user, const shop::Course& course) {
  return {.call = call, .user = user, .course = course.id, .chat = course.channel->chat};
}

/// The course that the answer is about, if that is still its channel.
const shop::Course* course_of(const ChannelSubject& subject, const Context& context) {
  const shop::Course* const course = context.situation.catalogue.course_of_channel(subject.chat);
  return course != nullptr && course->id == subject.course ? course : nullptr;
}

/// They are in, as Telegram told first in one way or the other. What they have is looked at soon: it may have gone
/// meanwhile, and a plan ends some day.
void came_in(Decision& decision, const Customer& student, const shop::Course& course, const Context& context) {
  const Situation& situation = context.situation;
  const auto before = context.reader.membership(situation.bot, student.id, course.id);
  const bool here = before && before->chat == course.channel->chat;
  if (here && before->state == shop::MembershipState::joined) return;
  // A link at which one asks works again; one for a single person is used up.
  const bool keeps_link = here && course.channel->entry == shop::ChannelEntry::join_request;
  remember(decision,
           {.bot = situation.bot,
            .user = student.id,
            .course = course.id,
            .chat = course.channel->chat,
            .state = shop::MembershipState::joined,
            .link = keeps_link ? before->link : "",
            .changed_at = situation.now},
           before);
  decision.outgoing.push_back(receipt_to(student, course_texts_in(student.language).let_in(course)));
  schedule_access_check(decision, student.id, situation.now);
}

/// By themselves, or sent away by an administrator.
void went(Decision& decision, values::UserId user, const shop::Course& course, const Context& context) {
  const auto before = context.reader.membership(context.situation.bot, user, course.id);
  if (!before || before->chat != course.channel->chat || !is_admitted(*before)) return;
  shop::Membership after = *before;
  after.state = shop::MembershipState::left;
  after.changed_at = context.situation.now;
  remember(decision, after, before);
}

/// A stranger came by the link that was somebody else's: that one is used up, and its owner gets another.
void replace_link(Decision& decision, const telegram::ChatMemberChanged& change, const shop::Course& course,
                  const Context& context) {
  const std::optional<std::int64_t> number = parse_positive(change.invite_link_name);
  if (!number || !change.invite_link) return;
  const values::UserId owner{*number};
  const auto before = context.reader.membership(context.situation.bot, owner, course.id);
  if (!before || owner == change.member.id || before->link != *change.invite_link) return;
  decision.outgoing.push_back(revocation_of(before->link, course.channel->chat));
  if (before->state != shop::MembershipState::invited || !has_course(owner, course, context)) return;
  const Customer customer = customer_of(owner, context);
  decision.outgoing.push_back(receipt_to(customer, course_texts_in(customer.language).link_was_used(course)));
  ask_for_link(decision, owner, course, before, context);
}

void turn_out(Decision& decision, const telegram::ChatMemberChanged& change, const shop::Course& course,
              const Context& context) {
  decision.outgoing.push_back(removal_of(change.member.id, course.id, course.channel->chat));
  replace_link(decision, change, course, context);
  // Others would not take a message from the bot.
  const std::optional<shop::User> known = context.reader.user(context.situation.bot, change.member.id);
  if (!known || known->blocked_the_bot) return;
  add(decision, reply({.id = known->user, .language = known->language},
                      course_texts_in(known->language).turned_away(course), course_button(course, known->language)));
}

/// Whom the bot leaves alone, whatever they have.
bool is_exempt(const telegram::ChatMemberChanged& change, const Context& context) {
  return change.member.is_bot || is_owner(context.situation, change.member.id) || change.new_status == "creator" ||
         change.new_status == "administrator";
}

bool was_in(const telegram::ChatMemberChanged& change) {
  return change.old_status != "left" && change.old_status != "kicked" && change.old_status != "restricted";
}

}  // namespace

Outgoing approval_of(values::UserId user, const shop::Course& course) {
  return channel_call(
      telegram::to_call(telegram::ApproveChatJoinRequest{.chat_id = course.channel->chat, .user = user}),
      subject_of(ChannelCall::approve, user, course));
}

Decision join_requested(const telegram::ChatJoinRequest& request, const Context& context) {
  Decision decision;
  const shop::Course* const course = context.situation.catalogue.course_of_channel(request.chat.id);
  if (course == nullptr) return decision;
  if (has_course(request.from.id, *course, context)) {
    decision.outgoing.push_back(approval_of(request.from.id, *course));
    return decision;
  }
  // They are declined once this has been sent: the bot may write to a stranger only while they wait.
  const Customer stranger = visitor(request.from, context);
  Outgoing message = message_to(request.user_chat_id, course_texts_in(stranger.language).turned_away(*course),
                                store::Lane::reply, course_button(*course, stranger.language));
  message.deadline = context.situation.now + kMayWriteFor;
  message.subject = to_string(subject_of(ChannelCall::turn_away, stranger.id, *course));
  decision.outgoing.push_back(std::move(message));
  return decision;
}

Decision turned_away(const ChannelSubject& subject, const Context& context) {
  Decision decision;
  const shop::Course* const course = course_of(subject, context);
  if (course == nullptr) return decision;
  // They may have got the course meanwhile.
  decision.outgoing.push_back(has_course(subject.user, *course, context)
                                  ? approval_of(subject.user, *course)
                                  : channel_call(telegram::to_call(telegram::DeclineChatJoinRequest{
                                        .chat_id = subject.chat, .user = subject.user})));
  return decision;
}

Decision approval_answered(const ChannelSubject& subject, const CallAnswered& answer, const Context& context) {
  Decision decision;
  const Situation& situation = context.situation;
  const shop::Course* const course = course_of(subject, context);
  if (course == nullptr) return decision;
  const Customer student = customer_of(subject.user, context);
  if (answer.result || answer.reason.find("USER_ALREADY_PARTICIPANT") != std::string::npos) {
    came_in(decision, student, *course, context);
    return decision;
  }
  const auto before = context.reader.membership(situation.bot, subject.user, course->id);
  if (is_about_the_bot(answer.reason)) {
    channel_lost(decision, *course, answer.reason, context);
    remember(decision,
             {.bot = situation.bot,
              .user = subject.user,
              .course = course->id,
              .chat = subject.chat,
              .state = shop::MembershipState::invited,
              .changed_at = situation.now},
             before);
    decision.outgoing.push_back(receipt_to(student, course_texts_in(student.language).channel_unreachable(*course)));
  } else if (before && before->state == shop::MembershipState::invited && before->link.empty()) {
    // They waited for the way in, and had not asked to be let in.
    ask_for_link(decision, subject.user, *course, before, context);
  } else if (answer.reason.find("HIDE_REQUESTER_MISSING") == std::string::npos) {
    const CourseTexts& texts = course_texts_in(student.language);
    const telegram::InlineButton again{.text = texts.enter_button(),
                                       .callback_data = std::string(kEnterData) + course->id.value()};
    decision.outgoing.push_back(message_to(student.chat(),
                                           texts.not_let_in(*course, bounded(answer.reason, kMaxReason)),
                                           store::Lane::receipt, {{again}}));
  }
  return decision;
}

Decision channel_member_changed(const telegram::ChatMemberChanged& change, const Context& context) {
  Decision decision;
  const shop::Course* const course = context.situation.catalogue.course_of_channel(change.chat.id);
  if (course == nullptr || change.member.is_bot) return decision;
  const values::UserId user = change.member.id;
  const bool by_this_bot = change.by.id == values::UserId{context.situation.bot.value()};
  if (!change.is_member) {
    // What the bot itself has done, it notes with Telegram's answer.
    if (!by_this_bot) went(decision, user, *course, context);
    return decision;
  }
  if (has_course(user, *course, context)) {
    came_in(decision, visitor(change.member, context), *course, context);
    return decision;
  }
  const bool by_hand = change.by.id != user && !by_this_bot;
  if (!was_in(change) && !by_hand && !is_exempt(change, context)) turn_out(decision, change, *course, context);
  return decision;
}

}  // namespace bot
