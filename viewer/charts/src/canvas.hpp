#pragma once
// A picture that is drawn upon with cairo and becomes a PNG file. Lengths are in pixels, from the upper left corner.
//
//   Canvas canvas(1280, 720);
//   canvas.fill({.x = 0, .y = 0, .width = 1280, .height = 720}, theme.background);
//   canvas.write("Users online", {.x = 40, .y = 70}, {.size = 44, .is_bold = true}, theme.title);
//   std::string png = canvas.png();
//
// The same drawing gives the same picture on every machine. From one thread at a time. std::runtime_error if cairo
// fails.

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <cairo.h>

#include "colour.hpp"
#include "fonts.hpp"

namespace charts {

struct Place {
  double x = 0;
  double y = 0;
};

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
};

struct Stroke {
  double width = 2;
  Colour colour;
  double dash = 0;  ///< The length of dashes; 0: a whole line.
};

enum class Align { left, centre, right };

class Canvas {
 public:
  Canvas(int width, int height);

  double width() const { return width_; }
  double height() const { return height_; }

  void fill(const Box& box, const Colour& colour, double corner_radius = 0);
  void fill(std::span<const Place> corners, const Colour& colour);
  void dot(const Place& centre, double radius, const Colour& colour);
  void line(const Place& from, const Place& to, const Stroke& stroke);
  void line(std::span<const Place> places, const Stroke& stroke);

  double width_of(std::string_view text, const Lettering& lettering);
  /// `at.y` is the line that the letters stand on.
  void write(std::string_view text, const Place& at, const Lettering& lettering, const Colour& colour,
             Align align = Align::left);
  /// The lettering, or a smaller one, down to half its size, in which `text` fits into `width`.
  Lettering fitting(std::string_view text, Lettering lettering, double width);
  /// `text`, or as much of its beginning, and "…", as fits into `width`.
  std::string shortened(std::string_view text, const Lettering& lettering, double width);

  /// Nothing is drawn outside `box` while this lives.
  class Clip {
   public:
    Clip(Canvas& canvas, const Box& box);
    ~Clip();
    Clip(const Clip&) = delete;
    Clip& operator=(const Clip&) = delete;

   private:
    cairo_t* cairo_;
  };

  std::string png();

 private:
  struct Destroy {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  };

  void set_colour(const Colour& colour);
  void trace(std::span<const Place> places);

  double width_;
  double height_;
  std::unique_ptr<cairo_surface_t, Destroy> surface_;
  std::unique_ptr<cairo_t, Destroy> cairo_;
};

}  // namespace charts
