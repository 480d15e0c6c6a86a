#include "embedded_fonts.hpp"

#include <stdexcept>

namespace bot {
namespace embedded {

// cmake/Embed.cmake defines them.
std::span<const unsigned char> serif();
std::span<const unsigned char> serif_bold();
std::span<const unsigned char> sans();

}  // namespace embedded

std::span<const unsigned char> font_file(Font font) {
  switch (font) {
    case Font::serif:
      return embedded::serif();
    case Font::serif_bold:
      return embedded::serif_bold();
    case Font::sans:
      return embedded::sans();
  }
  throw std::logic_error("no such font");
}

}  // namespace bot
