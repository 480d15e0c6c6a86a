// Whatever people, Telegram and forgers do in whatever order: what must hold then.

#include <array>
#include <random>

#include <gmock/gmock.h>

#include "scene.hpp"
#include "shop/checkout.hpp"
#include "shop/subscription.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// People who act at random, by a seed.
class Crowd {
 public:
  explicit Crowd(unsigned seed) : random_(seed) {}

  void acts() {
    using Action = void (Crowd::*)();
    static constexpr std::array<Action, 15> kActions{&Crowd::says,
                                                     &Crowd::presses,
                                                     &Crowd::presses,
                                                     &Crowd::asks_to_pay,
                                                     &Crowd::asks_again,
                                                     &Crowd::is_charged,
                                                     &Crowd::is_charged,
                                                     &Crowd::is_charged_for_renewal,
                                                     &Crowd::is_charged_again,
                                                     &Crowd::is_answered,
                                                     &Crowd::is_answered,
                                                     &Crowd::is_refunded,
                                                     &Crowd::subscription_changes,
                                                     &Crowd::changes_the_catalogue,
                                                     &Crowd::waits};
    (this->*kActions.at(static_cast<std::size_t>(below(std::ssize(kActions)))))();
  }

  void ends() {
    for (const Answers& answers : scene_.waits(std::chrono::hours{1})) check(answers);
    check_checkouts_and_orders();
    check_money();
    check_subscriptions();
    check_counters();
  }

  const FakeStore& store() const { return scene_.store; }

 private:
  std::int64_t below(std::int64_t limit) { return std::uniform_int_distribution<std::int64_t>(0, limit - 1)(random_); }

  template <class Element>
  const Element& any_of(const std::vector<Element>& choices) {
    return choices.at(static_cast<std::size_t>(below(std::ssize(choices))));
  }

  const Person& anybody() {
    static const std::vector<Person> people{kAnna, kIvan, kOlga, kOwen};
    return any_of(people);
  }

  std::string any_charge() {
    return charges_.empty() || below(5) == 0 ? "unknown-" + new_number() : any_of(charges_).second.charge;
  }

  std::string any_payload() {
    static const std::vector<std::string> forged{"", "order:", "order:-1", "gift", "order:99999999999999999999"};
    const std::int64_t beyond = std::ssize(scene_.store.orders) + 3;
    return below(10) == 0 ? any_of(forged) : shop::payload_of(values::OrderId{below(beyond)});
  }

  std::int64_t any_amount() { return any_of(std::vector<std::int64_t>{100, 100, 300, 900, 1, 150, 80}); }

  /// Mostly what the order costs, and mostly by whoever ordered.
  std::pair<Person, Charge> any_charge_for(const std::string& payload) {
    std::pair<Person, Charge> charge{anybody(), {.payload = payload, .amount = any_amount(), .charge = {}}};
    const std::optional<values::OrderId> id = shop::order_in(payload);
    const std::optional<shop::Order> order = id ? scene_.store.order(*id) : std::nullopt;
    if (order && below(8) != 0) charge.second.amount = order->price.amount();
    for (const Person& person : {kAnna, kIvan, kOlga, kOwen}) {
      if (order && order->user == person.id() && below(8) != 0) charge.first = person;
    }
    charge.second.charge = "charge-" + new_number();
    return charge;
  }

  std::string new_number() { return std::to_string(++last_number_); }

  void says() {
    static const std::vector<std::string> texts{"/start",
                                                "/plans",
                                                "/buy",
                                                "/buy lite",
                                                "/buy pro",
                                                "/buy unlimited SPRING",
                                                "/my",
                                                "/stats",
                                                "/subscribe",
                                                "/subscribe lite",
                                                "/subscribe pro",
                                                "/promo SPRING",
                                                "/refund",
                                                "/delete_me",
                                                "/grant 101 pro",
                                                "/revoke 101",
                                                "/grant 102 lite 3",
                                                "/audit",
                                                "/buy lite",
                                                "/find 101",
                                                "hello",
                                                "/paysupport help me",
                                                "/answer 101 done",
                                                "😀",
                                                "/subscribe lite"};
    const std::string text = below(6) == 0 ? "/refund " + any_charge() : any_of(texts);
    check_acted(scene_.says(anybody(), text));
  }

