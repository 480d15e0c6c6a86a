// fault_point for the crash tests' program: what happens there is what the file named by COURSEBOT_FAULTS says at that
// moment. Empty: nothing. "record": the point's name is appended to the file COURSEBOT_FAULTS with ".log" behind it.
// "kill NAME N": the process ends, as by `kill -9`, when it comes to the point NAME for the N-th time since the file
// says so.

#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "values/fault_point.hpp"

namespace {

class Faults {
 public:
  Faults() {
    const char* path = std::getenv("COURSEBOT_FAULTS");  // NOLINT(concurrency-mt-unsafe): nobody changes it.
    if (path == nullptr) return;
    orders_ = ::open(path, O_RDONLY | O_CLOEXEC);
    log_ = ::open((std::string(path) + ".log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
  }

  void reached(std::string_view name) {
    if (orders_ < 0) return;
    const std::lock_guard lock(mutex_);
    std::array<char, 128> text{};
    const ssize_t size = ::pread(orders_, text.data(), text.size(), 0);
    const std::string order(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    if (order != last_order_) {
      last_order_ = order;
      times_ = 0;
    }
    if (order == "record") record(name);
    if (order.starts_with("kill ") && is_the_moment(order.substr(5), name)) ::kill(::getpid(), SIGKILL);
  }

 private:
  void record(std::string_view name) const {
    const std::string line = std::string(name) + "\n";
    if (::write(log_, line.data(), line.size()) < 0) std::abort();
  }

  bool is_the_moment(std::string_view order, std::string_view name) {
    const std::size_t space = order.find(' ');
    if (space == std::string_view::npos || order.substr(0, space) != name) return false;
    int wanted = 0;
    std::from_chars(order.data() + space + 1, order.data() + order.size(), wanted);
    return ++times_ == wanted;
  }

  std::mutex mutex_;
  int orders_ = -1;
  int log_ = -1;
  std::string last_order_;
  int times_ = 0;
};

}  // namespace

namespace values {

void fault_point(std::string_view name) {
  static Faults faults;
  faults.reached(name);
}

}  // namespace values
