#include "certificate.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <string_view>
#include <vector>

#include "certificate_texts.hpp"
#include "pdf_sheet.hpp"
#include "printable_text.hpp"
#include "text_fitting.hpp"

namespace bot {
namespace {

// A4, landscape.
constexpr double kWidth = 841.89;
constexpr double kHeight = 595.28;
constexpr double kMiddle = kWidth / 2;
constexpr double kTextWidth = 620;

constexpr Ink kNavy{.red = 0.09, .green = 0.16, .blue = 0.32};
constexpr Ink kGold{.red = 0.72, .green = 0.55, .blue = 0.22};
constexpr Ink kPaleGold{.red = 0.87, .green = 0.76, .blue = 0.50};
constexpr Ink kGrey{.red = 0.36, .green = 0.38, .blue = 0.43};
constexpr Ink kPaper{.red = 0.996, .green = 0.988, .blue = 0.965};

/// Longer names are cut: Telegram's have 128 letters at most.
constexpr std::size_t kMostLetters = 200;

/// What is nothing is shown as a dash.
std::string shown(std::string_view text) {
  const std::string printed = printable(text, kMostLetters);
  return printed.empty() ? "—" : printed;
}

Point on_circle(Point centre, double radius, double turns) {
  const double angle = 2 * std::numbers::pi * turns;
  return {.x = centre.x + radius * std::sin(angle), .y = centre.y + radius * std::cos(angle)};
}

/// Corners that lie on two circles in turn.
std::vector<Point> star(Point centre, int points, double outer, double inner) {
  std::vector<Point> corners;
  corners.reserve(2 * static_cast<std::size_t>(points));
  for (int i = 0; i < 2 * points; ++i) {
    corners.push_back(on_circle(centre, i % 2 == 0 ? outer : inner, static_cast<double>(i) / (2 * points)));
  }
  return corners;
}

std::array<Point, 4> diamond(Point centre, double half) {
  return {{{centre.x, centre.y + half},
           {centre.x + half, centre.y},
           {centre.x, centre.y - half},
           {centre.x - half, centre.y}}};
}

std::array<Point, 4> rectangle(double margin) {
  return {
      {{margin, margin}, {kWidth - margin, margin}, {kWidth - margin, kHeight - margin}, {margin, kHeight - margin}}};
}

/// A rectangle whose corners are cut out by quarters of a circle.
std::vector<Point> scalloped_rectangle(double margin, double radius) {
  constexpr int kSteps = 12;
  const std::array<Point, 4> corners = rectangle(margin);
  // The lower left corner is left upwards and come to from the right; each further one is turned by a quarter.
  std::vector<Point> outline;
  for (std::size_t corner = 0; corner < corners.size(); ++corner) {
    const double begin = -0.25 * static_cast<double>(corner);
    for (int step = 0; step <= kSteps; ++step) {
      outline.push_back(on_circle(corners[corner], radius, begin + 0.25 * step / kSteps));
    }
  }
  return outline;
}

void draw_frame(PdfSheet& sheet) {
  sheet.fill(rectangle(0), kPaper);
  sheet.draw_outline(rectangle(20), 4, kNavy);
  sheet.draw_outline(rectangle(26.5), 0.8, kGold);
  sheet.draw_outline(scalloped_rectangle(34, 26), 1.2, kGold);
  for (const Point& corner : rectangle(40)) {
    sheet.fill(diamond(corner, 5), kGold);
    sheet.fill(diamond(corner, 2), kPaper);
  }
}

void draw_divider(PdfSheet& sheet, double y) {
  constexpr double kReach = 130;
  sheet.draw_line({kMiddle - kReach, y}, {kMiddle - 12, y}, 0.8, kGold);
  sheet.draw_line({kMiddle + 12, y}, {kMiddle + kReach, y}, 0.8, kGold);
  sheet.fill(diamond({kMiddle, y}, 4.5), kGold);
}

void draw_ribbon(PdfSheet& sheet, Point seal, double side) {
  const std::array<Point, 5> tail{{{seal.x + side * 4, seal.y - 12},
                                   {seal.x + side * 24, seal.y - 20},
                                   {seal.x + side * 34, seal.y - 62},
                                   {seal.x + side * 22, seal.y - 55},
                                   {seal.x + side * 13, seal.y - 66}}};
  sheet.fill(tail, kNavy);
}

void draw_seal(PdfSheet& sheet, Point centre) {
  draw_ribbon(sheet, centre, -1);
  draw_ribbon(sheet, centre, 1);
  sheet.fill(star(centre, 32, 41, 36.5), kGold);
  sheet.fill_circle(centre, 32.5, kPaleGold);
  sheet.fill_circle(centre, 30.5, kNavy);
  sheet.draw_circle(centre, 27.5, 0.8, kPaleGold);
  sheet.fill(star(centre, 5, 19, 7.4), kPaleGold);
}

/// In as many lines as it takes, around the height `y`. Returns the height of the lowest line.
double write_around(PdfSheet& sheet, std::string_view text, double y, const TextPlace& place, Lettering lettering) {
  const Lettering of_size_1{.font = lettering.font, .size = 1};
  const FittedText fitted = fit(text, place, [&](std::string_view part) { return sheet.width_of(part, of_size_1); });
  lettering.size = fitted.size;
  const double leading = 1.25 * fitted.size;
  // From the line that the first letters stand on to that of the last; a third of a letter's size is below its middle.
  y += leading * static_cast<double>(fitted.lines.size() - 1) / 2 - fitted.size / 3;
  for (const std::string& line : fitted.lines) {
    sheet.write_centred(line, kMiddle, y, lettering);
    y -= leading;
  }
  return y + leading;
}

/// A line of text on a rule, and what it is below.
void write_on_rule(PdfSheet& sheet, std::string_view text, std::string_view label, double x) {
  constexpr double kRule = 105;
  constexpr double kHalf = 100;
  const FittedText fitted = fit(text, {.width = 2 * kHalf, .lines = 1, .largest = 15, .smallest = 7},
                                [&](std::string_view part) { return sheet.width_of(part, {.size = 1}); });
  sheet.write_centred(fitted.lines.front(), x, kRule + 8, {.size = fitted.size, .ink = kNavy});
  sheet.draw_line({x - kHalf, kRule}, {x + kHalf, kRule}, 0.8, kGold);
  sheet.write_centred(label, x, kRule - 16, {.size = 10, .ink = kGrey});
}

}  // namespace

std::string certificate_pdf(const Certificate& certificate) {
  const CertificateTexts& texts = certificate_texts(certificate.language);
  const std::string date = written_date(certificate.date, certificate.language);
  const std::string student = shown(certificate.student);
  const std::string course = shown(certificate.course);
  const std::string school = printable(certificate.school, kMostLetters);

  PdfSheet sheet({.width = kWidth, .height = kHeight});
  sheet.describe(course + " — " + student, school);
  draw_frame(sheet);
  if (!school.empty()) {
    write_around(sheet, school, 518, {.width = kTextWidth, .lines = 1, .largest = 15, .smallest = 8}, {.ink = kGrey});
  }
  sheet.write_centred(texts.heading, kMiddle, 452, {.font = Font::serif_bold, .size = 46, .ink = kNavy, .spacing = 7});
  sheet.write_centred(texts.of_what, kMiddle, 424, {.size = 14, .ink = kGold, .spacing = 5});
  draw_divider(sheet, 402);
  sheet.write_centred(texts.before_name, kMiddle, 368, {.size = 14, .ink = kGrey});
  write_around(sheet, student, 326, {.width = kTextWidth, .lines = 2, .largest = 36, .smallest = 14}, {.ink = kNavy});
  sheet.write_centred(texts.before_course, kMiddle, 272, {.size = 14, .ink = kGrey});
  write_around(sheet, course, 228, {.width = kTextWidth, .lines = 3, .largest = 24, .smallest = 12},
               {.font = Font::serif_bold, .ink = kNavy});
  write_on_rule(sheet, date, texts.date, kMiddle - 225);
  write_on_rule(sheet, shown(certificate.number), texts.number, kMiddle + 225);
  draw_seal(sheet, {kMiddle, 122});
  return std::move(sheet).finish();
}

}  // namespace bot
