// The headers Accept and Accept-Encoding come from strangers: any bytes must end in a format of ours, whose content
// type must ask for that format again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "accept_clauses.hpp"
#include "metrics/exposition.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view header(reinterpret_cast<const char*>(bytes), size);
  for (const metrics::AcceptClause& clause : metrics::parse_accept(header))
    if (clause.what.empty() || clause.q < 0 || clause.q > 1000) std::abort();

  const metrics::ExpositionFormatChoice choice = metrics::choose_format(header);
  if (metrics::choose_format(content_type_of(choice)) != choice) std::abort();

  // What is not even there can't be preferred to what is.
  if (metrics::accepts_gzip(header) && header.find_first_of("gGxX*") == std::string_view::npos) std::abort();
  return 0;
}
