#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "accept_clauses.hpp"
#include "escaping_schemes.hpp"
#include "metrics/exposition.hpp"

namespace metrics {

namespace {

constexpr std::string_view kText = "text/plain";
constexpr std::string_view kOpenMetrics = "application/openmetrics-text";
constexpr std::string_view kProtobuf = "application/vnd.google.protobuf";
constexpr std::string_view kMessage = "io.prometheus.client.MetricFamily";
constexpr std::string_view kDelimited = "delimited";

/// In the order in which a clause that covers several of them gets one.
constexpr std::array kFormats{ExpositionFormat::text_0_0_4, ExpositionFormat::text_1_0_0,
                              ExpositionFormat::openmetrics_1_0, ExpositionFormat::protobuf};

std::string_view media_type(ExpositionFormat format) {
  switch (format) {
    case ExpositionFormat::text_0_0_4:
    case ExpositionFormat::text_1_0_0:
      return kText;
    case ExpositionFormat::openmetrics_1_0:
      return kOpenMetrics;
    case ExpositionFormat::protobuf:
      return kProtobuf;
  }
  __builtin_unreachable();
}

/// Of a text format.
std::string_view version(ExpositionFormat format) {
  return format == ExpositionFormat::text_0_0_4 ? "0.0.4" : "1.0.0";
}

/// How precisely the clause names the format: 0 not at all, 1 by `*/*` to 4 by its version. Other parameters, such as
/// the character set, are no part of a format's name.
int specificity(const AcceptClause& clause, ExpositionFormat format) {
  const std::string_view type = media_type(format);
  if (clause.what == "*/*") return 1;
  if (clause.what.ends_with("/*"))
    return type.starts_with(std::string_view(clause.what).substr(0, clause.what.size() - 1)) ? 2 : 0;
  if (clause.what != type) return 0;
  if (format == ExpositionFormat::protobuf)
    return clause.parameter("proto") == kMessage && clause.parameter("encoding") == kDelimited ? 4 : 0;
  const std::string_view asked = clause.parameter("version");
  if (asked.empty()) return 3;
  return asked == version(format) ? 4 : 0;
}

/// The clause that decides about a format: the most specific one, of equals that with the highest q. Null if none does.
const AcceptClause* clause_for(ExpositionFormat format, std::span<const AcceptClause> clauses) {
  const AcceptClause* best = nullptr;
  int best_specificity = 0;
  for (const AcceptClause& clause : clauses) {
    const int candidate = specificity(clause, format);
    if (candidate == 0 || candidate < best_specificity) continue;
    if (candidate == best_specificity && clause.q <= best->q) continue;
    best = &clause;
    best_specificity = candidate;
  }
  return best;
}

std::optional<Escaping> escaping_of(const AcceptClause& clause) {
  const std::string_view asked = clause.parameter("escaping");
  for (const EscapingScheme& scheme : kEscapingSchemes)
    if (scheme.name == asked) return scheme.escaping;
  return std::nullopt;
}

Escaping choose_escaping(ExpositionFormat format, const AcceptClause& chosen, std::span<const AcceptClause> clauses) {
  if (const auto asked = escaping_of(chosen)) return *asked;
  std::optional<Escaping> first;
  for (const AcceptClause& clause : clauses) {
    const std::optional<Escaping> asked = clause.q > 0 ? escaping_of(clause) : std::nullopt;
    if (asked == Escaping::allow_utf8) {
      if (format != ExpositionFormat::text_0_0_4) return Escaping::allow_utf8;
    } else if (!first) {
      first = asked;
    }
  }
  return first.value_or(Escaping::underscores);
}

/// The q of gzip under its two names, or of `*`; nothing if the header says nothing of it.
std::optional<int> q_of(std::span<const AcceptClause> clauses, std::span<const std::string_view> codings) {
  std::optional<int> q;
  for (const AcceptClause& clause : clauses)
    if (std::ranges::find(codings, clause.what) != codings.end()) q = std::max(q.value_or(0), clause.q);
  return q;
}

}  // namespace

std::string_view to_string(Escaping escaping) {
  return std::ranges::find(kEscapingSchemes, escaping, &EscapingScheme::escaping)->name;
}

ExpositionFormatChoice choose_format(std::string_view accept) {
  const std::vector<AcceptClause> clauses = parse_accept(accept);
  ExpositionFormatChoice choice;
  const AcceptClause* chosen = nullptr;
  for (const ExpositionFormat format : kFormats) {
    const AcceptClause* const clause = clause_for(format, clauses);
    if (clause == nullptr || clause->q == 0) continue;
    // Clauses stand in the header's order, so the lower address came first.
    const bool is_better = chosen == nullptr || clause->q > chosen->q || (clause->q == chosen->q && clause < chosen);
    if (!is_better) continue;
    chosen = clause;
    choice.format = format;
  }
  if (chosen != nullptr) choice.escaping = choose_escaping(choice.format, *chosen, clauses);
  return choice;
}

bool accepts_gzip(std::string_view accept_encoding) {
  constexpr std::array<std::string_view, 2> kGzip{"gzip", "x-gzip"};  // RFC 9110, section 8.4.1.3
  constexpr std::array<std::string_view, 1> kAny{"*"};
  constexpr std::array<std::string_view, 1> kNone{"identity"};
  const std::vector<AcceptClause> clauses = parse_accept(accept_encoding);
  const int any = q_of(clauses, kAny).value_or(0);
  const int gzip = q_of(clauses, kGzip).value_or(any);
  return gzip > 0 && gzip >= q_of(clauses, kNone).value_or(0);
}

std::string content_type_of(const ExpositionFormatChoice& choice) {
  std::string type(media_type(choice.format));
  if (choice.format == ExpositionFormat::protobuf) {
    type.append("; proto=").append(kMessage).append("; encoding=").append(kDelimited);
  } else {
    type.append("; version=").append(version(choice.format)).append("; charset=utf-8");
  }
  return type.append("; escaping=").append(to_string(choice.escaping));
}

}  // namespace metrics