  /// A button that somebody was once shown, or a forged one.
  void presses() {
    static const std::vector<std::string> forged{"buy:", "x", "", "refund:yes:0", "renewal:stop:0", "forget:yes"};
    const bool shown = !buttons_.empty() && below(10) != 0;
    const std::string data = shown ? any_of(buttons_) : any_of(forged);
    if (data == "forget:yes" && below(4) != 0) return;
    check_acted(scene_.presses(anybody(), data));
  }

  void asks_to_pay() {
    const auto [payer, charge] = any_charge_for(any_payload());
    presses_.emplace_back(payer, PayPress{.payload = charge.payload,
                                          .amount = charge.amount,
                                          .query = new_number(),
                                          .currency = below(10) == 0 ? "USD" : "XTR"});
    const Answers answers = scene_.asks_to_pay(presses_.back().first, presses_.back().second);
    check_acted(answers);
    check_pre_checkout(answers);
    EXPECT_THAT(scene_.store.checkouts, SizeIs(presses_.size()));
    was_approved_.push_back(answers.of("answerPreCheckoutQuery").at(0).parameters.at("ok").as_bool());
  }

  void asks_again() {
    if (presses_.empty()) return;
    const auto which = static_cast<std::size_t>(below(std::ssize(presses_)));
    const Answers answers = scene_.asks_to_pay(presses_[which].first, presses_[which].second);
    check_acted(answers);
    check_pre_checkout(answers);
    EXPECT_THAT(answers.decision.effects, SizeIs(1)) << "counted again";
    EXPECT_EQ(answers.of("answerPreCheckoutQuery").at(0).parameters.at("ok").as_bool(), was_approved_[which]);
  }

  void is_charged() { charge(any_charge_for(any_payload())); }

  void is_charged_for_renewal() {
    std::pair<Person, Charge> next = any_charge_for(any_payload());
    next.second.paid_until = scene_.now + shop::kRenewalPeriod;
    next.second.first = below(2) == 0;
    charge(next);
  }

  void charge(const std::pair<Person, Charge>& next) {
    charges_.push_back(next);
    const auto& [payer, charge] = next;
    const bool went_back_before = scene_.store.refund(values::ChargeId{charge.charge}).has_value();
    const Answers answers = scene_.is_charged(payer, charge);
    check(answers);
    ASSERT_THAT(answers.effects<shop::PaymentRecorded>(), SizeIs(1));
    const bool gave_plan = !answers.effects<shop::SubscriptionActivated>().empty();
    const bool gave_back = !answers.effects<shop::RefundRequested>().empty();
    const bool told_owners = !answers.to(kOlga).empty() && !answers.to(kOwen).empty();
    if (went_back_before) {
      EXPECT_FALSE(gave_plan || gave_back);
      return;
    }
    EXPECT_FALSE(gave_plan && gave_back) << "a payment gave twice";
    EXPECT_TRUE(gave_plan || gave_back || told_owners) << "a payment gave nothing";
    EXPECT_TRUE(has_receipt(answers, payer));
  }

  void is_charged_again() {
    if (charges_.empty()) return;
    const auto& [payer, charge] = any_of(charges_);
    const Answers answers = scene_.is_charged(payer, charge);
    check(answers);
    EXPECT_THAT(answers.all, IsEmpty());
    EXPECT_LE(answers.decision.effects.size(), 1U) << "more than that the payer was seen";
  }

  /// Telegram does what the bot asked for, refuses it, or has done it before; sometimes it says so twice.
  void is_answered() {
    if (calls_.empty()) return;
    const auto which = below(std::ssize(calls_));
    const Answer call = calls_.at(static_cast<std::size_t>(which));
    if (below(5) != 0) calls_.erase(calls_.begin() + which);
    const std::int64_t outcome = below(4);
    const std::optional<std::string> result =
        outcome < 2 ? std::optional<std::string>("https://t.me/$x") : std::nullopt;
    const std::string reason = outcome == 2 ? "Bad Request: CHARGE_ALREADY_REFUNDED" : "Bad Request: CHARGE_ID_INVALID";
    check(scene_.is_answered(call.method, call.subject, result, reason));
  }

