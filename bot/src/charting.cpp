#include <algorithm>
#include <utility>

#include "chart_range.hpp"
#include "chart_texts.hpp"
#include "charts.hpp"
#include "colons.hpp"
#include "commands.hpp"
#include "lesson_messages.hpp"
#include "notation.hpp"
#include "positive_number.hpp"
#include "shown_text.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using std::chrono::minutes;

constexpr std::size_t kLongestName = 200;         // bytes, of a metric
constexpr std::size_t kLongestUid = 40;           // bytes (Grafana, dashboard JSON model)
constexpr std::size_t kMaxShown = 64;             // code points of what was typed
constexpr std::size_t kMaxTitle = 100;            // code points
constexpr std::size_t kMaxReason = 400;           // code points
constexpr std::size_t kMaxExpressionShown = 900;  // code points: a caption has telegram::kMaxCaption
constexpr std::string_view kRangesOfButtons[] = {"1h", "6h", "24h", "7d", "30d"};
constexpr minutes kBeforeAlert{60};
constexpr minutes kShortestOfAlert{60};
constexpr minutes kLongestOfAlert{30 * 24 * 60};

/// What the viewer is asked to draw, and how it is shown.
struct Picture {
  std::string target;           ///< "/render/chart.png?name=users_online&"
  std::string what;             ///< For who must be told that there is none.
  shop::FormattedText caption;  ///< Without the range.
  minutes range = kUsualChart;
  std::string data = {};  ///< What buttons for other ranges begin with; empty: there are none.
};

/// RFC 3986, section 2.3: anything but unreserved characters is encoded.
std::string percent_encoded(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                            c == '.' || c == '_' || c == '~';
    if (unreserved) {
      encoded += c;
    } else {
      encoded.append({'%', kHex[byte >> 4U], kHex[byte & 0xFU]});
    }
  }
  return encoded;
}

