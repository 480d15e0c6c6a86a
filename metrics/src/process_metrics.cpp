#include "metrics/process_metrics.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

#include "process_stat.hpp"

namespace metrics {

namespace {

std::string read_file(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::optional<double> count_open_files() {
  std::error_code error;
  std::size_t entries = 0;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", error), end; !error && entry != end;
       entry.increment(error))
    ++entries;
  if (error || entries == 0) return std::nullopt;
  return static_cast<double>(entries - 1);  // one of them is the directory being read
}

/// Infinite if there is none.
std::optional<double> soft_limit(decltype(RLIMIT_AS) resource) {
  rlimit limit{};
  if (getrlimit(resource, &limit) != 0) return std::nullopt;
  return limit.rlim_cur == RLIM_INFINITY ? std::numeric_limits<double>::infinity()
                                         : static_cast<double>(limit.rlim_cur);
}

class ProcessCollector final : public Collector {
 public:
  std::vector<Description> describe() const override {
    using enum MetricType;
    return {
        {.name = "process_cpu_seconds_total",
         .type = counter,
         .help = "Total user and system CPU time spent in seconds.",
         .unit = "seconds"},
        {.name = "process_max_fds", .type = gauge, .help = "Maximum number of open file descriptors."},
        {.name = "process_open_fds", .type = gauge, .help = "Number of open file descriptors."},
        {.name = "process_resident_memory_bytes",
         .type = gauge,
         .help = "Resident memory size in bytes.",
         .unit = "bytes"},
        {.name = "process_start_time_seconds",
         .type = gauge,
         .help = "Start time of the process since unix epoch in seconds.",
         .unit = "seconds"},
        {.name = "process_threads", .type = gauge, .help = "Number of threads in the process."},
        {.name = "process_virtual_memory_bytes",
         .type = gauge,
         .help = "Virtual memory size in bytes.",
         .unit = "bytes"},
        {.name = "process_virtual_memory_max_bytes",
         .type = gauge,
         .help = "Maximum amount of virtual memory available in bytes.",
         .unit = "bytes"},
    };
  }

  void collect(Samples& samples) const override {
    if (const auto stat = parse_process_stat(read_file("/proc/self/stat"))) collect(*stat, samples);
    if (const auto open = count_open_files()) samples.gauge("process_open_fds", *open);
    if (const auto limit = soft_limit(RLIMIT_NOFILE)) samples.gauge("process_max_fds", *limit);
    if (const auto limit = soft_limit(RLIMIT_AS)) samples.gauge("process_virtual_memory_max_bytes", *limit);
  }

 private:
  void collect(const ProcessStat& stat, Samples& samples) const {
    const auto seconds = [this](std::uint64_t ticks) { return static_cast<double>(ticks) / ticks_per_second_; };
    samples.counter("process_cpu_seconds_total", seconds(stat.user_ticks + stat.system_ticks));
    samples.gauge("process_resident_memory_bytes", static_cast<double>(stat.resident_pages) * bytes_per_page_);
    samples.gauge("process_threads", static_cast<double>(stat.threads));
    samples.gauge("process_virtual_memory_bytes", static_cast<double>(stat.virtual_memory_bytes));
    if (boot_time_) {
      const std::chrono::duration<double> booted = boot_time_->time_since_epoch();
      samples.gauge("process_start_time_seconds", booted.count() + seconds(stat.start_ticks));
    }
  }

  const double ticks_per_second_ = static_cast<double>(sysconf(_SC_CLK_TCK));
  const double bytes_per_page_ = static_cast<double>(sysconf(_SC_PAGESIZE));
  // Read once: the kernel derives it from the clock, so that a clock adjustment would move a start long past.
  const std::optional<std::chrono::sys_seconds> boot_time_ = parse_boot_time(read_file("/proc/stat"));
};

}  // namespace

void add_process_metrics(Registry& registry, std::source_location where) {
  registry.add_collector(std::make_shared<ProcessCollector>(), where);
}

}  // namespace metrics
