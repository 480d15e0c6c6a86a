// Random transactions against the same on lists: orders, checkouts, payments, refunds, subscriptions and their renewal,
// courses that are bought and given back, promo codes, sales, reconciliation, the audit log, and customers who are
// forgotten.

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "random_rounds.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;

struct MoneyModel {
  std::map<values::OrderId, shop::Order> orders;
  std::map<values::PreCheckoutQueryId, shop::Checkout> checkouts;
  std::vector<shop::Payment> payments;  // In the order in which they were recorded.
  std::map<values::ChargeId, shop::RefundRequest> requests;
  std::map<values::ChargeId, shop::Refund> refunds;
  std::map<values::UserId, shop::Subscription> subscriptions;
  std::map<values::UserId, shop::Enrolment> enrolments;  // In the one course that is sold.
  std::int64_t courses_sold = 0;
  std::set<values::UserId> users;
  std::vector<std::string> audit;
  std::set<std::pair<std::string, shop::Direction>> noted;
  std::int64_t reconciled = 0;
  std::int64_t failed_payments = 0;
};

class MoneyModelTest : public RandomRounds<MoneyModel> {
 protected:
  void step(Transaction& transaction, MoneyModel& model) override {
    using Step = void (MoneyModelTest::*)(Transaction&, MoneyModel&);
    static constexpr Step kSteps[] = {&MoneyModelTest::see_user,
                                      &MoneyModelTest::place_order,
                                      &MoneyModelTest::place_order,
                                      &MoneyModelTest::approve,
                                      &MoneyModelTest::approve,
                                      &MoneyModelTest::fail_checkout,
                                      &MoneyModelTest::pay,
                                      &MoneyModelTest::pay,
                                      &MoneyModelTest::pay,
                                      &MoneyModelTest::request_refund,
                                      &MoneyModelTest::request_refund,
                                      &MoneyModelTest::refuse_refund,
                                      &MoneyModelTest::record_refund,
                                      &MoneyModelTest::close_order,
                                      &MoneyModelTest::change_subscription,
                                      &MoneyModelTest::forget,
                                      &MoneyModelTest::act_as_owner,
                                      &MoneyModelTest::reconcile};
    (this->*kSteps[pick(std::size(kSteps))])(transaction, model);
  }

  void expect_equal(Store& store, const MoneyModel& model) override {
    EXPECT_EQ(store.payments().size(), model.payments.size());
    EXPECT_EQ(store.refunds().size(), model.refunds.size());
    EXPECT_EQ(ask_sql("SELECT count(*) FROM transactions_noted"), std::to_string(model.noted.size()));
    const auto transaction = store.begin();
    expect_equal_orders(*transaction, model);
    expect_equal_payments(*transaction, model);
    expect_equal_refunds(*transaction, model);
    expect_equal_subscriptions(*transaction, model);
    expect_equal_enrolments(*transaction, model);
    expect_equal_promo_uses(*transaction, model);
    expect_equal_sums(*transaction, model);
    expect_equal_records_of_owners(*transaction, model);
  }

 private:
  static constexpr values::UserId kUsers[]{kAlice, kBob, values::UserId{300}};
  static constexpr const char* kCodes[]{"SPRING", "AUTUMN"};

  // Choices.

  values::UserId any_user() { return kUsers[pick(3)]; }
  values::Timestamp any_time() { return kNow + std::chrono::hours{pick(72)}; }
  std::string unique(const std::string& prefix) { return prefix + " " + std::to_string(++last_); }

  static std::string payload_of(values::OrderId order) { return "order:" + std::to_string(order.value()); }

  template <class Map>
  auto* any_of(Map& map) {
    return map.empty() ? nullptr : &std::next(map.begin(), pick(static_cast<int>(map.size())))->second;
  }
  const shop::Payment* any_payment(const MoneyModel& model) {
    if (model.payments.empty()) return nullptr;
    return &model.payments[static_cast<std::size_t>(pick(static_cast<int>(model.payments.size())))];
  }

  // Steps.

  void see_user(Transaction& transaction, MoneyModel& model) {
    const values::UserId user = any_user();
    transaction.apply(seen(user));
    model.users.insert(user);
  }

  void place_order(Transaction& transaction, MoneyModel& model) {
    shop::Order order = order_of(any_user(), transaction.next_order_id());
    if (one_in(3)) {
      order.kind = shop::OrderKind::renewing;
    } else if (one_in(2)) {
      order.promo = kCodes[pick(2)];
    }
    if (order.kind == shop::OrderKind::one_off && one_in(3)) order.product = kChess;
    transaction.apply(shop::OrderPlaced{order});
    model.orders[order.id] = order;
  }

