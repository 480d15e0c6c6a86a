#pragma once
// An exposition: what a scrape gets, in the format that it asks for.
//
//   const metrics::Exposition page = metrics::expose(registry, {
//       .accept = request.header("Accept"),
//       .accept_encoding = request.header("Accept-Encoding"),
//   });
//   response.set("Content-Type", page.content_type);
//   if (!page.content_encoding.empty()) response.set("Content-Encoding", page.content_encoding);
//   response.set("Vary", "Accept, Accept-Encoding");
//   response.body() = page.body;
//
// Thread-safe.

#include <string>
#include <string_view>

#include "metrics/registry.hpp"

namespace metrics {

enum class ExpositionFormat {
  text_0_0_4,       ///< prometheus.io/docs/instrumenting/exposition_formats, "Text-based format".
  text_1_0_0,       ///< The same with UTF-8 names in quotes.
  openmetrics_1_0,  ///< OpenMetrics 1.0.0.
  protobuf,         ///< Length-delimited `io.prometheus.client.MetricFamily`: the only one with native histograms.
};

/// What becomes of names that are not [a-zA-Z_:][a-zA-Z0-9_:]* (prometheus.io/docs/instrumenting/escaping_schemes).
/// Other names are the same under every scheme.
enum class Escaping {
  underscores,  ///< `a.b` is exposed as `a_b`.
  dots,         ///< `a.b` as `a_dot_b`.
  values,       ///< `a.b` as `U__a_2e_b`.
  allow_utf8,   ///< As it is.
};

/// "underscores", "dots", "values", "allow-utf-8": as in the parameter `escaping` of a media type.
std::string_view to_string(Escaping escaping);

struct ExpositionFormatChoice {
  ExpositionFormat format = ExpositionFormat::text_0_0_4;
  Escaping escaping = Escaping::underscores;

  friend bool operator==(const ExpositionFormatChoice&, const ExpositionFormatChoice&) = default;
};

/// What the `Accept` header asks for (prometheus.io/docs/instrumenting/content_negotiation): the format with the
/// highest q, where a format has the q of the most specific clause that covers it (RFC 9110, section 12.5.1); of equals
/// the one that the header names first. Text 0.0.4 if it accepts none of ours, or has more than 8 KiB.
///
/// The scheme of that clause, if it names one. Otherwise UTF-8 names go to whom any clause allows them, in a format
/// that can carry them, which text 0.0.4 can't, and others get the first scheme that the header names: Prometheus names
/// it with its text formats only and means all of them.
ExpositionFormatChoice choose_format(std::string_view accept);

/// Whether the `Accept-Encoding` header allows gzip and doesn't prefer none.
bool accepts_gzip(std::string_view accept_encoding);

/// The media type of a choice, with its version and its escaping scheme.
std::string content_type_of(const ExpositionFormatChoice& choice);

struct ExpositionOptions {
  bool created_lines = false;  ///< OpenMetrics' `_created` series; each counts as one more series in Prometheus.
};

/// Appends the exposition to `out`; a scrape that uses its buffer again allocates next to nothing. Families stand in
/// name order, series in the order they were made, without timestamps.
void write(const Registry& registry, const ExpositionFormatChoice& choice, std::string& out,
           const ExpositionOptions& options = {});

/// The exposition in text 0.0.4: for people, and for tests.
std::string expose_text(const Registry& registry);

struct ExpositionRequest {
  std::string_view accept = {};           ///< The `Accept` header; empty: there is none.
  std::string_view accept_encoding = {};  ///< The `Accept-Encoding` header.
  ExpositionOptions options = {};
};

struct Exposition {
  std::string content_type;
  std::string content_encoding;  ///< "gzip", or empty: as it is.
  std::string body;
};

/// An exposition as HTTP wants it. Small ones, and those that there is no memory to compress for, are never compressed.
Exposition expose(const Registry& registry, const ExpositionRequest& request);

}  // namespace metrics
