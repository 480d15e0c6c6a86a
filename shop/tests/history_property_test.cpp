// Random histories of one customer, played through the shop's functions and through a model that lays Stars into cells
// of time. After every step both must say the same, and the rules that no step may break are checked. A failure prints
// the seed and the history.

#include <algorithm>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "paid_time_model.hpp"
#include "printing.hpp"
#include "shop/checkout.hpp"
#include "shop/subscription.hpp"

namespace shop {
namespace {

using std::chrono::days;
using values::Nanostars;
using values::Stars;
using values::Timestamp;

constexpr std::chrono::milliseconds kCell = std::chrono::milliseconds{days{1}} / PaidTimeModel::kCellsInADay;
constexpr Timestamp kFirstMoment{days{20'000}};

Timestamp moment(std::int64_t cell) {
  return kFirstMoment + cell * kCell;
}

double in_stars(Nanostars amount) {
  return static_cast<double>(amount.amount()) / static_cast<double>(Nanostars::kInAStar);
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  int pick(int least, int most) { return std::uniform_int_distribution(least, most)(engine_); }
  bool chance(int percent) { return pick(1, 100) <= percent; }

 private:
  std::mt19937 engine_;
};

PlanOffer random_offer(PlanId id, Random& random) {
  PlanOffer offer;
  offer.id = id;
  offer.price = Stars{random.pick(100, 1000)};
  offer.period = days{random.chance(60) ? 30 : random.pick(10, 60)};
  return offer;
}

/// A customer, as the shop sees them and as the model does.
class History {
 public:
  explicit History(unsigned seed) : random_(seed) {
    for (const PlanId id : kAllPlans) offers_.push_back(random_offer(id, random_));
    log_ << "seed " << seed;
    for (const PlanOffer& offer : offers_) {
      log_ << "; " << to_string(offer.id) << " " << offer.price << " for " << offer.period.count() << " days";
    }
    log_ << "\n";
  }

  void step() {
    ++steps_;
    const auto before = current_;
    switch (random_.pick(0, 11)) {
      case 0:
      case 1:
      case 2:
        move_clock();
        break;
      case 3:
      case 4:
        buy();
        break;
      case 5:
        grant();
        break;
      case 6:
        subscribe();
        break;
      case 7:
      case 8:
        renew();
        break;
      case 9:
        refund();
        break;
      case 10:
        random_.chance(15) ? revoke() : charge_again();
        break;
      default:
        change_renewal();
    }
    if (!current_) return;
    const bool end_moved = !before || before->ends_at != current_->ends_at;
    if (end_moved) told_.clear();
    check_model();
    tell_notices();
  }

  /// Everything that could still be given back goes back.
  void refund_all() {
    if (!current_ || !current_->active_at(now())) return;
    const Stars left{worth_left(*current_, now()).whole().amount() + 1};
    log_ << "refund of all that is left\n";
    current_ = after_refund(*current_, left, now());
    EXPECT_TRUE(taken_back(*current_));
    EXPECT_EQ(current_->ends_at, now());
    EXPECT_EQ(stage_of(*current_, rules_, now()), PlanStage::over);
  }

  std::string story() const { return log_.str(); }

 private:
  Timestamp now() const { return moment(cell_); }
  Occasion occasion() const { return {.bot = values::BotId{1}, .user = values::UserId{100}, .now = now()}; }
  const PlanOffer& any_offer() { return offers_[static_cast<std::size_t>(random_.pick(0, 2))]; }
  Nanostars left() const { return current_ ? worth_left(*current_, now()) : Nanostars{}; }

  static PaidTimeModel::Plan model_plan(const PlanOffer& offer) {
    return {static_cast<int>(offer.id), static_cast<double>(offer.price.amount()),
            offer.period.count() * PaidTimeModel::kCellsInADay};
  }

  void move_clock() {
    const Nanostars before = left();
    const int cells = random_.chance(15)   ? -random_.pick(1, 60)
                      : random_.chance(10) ? random_.pick(200, 500)
                                           : random_.pick(0, 60);
    cell_ = std::max<std::int64_t>(cell_ + cells, 0);
    model_.set_clock(cell_);
    log_ << "clock moves by " << cells << " cells to " << values::format_rfc3339(now()) << "\n";
    EXPECT_TRUE(cells < 0 || left() <= before) << "time gives no Stars back";
  }

  void buy() {
    const PlanOffer& offer = any_offer();
    const bool with_promo = random_.chance(30);
    const PromoCode promo{.code = "CODE", .discount = PercentOff{random_.pick(1, 99)}};
    const Stars price = price_now(offer, with_promo ? &promo : nullptr);
    log_ << "buys " << to_string(offer.id) << " for " << price << "\n";
    const Nanostars before = left();
    check_credit(offer);
    current_ = after_purchase(offer, price, current_, occasion());
    model_.add(model_plan(offer), model_plan(offer).cells, static_cast<double>(price.amount()));
    check_worth(before, Nanostars{price});
  }

  void grant() {
    const PlanOffer& offer = any_offer();
    const days granted{random_.pick(1, 40)};
    log_ << "is granted " << to_string(offer.id) << " for " << granted.count() << " days\n";
    const Nanostars before = left();
    const Nanostars value{values::scale(Nanostars{offer.price}.amount(), granted.count(),
                                        static_cast<std::int64_t>(offer.period.count()))};
    current_ = after_grant(offer, granted, current_, occasion());
    model_.add(model_plan(offer), granted.count() * PaidTimeModel::kCellsInADay, in_stars(value));
    check_worth(before, value);
  }

  void subscribe() {
    const PlanOffer& offer = any_offer();
    const std::int64_t at = random_.chance(30) ? cell_ - random_.pick(1, 8) : cell_;
    links_.push_back({static_cast<int>(links_.size()), offer.id, at});
    links_.back().until = at + PaidTimeModel::kRenewalCells;
    charge(links_.back(), at);
  }

  /// Telegram charges at about the time when what was paid ends; the bot may hear of it late, and from its account
  /// only.
  void renew() {
    if (links_.empty()) return;
    Link& link = links_[static_cast<std::size_t>(random_.pick(0, static_cast<int>(links_.size()) - 1))];
    if (cell_ < link.until - 2) return;
    const std::int64_t at = std::max(link.until - 2, cell_ - random_.pick(0, 8));
    link.until = std::max(at, link.until) + PaidTimeModel::kRenewalCells;
    charge(link, at);
  }

  struct Link {
    int number;
    PlanId plan;
    std::int64_t until;
  };

  static RecurringCharge recurring(const Link& link, const PlanOffer& offer, std::int64_t at, bool dated) {
    return {.first = values::ChargeId{"charge-" + std::to_string(link.number)},
            .order = values::OrderId{link.number + 1},
            .amount = offer.price,
            .paid_until = dated ? std::optional(moment(link.until)) : std::nullopt,
            .at = moment(at)};
  }

  void charge(const Link& link, std::int64_t at) {
    const PlanOffer& offer = offers_[static_cast<std::size_t>(link.plan)];
    const bool dated = random_.chance(70);
    log_ << "is charged for subscription " << link.number << " to " << to_string(offer.id) << " at "
         << values::format_rfc3339(moment(at)) << (dated ? " until " : " without a date, until ")
         << values::format_rfc3339(moment(link.until)) << "\n";
    const auto before = current_;
    const Nanostars worth_before = left();
    last_charge_ = recurring(link, offer, at, dated);
    current_ = after_recurring(offer, last_charge_, current_, occasion());
    model_.charge(model_plan(offer), {.subscription = link.number,
                                      .amount = static_cast<double>(offer.price.amount()),
                                      .at = at,
                                      .until = dated ? std::optional(link.until) : std::nullopt});
    EXPECT_LE(left(), worth_before + Nanostars{offer.price}) << "Stars out of nothing";
    if (before && before->plan == current_->plan) {
      EXPECT_GE(current_->ends_at, before->ends_at) << "a charge shortened the plan";
      EXPECT_TRUE(!before->renewal || current_->renewal->paid_until >= before->renewal->paid_until);
    }
  }

  /// The same charge once more, as after a crash.
  void charge_again() {
    if (!current_ || !current_->renewal || current_->renewal->charge != last_charge_.first) return;
    RecurringCharge again = last_charge_;
    again.paid_until =
        std::min(again.paid_until.value_or(current_->renewal->paid_until), current_->renewal->paid_until);
    log_ << "the last charge is told again\n";
    EXPECT_EQ(after_recurring(offers_[static_cast<std::size_t>(current_->plan)], again, current_, occasion()),
              current_);
  }

  void refund() {
    if (!current_ || !current_->active_at(now())) return;
    const Stars amount{random_.pick(1, 1500)};
    log_ << "gets " << amount << " back\n";
    const Nanostars before = left();
    const auto previous = *current_;
    current_ = after_refund(previous, amount, now());
    model_.refund(static_cast<double>(amount.amount()));
    const Nanostars expected = std::max(Nanostars{}, before - Nanostars{amount});
    EXPECT_LE(left(), expected);
    EXPECT_GE(left() + one_millisecond(), expected);
    EXPECT_LE(current_->ends_at, previous.ends_at);
    EXPECT_EQ(current_->renewal, previous.renewal);
  }

  void revoke() {
    if (!current_ || !current_->active_at(now())) return;
    log_ << "is revoked\n";
    current_ = after_revocation(*current_, now());
    model_.revoke();
    EXPECT_EQ(stage_of(*current_, rules_, now()), PlanStage::over);
  }

  void change_renewal() {
    if (!current_) return;
    const auto state = static_cast<RenewalState>(random_.pick(0, 2));
    log_ << "renewal becomes " << to_string(state) << "\n";
    current_ = with_renewal(*current_, state);
  }

  /// What the dearest plan costs for so long: more than any step may lose to rounding.
  Nanostars one_millisecond() const {
    const auto rate = [](const PlanOffer& offer) {
      return Nanostars{offer.price}.amount() / std::chrono::milliseconds{offer.period}.count() + 2;
    };
    std::int64_t most = 0;
    for (const PlanOffer& offer : offers_) most = std::max({most, rate(offer), offer.price.amount()});
    return Nanostars{most};
  }

  void check_worth(Nanostars before, Nanostars paid) {
    EXPECT_LE(left(), before + paid) << "Stars out of nothing";
    EXPECT_GE(left() + Nanostars{2}, before + paid) << "Stars were lost";
    EXPECT_GE(current_->ends_at, now());
  }

  void check_credit(const PlanOffer& offer) {
    const auto credit = credit_for(offer, current_, now());
    EXPECT_GE(credit.count(), 0);
    const double value = static_cast<double>(credit.count()) * static_cast<double>(offer.price.amount()) /
                         static_cast<double>(std::chrono::milliseconds{offer.period}.count());
    EXPECT_LE(value, in_stars(left()) + 1e-9) << "the credit is worth more than what was left";
  }

  void check_model() {
    const double tolerance = steps_ * 4 * in_stars(one_millisecond()) + 1e-6;
    EXPECT_NEAR(in_stars(left()), model_.stars_left(), tolerance) << *current_;

    double cheapest = 1e9;
    for (const PlanOffer& offer : offers_) {
      const PaidTimeModel::Plan plan = model_plan(offer);
      cheapest = std::min(cheapest, plan.price / static_cast<double>(plan.cells));
    }
    const double end =
        static_cast<double>((current_->ends_at - kFirstMoment).count()) / static_cast<double>(kCell.count());
    EXPECT_NEAR(end, model_.end(), tolerance / cheapest + 1e-5) << *current_;
    EXPECT_EQ(static_cast<int>(current_->plan), model_.plan());

    ASSERT_EQ(current_->renewal.has_value(), model_.renewal().has_value());
    if (!current_->renewal) return;
    EXPECT_EQ(current_->renewal->paid_until, moment(model_.renewal()->until));
    EXPECT_EQ(current_->renewal->order, values::OrderId{model_.renewal()->subscription + 1});
  }

  void tell_notices() {
    const auto next = next_notice(*current_, rules_, now());
    EXPECT_TRUE(!next || *next > now());
    while (const auto notice = notice_due(*current_, rules_, now())) {
      EXPECT_LE(notice->due, now());
      log_ << "hears notice " << static_cast<int>(notice->kind) << "\n";
      ASSERT_TRUE(told_.emplace(notice->kind, notice->due).second) << "the same notice twice";
      current_ = noticed(*current_, *notice);
    }
  }

  Random random_;
  std::vector<PlanOffer> offers_;
  PlanRules rules_;
  std::int64_t cell_ = 0;
  int steps_ = 0;
  std::optional<Subscription> current_;
  PaidTimeModel model_;
  std::vector<Link> links_;
  RecurringCharge last_charge_;
  std::set<std::pair<NoticeKind, Timestamp>> told_;  ///< Of the present end.
  std::ostringstream log_;
};

TEST(HistoryProperty, TheShopAndTheModelAgreeOnEveryHistory) {
  for (unsigned seed = 0; seed < 4'000 && !testing::Test::HasFailure(); ++seed) {
    History history(seed);
    for (int step = 0; step < 30 && !testing::Test::HasFailure(); ++step) history.step();
    history.refund_all();
    EXPECT_FALSE(testing::Test::HasFailure()) << history.story();
  }
}

/// Purchases, grants and first charges that don't know of each other.
class Additions {
 public:
  explicit Additions(unsigned seed) : random_(seed) {
    for (const PlanId id : kAllPlans) offers_.push_back(random_offer(id, random_));
    if (random_.chance(70)) {
      const PlanOffer& first = offers_[static_cast<std::size_t>(random_.pick(0, 2))];
      before_ = after_purchase(first, first.price, std::nullopt, {.now = moment(-random_.pick(0, 200))});
    }
    const auto plan = static_cast<std::size_t>(random_.pick(0, 2));
    for (int count = random_.pick(2, 5); count > 0; --count) {
      additions_.push_back({random_.pick(0, 2), offers_[plan], random_.pick(1, 40)});
    }
    bool has_charge = false;
    for (Addition& each : additions_) {
      if (each.kind == 2 && std::exchange(has_charge, true)) each.kind = 0;
    }
  }

  Subscription made() const {
    std::optional<Subscription> current = before_;
    for (const Addition& each : additions_) current = after(each, current);
    return *current;
  }

  void shuffle(std::mt19937& random) { std::ranges::shuffle(additions_, random); }

 private:
  struct Addition {
    int kind;
    PlanOffer offer;
    int number;
  };

  static Subscription after(const Addition& addition, const std::optional<Subscription>& current) {
    const Occasion occasion{.now = moment(0)};
    if (addition.kind == 0) return after_purchase(addition.offer, Stars{addition.number}, current, occasion);
    if (addition.kind == 1) return after_grant(addition.offer, days{addition.number}, current, occasion);
    return after_recurring(addition.offer,
                           {.first = values::ChargeId{"first"},
                            .order = values::OrderId{1},
                            .amount = addition.offer.price,
                            .paid_until = moment(PaidTimeModel::kRenewalCells),
                            .at = moment(0)},
                           current, occasion);
  }

  Random random_;
  std::vector<PlanOffer> offers_;
  std::optional<Subscription> before_;
  std::vector<Addition> additions_;
};

TEST(HistoryProperty, TheOrderOfIndependentAdditionsDoesNotMatter) {
  std::mt19937 random(1);
  for (unsigned seed = 0; seed < 4'000; ++seed) {
    Additions additions(seed);
    const Subscription one_way = additions.made();
    additions.shuffle(random);
    const Subscription another = additions.made();
    ASSERT_EQ(one_way, another) << "seed " << seed;
  }
}

}  // namespace
}  // namespace shop
