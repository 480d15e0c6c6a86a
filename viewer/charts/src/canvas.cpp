#include "canvas.hpp"

#include <algorithm>
#include <numbers>
#include <stdexcept>

#include "values/utf8.hpp"

namespace charts {
namespace {

/// Letters of one text with one font, as cairo places them.
class Letters {
 public:
  Letters(const std::string& text, const Lettering& lettering, const Place& at) : font_(make_scaled_font(lettering)) {
    cairo_scaled_font_text_to_glyphs(font_, at.x, at.y, text.data(), static_cast<int>(text.size()), &glyphs_, &count_,
                                     nullptr, nullptr, nullptr);
  }
  ~Letters() {
    cairo_glyph_free(glyphs_);
    cairo_scaled_font_destroy(font_);
  }
  Letters(const Letters&) = delete;
  Letters& operator=(const Letters&) = delete;

  double width() const {
    cairo_text_extents_t extents{};
    cairo_scaled_font_glyph_extents(font_, glyphs_, count_, &extents);
    return extents.x_advance;
  }
  void show(cairo_t* cairo) const {
    cairo_set_scaled_font(cairo, font_);
    cairo_show_glyphs(cairo, glyphs_, count_);
  }

 private:
  cairo_scaled_font_t* font_;
  cairo_glyph_t* glyphs_ = nullptr;
  int count_ = 0;
};

cairo_status_t append(void* file, const unsigned char* bytes, unsigned size) {
  static_cast<std::string*>(file)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

void require(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error(std::string("cairo can't draw: ") + cairo_status_to_string(status));
  }
}

}  // namespace

Canvas::Canvas(int width, int height)
    : width_(width),
      height_(height),
      surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)),
      cairo_(cairo_create(surface_.get())) {
  require(cairo_status(cairo_.get()));
  cairo_set_antialias(cairo_.get(), CAIRO_ANTIALIAS_GRAY);
  cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
}

void Canvas::set_colour(const Colour& colour) {
  cairo_set_source_rgba(cairo_.get(), colour.red, colour.green, colour.blue, colour.opacity);
}

void Canvas::trace(std::span<const Place> places) {
  cairo_new_path(cairo_.get());
  for (const Place& place : places) cairo_line_to(cairo_.get(), place.x, place.y);
}

void Canvas::fill(const Box& box, const Colour& colour, double corner_radius) {
  constexpr double kQuarter = std::numbers::pi / 2;
  cairo_t* cairo = cairo_.get();
  const double radius = std::min(corner_radius, std::min(box.width, box.height) / 2);
  set_colour(colour);
  cairo_new_path(cairo);
  if (radius > 0) {
    cairo_arc(cairo, box.right() - radius, box.y + radius, radius, -kQuarter, 0);
    cairo_arc(cairo, box.right() - radius, box.bottom() - radius, radius, 0, kQuarter);
    cairo_arc(cairo, box.x + radius, box.bottom() - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(cairo, box.x + radius, box.y + radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(cairo);
  } else {
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  }
  cairo_fill(cairo);
}

void Canvas::fill(std::span<const Place> corners, const Colour& colour) {
  set_colour(colour);
  trace(corners);
  cairo_close_path(cairo_.get());
  cairo_fill(cairo_.get());
}

void Canvas::dot(const Place& centre, double radius, const Colour& colour) {
  set_colour(colour);
  cairo_new_path(cairo_.get());
  cairo_arc(cairo_.get(), centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
  cairo_fill(cairo_.get());
}

void Canvas::line(const Place& from, const Place& to, const Stroke& stroke) {
  const Place places[] = {from, to};
  line(places, stroke);
}

void Canvas::line(std::span<const Place> places, const Stroke& stroke) {
  set_colour(stroke.colour);
  cairo_set_line_width(cairo_.get(), stroke.width);
  const double dashes[] = {stroke.dash, stroke.dash * 0.7};
  cairo_set_dash(cairo_.get(), dashes, stroke.dash > 0 ? 2 : 0, 0);
  trace(places);
  cairo_stroke(cairo_.get());
}

double Canvas::width_of(std::string_view text, const Lettering& lettering) {
  return Letters(drawable(text), lettering, {}).width();
}

void Canvas::write(std::string_view text, const Place& at, const Lettering& lettering, const Colour& colour,
                   Align align) {
  const std::string letters = drawable(text);
  const double width = align == Align::left ? 0 : Letters(letters, lettering, {}).width();
  const double x = align == Align::right ? at.x - width : align == Align::centre ? at.x - width / 2 : at.x;
  set_colour(colour);
  Letters(letters, lettering, {x, at.y}).show(cairo_.get());
}

Lettering Canvas::fitting(std::string_view text, Lettering lettering, double width) {
  constexpr double kSmallest = 0.5;
  // A little less than fits, for widths do not grow quite like sizes.
  const double needed = width_of(text, lettering) * 1.01;
  if (needed > width) lettering.size *= std::max(kSmallest, width / needed);
  return lettering;
}

std::string Canvas::shortened(std::string_view text, const Lettering& lettering, double width) {
  const std::string whole = drawable(text);
  if (width_of(whole, lettering) <= width) return whole;
  std::size_t fitting = 0;
  std::size_t too_many = values::count_code_points(whole);
  while (too_many - fitting > 1) {
    const std::size_t middle = (fitting + too_many) / 2;
    const bool fits = width_of(values::truncate_code_points(whole, middle), lettering) <= width;
    (fits ? fitting : too_many) = middle;
  }
  return fitting == 0 ? "" : values::truncate_code_points(whole, fitting);
}

Canvas::Clip::Clip(Canvas& canvas, const Box& box) : cairo_(canvas.cairo_.get()) {
  cairo_save(cairo_);
  cairo_new_path(cairo_);
  cairo_rectangle(cairo_, box.x, box.y, box.width, box.height);
  cairo_clip(cairo_);
}

Canvas::Clip::~Clip() {
  cairo_restore(cairo_);
}

std::string Canvas::png() {
  require(cairo_status(cairo_.get()));
  std::string file;
  require(cairo_surface_write_to_png_stream(surface_.get(), &append, &file));
  return file;
}

}  // namespace charts
