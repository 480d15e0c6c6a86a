#include "request_log.hpp"

#include <utility>

#include <boost/json.hpp>

#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxUnreadableBytes = 1000;

json::object shown(const Parameters& parameters) {
  json::object fields = parameters.fields();
  for (const auto& [name, upload] : parameters.uploads()) {
    fields[name] = json::object{{"file_name", upload.file_name}, {"size", upload.content.size()}};
  }
  return fields;
}

/// A body that holds no parameters: as the JSON that it is, or as the beginning of its text.
json::value unreadable(std::string_view body) {
  json::error_code error;
  json::value parsed = json::parse(body, error);
  if (!error) return parsed;
  return json::value(values::to_valid_utf8(body.substr(0, kMaxUnreadableBytes)));
}

}  // namespace

std::string request_line(std::string_view method, const net::Request& request,
                         const ApiResult<Parameters>& parameters) {
  json::object line{{"method", values::to_valid_utf8(method)}};
  const bool is_json = request.headers.get("Content-Type").starts_with("application/json") && request.query().empty();
  if (!is_json) line["multipart"] = true;
  if (const std::string_view by = request.headers.get("X-Requested-By"); !by.empty()) {
    line["by"] = values::to_valid_utf8(by);
  }
  line["parameters"] = parameters ? json::value(shown(*parameters)) : unreadable(request.body);
  return json::serialize(line);
}

values::Result<void> RequestLog::open(const std::string& file) {
  out_.open(file, std::ios::binary | std::ios::app);
  if (!out_) return values::Error{"can't write the requests to '" + file + "'"};
  return {};
}

void RequestLog::write(std::string_view method, const net::Request& request, const ApiResult<Parameters>& parameters) {
  if (out_.is_open()) out_ << request_line(method, request, parameters) + '\n' << std::flush;
}

}  // namespace simulator
