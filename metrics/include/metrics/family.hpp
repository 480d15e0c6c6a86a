#pragma once
// A family: the series of one metric name, told apart by the values of their labels.
//
//   auto& requests = registry.counter({
//       .name = "telegram_api_requests_total",
//       .help = "Calls of the Bot API.",
//       .labels = {"method", "outcome"},
//   });
//   requests.with("sendMessage", "ok").inc();
//   requests.remove("sendMessage", "ok");
//
// A family without labels is one series, `with()`, which exists from registration on. A labelled one begins empty;
// each combination of values exists from its first `with`, so call `with` early for those that should be scraped as 0.
//
// Thread-safe. Finding a series takes no lock; making and removing one does. References stay valid as long as the
// registry, also those to removed series: updates of them are seen nowhere.

#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>

#include "metrics/description.hpp"

namespace metrics {

template <class Metric>
class SeriesSet;

template <class Metric>
class Family {
 public:
  explicit Family(SeriesSet<Metric>& series) : series_(series) {}
  Family(const Family&) = delete;
  Family& operator=(const Family&) = delete;

  /// The series with these label values, one for each label name and in their order. Throws WrongLabelCount;
  /// InvalidLabelValue unless all are valid UTF-8; TooManySeries if the family is full and refuses more.
  Metric& with(const std::convertible_to<std::string_view> auto&... values) {
    const std::array<std::string_view, sizeof...(values)> list{std::string_view(values)...};
    return with(std::span<const std::string_view>(list));
  }
  Metric& with(std::span<const std::string_view> values);

  /// Takes this series out of all later scrapes; false if there is none. Asked for again by `with`, it is the same
  /// object and begins at 0 with a new start. Its memory is kept for that until the registry ends.
  bool remove(const std::convertible_to<std::string_view> auto&... values) {
    const std::array<std::string_view, sizeof...(values)> list{std::string_view(values)...};
    return remove(std::span<const std::string_view>(list));
  }
  bool remove(std::span<const std::string_view> values);

  /// Removes all series.
  void clear();

  /// How many series there are.
  std::size_t size() const;

  const Description& description() const;

 private:
  SeriesSet<Metric>& series_;
};

}  // namespace metrics
