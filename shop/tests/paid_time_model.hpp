#pragma once
// What a customer has paid for, reckoned the plain way: time is a tape of cells of six hours, and in each cell lie the
// Stars that this time was bought with. Nothing is computed by formula that can be done cell by cell. The property test
// holds shop/subscription.hpp against it.

#include <cstdint>
#include <optional>
#include <vector>

namespace shop {

class PaidTimeModel {
 public:
  /// A place on the tape; what was paid may end within a cell.
  using Place = double;

  static constexpr int kCellsInADay = 4;
  static constexpr std::int64_t kRenewalCells = std::int64_t{30} * kCellsInADay;

  struct Plan {
    int id;
    double price;
    std::int64_t cells;  ///< Its period.
  };

  struct Charge {
    int subscription;  ///< Telegram's: the same for its first charge and its renewals.
    double amount;
    std::int64_t at;
    std::optional<std::int64_t> until;
  };

  struct Renewal {
    int subscription;
    std::int64_t until;
  };

  void set_clock(std::int64_t cell) { now_ = cell; }

  void add(const Plan& plan, std::int64_t cells, double stars);
  void charge(const Plan& plan, const Charge& charge);
  void refund(double stars);
  void revoke();

  bool has_plan() const { return plan_.has_value(); }
  int plan() const { return *plan_; }
  Place end() const { return end_; }
  double stars_left() const { return stars_from(first_ahead()); }
  const std::optional<Renewal>& renewal() const { return renewal_; }

 private:
  static constexpr std::int64_t kFirstCell = -2'000;

  double& cell(std::int64_t number);
  double stars_from(std::int64_t first) const;
  bool runs(int plan) const { return plan_ == plan && end_ > static_cast<Place>(now_); }
  bool runs_another(int plan) const { return plan_ && *plan_ != plan && end_ > static_cast<Place>(now_); }
  /// The first cell that still can be given back or spread anew.
  std::int64_t first_ahead() const { return now_ > first_ ? now_ : first_; }

  void clear_from(std::int64_t first);
  void lay(double stars, Place from, Place to);
  /// How long the Stars of another plan last at the price of this one.
  static Place time_bought(double stars, const Plan& plan);
  void empty();

  std::int64_t now_ = 0;
  std::vector<double> tape_;  ///< From kFirstCell on.
  std::optional<int> plan_;
  std::int64_t first_ = 0;  ///< Of the cells with Stars of this plan, evenly spread.
  Place end_ = 0;
  std::optional<Renewal> renewal_;
};

}  // namespace shop
