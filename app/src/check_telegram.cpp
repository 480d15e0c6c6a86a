#include <iostream>

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "channel_check.hpp"
#include "commands.hpp"
#include "net/http_message.hpp"
#include "net/url.hpp"
#include "startup.hpp"
#include "telegram_session.hpp"
#include "values/quote.hpp"
#include "values/time.hpp"

namespace app {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

constexpr std::chrono::seconds kTimeout{15};
constexpr std::int64_t kLatestDate = 253'402'300'799;  // the last second of the year 9999

std::string text_of(const json::value& object, std::string_view field) {
  const json::value* value = object.is_object() ? object.as_object().if_contains(field) : nullptr;
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::int64_t number_of(const json::value& object, std::string_view field) {
  const json::value* value = object.is_object() ? object.as_object().if_contains(field) : nullptr;
  return value != nullptr && value->is_int64() ? value->as_int64() : 0;
}

/// Asks Telegram one thing after the other and prints a line for each.
class Check {
 public:
  Check(telegram::Api& api, const Settings& settings, const shop::Catalogue& catalogue)
      : api_(api), settings_(settings), catalogue_(catalogue) {}

  asio::awaitable<void> run() {
    co_await token();
    if (failures_ > 0) co_return;  // Without a good token nothing else can be asked.
    co_await webhook();
    co_await stars();
    co_await admins();
    co_await channels();
  }

  /// How many things don't work.
  int failures() const { return failures_; }

 private:
  asio::awaitable<void> token() {
    const auto me = co_await ask("getMe");
    if (!me) {
      const bool refused = me.error().kind == telegram::ApiErrorKind::unauthorized;
      fails("token", refused ? "Telegram refuses it (" + me.error().description + "): copy it again from BotFather"
                             : "Telegram can't be asked: " + me.error().description);
      co_return;
    }
    own_id_ = number_of(*me, "id");
    works("token", "it belongs to @" + text_of(*me, "username"));
    works("name", text_of(*me, "first_name"));
  }

  asio::awaitable<void> webhook() {
    const auto info = co_await ask("getWebhookInfo");
    if (!info) {
      fails("webhook", info.error().description);
      co_return;
    }
    const std::string waiting = "; updates waiting: " + std::to_string(number_of(*info, "pending_update_count"));
    const std::string set_to = text_of(*info, "url");
    if (set_to.empty()) {
      works("webhook", (settings_.has_webhook() ? "none is set; `coursebot serve` sets that of WEBHOOK_URL"
                                                : "none is set, so long polling works") +
                           waiting);
    } else if (!settings_.has_webhook()) {
      works("webhook",
            "one is set by another program; `coursebot serve` removes it and keeps the updates that wait" + waiting);
    } else if (!is_ours(set_to)) {
      works("webhook", "another one is set; `coursebot serve` replaces it and keeps the updates that wait" + waiting);
    } else {
      works("webhook", "that of WEBHOOK_URL is set" + waiting);
    }
    last_error(*info);
  }

  /// Telegram writes a host in small letters and completes the path.
  bool is_ours(const std::string& url) const {
    const auto set_to = net::parse_url(url);
    const auto ours = net::parse_url(settings_.webhook_url);
    return set_to && ours && net::same_field_name(set_to->host, ours->host) && set_to->port == ours->port &&
           set_to->path == ours->path;
  }

  static void last_error(const json::value& info) {
    const std::string error = text_of(info, "last_error_message");
    const std::int64_t at = number_of(info, "last_error_date");
    if (error.empty() || at <= 0 || at > kLatestDate) return;
    works("webhook", "the last failed delivery was at " +
                         values::format_minute_utc(values::Timestamp{std::chrono::seconds{at}}) + ": " +
                         values::quote(error));
  }

  asio::awaitable<void> stars() {
    const auto balance = co_await ask("getMyStarBalance");
    if (balance) {
      works("Stars", "the balance is " + std::to_string(number_of(*balance, "amount")) + " XTR");
    } else {
      fails("Stars", "the balance can't be read: " + balance.error().description);
    }
  }

  asio::awaitable<void> admins() {
    if (settings_.admin_ids.empty()) fails("owner", "ADMIN_IDS is empty: nobody is told when money needs attention");
    for (const values::UserId admin : settings_.admin_ids) {
      const std::string name = "owner " + std::to_string(admin.value());
      const std::string typing = json::serialize(json::object{{"chat_id", admin.value()}, {"action", "typing"}});
      const auto reached = co_await ask("sendChatAction", typing);
      if (reached) {
        works(name, "can be reached");
      } else {
        fails(name, "can't be reached (" + reached.error().description + "): open the bot in Telegram and press Start");
      }
    }
  }

  asio::awaitable<void> channels() {
    for (const shop::Course& course : catalogue_.courses()) {
      if (!course.channel) continue;
      const std::string itself =
          json::serialize(json::object{{"chat_id", course.channel->chat.value()}, {"user_id", own_id_}});
      const auto standing = co_await ask("getChatMember", itself);
      const ChannelFinding found = judge_channel(course, standing);
      const std::string name = "channel of course " + course.id.value();
      if (found.fine) {
        works(name, found.text);
      } else {
        fails(name, found.text);
      }
    }
  }

  asio::awaitable<telegram::ApiResult> ask(std::string_view method, std::string_view parameters = "{}") {
    return api_.call({.method = std::string(method), .body = std::string(parameters)}, kTimeout);
  }

  static void works(std::string_view what, const std::string& how) {
    std::cout << "ok    " << what << ": " << how << "\n";
  }

  void fails(std::string_view what, const std::string& why) {
    ++failures_;
    std::cout << "FAIL  " << what << ": " << why << "\n";
  }

  telegram::Api& api_;
  const Settings& settings_;
  const shop::Catalogue& catalogue_;
  std::int64_t own_id_ = 0;
  int failures_ = 0;
};

}  // namespace

int check_telegram(const std::optional<std::string>& env_file) {
  const Settings settings = settings_or_throw(env_file);
  require_token(settings);
  const CatalogueFolder catalogue = catalogue_or_throw(settings);
  int failures = 0;
  with_telegram(settings, [&](telegram::Api& api) -> asio::awaitable<void> {
    Check check(api, settings, *catalogue.loaded());
    co_await check.run();
    failures = check.failures();
  });
  return failures == 0 ? 0 : 1;
}

}  // namespace app
