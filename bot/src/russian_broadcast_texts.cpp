#include "russian_broadcast_texts.hpp"

#include <chrono>
#include <stdexcept>

#include "broadcast_bar.hpp"

namespace bot {
namespace {

std::string name_of(const shop::Broadcast& broadcast) {
  switch (broadcast.segment) {
    case shop::Segment::all:
      return "всем";
    case shop::Segment::subscribers:
      return "всем, у кого есть тариф";
    case shop::Segment::lite:
      return "всем, у кого тариф lite";
    case shop::Segment::pro:
      return "всем, у кого тариф pro";
    case shop::Segment::unlimited:
      return "всем, у кого тариф unlimited";
    case shop::Segment::former:
      return "всем, у кого тариф закончился";
    case shop::Segment::newcomers:
      return "всем, у кого тарифа ещё не было";
    case shop::Segment::russian:
      return "всем, кто говорит по-русски";
    case shop::Segment::english:
      return "всем, кто говорит по-английски";
    case shop::Segment::students:
      return "ученикам курса " + broadcast.course.value();
  }
  throw std::logic_error("a segment without its Russian name");
}

std::string duration(std::chrono::seconds time) {
  using namespace std::chrono;
  if (time < seconds{90}) return std::to_string(time.count()) + " с";
  const auto rounded = ceil<minutes>(time);
  if (rounded < minutes{90}) return std::to_string(rounded.count()) + " мин";
  return std::to_string(rounded / hours{1}) + " ч " + std::to_string((rounded % hours{1}).count()) + " мин";
}

std::string state_of(const shop::Broadcast& broadcast) {
  switch (broadcast.state) {
    case shop::BroadcastState::drafted:
      return "ещё не отправлена";
    case shop::BroadcastState::cancelled:
      return "отменена, её никто не получил";
    case shop::BroadcastState::running:
      return "идёт";
    case shop::BroadcastState::paused:
      return "на паузе";
    case shop::BroadcastState::stopped:
      return "остановлена";
    case shop::BroadcastState::finished:
      return "закончена";
  }
  throw std::logic_error("a broadcast's state without a Russian text");
}

class RussianBroadcastTexts final : public BroadcastTexts {
 public:
  std::string how_to_broadcast() const override {
    return "Напишите, кому, а на следующей строке — сообщение:\n\n"
           "/broadcast all\nВышел новый курс!\n\n"
           "Или ответьте /broadcast all на любое сообщение в этом чате: картинки, файлы и оформление уйдут как "
           "есть.\n\n"
           "Кому:\n"
           "all — всем\n"
           "subscribers — у кого есть тариф\n"
           "lite, pro, unlimited — у кого этот тариф\n"
           "former — у кого тариф закончился\n"
           "new — у кого тарифа ещё не было\n"
           "ru, en — кто говорит на этом языке\n"
           "students:sql — у кого есть курс «sql» или кто читает его по тарифу\n\n"
           "Сначала вы увидите сообщение сами; без вашего согласия ничего не уйдёт.";
  }

  std::string unknown_segment(std::string_view name) const override {
    return "Не знаю, кому это — «" + std::string(name) + "».\n\n" + how_to_broadcast();
  }

  std::string nobody(const shop::Broadcast& draft) const override {
    return "Это никто не получит: бот не знает никого, кому мог бы написать (" + name_of(draft) + ").";
  }

  std::string one_at_a_time(const shop::Broadcast& under_way, std::int64_t awaited) const override {
    return "Рассылки идут по одной: дождитесь конца этой или остановите её.\n\n" + progress(under_way, awaited);
  }

  std::string refused(std::string_view reason) const override {
    return "Telegram не принимает это сообщение, его нельзя отправить никому: " + std::string(reason);
  }

  std::string draft(const shop::Broadcast& broadcast) const override {
    return "☝️ Это уйдёт " + name_of(broadcast) + ". Получателей: " + std::to_string(broadcast.total) +
           ". Займёт примерно " + duration(shop::time_to_reach(broadcast.total)) + ".";
  }

  std::string progress(const shop::Broadcast& broadcast, std::int64_t awaited) const override {
    std::string text = "📣 Рассылка " + name_of(broadcast) + ": " + state_of(broadcast);
    if (broadcast.state == shop::BroadcastState::cancelled) return text;
    text += "\n" + bar_of(broadcast) + "\nОтправлено: " + std::to_string(broadcast.sent) +
            "\nЗаблокировали бота: " + std::to_string(broadcast.blocked) +
            "\nНе доставлено: " + std::to_string(broadcast.failed) +
            "\nОсталось: " + std::to_string(left_of(broadcast));
    const bool held =
        broadcast.state == shop::BroadcastState::paused || broadcast.state == shop::BroadcastState::stopped;
    if (held && awaited > 0) text += "\n\nУже в пути: " + std::to_string(awaited) + ". Они ещё уйдут.";
    return text;
  }

  std::string ended(const shop::Broadcast& broadcast) const override {
    const bool finished = broadcast.state == shop::BroadcastState::finished;
    return std::string(finished ? "✅ Рассылка закончена" : "⏹ Рассылка остановлена") +
           ". Получили: " + std::to_string(broadcast.sent) +
           ", заблокировали бота: " + std::to_string(broadcast.blocked) +
           ", не доставлено: " + std::to_string(broadcast.failed) + ".";
  }

  std::string send_button() const override { return "Отправить"; }
  std::string cancel_button() const override { return "Отменить"; }
  std::string pause_button() const override { return "Пауза"; }
  std::string resume_button() const override { return "Продолжить"; }
  std::string stop_button() const override { return "Остановить"; }
};

}  // namespace

const BroadcastTexts& russian_broadcast_texts() {
  static const RussianBroadcastTexts texts;
  return texts;
}

}  // namespace bot
