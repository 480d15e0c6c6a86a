#pragma once
// Escaping of the text formats (prometheus.io/docs/instrumenting/exposition_formats, "Comments, help text, and type
// information"). Pure.

#include <string>
#include <string_view>

namespace metrics {

/// Appends a help text as the text format has it: `\` as `\\`, line feed as `\n`.
void append_escaped_help(std::string& out, std::string_view help);

/// Appends a label value, a quoted name or, in OpenMetrics, a help text: as above, and `"` as `\"`.
void append_escaped_label_value(std::string& out, std::string_view value);

}  // namespace metrics
