#include "paid_time_model.hpp"

#include <algorithm>
#include <cmath>

namespace shop {

double& PaidTimeModel::cell(std::int64_t number) {
  const auto index = static_cast<std::size_t>(number - kFirstCell);
  if (index >= tape_.size()) tape_.resize(index + 1);
  return tape_.at(index);
}

double PaidTimeModel::stars_from(std::int64_t first) const {
  double stars = 0;
  for (auto index = static_cast<std::size_t>(first - kFirstCell); index < tape_.size(); ++index) stars += tape_[index];
  return stars;
}

void PaidTimeModel::clear_from(std::int64_t first) {
  tape_.resize(std::min(tape_.size(), static_cast<std::size_t>(first - kFirstCell)));
}

void PaidTimeModel::lay(double stars, Place from, Place to) {
  const Place length = to - from;
  if (length <= 0) return;
  for (auto place = static_cast<std::int64_t>(std::floor(from)); static_cast<Place>(place) < to; ++place) {
    const Place covered = std::min(to, static_cast<Place>(place + 1)) - std::max(from, static_cast<Place>(place));
    cell(place) += stars * covered / length;
  }
}

PaidTimeModel::Place PaidTimeModel::time_bought(double stars, const Plan& plan) {
  const double price_of_a_cell = plan.price / static_cast<double>(plan.cells);
  Place bought = 0;
  for (; stars >= price_of_a_cell; stars -= price_of_a_cell) bought += 1;
  return bought + stars / price_of_a_cell;
}

void PaidTimeModel::add(const Plan& plan, std::int64_t cells, double stars) {
  const bool goes_on = runs(plan.id);
  const std::int64_t first = goes_on ? first_ahead() : now_;
  const double left = stars_left();
  const Place credit = runs_another(plan.id) ? time_bought(left, plan) : 0;
  end_ = (goes_on ? end_ : static_cast<Place>(now_) + credit) + static_cast<Place>(cells);
  if (plan_ != plan.id) renewal_.reset();
  plan_ = plan.id;
  first_ = first;
  clear_from(first);
  lay(left + stars, static_cast<Place>(first), end_);
}

void PaidTimeModel::charge(const Plan& plan, const Charge& charge) {
  const bool same_plan = plan_ == plan.id;
  const bool continues = same_plan && renewal_ && renewal_->subscription == charge.subscription;
  const std::int64_t from = continues ? std::max(charge.at, renewal_->until) : charge.at;
  const std::int64_t until = charge.until.value_or(from + kRenewalCells);
  if (continues && until <= renewal_->until) return;
  if (runs_another(plan.id) && until <= now_) return;

  const std::int64_t first = same_plan ? first_ahead() : now_;
  double left = stars_left();
  const Place credit = runs_another(plan.id) ? time_bought(left, plan) : 0;
  // The new Stars lie behind what is there; those in cells that have passed are used up at once.
  const Place begin = same_plan ? std::max(end_, static_cast<Place>(from)) : static_cast<Place>(from);
  const Place end = begin + static_cast<Place>(until - from);
  clear_from(std::min(first, from));
  lay(charge.amount, begin, end);
  end_ = end;
  left += stars_from(first);
  end_ = std::max(static_cast<Place>(now_), end) + credit;

  if (!(same_plan && renewal_ && renewal_->until > until)) renewal_ = Renewal{charge.subscription, until};
  plan_ = plan.id;
  clear_from(std::min(first, from));
  const bool over = end_ <= static_cast<Place>(now_);
  first_ = over ? from : first;
  lay(over ? charge.amount : left, static_cast<Place>(first_), end_);
}

void PaidTimeModel::refund(double stars) {
  constexpr double kNothing = 1e-6;
  const std::int64_t first = first_ahead();
  if (stars_from(first) - stars < kNothing) return empty();
  // From the end on, cell by cell.
  first_ = first;
  while (stars > 0) {
    const auto last = static_cast<std::int64_t>(std::ceil(end_)) - 1;
    double& there = cell(last);
    if (there <= stars) {
      stars -= there;
      there = 0;
      end_ = static_cast<Place>(last);
    } else {
      end_ -= (end_ - static_cast<Place>(last)) * stars / there;
      there -= stars;
      stars = 0;
    }
  }
}

void PaidTimeModel::revoke() {
  empty();
}

void PaidTimeModel::empty() {
  end_ = std::min(end_, static_cast<Place>(now_));
  first_ = static_cast<std::int64_t>(std::ceil(end_));
  clear_from(first_);
}

}  // namespace shop
