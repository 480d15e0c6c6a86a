#include "escape.hpp"

namespace metrics {

void append_escaped_help(std::string& out, std::string_view help) {
  for (const char character : help) {
    switch (character) {
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      default:
        out += character;
    }
  }
}

void append_escaped_label_value(std::string& out, std::string_view value) {
  for (const char character : value) {
    switch (character) {
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '"':
        out += "\\\"";
        break;
      default:
        out += character;
    }
  }
}

}  // namespace metrics
