// Whatever people, Telegram and forgers do in whatever order: what must hold then.

#include <random>

#include <gmock/gmock.h>

#include "scene.hpp"
#include "shop/checkout.hpp"
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
    switch (below(8)) {
      case 0:
        check(scene_.says(anybody(), any_text()));
        break;
      case 1:
        check(scene_.presses(anybody(), any_of({"buy:lite", "buy:pro", "buy:unlimited", "buy:", "x", ""})));
        break;
      case 2:
        asks_to_pay();
        break;
      case 3:
        asks_again();
        break;
      case 4:
        is_charged();
        break;
      case 5:
        is_charged_again();
        break;
      case 6:
        changes_a_price();
        break;
      case 7:
        scene_.waits(std::chrono::minutes{below(90)});
        break;
      default:
        break;
    }
  }

  void ends() {
    scene_.waits(std::chrono::hours{1});
    for (const auto& [query, checkout] : scene_.store.checkouts) {
      EXPECT_NE(checkout.state, shop::CheckoutState::approved) << query << " neither ended paid nor failed";
    }
    EXPECT_EQ(scene_.store.payments.size(), charges_.size());
    for (const auto& [id, order] : scene_.store.orders) {
      const bool has_payment = std::ranges::any_of(scene_.store.payments, [&](const auto& entry) {
        return entry.second.order == id && entry.second.payer == order.user;
      });
      EXPECT_EQ(order.paid, has_payment) << id;
    }
    check_counters();
  }

  std::size_t payments() const { return scene_.store.payments.size(); }
  std::size_t checkouts() const { return scene_.store.checkouts.size(); }

 private:
  std::int64_t below(std::int64_t limit) { return std::uniform_int_distribution<std::int64_t>(0, limit - 1)(random_); }

  std::string any_of(const std::vector<std::string>& choices) {
    return choices.at(static_cast<std::size_t>(below(std::ssize(choices))));
  }

  const Person& anybody() {
    static const std::vector<Person> people{kAnna, kIvan, kOlga, kOwen};
    return people.at(static_cast<std::size_t>(below(std::ssize(people))));
  }

  std::string any_text() {
    return any_of({"/start", "/plans", "/buy", "/buy lite", "/buy pro", "/buy unlimited", "/my", "/stats", "hello",
                   "/paysupport help me", "/answer 101 done", "/answer", std::string(4096, '/'), "😀"});
  }

  std::string any_payload() {
    const std::int64_t beyond = std::ssize(scene_.store.orders) + 3;
    return below(10) == 0 ? any_of({"", "order:", "order:-1", "gift", "order:99999999999999999999"})
                          : shop::payload_of(values::OrderId{below(beyond)});
  }

  std::int64_t any_amount() {
    return std::vector<std::int64_t>{100, 100, 300, 900, 1, 150}.at(static_cast<std::size_t>(below(6)));
  }

  std::string new_number() { return std::to_string(++last_number_); }

  void asks_to_pay() {
    presses_.emplace_back(anybody(), PayPress{.payload = any_payload(),
                                              .amount = any_amount(),
                                              .query = new_number(),
                                              .currency = any_of({"XTR", "XTR", "XTR", "USD"})});
    const Answers answers = scene_.asks_to_pay(presses_.back().first, presses_.back().second);
    check(answers);
    check_pre_checkout(answers);
    EXPECT_THAT(scene_.store.checkouts, SizeIs(presses_.size()));
    was_approved_.push_back(answers.of("answerPreCheckoutQuery").at(0).parameters.at("ok").as_bool());
  }

  void asks_again() {
    if (presses_.empty()) return;
    const auto which = static_cast<std::size_t>(below(std::ssize(presses_)));
    const Answers answers = scene_.asks_to_pay(presses_[which].first, presses_[which].second);
    check(answers);
    check_pre_checkout(answers);
    EXPECT_THAT(answers.decision.effects, SizeIs(1)) << "counted again";
    EXPECT_EQ(answers.of("answerPreCheckoutQuery").at(0).parameters.at("ok").as_bool(), was_approved_[which]);
  }

  void is_charged() {
    charges_.emplace_back(anybody(),
                          Charge{.payload = any_payload(), .amount = any_amount(), .charge = "charge-" + new_number()});
    const auto& [payer, charge] = charges_.back();
    const Answers answers = scene_.is_charged(payer, charge);
    check(answers);
    ASSERT_THAT(answers.effects<shop::PaymentRecorded>(), SizeIs(1));
    const bool has_plan = !answers.effects<shop::SubscriptionActivated>().empty();
    const bool owners_told = !answers.to(kOlga).empty() && !answers.to(kOwen).empty();
    EXPECT_TRUE(has_plan || owners_told) << "a payment gave nothing";
    EXPECT_TRUE(std::ranges::any_of(answers.to(payer),
                                    [](const Answer& answer) { return answer.lane == store::Lane::receipt; }));
  }

  void is_charged_again() {
    if (charges_.empty()) return;
    const auto& [payer, charge] = charges_.at(static_cast<std::size_t>(below(std::ssize(charges_))));
    const Answers answers = scene_.is_charged(payer, charge);
    check(answers);
    EXPECT_THAT(answers.all, IsEmpty());
    EXPECT_THAT(answers.decision.effects, SizeIs(1));
  }

  void changes_a_price() { scene_.catalogue = sample_catalogue(values::Stars{any_amount()}); }

  void check(const Answers& answers) {
    ASSERT_FALSE(answers.decision.effects.empty());
    EXPECT_TRUE(std::holds_alternative<shop::UserSeen>(answers.decision.effects.front()));
    for (const Answer& answer : answers.all) {
      EXPECT_LE(values::count_code_points(answer.text()), telegram::kMaxMessageText);
      for (const telegram::InlineButton& button : answer.buttons()) {
        EXPECT_FALSE(button.callback_data.empty());
        EXPECT_LE(button.callback_data.size(), telegram::kMaxCallbackData);
      }
    }
  }

  std::int64_t counted(std::string_view metric, std::string_view label) const {
    const auto found = scene_.store.counters.find({metric, label});
    return found == scene_.store.counters.end() ? 0 : found->second;
  }

  void check_counters() const {
    const FakeStore& store = scene_.store;
    const auto approved = std::ranges::count_if(
        store.checkouts, [](const auto& entry) { return entry.second.state != shop::CheckoutState::declined; });
    std::int64_t received = 0;
    for (const auto& [charge, payment] : store.payments) received += payment.amount.amount();
    EXPECT_EQ(counted(shop::kShopFunnel, "opened_invoice"), std::ssize(store.orders));
    EXPECT_EQ(counted(shop::kShopFunnel, "approved"), approved);
    EXPECT_EQ(counted(shop::kShopFunnel, "paid"), std::ssize(store.payments));
    EXPECT_EQ(counted(shop::kPaymentTransactions, "success"), std::ssize(store.payments));
    EXPECT_EQ(counted(shop::kRevenue, ""), received);
  }

  void check_pre_checkout(const Answers& answers) {
    EXPECT_EQ(answers.only().method, "answerPreCheckoutQuery");
    EXPECT_EQ(answers.only().lane, store::Lane::pre_checkout);
    EXPECT_EQ(answers.only().deadline, scene_.now + kPreCheckoutDeadline);
  }

  std::mt19937 random_;
  Scene scene_;
  std::vector<std::pair<Person, PayPress>> presses_;
  std::vector<bool> was_approved_;
  std::vector<std::pair<Person, Charge>> charges_;
  int last_number_ = 0;
};

TEST(Invariants, HoldWhateverHappens) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Crowd crowd(seed);
    for (int action = 0; action < 300; ++action) crowd.acts();
    crowd.ends();
    EXPECT_GT(crowd.payments(), 0U) << "the crowd is too idle to prove anything";
    EXPECT_GT(crowd.checkouts(), 0U) << "the crowd is too idle to prove anything";
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace bot
