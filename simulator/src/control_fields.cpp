#include "control_fields.hpp"

#include <utility>

#include <boost/json.hpp>

namespace simulator {

namespace json = boost::json;

namespace {

constexpr std::int64_t kMaxTelegramId = (std::int64_t{1} << 52U) - 1;

}  // namespace

std::optional<std::string> text_of(const ControlFields& fields, std::string_view name) {
  const json::value* value = fields.if_contains(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

std::optional<std::int64_t> integer_of(const ControlFields& fields, std::string_view name) {
  const json::value* value = fields.if_contains(name);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  return value->get_int64();
}

std::optional<values::UserId> user_of(const ControlFields& fields, std::string_view name) {
  const std::optional<std::int64_t> id = integer_of(fields, name);
  if (!id || *id <= 0 || *id > kMaxTelegramId) return std::nullopt;
  return values::UserId{*id};
}

bool flag_of(const ControlFields& fields, std::string_view name) {
  const json::value* value = fields.if_contains(name);
  return value != nullptr && *value == json::value(true);
}

net::Response with_json(int status, std::string body) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

net::Response done(ControlFields fields) {
  fields["ok"] = true;
  return with_json(200, json::serialize(fields));
}

net::Response done(const ActionResult& result) {
  if (!result) return refused(409, result.error().message);
  ControlFields fields{{"update_id", nullptr}};
  if (*result) fields["update_id"] = (*result)->value();
  return done(std::move(fields));
}

net::Response done(const values::Result<void>& result) {
  return result ? done() : refused(409, result.error().message);
}

net::Response refused(int status, std::string_view why) {
  return with_json(status, json::serialize(ControlFields{{"ok", false}, {"error", why}}));
}

}  // namespace simulator
