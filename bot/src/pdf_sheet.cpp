#include "pdf_sheet.hpp"

#include <array>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <hpdf.h>

#include "letter.hpp"

namespace bot {
namespace {

constexpr char32_t kMissing = U'□';
constexpr std::string_view kMissingShown = "□";
/// libharu's tables hold no letter beyond Unicode's first plane.
constexpr char32_t kLastKnownLetter = 0xFFFF;
constexpr double kThousandths = 1000;  ///< The unit of a font's widths, of the size of its letters.

std::runtime_error failure(HPDF_Doc document, const std::string& what) {
  const HPDF_STATUS code = document == nullptr ? HPDF_FAILD_TO_ALLOC_MEM : HPDF_GetError(document);
  return std::runtime_error("PDF: " + what + " (libharu's error " + std::to_string(code) + ")");
}

HPDF_REAL real(double number) {
  return static_cast<HPDF_REAL>(number);
}

std::string in_first_plane(std::string_view text) {
  std::string known;
  while (!text.empty()) {
    const Letter letter = take_letter(text);
    known += letter.code <= kLastKnownLetter ? letter.bytes : kMissingShown;
  }
  return known;
}

std::uint32_t number_at(std::span<const unsigned char> bytes, std::size_t offset) {
  std::uint32_t number = 0;
  for (const unsigned char byte : bytes.subspan(offset, 4)) number = number << 8U | byte;
  return number;
}

void put_number(std::span<unsigned char> bytes, std::size_t offset, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i) bytes[offset + i] = static_cast<unsigned char>(number >> (24 - 8 * i));
}

/// A TrueType file whose table "post" is of the version without names (OpenType, "post"): a PDF refers to glyphs by
/// their numbers, and libharu would copy the names of all into each file, half of its size.
std::vector<unsigned char> without_glyph_names(std::span<const unsigned char> file) {
  constexpr std::size_t kDirectory = 12;
  constexpr std::size_t kEntry = 16;  // Name, checksum, offset, length.
  constexpr std::uint32_t kPost = 0x706F7374;
  constexpr std::uint32_t kVersionWithoutNames = 0x00030000;
  constexpr std::uint32_t kLengthWithoutNames = 32;
  std::vector<unsigned char> copy(file.begin(), file.end());
  const std::size_t tables = number_at(file, 4) >> 16U;
  for (std::size_t i = 0; i < tables; ++i) {
    const std::size_t entry = kDirectory + i * kEntry;
    if (number_at(file, entry) != kPost) continue;
    put_number(copy, number_at(file, entry + 8), kVersionWithoutNames);
    put_number(copy, entry + 12, kLengthWithoutNames);
  }
  return copy;
}

void trace(HPDF_Page page, std::span<const Point> corners) {
  HPDF_Page_MoveTo(page, real(corners.front().x), real(corners.front().y));
  for (const Point& corner : corners.subspan(1)) HPDF_Page_LineTo(page, real(corner.x), real(corner.y));
}

void set_stroke(HPDF_Page page, double width, const Ink& ink) {
  HPDF_Page_SetLineWidth(page, real(width));
  HPDF_Page_SetRGBStroke(page, real(ink.red), real(ink.green), real(ink.blue));
}

void set_fill(HPDF_Page page, const Ink& ink) {
  HPDF_Page_SetRGBFill(page, real(ink.red), real(ink.green), real(ink.blue));
}

}  // namespace

