// Plays a random history on a registry and writes down both: what was done, one JSON object a line, and what each
// format shows of it in the end. random_history_test.py plays the same history on a slow model and compares.
//
// Usage: metrics_random_history SEED FOLDER: writes FOLDER/history.jsonl and FOLDER/<format>.

#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"

namespace {

using metrics::Registry;

std::string json_text(std::string_view text) {
  std::string json = "\"";
  for (const char character : text) {
    switch (character) {
      case '"':
        json += "\\\"";
        break;
      case '\\':
        json += "\\\\";
        break;
      case '\n':
        json += "\\n";
        break;
      default:
        json += character;
    }
  }
  return json += '"';
}

/// Exactly: as hexadecimal text, which Python's float.fromhex reads.
std::string json_number(double value) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "\"%a\"", value);
  return text.data();
}

template <class Items, class Show>
std::string json_list(const Items& items, Show show) {
  std::string list = "[";
  for (const auto& item : items) list += (list.size() > 1 ? "," : "") + show(item);
  return list + "]";
}

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(engine_); }
  bool one_in(std::size_t n) { return below(n) == 0; }

  template <class Items>
  const auto& of(const Items& items) {
    return items[below(std::size(items))];
  }

  /// A multiple of 1/4 that sums of thousands hold exactly.
  double exact() { return static_cast<double>(below(2000)) / 4; }

  /// Whatever a double can be, everyday values more often than others.
  double observation(bool round) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    static const std::array kSpecial{0.0,
                                     -0.0,
                                     kInfinity,
                                     -kInfinity,
                                     std::numeric_limits<double>::quiet_NaN(),
                                     5e-324,
                                     1e308,
                                     2.2250738585072e-308,
                                     0x1p-128,
                                     std::nextafter(0x1p-128, 1.0)};
    if (round) return one_in(5) ? -exact() : exact();
    if (one_in(10)) return of(kSpecial);
    const double size = std::ldexp(std::uniform_real_distribution(0.5, 1.0)(engine_), static_cast<int>(below(12)) - 6);
    const double value = one_in(4) ? std::exp2(std::round(std::log2(size) * 8) / 8) : size;
    return one_in(5) ? -value : value;
  }

 private:
  std::mt19937_64 engine_;
};

constexpr std::array<std::string_view, 6> kLabelValues{"", "a", "b", "say \"hi\"\n\\", "имя", "a,b=\"c\"} 1"};

class History {
 public:
  History(std::uint64_t seed, std::ostream& log) : chance_(seed), log_(log) {}

  void play() {
    register_families();
    for (std::size_t steps = 400 + chance_.below(400); steps > 0; --steps) play_step();
  }

  const Registry& registry() const { return registry_; }

 private:
  void register_families() {
    for (int i = 0; i < 2; ++i) {
      const std::string number = std::to_string(i);
      const std::vector<std::string> labels =
          chance_.one_in(2) ? std::vector<std::string>{"x", "y"} : std::vector<std::string>{};
      const std::vector<metrics::Label> constant =
          chance_.one_in(3) ? std::vector<metrics::Label>{{"zone", "q\"\\"}} : std::vector<metrics::Label>{};
      const auto metric = [&](std::string name) {
        return metrics::MetricOptions{
            .name = std::move(name), .help = "H\\\n\"", .labels = labels, .constant_labels = constant};
      };
      counters_.push_back(&announce(registry_.counter(metric("c" + number + "_total"))));
      gauges_.push_back(&announce(registry_.gauge(metric("g" + number))));
      summaries_.push_back(&announce(registry_.summary(metric("s" + number))));
      infos_.push_back(&announce(registry_.info(metric("i" + number + "_info"))));
      state_sets_.push_back(&announce(registry_.state_set({.name = "t" + number,
                                                           .help = "",
                                                           .states = {"on", "off", "\"odd\""},
                                                           .labels = labels,
                                                           .constant_labels = constant})));
      add_histogram("h" + number, labels, constant);
    }
  }

