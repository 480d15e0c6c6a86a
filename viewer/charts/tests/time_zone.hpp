#pragma once
// The time zone of the process while a test runs.

#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

namespace charts {

class TimeZone {
 public:
  explicit TimeZone(const std::string& name) {
    if (const char* before = std::getenv("TZ")) before_ = before;
    set(name);
  }
  ~TimeZone() {
    if (before_) {
      set(*before_);
    } else {
      unsetenv("TZ");
      tzset();
    }
  }
  TimeZone(const TimeZone&) = delete;
  TimeZone& operator=(const TimeZone&) = delete;

 private:
  static void set(const std::string& name) {
    setenv("TZ", name.c_str(), 1);
    tzset();
  }

  std::optional<std::string> before_;
};

}  // namespace charts
