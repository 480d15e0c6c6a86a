#include "multipart.hpp"

#include <algorithm>
#include <utility>

#include "letter_case.hpp"

namespace simulator {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kMaxBoundaryBytes = 70;  // RFC 2046, section 5.1.1

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, letter_in_lower_case, letter_in_lower_case);
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Takes a quoted text off `rest`, which begins after the opening quote; nothing where it does not end.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string text;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '"') {
      rest.remove_prefix(i + 1);
      return text;
    }
    const bool escapes = rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\');
    if (escapes) ++i;
    text += rest[i];
  }
  return std::nullopt;
}

std::optional<std::string> take_value(std::string_view& rest) {
  if (rest.starts_with('"')) {
    rest.remove_prefix(1);
    return take_quoted(rest);
  }
  const std::string_view token = rest.substr(0, rest.find(';'));
  rest.remove_prefix(token.size());
  return std::string(trimmed(token));
}

/// The value of `; name=value` among the parameters that follow a header's first word.
std::optional<std::string> parameter_of(std::string_view header, std::string_view name) {
  std::string_view rest = header.substr(std::min(header.find(';'), header.size()));
  while (rest.starts_with(';')) {
    rest.remove_prefix(1);
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view key = trimmed(rest.substr(0, equals));
    rest.remove_prefix(equals + 1);
    std::optional<std::string> value = take_value(rest);
    if (!value) return std::nullopt;
    if (equal_without_case(key, name)) return value;
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
  }
  return std::nullopt;
}

values::Error malformed(std::string_view what) {
  return {"multipart/form-data: " + std::string(what)};
}

/// Reads the lines of a part's headers into `part`.
values::Result<void> read_headers(std::string_view headers, FormPart& part) {
  std::optional<std::string> name;
  while (!headers.empty()) {
    const std::string_view line = headers.substr(0, headers.find(kLineEnd));
    headers.remove_prefix(std::min(headers.size(), line.size() + kLineEnd.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return malformed("a header without a colon");
    const std::string_view field = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (equal_without_case(field, "Content-Disposition")) {
      name = parameter_of(value, "name");
      part.file_name = parameter_of(value, "filename");
    } else if (equal_without_case(field, "Content-Type")) {
      part.content_type = value;
    }
  }
  if (!name || name->empty()) return malformed("a part without a name");
  part.name = *std::move(name);
  return {};
}

/// The text before the first `end`, taken off `rest` together with it; nothing where there is none.
std::optional<std::string_view> take_until(std::string_view& rest, std::string_view end) {
  const std::size_t at = rest.find(end);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(at + end.size());
  return taken;
}

/// Takes one part off `rest`, which begins after the delimiter's line end.
values::Result<FormPart> take_part(std::string_view& rest, std::string_view delimiter) {
  FormPart part;
  std::string_view headers;
  if (rest.starts_with(kLineEnd)) {
    rest.remove_prefix(kLineEnd.size());
  } else {
    std::string_view within_bounds = rest.substr(0, kMaxPartHeaderBytes);
    const std::optional<std::string_view> taken = take_until(within_bounds, "\r\n\r\n");
    if (!taken) return malformed("the headers of a part do not end, or are too long");
    headers = *taken;
    rest.remove_prefix(headers.size() + 2 * kLineEnd.size());
  }
  const values::Result<void> read = read_headers(headers, part);
  if (!read) return read.error();
  const std::optional<std::string_view> content = take_until(rest, delimiter);
  if (!content) return malformed("a part does not end");
  part.content = *content;
  return part;
}

}  // namespace

values::Result<std::vector<FormPart>> parse_multipart(std::string_view content_type, std::string_view body) {
  const std::optional<std::string> boundary = parameter_of(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kMaxBoundaryBytes) {
    return malformed("Content-Type names no boundary of 1 to 70 characters");
  }
  const std::string opening = "--" + *boundary;
  const std::string delimiter = std::string(kLineEnd) + opening;
  std::string_view rest = body;
  if (rest.starts_with(opening)) {
    rest.remove_prefix(opening.size());
  } else if (!take_until(rest, delimiter)) {
    return malformed("the boundary is nowhere in the body");
  }
  std::vector<FormPart> parts;
  while (!rest.starts_with("--")) {
    const std::optional<std::string_view> padding = take_until(rest, kLineEnd);
    if (!padding || !trimmed(*padding).empty()) return malformed("a boundary that does not end its line");
    if (parts.size() >= kMaxParts) return malformed("too many parts");
    values::Result<FormPart> part = take_part(rest, delimiter);
    if (!part) return part.error();
    parts.push_back(*std::move(part));
  }
  return parts;
}

}  // namespace simulator
