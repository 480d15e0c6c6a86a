#include <algorithm>
#include <functional>

#include "catalogue_files.hpp"
#include "yaml_mapping.hpp"

namespace shop {
namespace {

constexpr NumberLimits kGraceDays{.min = 0, .max = 30, .of = "days"};
constexpr NumberLimits kReminderDays{.min = 1, .max = 60, .of = "days"};
constexpr std::size_t kMaxReminders = 5;
constexpr NumberLimits kRefundDays{.min = 1, .max = 365, .of = "days"};
constexpr NumberLimits kLessons{.min = 1, .max = 1000, .of = "lessons"};

std::vector<std::chrono::days> reminders_of(const std::vector<std::int64_t>& days) {
  std::vector<std::chrono::days> reminders(days.begin(), days.end());
  std::ranges::sort(reminders, std::greater{});
  return reminders;
}

std::vector<std::chrono::days> reading_reminders_of(const std::vector<std::int64_t>& days) {
  std::vector<std::chrono::days> reminders(days.begin(), days.end());
  std::ranges::sort(reminders);
  return reminders;
}

RefundRule read_refunds(const YamlMapping& refunds) {
  RefundRule rule{.within = std::chrono::days{refunds.number("within_days", kRefundDays)}};
  rule.lessons_below = refunds.optional_number("lessons_below", kLessons).value_or(rule.lessons_below);
  return rule;
}

}  // namespace

Rules read_rules(const CatalogueFile& file) {
  Rules rules;
  const YamlValue document = read_document(file);
  if (document->kind == YamlNode::Kind::null) return rules;  // Nothing but comments.

  const YamlMapping mapping(file.name, document, {"grace_days", "reminder_days", "reading_reminder_days", "refunds"});
  if (const auto grace = mapping.optional_number("grace_days", kGraceDays)) {
    rules.plans.grace = std::chrono::days{*grace};
  }
  if (const auto days = mapping.optional_numbers("reminder_days", kReminderDays, kMaxReminders)) {
    rules.plans.reminders = reminders_of(*days);
  }
  if (const auto days = mapping.optional_numbers("reading_reminder_days", kReminderDays, kMaxReminders)) {
    rules.plans.reading_reminders = reading_reminders_of(*days);
  }
  if (mapping.has("refunds")) {
    rules.refunds = read_refunds(mapping.mapping("refunds", "refunds", {"within_days", "lessons_below"}));
  }
  return rules;
}

}  // namespace shop
