#include "english_chart_texts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "chart_range.hpp"

namespace bot {
namespace {

constexpr std::array kNames{
    std::pair{std::string_view("users_online"), std::string_view("Users online")},
    std::pair{std::string_view("payments"), std::string_view("Payments")},
    std::pair{std::string_view("revenue"), std::string_view("Revenue")},
    std::pair{std::string_view("activations"), std::string_view("Plans started")},
    std::pair{std::string_view("processing_time"), std::string_view("Processing time")},
    std::pair{std::string_view("updates"), std::string_view("Updates")},
    std::pair{std::string_view("errors"), std::string_view("Errors")},
    std::pair{std::string_view("outbox"), std::string_view("Outbox")},
    std::pair{std::string_view("memory"), std::string_view("Memory")},
    std::pair{std::string_view("cpu"), std::string_view("CPU")},
};

class EnglishChartTexts final : public ChartTexts {
 public:
  std::string range(std::chrono::minutes range) const override {
    const ChartRange parts = chart_range(range);
    const std::string_view unit = parts.unit == 'd' ? " d" : parts.unit == 'h' ? " h" : " min";
    return std::to_string(parts.count) + std::string(unit);
  }

  std::string chart_button(std::string_view name) const override {
    const auto found = std::ranges::find(kNames, name, &decltype(kNames)::value_type::first);
    return std::string(found == kNames.end() ? name : found->second);
  }

  std::string which_chart() const override {
    return "Which chart? Press a button, or name a chart or a metric, and how far back:\n\n"
           "/chart users_online 6h\n"
           "/chart payments 7d\n"
           "/chart process_resident_memory_bytes 2w\n\n"
           "Of your own: /query. All at once: /dashboard.";
  }

  std::string bad_range(std::string_view word) const override {
    return "How far back is “" + std::string(word) + "”? Write 90m, 6h, 7d, 2w or 1y: from 5 minutes to a year.";
  }
  std::string bad_chart(std::string_view name) const override {
    return "No chart and no metric can be called “" + std::string(name) + "”.\n\n" + which_chart();
  }
  std::string bad_dashboard(std::string_view uid) const override {
    return "No dashboard can be called “" + std::string(uid) +
           "”. Its uid has letters, digits, - and _: it stands in the address of its page.";
  }

  std::string how_to_query() const override {
    return "Write PromQL, with how far back to look in front of it if that isn't 6h:\n\n"
           "/query sum(rate(telegram_updates_total[5m]))\n"
           "/query 7d sum(increase(payment_transactions_total[1h])) by (status)";
  }
  std::string query_too_long() const override { return "This query is too long for a chart: at most 2000 bytes."; }

  std::string dashboard(std::string_view uid) const override {
    return uid.empty() ? "Dashboard" : "Dashboard " + std::string(uid);
  }
  std::string query() const override { return "this query"; }
  std::string no_chart(std::string_view what, std::string_view reason) const override {
    return "No chart of " + std::string(what) + ": " + std::string(reason);
  }
};

}  // namespace

const ChartTexts& english_chart_texts() {
  static const EnglishChartTexts texts;
  return texts;
}

}  // namespace bot
