// Whatever comes instead of Alertmanager's JSON, in an answer or in a call of its webhook, is read or refused.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "alertmanager_answer.hpp"
#include "monitoring/alertmanager_webhook.hpp"

namespace {

template <class Result>
void require_explained(const Result& result) {
  if (!result && result.error().message.empty()) std::abort();
  if (!result && result.error().message.find('\n') != std::string::npos) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  require_explained(monitoring::read_alerts(text));
  const auto silences = monitoring::read_silences(text);
  require_explained(silences);
  if (silences) {
    for (const monitoring::Silence& silence : *silences) monitoring::to_text(silence.matchers);
  }
  require_explained(monitoring::read_silence_id(text));
  require_explained(monitoring::read_start(text));
  require_explained(monitoring::read_is_expired(text));
  if (monitoring::read_refusal(text).find('\n') != std::string::npos) std::abort();
  const auto told = monitoring::read_webhook(text);
  require_explained(told);
  if (told) {
    if (told->alerts.size() > monitoring::kMaxAlertsInWebhook) std::abort();
    for (const monitoring::Alert& alert : told->alerts) monitoring::expression_of(alert);
  }
  return 0;
}
