#pragma once
// The monitoring as conversations know it: alerts that it tells of, what they ask Alertmanager, and pictures.
//
// Nothing of this goes to Telegram as it is. Whoever runs the engine carries out the calls below as it carries out
// those of the Bot API; they wait in the outbox like them, and their answers come as theirs do (CallAnswered). Values;
// the functions are pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/conversation.hpp"
#include "shop/alert.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace bot {

/// An alert as Alertmanager's webhook tells of it: its `id`, `bot` and `silence` are not looked at.
struct AlertsReceived {
  std::vector<shop::Alert> alerts;
};
/// Owners are told once of each alert; of one that is known, their message is brought up to date.
Decision decide(const AlertsReceived& received, store::Reader& reader, const Situation& situation);

/// Puts a silence in force: its body is a SilenceRequest, its result the silence's id. Asked twice, there is one.
inline constexpr std::string_view kSilenceAlert = "silenceAlert";
/// Ends a silence: its body is the silence's id, its result nothing of interest. One that is over already is no error.
inline constexpr std::string_view kExpireSilence = "expireSilence";
/// What fires and what is silenced now: its body is empty, its result an AlertOverview.
inline constexpr std::string_view kReadAlerts = "readAlerts";

struct SilenceRequest {
  shop::AlertLabels labels;  ///< Of the alert: it and nothing else is silenced.
  values::Timestamp until;
  std::string created_by;
  std::string comment;  ///< Names the wish: the same comment twice is the same wish.

  friend bool operator==(const SilenceRequest&, const SilenceRequest&) = default;
};
std::string to_text(const SilenceRequest& request);
values::Result<SilenceRequest> parse_silence_request(std::string_view text);

/// What Alertmanager knows.
struct AlertOverview {
  struct Firing {
    shop::Alert alert;                          ///< Without `id`, `bot` and `silence`.
    std::vector<std::string> silenced_by = {};  ///< Ids.
    bool inhibited = false;                     ///< Another alert speaks for it.

    friend bool operator==(const Firing&, const Firing&) = default;
  };
  struct Silence {
    std::string id;
    values::Timestamp until;
    std::string created_by = {};
    std::string comment = {};
    std::string matchers = {};  ///< As people write them: alertname="HighUserLoad".

    friend bool operator==(const Silence&, const Silence&) = default;
  };
  std::vector<Firing> firing;
  std::vector<Silence> silences;    ///< Those in force.
  values::Timestamp running_since;  ///< Alertmanager forgets alerts when it ends, and learns them anew within minutes.
  std::size_t left_out = 0;         ///< Alerts and silences beyond what fits.

  friend bool operator==(const AlertOverview&, const AlertOverview&) = default;
};
inline constexpr std::size_t kMaxAlertsInOverview = 100;  ///< And as many silences.
std::string to_text(const AlertOverview& overview);
values::Result<AlertOverview> parse_alert_overview(std::string_view text);

/// An upload whose `Document::path` begins so is a picture that the viewer draws when it is sent: what follows is the
/// target of that request ("/render/chart.png?name=users_online&range=6h"). If it can't be drawn, the call fails, and
/// its reason is a sentence for the owner.
inline constexpr std::string_view kPicturePath = "viewer:";

}  // namespace bot
