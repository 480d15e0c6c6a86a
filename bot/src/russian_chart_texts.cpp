#include "russian_chart_texts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "chart_range.hpp"

namespace bot {
namespace {

constexpr std::array kNames{
    std::pair{std::string_view("users_online"), std::string_view("Онлайн")},
    std::pair{std::string_view("payments"), std::string_view("Платежи")},
    std::pair{std::string_view("revenue"), std::string_view("Выручка")},
    std::pair{std::string_view("activations"), std::string_view("Начатые тарифы")},
    std::pair{std::string_view("processing_time"), std::string_view("Время обработки")},
    std::pair{std::string_view("updates"), std::string_view("Обновления")},
    std::pair{std::string_view("errors"), std::string_view("Ошибки")},
    std::pair{std::string_view("outbox"), std::string_view("Исходящие")},
    std::pair{std::string_view("memory"), std::string_view("Память")},
    std::pair{std::string_view("cpu"), std::string_view("Процессор")},
};

class RussianChartTexts final : public ChartTexts {
 public:
  std::string range(std::chrono::minutes range) const override {
    const ChartRange parts = chart_range(range);
    const std::string_view unit = parts.unit == 'd' ? " д" : parts.unit == 'h' ? " ч" : " мин";
    return std::to_string(parts.count) + std::string(unit);
  }

  std::string chart_button(std::string_view name) const override {
    const auto found = std::ranges::find(kNames, name, &decltype(kNames)::value_type::first);
    return std::string(found == kNames.end() ? name : found->second);
  }

  std::string which_chart() const override {
    return "Какой график? Нажмите кнопку или назовите график либо метрику и за какое время:\n\n"
           "/chart users_online 6h\n"
           "/chart payments 7d\n"
           "/chart process_resident_memory_bytes 2w\n\n"
           "По своему запросу: /query. Все сразу: /dashboard.";
  }

  std::string bad_range(std::string_view word) const override {
    return "За какое время — «" + std::string(word) + "»? Напишите 90m, 6h, 7d, 2w или 1y: от 5 минут до года.";
  }
  std::string bad_chart(std::string_view name) const override {
    return "Ни график, ни метрика не может называться «" + std::string(name) + "».\n\n" + which_chart();
  }
  std::string bad_dashboard(std::string_view uid) const override {
    return "Дашборд не может называться «" + std::string(uid) +
           "». В его uid — латинские буквы, цифры, - и _: он виден в адресе страницы дашборда.";
  }

  std::string how_to_query() const override {
    return "Напишите запрос на PromQL, а перед ним — за какое время, если не за 6h:\n\n"
           "/query sum(rate(telegram_updates_total[5m]))\n"
           "/query 7d sum(increase(payment_transactions_total[1h])) by (status)";
  }
  std::string query_too_long() const override {
    return "Этот запрос слишком длинный для графика: не больше 2000 байт.";
  }

  std::string dashboard(std::string_view uid) const override {
    return uid.empty() ? "Дашборд" : "Дашборд " + std::string(uid);
  }
  std::string query() const override { return "этот запрос"; }
  std::string no_chart(std::string_view what, std::string_view reason) const override {
    return "Нет графика («" + std::string(what) + "»): " + std::string(reason);
  }
};

}  // namespace

const ChartTexts& russian_chart_texts() {
  static const RussianChartTexts texts;
  return texts;
}

}  // namespace bot
