#pragma once
// What a decision changes. Decisions return effects; the store applies those of one update together or not at all; what
// they count as (`counted_as`) is counted with the same commit.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shop/alert.hpp"
#include "shop/broadcast.hpp"
#include "shop/learning.hpp"
#include "shop/records.hpp"
#include "shop/star_transaction.hpp"

namespace shop {

/// Somebody did something: also creates the user. The language counts unless they have chosen one.
struct UserSeen {
  values::BotId bot;
  values::UserId user;
  Language language = Language::english;
  values::Timestamp at;
};

/// Telegram told that the user blocked the bot; being seen again undoes it.
struct UserBlockedBot {
  values::BotId bot;
  values::UserId user;
};

/// Nothing happens to whom the bot doesn't know; the same for `RemindersSwitched`.
struct LanguageChosen {
  values::BotId bot;
  values::UserId user;
  Language language;
};

struct RemindersSwitched {
  values::BotId bot;
  values::UserId user;
  bool on;
};

/// What the next message of somebody answers, in the words of whoever asked: replaces what was asked before. Empty:
/// nothing any more.
struct QuestionAsked {
  values::BotId bot;
  values::UserId user;
  std::string about;  ///< At most 128 bytes.
  values::Timestamp at;
};

struct OrderPlaced {
  Order order;
};

/// A renewing order for which Telegram shall charge no more.
struct OrderClosed {
  values::OrderId order;
};

struct CheckoutApproved {
  Checkout checkout;
};

struct CheckoutDeclined {
  Checkout checkout;
};

/// Approved, and not paid within CHECKOUT_DEADLINE.
struct CheckoutFailed {
  values::PreCheckoutQueryId query;
};

/// Money came in. Marks the order paid and `checkout`, if any, too.
struct PaymentRecorded {
  Payment payment;
  std::optional<values::PreCheckoutQueryId> checkout;
};

/// A plan was started or renewed: replaces what the user had.
struct SubscriptionActivated {
  Subscription subscription;
  std::optional<Subscription> replaced = {};  ///< What the user had, whether or not it had ended.
};

/// Anything else about a subscription: shortened, revoked, its renewal canceled, its end announced.
struct SubscriptionChanged {
  Subscription subscription;
  Subscription previous;
};

/// A payment is to be given back. Replaces a refused request for the same charge.
struct RefundRequested {
  RefundRequest request;
};

/// Telegram will not give it back.
struct RefundRefused {
  values::ChargeId charge;
};

/// Money went back. Marks the request for that charge, if there is one, as done.
struct RefundRecorded {
  Refund refund;
};

/// An entry of Telegram's account that is neither a payment nor a refund. The same one again changes nothing.
struct TransactionNoted {
  values::BotId bot;
  StarTransaction transaction;
};

/// How much of Telegram's account has been compared with the ledger.
struct ReconciledUpTo {
  values::BotId bot;
  std::int64_t transactions = 0;  ///< How many, from the oldest on.
  std::string last;               ///< The id of the last of them.
  values::Timestamp at;
};

/// An owner did something.
struct OwnerActed {
  AuditEntry entry;
};

/// An owner wrote a message to many. Drafts of more than a day ago that were never sent are forgotten with it.
struct BroadcastDrafted {
  Broadcast broadcast;
};

/// Anything else about a broadcast: all of it but its id, bot, owner and content is written anew.
struct BroadcastChanged {
  Broadcast broadcast;
};

/// A message to that recipient is on its way.
struct RecipientTaken {
  values::BroadcastId broadcast;
  values::UserId user;
};

/// Telegram has answered for good, or nobody waits for that any more.
struct RecipientSettled {
  values::BroadcastId broadcast;
  values::UserId user;
};

/// The customer wants to be forgotten: what is kept of them is only what refunds and accounting need. Ends their
/// subscription.
struct UserForgotten {
  values::BotId bot;
  values::UserId user;
  values::Timestamp at;
};

/// The page of a course was shown. Nothing but its count is kept; the same for `CourseSold` and `CourseCompleted`.
struct CourseViewed {
  values::BotId bot;
  values::CourseId course;
};

struct CourseSold {
  values::BotId bot;
  values::CourseId course;
  values::Stars paid;
};

struct CourseCompleted {
  values::BotId bot;
  values::CourseId course;
};

/// Somebody got a course, or anything about that has changed: replaces what was there.
struct EnrolmentChanged {
  Enrolment enrolment;
};

/// Once for each lesson: again changes nothing.
struct LessonRead {
  values::BotId bot;
  values::UserId user;
  values::CourseId course;
  values::LessonId lesson;
  values::Timestamp at;
};

/// Replaces an earlier answer that was wrong.
struct QuizAnswered {
  values::BotId bot;
  values::UserId user;
  values::CourseId course;
  QuizAnswer answer;
  values::Timestamp at;
};

/// What Telegram calls a file that was uploaded, or that it will not take again by that name.
struct MediaRemembered {
  values::BotId bot;
  std::string file;  ///< Which file of the catalogue, and which version of it.
  std::string telegram_file;
};

struct MediaForgotten {
  values::BotId bot;
  std::string file;
};

/// Replaces what was known of the user and the course's channel.
struct MembershipChanged {
  Membership membership;
  std::optional<MembershipState> before = {};  ///< None: nothing was known.
};

struct ChannelStandingChanged {
  ChannelStanding standing;
};

/// An alert began, or anything about one has changed: replaces what was there. With it alerts that have been over for a
/// month are forgotten.
struct AlertChanged {
  Alert alert;
};

/// A message about an alert is on its way, or has arrived: replaces what was there for that alert and chat.
struct AlertTold {
  AlertMessage message;
};

struct BotCreated {
  HostedBot bot;
};

/// What happens by itself when its time has come.
enum class TimerKind {
  checkout_deadline,  ///< Subject: the pre-checkout query's id.
  forget_updates,     ///< The engine's own.
  plan_notice,        ///< Subject: the user's number. A notice of the plan's end may be due.
  withdrawn_plans,    ///< Renewals of plans that are no longer on sale are to be canceled.
  course_reminder,    ///< Subject: "<user> <course>". Somebody hasn't read on.
  lesson_opens,       ///< Subject: "<user> <course>". A lesson of the course opens for them.
  channel_access,     ///< Subject: the user's number. Who no longer has a course is to leave its channel.
  silenced_alert,     ///< Subject: the alert's number. Whether it is over, or its silence is, is to be looked at.
};

std::string_view to_string(TimerKind kind);
std::optional<TimerKind> parse_timer_kind(std::string_view name);

/// At `due` the decision for `kind` is asked for, with `subject`.
/// A second timer of the same kind and subject replaces the first.
struct TimerSet {
  TimerKind kind;
  std::string subject;
  values::Timestamp due;
};

/// A /start was answered. Nothing but its count is kept.
struct ConversationStarted {};

/// The plans were shown with their buttons. Nothing but its count is kept.
struct PlansShown {};

using Effect =
    std::variant<UserSeen, UserBlockedBot, OrderPlaced, OrderClosed, CheckoutApproved, CheckoutDeclined, CheckoutFailed,
                 PaymentRecorded, SubscriptionActivated, SubscriptionChanged, RefundRequested, RefundRefused,
                 RefundRecorded, TransactionNoted, ReconciledUpTo, OwnerActed, BroadcastDrafted, BroadcastChanged,
                 RecipientTaken, RecipientSettled, UserForgotten, LanguageChosen, RemindersSwitched, QuestionAsked,
                 CourseViewed, CourseSold, CourseCompleted, EnrolmentChanged, LessonRead, QuizAnswered, MediaRemembered,
                 MediaForgotten, MembershipChanged, ChannelStandingChanged, AlertChanged, AlertTold, BotCreated,
                 TimerSet, ConversationStarted, PlansShown>;
using Effects = std::vector<Effect>;

/// A business counter: `metric` without its label's name, `label` the label's value (empty where it has none). The
/// metric's view has static storage.
struct CounterKey {
  std::string_view metric;
  std::string label;

