#pragma once
// Who exposes which series name, so that a second one is refused and told about the first.
//
// A family owns more names than its own: a histogram `X` exposes `X_bucket`, `X_sum` and `X_count`, and OpenMetrics
// takes `X` and `X_created` for a counter `X_total` (OpenMetrics 1.0, "Suffixes"). And each of them is exposed in
// several spellings: a scraper that can't read UTF-8 names may have them escaped in any of three ways.
//
// Not thread-safe: the registry locks.

#include <memory>
#include <source_location>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "escaping_schemes.hpp"
#include "metrics/description.hpp"

namespace metrics {

class SeriesNames {
 public:
  SeriesNames();

  /// Takes all names of all `families`, or throws DuplicateSeries and takes none.
  void claim(std::span<const Description> families, const std::source_location& where);

  /// Gives back all names of a family that has claimed them.
  void release(const Description& family);

 private:
  struct Owner {
    std::string title;  ///< counter 'payments_total' (shop_metrics.cpp:17)
    Description family;
  };
  using Owners = std::unordered_map<std::string, std::shared_ptr<const Owner>>;

  /// What one kind of scraper sees.
  struct View {
    EscapingScheme scheme;
    bool is_openmetrics;  ///< Otherwise text and protobuf.
    Owners owners = {};

    std::vector<std::string> names_of(const Description& family) const;
    void claim(const std::shared_ptr<const Owner>& newcomer);
    void release(const Description& family);
    std::string clash(const Owner& newcomer, const Owner& present, const std::string& name) const;
  };

  void claim(const Description& family, const std::source_location& where);

  std::vector<View> views_;
};

}  // namespace metrics
