#pragma once
// Foreign text as it can stand within a message of ours.
//
//   shown_line("disk\nfull", 80);   // "disk full"
//
// Pure functions. Results are well-formed UTF-8 without control characters, and without the marks that would turn the
// direction of what stands behind them (Unicode Standard Annex 9, explicit formatting characters).

#include <cstddef>
#include <string>
#include <string_view>

namespace bot {

/// In one line, words between single spaces; at most `limit` code points.
std::string shown_line(std::string_view foreign, std::size_t limit);

/// The same with its line breaks, but no empty lines.
std::string shown_lines(std::string_view foreign, std::size_t limit);

}  // namespace bot
