#include "audit.hpp"
#include "conversations.hpp"
#include "course_granting.hpp"
#include "notation.hpp"
#include "owner_texts.hpp"
#include "positive_number.hpp"
#include "subscriptions.hpp"

namespace bot {
namespace {

/// Far more than anybody gives away, and far from where a calendar ends.
constexpr std::chrono::days kMostGrantedAtOnce{3650};

struct Grant {
  values::UserId user;
  shop::PlanId plan = shop::PlanId::lite;
  std::chrono::days days;
};

std::optional<Grant> parse_grant(std::string_view arguments, const shop::Catalogue& catalogue) {
  const auto [user_word, rest] = split_first_word(arguments);
  const auto [plan_word, days_word] = split_first_word(rest);
  const std::optional<std::int64_t> user = parse_positive(user_word);
  const std::optional<shop::PlanId> plan = shop::parse_plan(to_lower_ascii(plan_word));
  if (!user || !plan) return std::nullopt;
  Grant grant{.user = values::UserId{*user}, .plan = *plan, .days = catalogue.plan(*plan).period};
  if (days_word.empty()) return grant;
  const std::optional<std::int64_t> days = parse_positive(days_word);
  if (!days || *days > kMostGrantedAtOnce.count()) return std::nullopt;
  grant.days = std::chrono::days{*days};
  return grant;
}

/// Tells the customer, and the owner what else there is to know.
struct Announcement {
  const Customer& owner;
  const Customer& customer;
  bool blocked_the_bot = false;
  bool renewal_ended = false;  ///< Telegram will not charge any more for what the customer had.

  Decision operator()(std::string to_owner, std::string to_customer) const {
    const OwnerTexts& texts = owner_texts_in(owner.language);
    if (renewal_ended) {
      to_owner += "\n\n" + texts.renewal_ended();
      to_customer += "\n\n" + customer.texts().renewal_ended();
    }
    if (blocked_the_bot) to_owner += "\n\n" + texts.customer_blocked_the_bot();
    Decision decision = reply(owner, std::move(to_owner));
    if (!blocked_the_bot) decision.outgoing.push_back(receipt_to(customer, std::move(to_customer)));
    return decision;
  }
};

/// In its grace, a plan still gives something; and Telegram may be about to renew what has ended.
bool is_there_to_revoke(const shop::Subscription& subscription, const Situation& situation) {
  return subscription.renews() ||
         shop::stage_of(subscription, situation.catalogue.rules(), situation.now) != shop::PlanStage::over;
}

std::string described(const shop::Subscription& subscription) {
  return std::string(shop::to_string(subscription.plan)) + " until " + values::format_minute_utc(subscription.ends_at);
}

}  // namespace

Decision grant(const Customer& owner, std::string_view arguments, const Context& context) {
  if (const auto named = parse_course_argument(arguments)) {
    return grant_course(owner, named->user, named->course, context);
  }
  const Situation& situation = context.situation;
  const OwnerTexts& texts = owner_texts_in(owner.language);
  const std::optional<Grant> wanted = parse_grant(arguments, situation.catalogue);
  if (!wanted) return reply(owner, texts.how_to_grant(kMostGrantedAtOnce));
  const std::optional<shop::User> user = context.reader.user(situation.bot, wanted->user);
  if (!user) return reply(owner, owner.texts().no_such_customer(wanted->user));

  const shop::PlanOffer& offer = situation.catalogue.plan(wanted->plan);
  const std::optional<shop::Subscription> before = context.reader.subscription(situation.bot, wanted->user);
  const shop::Subscription after = shop::after_grant(
      offer, wanted->days, before, {.bot = situation.bot, .user = wanted->user, .now = situation.now});
  const bool ends_renewal = before && before->renews() && !after.renewal;

  const Customer customer{.id = user->user, .language = user->language};
  const Announcement announced{
      .owner = owner, .customer = customer, .blocked_the_bot = user->blocked_the_bot, .renewal_ended = ends_renewal};
  Decision decision = announced(texts.plan_granted(wanted->user, offer, wanted->days, after.ends_at),
                                customer.texts().plan_granted(offer, wanted->days, after.ends_at));
  activate(decision, after, before, context);
  audited(decision, owner, "grant", number(wanted->user),
          std::to_string(wanted->days.count()) + " days; " + described(after), context);
  return decision;
}

Decision revoke(const Customer& owner, std::string_view arguments, const Context& context) {
  if (const auto named = parse_course_argument(arguments)) {
    return revoke_course(owner, named->user, named->course, context);
  }
  const Situation& situation = context.situation;
  const OwnerTexts& texts = owner_texts_in(owner.language);
  const std::optional<std::int64_t> number_of_user = parse_positive(arguments);
  if (!number_of_user) return reply(owner, texts.how_to_revoke());
  const values::UserId id{*number_of_user};
  // Who was forgotten may have a plan all the same: from a payment that was found later.
  const std::optional<shop::User> user = context.reader.user(situation.bot, id);
  const std::optional<shop::Subscription> before = context.reader.subscription(situation.bot, id);
  if (!user && !before) return reply(owner, owner.texts().no_such_customer(id));
  if (!before || !is_there_to_revoke(*before, situation)) return reply(owner, texts.nothing_to_revoke(id));

  const shop::PlanOffer& offer = situation.catalogue.plan(before->plan);
  const Customer customer = customer_of(id, context);
  const Announcement announced{.owner = owner,
                               .customer = customer,
                               .blocked_the_bot = user && user->blocked_the_bot,
                               .renewal_ended = before->renews()};
  Decision decision = announced(texts.plan_revoked(id, offer), customer.texts().plan_revoked(offer));
  end_renewal(decision, *before, context);
  change(decision, shop::after_revocation(*before, situation.now), *before, context);
  audited(decision, owner, "revoke", number(id), "was " + described(*before), context);
  return decision;
}

}  // namespace bot