/// Prometheus's data model: metric names, and those of recording rules.
bool is_metric_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':'; };
  return !name.empty() && name.size() <= kLongestName && letter(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

bool is_uid(std::string_view uid) {
  return !uid.empty() && uid.size() <= kLongestUid && std::ranges::all_of(uid, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

telegram::InlineKeyboard range_buttons(const Picture& picture, const ChartTexts& texts) {
  if (picture.data.empty()) return {};
  std::vector<telegram::InlineButton> row;
  for (const std::string_view range : kRangesOfButtons) {
    const std::string data = picture.data + std::string(range);
    if (data.size() > telegram::kMaxCallbackData) return {};
    row.push_back({.text = texts.range(parse_chart_range(range).value()), .callback_data = data});
  }
  return {row};
}

Outgoing uploading_to(const Customer& owner) {
  return {.call = telegram::to_call(telegram::SendChatAction{.chat_id = owner.chat(), .action = "upload_photo"}),
          .chat = owner.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt};
}

Outgoing picture_to(const Customer& owner, Picture picture) {
  const ChartTexts& texts = chart_texts_in(owner.language);
  picture.caption.text += " · " + texts.range(picture.range);
  telegram::InlineKeyboard keyboard = range_buttons(picture, texts);
  std::string path = std::string(kPicturePath) + picture.target + "range=" + to_chart_range(picture.range) +
                     "&lang=" + std::string(shop::to_string(owner.language)) + "&theme=dark";
  return {.call = telegram::to_call(telegram::SendPhoto{
              .chat_id = owner.chat(),
              .photo = {.name = "chart.png", .content = {}, .parameter = "photo", .path = std::move(path)},
              .caption = picture.caption.text,
              .caption_entities = entities_of(picture.caption),
              .keyboard = std::move(keyboard)}),
          .chat = owner.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt,
          .subject = std::string(kChartSubject) + number(owner.id) + ":" + picture.what};
}

Decision send(const Customer& owner, Picture picture) {
  Decision decision;
  decision.outgoing.push_back(uploading_to(owner));
  decision.outgoing.push_back(picture_to(owner, std::move(picture)));
  return decision;
}

Decision send_chart(const Customer& owner, std::string_view name, minutes range) {
  return send(owner, {.target = "/render/chart.png?name=" + percent_encoded(name) + "&",
                      .what = std::string(name),
                      .caption = {.text = std::string(name)},
                      .range = range,
                      .data = std::string(kChartData) + std::string(name) + ":"});
}

Decision send_dashboard(const Customer& owner, std::string_view uid, minutes range) {
  const std::string name = chart_texts_in(owner.language).dashboard(uid);
  // Without a uid it is the first one.
  return send(owner, {.target = "/render/dashboard.png?" + (uid.empty() ? "" : "uid=" + percent_encoded(uid) + "&"),
                      .what = name,
                      .caption = {.text = name},
                      .range = range,
                      .data = std::string(kDashboardData) + std::string(uid) + ":"});
}

shop::FormattedText as_code(std::string text) {
  const auto length = static_cast<std::int64_t>(values::count_utf16_units(text));
  return {.text = std::move(text), .ranges = {{.style = shop::Style::code, .length = length}}};
}

Decision choose_chart(const Customer& owner, minutes range) {
  const ChartTexts& texts = chart_texts_in(owner.language);
  telegram::InlineKeyboard keyboard;
  for (std::size_t i = 0; i < kCharts.size(); ++i) {
    if (i % 2 == 0) keyboard.emplace_back();
    keyboard.back().push_back(
        {.text = texts.chart_button(kCharts.at(i)),
         .callback_data = std::string(kChartData) + std::string(kCharts.at(i)) + ":" + to_chart_range(range)});
  }
  return reply(owner, texts.which_chart(), std::move(keyboard));
}

/// A name and a range, each of which may be missing.
struct Wish {
  std::string_view name;
  std::string_view range;
};

Wish parse_wish(std::string_view arguments) {
  const auto [first, rest] = split_first_word(arguments);
  if (rest.empty() && looks_like_chart_range(first)) return {.name = {}, .range = first};
  return {.name = first, .range = rest};
}

/// The usual one if none is given; none for what is no range.
std::optional<minutes> range_of(const Wish& wish) {
  return wish.range.empty() ? std::optional(kUsualChart) : parse_chart_range(wish.range);
}

Decision bad_range(const Customer& owner, std::string_view word) {
  return reply(owner, chart_texts_in(owner.language).bad_range(shown_line(word, kMaxShown)));
}

}  // namespace

Decision show_chart(const Customer& owner, std::string_view arguments) {
  const Wish wish = parse_wish(arguments);
  const std::optional<minutes> range = range_of(wish);
  if (!range) return bad_range(owner, wish.range);
  if (wish.name.empty()) return choose_chart(owner, *range);
  if (!is_metric_name(wish.name)) {
    return reply(owner, chart_texts_in(owner.language).bad_chart(shown_line(wish.name, kMaxShown)));
  }
  return send_chart(owner, wish.name, *range);
}

Decision show_dashboard(const Customer& owner, std::string_view arguments) {
  const Wish wish = parse_wish(arguments);
  const std::optional<minutes> range = range_of(wish);
  if (!range) return bad_range(owner, wish.range);
  if (!wish.name.empty() && !is_uid(wish.name)) {
    return reply(owner, chart_texts_in(owner.language).bad_dashboard(shown_line(wish.name, kMaxShown)));
  }
  return send_dashboard(owner, wish.name, *range);
}

Decision show_query(const Customer& owner, std::string_view arguments) {
  const ChartTexts& texts = chart_texts_in(owner.language);
  const auto [first, rest] = split_first_word(arguments);
  const bool has_range = looks_like_chart_range(first);
  const std::optional<minutes> range = has_range ? parse_chart_range(first) : std::optional(kUsualChart);
  const std::string_view expression = has_range ? rest : arguments;
  if (!range) return bad_range(owner, first);
  if (expression.empty()) return reply(owner, texts.how_to_query());
  if (expression.size() > kMaxExpression) return reply(owner, texts.query_too_long());
  return send(owner, {.target = "/render/chart.png?query=" + percent_encoded(expression) + "&",
                      .what = texts.query(),
                      .caption = as_code(shown_lines(expression, kMaxExpressionShown)),
                      .range = *range});
}

Decision chart_of(const shop::Alert& alert, const Customer& owner, const Context& context) {
  const values::Timestamp now = context.situation.now;
  const std::string summary = shown_line(summary_of(alert, owner.language), kMaxTitle);
  // Of one that is over, also how it went on.
  const values::Timestamp end = alert.over_at ? std::min(now, *alert.over_at + kBeforeAlert) : now;
  const minutes range =
      std::clamp(std::chrono::ceil<minutes>(end - alert.began_at) + kBeforeAlert, kShortestOfAlert, kLongestOfAlert);
  std::string target =
      "/render/chart.png?query=" + percent_encoded(alert.texts.expression) + "&title=" + percent_encoded(summary) + "&";
  if (end < now) {
    target += "end=" + std::to_string(std::chrono::floor<std::chrono::seconds>(end).time_since_epoch().count()) + "&";
  }
  return send(owner, {.target = std::move(target), .what = summary, .caption = {.text = summary}, .range = range});
}

std::optional<Pressed> press_chart_button(const Customer& customer, const telegram::CallbackQuery& query,
                                          const Context& context) {
  const std::string_view data = query.data ? std::string_view(*query.data) : std::string_view();
  const bool of_chart = data.starts_with(kChartData);
  if (!of_chart && !data.starts_with(kDashboardData)) return std::nullopt;
  const std::string_view rest = data.substr(of_chart ? kChartData.size() : kDashboardData.size());
  // The name of a recording rule has colons.
  const std::size_t colon = rest.rfind(':');
  const std::string_view name = rest.substr(0, colon);
  const std::optional<minutes> range =
      colon == std::string_view::npos ? std::nullopt : parse_chart_range(rest.substr(colon + 1));
  const bool named = of_chart ? is_metric_name(name) : name.empty() || is_uid(name);
  if (!range || !named || !is_owner(context.situation, customer.id)) {
    return Pressed{.notice = customer.texts().button_out_of_date()};
  }
  return Pressed{.decision = of_chart ? send_chart(customer, name, *range) : send_dashboard(customer, name, *range)};
}

Decision chart_answered(const CallAnswered& answer, const Context& context) {
  if (answer.result || answer.blocked_by_user || !answer.subject.starts_with(kChartSubject)) return {};
  const std::string_view rest = std::string_view(answer.subject).substr(kChartSubject.size());
  const std::size_t colon = rest.find(':');
  const std::optional<std::int64_t> user = parse_positive(rest.substr(0, colon));
  if (!user || colon == std::string_view::npos) return {};
  const Customer owner = customer_of(values::UserId{*user}, context);
  return reply(owner,
               chart_texts_in(owner.language)
                   .no_chart(shown_line(rest.substr(colon + 1), kMaxTitle), shown_lines(answer.reason, kMaxReason)));
}

}  // namespace bot
