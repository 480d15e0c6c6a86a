#include "embedded_fonts.hpp"

#include <stdexcept>

// The assembler reads the files; CMake says where they are.
asm(R"(
  .section .rodata
  .balign 16
  .hidden coursebot_serif, coursebot_serif_end
coursebot_serif:
  .incbin ")" COURSEBOT_SERIF R"("
coursebot_serif_end:
  .hidden coursebot_serif_bold, coursebot_serif_bold_end
coursebot_serif_bold:
  .incbin ")" COURSEBOT_SERIF_BOLD R"("
coursebot_serif_bold_end:
  .hidden coursebot_sans, coursebot_sans_end
coursebot_sans:
  .incbin ")" COURSEBOT_SANS R"("
coursebot_sans_end:
  .globl coursebot_serif, coursebot_serif_end, coursebot_serif_bold, coursebot_serif_bold_end
  .globl coursebot_sans, coursebot_sans_end
  .previous
)");

extern "C" {
extern const unsigned char coursebot_serif[];
extern const unsigned char coursebot_serif_end[];
extern const unsigned char coursebot_serif_bold[];
extern const unsigned char coursebot_serif_bold_end[];
extern const unsigned char coursebot_sans[];
extern const unsigned char coursebot_sans_end[];
}

namespace bot {

std::span<const unsigned char> font_file(Font font) {
  switch (font) {
    case Font::serif:
      return {coursebot_serif, coursebot_serif_end};
    case Font::serif_bold:
      return {coursebot_serif_bold, coursebot_serif_bold_end};
    case Font::sans:
      return {coursebot_sans, coursebot_sans_end};
  }
  throw std::logic_error("no such font");
}

}  // namespace bot