  friend auto operator<=>(const CounterKey&, const CounterKey&) = default;
};

inline constexpr std::string_view kBotsCreated = "bothost_bots_created_total";
inline constexpr std::string_view kPaymentTransactions = "payment_transactions_total";          // status
inline constexpr std::string_view kSubscriptionActivations = "subscription_activations_total";  // plan
inline constexpr std::string_view kShopFunnel = "shop_funnel_total";                            // step
inline constexpr std::string_view kRevenue = "revenue_stars_total";
inline constexpr std::string_view kRefunds = "payment_refunds_total";  // kind
inline constexpr std::string_view kRefundedStars = "refunded_stars_total";
inline constexpr std::string_view kImportedPayments = "reconciliation_imported_payments_total";
// By course.
inline constexpr std::string_view kCourseViews = "course_views_total";
inline constexpr std::string_view kCourseSales = "course_sales_total";
inline constexpr std::string_view kCourseRevenue = "course_revenue_stars_total";
inline constexpr std::string_view kCourseCompletions = "course_completions_total";
inline constexpr std::string_view kChannelJoins = "course_channel_joins_total";
inline constexpr std::string_view kChannelRemovals = "course_channel_removals_total";
inline constexpr std::array kCourseCounters{kCourseViews,       kCourseSales,  kCourseRevenue,
                                            kCourseCompletions, kChannelJoins, kChannelRemovals};

struct Increment {
  CounterKey counter;
  std::int64_t amount = 1;

  friend bool operator==(const Increment&, const Increment&) = default;
};

/// What an effect adds to the counters, if anything: the only place that says what the business counters mean.
std::vector<Increment> counted_as(const Effect& effect);

/// Every counter there is but those by course, so that each exists from the first scrape.
std::span<const CounterKey> all_counters();

}  // namespace shop
