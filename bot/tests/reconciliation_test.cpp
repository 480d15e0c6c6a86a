#include <limits>

#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using shop::Direction;
using shop::TransactionKind;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

telegram::TransactionPartner partner(std::string type) {
  return {.type = std::move(type),
          .transaction_type = std::nullopt,
          .user = std::nullopt,
          .invoice_payload = std::nullopt,
          .subscription_period = std::nullopt,
          .affiliate = std::nullopt};
}

telegram::TransactionPartner with_anna(std::string transaction_type) {
  telegram::TransactionPartner user = partner("user");
  user.transaction_type = std::move(transaction_type);
  user.user = user_of(kAnna);
  return user;
}

telegram::StarTransaction incoming(telegram::TransactionPartner source, std::int64_t amount = 100) {
  return {.id = "stx-1",
          .amount = amount,
          .nanostar_amount = std::nullopt,
          .date = std::chrono::sys_days{std::chrono::January / 30 / 2026},
          .source = std::move(source),
          .receiver = std::nullopt};
}

telegram::StarTransaction outgoing(telegram::TransactionPartner receiver, std::int64_t amount = 100) {
  telegram::StarTransaction transaction = incoming(partner("other"), amount);
  transaction.source.reset();
  transaction.receiver = std::move(receiver);
  return transaction;
}

TEST(TransactionOf, TellsEveryPartnerApart) {
  struct Case {
    telegram::TransactionPartner partner;
    TransactionKind in;
    TransactionKind out;
  };
  for (const Case& each : {
           Case{with_anna("invoice_payment"), TransactionKind::payment, TransactionKind::refund},
           Case{with_anna("gift_purchase"), TransactionKind::gift, TransactionKind::gift},
           Case{with_anna("premium_purchase"), TransactionKind::gift, TransactionKind::gift},
           Case{with_anna("paid_media_payment"), TransactionKind::other, TransactionKind::other},
           Case{with_anna("business_account_transfer"), TransactionKind::other, TransactionKind::other},
           Case{with_anna("invented_later"), TransactionKind::other, TransactionKind::other},
           Case{partner("user"), TransactionKind::other, TransactionKind::other},
           Case{partner("chat"), TransactionKind::other, TransactionKind::gift},
           Case{partner("affiliate_program"), TransactionKind::affiliate_commission,
                TransactionKind::affiliate_commission},
           Case{partner("fragment"), TransactionKind::withdrawal_returned, TransactionKind::withdrawal},
           Case{partner("telegram_ads"), TransactionKind::ads, TransactionKind::ads},
           Case{partner("telegram_api"), TransactionKind::broadcast_fee, TransactionKind::broadcast_fee},
           Case{partner("other"), TransactionKind::other, TransactionKind::other},
           Case{partner("invented_later"), TransactionKind::other, TransactionKind::other},
       }) {
    const auto in = transaction_of(incoming(each.partner));
    const auto out = transaction_of(outgoing(each.partner));
    ASSERT_TRUE(in && out) << each.partner.type;
    EXPECT_EQ(in->kind, each.in) << each.partner.type;
    EXPECT_EQ(in->direction, Direction::in);
    EXPECT_EQ(out->kind, each.out) << each.partner.type;
    EXPECT_EQ(out->direction, Direction::out);
  }
}

TEST(TransactionOf, KeepsWhatAPaymentSays) {
  telegram::TransactionPartner anna = with_anna("invoice_payment");
  anna.invoice_payload = "order:17";
  anna.subscription_period = 2'592'000;
  anna.affiliate = telegram::AffiliateInfo{.amount = 9, .nanostar_amount = 500'000'000};
  telegram::StarTransaction transaction = incoming(anna, 90);
  transaction.nanostar_amount = 500'000'000;
  const auto entry = transaction_of(transaction);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->id, "stx-1");
  EXPECT_EQ(entry->user, kAnna.id());
  EXPECT_EQ(entry->payload, "order:17");
  EXPECT_TRUE(entry->renews);
  EXPECT_EQ(values::to_string(entry->amount), "90.5");
  ASSERT_TRUE(entry->commission);
  EXPECT_EQ(values::to_string(*entry->commission), "9.5");
  EXPECT_EQ(entry->at, transaction.date);
}

