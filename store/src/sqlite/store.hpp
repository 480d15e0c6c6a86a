#pragma once
// The store on an SQLite database: one connection, in WAL mode, fsynced at each commit.

#include <filesystem>
#include <memory>
#include <string>

#include "sqlite/database.hpp"
#include "sqlite/sequences.hpp"
#include "sqlite/statements.hpp"
#include "sqlite/writer_lock.hpp"
#include "store/store.hpp"

namespace metrics {
class Histogram;
}

namespace store::sqlite {

class SqliteStore final : public Store {
 public:
  /// Throws StoreError.
  SqliteStore(const std::filesystem::path& path, const StoreOptions& options);

  std::unique_ptr<Transaction> begin() override;
  std::vector<CounterState> counters() override;
  std::vector<OutboxMessage> outbox() override;
  SeenUsers users_seen_since(values::Timestamp since, std::optional<UserKey> after, std::size_t rows) override;
  std::vector<shop::HostedBot> bots() override;
  std::optional<values::Timestamp> next_timer_due() override;
  std::vector<values::Timestamp> subscription_ends(shop::PlanId plan, values::Timestamp now,
                                                   std::size_t limit = kNoLimit) override;
  Totals totals() override;
  std::vector<shop::Payment> payments() override;
  std::vector<shop::Refund> refunds() override;
  std::vector<std::string> contradictions() override;

  Database& database() { return database_; }

 private:
  void begin_counters(values::Timestamp now);

  std::unique_ptr<WriterLock> lock_;  // None if read-only.
  Database database_;
  std::string replica_;
  values::Timestamp opened_at_;
  // After the database is up to date.
  std::unique_ptr<Statements> statements_;
  std::unique_ptr<Sequences> sequences_;
  metrics::Histogram* durations_ = nullptr;
};

}  // namespace store::sqlite
