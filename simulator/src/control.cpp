#include "control.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "record.hpp"
#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::string_view kPathPrefix = "/control/";
constexpr std::int64_t kMaxTelegramId = (std::int64_t{1} << 52U) - 1;

net::Response with_json(int status, std::string body) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

net::Response done(json::object fields = {}) {
  fields["ok"] = true;
  return with_json(200, json::serialize(fields));
}

net::Response refused(int status, std::string_view why) {
  return with_json(status, json::serialize(json::object{{"ok", false}, {"error", why}}));
}

net::Response done(const ActionResult& result) {
  if (!result) return refused(409, result.error().message);
  json::object fields{{"update_id", nullptr}};
  if (*result) fields["update_id"] = (*result)->value();
  return done(std::move(fields));
}

std::optional<std::string> text_of(const json::object& fields, std::string_view name) {
  const json::value* value = fields.if_contains(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

std::optional<std::int64_t> integer_of(const json::object& fields, std::string_view name) {
  const json::value* value = fields.if_contains(name);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  return value->get_int64();
}

bool flag_of(const json::object& fields, std::string_view name) {
  const json::value* value = fields.if_contains(name);
  return value != nullptr && *value == json::value(true);
}

std::optional<values::UserId> user_of(const json::object& fields) {
  const std::optional<std::int64_t> id = integer_of(fields, "user");
  if (!id || *id <= 0 || *id > kMaxTelegramId) return std::nullopt;
  return values::UserId{*id};
}

std::optional<values::BotId> bot_of(const json::object& fields) {
  const std::optional<std::int64_t> id = integer_of(fields, "bot");
  return id ? std::optional{values::BotId{*id}} : std::nullopt;
}

std::optional<PaymentIntent> intent_of(const json::object& fields) {
  const std::string outcome = text_of(fields, "outcome").value_or("pays");
  if (outcome == "pays") return PaymentIntent::pays;
  if (outcome == "fails") return PaymentIntent::fails;
  if (outcome == "late") return PaymentIntent::late;
  return std::nullopt;
}

net::Response pay(BotAccount& bot, values::UserId user, const json::object& fields) {
  constexpr std::int64_t kLongestDelayMs = 7LL * 24 * 3600 * 1000;
  const std::optional<PaymentIntent> intent = intent_of(fields);
  if (!intent) return refused(400, "outcome must be pays, fails or late");
  Purchase purchase{.intent = *intent, .payload = text_of(fields, "payload"), .amount = {}};
  if (const auto amount = integer_of(fields, "amount")) purchase.amount = values::Stars{*amount};
  if (const auto delay = integer_of(fields, "after_ms")) {
    if (*delay < 0 || *delay > kLongestDelayMs) return refused(400, "after_ms must be 0 to 604800000 (7 days)");
    purchase.lateness = std::chrono::milliseconds{*delay};
  }
  return done(bot.pay(user, purchase));
}

net::Response say(BotAccount& bot, values::UserId user, const json::object& fields) {
  if (const auto sticker = text_of(fields, "sticker")) return done(bot.send_sticker(user, *sticker));
  const std::optional<std::string> text = text_of(fields, "text");
  if (!text || text->empty()) return refused(400, "text must be a text that is not empty (or give a sticker)");
  const std::optional<std::string> language = text_of(fields, "language");
  return done(bot.say(user, *text, language ? std::optional<std::string_view>{*language} : std::nullopt));
}

net::Response press(BotAccount& bot, values::UserId user, const json::object& fields) {
  const std::optional<std::string> data = text_of(fields, "data");
  if (!data) return refused(400, "data must be the callback_data of a button");
  return done(bot.press(user, *data, flag_of(fields, "forged")));
}

net::Response redeliver(BotAccount& bot) {
  const std::size_t count = bot.updates().redeliver(bot.now());
  if (count > 0 && bot.on_update) bot.on_update();
  return done({{"updates", count}});
}

std::optional<json::object> body_of(const net::Request& request) {
  if (request.body.empty()) return json::object{};
  json::error_code error;
  json::value parsed = json::parse(request.body, error);
  if (error || !parsed.is_object() || !values::is_valid_utf8(request.body)) return std::nullopt;
  return std::move(parsed.get_object());
}

}  // namespace

net::Response Control::answer(const net::Request& request) {
  std::string_view what = request.path();
  if (!what.starts_with(kPathPrefix)) return refused(404, "not found");
  what.remove_prefix(kPathPrefix.size());
  if (request.method == "GET") return read(what);
  if (request.method != "POST") return refused(405, "use GET or POST");
  std::optional<json::object> fields = body_of(request);
  if (!fields) return refused(400, "the body must be a JSON object in UTF-8");
  return act(what, *fields);
}

net::Response Control::read(std::string_view what) {
  constexpr std::string_view kChat = "chat/";
  if (what == "record") return with_json(200, json::serialize(record_of(bots_)));
  if (what.starts_with(kChat)) return chat(what.substr(kChat.size()));
  return refused(404, "GET knows /control/record and /control/chat/<user id>");
}

net::Response Control::chat(std::string_view user) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(user.data(), user.data() + user.size(), id);
  if (error != std::errc{} || end != user.data() + user.size()) return refused(400, "a user id is a number");
  BotAccount* bot = bots_.find();
  const Chat* chat = bot == nullptr ? nullptr : bot->find_chat(values::ChatId{id});
  if (chat == nullptr) return refused(404, "that user has no chat with the bot");
  return with_json(200, chat->transcript());
}