  void approve(Transaction& transaction, MoneyModel& model) {
    const shop::Order* order = any_of(model.orders);
    if (order == nullptr) return;
    shop::Checkout checkout = checkout_of(unique("query"), order->id);
    checkout.payer = order->user;
    transaction.apply(shop::CheckoutApproved{checkout});
    model.checkouts[checkout.query] = checkout;
  }

  void fail_checkout(Transaction& transaction, MoneyModel& model) {
    shop::Checkout* checkout = any_of(model.checkouts);
    if (checkout == nullptr || checkout->state != shop::CheckoutState::approved) return;
    transaction.apply(shop::CheckoutFailed{checkout->query});
    checkout->state = shop::CheckoutState::failed;
    ++model.failed_payments;
  }

  void pay(Transaction& transaction, MoneyModel& model) {
    shop::Order* order = any_of(model.orders);
    if (order == nullptr) return;
    const bool foreign = order->user == values::UserId{0} || one_in(8);
    shop::Payment payment = payment_of(unique("charge"), std::nullopt);
    payment.payer = foreign ? any_user() : order->user;
    payment.payload = payload_of(order->id);
    payment.received_at = any_time();
    if (one_in(4)) payment.source = shop::LedgerSource::reconciliation;
    if (order->kind == shop::OrderKind::renewing) {
      payment.kind = order->paid ? shop::PaymentKind::renewal : shop::PaymentKind::first;
    }
    std::optional<values::PreCheckoutQueryId> query;
    if (!foreign) {
      payment.order = order->id;
      order->paid = true;
      const auto open = std::find_if(model.checkouts.begin(), model.checkouts.end(), [&](const auto& each) {
        return each.second.order == order->id && each.second.state == shop::CheckoutState::approved;
      });
      if (open != model.checkouts.end()) {
        query = open->first;
        open->second.state = shop::CheckoutState::paid;
      }
    }
    transaction.apply(shop::PaymentRecorded{payment, query});
    model.payments.push_back(payment);
    if (shop::course_in(order->product) != nullptr) {
      give_course(transaction, model, payment, *order);
    } else {
      activate(transaction, model, payment, *order);
    }
  }

  void give_course(Transaction& transaction, MoneyModel& model, const shop::Payment& payment,
                   const shop::Order& order) {
    shop::Enrolment enrolment = enrolment_of(payment.payer, order.id);
    enrolment.enrolled_at = any_time();
    transaction.apply(shop::EnrolmentChanged{enrolment});
    transaction.apply(shop::CourseSold{.bot = kBot, .course = kChess, .paid = payment.amount});
    model.enrolments[payment.payer] = enrolment;
    ++model.courses_sold;
  }

  /// Once nothing that they paid for it is kept.
  void take_course_back(Transaction& transaction, MoneyModel& model, const shop::Payment& refunded) {
    const auto enrolment = model.enrolments.find(refunded.payer);
    if (enrolment == model.enrolments.end() || !enrolment->second.order) return;
    if (refunded.payload != payload_of(*enrolment->second.order)) return;
    const bool keeps_another = std::any_of(model.payments.begin(), model.payments.end(), [&](const auto& payment) {
      return payment.payer == refunded.payer && payment.payload == refunded.payload &&
             !model.refunds.contains(payment.charge);
    });
    if (keeps_another) return;
    enrolment->second.owned = false;
    transaction.apply(shop::EnrolmentChanged{enrolment->second});
  }

  void activate(Transaction& transaction, MoneyModel& model, const shop::Payment& payment, const shop::Order& order) {
    shop::Subscription subscription = subscription_of(payment.payer, *shop::plan_in(order.product), any_time() + 720h);
    subscription.started_at = any_time();
    subscription.worth = values::Nanostars{pick(1'000'000)};
    subscription.valued_at = any_time();
    if (order.kind == shop::OrderKind::renewing) {
      subscription.renewal = renewal_of(payment.charge.value(), order.id);
      if (order.closed) subscription.renewal->state = shop::RenewalState::canceled;
    }
    transaction.apply(shop::SubscriptionActivated{subscription});
    model.subscriptions[payment.payer] = subscription;
  }

  void change_subscription(Transaction& transaction, MoneyModel& model) {
    shop::Subscription* subscription = any_of(model.subscriptions);
    if (subscription == nullptr) return;
    const shop::Subscription before = *subscription;
    subscription->ends_at = any_time();
    if (one_in(2)) subscription->noticed_until = any_time();
    if (subscription->renewal) subscription->renewal->state = shop::RenewalState::failed;
    transaction.apply(shop::SubscriptionChanged{*subscription, before});
  }

