#include "dashboard.hpp"

#include <algorithm>

#include <boost/json/parse.hpp>
#include <boost/json/stream_parser.hpp>

#include "values/quote.hpp"

namespace viewer {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kLongestUid = 40;  // Grafana's own limit

values::Result<json::value> parse(std::string_view text) {
  json::stream_parser parser({}, {.max_depth = kMaxDepth});
  json::error_code failure;
  const std::size_t read = parser.write_some(text.data(), text.size(), failure);
  std::string_view rest = text.substr(read);
  if (!failure && rest.find_first_not_of(" \t\r\n") != std::string_view::npos) failure = json::error::extra_data;
  if (!failure) parser.finish(failure);
  if (!failure) return parser.release();
  const auto line = 1 + std::ranges::count(text.substr(0, std::min(read, text.size())), '\n');
  return values::Error{"line " + std::to_string(line) + " is not JSON: " + failure.message()};
}

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* const value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

bool is_uid(std::string_view uid) {
  return !uid.empty() && uid.size() <= kLongestUid &&
         std::ranges::all_of(uid, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; });
}

std::vector<std::string> tags_of(const json::object& object) {
  std::vector<std::string> tags;
  const json::value* const list = object.if_contains("tags");
  if (list == nullptr || !list->is_array()) return tags;
  for (const json::value& tag : list->get_array()) {
    if (tag.is_string()) tags.emplace_back(tag.get_string());
  }
  return tags;
}

}  // namespace

values::Result<DashboardSummary> read_dashboard(std::string_view text) {
  const auto parsed = parse(text);
  if (!parsed) return parsed.error();
  if (!parsed->is_object()) return values::Error{"it is not a JSON object, as Grafana exports a dashboard"};
  const json::object& object = parsed->get_object();
  DashboardSummary summary{.uid = text_of(object, "uid"),
                           .title = text_of(object, "title"),
                           .description = text_of(object, "description"),
                           .tags = tags_of(object)};
  if (!is_uid(summary.uid)) {
    return values::Error{"\"uid\" is " + values::quote(summary.uid) +
                         ": 1 to 40 letters, digits, '-' or '_' are needed"};
  }
  if (summary.title.empty()) return values::Error{"\"title\" is missing: a text is needed"};
  const json::value* const panels = object.if_contains("panels");
  if (panels == nullptr || !panels->is_array()) return values::Error{"\"panels\" is missing: a list is needed"};
  return summary;
}

}  // namespace viewer
