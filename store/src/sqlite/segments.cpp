#include "sqlite/segments.hpp"

#include <stdexcept>
#include <string_view>

#include "shop/language.hpp"
#include "shop/plan.hpp"

namespace store::sqlite {
namespace {

/// Who can be reached in a language, as far as `condition` holds; in the order of the index reachable_users, which
/// SQLite would not choose: the primary key has that order too, but with everybody else in between.
std::string speaking(shop::Language language, std::string_view condition = {}) {
  return "SELECT user FROM users INDEXED BY reachable_users WHERE bot = ?1 AND language = '" +
         std::string(shop::to_string(language)) + "' AND blocked_the_bot = 0 AND user > ?2" + std::string(condition);
}

/// In any language: two indexes' worth, merged.
std::string anybody(std::string_view condition = {}) {
  return speaking(shop::Language::english, condition) + " UNION ALL " + speaking(shop::Language::russian, condition);
}

/// Who has or had a plan, as far as `condition` holds.
std::string subscribed(std::string_view condition) {
  return "SELECT subscriptions.user AS user FROM subscriptions"
         " CROSS JOIN users ON users.bot = subscriptions.bot AND users.user = subscriptions.user"
         " WHERE subscriptions.bot = ?1 AND subscriptions.user > ?2 AND users.blocked_the_bot = 0 AND " +
         std::string(condition);
}

std::string running(shop::PlanId plan) {
  return subscribed("plan = '" + std::string(shop::to_string(plan)) + "' AND ends_at > ?3");
}

std::string members_of(shop::Segment segment) {
  switch (segment) {
    case shop::Segment::all:
      return anybody();
    case shop::Segment::subscribers:
      return subscribed("ends_at > ?3");
    case shop::Segment::lite:
      return running(shop::PlanId::lite);
    case shop::Segment::pro:
      return running(shop::PlanId::pro);
    case shop::Segment::unlimited:
      return running(shop::PlanId::unlimited);
    case shop::Segment::former:
      return subscribed("ends_at <= ?3");
    case shop::Segment::newcomers:
      return anybody(
          " AND NOT EXISTS (SELECT 1 FROM subscriptions AS s WHERE s.bot = users.bot AND s.user = users.user)");
    case shop::Segment::russian:
      return speaking(shop::Language::russian);
    case shop::Segment::english:
      return speaking(shop::Language::english);
    case shop::Segment::students:
      break;
  }
  throw std::logic_error("a segment without its statement");
}

SegmentStatements statements_of(Database& database, shop::Segment segment) {
  const std::string page = members_of(segment) + " ORDER BY user LIMIT ?4";
  return {.page = Statement(database, page), .count = Statement(database, "SELECT count(*) FROM (" + page + ")")};
}

}  // namespace

Segments::Segments(Database& database)
    : statements_{
          statements_of(database, shop::Segment::all),       statements_of(database, shop::Segment::subscribers),
          statements_of(database, shop::Segment::lite),      statements_of(database, shop::Segment::pro),
          statements_of(database, shop::Segment::unlimited), statements_of(database, shop::Segment::former),
          statements_of(database, shop::Segment::newcomers), statements_of(database, shop::Segment::russian),
          statements_of(database, shop::Segment::english)} {}

}  // namespace store::sqlite
