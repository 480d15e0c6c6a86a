#include "escape.hpp"

#include <algorithm>
#include <cstddef>

namespace metrics {

namespace {

void append_escaped(std::string& out, std::string_view text, std::string_view special) {
  while (true) {
    const std::size_t plain = std::min(text.find_first_of(special), text.size());
    out.append(text, 0, plain);
    if (plain == text.size()) return;
    out += '\\';
    out += text[plain] == '\n' ? 'n' : text[plain];
    text.remove_prefix(plain + 1);
  }
}

}  // namespace

void append_escaped_help(std::string& out, std::string_view help) {
  append_escaped(out, help, "\\\n");
}

void append_escaped_label_value(std::string& out, std::string_view value) {
  append_escaped(out, value, "\\\n\"");
}

}  // namespace metrics