net::Response Control::act(std::string_view what, const Fields& fields) {
  if (what == "rate") return rate(fields);
  if (what == "fault") return fault(fields);
  if (what == "update") return update(fields);
  return act_as_person(what, fields);
}

net::Response Control::act_as_person(std::string_view what, const Fields& fields) {
  BotAccount* bot = bots_.find(bot_of(fields));
  if (bot == nullptr) return refused(409, "that bot has not called yet");
  if (what == "redeliver") return redeliver(*bot);

  const std::optional<values::UserId> user = user_of(fields);
  if (!user) return refused(400, "user must be a Telegram user id: a whole number above 0");
  if (what == "say") return say(*bot, *user, fields);
  if (what == "press") return press(*bot, *user, fields);
  if (what == "pay") return pay(*bot, *user, fields);
  if (what == "block") return done(bot->block(*user));
  if (what == "unblock") return done(bot->unblock(*user));
  return refused(404, "POST knows say, press, pay, block, unblock, update, redeliver, rate and fault");
}

net::Response Control::update(const Fields& fields) {
  BotAccount* bot = bots_.find();
  if (bot == nullptr) return refused(409, "no bot has called yet");
  bot->inject(fields);
  return done();
}

net::Response Control::rate(const Fields& fields) {
  const json::value* value = fields.if_contains("rate");
  const double rate = value != nullptr && value->is_number() ? value->to_number<double>() : -1;
  if (!(rate >= 0) || rate > kMaxRate) return refused(400, "rate must be a number of events a second, 0 to 1000000");
  set_rate_(rate);
  return done();
}

net::Response Control::fault(const Fields& fields) {
  if (flag_of(fields, "reset")) {
    faults_.reset();
    return done();
  }
  std::string method = text_of(fields, "method").value_or("");
  std::ranges::transform(method, method.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (!is_method(method)) return refused(400, "method must be one that the simulator has");
  const std::int64_t status = integer_of(fields, "status").value_or(502);
  const std::int64_t times = integer_of(fields, "times").value_or(1);
  if (status < 200 || status > 599) return refused(400, "status must be 200 to 599");
  if (times < 1) return refused(400, "times must be 1 or more");
  faults_.set(std::move(method), {.status = static_cast<int>(status),
                                  .body = text_of(fields, "body").value_or(""),
                                  .times = static_cast<std::uint64_t>(times),
                                  .executes = flag_of(fields, "executes")});
  return done();
}

}  // namespace simulator
