#include "metrics/text_format.hpp"

#include "text_writer.hpp"

namespace metrics {

void write_text(const Registry& registry, std::string& out) {
  TextWriter writer(out);
  registry.visit(writer);
}

std::string expose_text(const Registry& registry) {
  std::string out;
  write_text(registry, out);
  return out;
}

}  // namespace metrics
