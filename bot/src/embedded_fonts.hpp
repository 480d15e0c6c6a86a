#pragma once
// The fonts that the program carries, as TrueType files: where it runs there may be none. They are read-only pages of
// the program itself, which take no memory until somebody draws.
//
// Thread-safe: constants.

#include <span>

namespace bot {

/// In the order in which a letter is looked for.
enum class Font { serif, serif_bold, sans };

/// DejaVu Serif, DejaVu Serif Bold, or DejaVu Sans, which knows the most scripts.
std::span<const unsigned char> font_file(Font font);

}  // namespace bot
