#include "text_table.hpp"

#include <algorithm>
#include <string_view>

#include "utf16_index.hpp"

namespace shop {
namespace {

/// Of the places that a character takes where all are as wide: ideographs and emoji take two, marks none.
std::size_t places_of(char32_t point) {
  if ((point >= 0x0300 && point <= 0x036F) || (point >= 0xFE00 && point <= 0xFE0F) || point == 0x200D) return 0;
  const bool wide = (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) ||
                    (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF) ||
                    (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60) ||
                    (point >= 0x1F300 && point <= 0x1FAFF) || (point >= 0x20000 && point <= 0x3FFFD);
  return wide ? 2 : 1;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (; !text.empty(); text.remove_prefix(sequence_length(text[0]))) width += places_of(first_code_point(text));
  return width;
}

}  // namespace

void TextTable::begin_cell(Align align) {
  rows_.back().emplace_back();
  if (rows_.back().size() > columns_.size()) columns_.push_back(align);
}

std::string TextTable::text() const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string text;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (i > 0) text += '\n';
    text += row_text(rows_[i], widths);
    if (i > 0) continue;
    text += '\n';
    for (std::size_t column = 0; column < widths.size(); ++column) {
      if (column > 0) text += "-+-";
      text.append(widths[column], '-');
    }
  }
  return text;
}

std::string TextTable::row_text(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) const {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line += " | ";
    const std::size_t room = widths[i] - width_of(row[i]);
    const std::size_t before = columns_[i] == Align::left ? 0 : columns_[i] == Align::right ? room : room / 2;
    line.append(before, ' ');
    line += row[i];
    line.append(room - before, ' ');
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace shop
