#include "csv.hpp"

#include <stdexcept>
#include <utility>

#include "values/utf8.hpp"

namespace bot {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Readers of CSV end a file at a NUL, or refuse it.
std::string without_nul(std::string text) {
  for (std::size_t at = text.find('\0'); at != std::string::npos; at = text.find('\0', at)) {
    text.replace(at, 1, "\xEF\xBF\xBD");
  }
  return text;
}

bool may_become_a_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
}

std::string field(const std::string& foreign) {
  std::string text = without_nul(values::to_valid_utf8(foreign));
  if (may_become_a_formula(text)) text.insert(0, 1, '\'');
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

template <class Fields>
std::string line(const Fields& fields) {
  std::string text;
  bool first = true;
  for (const auto& each : fields) {
    if (!std::exchange(first, false)) text += ',';
    text += field(std::string(each));
  }
  return text + "\r\n";
}

}  // namespace

CsvTable::CsvTable(std::span<const std::string_view> header, std::size_t most)
    : most_(most), text_(std::string(kByteOrderMark) + line(header)) {
  if (text_.size() > most_) throw std::logic_error("the header of a CSV file is larger than the file may be");
}

bool CsvTable::add(const std::vector<std::string>& row) {
  const std::string text = line(row);
  if (text.size() > most_ - text_.size()) return false;
  text_ += text;
  ++rows_;
  return true;
}

}  // namespace bot
