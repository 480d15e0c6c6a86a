#include "commands.hpp"

#include <algorithm>
#include <utility>

namespace bot {
namespace {

constexpr std::array kNames{
    std::pair{CommandId::start, std::string_view("start")},
    std::pair{CommandId::help, std::string_view("help")},
    std::pair{CommandId::courses, std::string_view("courses")},
    std::pair{CommandId::search, std::string_view("search")},
    std::pair{CommandId::plans, std::string_view("plans")},
    std::pair{CommandId::buy, std::string_view("buy")},
    std::pair{CommandId::subscribe, std::string_view("subscribe")},
    std::pair{CommandId::promo, std::string_view("promo")},
    std::pair{CommandId::my, std::string_view("my")},
    std::pair{CommandId::receipts, std::string_view("receipts")},
    std::pair{CommandId::refund, std::string_view("refund")},
    std::pair{CommandId::language, std::string_view("language")},
    std::pair{CommandId::reminders, std::string_view("reminders")},
    std::pair{CommandId::support, std::string_view("support")},
    std::pair{CommandId::paysupport, std::string_view("paysupport")},
    std::pair{CommandId::terms, std::string_view("terms")},
    std::pair{CommandId::privacy, std::string_view("privacy")},
    std::pair{CommandId::delete_me, std::string_view("delete_me")},
    std::pair{CommandId::add_course, std::string_view("addcourse")},
    std::pair{CommandId::edit_course, std::string_view("editcourse")},
    std::pair{CommandId::course_stats, std::string_view("coursestats")},
    std::pair{CommandId::stats, std::string_view("stats")},
    std::pair{CommandId::find, std::string_view("find")},
    std::pair{CommandId::answer, std::string_view("answer")},
    std::pair{CommandId::grant, std::string_view("grant")},
    std::pair{CommandId::revoke, std::string_view("revoke")},
    std::pair{CommandId::export_table, std::string_view("export")},
    std::pair{CommandId::audit, std::string_view("audit")},
    std::pair{CommandId::broadcast, std::string_view("broadcast")},
    std::pair{CommandId::alerts, std::string_view("alerts")},
    std::pair{CommandId::chart, std::string_view("chart")},
    std::pair{CommandId::dashboard, std::string_view("dashboard")},
    std::pair{CommandId::query, std::string_view("query")},
    std::pair{CommandId::metrics, std::string_view("metrics")},
};

constexpr std::string_view kWhiteSpace = " \t\r\n\v\f";

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

}  // namespace

std::string_view to_string(CommandId command) {
  return std::ranges::find(kNames, command, &decltype(kNames)::value_type::first)->second;
}

std::optional<CommandId> command_named(std::string_view name) {
  const auto found = std::ranges::find(kNames, name, &decltype(kNames)::value_type::second);
  if (found == kNames.end()) return std::nullopt;
  return found->first;
}

std::optional<CommandLine> parse_command(std::string_view text) {
  if (!text.starts_with('/')) return std::nullopt;
  const auto [word, rest] = split_first_word(text.substr(1));
  return CommandLine{.name = to_lower_ascii(word.substr(0, word.find('@'))), .arguments = rest};
}

WordAndRest split_first_word(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of(kWhiteSpace), text.size());
  return {.word = text.substr(0, end), .rest = trim(text.substr(end))};
}

std::string to_lower_ascii(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

}  // namespace bot
