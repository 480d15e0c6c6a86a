#include "control.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "control_channels.hpp"
#include "control_faults.hpp"
#include "control_fields.hpp"
#include "control_messages.hpp"
#include "control_money.hpp"
#include "record.hpp"
#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::string_view kPathPrefix = "/control/";
constexpr std::int64_t kMaxAdvanceMs = 366LL * 24 * 3600 * 1000;

std::optional<values::BotId> bot_of(const json::object& fields) {
  const std::optional<std::int64_t> id = integer_of(fields, "bot");
  return id ? std::optional{values::BotId{*id}} : std::nullopt;
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

net::Response webhook(BotAccount& bot, const json::object& fields) {
  const json::value* repeat = fields.if_contains("repeat");
  if (repeat == nullptr || !repeat->is_bool()) return refused(400, "repeat must be true or false");
  bot.webhook_repeats = repeat->get_bool();
  return done();
}

net::Response refuse_file(BotAccount& bot, const json::object& fields) {
  const std::optional<std::string> id = text_of(fields, "file_id");
  if (!id) return refused(400, "file_id must be that of a file");
  return done(bot.refuse_file(*id));
}

net::Response act_as_person(BotAccount& bot, values::UserId user, std::string_view what, const json::object& fields) {
  if (what == "say") return control_say(bot, user, fields);
  if (what == "send") return control_send(bot, user, fields);
  if (what == "poll") return control_poll(bot, user, fields);
  if (what == "press") return press(bot, user, fields);
  if (what == "pay") return control_pay(bot, user, fields);
  if (what == "subscription") return control_subscription(bot, user, fields);
  if (what == "join") return control_join(bot, user, fields);
  if (what == "leave") return control_leave(bot, user, fields);
  if (what == "block") return done(bot.block(user));
  if (what == "unblock") return done(bot.unblock(user));
  return refused(
      404,
      "POST knows say, send, poll, press, pay, subscription, join, leave, block, unblock, channel, member, "
      "refuse_file, update, redeliver, webhook, chargeback, transaction, refunds, clock, rate, limits and fault");
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
  bots_.advance();
  if (request.method == "GET") return read(what);
  if (request.method != "POST") return refused(405, "use GET or POST");
  std::optional<json::object> fields = body_of(request);
  if (!fields) return refused(400, "the body must be a JSON object in UTF-8");
  return act(what, *fields);
}

net::Response Control::read(std::string_view what) {
  constexpr std::string_view kChat = "chat/";
  constexpr std::string_view kFile = "file/";
  if (what == "record") return with_json(200, json::serialize(record_of(bots_)));
  if (what == "texts") return with_json(200, json::serialize(texts_of(bots_)));
  if (what == "clock") return clock();
  if (what.starts_with(kChat)) return chat(what.substr(kChat.size()));
  if (what.starts_with(kFile)) return file(what.substr(kFile.size()));
  return refused(404, "GET knows record, texts, clock, chat/<user id> and file/<file_id>, each after /control/");
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

net::Response Control::file(std::string_view id) {
  for (const auto& [bot, account] : bots_) {
    const std::string* content = account->files().content_of(id);
    if (content == nullptr) continue;
    // Never the type that the sender gave: a browser could be led to run it.
    return {.status = 200, .headers = {{"Content-Type", "application/octet-stream"}}, .body = *content};
  }
  return refused(404, "no such file is kept");
}

net::Response Control::act(std::string_view what, const Fields& fields) {
  if (what == "rate") return rate(fields);
  if (what == "fault") return control_fault(faults_, fields);
  if (what == "limits") return control_limits(bots_, fields);
  if (what == "update") return update(fields);
  if (what == "clock") return advance_clock(fields);
  return act_on_bot(what, fields);
}

net::Response Control::act_on_bot(std::string_view what, const Fields& fields) {
  BotAccount* bot = bots_.find(bot_of(fields));
  if (bot == nullptr) return refused(409, "that bot has not called yet");
  if (what == "redeliver") return redeliver(*bot);
  if (what == "webhook") return webhook(*bot, fields);
  if (what == "chargeback") return control_chargeback(*bot, fields);
  if (what == "transaction") return control_transaction(*bot, fields);
  if (what == "refunds") return control_refunds(*bot, fields);
  if (what == "refuse_file") return refuse_file(*bot, fields);
  if (what == "channel") return control_channel(*bot, fields);
  if (what == "member") return control_member(*bot, fields);

  const std::optional<values::UserId> user = user_of(fields);
  if (!user) return refused(400, "user must be a Telegram user id: a whole number above 0");
  return act_as_person(*bot, *user, what, fields);
}

net::Response Control::clock() const {
  return done({{"unix_ms", clock_.now().time_since_epoch().count()}});
}

net::Response Control::advance_clock(const Fields& fields) {
  const std::optional<std::int64_t> by = integer_of(fields, "advance_ms");
  if (!by || *by < 0 || *by > kMaxAdvanceMs) return refused(400, "advance_ms must be 0 to 31622400000 (366 days)");
  clock_.advance(std::chrono::milliseconds{*by});
  bots_.advance();
  return clock();
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

}  // namespace simulator
