#pragma once
// Alertmanager as far as the bot sees it: alerts that fire, silences, and the calls to it.

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "bot/alerting.hpp"
#include "scene.hpp"

namespace bot {

class AlertmanagerModel {
 public:
  std::vector<shop::Alert> firing;
  std::map<std::string, SilenceRequest> silences;  ///< By id.
  values::Timestamp running_since = {};
  bool away = false;

  static constexpr const char* kAway = "Alertmanager on 127.0.0.1:9093 does not answer";

  /// What it answers; none if it does not.
  std::optional<std::string> does(const Answer& call, values::Timestamp now) {
    std::erase_if(silences, [&](const auto& silence) { return silence.second.until <= now; });
    if (away) return std::nullopt;
    if (call.method == kSilenceAlert) return silence(parse_silence_request(call.body).value());
    if (call.method == kExpireSilence) return silences.erase(call.body) > 0 ? "" : "it was over already";
    return to_text(overview());
  }

  bool is_silenced(const shop::Alert& alert) const { return !silencing(alert).empty(); }

  AlertOverview overview() const {
    AlertOverview all{.firing = {}, .silences = {}, .running_since = running_since};
    for (const shop::Alert& alert : firing) {
      AlertOverview::Firing seen{.alert = alert, .silenced_by = silencing(alert)};
      seen.alert.id = {};
      seen.alert.bot = {};
      all.firing.push_back(std::move(seen));
    }
    for (const auto& [id, request] : silences) {
      all.silences.push_back({.id = id,
                              .until = request.until,
                              .created_by = request.created_by,
                              .comment = request.comment,
                              .matchers = matchers_of(request)});
    }
    return all;
  }

 private:
  std::string silence(const SilenceRequest& request) {
    for (const auto& [id, other] : silences) {
      if (other.labels == request.labels && other.comment == request.comment &&
          other.created_by == request.created_by) {
        return id;
      }
    }
    std::string id = "0b0f-" + std::to_string(++last_);
    silences.emplace(id, request);
    return id;
  }

  std::vector<std::string> silencing(const shop::Alert& alert) const {
    std::vector<std::string> ids;
    for (const auto& [id, request] : silences) {
      if (request.labels == alert.labels) ids.push_back(id);
    }
    return ids;
  }

  static std::string matchers_of(const SilenceRequest& request) {
    std::string text;
    for (const auto& [name, value] : request.labels) text += (text.empty() ? "" : ", ") + name + "=\"" + value + "\"";
    return text;
  }

  int last_ = 0;
};

}  // namespace bot
