#include "sqlite/store.hpp"

#include <limits>
#include <stdexcept>
#include <system_error>

#include "metrics/registry.hpp"
#include "sqlite/contradictions.hpp"
#include "sqlite/migration.hpp"
#include "sqlite/queries.hpp"
#include "sqlite/records.hpp"
#include "sqlite/transaction.hpp"

namespace store::sqlite {
namespace {

namespace fs = std::filesystem;

// 4 MiB of log until it is copied into the database, 16 MiB kept of one that a long reader has let grow.
constexpr char kWriterSettings[] =
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA wal_autocheckpoint = 1000;"
    "PRAGMA journal_size_limit = 16777216;"
    "PRAGMA cache_size = -4096;"
    // Savepoints keep what they may have to undo in memory rather than in a temporary file.
    "PRAGMA temp_store = MEMORY;";

void create_folder_of(const fs::path& path) {
  const fs::path folder = path.parent_path();
  std::error_code error;
  if (fs::create_directories(folder, error)) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) {
    throw StoreError("database " + path.string() + ": can't create its folder " + folder.string() + ": " +
                     error.message() + ": create it, or set DATABASE_URL to a path that can be written");
  }
}

std::unique_ptr<WriterLock> prepare_writing(const fs::path& path) {
  create_folder_of(path);
  return std::make_unique<WriterLock>(path);
}

void require_existing(const fs::path& path) {
  std::error_code error;
  if (fs::exists(path, error)) return;
  throw StoreError("database " + path.string() + ": doesn't exist: start the bot once, or check DATABASE_URL");
}

void enter_wal_mode(Database& database) {
  Statement statement(database, "PRAGMA journal_mode = WAL");
  Rows rows = statement.query();
  if (rows.next() && rows.get<std::string_view>(0) == "wal") return;
  throw StoreError("database " + database.path() +
                   ": its file system can't share memory between processes: move it to a local disk");
}

/// A snapshot to read from. Ends with the scope.
class Snapshot {
 public:
  explicit Snapshot(Database& database) : database_(database) { database_.execute("BEGIN", "begin to read"); }
  ~Snapshot() { database_.roll_back(); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Database& database_;
};

metrics::Histogram& transaction_durations(metrics::Registry& registry) {
  return registry
      .histogram({
          .name = "store_transaction_duration_seconds",
          .help = "From the begin of a transaction until it is durable.",
          .unit = "seconds",
          // An fsync takes from below a millisecond on an SSD to tens of them on a busy disk.
          .buckets = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10},
          .native = metrics::NativeOptions{},
      })
      .with();
}

}  // namespace

SqliteStore::SqliteStore(const fs::path& path, const StoreOptions& options)
    : lock_(options.read_only ? (require_existing(path), nullptr) : prepare_writing(path)),
      database_(path, options.read_only ? Access::read_only : Access::read_write, options.busy_timeout),
      replica_(options.replica),
      opened_at_(options.now) {
  if (options.read_only) {
    require_current_schema(database_, embedded_migrations());
  } else {
    enter_wal_mode(database_);
    database_.execute(kWriterSettings, "set it up");
    migrate(database_, embedded_migrations());
    begin_counters(options.now);
  }
  statements_ = std::make_unique<Statements>(database_);
  sequences_ = std::make_unique<Sequences>(database_);
  if (options.registry != nullptr) durations_ = &transaction_durations(*options.registry);
}

void SqliteStore::begin_counters(values::Timestamp now) {
  Statement statement(database_,
                      "INSERT INTO business_counters (replica, metric, label, value, started_at)"
                      " VALUES (?, ?, ?, 0, ?) ON CONFLICT DO NOTHING");
  database_.execute("BEGIN IMMEDIATE", "begin its counters");
  for (const shop::CounterKey& key : shop::all_counters()) statement.run(replica_, key.metric, key.label, now);
  database_.execute("COMMIT", "begin its counters");
}

std::unique_ptr<Transaction> SqliteStore::begin() {
  if (lock_ == nullptr) throw std::logic_error("the store was opened for reading only");
  return std::make_unique<SqliteTransaction>(Connection{
      .database = database_,
      .statements = *statements_,
      .sequences = *sequences_,
      .replica = replica_,
      .opened_at = opened_at_,
      .durations = durations_,
  });
}

