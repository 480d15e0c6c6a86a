#include "alerts.hpp"

namespace bot {

Decision alert_answered(const CallAnswered& answer, const Context& context) {
  if (answer.method == kSilenceAlert) return silence_answered(answer, context);
  if (answer.method == kExpireSilence) return revocation_answered(answer, context);
  if (answer.method != kReadAlerts) return alert_told(answer, context);
  return answer.subject.starts_with(kAlertsSubject) ? alerts_answered(answer, context) : look_answered(answer, context);
}

}  // namespace bot
