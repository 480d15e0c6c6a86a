#pragma once
// Makes a foreign text fit for an error that is logged and shown.
//
//   error_text("Not Found: /bot123:ABC/getMe\nbye", "123:ABC");   // "Not Found: /bot***/getMe bye"
//
// Pure function.

#include <cstddef>
#include <string>
#include <string_view>

namespace telegram {

/// Code points; Telegram's own descriptions stay below.
inline constexpr std::size_t kMaxErrorText = 300;

/// `text` as one line of well-formed UTF-8, of at most kMaxErrorText code points, with `token` and its secret part
/// replaced by "***" wherever they stand.
std::string error_text(std::string_view text, std::string_view token);

}  // namespace telegram