  void add_histogram(const std::string& name, const std::vector<std::string>& labels,
                     const std::vector<metrics::Label>& constant) {
    constexpr std::array<std::size_t, 4> kLimits{0, 2, 8, 160};
    std::vector<double> buckets;
    for (double bound = chance_.one_in(2) ? -2 : 0.125; buckets.size() < chance_.below(12);
         bound += chance_.exact() + 0.25)
      buckets.push_back(bound);
    std::optional<metrics::NativeOptions> native;
    if (!chance_.one_in(4)) {
      native = metrics::NativeOptions{.schema = static_cast<int>(chance_.below(13)) - 4,
                                      .zero_threshold = chance_.one_in(3) ? 0.25 : 0x1p-128,
                                      .max_buckets = chance_.of(kLimits),
                                      .min_reset_interval = std::chrono::seconds(chance_.one_in(2) ? 600 : 0)};
    }
    histograms_.push_back(&announce(registry_.histogram({.name = name,
                                                         .help = "",
                                                         .labels = labels,
                                                         .buckets = buckets,
                                                         .native = native,
                                                         .constant_labels = constant}),
                                    ",\"bounds\":" + json_list(buckets, json_number) +
                                        (native ? ",\"schema\":" + std::to_string(native->schema) +
                                                      ",\"zero\":" + json_number(native->zero_threshold) +
                                                      ",\"limit\":" + std::to_string(native->max_buckets) +
                                                      ",\"reset\":" + std::to_string(native->min_reset_interval.count())
                                                : "")));
    takes_round_values_.push_back(chance_.one_in(2));
  }