TEST(TransactionOf, TakesACommissionGivenBackAsAnAmount) {
  telegram::TransactionPartner anna = with_anna("invoice_payment");
  anna.affiliate = telegram::AffiliateInfo{.amount = -9, .nanostar_amount = -500'000'000};
  EXPECT_EQ(values::to_string(*transaction_of(outgoing(anna))->commission), "9.5");
}

TEST(TransactionOf, RefusesWhatCannotBe) {
  const auto refused = [](telegram::StarTransaction transaction, std::optional<std::int64_t> nanostars = {}) {
    if (nanostars) transaction.nanostar_amount = nanostars;
    const auto entry = transaction_of(transaction);
    return entry ? std::string("not refused") : entry.error().message;
  };
  const telegram::TransactionPartner anna = with_anna("invoice_payment");
  for (const std::int64_t amount : {std::int64_t{-1}, kLeast}) {
    EXPECT_THAT(refused(incoming(anna, amount)), AllOf(HasSubstr("stx-1"), HasSubstr(std::to_string(amount))));
  }
  for (const std::int64_t parts : {std::int64_t{-1}, std::int64_t{1'000'000'000}, kMost, kLeast}) {
    EXPECT_THAT(refused(incoming(anna), parts), HasSubstr(std::to_string(parts)));
  }
  EXPECT_THAT(refused(incoming(anna, 4'000'000'001)), HasSubstr("at most 4000000000"));
  EXPECT_THAT(refused(incoming(anna, kMost)), HasSubstr("amount"));
  EXPECT_TRUE(transaction_of(incoming(anna, 4'000'000'000)));
  EXPECT_TRUE(transaction_of(incoming(anna, 0)));

  telegram::TransactionPartner greedy = anna;
  for (const std::int64_t commission : {kMost, kLeast, std::int64_t{4'000'000'001}, std::int64_t{-4'000'000'001}}) {
    greedy.affiliate = telegram::AffiliateInfo{.amount = commission, .nanostar_amount = std::nullopt};
    EXPECT_THAT(refused(incoming(greedy)), HasSubstr("commission")) << commission;
  }

  telegram::StarTransaction both = incoming(anna);
  both.receiver = anna;
  EXPECT_THAT(refused(both), HasSubstr("either a source or a receiver"));
  both.source.reset();
  both.receiver.reset();
  EXPECT_THAT(refused(both), HasSubstr("either a source or a receiver"));

  telegram::StarTransaction nameless = incoming(anna);
  nameless.id.clear();
  EXPECT_THAT(refused(nameless), HasSubstr("no id"));
  nameless = incoming(anna, -1);
  nameless.id = std::string(100'000, 'x') + "\xFF";
  EXPECT_LT(refused(nameless).size(), 1'000U);
}

shop::StarTransaction payment(std::string payload, std::int64_t stars = 100, std::string charge = "stx-1") {
  return {.id = std::move(charge),
          .direction = Direction::in,
          .kind = TransactionKind::payment,
          .amount = values::Nanostars{values::Stars{stars}},
          .at = std::chrono::sys_days{std::chrono::January / 30 / 2026},
          .user = kAnna.id(),
          .payload = std::move(payload),
          .commission = std::nullopt};
}

shop::StarTransaction refund(std::string charge = "bought-1", std::int64_t stars = 100) {
  shop::StarTransaction transaction = payment("order:1", stars, std::move(charge));
  transaction.direction = Direction::out;
  transaction.kind = TransactionKind::refund;
  return transaction;
}

TEST(Reconciliation, BooksAPaymentThatTheBotNeverHeardOf) {
  Scene scene;
  scene.says(kAnna, "/buy lite");
  const Answers answers = scene.finds(payment("order:1"));
  const shop::Payment booked = *scene.store.payment(values::ChargeId{"stx-1"});
  EXPECT_EQ(booked.source, shop::LedgerSource::reconciliation);
  EXPECT_EQ(booked.amount, values::Stars{100});
  EXPECT_EQ(booked.payer, kAnna.id());
  EXPECT_EQ(booked.order, values::OrderId{1});
  EXPECT_EQ(booked.received_at, std::chrono::sys_days{std::chrono::January / 30 / 2026});
  EXPECT_TRUE(scene.store.subscription(kBot, kAnna.id())->active_at(scene.now));
  ASSERT_THAT(answers.to(kAnna), SizeIs(1));
  EXPECT_EQ(answers.to(kAnna)[0].lane, store::Lane::receipt);
  EXPECT_EQ((scene.store.counters[{shop::kPaymentTransactions, "success"}]), 1);
  EXPECT_EQ((scene.store.counters[{shop::kImportedPayments, ""}]), 1);
}

TEST(Reconciliation, LeavesAloneWhatIsKnown) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const Answers answers = scene.finds(payment("order:1", 100, "bought-1"));
  EXPECT_THAT(answers.all, IsEmpty());
  EXPECT_THAT(answers.decision.effects, IsEmpty());
}

TEST(Reconciliation, BooksOnlyOnceWhoeverTellsFirst) {
  Scene scene;
  scene.says(kAnna, "/buy lite");
  scene.finds(payment("order:1"));
  scene.finds(payment("order:1"));
  const Answers late = scene.is_charged(kAnna, {.payload = "order:1", .charge = "stx-1"});
  EXPECT_THAT(late.all, IsEmpty());
  EXPECT_THAT(scene.store.payments, SizeIs(1));
  EXPECT_EQ((scene.store.counters[{shop::kPaymentTransactions, "success"}]), 1);
}

TEST(Reconciliation, SpeaksTheLanguageThatTheCustomerSpoke) {
  Scene scene;
  scene.says(kIvan, "/buy lite");
  shop::StarTransaction found = payment("order:1");
  found.user = kIvan.id();
  const Answers answers = scene.finds(found);
  ASSERT_THAT(answers.to(kIvan), SizeIs(1));
  EXPECT_THAT(answers.to(kIvan)[0].text(), HasSubstr("Оплачено"));
}

TEST(Reconciliation, BooksWhatTheCustomerPaidWhateverAnAffiliateGot) {
  for (const auto& [amount, commission] : {std::pair{std::int64_t{100}, std::int64_t{10}}, {90, 10}, {100, 0}}) {
    Scene scene;
    scene.says(kAnna, "/buy lite");
    shop::StarTransaction found = payment("order:1", amount);
    found.commission = values::Nanostars{values::Stars{commission}};
    scene.finds(found);
    EXPECT_EQ(scene.store.payment(values::ChargeId{"stx-1"})->amount, values::Stars{100}) << amount;
    EXPECT_TRUE(scene.store.subscription(kBot, kAnna.id())) << amount;
  }
  Scene scene;
  scene.says(kAnna, "/buy lite");
  shop::StarTransaction found = payment("order:1");
  found.amount = values::Nanostars{90'500'000'000};
  found.commission = values::Nanostars{9'500'000'000};
  scene.finds(found);
  EXPECT_EQ(scene.store.payment(values::ChargeId{"stx-1"})->amount, values::Stars{100});
}

TEST(Reconciliation, BooksARenewalThatTheBotNeverHeardOf) {
  Scene scene;
  const std::string payload = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, payload, "stx-first", true);
  const values::Timestamp paid_until = scene.store.subscription(kBot, kAnna.id())->ends_at;
  scene.now = paid_until + std::chrono::hours{5};
  shop::StarTransaction found = payment(payload, 100, "stx-second");
  found.renews = true;
  found.at = paid_until;
  scene.finds(found);
  EXPECT_EQ(scene.store.payment(values::ChargeId{"stx-second"})->kind, shop::PaymentKind::renewal);
  EXPECT_EQ(scene.store.subscription(kBot, kAnna.id())->ends_at, paid_until + std::chrono::days{30});
}

TEST(Reconciliation, TellsOwnersOfAPaymentForNothingKnown) {
  Scene scene;
  const Answers answers = scene.finds(payment("forged'; DROP TABLE payments"));
  EXPECT_THAT(scene.store.payments, SizeIs(1));
  EXPECT_THAT(answers.to(kOwen), SizeIs(1));
  EXPECT_THAT(scene.store.subscriptions, IsEmpty());
}

TEST(Reconciliation, TellsOwnersOfWhatCannotBeBooked) {
  const auto without_payer = [](shop::StarTransaction transaction) {
    transaction.user.reset();
    return transaction;
  };
  for (const shop::StarTransaction& strange : {without_payer(payment("order:1")), payment("order:1", 0),
                                               without_payer(refund("stx-unknown")), refund("stx-unknown", 0)}) {
    Scene scene;
    scene.says(kOlga, "/start");
    scene.says(kAnna, "/buy lite");
    const Answers answers = scene.finds(strange);
    EXPECT_THAT(scene.store.payments, IsEmpty());
    EXPECT_THAT(scene.store.refunds, IsEmpty());
    EXPECT_THAT(scene.store.transactions, SizeIs(1));
    ASSERT_THAT(answers.to(kOwen), SizeIs(1));
    EXPECT_THAT(answers.to(kOwen)[0].text(), AllOf(HasSubstr("can't book"), HasSubstr(strange.id)));
    EXPECT_THAT(answers.to(kOlga)[0].text(), HasSubstr("не могу учесть"));
    EXPECT_EQ(answers.to(kOwen)[0].lane, store::Lane::receipt);
  }
}

TEST(Reconciliation, FindsAChargeback) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const Answers answers = scene.finds(refund());
  const shop::Refund booked = *scene.store.refund(values::ChargeId{"bought-1"});
  EXPECT_EQ(booked.kind, shop::RefundKind::chargeback);
  EXPECT_EQ(booked.source, shop::LedgerSource::reconciliation);
  EXPECT_EQ(booked.amount, values::Stars{100});
  EXPECT_EQ(booked.at, std::chrono::sys_days{std::chrono::January / 30 / 2026});
  EXPECT_FALSE(scene.store.subscription(kBot, kAnna.id())->active_at(scene.now));
  EXPECT_THAT(answers.to(kOwen), SizeIs(1));
  EXPECT_EQ((scene.store.counters[{shop::kRefunds, "chargeback"}]), 1);
  EXPECT_EQ((scene.store.counters[{shop::kRefundedStars, ""}]), 100);

  EXPECT_THAT(scene.finds(refund()).decision.effects, IsEmpty()) << "found once";
}

TEST(Reconciliation, KnowsARefundThatWasAskedFor) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.says(kOwen, "/refund bought-1");
  scene.finds(refund());
  EXPECT_EQ(scene.store.refund(values::ChargeId{"bought-1"})->kind, shop::RefundKind::refund);
  EXPECT_EQ(scene.store.refund_request(values::ChargeId{"bought-1"})->state, shop::RefundState::done);
  EXPECT_THAT(scene.is_answered("refundStarPayment", "bought-1", "true").decision.effects, IsEmpty())
      << "whatever comes first records";
}

TEST(Reconciliation, FindsARefundLessTheCommission) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  shop::StarTransaction found = refund("bought-1", 90);
  found.commission = values::Nanostars{values::Stars{10}};
  scene.finds(found);
  EXPECT_EQ(scene.store.refund(values::ChargeId{"bought-1"})->amount, values::Stars{100});
}

TEST(Reconciliation, GivesARefundBackToWhoeverPaid) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  shop::StarTransaction nameless = refund();
  nameless.user.reset();
  const Answers answers = scene.finds(nameless);
  EXPECT_EQ(scene.store.refund(values::ChargeId{"bought-1"})->payer, kAnna.id());
  EXPECT_THAT(answers.to(kAnna), SizeIs(1));
}

TEST(Reconciliation, NotesEverythingElse) {
  Scene scene;
  for (const TransactionKind kind : {TransactionKind::withdrawal, TransactionKind::withdrawal_returned,
                                     TransactionKind::ads, TransactionKind::broadcast_fee, TransactionKind::gift,
                                     TransactionKind::affiliate_commission, TransactionKind::other}) {
    shop::StarTransaction entry = payment("", 100, "entry-" + std::string(shop::to_string(kind)));
    entry.kind = kind;
    const Answers answers = scene.finds(entry);
    EXPECT_THAT(answers.effects<shop::TransactionNoted>(), SizeIs(1));
    EXPECT_THAT(answers.all, IsEmpty());
  }
  EXPECT_THAT(scene.store.payments, IsEmpty());
  EXPECT_THAT(scene.store.transactions, SizeIs(7));
}

TEST(Reconciliation, NotesAPaymentThatGoesTheWrongWay) {
  Scene scene;
  shop::StarTransaction backwards = payment("order:1");
  backwards.direction = Direction::out;
  EXPECT_THAT(scene.finds(backwards).effects<shop::TransactionNoted>(), SizeIs(1));
  backwards = refund();
  backwards.direction = Direction::in;
  EXPECT_THAT(scene.finds(backwards).effects<shop::TransactionNoted>(), SizeIs(1));
  EXPECT_THAT(scene.store.payments, IsEmpty());
  EXPECT_THAT(scene.store.refunds, IsEmpty());
}

}  // namespace
}  // namespace bot
