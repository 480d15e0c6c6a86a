#pragma once
// What the bot says to owners about alerts, as one function a message; a language is a class, as in texts.hpp.
//
// Plain text without markup. Parameters that come from outside are bounded by whoever passes them. Thread-safe: the
// objects have no state.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shop/language.hpp"
#include "values/time.hpp"

namespace bot {

/// For how long an alert can be silenced by a button.
enum class SilenceLength { hour, four_hours, day };

/// An alert as /alerts lists it.
struct ListedAlert {
  std::string_view lamp;
  std::string summary;
  std::string labels = {};  ///< But for its name and severity.
  values::Timestamp since;
  bool silenced = false;
  bool inhibited = false;
};

struct ListedSilence {
  std::string matchers;
  values::Timestamp until;
  std::string created_by;
  std::string comment = {};
};

/// As much of what fires and what is silenced as a message has room for.
struct AlertList {
  std::vector<ListedAlert> alerts;
  std::size_t more_alerts = 0;
  std::vector<ListedSilence> silences = {};
  std::size_t more_silences = 0;
  std::size_t left_out = 0;  ///< Alerts and silences that nobody counted apart.
};

class AlertingTexts {
 public:
  virtual ~AlertingTexts() = default;

  // The message about an alert, line by line.
  virtual std::string nameless() const = 0;  ///< An alert of which nothing is said.
  virtual std::string over() const = 0;      ///< Before what it was.
  virtual std::string value(std::string_view value) const = 0;
  virtual std::string since(values::Timestamp began_at) const = 0;
  virtual std::string lasted(values::Timestamp began_at, values::Timestamp over_at) const = 0;
  /// `by_reader`: whoever reads it has silenced it; else the owner with the number `by`.
  virtual std::string silenced(values::Timestamp until, bool by_reader, std::string_view by,
                               values::Timestamp now) const = 0;
  /// Below an alert that is over: if it fires again before that, nobody is told.
  virtual std::string stays_silenced(values::Timestamp until, values::Timestamp now) const = 0;
  virtual std::string silence_button(SilenceLength length) const = 0;
  virtual std::string revoke_button() const = 0;
  virtual std::string chart_button() const = 0;
  virtual std::string runbook_button() const = 0;
  /// Instead of messages about so many.
  virtual std::string more_alerts(std::size_t count) const = 0;

  // In the place of a button that was pressed too late: at most 200 code points.
  virtual std::string over_already() const = 0;
  virtual std::string silenced_already(values::Timestamp until, values::Timestamp now) const = 0;
  virtual std::string not_silenced() const = 0;
  virtual std::string forgotten() const = 0;

  // What came of it.
  virtual std::string could_not_silence(std::string_view alert, std::string_view reason) const = 0;
  virtual std::string could_not_revoke(std::string_view reason) const = 0;

  // /alerts
  virtual std::string alerts(const AlertList& list, values::Timestamp now) const = 0;
  virtual std::string all_quiet() const = 0;
  /// `known`: what the bot was told of and what is not over, as far as it knows.
  virtual std::string alertmanager_away(std::string_view reason, const AlertList& known,
                                        values::Timestamp now) const = 0;
  virtual std::string revoke_button(std::size_t number) const = 0;  ///< Of the list's silence with that number.
};

const AlertingTexts& alerting_texts_in(shop::Language language);

}  // namespace bot
