// Whatever a lesson's file holds, reading it ends in parts that Telegram takes, which are written as they are read, or
// in a line of text that begins with the file's name and a line's number.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "../tests/lesson_invariants.hpp"
#include "shop/lesson.hpp"
#include "values/utf8.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check_error(const std::string& message) {
  require(message.starts_with("f:") && message.find(": ", 2) != std::string::npos);
  require(message.find('\n') == std::string::npos && values::is_valid_utf8(message));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string body(bytes, bytes + size);
  const auto title = shop::parse_lesson_title("f", body);
  const auto as_it_is = shop::parse_lesson("f", body);
  require(title || !as_it_is);
  if (!title) check_error(title.error().message);

  const auto lesson = shop::parse_lesson("f", "# Title\n\n" + body);
  if (!lesson) {
    check_error(lesson.error().message);
    return 0;
  }
  require(shop::broken_rule(*lesson).empty());
  const std::string written = shop::write_lesson(*lesson);
  // What is escaped takes more room.
  if (written.size() > shop::kMaxLessonBytes) return 0;
  const auto again = shop::parse_lesson("f", written);
  require(again && *again == *lesson);
  return 0;
}
