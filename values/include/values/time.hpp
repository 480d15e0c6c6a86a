#pragma once
// Points in time, the clock that tells them, and durations as people write them ("5m", "1h", "30s").
//
// Whoever needs the time is given a Clock, so that tests decide what time it is. `Clock` implementations are
// thread-safe; the functions are pure.

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace values {

/// Wall-clock time since the Unix epoch, in milliseconds: what is stored and exchanged.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
};

/// A clock that stands still until a test moves it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp start) : now_(start) {}
  Timestamp now() const override { return now_.load(); }
  void advance(std::chrono::milliseconds by) { now_.store(now_.load() + by); }
  void set(Timestamp to) { now_.store(to); }

 private:
  std::atomic<Timestamp> now_;
};

/// Reads "250ms", "30s", "5m", "1h", "2d" (a whole number and one unit).
Result<std::chrono::milliseconds> parse_duration(std::string_view text);

/// Writes a duration in the largest unit that divides it: 300000 ms is "5m".
std::string format_duration(std::chrono::milliseconds duration);

/// Date and time in UTC, "2026-01-31 12:00 UTC": what a person reads in a message.
std::string format_minute_utc(Timestamp at);

/// Date and time in UTC with milliseconds, RFC 3339: "2026-01-31T12:00:00.000Z".
std::string format_rfc3339(Timestamp at);

/// Reads a date and time as RFC 3339 writes them (section 5.6), "2026-01-31T12:00:00.123456789+02:00": what is finer
/// than a millisecond is cut off, a leap second is the one before.
Result<Timestamp> parse_rfc3339(std::string_view text);

/// The calendar date in UTC, "31.01.2026".
std::string format_date_utc(Timestamp at);

}  // namespace values
