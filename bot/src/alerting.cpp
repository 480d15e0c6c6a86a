// What is asked of Alertmanager, and what it answers, as JSON: `visit_fields` lists the fields of each value once, and
// all of them must be there and nothing else.

#include "bot/alerting.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <stdexcept>
#include <type_traits>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace bot {
namespace {

namespace json = boost::json;

/// `Part`, to be read or written.
template <class Whole, class Part>
concept Either = std::same_as<std::remove_const_t<Whole>, Part>;

template <Either<SilenceRequest> Value, class Visit>
void visit_fields(Value& request, Visit visit) {
  visit("labels", request.labels);
  visit("until", request.until);
  visit("createdBy", request.created_by);
  visit("comment", request.comment);
}

template <Either<shop::AlertTexts> Value, class Visit>
void visit_fields(Value& texts, Visit visit) {
  visit("summary", texts.summary);
  visit("summaryInRussian", texts.summary_in_russian);
  visit("description", texts.description);
  visit("descriptionInRussian", texts.description_in_russian);
  visit("value", texts.value);
  visit("runbook", texts.runbook);
  visit("runbookUrl", texts.runbook_url);
  visit("expression", texts.expression);
}

template <Either<shop::Alert> Value, class Visit>
void visit_fields(Value& alert, Visit visit) {
  visit("fingerprint", alert.fingerprint);
  visit("beganAt", alert.began_at);
  visit("labels", alert.labels);
  visit("texts", alert.texts);
  visit("overAt", alert.over_at);
}

template <Either<AlertOverview::Firing> Value, class Visit>
void visit_fields(Value& firing, Visit visit) {
  visit("alert", firing.alert);
  visit("silencedBy", firing.silenced_by);
  visit("inhibited", firing.inhibited);
}

template <Either<AlertOverview::Silence> Value, class Visit>
void visit_fields(Value& silence, Visit visit) {
  visit("id", silence.id);
  visit("until", silence.until);
  visit("createdBy", silence.created_by);
  visit("comment", silence.comment);
  visit("matchers", silence.matchers);
}

template <Either<AlertOverview> Value, class Visit>
void visit_fields(Value& overview, Visit visit) {
  visit("firing", overview.firing);
  visit("silences", overview.silences);
  visit("runningSince", overview.running_since);
  visit("leftOut", overview.left_out);
}

struct Write {
  static json::value of(const std::string& text) { return json::value(text); }
  static json::value of(const bool& flag) { return json::value(flag); }
  static json::value of(const std::size_t& count) { return json::value(count); }
  static json::value of(const values::Timestamp& at) { return json::value(at.time_since_epoch().count()); }
  static json::value of(const std::pair<std::string, std::string>& label) {
    return json::array{label.first, label.second};
  }
  static json::value of(const std::optional<values::Timestamp>& at) { return at ? of(*at) : json::value(nullptr); }
  template <class Each>
  static json::value of(const std::vector<Each>& all) {
    json::array array;
    for (const Each& each : all) array.push_back(of(each));
    return array;
  }
  template <class Fields>
  static json::value of(const Fields& fields) {
    json::object object;
    visit_fields(fields, [&](const char* name, const auto& field) { object.emplace(name, of(field)); });
    return object;
  }
};

class Malformed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The longest list that `to_text` writes from anything that was read within bounds.
constexpr std::size_t kLongestList = 1'000;

template <class Wanted>
const Wanted& wanted(const Wanted* found, const char* name) {
  if (found == nullptr) throw Malformed("'" + std::string(name) + "' has another type");
  return *found;
}

struct Read {
  const char* name;  ///< Of what is read.

  void into(const json::value& from, std::string& text) const { text = std::string(wanted(from.if_string(), name)); }
  void into(const json::value& from, bool& flag) const { flag = wanted(from.if_bool(), name); }
  void into(const json::value& from, std::size_t& count) const {
    const std::int64_t number = wanted(from.if_int64(), name);
    if (number < 0) throw Malformed("'" + std::string(name) + "' is negative");
    count = static_cast<std::size_t>(number);
  }
  void into(const json::value& from, values::Timestamp& at) const {
    at = values::Timestamp{std::chrono::milliseconds{wanted(from.if_int64(), name)}};
  }
  void into(const json::value& from, std::pair<std::string, std::string>& label) const {
    const json::array& both = wanted(from.if_array(), name);
    if (both.size() != 2) throw Malformed("'" + std::string(name) + "' has no name and value");
    into(both[0], label.first);
    into(both[1], label.second);
  }
  void into(const json::value& from, std::optional<values::Timestamp>& at) const {
    at.reset();
    if (!from.is_null()) into(from, at.emplace());
  }
  template <class Each>
  void into(const json::value& from, std::vector<Each>& all) const {
    const json::array& array = wanted(from.if_array(), name);
    if (array.size() > kLongestList) throw Malformed("'" + std::string(name) + "' is too long");
    for (const json::value& each : array) into(each, all.emplace_back());
  }
  template <class Fields>
  void into(const json::value& from, Fields& fields) const {
    const json::object& object = wanted(from.if_object(), name);
    std::size_t expected = 0;
    visit_fields(fields, [&](const char* field_name, auto& field) {
      const json::value* const found = object.if_contains(field_name);
      if (found == nullptr) throw Malformed("'" + std::string(field_name) + "' is missing");
      Read{field_name}.into(*found, field);
      ++expected;
    });
    if (object.size() != expected) throw Malformed("'" + std::string(name) + "' has a field that is unknown");
  }
};

template <class Value>
std::string write(const Value& value) {
  return json::serialize(Write::of(value));
}

template <class Value>
values::Result<Value> read(std::string_view text, const char* name) {
  boost::system::error_code failure;
  const json::value parsed = json::parse(json::string_view(text.data(), text.size()), failure);
  if (failure) return values::Error{std::string(name) + " is no JSON: " + failure.message()};
  try {
    Value value;
    Read{name}.into(parsed, value);
    return value;
  } catch (const Malformed& malformed) {
    return values::Error{std::string(name) + " is malformed: " + malformed.what()};
  }
}

}  // namespace

std::string to_text(const SilenceRequest& request) {
  return write(request);
}

values::Result<SilenceRequest> parse_silence_request(std::string_view text) {
  return read<SilenceRequest>(text, "silence request");
}

std::string to_text(const AlertOverview& overview) {
  return write(overview);
}

values::Result<AlertOverview> parse_alert_overview(std::string_view text) {
  return read<AlertOverview>(text, "alert overview");
}

}  // namespace bot
