#pragma once
// Reads Linux's /proc texts about this process: `stat` of the process (proc(5), "/proc/[pid]/stat") and of the machine.
// Pure.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace metrics {

/// In the kernel's own units.
struct ProcessStat {
  std::uint64_t user_ticks = 0;    ///< CPU time in user mode; clock ticks, as all `_ticks`.
  std::uint64_t system_ticks = 0;  ///< CPU time in kernel mode.
  std::uint64_t threads = 0;
  std::uint64_t start_ticks = 0;  ///< From the boot of the machine to the start of the process.
  std::uint64_t virtual_memory_bytes = 0;
  std::uint64_t resident_pages = 0;
};

/// Nothing if `text` isn't such a line. The program's name in it may hold anything, spaces and parentheses included.
std::optional<ProcessStat> parse_process_stat(std::string_view text);

/// When the machine was booted: `btime` of /proc/stat.
std::optional<std::chrono::sys_seconds> parse_boot_time(std::string_view text);

}  // namespace metrics
