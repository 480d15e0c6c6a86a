#pragma once
// The fonts that the program carries, ready for cairo: DejaVu Sans, regular and bold. A picture's letters are the same
// on every machine, for nothing of the machine's own fonts or settings is asked.
//
// From one thread at a time.

#include <string>
#include <string_view>

#include <cairo.h>

namespace charts {

/// Text of a size in pixels.
struct Lettering {
  double size = 30;
  bool is_bold = false;
};

/// The caller owns it: cairo_scaled_font_destroy().
cairo_scaled_font_t* make_scaled_font(const Lettering& lettering);

/// `text` in letters that the fonts have: well-formed UTF-8 of one line, pictographs left out but for a star, and "□"
/// for what else is missing.
std::string drawable(std::string_view text);

}  // namespace charts
