#include <algorithm>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "unix_time.hpp"
#include "webhook_url.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

// "setWebhook" in core.telegram.org/bots/api.
constexpr std::int64_t kUsualConnections = 40;
constexpr std::int64_t kMaxConnections = 100;
constexpr std::size_t kMaxSecretTokenLength = 256;
constexpr std::size_t kMaxCertificateBytes = 3U << 20U;

bool is_secret_token_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

std::optional<ApiError> fault_of_secret_token(std::string_view secret_token) {
  if (secret_token.size() > kMaxSecretTokenLength) return bad_request("secret token is too long");
  if (!std::ranges::all_of(secret_token, is_secret_token_character)) {
    return bad_request("secret token contains unallowed characters");
  }
  return std::nullopt;
}

ApiResult<std::string> certificate_of(const Parameters& parameters) {
  const Upload* upload = parameters.upload("certificate");
  if (upload == nullptr) return std::string{};
  if (upload->content.size() > kMaxCertificateBytes) return bad_request("certificate size is too big");
  if (upload->content.empty()) return bad_request("certificate is empty");
  return upload->content;
}

ApiResult<WebhookSettings> settings_of(const Parameters& parameters) {
  WebhookSettings settings{.url = parameters.text("url"), .certificate = {}, .secret_token = {}};
  if (!parse_webhook_url(settings.url)) return bad_request("invalid webhook URL specified");
  const std::string secret_token = parameters.text("secret_token");
  if (auto fault = fault_of_secret_token(secret_token)) return *std::move(fault);
  ApiResult<std::string> certificate = certificate_of(parameters);
  if (!certificate) return certificate.error();
  settings.certificate = *std::move(certificate);
  settings.secret_token = values::Secret{secret_token};
  settings.max_connections = static_cast<std::size_t>(
      std::clamp(parameters.integer("max_connections", kUsualConnections), std::int64_t{1}, kMaxConnections));
  return settings;
}

}  // namespace

MethodResult set_webhook(BotAccount& bot, const Parameters& parameters) {
  if (parameters.text("url").empty()) return delete_webhook(bot, parameters);
  const ApiResult<WebhookSettings> settings = settings_of(parameters);
  if (!settings) return settings.error();
  remember_allowed_updates(bot, parameters);
  if (parameters.boolean("drop_pending_updates")) bot.drop_pending_updates();
  const values::Result<void> set = bot.set_webhook(*settings);
  if (!set) return bad_request("bad webhook: " + set.error().message);
  return std::string("true");
}

MethodResult delete_webhook(BotAccount& bot, const Parameters& parameters) {
  bot.delete_webhook();
  if (parameters.boolean("drop_pending_updates")) bot.drop_pending_updates();
  return std::string("true");
}

MethodResult get_webhook_info(BotAccount& bot, const Parameters&) {
  json::object info{{"url", ""}, {"has_custom_certificate", false}, {"pending_update_count", bot.updates().size()}};
  if (const auto& webhook = bot.webhook()) {
    info["url"] = webhook->url;
    info["has_custom_certificate"] = !webhook->certificate.empty();
    info["max_connections"] = webhook->max_connections;
    if (const auto& failure = bot.webhook_history.last_failure) {
      info["last_error_date"] = unix_seconds(failure->at);
      info["last_error_message"] = failure->message;
    }
  }
  if (const auto& types = bot.updates().allowed_types(); !types.empty()) {
    info["allowed_updates"] = json::array(types.begin(), types.end());
  }
  return json::serialize(info);
}

}  // namespace simulator
