#include "course_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "code_points.hpp"

namespace shop {
namespace {

constexpr std::string_view kInText = "    ";  // before a line of a text

/// The lines at the top of `text` that are comments or empty.
std::string_view opening_comments(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t line_end = std::min(text.find('\n', end), text.size() - 1) + 1;
    const std::string_view line = text.substr(end, line_end - end);
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && line[first] != '#') break;
    end = line_end;
  }
  return text.substr(0, end);
}

constexpr bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'А' && c <= U'я') || c == U'ё' || c == U'Ё';
}

/// What YAML reads as it stands, whatever is beside it.
constexpr bool is_plain(char32_t c) {
  return is_letter(c) || (c >= U'0' && c <= U'9') || c == U' ' || c == U'.' || c == U',' || c == U'!' || c == U'?' ||
         c == U'(' || c == U')' || c == U'-' || c == U'–' || c == U'—' || c == U'«' || c == U'»' || c == U'+';
}

/// What may stand in a file as it is: no control character, no line break that only some programs know, no mark that is
/// invisible at the beginning of a file.
constexpr bool is_visible(char32_t c) {
  return c >= U' ' && !(c >= 0x7F && c < 0xA0) && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE &&
         c != 0xFFFF;
}

template <class Predicate>
bool all_code_points(std::string_view text, Predicate predicate) {
  while (!text.empty()) {
    if (!predicate(next_code_point(text))) return false;
  }
  return true;
}

/// Words that mean something else to YAML; any other word of letters is a text.
bool is_reserved(std::string_view text) {
  constexpr std::array kReserved{"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::find(kReserved, lower) != kReserved.end();
}

bool can_stand_plainly(std::string_view text) {
  std::string_view rest = text;
  return !text.empty() && is_letter(next_code_point(rest)) && !text.ends_with(' ') && !is_reserved(text) &&
         all_code_points(text, is_plain);
}

/// A block of lines: none begins with white space (it would change the indentation), and the text doesn't end with an
/// empty one (it would be lost).
bool can_stand_in_a_block(std::string_view text) {
  const auto fits = [](char32_t c) { return c == U'\n' || is_visible(c); };
  return text.find('\n') != std::string_view::npos && !text.starts_with(' ') && !text.starts_with('\n') &&
         !text.ends_with('\n') && all_code_points(text, fits);
}

std::string escaped(char32_t c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string code = "\\U";
  for (int shift = 28; shift >= 0; shift -= 4) code.push_back(kDigits[(static_cast<std::uint32_t>(c) >> shift) & 0xFU]);
  return code;
}

std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  while (!text.empty()) {
    const char32_t c = next_code_point(text);
    if (c == U'"' || c == U'\\') {
      quoted.append("\\").push_back(static_cast<char>(c));
    } else if (c == U'\n') {
      quoted.append("\\n");
    } else if (is_visible(c)) {
      append_code_point(quoted, c);
    } else {
      quoted.append(escaped(c));
    }
  }
  return quoted + "\"";
}

std::string as_block(std::string_view text) {
  std::string block = "|";
  while (true) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    block.append("\n");
    if (!line.empty()) block.append(kInText).append(line);
    if (end == std::string_view::npos) return block;
    text.remove_prefix(end + 1);
  }
}

std::string written(std::string_view text) {
  if (can_stand_plainly(text)) return std::string(text);
  return can_stand_in_a_block(text) ? as_block(text) : in_quotes(text);
}

std::string_view yes_or_no(bool value) {
  return value ? "yes" : "no";
}

class Writer {
 public:
  explicit Writer(std::string_view opening) : text_(opening) {
    if (!text_.empty() && !text_.ends_with('\n')) text_.push_back('\n');
  }

  void line(std::string_view key, std::string_view value) { text_.append(key).append(": ").append(value).append("\n"); }

  void texts(std::string_view key, const CourseText& text) {
    if (text.empty()) return;
    text_.append(key).append(":\n");
    for (const auto language : {Language::english, Language::russian}) {
      if (text.has(language)) line("  " + std::string(to_string(language)), written(text.in(language)));
    }
  }

  void plans(const std::vector<PlanId>& plans) {
    if (plans.empty()) return;
    std::string names;
    for (const PlanId plan : plans) names.append(names.empty() ? "" : ", ").append(to_string(plan));
    line("plans", "[" + names + "]");
  }

  void channel(const CourseChannel& channel) {
    text_.append("channel:\n");
    line("  chat", std::to_string(channel.chat.value()));
    line("  entry", to_string(channel.entry));
  }

  void lessons(const std::vector<Lesson>& lessons) {
    if (lessons.empty()) return;
    text_.append("lessons:\n");
    for (const Lesson& lesson : lessons) {
      line("  - id", is_reserved(lesson.id.value()) ? in_quotes(lesson.id.value()) : lesson.id.value());
      if (lesson.preview) line("    preview", "yes");
      if (lesson.after.count() > 0) line("    after_days", std::to_string(lesson.after.count()));
    }
  }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string write_course_file(const Course& course, std::string_view before) {
  Writer writer(opening_comments(before));
  writer.texts("title", course.title);
  writer.texts("description", course.description);
  if (course.position) writer.line("position", std::to_string(*course.position));
  if (course.price) writer.line("price", std::to_string(course.price->amount()));
  writer.plans(course.plans);
  writer.line("published", yes_or_no(course.published));
  writer.line("protect_content", yes_or_no(course.protect_content));
  writer.line("certificate", yes_or_no(course.certificate));
  if (course.channel) writer.channel(*course.channel);
  writer.lessons(course.lessons);
  return writer.take();
}

}  // namespace shop
