#include "audit.hpp"
#include "conversations.hpp"
#include "owner_texts.hpp"

namespace bot {
namespace {

constexpr std::size_t kEntriesShown = 20;
constexpr std::size_t kMaxDetails = 100;

}  // namespace

std::string audit_line(const shop::AuditEntry& entry) {
  std::string line = values::format_minute_utc(entry.at) + ", " + std::to_string(entry.owner.value()) + ": " +
                     bounded(entry.action, kMaxDetails);
  if (!entry.subject.empty()) line += " " + bounded(entry.subject, kLongestQuotedCharge);
  if (!entry.details.empty()) line += " (" + bounded(entry.details, kMaxDetails) + ")";
  return line;
}

Decision show_audit(const Customer& owner, const Context& context) {
  const std::vector<shop::AuditEntry> entries = context.reader.newest_audit(context.situation.bot, kEntriesShown);
  return reply(owner, owner_texts_in(owner.language).audit(entries));
}

}  // namespace bot
