#pragma once
// What the engine's tests work with: a real SQLite store in a folder of its own, a catalogue, a clock that stands
// still, and updates as Telegram sends them.

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <unistd.h>

#include "shop/catalogue.hpp"
#include "store/store.hpp"
#include "telegram/update_source.hpp"
#include "telegram/updates.hpp"
#include "values/time.hpp"

namespace engine::testing {

inline constexpr values::BotId kBot{42};
inline constexpr values::UserId kOwner{7};
inline constexpr values::Timestamp kStart{std::chrono::sys_days{std::chrono::year{2026} / 1 / 31}};

inline std::shared_ptr<const shop::Catalogue> catalogue() {
  const auto offer = [](shop::PlanId id, std::int64_t price) {
    return shop::PlanOffer{.id = id,
                           .title = {"Plan", "Тариф"},
                           .description = {"For authors.", "Для авторов."},
                           .price = values::Stars{price},
                           .bots = 1};
  };
  return std::make_shared<const shop::Catalogue>(shop::Catalogue::Contents{
      .plans = {offer(shop::PlanId::lite, 100), offer(shop::PlanId::pro, 300), offer(shop::PlanId::unlimited, 900)},
      .courses = {{.id = values::CourseId{"chess"}}}});
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    static std::atomic<int> next = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("coursebot_engine_" + std::to_string(getpid()) + "_" + std::to_string(next++));
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string database_url() const { return "sqlite:" + (path_ / "test.db").string(); }

 private:
  std::filesystem::path path_;
};

/// A user as Telegram writes one.
inline std::string user_json(std::int64_t user) {
  return R"({"id":)" + std::to_string(user) + R"(,"is_bot":false,"first_name":"A","language_code":"en"})";
}

inline std::string message_json(std::int64_t update, std::int64_t user, const std::string& more) {
  const std::string id = std::to_string(user);
  return R"({"update_id":)" + std::to_string(update) + R"(,"message":{"message_id":1,"date":1700000000,"chat":{"id":)" +
         id + R"(,"type":"private"},"from":)" + user_json(user) + "," + more + "}}";
}

inline std::string text_json(std::int64_t update, std::int64_t user, const std::string& text) {
  return message_json(update, user, R"("text":")" + text + "\"");
}

inline std::string pre_checkout_json(std::int64_t update, std::int64_t user, const std::string& query,
                                     const std::string& payload, std::int64_t amount) {
  return R"({"update_id":)" + std::to_string(update) + R"(,"pre_checkout_query":{"id":")" + query + R"(","from":)" +
         user_json(user) + R"(,"currency":"XTR","total_amount":)" + std::to_string(amount) + R"(,"invoice_payload":")" +
         payload + "\"}}";
}

inline std::string payment_json(std::int64_t update, std::int64_t user, const std::string& charge,
                                const std::string& payload, std::int64_t amount, const std::string& currency = "XTR") {
  return message_json(update, user,
                      R"("successful_payment":{"currency":")" + currency + R"(","total_amount":)" +
                          std::to_string(amount) + R"(,"invoice_payload":")" + payload +
                          R"(","telegram_payment_charge_id":")" + charge + R"(","provider_payment_charge_id":"p"})");
}

/// A batch as a source would hand it over.
inline telegram::UpdateBatch batch_of(const std::vector<std::string>& updates) {
  std::string json = "[";
  for (const std::string& update : updates) json += (json.size() > 1 ? "," : "") + update;
  return {.bot = kBot,
          .updates = telegram::read_updates(boost::json::parse(json + "]")).value().updates,
          .received_at = kStart,
          .caught_up = true};
}

}  // namespace engine::testing
