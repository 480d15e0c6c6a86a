#pragma once
// What owners do is written down for ever.
//
//   audited(decision, owner, "refund", charge.value(), "100 XTR", context);

#include <string>
#include <string_view>
#include <utility>

#include "answer.hpp"

namespace bot {

/// `action`: the command's name. `subject`: the number of a user or of a charge. `details` are the same in every
/// language, for an owner may read what another one did.
inline void audited(Decision& decision, const Customer& owner, std::string_view action, std::string subject,
                    std::string details, const Context& context) {
  decision.effects.push_back(shop::OwnerActed{.entry = {.bot = context.situation.bot,
                                                        .owner = owner.id,
                                                        .action = std::string(action),
                                                        .subject = std::move(subject),
                                                        .details = std::move(details),
                                                        .at = context.situation.now}});
}

/// One line for a person: when, who, what. Written alike in every language.
std::string audit_line(const shop::AuditEntry& entry);

}  // namespace bot
