#pragma once
// A conversation written down as a person would read it, for comparison with one that a person has approved.
//
//   Transcript transcript;
//   transcript.says(kAnna, "/plans");
//   expect_approved(transcript, "english");   // compares with transcripts/english.txt

#include <map>
#include <string>
#include <utility>

#include "alertmanager_model.hpp"
#include "scene.hpp"

namespace bot {

class Transcript {
 public:
  void says(const Person& person, const std::string& text);
  /// Sends something else than text, in words: "a quiz: …".
  void sends(const Person& person, const telegram::Message& message, const std::string& description);
  /// Presses the button under the newest message that says `label`.
  void presses(const Person& person, const std::string& label);
  /// Presses the button with that data, under whatever message.
  void presses_from(const Person& person, const std::string& data);
  /// Presses "Pay" under the newest invoice and, once approved, pays.
  void pays(const Person& person, const std::string& charge);
  /// The same by the newest link: Telegram charges again every 30 days.
  void subscribes(const Person& person, const std::string& charge);
  void is_renewed(const Person& person, const std::string& charge);
  /// `state`: "canceled", "active" or "failed", as Telegram tells.
  void subscription_becomes(const Person& person, const std::string& state);
  /// Telegram takes the payment back without having been asked.
  void is_charged_back(const Person& person, const std::string& charge, std::int64_t amount);
  void waits(std::chrono::days days);
  /// The shop sells one course more.
  void offers(const shop::Course& course);
  // In the channel of that course.
  void joins(const Person& person);
  void asks_to_join(const Person& person);
  void bot_becomes(const std::string& status, bool with_rights);
  /// What happens by itself at once.
  void a_moment_passes();
  /// While it is slow, broadcasts get no answer; afterwards all of them at once.
  void telegram_is_slow(bool slow);
  // What Alertmanager tells; it also answers what the bot asks it.
  void begins(const shop::Alert& alert);
  /// Nobody is told if it is silenced.
  void is_over(const shop::Alert& alert);
  void alertmanager_is_away(bool away) { alertmanager_.away = away; }
  void a_minute_passes();
  /// From now on the viewer draws nothing, for that reason; empty: it does.
  void viewer_refuses(std::string reason) { no_picture_ = std::move(reason); }
  /// From now on Telegram refuses what is asked of it about channels, in these words; empty: no more.
  void telegram_refuses(std::string words) { refusal_ = std::move(words); }

  const std::string& text() const { return text_; }

 private:
  void line(const std::string& text) { text_ += text + "\n"; }
  void asks_and_pays(const Person& person, const std::string& charge, bool recurring);
  /// And, where a call's outcome matters, what the bot does once Telegram has done what it asked for.
  void write_down(const Answers& answers);
  void is_done(const Answer& call);
  void is_carried_out(const Answer& change);
  /// None if it is refused.
  std::optional<std::string> result_of_other(const Answer& call);
  bool write_down_monitoring(const Answer& answer);
  static std::string result_of(const Answer& call);
  bool write_down_channel_call(const Answer& answer);
  void write_down(const Answer& answer);
  static std::string name_of(const std::optional<values::ChatId>& chat);

  Scene scene_;
  bool telegram_is_slow_ = false;
  std::string refusal_;
  AlertmanagerModel alertmanager_;
  std::string no_picture_;
  std::vector<Answer> unanswered_;
  std::string text_;
  std::map<values::ChatId, std::vector<telegram::InlineButton>> buttons_;  // of the newest message with some
  std::map<std::pair<values::ChatId, std::string>, std::string> labels_;   // by the data of all buttons so far
  std::string payload_;
  std::int64_t price_ = 0;
};

/// Fails with the difference between `transcript` and transcripts/<name>.txt, if any; with the environment variable
/// APPROVE_TRANSCRIPTS=1 writes the file instead.
void expect_approved(const Transcript& transcript, const std::string& name);

}  // namespace bot
