#include "parameters.hpp"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "multipart.hpp"
#include "net/query_string.hpp"
#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

bool all_utf8(const json::object& fields, const Parameters::Uploads& uploads) {
  for (const auto& field : fields) {
    if (!values::is_valid_utf8(field.key())) return false;
    if (field.value().is_string() && !values::is_valid_utf8(field.value().get_string())) return false;
  }
  return std::ranges::all_of(uploads, [](const auto& entry) {
    const auto& [name, upload] = entry;
    return values::is_valid_utf8(name) && values::is_valid_utf8(upload.file_name) &&
           values::is_valid_utf8(upload.mime_type);
  });
}

ApiResult<json::object> read_json(std::string_view body) {
  if (body.empty()) return json::object{};
  json::error_code error;
  json::value parsed = json::parse(body, error);
  if (error || !parsed.is_object()) return bad_request("can't parse the request's body as a JSON object");
  return std::move(parsed.get_object());
}

Upload upload_of(const FormPart& part) {
  const std::size_t folder_end = part.file_name->find_last_of("/\\");
  return {.file_name = folder_end == std::string::npos ? *part.file_name : part.file_name->substr(folder_end + 1),
          .mime_type = part.content_type.empty() ? "application/octet-stream" : part.content_type,
          .content = std::string(part.content)};
}

ApiResult<Parameters> read_multipart(std::string_view content_type, std::string_view body) {
  const values::Result<std::vector<FormPart>> parts = parse_multipart(content_type, body);
  if (!parts) return bad_request(parts.error().message);
  json::object fields;
  Parameters::Uploads uploads;
  for (const FormPart& part : *parts) {
    if (part.file_name) {
      uploads.emplace(part.name, upload_of(part));
    } else {
      fields.emplace(part.name, part.content);
    }
  }
  return Parameters{std::move(fields), std::move(uploads)};
}

}  // namespace

void read_form(std::string_view form, json::object& into) {
  for (const net::QueryParameter& field : net::parse_query(form)) into.emplace(field.name, field.value);
}

ApiResult<Parameters> Parameters::of(const net::Request& request) {
  const std::string_view content_type = request.headers.get("Content-Type");
  Parameters parameters;
  if (content_type.starts_with("application/json")) {
    ApiResult<json::object> body = read_json(request.body);
    if (!body) return body.error();
    parameters.fields_ = std::move(*body);
  } else if (content_type.starts_with("multipart/form-data")) {
    ApiResult<Parameters> form = read_multipart(content_type, request.body);
    if (!form) return form.error();
    parameters = *std::move(form);
  } else {
    read_form(request.body, parameters.fields_);
  }
  read_form(request.query(), parameters.fields_);
  if (!all_utf8(parameters.fields_, parameters.uploads_)) return bad_request("strings must be encoded in UTF-8");
  return parameters;
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

const Upload* Parameters::upload(std::string_view name) const {
  constexpr std::string_view kAttachment = "attach://";
  const auto direct = uploads_.find(name);
  if (direct != uploads_.end()) return &direct->second;
  const std::string reference = text(name);
  if (!reference.starts_with(kAttachment)) return nullptr;
  const auto attached = uploads_.find(std::string_view(reference).substr(kAttachment.size()));
  return attached == uploads_.end() ? nullptr : &attached->second;
}

ApiResult<std::string> Parameters::required_text(std::string_view name) const {
  std::string value = text(name);
  if (value.empty()) return bad_request("parameter \"" + std::string(name) + "\" is required");
  return value;
}

}  // namespace simulator
