#pragma once
// Updates that are no possible values of a metric: they change nothing, are counted in
// `metrics_invalid_updates_total`, and the first one of each family is reported.
//
// Thread-safe; never throws.

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace metrics {

/// Those of all families of a registry.
class MisuseLog {
 public:
  /// `report` takes one line of text, without a line feed.
  explicit MisuseLog(std::function<void(std::string_view)> report) : report_(std::move(report)) {}

  void count(std::uint64_t updates = 1) noexcept { count_.fetch_add(updates, std::memory_order_relaxed); }
  std::uint64_t counted() const noexcept { return count_.load(std::memory_order_relaxed); }
  void report(std::string_view line) noexcept;

 private:
  const std::function<void(std::string_view)> report_;
  std::atomic<std::uint64_t> count_{0};
};

/// Those of one family.
class Misuse {
 public:
  /// `title` names the family: "counter 'payments_total' (shop_metrics.cpp:17)".
  Misuse(MisuseLog& log, std::string title) : log_(log), title_(std::move(title)) {}

  /// `rule` ends the report's sentence: "ignored -1: a counter only goes up".
  void ignored(double value, std::string_view rule) noexcept;
  void ignored(std::string_view value, std::string_view rule) noexcept;

  /// Reports, but for what was reported before, and counts nothing: "reached its limit of 100 series".
  void report_once(std::string_view what) noexcept;

 private:
  MisuseLog& log_;
  const std::string title_;
  std::atomic_flag reported_;
};

}  // namespace metrics
