#pragma once
// What a user can type. Pure functions.
//
//   parse_command("/Buy@CourseBot  lite")   // name "buy", arguments "lite"
//   command_named("buy")                    // CommandId::buy

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace bot {

enum class CommandId {
  start,
  help,
  courses,
  search,
  plans,
  buy,
  subscribe,
  promo,
  my,
  receipts,
  refund,
  language,
  reminders,
  support,
  paysupport,
  terms,
  privacy,
  delete_me,
  add_course,
  edit_course,
  course_stats,
  stats,
  find,
  answer,
  grant,
  revoke,
  export_table,
  audit,
  broadcast,
  alerts,
  chart,
  dashboard,
  query,
  metrics,
};

/// In the order of menus and help.
inline constexpr std::array kCustomerCommands{
    CommandId::courses,   CommandId::search,   CommandId::my,       CommandId::plans,      CommandId::buy,
    CommandId::subscribe, CommandId::promo,    CommandId::receipts, CommandId::refund,     CommandId::language,
    CommandId::reminders, CommandId::support,  CommandId::help,     CommandId::paysupport, CommandId::terms,
    CommandId::privacy,   CommandId::delete_me};
/// What owners have beside those.
inline constexpr std::array kOwnersAlone{
    CommandId::add_course,   CommandId::edit_course, CommandId::course_stats, CommandId::stats,
    CommandId::find,         CommandId::answer,      CommandId::grant,        CommandId::revoke,
    CommandId::export_table, CommandId::audit,       CommandId::broadcast,    CommandId::alerts,
    CommandId::chart,        CommandId::dashboard,   CommandId::query,        CommandId::metrics};
inline constexpr auto kOwnerCommands = [] {
  std::array<CommandId, kCustomerCommands.size() + kOwnersAlone.size()> all{};
  std::ranges::copy(kOwnersAlone, std::ranges::copy(kCustomerCommands, all.begin()).out);
  return all;
}();

/// "plans": as it is typed, without the slash.
std::string_view to_string(CommandId command);

std::optional<CommandId> command_named(std::string_view name);

/// A line that begins with a slash.
struct CommandLine {
  std::string name;            ///< Lower case, without the slash and the bot's name.
  std::string_view arguments;  ///< What follows, without the space around it; part of the text that was parsed.
};

/// None if `text` doesn't begin with a slash.
std::optional<CommandLine> parse_command(std::string_view text);

/// Splits `text` at the first white space: the word before it, and what follows without the space around it.
struct WordAndRest {
  std::string_view word;
  std::string_view rest;
};
WordAndRest split_first_word(std::string_view text);

/// ASCII letters in lower case, anything else unchanged.
std::string to_lower_ascii(std::string_view text);

}  // namespace bot