std::vector<CounterState> SqliteStore::counters() {
  Statement statement(database_,
                      "SELECT metric, label, value, started_at FROM business_counters WHERE replica = ?"
                      " ORDER BY metric, label");
  std::vector<CounterState> counters;
  Rows rows = statement.query(replica_);
  while (rows.next()) {
    counters.push_back({
        .metric = rows.get<std::string>(0),
        .label = rows.get<std::string>(1),
        .value = rows.get<std::int64_t>(2),
        .started_at = rows.get<values::Timestamp>(3),
    });
  }
  return counters;
}

std::vector<OutboxMessage> SqliteStore::outbox() {
  Statement statement(database_, std::string("SELECT ") + kOutboxColumns + " FROM outbox ORDER BY id");
  std::vector<OutboxMessage> messages;
  Rows rows = statement.query();
  while (rows.next()) messages.push_back(outbox_message_from(rows));
  return messages;
}

SeenUsers SqliteStore::users_seen_since(values::Timestamp since, std::optional<UserKey> after, std::size_t rows) {
  // Whoever was not seen is left out here, not there: so that a part is bounded by what it reads.
  Statement statement(
      database_, "SELECT bot, user, last_action_at FROM users WHERE (bot, user) > (?, ?) ORDER BY bot, user LIMIT ?");
  constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
  const UserKey begin = after.value_or(UserKey{values::BotId{kFirst}, values::UserId{kFirst}});
  SeenUsers seen;
  std::size_t read = 0;
  UserKey last = begin;
  Rows found = statement.query(begin.bot, begin.user, rows);
  for (; found.next(); ++read) {
    last = {found.get<values::BotId>(0), found.get<values::UserId>(1)};
    const auto at = found.get<values::Timestamp>(2);
    if (at >= since) seen.users.push_back({.user = last.user, .last_action_at = at});
  }
  if (read == rows) seen.last = last;
  return seen;
}

std::vector<shop::HostedBot> SqliteStore::bots() {
  Statement statement(database_, "SELECT id, created_at FROM bots ORDER BY created_at, id");
  std::vector<shop::HostedBot> bots;
  Rows rows = statement.query();
  while (rows.next()) bots.push_back({.id = rows.get<values::BotId>(0), .created_at = rows.get<values::Timestamp>(1)});
  return bots;
}

std::optional<values::Timestamp> SqliteStore::next_timer_due() {
  Statement statement(database_, "SELECT min(due) FROM timers");
  Rows rows = statement.query();
  return rows.next() ? rows.get<std::optional<values::Timestamp>>(0) : std::nullopt;
}

std::vector<values::Timestamp> SqliteStore::subscription_ends(shop::PlanId plan, values::Timestamp now,
                                                              std::size_t limit) {
  Statement statement(database_,
                      "SELECT ends_at FROM subscriptions WHERE plan = ? AND ends_at > ? ORDER BY ends_at LIMIT ?");
  std::vector<values::Timestamp> ends;
  Rows rows = statement.query(shop::to_string(plan), now, limit);
  while (rows.next()) ends.push_back(rows.get<values::Timestamp>(0));
  return ends;
}

Totals SqliteStore::totals() {
  return Queries(*statements_).totals();
}

std::vector<shop::Payment> SqliteStore::payments() {
  Statement statement(database_, std::string("SELECT ") + kPaymentColumns + " FROM payments ORDER BY received_at, id");
  std::vector<shop::Payment> payments;
  Rows rows = statement.query();
  while (rows.next()) payments.push_back(payment_from(rows));
  return payments;
}

std::vector<shop::Refund> SqliteStore::refunds() {
  Statement statement(database_, std::string("SELECT ") + kRefundColumns + " FROM refunds ORDER BY at, id");
  std::vector<shop::Refund> refunds;
  Rows rows = statement.query();
  while (rows.next()) refunds.push_back(refund_from(rows));
  return refunds;
}

std::vector<std::string> SqliteStore::contradictions() {
  const Snapshot snapshot(database_);
  return find_contradictions(database_);
}

}  // namespace store::sqlite
