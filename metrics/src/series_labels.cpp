#include "series_labels.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <new>
#include <string>
#include <vector>

#include "escape.hpp"

namespace metrics {

namespace {

/// Label text under construction, with where the values stand in it.
class Rendering {
 public:
  void add_constant(const Label& label) {
    begin(label.name);
    append_escaped_label_value(text_, label.value);
    text_ += '"';
  }

  void add(std::string_view name, std::string_view value) {
    begin(name);
    const std::size_t at = text_.size();
    append_escaped_label_value(text_, value);
    // Most values need no escaping: then they stand in the text as they are.
    places_.push_back(text_.size() - at == value.size() ? at : kElsewhere);
    if (places_.back() == kElsewhere) escaped_size_ += value.size();
    text_ += '"';
  }

  static constexpr std::size_t kElsewhere = std::numeric_limits<std::size_t>::max();

  const std::string& text() const { return text_; }
  std::size_t place(std::size_t value) const { return places_[value]; }
  std::size_t escaped_size() const { return escaped_size_; }

 private:
  void begin(std::string_view name) {
    if (!text_.empty()) text_ += ',';
    text_.append(name).append("=\"");
  }

  std::string text_;
  std::vector<std::size_t> places_;
  std::size_t escaped_size_ = 0;
};

}  // namespace

OwnedLabels::OwnedLabels(const Description& family, std::span<const std::string_view> values) {
  Rendering rendering;
  for (const Label& label : family.constant_labels) rendering.add_constant(label);
  for (std::size_t i = 0; i < values.size(); ++i) rendering.add(family.labels[i], values[i]);

  const std::size_t views_size = values.size() * sizeof(std::string_view);
  const std::string& text = rendering.text();
  memory_ = std::make_unique_for_overwrite<std::byte[]>(views_size + text.size() + rendering.escaped_size());
  char* const text_begin = reinterpret_cast<char*>(memory_.get()) + views_size;
  char* spare = std::ranges::copy(text, text_begin).out;

  auto* const views = reinterpret_cast<std::string_view*>(memory_.get());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool stands_in_text = rendering.place(i) != Rendering::kElsewhere;
    const char* const begin = stands_in_text ? text_begin + rendering.place(i) : spare;
    if (!stands_in_text) spare = std::ranges::copy(values[i], spare).out;
    new (views + i) std::string_view(begin, values[i].size());
  }
  values_ = views;
  value_count_ = static_cast<std::uint32_t>(values.size());
  text_ = text_begin;
  text_size_ = static_cast<std::uint32_t>(text.size());
}

}  // namespace metrics