class PdfSheet::Document {
 public:
  explicit Document(Size size) : document_(HPDF_New(nullptr, nullptr)) {
    if (document_ == nullptr) throw failure(nullptr, "it can't be begun");
    HPDF_SetCompressionMode(document_, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(document_);
    HPDF_SetCurrentEncoder(document_, "UTF-8");
    page_ = HPDF_AddPage(document_);
    HPDF_Page_SetWidth(page_, real(size.width));
    HPDF_Page_SetHeight(page_, real(size.height));
  }
  ~Document() { HPDF_Free(document_); }
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  HPDF_Doc document() const { return document_; }
  HPDF_Page page() const { return page_; }

  /// A part of a text in one font.
  struct Run {
    Font font;
    std::string text;
    std::size_t letters = 0;
    double width = 0;  ///< In letters of size 1.
  };

  std::vector<Run> runs_of(std::string_view text, Font wanted) {
    std::vector<Run> runs;
    while (!text.empty()) {
      const Letter letter = take_letter(text);
      const Font font = font_for(letter.code, wanted);
      const bool shown = has(font, letter.code);
      if (runs.empty() || runs.back().font != font) runs.push_back({.font = font, .text = {}});
      Run& run = runs.back();
      run.text += shown ? letter.bytes : kMissingShown;
      run.width += width_of(font, shown ? letter.code : kMissing);
      ++run.letters;
    }
    return runs;
  }

  HPDF_Font font(Font which) { return loaded(which).font; }

 private:
  struct Loaded {
    HPDF_FontDef definition = nullptr;
    HPDF_Font font = nullptr;
  };

  Loaded& loaded(Font which) {
    Loaded& slot = fonts_.at(static_cast<std::size_t>(which));
    if (slot.font == nullptr) slot = load(which);
    return slot;
  }

  /// As HPDF_LoadTTFontFromFile does it, but from memory.
  Loaded load(Font which) {
    const std::vector<unsigned char> file = without_glyph_names(font_file(which));
    const auto size = static_cast<HPDF_UINT>(file.size());
    HPDF_Stream stream = HPDF_MemStream_New(document_->mmgr, size);
    if (stream == nullptr || HPDF_Stream_Write(stream, file.data(), size) != HPDF_OK) {
      if (stream != nullptr) HPDF_Stream_Free(stream);
      throw failure(document_, "a font can't be read");
    }
    // From here on libharu frees what it was given, also if it fails.
    HPDF_FontDef definition = HPDF_TTFontDef_Load(document_->mmgr, stream, HPDF_TRUE);
    if (definition == nullptr || HPDF_Doc_RegisterFontDef(document_, definition) != HPDF_OK) {
      throw failure(document_, "a font can't be used");
    }
    // Six letters that tell the subsets of a file apart (ISO 32000-1, section 9.6.4).
    std::array<char, HPDF_TTF_FONT_TAG_LEN + 1> tag{"BOTAAA"};
    tag[HPDF_TTF_FONT_TAG_LEN - 1] = static_cast<char>('A' + static_cast<int>(which));
    HPDF_TTFontDef_SetTagName(definition, tag.data());
    HPDF_Font font = HPDF_GetFont(document_, definition->base_font, "UTF-8");
    if (font == nullptr) throw failure(document_, "a font can't be used");
    return {.definition = definition, .font = font};
  }

  bool has(Font which, char32_t letter) {
    if (letter > kLastKnownLetter) return false;
    return HPDF_TTFontDef_GetGlyphid(loaded(which).definition, static_cast<HPDF_UINT16>(letter)) != 0;
  }

  /// The fonts with few letters are asked first; only what they lack makes the one with many be loaded.
  Font font_for(char32_t letter, Font wanted) {
    if (wanted == Font::sans || letter > kLastKnownLetter || has(wanted, letter)) return wanted;
    return has(Font::sans, letter) ? Font::sans : wanted;
  }

  double width_of(Font which, char32_t letter) {
    return HPDF_Font_GetUnicodeWidth(font(which), static_cast<HPDF_UNICODE>(letter)) / kThousandths;
  }

  HPDF_Doc document_;
  HPDF_Page page_ = nullptr;
  std::array<Loaded, 3> fonts_{};
};

PdfSheet::PdfSheet(Size size) : document_(std::make_unique<Document>(size)) {}

PdfSheet::~PdfSheet() = default;

void PdfSheet::describe(std::string_view title, std::string_view author) {
  HPDF_SetInfoAttr(document_->document(), HPDF_INFO_TITLE, in_first_plane(title).c_str());
  if (!author.empty()) HPDF_SetInfoAttr(document_->document(), HPDF_INFO_AUTHOR, in_first_plane(author).c_str());
}

double PdfSheet::width_of(std::string_view text, const Lettering& lettering) {
  double width = 0;
  std::size_t letters = 0;
  for (const Document::Run& run : document_->runs_of(text, lettering.font)) {
    width += run.width * lettering.size;
    letters += run.letters;
  }
  // After the last letter there is nothing to be kept apart from.
  return letters == 0 ? 0 : width + lettering.spacing * static_cast<double>(letters - 1);
}

void PdfSheet::write_centred(std::string_view text, double x, double y, const Lettering& lettering) {
  const HPDF_Page page = document_->page();
  double at = x - width_of(text, lettering) / 2;
  set_fill(page, lettering.ink);
  HPDF_Page_BeginText(page);
  HPDF_Page_SetCharSpace(page, real(lettering.spacing));
  for (const Document::Run& run : document_->runs_of(text, lettering.font)) {
    HPDF_Page_SetFontAndSize(page, document_->font(run.font), real(lettering.size));
    HPDF_Page_TextOut(page, real(at), real(y), run.text.c_str());
    at += run.width * lettering.size + lettering.spacing * static_cast<double>(run.letters);
  }
  HPDF_Page_EndText(page);
}

void PdfSheet::draw_line(Point from, Point to, double width, const Ink& ink) {
  const std::array corners{from, to};
  draw_outline(corners, width, ink);
}

void PdfSheet::draw_outline(std::span<const Point> corners, double width, const Ink& ink) {
  set_stroke(document_->page(), width, ink);
  trace(document_->page(), corners);
  HPDF_Page_ClosePathStroke(document_->page());
}

void PdfSheet::fill(std::span<const Point> corners, const Ink& ink) {
  set_fill(document_->page(), ink);
  trace(document_->page(), corners);
  HPDF_Page_Fill(document_->page());
}

void PdfSheet::draw_circle(Point centre, double radius, double width, const Ink& ink) {
  set_stroke(document_->page(), width, ink);
  HPDF_Page_Circle(document_->page(), real(centre.x), real(centre.y), real(radius));
  HPDF_Page_Stroke(document_->page());
}

void PdfSheet::fill_circle(Point centre, double radius, const Ink& ink) {
  set_fill(document_->page(), ink);
  HPDF_Page_Circle(document_->page(), real(centre.x), real(centre.y), real(radius));
  HPDF_Page_Fill(document_->page());
}

std::string PdfSheet::finish() && {
  const HPDF_Doc document = document_->document();
  // libharu goes on after an error, and keeps it.
  if (HPDF_GetError(document) != HPDF_OK) throw failure(document, "the sheet can't be drawn");
  if (HPDF_SaveToStream(document) != HPDF_OK) throw failure(document, "the sheet can't be saved");
  std::string file(HPDF_GetStreamSize(document), '\0');
  auto size = static_cast<HPDF_UINT32>(file.size());
  HPDF_ResetStream(document);
  const HPDF_STATUS read = HPDF_ReadFromStream(document, reinterpret_cast<HPDF_BYTE*>(file.data()), &size);
  if (read != HPDF_OK && read != HPDF_STREAM_EOF) throw failure(document, "the sheet can't be saved");
  file.resize(size);
  return file;
}

}  // namespace bot
