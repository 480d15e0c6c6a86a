#pragma once
// Markdown, below a lesson's title, into what Telegram can show.

#include <string_view>
#include <vector>

#include "shop/lesson.hpp"
#include "values/result.hpp"

namespace shop {

/// `markdown` is the whole file, well-formed UTF-8 without control characters; what is read begins at `body`. An error
/// begins with `file` and the line.
values::Result<std::vector<LessonPart>> read_markdown(std::string_view file, std::string_view markdown,
                                                      std::size_t body);

/// At most 32 letters, digits and `_+#.-`: what may name the language of a code block.
bool is_language(std::string_view name);

/// "file:3: ", the line of that byte.
std::string place_of(std::string_view file, std::string_view markdown, std::size_t byte);

}  // namespace shop
