#include "alertmanager_answer.hpp"

#include <algorithm>
#include <functional>

#include "alert_reading.hpp"
#include "json_shape.hpp"
#include "net/parse_json.hpp"

namespace monitoring {
namespace {

namespace json = boost::json;

/// Hands the parsed answer to `read`, which throws WrongShape.
template <class Read>
auto read_json(std::string_view body, Read read) -> values::Result<decltype(read(json::value()))> {
  const auto parsed = net::parse_json(body);
  if (!parsed) return values::Error{"it is not JSON"};
  try {
    return values::Result<decltype(read(json::value()))>(boost::system::in_place_value, read(*parsed));
  } catch (const WrongShape& wrong) {
    return values::Error{wrong.what};
  }
}

bool as_flag(const json::object& object, std::string_view name, bool otherwise) {
  const json::value* flag = object.if_contains(name);
  if (flag == nullptr) return otherwise;
  if (!flag->is_bool()) throw WrongShape{"'" + std::string(name) + "' is neither true nor false"};
  return flag->get_bool();
}

ActiveAlert as_active_alert(const json::value& value) {
  const json::object& object = as_object(value, "an alert");
  const json::object& status = as_object(member(object, "status"), "'status'");
  ActiveAlert active{.alert = as_alert(object),
                     .inhibited = !as_array(member(status, "inhibitedBy"), "'inhibitedBy'").empty()};
  for (const json::value& id : as_array(member(status, "silencedBy"), "'silencedBy'")) {
    active.silenced_by.emplace_back(as_text(id, "a silence's id"));
  }
  return active;
}

Matcher as_matcher(const json::value& value) {
  const json::object& object = as_object(value, "a matcher");
  return {.name = std::string(as_text(member(object, "name"), "'name'")),
          .value = std::string(as_text(member(object, "value"), "'value'")),
          .is_regex = as_flag(object, "isRegex", false),
          .is_equal = as_flag(object, "isEqual", true)};
}

std::string_view state_of(const json::object& silence) {
  return as_text(member(as_object(member(silence, "status"), "'status'"), "state"), "'state'");
}

Silence as_silence(const json::object& object) {
  Silence silence{.id = std::string(as_text(member(object, "id"), "'id'")),
                  .matchers = {},
                  .ends_at = as_timestamp(member(object, "endsAt"), "'endsAt'"),
                  .created_by = std::string(as_text(member(object, "createdBy"), "'createdBy'")),
                  .comment = std::string(as_text(member(object, "comment"), "'comment'"))};
  for (const json::value& matcher : as_array(member(object, "matchers"), "'matchers'")) {
    silence.matchers.push_back(as_matcher(matcher));
  }
  return silence;
}

}  // namespace

values::Result<std::vector<ActiveAlert>> read_alerts(std::string_view body) {
  return read_json(body, [](const json::value& answer) {
    std::vector<ActiveAlert> alerts;
    for (const json::value& alert : as_array(answer, "it")) alerts.push_back(as_active_alert(alert));
    std::ranges::stable_sort(alerts, std::ranges::greater{},
                             [](const ActiveAlert& each) { return each.alert.starts_at; });
    return alerts;
  });
}

values::Result<std::vector<Silence>> read_silences(std::string_view body) {
  return read_json(body, [](const json::value& answer) {
    std::vector<Silence> silences;
    for (const json::value& each : as_array(answer, "it")) {
      const json::object& silence = as_object(each, "a silence");
      if (state_of(silence) == "active") silences.push_back(as_silence(silence));
    }
    std::ranges::stable_sort(silences, std::ranges::greater{}, &Silence::ends_at);
    return silences;
  });
}

values::Result<std::string> read_silence_id(std::string_view body) {
  return read_json(body, [](const json::value& answer) {
    const std::string_view id = as_text(member(as_object(answer, "it"), "silenceID"), "'silenceID'");
    if (id.empty() || id.size() > 64) throw WrongShape{"'silenceID' is none"};
    return std::string(id);
  });
}

values::Result<values::Timestamp> read_start(std::string_view body) {
  return read_json(body, [](const json::value& answer) {
    return as_timestamp(member(as_object(answer, "it"), "uptime"), "'uptime'");
  });
}

values::Result<bool> read_is_expired(std::string_view body) {
  return read_json(body, [](const json::value& answer) { return state_of(as_object(answer, "it")) == "expired"; });
}

std::string read_refusal(std::string_view body) {
  const auto parsed = net::parse_json(body);
  if (!parsed) return {};
  if (const json::string* words = parsed->if_string()) return one_line(*words);
  const json::object* object = parsed->if_object();
  const json::value* message = object == nullptr ? nullptr : object->if_contains("message");
  const json::string* words = message == nullptr ? nullptr : message->if_string();
  return words == nullptr ? std::string() : one_line(*words);
}

}  // namespace monitoring