  void is_refunded() {
    const Person& person = anybody();
    const std::string charge = any_charge();
    const bool known = scene_.store.refund(values::ChargeId{charge}).has_value();
    const Answers answers =
        scene_.is_refunded(person, {.payload = "order:1", .amount = any_amount(), .charge = charge});
    check(answers);
    EXPECT_EQ(answers.effects<shop::RefundRecorded>().size(), known ? 0U : 1U);
    if (known) {
      EXPECT_THAT(answers.all, IsEmpty());
    }
  }

  void subscription_changes() {
    check(scene_.subscription_becomes(anybody(), any_payload(),
                                      any_of(std::vector<std::string>{"canceled", "active", "failed", "odd"})));
  }

  void changes_the_catalogue() {
    if (below(4) == 0) {
      scene_.withdraws(any_of(std::vector(shop::kAllPlans.begin(), shop::kAllPlans.end())));
    } else {
      scene_.catalogue = sample_catalogue(values::Stars{any_amount()});
    }
    check(scene_.fires(shop::TimerKind::withdrawn_plans, ""));
  }

  void waits() {
    const std::chrono::minutes time{below(3) == 0 ? below(40 * 24 * 60) : below(90)};
    for (const Answers& answers : scene_.waits(time)) check(answers);
  }

  static bool has_receipt(const Answers& answers, const Person& payer) {
    return std::ranges::any_of(answers.to(payer),
                               [](const Answer& answer) { return answer.lane == store::Lane::receipt; });
  }

  /// Somebody did something, and was seen first of all.
  void check_acted(const Answers& answers) {
    ASSERT_FALSE(answers.decision.effects.empty());
    EXPECT_TRUE(std::holds_alternative<shop::UserSeen>(answers.decision.effects.front()));
    check(answers);
  }

  void check(const Answers& answers) {
    activations_ += std::ssize(answers.effects<shop::SubscriptionActivated>());
    EXPECT_EQ(answers.effects<shop::RefundRequested>().size(), answers.of("refundStarPayment").size());
    for (const shop::RefundRequested& requested : answers.effects<shop::RefundRequested>()) {
      EXPECT_EQ(answers.of("refundStarPayment").at(0).subject, requested.request.charge.value());
    }
    for (const Answer& answer : answers.all) check(answer);
  }

  void check(const Answer& answer) {
    EXPECT_LE(values::count_code_points(answer.text()), telegram::kMaxMessageText);
    const bool moves_money = answer.method == "refundStarPayment" || answer.method == "editUserStarSubscription";
    if (moves_money) {
      EXPECT_EQ(answer.lane, store::Lane::receipt);
    }
    if (moves_money || answer.method == "createInvoiceLink") {
      EXPECT_FALSE(answer.subject.empty());
      calls_.push_back(answer);
    }
    for (const telegram::InlineButton& button : answer.buttons()) {
      EXPECT_NE(button.callback_data.empty(), button.url.empty());
      EXPECT_LE(button.callback_data.size(), telegram::kMaxCallbackData);
      if (!button.callback_data.empty()) buttons_.push_back(button.callback_data);
    }
  }

  void check_pre_checkout(const Answers& answers) {
    EXPECT_EQ(answers.only().method, "answerPreCheckoutQuery");
    EXPECT_EQ(answers.only().lane, store::Lane::pre_checkout);
    EXPECT_EQ(answers.only().deadline, scene_.now + kPreCheckoutDeadline);
  }

  void check_checkouts_and_orders() const {
    for (const auto& [query, checkout] : store().checkouts) {
      EXPECT_NE(checkout.state, shop::CheckoutState::approved) << query << " neither ended paid nor failed";
    }
    for (const auto& [id, order] : store().orders) {
      const bool has_payment =
          std::ranges::any_of(store().payments, [&](const auto& entry) { return entry.second.order == id; });
      EXPECT_EQ(order.paid, has_payment) << id;
      if (order.closed) {
        EXPECT_EQ(order.kind, shop::OrderKind::renewing) << id;
      }
    }
  }

  void check_money() const {
    EXPECT_EQ(store().payments.size(), charges_.size()) << "every charge once";
    for (const auto& [charge, refund] : store().refunds) {
      const auto payment = store().payments.find(charge);
      if (payment == store().payments.end()) continue;
      EXPECT_LE(refund.amount, payment->second.amount) << charge;
      EXPECT_EQ(refund.payer, payment->second.payer) << charge;
    }
    for (const auto& [charge, request] : store().refund_requests) {
      EXPECT_EQ(request.state == shop::RefundState::done, store().refunds.contains(charge)) << charge;
    }
  }

