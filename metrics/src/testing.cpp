#include "metrics/testing.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <span>
#include <utility>

#include "text_writer.hpp"

namespace metrics::testing {

namespace {

/// Passes on the chosen families and leaves out the others.
class SelectedFamilies final : public FamilyVisitor {
 public:
  SelectedFamilies(std::span<const std::string_view> names, FamilyVisitor& visitor)
      : names_(names), visitor_(visitor) {}

  void family(const Description& description) override {
    is_selected_ = std::ranges::find(names_, description.name) != names_.end();
    if (is_selected_) visitor_.family(description);
  }
  void counter(const SeriesLabels& labels, const CounterSample& sample) override {
    if (is_selected_) visitor_.counter(labels, sample);
  }
  void gauge(const SeriesLabels& labels, double value) override {
    if (is_selected_) visitor_.gauge(labels, value);
  }
  void histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) override {
    if (is_selected_) visitor_.histogram(labels, snapshot);
  }
  void summary(const SeriesLabels& labels, const SummarySample& sample) override {
    if (is_selected_) visitor_.summary(labels, sample);
  }
  void info(const SeriesLabels& labels) override {
    if (is_selected_) visitor_.info(labels);
  }
  void state_set(const SeriesLabels& labels, const StateSetSample& sample) override {
    if (is_selected_) visitor_.state_set(labels, sample);
  }

 private:
  const std::span<const std::string_view> names_;
  FamilyVisitor& visitor_;
  bool is_selected_ = false;
};

/// Keeps the one series that is looked for.
class SeriesSearch final : public FamilyVisitor {
 public:
  SeriesSearch(std::string_view name, std::initializer_list<std::string_view> labels) : name_(name), labels_(labels) {}

  void family(const Description& description) override { family_ = description.name; }
  void counter(const SeriesLabels& labels, const CounterSample& sample) override {
    if (matches("", labels)) value = sample.value();
  }
  void gauge(const SeriesLabels& labels, double its_value) override {
    if (matches("", labels)) value = its_value;
  }
  void histogram(const SeriesLabels& labels, const HistogramSnapshot& its_snapshot) override {
    if (matches("_count", labels)) value = static_cast<double>(its_snapshot.count());
    if (matches("_sum", labels)) value = its_snapshot.sum;
    if (matches("", labels)) snapshot = its_snapshot;
  }
  void summary(const SeriesLabels& labels, const SummarySample& sample) override {
    if (matches("_count", labels)) value = static_cast<double>(sample.count);
    if (matches("_sum", labels)) value = sample.sum;
  }
  void info(const SeriesLabels& labels) override {
    if (matches("", labels)) value = 1;
  }
  void state_set(const SeriesLabels& labels, const StateSetSample& sample) override {
    std::vector<std::string_view> with_state(labels.values.begin(), labels.values.end());
    with_state.emplace_back();
    for (std::size_t i = 0; i < sample.states.size(); ++i) {
      with_state.back() = sample.states[i];
      if (matches("", {.values = with_state})) value = sample.is_on(i) ? 1 : 0;
    }
  }

  std::optional<double> value;
  std::optional<HistogramSnapshot> snapshot;

 private:
  bool matches(std::string_view suffix, const SeriesLabels& labels) const {
    return name_ == family_ + std::string(suffix) && std::ranges::equal(labels.values, labels_);
  }

  const std::string name_;
  const std::vector<std::string_view> labels_;
  std::string family_;
};

std::string exposition_of(const Registry& registry, std::span<const std::string_view> families) {
  std::string out;
  {
    TextWriter writer(out, Escaping::allow_utf8);  // `out` is complete at its end
    SelectedFamilies selected(families, writer);
    registry.visit(selected);
  }
  return out;
}

/// Without indentation and empty lines.
std::vector<std::string_view> lines_of(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
    line = line.substr(0, line.find_last_not_of(kBlanks) + 1);
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

/// The name in a `# TYPE` line, where it may stand in quotes; nothing if `line` is another one.
std::optional<std::string> family_of_type_line(std::string_view line) {
  constexpr std::string_view kBegin = "# TYPE ";
  if (!line.starts_with(kBegin)) return std::nullopt;
  const std::string_view written = line.substr(kBegin.size(), line.rfind(' ') - kBegin.size());
  if (!written.starts_with('"')) return std::string(written);
  std::string name;
  for (std::size_t i = 1; i + 1 < written.size(); ++i) {
    const bool is_escaped = written[i] == '\\';
    if (is_escaped) ++i;
    name += is_escaped && written[i] == 'n' ? '\n' : written[i];
  }
  return name;
}

std::vector<std::string> families_of(const std::vector<std::string_view>& lines) {
  std::vector<std::string> families;
  for (const std::string_view line : lines) {
    if (auto family = family_of_type_line(line)) families.push_back(*std::move(family));
  }
  return families;
}

/// The lines of one that the other lacks, each behind `mark`.
std::string lines_beyond(const std::vector<std::string_view>& lines, const std::vector<std::string_view>& others,
                         std::string_view mark) {
  std::multiset<std::string_view> unmatched(others.begin(), others.end());
  std::string beyond;
  for (const std::string_view line : lines) {
    if (const auto match = unmatched.find(line); match != unmatched.end()) {
      unmatched.erase(match);
    } else {
      beyond.append(mark).append(line).append("\n");
    }
  }
  return beyond;
}

}  // namespace

std::optional<double> value_of(const Registry& registry, std::string_view name,
                               std::initializer_list<std::string_view> labels) {
  SeriesSearch search(name, labels);
  registry.visit(search);
  return search.value;
}

std::optional<HistogramSnapshot> histogram_of(const Registry& registry, std::string_view name,
                                              std::initializer_list<std::string_view> labels) {
  SeriesSearch search(name, labels);
  registry.visit(search);
  return std::move(search.snapshot);
}

std::string expose(const Registry& registry, std::initializer_list<std::string_view> families) {
  return exposition_of(registry, std::span(families.begin(), families.size()));
}

std::string compare(const Registry& registry, std::string_view expected,
                    std::initializer_list<std::string_view> families) {
  const std::vector<std::string_view> expected_lines = lines_of(expected);
  const std::vector<std::string> declared = families_of(expected_lines);
  std::vector<std::string_view> compared(families);
  if (families.size() == 0) compared.assign(declared.begin(), declared.end());
  if (compared.empty()) return "no family is compared: name one, or expect its # TYPE line\n";

  const std::string exposed = exposition_of(registry, compared);
  const std::vector<std::string_view> exposed_lines = lines_of(exposed);
  return lines_beyond(expected_lines, exposed_lines, "- ") + lines_beyond(exposed_lines, expected_lines, "+ ");
}

}  // namespace metrics::testing
