#include "named_charts.hpp"

#include <array>

#include "alert_expression.hpp"
#include "words.hpp"

namespace charts {
namespace {

struct NamedQuery {
  std::string_view expression;
  std::string_view english;
  std::string_view russian;
  std::string_view colour = "";
};

struct NamedChart {
  std::string_view name;
  std::string_view english;
  std::string_view russian;
  std::vector<NamedQuery> queries;
  Shape shape = Shape::lines;
  std::string_view unit = "";
  std::optional<int> decimals = {};
};

constexpr std::string_view kStars = "suffix:★";
constexpr std::string_view kPerSecond = "suffix:/s";

/// One chart of quantiles takes its queries from a histogram's name.
struct QuantileChart {
  std::string_view name;
  std::string_view english;
  std::string_view russian;
  std::string_view histogram;
};
constexpr std::array kQuantileCharts{
    QuantileChart{"processing_time", "Processing time of updates", "Время обработки обновлений",
                  "message_processing_time_seconds"},
    QuantileChart{"store", "Duration of store transactions", "Длительность транзакций базы",
                  "store_transaction_duration_seconds"},
    QuantileChart{"api_latency", "Answers of the Bot API", "Ответы Bot API",
                  "telegram_api_request_duration_seconds{method!=\"getUpdates\"}"},
};

const std::vector<NamedChart>& table() {
  static const std::vector<NamedChart> charts{
      {.name = "users_online",
       .english = "Users online",
       .russian = "Пользователи онлайн",
       .queries = {{"sum(users_online)", "Users online", "Онлайн"}},
       .decimals = 0},
      {.name = "payments",
       .english = "Payments",
       .russian = "Платежи",
       .queries = {{R"(sum(increase(payment_transactions_total{status="success"}[$__bar])))", "Successful", "Успешные",
                    "green"},
                   {R"(sum(increase(payment_transactions_total{status="failed"}[$__bar])))", "Failed", "Неудачные",
                    "red"}},
       .shape = Shape::stacked_bars,
       .decimals = 0},
      {.name = "revenue",
       .english = "Revenue",
       .russian = "Выручка",
       .queries = {{"sum(increase(revenue_stars_total[$__bar]))", "Paid", "Оплачено", "green"},
                   {"-sum(increase(refunded_stars_total[$__bar]))", "Refunded", "Возвращено", "red"}},
       .shape = Shape::stacked_bars,
       .unit = kStars,
       .decimals = 0},
      {.name = "activations",
       .english = "Activations of plans",
       .russian = "Активации тарифов",
       .queries = {{R"(sum(increase(subscription_activations_total{plan="lite"}[$__bar])))", "lite", "lite"},
                   {R"(sum(increase(subscription_activations_total{plan="pro"}[$__bar])))", "pro", "pro"},
                   {R"(sum(increase(subscription_activations_total{plan="unlimited"}[$__bar])))", "unlimited",
                    "unlimited"}},
       .shape = Shape::stacked_bars,
       .decimals = 0},
      {.name = "subscriptions",
       .english = "Active subscriptions",
       .russian = "Действующие подписки",
       .queries = {{"sum by (plan) (subscriptions_active)", "{{plan}}", "{{plan}}"}},
       .shape = Shape::stacked_areas,
       .decimals = 0},
      {.name = "sales",
       .english = "Courses sold",
       .russian = "Продажи курсов",
       .queries = {{"sum by (course) (increase(course_sales_total[$__bar]))", "{{course}}", "{{course}}"}},
       .shape = Shape::stacked_bars,
       .decimals = 0},
      {.name = "updates",
       .english = "Updates from Telegram",
       .russian = "Обновления от Telegram",
       .queries = {{"sum by (type) (rate(telegram_updates_total[$__rate_interval]))", "{{type}}", "{{type}}"}},
       .shape = Shape::stacked_areas,
       .unit = kPerSecond},
      {.name = "errors",
       .english = "Failed calls of the Bot API",
       .russian = "Ошибки вызовов Bot API",
       .queries = {{R"(sum by (outcome) (increase(telegram_api_requests_total{outcome!="ok"}[$__bar])))", "{{outcome}}",
                    "{{outcome}}"}},
       .shape = Shape::stacked_bars,
       .decimals = 0},
      {.name = "api_calls",
       .english = "Calls of the Bot API",
       .russian = "Вызовы Bot API",
       .queries = {{"sum by (method) (rate(telegram_api_requests_total[$__rate_interval]))", "{{method}}",
                    "{{method}}"}},
       .shape = Shape::stacked_areas,
       .unit = kPerSecond},
      {.name = "outbox",
       .english = "Messages in the outbox",
       .russian = "Сообщения в очереди",
       .queries = {{"sum(outbox_messages)", "Waiting", "Ждут отправки"}},
       .decimals = 0},
      {.name = "bots",
       .english = "Bots served",
       .russian = "Работающие боты",
       .queries = {{"sum(bothost_bots_created)", "Bots", "Боты"}},
       .decimals = 0},
      {.name = "memory",
       .english = "Resident memory",
       .russian = "Занятая память",
       .queries = {{R"(sum(process_resident_memory_bytes{job="coursebot"}))", "Memory", "Память"}},
       .unit = "bytes"},
      {.name = "cpu",
       .english = "CPU, share of one core",
       .russian = "Процессор, доля одного ядра",
       .queries = {{R"(sum(rate(process_cpu_seconds_total{job="coursebot"}[$__rate_interval])))", "CPU", "Процессор"}},
       .unit = "percentunit"},
  };
  return charts;
}

Panel panel_of(const NamedChart& chart, Language language) {
  Panel panel{.type = "timeseries",
              .title = std::string(choose(language, chart.english, chart.russian)),
              .unit = std::string(chart.unit),
              .decimals = chart.decimals,
              .shape = chart.shape};
  // Revenue goes below zero where it was given back.
  if (chart.shape == Shape::lines) panel.low = 0;
  for (const NamedQuery& query : chart.queries) {
    const std::string legend(choose(language, query.english, query.russian));
    panel.queries.push_back({.expression = std::string(query.expression), .legend = legend});
    if (!query.colour.empty()) panel.colours[legend] = query.colour;
  }
  return panel;
}

Panel panel_of(const QuantileChart& chart, Language language) {
  return {.type = "timeseries",
          .title = std::string(choose(language, chart.english, chart.russian)),
          .queries = quantiles_of(std::string(chart.histogram)),
          .unit = "s",
          .low = 0};
}

/// What a metric counts in, as its name should end (https://prometheus.io/docs/practices/naming/).
std::string unit_of_name(std::string_view metric) {
  if (metric.ends_with("_total")) metric.remove_suffix(6);
  if (metric.ends_with("_seconds")) return "s";
  if (metric.ends_with("_bytes")) return "bytes";
  if (metric.ends_with("_ratio")) return "percentunit";
  if (metric.ends_with("_stars")) return std::string(kStars);
  return "";
}

std::string unit_of_query(const std::string& query) {
  const auto has = [&](std::string_view word) { return query.find(word) != std::string::npos; };
  const bool is_quotient = has(" / ") || has("\n/");
  if (is_quotient) return "short";
  if (has("histogram_quantile(") && has("_seconds")) return "s";
  const bool is_counted = has("rate(") || has("increase(") || has("count(") || has("_count") || has("_total");
  if (is_counted) return "short";
  if (has("_bytes")) return "bytes";
  const bool is_age = !has("_timestamp_seconds") || has("time() -");
  return has("_seconds") && is_age ? "s" : "short";
}

}  // namespace

std::vector<PanelQuery> quantiles_of(const std::string& histogram) {
  const std::size_t brace = std::min(histogram.find('{'), histogram.size());
  const std::string name = histogram.substr(0, brace);
  const std::string matchers = histogram.substr(brace);
  std::vector<PanelQuery> queries;
  for (const auto& [share, legend] : {std::pair{"0.5", "p50"}, std::pair{"0.95", "p95"}, std::pair{"0.99", "p99"}}) {
    const std::string quantile = "histogram_quantile(" + std::string(share) + ", ";
    queries.push_back({.expression = quantile + "sum(rate(" + name + matchers + "[$__rate_interval]))) or " + quantile +
                                     "sum by (le) (rate(" + name + "_bucket" + matchers + "[$__rate_interval])))",
                       .legend = legend});
  }
  return queries;
}

std::optional<Panel> named_chart(std::string_view name, Language language) {
  for (const NamedChart& chart : table()) {
    if (chart.name == name) return panel_of(chart, language);
  }
  for (const QuantileChart& chart : kQuantileCharts) {
    if (chart.name == name) return panel_of(chart, language);
  }
  return std::nullopt;
}

std::vector<std::string> chart_names() {
  std::vector<std::string> names;
  for (const NamedChart& chart : table()) names.emplace_back(chart.name);
  for (const QuantileChart& chart : kQuantileCharts) names.emplace_back(chart.name);
  return names;
}

Panel chart_of_metric(const std::string& metric, const std::string& type, Language language) {
  Panel panel{.type = "timeseries", .title = metric, .unit = unit_of_name(metric)};
  if (type == "histogram") {
    panel.queries = quantiles_of(metric);
    panel.low = 0;
  } else if (type == "counter") {
    panel.shape = Shape::stacked_bars;
    panel.queries = {{.expression = "increase(" + metric + "[$__bar])", .legend = {}}};
    panel.decimals = panel.unit.empty() ? std::optional<int>(0) : std::nullopt;
  } else if (metric.ends_with("_timestamp_seconds")) {
    panel.title += choose(language, ": how long ago", ": как давно");
    panel.queries = {{.expression = "time() - " + metric, .legend = {}}};
  } else {
    panel.queries = {{.expression = metric, .legend = {}}};
  }
  return panel;
}

Panel chart_of_query(const std::string& query, const std::string& title) {
  Panel panel{.type = "timeseries", .title = title.empty() ? query : title, .unit = unit_of_query(query)};
  const std::optional<Comparison> comparison = split_comparison(query);
  panel.queries = {{.expression = comparison ? comparison->expression : query, .legend = {}}};
  if (comparison) {
    panel.thresholds = {{.from = {}, .colour = "green"}, {.from = comparison->limit, .colour = "red"}};
    panel.draws_thresholds = true;
  }
  return panel;
}

}  // namespace charts
