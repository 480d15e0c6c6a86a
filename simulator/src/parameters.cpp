#include "parameters.hpp"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode_form_text(std::string_view encoded) {
  std::string text;
  text.reserve(encoded.size());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const bool escaped =
        encoded[i] == '%' && i + 2 < encoded.size() && hex_digit(encoded[i + 1]) >= 0 && hex_digit(encoded[i + 2]) >= 0;
    if (escaped) {
      text += static_cast<char>(hex_digit(encoded[i + 1]) * 16 + hex_digit(encoded[i + 2]));
      i += 2;
    } else {
      text += encoded[i] == '+' ? ' ' : encoded[i];
    }
  }
  return text;
}

bool all_utf8(const json::object& fields) {
  for (const auto& field : fields) {
    if (!values::is_valid_utf8(field.key())) return false;
    if (field.value().is_string() && !values::is_valid_utf8(field.value().get_string())) return false;
  }
  return true;
}

ApiResult<json::object> read_json(std::string_view body) {
  if (body.empty()) return json::object{};
  json::error_code error;
  json::value parsed = json::parse(body, error);
  if (error || !parsed.is_object()) return bad_request("can't parse the request's body as a JSON object");
  return std::move(parsed.get_object());
}

}  // namespace

void read_form(std::string_view form, json::object& into) {
  while (!form.empty()) {
    const std::string_view pair = form.substr(0, form.find('&'));
    form.remove_prefix(std::min(form.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = equals < pair.size() ? pair.substr(equals + 1) : std::string_view{};
    into.emplace(decode_form_text(pair.substr(0, equals)), decode_form_text(value));
  }
}

ApiResult<Parameters> Parameters::of(const net::Request& request) {
  const std::string_view content_type = request.headers.get("Content-Type");
  json::object fields;
  if (content_type.starts_with("application/json")) {
    ApiResult<json::object> body = read_json(request.body);
    if (!body) return body.error();
    fields = std::move(*body);
  } else if (content_type.starts_with("multipart/")) {
    return bad_request("multipart/form-data is not simulated: send JSON or application/x-www-form-urlencoded");
  } else {
    read_form(request.body, fields);
  }
  read_form(request.query(), fields);
  if (!all_utf8(fields)) return bad_request("strings must be encoded in UTF-8");
  return Parameters{std::move(fields)};
}

std::string Parameters::text(std::string_view name) const {
  const json::value* value = fields_.if_contains(name);
  if (value == nullptr || value->is_null()) return {};
  if (value->is_string()) return std::string(value->get_string());
  return json::serialize(*value);
}

std::int64_t Parameters::integer(std::string_view name, std::int64_t fallback) const {
  const std::string written = text(name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), number);
  return error == std::errc{} && end == written.data() + written.size() ? number : fallback;
}

bool Parameters::boolean(std::string_view name) const {
  const std::string written = text(name);
  return written == "true" || written == "yes" || written == "y" || written == "t" || written == "1";
}

std::optional<json::value> Parameters::json(std::string_view name) const {
  const json::value* value = fields_.if_contains(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (!value->is_string()) return *value;
  json::error_code error;
  json::value parsed = json::parse(value->get_string(), error);
  if (error || parsed.is_null()) return std::nullopt;
  return parsed;
}

ApiResult<std::string> Parameters::required_text(std::string_view name) const {
  std::string value = text(name);
  if (value.empty()) return bad_request("parameter \"" + std::string(name) + "\" is required");
  return value;
}

}  // namespace simulator
