#pragma once
// What Alertmanager's HTTP API answers, read from its JSON.
//
// Pure functions. Errors say what is wrong with the text, as the end of a sentence.

#include <string>
#include <string_view>
#include <vector>

#include "monitoring/alertmanager.hpp"
#include "values/result.hpp"

namespace monitoring {

values::Result<std::vector<ActiveAlert>> read_alerts(std::string_view body);
/// Those in force only.
values::Result<std::vector<Silence>> read_silences(std::string_view body);
values::Result<std::string> read_silence_id(std::string_view body);
values::Result<values::Timestamp> read_start(std::string_view body);
/// Whether the silence that `body` shows is over.
values::Result<bool> read_is_expired(std::string_view body);
/// Alertmanager's words in an answer that is none; empty if it has none.
std::string read_refusal(std::string_view body);

}  // namespace monitoring
