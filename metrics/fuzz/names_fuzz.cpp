// Whatever registration takes, names and labels of any bytes, comes out of every format under every escaping so that a
// strict reader takes it, too.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/error.hpp"
#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "strict_pages.hpp"

namespace {

/// Takes the input apart: texts end with a byte 0xFE, which UTF-8 doesn't have.
class Input {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}

  bool is_at_end() const { return rest_.empty(); }

  unsigned number(unsigned below) {
    if (rest_.empty()) return 0;
    const unsigned byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return byte % below;
  }

  std::string text() {
    const std::string text(rest_.substr(0, rest_.find('\xFE')));
    rest_.remove_prefix(std::min(text.size() + 1, rest_.size()));
    return text;
  }

  std::vector<std::string> texts() {
    std::vector<std::string> list(number(4));
    for (std::string& text : list) text = this->text();
    return list;
  }

 private:
  std::string_view rest_;
};

/// Two series, where there are labels to tell them apart.
template <class Family>
void add_series(Family& family, const std::vector<std::string>& values) {
  std::vector<std::string_view> list(family.description().labels.size(), "x");
  family.with(list);
  std::copy_n(values.begin(), std::min(values.size(), list.size()), list.begin());
  family.with(list);
}

void add_family(metrics::Registry& registry, Input& input) {
  using metrics::OpenMetricsType;
  const unsigned type = input.number(6);
  metrics::MetricOptions options{.name = input.text(), .help = input.text(), .labels = input.texts()};
  options.unit = input.text();
  if (input.number(2) == 1) options.openmetrics_type = OpenMetricsType::unknown;
  if (input.number(2) == 1) options.constant_labels = {{input.text(), input.text()}};
  const std::vector<std::string> values = input.texts();
  switch (type) {
    case 0:
      return add_series(registry.counter(options), values);
    case 1:
      return add_series(registry.gauge(options), values);
    case 2:
      return add_series(registry.summary(options), values);
    case 3:
      return add_series(registry.info(options), values);
    case 4:
      return add_series(registry.histogram({.name = options.name,
                                            .help = options.help,
                                            .labels = options.labels,
                                            .unit = options.unit,
                                            .buckets = {1},
                                            .constant_labels = options.constant_labels}),
                        values);
    default:
      return add_series(registry.state_set({.name = options.name,
                                            .help = options.help,
                                            .states = input.texts(),
                                            .labels = options.labels,
                                            .constant_labels = options.constant_labels}),
                        values);
  }
}

void check_pages(const metrics::Registry& registry) {
  using metrics::Escaping;
  using metrics::ExpositionFormat;
  for (const Escaping escaping : {Escaping::underscores, Escaping::dots, Escaping::values, Escaping::allow_utf8}) {
    const bool legacy_names = escaping != Escaping::allow_utf8;
    for (const ExpositionFormat format : {ExpositionFormat::text_1_0_0, ExpositionFormat::openmetrics_1_0}) {
      std::string page;
      write(registry, {format, escaping}, page, {.created_lines = true});
      strict_pages::TextReader(page, legacy_names, format == ExpositionFormat::openmetrics_1_0).read();
    }
    std::string page;
    write(registry, {ExpositionFormat::protobuf, escaping}, page);
    strict_pages::ProtobufReader(page, legacy_names).read();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  Input input(std::string_view(reinterpret_cast<const char*>(bytes), size));
  metrics::Registry registry({.utf8_names = input.number(2) == 1});
  while (!input.is_at_end()) {
    try {
      add_family(registry, input);
    } catch (const metrics::Error&) {
      continue;  // refused, as most are
    }
  }
  check_pages(registry);
  return 0;
}