  void close_order(Transaction& transaction, MoneyModel& model) {
    shop::Order* order = any_of(model.orders);
    if (order == nullptr || order->kind != shop::OrderKind::renewing) return;
    transaction.apply(shop::OrderClosed{order->id});
    order->closed = true;
    for (auto& [user, subscription] : model.subscriptions) {
      if (!subscription.renewal || subscription.renewal->order != order->id) continue;
      const shop::Subscription before = subscription;
      subscription.renewal->state = shop::RenewalState::canceled;
      transaction.apply(shop::SubscriptionChanged{subscription, before});
    }
  }

  void request_refund(Transaction& transaction, MoneyModel& model) {
    const shop::Payment* payment = any_payment(model);
    if (payment == nullptr) return;
    shop::RefundRequest request = request_of(payment->charge.value());
    request.payer = payment->payer;
    if (!is_kept(model, *payment)) {
      EXPECT_THROW(transaction.apply(shop::RefundRequested{request}), std::logic_error);
      return;
    }
    transaction.apply(shop::RefundRequested{request});
    model.requests[request.charge] = request;
  }

  void refuse_refund(Transaction& transaction, MoneyModel& model) {
    shop::RefundRequest* request = any_of(model.requests);
    if (request == nullptr) return;
    const shop::RefundRefused refused{request->charge};
    if (request->state != shop::RefundState::requested) {
      EXPECT_THROW(transaction.apply(refused), std::logic_error);
      return;
    }
    transaction.apply(refused);
    request->state = shop::RefundState::refused;
  }

  void record_refund(Transaction& transaction, MoneyModel& model) {
    const shop::Payment* payment = any_payment(model);
    if (payment == nullptr) return;
    shop::Refund refund = refund_of(payment->charge.value());
    refund.payer = payment->payer;
    refund.at = any_time();
    const auto request = model.requests.find(payment->charge);
    if (request == model.requests.end()) refund.kind = shop::RefundKind::chargeback;
    if (model.refunds.contains(payment->charge)) {
      EXPECT_THROW(transaction.apply(shop::RefundRecorded{refund}), std::logic_error);
      return;
    }
    transaction.apply(shop::RefundRecorded{refund});
    model.refunds[refund.charge] = refund;
    take_course_back(transaction, model, *payment);
    if (request != model.requests.end()) request->second.state = shop::RefundState::done;
  }

  void forget(Transaction& transaction, MoneyModel& model) {
    if (!one_in(3)) return;
    const values::UserId user = any_user();
    transaction.apply(shop::UserForgotten{.bot = kBot, .user = user, .at = kNow});
    model.users.erase(user);
    model.subscriptions.erase(user);
    model.enrolments.erase(user);
    for (auto& [id, order] : model.orders) {
      if (order.user == user && !order.paid) order.user = values::UserId{0};
    }
    for (auto& [query, checkout] : model.checkouts) {
      if (checkout.payer == user && checkout.state != shop::CheckoutState::paid) checkout.payer = values::UserId{0};
    }
  }

  void act_as_owner(Transaction& transaction, MoneyModel& model) {
    model.audit.push_back(unique("action"));
    transaction.apply(owner_acted(model.audit.back()));
  }

  void reconcile(Transaction& transaction, MoneyModel& model) {
    const shop::StarTransaction entry{.id = std::to_string(pick(10)),
                                      .direction = one_in(2) ? shop::Direction::in : shop::Direction::out,
                                      .at = any_time()};
    transaction.apply(shop::TransactionNoted{kBot, entry});
    model.noted.insert({entry.id, entry.direction});
    model.reconciled += 1 + pick(100);
    transaction.apply(
        shop::ReconciledUpTo{.bot = kBot, .transactions = model.reconciled, .last = entry.id, .at = entry.at});
  }

  // What the model says.

  static bool is_kept(const MoneyModel& model, const shop::Payment& payment) {
    const auto request = model.requests.find(payment.charge);
    return !model.refunds.contains(payment.charge) &&
           (request == model.requests.end() || request->second.state == shop::RefundState::refused);
  }

  static bool is_open(const MoneyModel& model, values::OrderId order) {
    return std::any_of(model.checkouts.begin(), model.checkouts.end(), [&](const auto& each) {
      return each.second.order == order && each.second.state == shop::CheckoutState::approved;
    });
  }

