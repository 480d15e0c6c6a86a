#pragma once
// A database of its own for a test, and a back door into it.

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "store/store.hpp"

namespace store {

inline constexpr values::Timestamp kNow{std::chrono::days{20'000}};
inline constexpr values::BotId kBot{1};
inline constexpr values::UserId kAlice{100};
inline constexpr values::UserId kBob{200};
inline const values::CourseId kChess{"chess"};

/// A folder that is removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "store_test_XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("can't create " + name);
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class StoreTest : public testing::Test {
 protected:
  std::filesystem::path path() const { return folder_.path() / "data" / "bot.db"; }
  std::string url() const { return "sqlite:" + path().string(); }
  std::unique_ptr<Store> open(const StoreOptions& options) const { return store::open(url(), options); }
  std::unique_ptr<Store> open() const { return open(StoreOptions{.now = kNow}); }
  std::unique_ptr<Store> open_read_only() const { return open(StoreOptions{.now = kNow, .read_only = true}); }

  static void apply(Store& store, const shop::Effects& effects) {
    const auto transaction = store.begin();
    for (const shop::Effect& effect : effects) transaction->apply(effect);
    transaction->commit();
  }

  /// Runs `sql` on a connection of its own; SQLite's error text, or "".
  std::string run_sql(const std::string& sql) const {
    sqlite3* connection = nullptr;
    sqlite3_open(path().c_str(), &connection);
    char* error = nullptr;
    sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &error);
    std::string text = error == nullptr ? "" : error;
    sqlite3_free(error);
    sqlite3_close(connection);
    return text;
  }

  /// The one text or number that `sql` selects.
  std::string ask_sql(const std::string& sql) const {
    sqlite3* connection = nullptr;
    sqlite3_open(path().c_str(), &connection);
    std::string answer;
    const auto keep = [](void* to, int, char** columns, char**) {
      *static_cast<std::string*>(to) = columns[0] == nullptr ? "NULL" : columns[0];
      return 0;
    };
    sqlite3_exec(connection, sql.c_str(), keep, &answer, nullptr);
    sqlite3_close(connection);
    return answer;
  }

 private:
  TemporaryFolder folder_;
};

// What the tests write.

inline shop::UserSeen seen(values::UserId user, values::Timestamp at = kNow) {
  return {.bot = kBot, .user = user, .language = shop::Language::russian, .at = at};
}

inline shop::Order order_of(values::UserId user, values::OrderId id) {
  return {.id = id,
          .bot = kBot,
          .user = user,
          .product = shop::PlanId::pro,
          .price = values::Stars{750},
          .placed_at = kNow};
}

inline shop::Order course_order_of(values::UserId user, values::OrderId id, const values::CourseId& course = kChess) {
  shop::Order order = order_of(user, id);
  order.product = course;
  return order;
}

inline shop::Order renewing_order_of(values::UserId user, values::OrderId id) {
  shop::Order order = order_of(user, id);
  order.kind = shop::OrderKind::renewing;
  return order;
}

inline shop::Order promo_order_of(values::UserId user, values::OrderId id, const std::string& code = "SPRING") {
  shop::Order order = order_of(user, id);
  order.promo = code;
  return order;
}

inline shop::Checkout checkout_of(const std::string& query, std::optional<values::OrderId> order) {
  return {.query = values::PreCheckoutQueryId{query},
          .bot = kBot,
          .payer = kAlice,
          .order = order,
          .state = shop::CheckoutState::approved,
          .asked_at = kNow};
}

inline shop::Payment payment_of(const std::string& charge, std::optional<values::OrderId> order) {
  return {.charge = values::ChargeId{charge},
          .provider_charge = "provider-" + charge,
          .bot = kBot,
          .payer = kAlice,
          .order = order,
          .payload = "order:1",
          .amount = values::Stars{750},
          .received_at = kNow};
}

inline shop::RefundRequest request_of(const std::string& charge) {
  return {.charge = values::ChargeId{charge},
          .bot = kBot,
          .payer = kAlice,
          .amount = values::Stars{750},
          .reason = shop::RefundReason::rule,
          .state = shop::RefundState::requested,
          .requested_at = kNow};
}

inline shop::Refund refund_of(const std::string& charge) {
  return {.charge = values::ChargeId{charge},
          .bot = kBot,
          .payer = kAlice,
          .amount = values::Stars{750},
          .kind = shop::RefundKind::refund,
          .source = shop::LedgerSource::update,
          .at = kNow};
}

inline shop::Renewal renewal_of(const std::string& charge, values::OrderId order) {
  return {.charge = values::ChargeId{charge},
          .order = order,
          .price = values::Stars{750},
          .paid_until = kNow + std::chrono::hours{720}};
}

inline shop::OwnerActed owner_acted(const std::string& action) {
  return {{.bot = kBot,
           .owner = values::UserId{1},
           .action = action,
           .subject = "100",
           .details = "pro, 30 days",
           .at = kNow}};
}

/// Bought by `order`; without one, granted.
inline shop::Enrolment enrolment_of(values::UserId user, std::optional<values::OrderId> order = std::nullopt) {
  return {.bot = kBot, .user = user, .course = kChess, .owned = true, .order = order, .enrolled_at = kNow};
}

inline shop::Alert alert_of(values::AlertId id, const std::string& fingerprint, values::Timestamp began_at = kNow) {
  return {.id = id,
          .bot = kBot,
          .fingerprint = fingerprint,
          .began_at = began_at,
          .labels = {{"alertname", "HighUserLoad"}, {"severity", "warning"}},
          .texts = {.summary = "Many users", .value = "1001"}};
}

inline shop::Subscription subscription_of(values::UserId user, shop::PlanId plan, values::Timestamp ends_at) {
  return {.bot = kBot, .user = user, .plan = plan, .started_at = kNow, .ends_at = ends_at};
}

}  // namespace store