  template <class Family>
  Family& announce(Family& family, const std::string& more = "") {
    const metrics::Description& it = family.description();
    const auto text = [](const std::string& name) { return json_text(name); };
    const auto label = [](const metrics::Label& each) {
      return json_list(std::array{each.name, each.value}, json_text);
    };
    log_ << R"({"do":"register","name":)" << json_text(it.name) << R"(,"type":")" << to_string(it.type)
         << R"(","labels":)" << json_list(it.labels, text) << R"(,"constant":)" << json_list(it.constant_labels, label)
         << R"(,"states":)" << json_list(it.states, text) << R"(,"now":)" << seconds() << more << "}\n";
    return family;
  }

  void play_step() {
    if (chance_.one_in(20)) now_ += std::chrono::seconds(chance_.below(300));
    switch (chance_.below(12)) {
      case 0:
      case 1:
        return count();
      case 2:
        return set();
      case 3:
        return summarise();
      case 4:
        (void)series(*chance_.of(infos_), "touch");
        return;
      case 5:
        return change_state();
      case 6:
        if (chance_.one_in(6)) remove();
        return;
      default:
        return observe();
    }
  }

  /// One of the series of `family`, which is made if need be.
  template <class Metric>
  Metric& series(metrics::Family<Metric>& family, std::string_view action, const std::string& more = "") {
    const std::vector<std::string_view> values = values_for(family.description());
    log(family.description(), values, action, more);
    return family.with(std::span<const std::string_view>(values));
  }

  std::vector<std::string_view> values_for(const metrics::Description& family) {
    std::vector<std::string_view> values;
    while (values.size() < family.labels.size()) values.push_back(chance_.of(kLabelValues));
    return values;
  }

  void log(const metrics::Description& family, const std::vector<std::string_view>& values, std::string_view action,
           const std::string& more) {
    log_ << R"({"do":")" << action << R"(","name":)" << json_text(family.name) << R"(,"values":)"
         << json_list(values, json_text) << R"(,"now":)" << seconds() << more << "}\n";
  }

  void count() {
    const double amount = chance_.one_in(10) ? -1 : chance_.exact();
    const bool has_exemplar = chance_.one_in(4);
    const std::string id = std::to_string(chance_.below(1000));
    metrics::Counter& counter = series(*chance_.of(counters_), "inc", value_and_exemplar(amount, has_exemplar, id));
    has_exemplar ? counter.inc(amount, {{"trace_id", id}}) : counter.inc(amount);
  }

  void set() {
    const double value = chance_.observation(false);
    series(*chance_.of(gauges_), "set", ",\"value\":" + json_number(value)).set(value);
  }

  void summarise() {
    const double value = chance_.one_in(50) ? chance_.observation(false) : chance_.observation(true);
    const bool is_summable = value == std::trunc(value * 4) / 4 && std::abs(value) < 1e6;
    const double given = is_summable || !std::isfinite(value) ? value : 1;
    series(*chance_.of(summaries_), "observe", ",\"value\":" + json_number(given)).observe(given);
  }

  void change_state() {
    metrics::StateSetFamily& family = *chance_.of(state_sets_);
    const std::string& state = chance_.of(family.description().states);
    const std::string_view action = chance_.of(std::array<std::string_view, 3>{"on", "off", "select"});
    metrics::StateSet& states = series(family, action, ",\"state\":" + json_text(state));
    action == "select" ? states.select(state) : states.set(state, action == "on");
  }

  void observe() {
    const std::size_t which = chance_.below(histograms_.size());
    const double value = chance_.observation(takes_round_values_[which]);
    const bool has_exemplar = chance_.one_in(4);
    const std::string id = std::to_string(chance_.below(1000));
    metrics::Histogram& histogram = series(*histograms_[which], "observe", value_and_exemplar(value, has_exemplar, id));
    has_exemplar ? histogram.observe(value, {{"trace_id", id}}) : histogram.observe(value);
  }

  static std::string value_and_exemplar(double value, bool has_exemplar, const std::string& id) {
    return ",\"value\":" + json_number(value) + (has_exemplar ? ",\"exemplar\":" + json_text(id) : "");
  }

  void remove() {
    const auto remove_from = [this](auto& family) {
      const std::vector<std::string_view> values = values_for(family.description());
      log(family.description(), values, "remove", "");
      family.remove(std::span<const std::string_view>(values));
    };
    remove_from(*chance_.of(counters_));
    remove_from(*chance_.of(summaries_));
    remove_from(*chance_.of(histograms_));
    remove_from(*chance_.of(state_sets_));
  }

  std::int64_t seconds() const {
    return std::chrono::duration_cast<std::chrono::seconds>(now_.time_since_epoch()).count();
  }

  Chance chance_;
  std::ostream& log_;
  std::chrono::system_clock::time_point now_{std::chrono::seconds(1'750'000'000)};
  Registry registry_{{.report = {}, .now = [this] { return now_; }}};
  std::vector<metrics::CounterFamily*> counters_;
  std::vector<metrics::GaugeFamily*> gauges_;
  std::vector<metrics::SummaryFamily*> summaries_;
  std::vector<metrics::InfoFamily*> infos_;
  std::vector<metrics::StateSetFamily*> state_sets_;
  std::vector<metrics::HistogramFamily*> histograms_;
  std::vector<bool> takes_round_values_;
};

void write_format(const Registry& registry, metrics::ExpositionFormat format, const std::string& path) {
  std::string page;
  metrics::write(registry, {.format = format}, page, {.created_lines = true});
  std::ofstream(path, std::ios::binary) << page;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: metrics_random_history SEED FOLDER\n";
    return 2;
  }
  const std::string folder = argv[2];
  std::ofstream log(folder + "/history.jsonl");
  History history(std::stoull(argv[1]), log);
  history.play();
  using enum metrics::ExpositionFormat;
  write_format(history.registry(), text_0_0_4, folder + "/text_0_0_4");
  write_format(history.registry(), text_1_0_0, folder + "/text_1_0_0");
  write_format(history.registry(), openmetrics_1_0, folder + "/openmetrics_1_0");
  write_format(history.registry(), protobuf, folder + "/protobuf");
}
