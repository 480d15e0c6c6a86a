#pragma once
// The runbooks of docs/runbooks, which the program carries: an owner at three in the morning has the chat.
//
//   runbook_named("docs/runbooks/BotStuck.md")   // its Markdown
//
// Thread-safe: constants and pure functions.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "shop/formatted_text.hpp"

namespace bot {

struct Runbook {
  std::string_view name;  ///< "BotStuck"
  std::string_view markdown;
};

/// All of them, by name. CMake makes the list.
std::span<const Runbook> runbooks();

/// What an alert's annotation names: "docs/runbooks/BotStuck.md", "BotStuck.md" or "BotStuck". None: no runbook of
/// ours.
std::optional<std::string_view> runbook_named(std::string_view annotation);

/// As messages, formatted. Links to other files of the repository become plain text: nobody can follow them in a chat.
std::vector<shop::FormattedText> runbook_messages(std::string_view markdown);

}  // namespace bot
