#include "alert_reading.hpp"

#include <algorithm>

#include "json_shape.hpp"
#include "net/query_string.hpp"

namespace monitoring {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxFingerprint = 64;

Labels as_texts(const json::value& value, std::string_view what) {
  Labels labels;
  for (const auto& [name, text] : as_object(value, what)) labels.insert_or_assign(name, as_text(text, "a label"));
  return labels;
}

std::string as_fingerprint(const json::value& value) {
  const std::string_view text = as_text(value, "'fingerprint'");
  const bool printable = std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F'; });
  if (text.empty() || text.size() > kMaxFingerprint || !printable) throw WrongShape{"'fingerprint' is none"};
  return std::string(text);
}

}  // namespace

values::Timestamp as_timestamp(const json::value& value, std::string_view what) {
  const auto time = values::parse_rfc3339(as_text(value, what));
  if (!time) throw WrongShape{std::string(what) + " is no time"};
  return *time;
}

Alert as_alert(const json::object& object) {
  Alert alert{.fingerprint = as_fingerprint(member(object, "fingerprint")),
              .starts_at = as_timestamp(member(object, "startsAt"), "'startsAt'"),
              .labels = as_texts(member(object, "labels"), "'labels'")};
  if (const json::value* annotations = object.if_contains("annotations")) {
    alert.annotations = as_texts(*annotations, "'annotations'");
  }
  if (const json::value* url = object.if_contains("generatorURL"))
    alert.generator_url = as_text(*url, "'generatorURL'");
  return alert;
}

std::string expression_of(const Alert& alert) {
  const std::string_view url = alert.generator_url;
  const std::size_t question_mark = url.find('?');
  if (question_mark == std::string_view::npos) return {};
  const std::string_view query = url.substr(question_mark + 1);
  for (net::QueryParameter& parameter : net::parse_query(query.substr(0, query.find('#')))) {
    if (parameter.name == "g0.expr") return std::move(parameter.value);
  }
  return {};
}

}  // namespace monitoring
