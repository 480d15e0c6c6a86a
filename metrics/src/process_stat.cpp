#include "process_stat.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>
#include <vector>

namespace metrics {

namespace {

std::vector<std::string_view> split_at_spaces(std::string_view text) {
  constexpr std::string_view kSpaces = " \n";
  std::vector<std::string_view> fields;
  for (std::size_t begin = text.find_first_not_of(kSpaces); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpaces, begin), text.size());
    fields.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(kSpaces, end);
  }
  return fields;
}

template <class Number>
bool parse_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::optional<ProcessStat> parse_process_stat(std::string_view text) {
  // Field 2 is the program's name in parentheses, which may hold more of them: only the last one ends it.
  const std::size_t name_end = text.rfind(')');
  if (name_end == std::string_view::npos) return std::nullopt;
  const std::vector<std::string_view> fields = split_at_spaces(text.substr(name_end + 1));

  const auto read = [&fields](std::size_t number_in_manual, std::uint64_t& value) {
    constexpr std::size_t kFirst = 3;  // fields 1 and 2 are before the parenthesis
    const std::size_t index = number_in_manual - kFirst;
    return index < fields.size() && parse_number(fields[index], value);
  };
  ProcessStat stat;
  const bool complete = read(14, stat.user_ticks) && read(15, stat.system_ticks) && read(20, stat.threads) &&
                        read(22, stat.start_ticks) && read(23, stat.virtual_memory_bytes) &&
                        read(24, stat.resident_pages);
  return complete ? std::optional(stat) : std::nullopt;
}

std::optional<std::chrono::sys_seconds> parse_boot_time(std::string_view text) {
  constexpr std::string_view kKey = "btime ";
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    std::int64_t seconds = 0;
    if (line.starts_with(kKey) && parse_number(line.substr(kKey.size()), seconds))
      return std::chrono::sys_seconds(std::chrono::seconds(seconds));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return std::nullopt;
}

}  // namespace metrics
