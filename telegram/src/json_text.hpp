#pragma once
// Writes JSON straight into a string: sendMessage is the hot path, and building a tree first would cost several
// times as much.
//
//   std::string body;
//   append_json_string(body, "say \"hi\"");   // "say \"hi\""
//
// Pure functions. Text must be well-formed UTF-8, which is passed through as it is.

#include <cstdint>
#include <string>
#include <string_view>

namespace telegram {

/// `text` in quotes, escaped as RFC 8259, section 7, demands.
void append_json_string(std::string& out, std::string_view text);

void append_json_number(std::string& out, std::int64_t number);

}  // namespace telegram
