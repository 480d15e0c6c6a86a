#include "text_lines.hpp"

#include <algorithm>

#include "escape.hpp"
#include "name_escaping.hpp"

namespace metrics {

namespace {

std::string in_quotes(std::string_view name) {
  std::string quoted = "\"";
  append_escaped_label_value(quoted, name);
  return quoted += '"';
}

/// `label="` or, with a name that has to be quoted, `"my.label"="`.
std::string label_start(std::string_view escaped_name) {
  return (is_legacy_label_name(escaped_name) ? std::string(escaped_name) : in_quotes(escaped_name)) + "=\"";
}

}  // namespace

std::string quoted_if_needed(std::string_view metric_name) {
  return is_legacy_metric_name(metric_name) ? std::string(metric_name) : in_quotes(metric_name);
}

SampleName::SampleName(std::string_view name) : alone(name), before_labels(alone + '{') {
  if (is_legacy_metric_name(name)) return;
  before_labels = '{' + in_quotes(name) + ',';
  alone = '{' + in_quotes(name) + '}';
}

void TextLines::begin(const Description& family) {
  name_ = escape_name(family.name, escaping_);
  names_are_plain_ = std::ranges::all_of(family.labels, is_legacy_label_name) &&
                     std::ranges::all_of(family.constant_labels, is_legacy_label_name, &Label::name);
  if (names_are_plain_) return;
  constant_labels_.clear();
  for (const Label& label : family.constant_labels) {
    if (!constant_labels_.empty()) constant_labels_ += ',';
    constant_labels_ += rendered_label(label.name, label.value);
  }
  label_starts_.clear();
  for (const std::string& name : family.labels)
    label_starts_.push_back(label_start(escape_label_name(name, escaping_)));
}

void TextLines::comment(std::string_view keyword, std::string_view metric_name, std::string_view text) {
  for (const std::string_view part : {std::string_view("# "), keyword, std::string_view(" ")}) buffer_.append(part);
  buffer_.append(quoted_if_needed(metric_name));
  buffer_.append(" ");
  line(text);
}

std::string TextLines::rendered_label(std::string_view name, std::string_view value) const {
  std::string label = label_start(escape_label_name(name, escaping_));
  append_escaped_label_value(label, value);
  return label += '"';
}

void TextLines::line(std::string_view text) {
  buffer_.append(text);
  buffer_.append("\n");
}

std::string_view TextLines::rendered_with_names(const SeriesLabels& labels) {
  rendered_ = constant_labels_;
  for (std::size_t i = 0; i < labels.values.size(); ++i) {
    if (!rendered_.empty()) rendered_ += ',';
    rendered_ += label_starts_[i];
    append_escaped_label_value(rendered_, labels.values[i]);
    rendered_ += '"';
  }
  return rendered_;
}

}  // namespace metrics
