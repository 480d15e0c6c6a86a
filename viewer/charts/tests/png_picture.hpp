#pragma once
// Pictures of tests: read from PNG files, and compared with those that a person has approved.
//
//   expect_approved("users_online_dark", chart_png(…));
//
// APPROVE_PICTURES=1 in the environment writes the pictures into viewer/charts/tests/pictures instead; look at them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace charts {

struct PngPicture {
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> pixels;  ///< 0x00RRGGBB, row by row.
};

/// Width and height 0 if `file` is no PNG.
PngPicture read_png(std::string_view file);

/// The share of pixels that differ by more than a shade: from 0 to 1.
double difference(const PngPicture& one, const PngPicture& other);

/// Leaves the picture that was drawn instead in the current folder, as NAME.drawn.png.
void expect_approved(const std::string& name, const std::string& png);

}  // namespace charts
