#pragma once
// The lines of the text formats, Prometheus's own and OpenMetrics: they differ in which lines there are, not in how one
// looks. With names that need quotes: prometheus.io/docs/instrumenting/exposition_formats, "Text format details".
//
// Used by one thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/exposition.hpp"
#include "metrics/visitor.hpp"
#include "number_text.hpp"
#include "output_buffer.hpp"

namespace metrics {

/// `name`, or `"my.name"` where it has to be quoted.
std::string quoted_if_needed(std::string_view metric_name);

/// How the lines of a sample begin.
struct SampleName {
  std::string alone = {};          ///< `name`, or `{"my.name"}`
  std::string before_labels = {};  ///< `name{`, or `{"my.name",`

  SampleName() = default;
  explicit SampleName(std::string_view name);
};

/// The labels of the lines of one series.
struct LineLabels {
  std::string_view series = {};  ///< `method="sendMessage",outcome="ok"`
  std::string_view own = {};     ///< The one that tells the lines of a series apart: `le="0.5"`.
};

class TextLines {
 public:
  /// Appends to `out`, which must outlive this object and is complete once it is gone.
  TextLines(std::string& out, Escaping escaping) : buffer_(out), escaping_(escaping) {}

  /// The samples that follow are of this family.
  void begin(const Description& family);

  /// Its name, escaped.
  const std::string& name() const { return name_; }

  /// `# TYPE name text`
  void comment(std::string_view keyword, std::string_view metric_name, std::string_view text);

  /// The labels of a series of the family, rendered. Until the next call.
  std::string_view rendered(const SeriesLabels& labels) {
    return names_are_plain_ ? labels.text : rendered_with_names(labels);
  }

  /// A label with a name of any kind, rendered: `le="0.5"`.
  std::string rendered_label(std::string_view name, std::string_view value) const;

  /// A whole line. `Value` is a type that append_number takes.
  template <class Value>
  void sample(const SampleName& name, const LineLabels& labels, const Value& value) {
    char* at = append_start(name, labels);
    at = append_number(at, value);
    *at++ = '\n';
    buffer_.written_up_to(at);
  }

  /// The same with something after the value: `suffix` begins with a blank.
  template <class Value>
  void sample(const SampleName& name, const LineLabels& labels, const Value& value, std::string_view suffix) {
    buffer_.written_up_to(append_number(append_start(name, labels), value));
    buffer_.append(suffix);
    buffer_.append("\n");
  }

  void line(std::string_view text);

 private:
  /// Up to the value; there is room for that and a line feed.
  char* append_start(const SampleName& name, const LineLabels& labels) {
    constexpr std::size_t kPunctuation = 8;
    char* at = buffer_.room_for(name.before_labels.size() + labels.series.size() + labels.own.size() + kLongestNumber +
                                kPunctuation);
    if (labels.series.empty() && labels.own.empty()) {
      at = append(at, name.alone);
    } else {
      at = append(at, name.before_labels);
      at = append(at, labels.series);
      if (!labels.own.empty()) {
        if (!labels.series.empty()) *at++ = ',';
        at = append(at, labels.own);
      }
      *at++ = '}';
    }
    *at++ = ' ';
    return at;
  }

  std::string_view rendered_with_names(const SeriesLabels& labels);

  OutputBuffer buffer_;
  const Escaping escaping_;
  std::string name_;
  bool names_are_plain_ = true;            ///< All label names are legacy ones: what the series have rendered is right.
  std::string constant_labels_;            ///< Rendered; used if names are not plain, as what follows.
  std::vector<std::string> label_starts_;  ///< `"my.label"="` of each label.
  std::string rendered_;
};

}  // namespace metrics
