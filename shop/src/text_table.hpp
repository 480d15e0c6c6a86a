#pragma once
// A table as Telegram can show it: code, its columns aligned by spaces.
//
//   name  | price
//   ------+------
//   apple |    10

#include <cstddef>
#include <string>
#include <vector>

namespace shop {

class TextTable {
 public:
  enum class Align { left, centre, right };

  void begin_row() { rows_.emplace_back(); }
  /// The column's alignment is that of its first cell.
  void begin_cell(Align align);
  std::string& cell() { return rows_.back().back(); }

  /// The first row is the head. Without an end of line behind the last row.
  std::string text() const;

 private:
  std::string row_text(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) const;

  std::vector<std::vector<std::string>> rows_;
  std::vector<Align> columns_;
};

}  // namespace shop
