#include "russian_alerting_texts.hpp"

#include <stdexcept>

#include "calendar.hpp"
#include "counting.hpp"
#include "russian_texts.hpp"

namespace bot {
namespace {

using std::chrono::floor;
using values::Timestamp;

constexpr std::string_view kZone = " UTC";  // what a date ends with

std::string date(Timestamp at) {
  return russian_texts().date(at);
}

/// "45 мин", "2 ч 5 мин", "3 д 4 ч"
std::string duration(std::chrono::milliseconds time) {
  using namespace std::chrono;
  if (time < minutes{1}) return std::to_string(floor<seconds>(time).count()) + " с";
  if (time < hours{1}) return std::to_string(floor<minutes>(time).count()) + " мин";
  const bool within_a_day = time < days{1};
  const auto large = within_a_day ? floor<hours>(time).count() : floor<days>(time).count();
  const auto small = within_a_day ? floor<minutes>(time % hours{1}).count() : floor<hours>(time % days{1}).count();
  const std::string text = std::to_string(large) + (within_a_day ? " ч" : " д");
  return small == 0 ? text : text + " " + std::to_string(small) + (within_a_day ? " мин" : " ч");
}

/// Without the day where that is today.
std::string until(Timestamp at, Timestamp now) {
  const bool today = floor<std::chrono::days>(at) == floor<std::chrono::days>(now);
  return "до " + (today ? calendar_minute(at).clock + " UTC" : date(at));
}

std::string and_more(std::size_t count) {
  return count == 0 ? "" : "\n… и ещё " + std::to_string(count);
}

std::string listed(const ListedAlert& alert, Timestamp now) {
  std::string text = "\n\n" + std::string(alert.lamp) + " " + alert.summary;
  if (!alert.labels.empty()) text += "\n" + alert.labels;
  text += "\nс " + date(alert.since);
  if (alert.since < now) text += " (" + duration(now - alert.since) + ")";
  if (alert.silenced) text += "\n🔕 без звука";
  if (alert.inhibited) text += "\n🔗 о нём говорит другой алерт";
  return text;
}

std::string listed_alerts(const AlertList& list, Timestamp now) {
  std::string text;
  for (const ListedAlert& alert : list.alerts) text += listed(alert, now);
  return text + and_more(list.more_alerts);
}

std::string listed_silences(const AlertList& list, Timestamp now) {
  std::string text;
  std::size_t number = 0;
  for (const ListedSilence& silence : list.silences) {
    text += "\n\n" + std::to_string(++number) + ". " + silence.matchers + "\n" + until(silence.until, now) +
            ", кто: " + silence.created_by;
    if (!silence.comment.empty()) text += "\n" + silence.comment;
  }
  return text + and_more(list.more_silences);
}

class RussianAlertingTexts final : public AlertingTexts {
 public:
  std::string nameless() const override { return "Алерт без названия"; }
  std::string over() const override { return "Прошло:"; }
  std::string value(std::string_view value) const override { return "Значение: " + std::string(value); }
  std::string since(Timestamp began_at) const override { return "С " + date(began_at); }

  std::string lasted(Timestamp began_at, Timestamp over_at) const override {
    const bool one_day = floor<std::chrono::days>(began_at) == floor<std::chrono::days>(over_at);
    std::string begin = date(began_at);
    if (one_day) begin.resize(begin.size() - kZone.size());
    const std::string end = one_day ? calendar_minute(over_at).clock + std::string(kZone) : date(over_at);
    return begin + " – " + end + " (" + duration(over_at - began_at) + ")";
  }

  std::string silenced(Timestamp until_then, bool by_reader, std::string_view by, Timestamp now) const override {
    return "🔕 Без звука " + until(until_then, now) +
           (by_reader ? ", так решили вы" : ", так решил владелец " + std::string(by));
  }

  std::string stays_silenced(Timestamp until_then, Timestamp now) const override {
    return "🔕 Всё ещё без звука " + until(until_then, now) + ": /alerts";
  }

  std::string silence_button(SilenceLength length) const override {
    switch (length) {
      case SilenceLength::hour:
        return "Тишина 1 ч";
      case SilenceLength::four_hours:
        return "Тишина 4 ч";
      case SilenceLength::day:
        return "Тишина 1 д";
    }
    throw std::logic_error("a silence without a Russian button");
  }

  std::string revoke_button() const override { return "Снять тишину"; }
  std::string chart_button() const override { return "График"; }
  std::string runbook_button() const override { return "Что делать"; }

  std::string more_alerts(std::size_t count) const override {
    return "🔔 И ещё " + in_russian(static_cast<std::int64_t>(count), "алерт", "алерта", "алертов") +
           ". Все покажет /alerts.";
  }

  std::string over_already() const override { return "Этот алерт уже прошёл."; }
  std::string silenced_already(Timestamp until_then, Timestamp now) const override {
    return "Он уже без звука, " + until(until_then, now) + ".";
  }
  std::string not_silenced() const override { return "Тишины для этого алерта уже нет."; }
  std::string forgotten() const override { return "Этот алерт давно прошёл: о нём уже ничего не известно."; }

  std::string could_not_silence(std::string_view alert, std::string_view reason) const override {
    return "Не удалось включить тишину для «" + std::string(alert) + "»: " + std::string(reason);
  }
  std::string could_not_revoke(std::string_view reason) const override {
    return "Не удалось снять тишину: " + std::string(reason);
  }

  std::string alerts(const AlertList& list, Timestamp now) const override {
    std::string text;
    if (!list.alerts.empty()) text = "🔔 Что сработало:" + listed_alerts(list, now);
    if (!list.silences.empty()) text += (text.empty() ? "🔕" : "\n\n🔕") + std::string(" Что без звука:");
    text += listed_silences(list, now);
    if (list.left_out > 0) text += "\n\nНе просмотрено, потому что слишком много: " + std::to_string(list.left_out);
    return text;
  }

  std::string all_quiet() const override {
    return "✅ Всё спокойно: ничего не сработало, и звук ни для чего не выключен.";
  }

  std::string alertmanager_away(std::string_view reason, const AlertList& known, Timestamp now) const override {
    const std::string text = "⚠️ Не у кого спросить, что сработало: " + std::string(reason) + "\n\n";
    if (known.alerts.empty()) return text + "Я не знаю ни одного алерта, который ещё не прошёл.";
    return text + "О чём мне сообщали и что тогда ещё не прошло:" + listed_alerts(known, now);
  }

  std::string revoke_button(std::size_t number) const override { return "Снять тишину " + std::to_string(number); }
};

}  // namespace

const AlertingTexts& russian_alerting_texts() {
  static const RussianAlertingTexts texts;
  return texts;
}

}  // namespace bot
