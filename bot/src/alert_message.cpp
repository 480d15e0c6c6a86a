// The message about an alert: what it says and which buttons it has, from when it fires until it is over.

#include <utility>

#include "alerts.hpp"
#include "charts.hpp"
#include "notation.hpp"
#include "runbooks.hpp"
#include "shop/web_link.hpp"
#include "shown_text.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

// Code points of what others have written; together with our own words well below telegram::kMaxMessageText.
constexpr std::size_t kMaxSummary = 200;
constexpr std::size_t kMaxDescription = 1'500;
constexpr std::size_t kMaxValue = 100;
constexpr std::size_t kMaxName = 150;
constexpr std::size_t kMaxLabels = 600;

/// Writes a text with its styles.
class Composer {
 public:
  void add(std::string_view text) { composed_.text += text; }

  void add(std::string_view text, shop::Style style) {
    if (text.empty()) return;
    const auto offset = static_cast<std::int64_t>(values::count_utf16_units(composed_.text));
    const auto length = static_cast<std::int64_t>(values::count_utf16_units(text));
    composed_.ranges.push_back({.style = style, .offset = offset, .length = length});
    add(text);
  }

  /// On a line of its own, if there is anything to add.
  void add_line(std::string_view text) {
    if (text.empty()) return;
    add("\n");
    add(text);
  }

  shop::FormattedText finish() && { return std::move(composed_); }

 private:
  shop::FormattedText composed_;
};

std::string description_of(const shop::Alert& alert, shop::Language language) {
  const shop::AlertTexts& texts = alert.texts;
  const bool russian = language == shop::Language::russian && !texts.description_in_russian.empty();
  return shown_lines(russian ? texts.description_in_russian : texts.description, kMaxDescription);
}

/// Its name and labels: what one looks for in Prometheus.
void add_labels(Composer& text, const shop::Alert& alert) {
  std::string line = alert.texts.summary.empty() ? "" : shown_line(alert.label("alertname"), kMaxName);
  const std::string labels = labels_of(alert, kMaxLabels);
  if (!line.empty() && !labels.empty()) line += " ";
  line += labels;
  if (line.empty()) return;
  text.add("\n");
  text.add(line, shop::Style::code);
}

shop::FormattedText text_of(const shop::Alert& alert, const Customer& reader, values::Timestamp now) {
  const AlertingTexts& texts = alerting_texts_in(reader.language);
  const shop::AlertSilence* const silence = silence_of(alert, now);
  Composer text;
  text.add(alert.is_firing() ? std::string(lamp_of(alert)) + " " : "✅ " + texts.over() + " ");
  text.add(summary_of(alert, reader.language), shop::Style::bold);
  if (alert.is_firing()) {
    text.add_line(description_of(alert, reader.language));
    text.add("\n");
    const std::string value = shown_line(alert.texts.value, kMaxValue);
    if (!value.empty()) text.add_line(texts.value(value));
    text.add_line(texts.since(alert.began_at));
  } else {
    text.add_line(texts.lasted(alert.began_at, *alert.over_at));
  }
  add_labels(text, alert);
  if (silence != nullptr && alert.is_firing()) {
    text.add_line("\n" + texts.silenced(silence->until, silence->by == reader.id, number(silence->by), now));
  } else if (silence != nullptr) {
    text.add_line("\n" + texts.stays_silenced(silence->until, now));
  }
  return std::move(text).finish();
}

telegram::InlineButton button(std::string text, std::string_view deed, const shop::Alert& alert,
                              std::string_view detail = {}) {
  std::string data = std::string(kAlertData) + std::string(deed) + ":" + number(alert.id);
  if (!detail.empty()) data += ":" + std::string(detail);
  return {.text = std::move(text), .callback_data = std::move(data)};
}

std::vector<telegram::InlineButton> silencing_buttons(const shop::Alert& alert, const AlertingTexts& texts,
                                                      values::Timestamp now) {
  if (silence_of(alert, now) != nullptr) return {button(texts.revoke_button(), "revoke", alert)};
  std::vector<telegram::InlineButton> row;
  for (const auto length : {SilenceLength::hour, SilenceLength::four_hours, SilenceLength::day}) {
    row.push_back(button(texts.silence_button(length), "silence", alert, to_string(length)));
  }
  return row;
}

telegram::InlineKeyboard keyboard_of(const shop::Alert& alert, const Customer& reader, values::Timestamp now) {
  const AlertingTexts& texts = alerting_texts_in(reader.language);
  telegram::InlineKeyboard keyboard;
  if (alert.is_firing()) keyboard.push_back(silencing_buttons(alert, texts, now));
  std::vector<telegram::InlineButton> row;
  if (has_chart(alert)) row.push_back(button(texts.chart_button(), "chart", alert));
  if (alert.is_firing()) {
    // Telegram refuses the whole message for a link that it can't follow.
    if (shop::read_web_link(alert.texts.runbook_url)) {
      row.push_back({.text = texts.runbook_button(), .url = alert.texts.runbook_url});
    } else if (runbook_named(alert.texts.runbook)) {
      row.push_back(button(texts.runbook_button(), "runbook", alert));
    }
  }
  if (!row.empty()) keyboard.push_back(std::move(row));
  return keyboard;
}

}  // namespace

AlertView view_of(const shop::Alert& alert, const Customer& reader, values::Timestamp now) {
  return {.text = text_of(alert, reader, now), .keyboard = keyboard_of(alert, reader, now)};
}

std::string summary_of(const shop::Alert& alert, shop::Language language) {
  const shop::AlertTexts& texts = alert.texts;
  const bool russian = language == shop::Language::russian && !texts.summary_in_russian.empty();
  std::string summary = shown_line(russian ? texts.summary_in_russian : texts.summary, kMaxSummary);
  if (summary.empty()) summary = shown_line(alert.label("alertname"), kMaxName);
  return summary.empty() ? alerting_texts_in(language).nameless() : summary;
}

std::string_view lamp_of(const shop::Alert& alert) {
  return alert.label("severity") == "critical" ? "🔴" : "🟡";
}

std::string labels_of(const shop::Alert& alert, std::size_t limit) {
  std::string line;
  for (const auto& [name, value] : alert.labels) {
    if (name == "alertname" || name == "severity") continue;
    line += (line.empty() ? "" : " ") + name + "=" + value;
    if (line.size() > 8 * limit) break;
  }
  return shown_line(line, limit);
}

bool has_chart(const shop::Alert& alert) {
  return !alert.texts.expression.empty() && alert.texts.expression.size() <= kMaxExpression;
}

}  // namespace bot
