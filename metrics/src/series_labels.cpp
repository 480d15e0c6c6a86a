#include "series_labels.hpp"

#include <cstddef>

#include "escape.hpp"

namespace metrics {

SeriesLabels make_series_labels(const Description& family, std::span<const std::string_view> values) {
  SeriesLabels labels{.values = {values.begin(), values.end()}};
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) labels.text += ',';
    labels.text += family.labels[i];
    labels.text += "=\"";
    append_escaped_label_value(labels.text, values[i]);
    labels.text += '"';
  }
  return labels;
}

}  // namespace metrics
