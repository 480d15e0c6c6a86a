#pragma once
// The labels `le` of a histogram's buckets, made once for all series of a family. Used by one thread.

#include <string>
#include <vector>

namespace metrics {

class BucketLabels {
 public:
  /// `bound_text` says how a format writes an upper bound.
  explicit BucketLabels(std::string (*bound_text)(double)) : bound_text_(bound_text) {}

  /// `le="0.5"` for each bound, and `le="+Inf"`. Until the next call.
  const std::vector<std::string>& of(const std::vector<double>& upper_bounds) {
    // The next histogram is mostly of the same family.
    if (upper_bounds != upper_bounds_ || labels_.empty()) render(upper_bounds);
    return labels_;
  }

 private:
  void render(const std::vector<double>& upper_bounds) {
    upper_bounds_ = upper_bounds;
    labels_.clear();
    for (const double bound : upper_bounds) labels_.push_back("le=\"" + bound_text_(bound) + '"');
    labels_.emplace_back("le=\"+Inf\"");
  }

  std::string (*bound_text_)(double);
  std::vector<double> upper_bounds_;
  std::vector<std::string> labels_;
};

}  // namespace metrics
