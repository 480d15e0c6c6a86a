#include "alert_webhook.hpp"

#include <string>

#include <spdlog/spdlog.h>

#include "alert_translation.hpp"

namespace app {
namespace {

using namespace std::chrono_literals;

// Whoever knocks often must not fill the disk.
constexpr auto kLogEvery = 1min;
constexpr std::string_view kScheme = "Bearer ";
constexpr std::string_view kJson = "application/json";

net::Response plain(int status, const std::string& text) {
  return {.status = status, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = text + "\n"};
}

bool is_json(std::string_view content_type) {
  content_type = content_type.substr(0, content_type.find(';'));
  while (content_type.ends_with(' ')) content_type.remove_suffix(1);
  return net::same_field_name(content_type, kJson);
}

bot::AlertsReceived received(const monitoring::Notification& told) {
  bot::AlertsReceived received;
  for (const monitoring::Alert& alert : told.alerts) {
    auto translation = translated(alert);
    if (translation) {
      received.alerts.push_back(std::move(*translation));
    } else {
      spdlog::warn("{}", translation.error().message);
    }
  }
  return received;
}

}  // namespace

std::optional<net::Response> AlertWebhook::refuse(const net::Request& head) {
  if (head.path() != kPath) return std::nullopt;
  if (head.method != "POST") {
    net::Response refused = plain(405, "only POST is answered here");
    refused.headers.set("Allow", "POST");
    return refused;
  }
  if (!knows_the_secret(head)) {
    log_stranger();
    net::Response refused =
        plain(401, "this is for Alertmanager, with the secret that `coursebot alertmanager-config` gives it");
    refused.headers.set("WWW-Authenticate", "Bearer");
    return refused;
  }
  if (!is_json(head.headers.get("Content-Type"))) return plain(415, "only application/json is read here");
  return std::nullopt;
}

boost::asio::awaitable<net::Response> AlertWebhook::answer(const net::Request& request) {
  if (auto refused = refuse(request)) co_return *std::move(refused);
  const auto told = monitoring::read_webhook(request.body);
  if (!told) {
    spdlog::warn("A call of {} is refused: {}", kPath, told.error().message);
    co_return plain(400, told.error().message);
  }
  if (told->left_out > 0) spdlog::warn("Of one call of {}, {} alerts were left out", kPath, told->left_out);
  bot::AlertsReceived alerts = received(*told);
  if (alerts.alerts.empty()) co_return plain(200, "nothing to tell");
  const bool durable = co_await take_in_(std::move(alerts));
  co_return durable ? plain(200, "taken in") : plain(503, "it can't be taken in now: try again");
}

bool AlertWebhook::knows_the_secret(const net::Request& head) const {
  const std::string_view authorization = head.headers.get("Authorization");
  return authorization.starts_with(kScheme) && !secret_.empty() &&
         secret_.equals_in_constant_time(authorization.substr(kScheme.size()));
}

void AlertWebhook::log_stranger() {
  const auto now = std::chrono::steady_clock::now();
  if (logged_at_ && now - *logged_at_ < kLogEvery) {
    ++not_logged_;
    return;
  }
  spdlog::warn("A call of {} without the right secret was refused ({} more since the last such line)", kPath,
               not_logged_);
  logged_at_ = now;
  not_logged_ = 0;
}

}  // namespace app
