#pragma once
// A PDF file of one sheet, drawn with libharu. Lengths are in points (1/72 inch), from the lower left corner.
//
//   PdfSheet sheet({.width = 842, .height = 595});
//   sheet.write_centred("Certificate", 421, 460, {.font = Font::serif_bold, .size = 44, .ink = kNavy});
//   std::string pdf = std::move(sheet).finish();
//
// The same drawing gives the same bytes: nothing in it depends on clock or chance. Text is UTF-8; a letter that the
// wanted font lacks is taken from Font::sans, and one that no font has is shown as "□". Text runs from left to right.
//
// Not thread-safe. std::runtime_error if libharu fails, which is told by `finish` at the latest.

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "embedded_fonts.hpp"

namespace bot {

/// 0 to 1 each.
struct Ink {
  double red = 0;
  double green = 0;
  double blue = 0;
};

struct Lettering {
  Font font = Font::serif;
  double size = 12;
  Ink ink = {};
  double spacing = 0;  ///< Between letters, beside what the font has.
};

struct Point {
  double x = 0;
  double y = 0;
};

class PdfSheet {
 public:
  struct Size {
    double width = 0;
    double height = 0;
  };

  explicit PdfSheet(Size size);
  ~PdfSheet();
  PdfSheet(const PdfSheet&) = delete;
  PdfSheet& operator=(const PdfSheet&) = delete;

  /// What programs show of the file without opening it.
  void describe(std::string_view title, std::string_view author);

  double width_of(std::string_view text, const Lettering& lettering);
  /// `y` is the line that the letters stand on.
  void write_centred(std::string_view text, double x, double y, const Lettering& lettering);

  void draw_line(Point from, Point to, double width, const Ink& ink);
  void draw_outline(std::span<const Point> corners, double width, const Ink& ink);
  void fill(std::span<const Point> corners, const Ink& ink);
  void draw_circle(Point centre, double radius, double width, const Ink& ink);
  void fill_circle(Point centre, double radius, const Ink& ink);

  /// The file.
  std::string finish() &&;

 private:
  class Document;
  std::unique_ptr<Document> document_;
};

}  // namespace bot
