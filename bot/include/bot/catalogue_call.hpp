#pragma once
// The catalogue's files as conversations know them: how they have them changed, and what they hear when somebody else
// has changed them.
//
// Values.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/conversation.hpp"
#include "values/id.hpp"

namespace bot {

/// The method of a call that never goes to Telegram: its body is a shop::CourseEdit (shop/course_edit.hpp, `to_text`),
/// which whoever has the folder carries out. It waits in the outbox like the others, so that a crash doesn't lose it;
/// edits are carried out in the order in which they were put there. The answer comes as theirs does (CallAnswered): the
/// result is kEditInForce, or a sentence that says what keeps the written change from being in force; none for an edit
/// that was refused, with the reason.
inline constexpr std::string_view kEditCatalogue = "editCatalogue";
inline constexpr std::string_view kEditInForce = "true";

/// The catalogue's files were changed otherwise than by such an edit. Without courses and problem: other files of it.
struct CatalogueReloaded {
  std::vector<values::CourseId> added = {};
  std::vector<values::CourseId> changed = {};
  std::vector<values::CourseId> removed = {};
  std::optional<std::string> problem = {};  ///< Why the files can't be used: what was in force before still is.
};
Decision decide(const CatalogueReloaded& reloaded, store::Reader& reader, const Situation& situation);

}  // namespace bot
