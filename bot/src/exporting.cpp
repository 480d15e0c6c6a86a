// Tables for accountants and authors. Their columns are named and written alike in every language, for programs read
// them too.

#include <array>
#include <stdexcept>

#include "audit.hpp"
#include "conversations.hpp"
#include "csv.hpp"
#include "notation.hpp"
#include "owner_texts.hpp"
#include "shop/reading.hpp"

namespace bot {
namespace {

// Some 4 MB, which exist a few times over while they are on their way; the bot has 128 MB.
constexpr std::size_t kMostRows = 20'000;

constexpr std::array<std::string_view, 14> kPaymentColumns{
    "charge", "received_at", "payer",          "order",       "plan",        "course",  "kind",
    "stars",  "source",      "refunded_stars", "refunded_at", "refund_kind", "payload", "provider_charge"};
constexpr std::array<std::string_view, 11> kSubscriptionColumns{
    "user",          "plan",          "started_at",         "ends_at",       "stage",         "worth_stars",
    "renewal_state", "renewal_stars", "renewal_paid_until", "renewal_order", "renewal_charge"};
constexpr std::array<std::string_view, 8> kUserColumns{
    "user", "language", "last_action_at", "blocked_the_bot", "wants_reminders", "plan", "plan_ends_at", "courses"};
constexpr std::array<std::string_view, 10> kProgressColumns{"user",         "course",     "enrolled_at", "owned",
                                                            "lessons_read", "lessons",    "percent",     "last_read_at",
                                                            "completed_at", "certificate"};
constexpr std::size_t kMostCoursesListed = 100;

std::string_view yes_or_no(bool is) {
  return is ? "yes" : "no";
}

std::string time_or_nothing(const std::optional<values::Timestamp>& at) {
  return at ? values::format_rfc3339(*at) : "";
}

/// What the payment was for: its plan and its course, one of them empty.
std::pair<std::string, std::string> product_of(const shop::Payment& payment, const Context& context) {
  const std::optional<shop::Order> order = payment.order ? context.reader.order(*payment.order) : std::nullopt;
  if (!order) return {};
  if (const values::CourseId* course = shop::course_in(order->product)) return {"", course->value()};
  return {std::string(shop::to_string(std::get<shop::PlanId>(order->product))), ""};
}

std::vector<std::string> row_of(const shop::Payment& payment, const Context& context) {
  const std::optional<shop::Refund> refund = context.reader.refund(payment.charge);
  auto [plan, course] = product_of(payment, context);
  return {payment.charge.value(),
          values::format_rfc3339(payment.received_at),
          number(payment.payer),
          payment.order ? number(*payment.order) : "",
          std::move(plan),
          std::move(course),
          std::string(shop::to_string(payment.kind)),
          std::to_string(payment.amount.amount()),
          std::string(shop::to_string(payment.source)),
          refund ? std::to_string(refund->amount.amount()) : "",
          refund ? values::format_rfc3339(refund->at) : "",
          refund ? std::string(shop::to_string(refund->kind)) : "",
          payment.payload,
          payment.provider_charge};
}

std::string_view name_of(shop::PlanStage stage) {
  return stage == shop::PlanStage::running ? "running" : stage == shop::PlanStage::in_grace ? "in_grace" : "over";
}

std::vector<std::string> row_of(const shop::Subscription& subscription, const Context& context) {
  const Situation& situation = context.situation;
  std::vector<std::string> row{
      number(subscription.user),
      std::string(shop::to_string(subscription.plan)),
      values::format_rfc3339(subscription.started_at),
      values::format_rfc3339(subscription.ends_at),
      std::string(name_of(shop::stage_of(subscription, situation.catalogue.rules(), situation.now))),
      values::to_string(subscription.worth)};
  if (!subscription.renewal) {
    row.resize(kSubscriptionColumns.size());
    return row;
  }
  const shop::Renewal& renewal = *subscription.renewal;
  row.insert(row.end(), {std::string(shop::to_string(renewal.state)), std::to_string(renewal.price.amount()),
                         values::format_rfc3339(renewal.paid_until), number(renewal.order), renewal.charge.value()});
  return row;
}

/// "python sql": what the user owns.
std::string courses_of(const shop::User& user, const Context& context) {
  std::string courses;
  for (const shop::Enrolment& enrolment : context.reader.enrolments_of(user.bot, user.user, kMostCoursesListed)) {
    if (enrolment.owned) courses += (courses.empty() ? "" : " ") + enrolment.course.value();
  }
  return courses;
}

std::vector<std::string> row_of(const shop::User& user, const Context& context) {
  const std::optional<shop::Subscription> plan = context.reader.subscription(user.bot, user.user);
  return {number(user.user),
          std::string(shop::to_string(user.language)),
          values::format_rfc3339(user.last_action_at),
          std::string(yes_or_no(user.blocked_the_bot)),
          std::string(yes_or_no(user.wants_reminders)),
          plan ? std::string(shop::to_string(plan->plan)) : "",
          plan ? values::format_rfc3339(plan->ends_at) : "",
          courses_of(user, context)};
}

std::vector<std::string> row_of(const shop::Enrolment& enrolment, const Context& context) {
  const shop::Course* const course = context.situation.catalogue.course(enrolment.course);
  const shop::Progress progress = context.reader.progress(enrolment.bot, enrolment.user, enrolment.course);
  std::string read = std::to_string(progress.read.size());
  std::string lessons;
  std::string percent;
  // Nothing tells how much there was to read of a course that is gone.
  if (course != nullptr) {
    const shop::Standing standing = shop::standing_in(*course, progress);
    read = std::to_string(standing.read);
    lessons = std::to_string(standing.lessons);
    percent = std::to_string(standing.percent());
  }
  return {number(enrolment.user),
          enrolment.course.value(),
          values::format_rfc3339(enrolment.enrolled_at),
          std::string(yes_or_no(enrolment.owned)),
          std::move(read),
          std::move(lessons),
          std::move(percent),
          time_or_nothing(enrolment.last_read_at),
          time_or_nothing(enrolment.completed_at),
          enrolment.certificate};
}

struct Export {
  std::string file;
  std::size_t rows = 0;
  bool complete = true;
};

template <class Record>
Export write(std::span<const std::string_view> columns, const std::vector<Record>& records, const Context& context) {
  CsvTable table(columns, telegram::kMaxUpload);
  for (const Record& record : records) {
    if (!table.add(row_of(record, context))) break;
  }
  const std::size_t rows = table.rows();
  return {.file = table.take(), .rows = rows, .complete = rows == records.size() && rows < kMostRows};
}

Export write(ExportedTable table, const Context& context) {
  const values::BotId bot = context.situation.bot;
  switch (table) {
    case ExportedTable::payments:
      return write(kPaymentColumns, context.reader.newest_payments(bot, kMostRows), context);
    case ExportedTable::subscriptions:
      return write(kSubscriptionColumns, context.reader.newest_subscriptions(bot, kMostRows), context);
    case ExportedTable::users:
      return write(kUserColumns, context.reader.newest_users(bot, kMostRows), context);
    case ExportedTable::progress:
      return write(kProgressColumns, context.reader.newest_enrolments(bot, kMostRows), context);
  }
  throw std::logic_error("a table that can't be exported");
}

std::optional<ExportedTable> parse_table(std::string_view name) {
  if (name == "payments") return ExportedTable::payments;
  if (name == "subscriptions") return ExportedTable::subscriptions;
  if (name == "users") return ExportedTable::users;
  if (name == "progress") return ExportedTable::progress;
  return std::nullopt;
}

/// "payments-2026-01-31.csv"
std::string file_name(std::string_view table, values::Timestamp now) {
  return std::string(table) + "-" + values::format_rfc3339(now).substr(0, 10) + ".csv";
}

}  // namespace

Decision export_table(const Customer& owner, std::string_view name, const Context& context) {
  const OwnerTexts& texts = owner_texts_in(owner.language);
  const std::string table_name = to_lower_ascii(name);
  const std::optional<ExportedTable> table = parse_table(table_name);
  if (!table) return reply(owner, texts.how_to_export());

  Export exported = write(*table, context);
  Decision decision;
  audited(decision, owner, "export", table_name, "rows: " + std::to_string(exported.rows), context);
  decision.outgoing.push_back(
      document_to(owner, {.name = file_name(table_name, context.situation.now), .content = std::move(exported.file)},
                  texts.exported(*table, exported.rows, exported.complete)));
  return decision;
}

}  // namespace bot
