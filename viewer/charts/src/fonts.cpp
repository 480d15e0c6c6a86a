#include "fonts.hpp"

#include <array>
#include <span>
#include <stdexcept>

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include "values/utf8.hpp"

namespace charts {
namespace embedded {

// cmake/Embed.cmake defines them.
std::span<const unsigned char> sans();
std::span<const unsigned char> sans_bold();

}  // namespace embedded

namespace {

constexpr char32_t kStar = 0x2605;
constexpr char32_t kMissing = 0x25A1;

class Fonts {
 public:
  Fonts() {
    if (FT_Init_FreeType(&library_) != 0) throw std::runtime_error("FreeType can't be started");
    faces_ = {open(embedded::sans()), open(embedded::sans_bold())};
  }
  ~Fonts() {
    for (const Face& face : faces_) cairo_font_face_destroy(face.cairo);
    for (const Face& face : faces_) FT_Done_Face(face.freetype);
    FT_Done_FreeType(library_);
  }
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  cairo_font_face_t* face(bool is_bold) const { return faces_[is_bold ? 1 : 0].cairo; }
  bool has(char32_t letter) const { return FT_Get_Char_Index(faces_[0].freetype, letter) != 0; }

 private:
  struct Face {
    FT_Face freetype = nullptr;
    cairo_font_face_t* cairo = nullptr;
  };

  Face open(std::span<const unsigned char> file) {
    Face face;
    if (FT_New_Memory_Face(library_, file.data(), static_cast<FT_Long>(file.size()), 0, &face.freetype) != 0) {
      throw std::runtime_error("a font of the program can't be read");
    }
    face.cairo = cairo_ft_font_face_create_for_ft_face(face.freetype, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    return face;
  }

  FT_Library library_ = nullptr;
  std::array<Face, 2> faces_;
};

const Fonts& fonts() {
  static const Fonts loaded;
  return loaded;
}

void append_utf8(std::string& text, char32_t letter) {
  if (letter < 0x80) {
    text += static_cast<char>(letter);
  } else if (letter < 0x800) {
    text += static_cast<char>(0xC0 | (letter >> 6U));
    text += static_cast<char>(0x80 | (letter & 0x3FU));
  } else if (letter < 0x10000) {
    text += static_cast<char>(0xE0 | (letter >> 12U));
    text += static_cast<char>(0x80 | ((letter >> 6U) & 0x3FU));
    text += static_cast<char>(0x80 | (letter & 0x3FU));
  } else {
    text += static_cast<char>(0xF0 | (letter >> 18U));
    text += static_cast<char>(0x80 | ((letter >> 12U) & 0x3FU));
    text += static_cast<char>(0x80 | ((letter >> 6U) & 0x3FU));
    text += static_cast<char>(0x80 | (letter & 0x3FU));
  }
}

/// The first letter of well-formed UTF-8, which is taken off.
char32_t take_letter(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t letter = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) letter = (letter << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(length);
  return letter;
}

bool is_star(char32_t letter) {
  return letter == 0x2B50 || letter == 0x1F31F;
}

/// Pictographs, and marks that only say how the letter before them is shown.
bool is_left_out(char32_t letter) {
  return letter >= 0x1F000 || (letter >= 0xFE00 && letter <= 0xFE0F) || (letter >= 0x200B && letter <= 0x200F) ||
         (letter >= 0x202A && letter <= 0x202E);
}

}  // namespace

cairo_scaled_font_t* make_scaled_font(const Lettering& lettering) {
  cairo_matrix_t size;
  cairo_matrix_t identity;
  cairo_matrix_init_scale(&size, lettering.size, lettering.size);
  cairo_matrix_init_identity(&identity);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_scaled_font_t* font = cairo_scaled_font_create(fonts().face(lettering.is_bold), &size, &identity, options);
  cairo_font_options_destroy(options);
  return font;
}

std::string drawable(std::string_view text) {
  const std::string valid = values::to_valid_utf8(text);
  std::string_view rest = valid;
  std::string letters;
  while (!rest.empty()) {
    const char32_t letter = take_letter(rest);
    if (is_star(letter)) {
      append_utf8(letters, kStar);
    } else if (letter < 0x20 || letter == 0x7F) {
      letters += ' ';
    } else if (!is_left_out(letter)) {
      append_utf8(letters, fonts().has(letter) ? letter : kMissing);
    }
  }
  const std::size_t start = letters.find_first_not_of(' ');
  if (start == std::string::npos) return "";
  return letters.substr(start, letters.find_last_not_of(' ') - start + 1);
}

}  // namespace charts
