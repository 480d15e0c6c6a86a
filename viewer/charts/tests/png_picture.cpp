#include "png_picture.hpp"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <cairo.h>
#include <gtest/gtest.h>

namespace charts {
namespace {

/// Rounding in another build of cairo or FreeType, but no other letter and no other line.
constexpr int kShade = 24;
constexpr double kTolerated = 0.001;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_file(const std::filesystem::path& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

cairo_status_t take(void* rest, unsigned char* bytes, unsigned size) {
  auto& file = *static_cast<std::string_view*>(rest);
  if (file.size() < size) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(bytes, file.data(), size);
  file.remove_prefix(size);
  return CAIRO_STATUS_SUCCESS;
}

bool differ(std::uint32_t one, std::uint32_t other) {
  for (unsigned shift = 0; shift < 24; shift += 8) {
    const int left = static_cast<int>((one >> shift) & 255U);
    const int right = static_cast<int>((other >> shift) & 255U);
    if (std::abs(left - right) > kShade) return true;
  }
  return false;
}

}  // namespace

PngPicture read_png(std::string_view file) {
  cairo_surface_t* surface = cairo_image_surface_create_from_png_stream(&take, &file);
  PngPicture picture;
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
    picture.width = cairo_image_surface_get_width(surface);
    picture.height = cairo_image_surface_get_height(surface);
    const unsigned char* row = cairo_image_surface_get_data(surface);
    for (int y = 0; y < picture.height; ++y, row += cairo_image_surface_get_stride(surface)) {
      for (int x = 0; x < picture.width; ++x) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, row + 4 * static_cast<std::ptrdiff_t>(x), sizeof pixel);
        picture.pixels.push_back(pixel & 0xFFFFFFU);
      }
    }
  }
  cairo_surface_destroy(surface);
  return picture;
}

double difference(const PngPicture& one, const PngPicture& other) {
  if (one.width != other.width || one.height != other.height || one.pixels.empty()) return 1;
  std::size_t different = 0;
  for (std::size_t i = 0; i < one.pixels.size(); ++i) different += differ(one.pixels[i], other.pixels[i]) ? 1 : 0;
  return static_cast<double>(different) / static_cast<double>(one.pixels.size());
}

void expect_approved(const std::string& name, const std::string& png) {
  const std::filesystem::path approved = std::filesystem::path(PICTURES_FOLDER) / (name + ".png");
  if (std::getenv("APPROVE_PICTURES") != nullptr) write_file(approved, png);
  const double share = difference(read_png(read_file(approved)), read_png(png));
  EXPECT_LE(share, kTolerated) << name << ": see " << name << ".drawn.png; APPROVE_PICTURES=1 approves it";
  if (share > kTolerated) write_file(name + ".drawn.png", png);
}

}  // namespace charts