  void check_subscriptions() {
    for (const auto& [key, subscription] : store().subscriptions) {
      EXPECT_LE(subscription.started_at, subscription.ends_at);
      if (subscription.renews()) {
        const shop::Order& order = store().orders.at(subscription.renewal->order);
        EXPECT_FALSE(order.closed) << "renewed by order " << order.id << ", which is closed";
        EXPECT_EQ(order.user, subscription.user);
      }
      const auto timer = store().timers.find({shop::TimerKind::plan_notice, std::to_string(subscription.user.value())});
      if (const auto due = shop::next_notice(subscription, scene_.catalogue.rules(), scene_.now)) {
        ASSERT_NE(timer, store().timers.end()) << subscription.user << " will not be told of the plan's end";
        EXPECT_LE(timer->second.due, *due) << subscription.user << " will be told too late";
      }
    }
  }

  std::int64_t counted(std::string_view metric, std::string_view label) const {
    const auto found = store().counters.find({metric, std::string(label)});
    return found == store().counters.end() ? 0 : found->second;
  }

  void check_counters() const {
    const auto approved = std::ranges::count_if(
        store().checkouts, [](const auto& entry) { return entry.second.state != shop::CheckoutState::declined; });
    std::int64_t received = 0;
    std::int64_t through_the_funnel = 0;
    for (const auto& [charge, payment] : store().payments) {
      received += payment.amount.amount();
      through_the_funnel += payment.kind == shop::PaymentKind::renewal ? 0 : 1;
    }
    std::int64_t refunded = 0;
    for (const auto& [charge, refund] : store().refunds) refunded += refund.amount.amount();
    std::int64_t activated = 0;
    for (const shop::PlanId plan : shop::kAllPlans) {
      activated += counted(shop::kSubscriptionActivations, shop::to_string(plan));
    }
    EXPECT_EQ(counted(shop::kShopFunnel, "opened_invoice"), std::ssize(store().orders));
    EXPECT_EQ(counted(shop::kShopFunnel, "approved"), approved);
    EXPECT_EQ(counted(shop::kShopFunnel, "paid"), through_the_funnel);
    EXPECT_EQ(counted(shop::kPaymentTransactions, "success"), std::ssize(store().payments));
    EXPECT_EQ(counted(shop::kRevenue, ""), received);
    EXPECT_EQ(counted(shop::kRefunds, "refund") + counted(shop::kRefunds, "chargeback"), std::ssize(store().refunds));
    EXPECT_EQ(counted(shop::kRefundedStars, ""), refunded);
    EXPECT_EQ(counted(shop::kImportedPayments, ""), 0);
    EXPECT_EQ(activated, activations_);
  }

  std::mt19937 random_;
  Scene scene_;
  std::vector<std::pair<Person, PayPress>> presses_;
  std::vector<bool> was_approved_;
  std::vector<std::pair<Person, Charge>> charges_;
  std::vector<Answer> calls_;         ///< Not answered yet, or to be answered again.
  std::vector<std::string> buttons_;  ///< The data of all that were shown.
  std::int64_t activations_ = 0;
  int last_number_ = 0;
};

TEST(Invariants, HoldWhateverHappens) {
  std::size_t renewals = 0;
  std::size_t refused = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Crowd crowd(seed);
    for (int action = 0; action < 400; ++action) {
      crowd.acts();
      if (HasFailure()) return;
    }
    crowd.ends();
    const FakeStore& store = crowd.store();
    EXPECT_FALSE(store.payments.empty() || store.checkouts.empty() || store.refunds.empty() ||
                 store.subscriptions.empty())
        << "the crowd is too idle to prove anything";
    for (const auto& [charge, payment] : store.payments) renewals += payment.kind == shop::PaymentKind::renewal ? 1 : 0;
    for (const auto& [charge, request] : store.refund_requests) {
      refused += request.state == shop::RefundState::refused ? 1 : 0;
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(renewals, 0U);
  EXPECT_GT(refused, 0U);
}

}  // namespace
}  // namespace bot
