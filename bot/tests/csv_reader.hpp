#pragma once
// Reads CSV as RFC 4180 says, and nothing that it doesn't say: what a file of ours is read back with.

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

/// The records of `file`, the header first. Throws std::invalid_argument for what isn't UTF-8 with a byte order mark,
/// CRLF at the end of every record, and quotes where they have to be.
inline std::vector<std::vector<std::string>> read_csv(std::string_view file) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (!file.starts_with(kMark)) throw std::invalid_argument("no byte order mark");
  file.remove_prefix(kMark.size());
  std::vector<std::vector<std::string>> records;
  std::vector<std::string> record;
  while (!file.empty()) {
    std::string field;
    if (file.starts_with('"')) {
      std::size_t at = 1;
      while (true) {
        if (at >= file.size()) throw std::invalid_argument("a quote is never closed");
        if (file[at] != '"') {
          field += file[at++];
        } else if (file.substr(at).starts_with("\"\"")) {
          field += '"';
          at += 2;
        } else {
          break;
        }
      }
      file.remove_prefix(at + 1);
    } else {
      const std::size_t end = file.find_first_of(",\r\n\"");
      field = file.substr(0, end);
      file.remove_prefix(std::min(end, file.size()));
    }
    record.push_back(std::move(field));
    if (file.starts_with(',')) {
      file.remove_prefix(1);
      if (file.empty()) throw std::invalid_argument("the last record does not end");
    } else if (file.starts_with("\r\n")) {
      file.remove_prefix(2);
      records.push_back(std::move(record));
      record.clear();
    } else {
      throw std::invalid_argument("a field must end with a comma or CRLF");
    }
  }
  return records;
}

}  // namespace bot