  template <class Condition>
  static std::optional<values::ChargeId> oldest(const MoneyModel& model, Condition condition) {
    const shop::Payment* found = nullptr;
    for (const shop::Payment& payment : model.payments) {
      if (condition(payment) && (found == nullptr || payment.received_at < found->received_at)) found = &payment;
    }
    if (found == nullptr) return std::nullopt;
    return found->charge;
  }

  static std::optional<values::ChargeId> charge_of(const std::optional<shop::Payment>& payment) {
    if (!payment) return std::nullopt;
    return payment->charge;
  }

  // Comparisons.

  static void expect_equal_orders(Transaction& transaction, const MoneyModel& model) {
    for (const auto& [id, expected] : model.orders) {
      const auto order = transaction.order(id);
      ASSERT_TRUE(order);
      EXPECT_EQ(order->user, expected.user) << id;
      EXPECT_EQ(order->product, expected.product) << id;
      EXPECT_EQ(order->kind, expected.kind) << id;
      EXPECT_EQ(order->promo, expected.promo) << id;
      EXPECT_EQ(order->paid, expected.paid) << id;
      EXPECT_EQ(order->closed, expected.closed) << id;
    }
    for (const auto& [query, expected] : model.checkouts) {
      const auto checkout = transaction.checkout(query);
      ASSERT_TRUE(checkout);
      EXPECT_EQ(checkout->state, expected.state) << query;
      EXPECT_EQ(checkout->payer, expected.payer) << query;
    }
  }

