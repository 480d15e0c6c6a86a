#pragma once
// The lists of preferences in HTTP's Accept and Accept-Encoding headers (RFC 9110, sections 5.6 and 12.4). Pure.

#include <string>
#include <string_view>
#include <vector>

namespace metrics {

/// `text/plain;version=0.0.4;q=0.5`
struct AcceptClause {
  struct Parameter {
    std::string name;   ///< In lower case.
    std::string value;  ///< Without quotes.
  };

  std::string what;  ///< `text/plain`, `gzip`, `*`: in lower case.
  std::vector<Parameter> parameters = {};
  int q = 1000;  ///< 0 (not acceptable) to 1000 thousandths.

  /// Empty if there is no such parameter.
  std::string_view parameter(std::string_view name) const;
};

/// A longer header counts as none: no scraper has so much to say.
inline constexpr std::size_t kLongestAccept = 8192;

/// The clauses of a header, in order; those that are malformed are left out. `header` is any bytes.
std::vector<AcceptClause> parse_accept(std::string_view header);

}  // namespace metrics
