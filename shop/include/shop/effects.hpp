#pragma once
// What a decision changes. Decisions return effects; the store applies those of one update together or not at all; what
// they count as (`counted_as`) is counted with the same commit.

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shop/records.hpp"

namespace shop {

/// Somebody did something: also creates the user.
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

struct OrderPlaced {
  Order order;
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

struct BotCreated {
  HostedBot bot;
};

/// What happens by itself when its time has come.
enum class TimerKind { checkout_deadline, forget_updates };

std::string_view to_string(TimerKind kind);
std::optional<TimerKind> parse_timer_kind(std::string_view name);

/// At `due` the decision for `kind` is asked for, with `subject` (for checkout_deadline the pre-checkout query's id).
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
    std::variant<UserSeen, UserBlockedBot, OrderPlaced, CheckoutApproved, CheckoutDeclined, CheckoutFailed,
                 PaymentRecorded, SubscriptionActivated, BotCreated, TimerSet, ConversationStarted, PlansShown>;
using Effects = std::vector<Effect>;

/// A business counter: `metric` without its label's name, `label` the label's value (empty where it has none).
struct CounterKey {
  std::string_view metric;
  std::string_view label;

  friend auto operator<=>(const CounterKey&, const CounterKey&) = default;
};

inline constexpr std::string_view kBotsCreated = "bothost_bots_created_total";
inline constexpr std::string_view kPaymentTransactions = "payment_transactions_total";          // status
inline constexpr std::string_view kSubscriptionActivations = "subscription_activations_total";  // plan
inline constexpr std::string_view kShopFunnel = "shop_funnel_total";                            // step
inline constexpr std::string_view kRevenue = "revenue_stars_total";

struct Increment {
  CounterKey counter;
  std::int64_t amount = 1;

  friend bool operator==(const Increment&, const Increment&) = default;
};

/// What an effect adds to the counters, if anything: the only place that says what the business counters mean. The
/// keys' views have static storage.
std::vector<Increment> counted_as(const Effect& effect);

/// Every counter there is, so that each exists from the first scrape.
std::span<const CounterKey> all_counters();

}  // namespace shop
