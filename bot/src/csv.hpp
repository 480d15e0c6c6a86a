#pragma once
// Tables as files that spreadsheets open (RFC 4180): UTF-8 with a byte order mark, which Excel needs, and CRLF. No
// field can become a formula: whatever one might begin with is preceded by an apostrophe (OWASP, "CSV Injection").
//
//   CsvTable table({"charge", "stars"}, telegram::kMaxUpload);
//   table.add({"stx-1", "100"});
//   std::string file = table.take();
//
// For one thread.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

class CsvTable {
 public:
  /// `most` bytes at most, of which the header has to be a part.
  CsvTable(std::span<const std::string_view> header, std::size_t most);

  /// False, and nothing is added, if the row would not fit. Fields that aren't UTF-8 are made so.
  bool add(const std::vector<std::string>& row);

  std::size_t rows() const { return rows_; }
  std::string take() { return std::move(text_); }

 private:
  std::size_t most_;
  std::size_t rows_ = 0;
  std::string text_;
};

}  // namespace bot