  static void expect_equal_payments(Transaction& transaction, const MoneyModel& model) {
    for (const auto& [id, order] : model.orders) {
      const std::string payload = payload_of(id);
      EXPECT_EQ(
          charge_of(transaction.kept_payment_with(kBot, payload)),
          oldest(model, [&](const shop::Payment& each) { return each.payload == payload && is_kept(model, each); }))
          << payload;
      for (const values::UserId user : kUsers) {
        EXPECT_EQ(charge_of(transaction.first_charge(kBot, user, payload)),
                  oldest(model,
                         [&](const shop::Payment& each) {
                           return each.payload == payload && each.payer == user &&
                                  each.kind == shop::PaymentKind::first;
                         }))
            << payload << " of " << user;
      }
    }
    std::vector<const shop::Payment*> newest_first;
    for (const shop::Payment& payment : model.payments) newest_first.push_back(&payment);
    // Of two at the same time, the one recorded later stands behind the other in the list.
    std::sort(newest_first.begin(), newest_first.end(),
              [](const auto* a, const auto* b) { return std::pair(a->received_at, a) > std::pair(b->received_at, b); });
    EXPECT_EQ(charges_of(transaction.newest_payments(kBot, 1'000)), charges_of(newest_first));
    for (const values::UserId user : kUsers) {
      auto of_user = newest_first;
      std::erase_if(of_user, [&](const shop::Payment* payment) { return payment->payer != user; });
      EXPECT_EQ(charges_of(transaction.payments_of(kBot, user, 1'000)), charges_of(of_user));
    }
  }

  static std::vector<values::ChargeId> charges_of(const std::vector<const shop::Payment*>& payments) {
    std::vector<values::ChargeId> charges;
    for (const shop::Payment* payment : payments) charges.push_back(payment->charge);
    return charges;
  }

  static std::vector<values::ChargeId> charges_of(const std::vector<shop::Payment>& payments) {
    std::vector<values::ChargeId> charges;
    for (const shop::Payment& payment : payments) charges.push_back(payment.charge);
    return charges;
  }

  static void expect_equal_refunds(Transaction& transaction, const MoneyModel& model) {
    for (const shop::Payment& payment : model.payments) {
      const auto request = transaction.refund_request(payment.charge);
      const auto expected_request = model.requests.find(payment.charge);
      ASSERT_EQ(request.has_value(), expected_request != model.requests.end());
      if (request) {
        EXPECT_EQ(request->state, expected_request->second.state) << payment.charge;
      }
      const auto refund = transaction.refund(payment.charge);
      const auto expected_refund = model.refunds.find(payment.charge);
      ASSERT_EQ(refund.has_value(), expected_refund != model.refunds.end());
      if (refund) {
        EXPECT_EQ(refund->kind, expected_refund->second.kind) << payment.charge;
      }
    }
  }

  static void expect_equal_subscriptions(Transaction& transaction, const MoneyModel& model) {
    std::set<values::UserId> renewing;
    for (const values::UserId user : kUsers) {
      const auto expected = model.subscriptions.find(user);
      const auto subscription = transaction.subscription(kBot, user);
      ASSERT_EQ(subscription.has_value(), expected != model.subscriptions.end()) << user;
      EXPECT_EQ(transaction.user(kBot, user).has_value(), model.users.contains(user)) << user;
      if (!subscription) continue;
      EXPECT_EQ(*subscription, expected->second) << user;
      if (expected->second.renews()) renewing.insert(user);
    }
    std::set<values::UserId> found;
    for (const auto& subscription : transaction.renewing(kBot, shop::PlanId::pro, 100)) found.insert(subscription.user);
    EXPECT_EQ(found, renewing);
    EXPECT_EQ(transaction.newest_subscriptions(kBot, 100).size(), model.subscriptions.size());
  }

  static void expect_equal_enrolments(Transaction& transaction, const MoneyModel& model) {
    std::int64_t students = 0;
    for (const values::UserId user : kUsers) {
      const auto expected = model.enrolments.find(user);
      const auto enrolment = transaction.enrolment(kBot, user, kChess);
      ASSERT_EQ(enrolment.has_value(), expected != model.enrolments.end()) << user;
      if (!enrolment) continue;
      EXPECT_EQ(*enrolment, expected->second) << user;
      students += enrolment->owned ? 1 : 0;
    }
    const shop::CourseStatistics statistics = transaction.course_statistics(kBot, kChess);
    EXPECT_EQ(statistics.students, students);
    EXPECT_EQ(statistics.sales, model.courses_sold);
    EXPECT_EQ(statistics.received, values::Stars{750 * model.courses_sold});
  }

  void expect_equal_promo_uses(Transaction& transaction, const MoneyModel& model) {
    const shop::Order* any = any_of(model.orders);
    const std::optional<values::OrderId> except = any == nullptr ? std::nullopt : std::optional(any->id);
    for (const char* code : kCodes) {
      for (const values::UserId user : kUsers) {
        shop::PromoUses expected;
        for (const auto& [id, order] : model.orders) {
          if (order.promo != code || id == except || !(order.paid || is_open(model, id))) continue;
          ++expected.by_all;
          if (order.user == user) ++expected.by_customer;
        }
        const shop::PromoUses uses = transaction.promo_uses(kBot, code, user, except);
        EXPECT_EQ(uses.by_all, expected.by_all) << code;
        EXPECT_EQ(uses.by_customer, expected.by_customer) << code << " of " << user;
      }
    }
  }

  void expect_equal_sums(Transaction& transaction, const MoneyModel& model) {
    const auto first = std::chrono::floor<std::chrono::days>(kNow) + std::chrono::days{pick(3)};
    const auto end = first + std::chrono::days{pick(3)};
    Sales expected;
    for (const shop::Payment& payment : model.payments) {
      if (payment.received_at < first || payment.received_at >= end) continue;
      ++expected.payments;
      expected.received += payment.amount;
    }
    for (const auto& [charge, refund] : model.refunds) {
      if (refund.at < first || refund.at >= end) continue;
      ++expected.refunds;
      expected.refunded += refund.amount;
    }
    const Sales sales = transaction.sales(first, end);
    EXPECT_EQ(sales.payments, expected.payments);
    EXPECT_EQ(sales.received, expected.received);
    EXPECT_EQ(sales.refunds, expected.refunds);
    EXPECT_EQ(sales.refunded, expected.refunded);

    const Totals totals = transaction.totals();
    EXPECT_EQ(totals.users, static_cast<std::int64_t>(model.users.size()));
    EXPECT_EQ(totals.payments_succeeded, static_cast<std::int64_t>(model.payments.size()));
    EXPECT_EQ(totals.payments_failed, model.failed_payments);
    EXPECT_EQ(totals.refunds, static_cast<std::int64_t>(model.refunds.size()));
    EXPECT_EQ(totals.received, values::Stars{750 * totals.payments_succeeded});
    EXPECT_EQ(totals.refunded, values::Stars{750 * totals.refunds});
  }

  static void expect_equal_records_of_owners(Transaction& transaction, const MoneyModel& model) {
    std::vector<std::string> actions;
    for (const shop::AuditEntry& entry : transaction.newest_audit(kBot, 1'000)) actions.push_back(entry.action);
    EXPECT_EQ(actions, std::vector(model.audit.rbegin(), model.audit.rend()));
    const auto reconciled = transaction.reconciled(kBot);
    EXPECT_EQ(reconciled ? reconciled->transactions : 0, model.reconciled);
  }

  int last_ = 0;
};

TEST_P(MoneyModelTest, HoldsWhatTheListsHold) {
  run();
}

INSTANTIATE_TEST_SUITE_P(Seeds, MoneyModelTest, testing::Range(1U, 17U));

}  // namespace
}  // namespace store
