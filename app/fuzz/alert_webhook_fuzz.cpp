// Whatever a call of /alerts holds, what is taken in of it is within its bounds.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "alert_translation.hpp"
#include "monitoring/alertmanager_webhook.hpp"
#include "values/utf8.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto told = monitoring::read_webhook({reinterpret_cast<const char*>(bytes), size});
  if (!told) return 0;
  for (const monitoring::Alert& each : told->alerts) {
    const auto alert = app::translated(each);
    if (!alert) {
      require(!alert.error().message.empty() && alert.error().message.find('\n') == std::string::npos);
      continue;
    }
    require(alert->labels.size() <= app::kMaxAlertLabels);
    require(!alert->over_at || *alert->over_at >= alert->began_at);
    for (const std::string* text : {&alert->texts.summary, &alert->texts.value, &alert->texts.runbook}) {
      require(values::is_valid_utf8(*text) && values::count_code_points(*text) <= app::kMaxAlertText);
    }
    require(values::is_valid_utf8(alert->texts.expression) &&
            alert->texts.expression.size() <= app::kMaxAlertExpression);
  }
  return 0;
}
