#pragma once
// The labels of one series, rendered once, in one piece of memory. Pure.

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "metrics/description.hpp"
#include "metrics/visitor.hpp"

namespace metrics {

class OwnedLabels {
 public:
  /// `values` are valid for `family`; neither is needed afterwards.
  OwnedLabels(const Description& family, std::span<const std::string_view> values);

  /// Lives as long as this object, also when that is moved.
  SeriesLabels view() const noexcept { return {.values = {values_, value_count_}, .text = {text_, text_size_}}; }

 private:
  std::unique_ptr<std::byte[]> memory_;  ///< The views of the values, the text, then values that the text has escaped.
  const std::string_view* values_ = nullptr;
  const char* text_ = nullptr;
  std::uint32_t value_count_ = 0;
  std::uint32_t text_size_ = 0;
};

}  // namespace metrics
