// Whether the bot can look after the channels of courses: what Telegram tells by itself, and a look at each channel
// once a day, for that may have been missed.

#include "channels.hpp"
#include "courses.hpp"
#include "telegram/chat_member.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

constexpr std::size_t kMaxReason = 300;
constexpr std::size_t kMaxTitle = 128;
// Also how long a refusal counts that the bot's rights don't explain: then it is tried again.
constexpr std::chrono::hours kLookAgainAfter{24};
constexpr std::size_t kMostLooksAtOnce = 100;
// An answer that has not come by then is asked for again.
constexpr std::chrono::hours kLongestWait{1};

values::UserId own_id(const Situation& situation) {
  return values::UserId{situation.bot.value()};
}

void set_standing(Decision& decision, values::ChatId chat, bool usable, std::string problem, const Context& context) {
  decision.effects.push_back(shop::ChannelStandingChanged{.standing = {.bot = context.situation.bot,
                                                                       .chat = chat,
                                                                       .usable = usable,
                                                                       .problem = std::move(problem),
                                                                       .at = context.situation.now}});
}

/// The course whose channel that still is.
const shop::Course* course_of(const ChannelSubject& subject, const Context& context) {
  return context.situation.catalogue.course_of_channel(subject.chat);
}

/// What the bot lacks, in words that are kept: an owner reads them in their own language.
std::string kept_words(const ChannelProblem& problem) {
  return course_texts_in(shop::Language::english).channel_problem(problem);
}

/// `anew`: somebody has just changed something about it, and reads what is still wrong.
void lose(Decision& decision, const shop::Course& course, const ChannelProblem& problem, bool anew,
          const Context& context) {
  const values::ChatId chat = course.channel->chat;
  const auto before = context.reader.channel_standing(context.situation.bot, chat);
  const std::string words = kept_words(problem);
  set_standing(decision, chat, false, words, context);
  if (before && !before->usable && (!anew || before->problem == words)) return;
  add(decision, tell_owners_of_courses(context, [&](const CourseTexts& texts) {
        return texts.channel_lost(course, texts.channel_problem(problem));
      }));
}

void regain(Decision& decision, const shop::Course& course, const Context& context) {
  const Situation& situation = context.situation;
  const values::ChatId chat = course.channel->chat;
  const auto before = context.reader.channel_standing(situation.bot, chat);
  set_standing(decision, chat, true, {}, context);
  if (!before || before->usable) return;
  add(decision, tell_owners_of_courses(context, [&](const CourseTexts& texts) { return texts.channel_fine(course); }));
  let_in_who_waits(decision, course, situation.now, context);
}

ChannelProblem problem_of(std::string_view status, bool can_invite_users, bool can_restrict_members) {
  return {.is_administrator = status == "administrator",
          .may_invite = can_invite_users,
          .may_remove = can_restrict_members};
}

bool is_none(const ChannelProblem& problem) {
  return problem.words.empty() && problem.is_administrator && problem.may_invite && problem.may_remove;
}

/// An owner has made the bot an administrator of something that no course has: how to make it a course's.
Decision introduce(const telegram::MyChatMember& change, const Context& context) {
  const Customer owner = customer_of(change.from.id, context);
  if (!is_owner(context.situation, owner.id) || change.new_status != "administrator") return {};
  return reply(owner, course_texts_in(owner.language)
                          .channel_without_course(bounded(change.chat.title.value_or(""), kMaxTitle), change.chat.id));
}

bool is_due(const std::optional<shop::ChannelStanding>& standing, values::Timestamp now) {
  // A clock that was set back must not keep it from being looked at.
  return !standing || now < standing->at || now - standing->at >= kLookAgainAfter;
}

/// Until Telegram has answered, what was known holds; that nothing was known, keeps nobody out.
void look_at(Decision& decision, const shop::Course& course, const std::optional<shop::ChannelStanding>& standing,
             const Context& context) {
  const values::ChatId chat = course.channel->chat;
  const values::UserId bot = own_id(context.situation);
  set_standing(decision, chat, !standing || standing->usable, standing ? standing->problem : "", context);
  decision.outgoing.push_back(
      channel_call(telegram::to_call(telegram::GetChatMember{.chat_id = chat, .user = bot}),
                   {.call = ChannelCall::look, .user = bot, .course = course.id, .chat = chat}));
}

}  // namespace

bool can_let_in(values::ChatId chat, const Context& context) {
  const auto standing = context.reader.channel_standing(context.situation.bot, chat);
  return !standing || standing->usable;
}

void channel_lost(Decision& decision, const shop::Course& course, const std::string& words, const Context& context) {
  lose(decision, course, {.words = bounded(words, kMaxReason)}, false, context);
}

Decision standing_changed(const telegram::MyChatMember& change, const Context& context) {
  Decision decision;
  const shop::Course* const course = context.situation.catalogue.course_of_channel(change.chat.id);
  if (course == nullptr) return introduce(change, context);
  const ChannelProblem problem = problem_of(change.new_status, change.can_invite_users, change.can_restrict_members);
  if (is_none(problem)) {
    regain(decision, *course, context);
  } else {
    lose(decision, *course, problem, true, context);
  }
  return decision;
}

Decision check_channels(const Context& context) {
  const Situation& situation = context.situation;
  Decision decision;
  std::size_t looks = 0;
  for (const shop::Course& course : situation.catalogue.courses()) {
    if (!course.channel) continue;
    const auto standing = context.reader.channel_standing(situation.bot, course.channel->chat);
    if (is_due(standing, situation.now) && looks < kMostLooksAtOnce) {
      ++looks;
      look_at(decision, course, standing, context);
    }
    if (!standing || standing->usable) let_in_who_waits(decision, course, situation.now - kLongestWait, context);
  }
  return decision;
}

Decision look_answered(const ChannelSubject& subject, const CallAnswered& answer, const Context& context) {
  Decision decision;
  const shop::Course* const course = course_of(subject, context);
  if (course == nullptr) return decision;
  if (!answer.result) {
    channel_lost(decision, *course, answer.reason, context);
    return decision;
  }
  const values::Result<telegram::ChatMember> member = telegram::read_chat_member(*answer.result);
  if (!member) return decision;
  const ChannelProblem problem = problem_of(member->status, member->can_invite_users, member->can_restrict_members);
  if (is_none(problem)) {
    regain(decision, *course, context);
  } else {
    lose(decision, *course, problem, false, context);
  }
  return decision;
}

}  // namespace bot
