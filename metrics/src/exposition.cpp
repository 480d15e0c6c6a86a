#include "metrics/exposition.hpp"

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

#include "gzip.hpp"
#include "openmetrics_writer.hpp"
#include "protobuf_writer.hpp"
#include "text_writer.hpp"

namespace metrics {

namespace {

/// What fits one packet anyway is not worth the work.
constexpr std::size_t kSmallestCompressed = 1400;

/// What the last exposition took. The next one is mostly of the same registry, and a string that has to grow to a large
/// one copies itself again and again. Memory that is reserved and not written to costs nothing.
std::atomic<std::size_t> last_size{0};

void write_families(const Registry& registry, const ExpositionFormatChoice& choice, std::string& out,
                    const ExpositionOptions& options) {
  switch (choice.format) {
    case ExpositionFormat::text_0_0_4:
    case ExpositionFormat::text_1_0_0: {
      TextWriter writer(out, choice.escaping);
      registry.visit(writer);
      return;
    }
    case ExpositionFormat::openmetrics_1_0: {
      OpenMetricsWriter writer(out, choice.escaping, options);
      registry.visit(writer);
      writer.finish();
      return;
    }
    case ExpositionFormat::protobuf: {
      ProtobufWriter writer(out, choice.escaping);
      registry.visit(writer);
      writer.finish();
      return;
    }
  }
}

}  // namespace

void write(const Registry& registry, const ExpositionFormatChoice& choice, std::string& out,
           const ExpositionOptions& options) {
  const std::size_t before = out.size();
  out.reserve(before + last_size.load(std::memory_order_relaxed));
  write_families(registry, choice, out, options);
  const std::size_t size = out.size() - before;
  last_size.store(size + size / 8, std::memory_order_relaxed);
}

std::string expose_text(const Registry& registry) {
  std::string out;
  write(registry, {}, out);
  return out;
}

Exposition expose(const Registry& registry, const ExpositionRequest& request) {
  const ExpositionFormatChoice choice = choose_format(request.accept);
  Exposition exposition{.content_type = content_type_of(choice)};
  write(registry, choice, exposition.body, request.options);
  if (exposition.body.size() < kSmallestCompressed || !accepts_gzip(request.accept_encoding)) return exposition;
  if (std::optional<std::string> compressed = gzip(exposition.body)) {
    exposition.content_encoding = "gzip";
    exposition.body = std::move(*compressed);
  }
  return exposition;
}

}  // namespace metrics
