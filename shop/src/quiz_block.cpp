#include "quiz_block.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <vector>

#include "values/utf8.hpp"
#include "white_space.hpp"

namespace shop {
namespace {

constexpr std::size_t kMinOptions = 2;
constexpr std::size_t kMaxOptions = 10;
constexpr std::string_view kWrong = "- [ ]";
constexpr std::string_view kRight = "- [x]";

bool is_option(std::string_view line) {
  return line.starts_with(kWrong) || line.starts_with(kRight) || line.starts_with("- [X]");
}

/// Those that mean something else without a `\` before them.
bool needs_escape(std::string_view line) {
  return line.starts_with('-') || line.starts_with('>') || line.starts_with('\\');
}

void append_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

class QuizReader {
 public:
  boost::system::result<Quiz, QuizProblem> read(std::string_view block) {
    for (std::size_t number = 0; !block.empty() && !problem_; ++number) {
      const std::size_t end = std::min(block.find('\n'), block.size());
      line_ = number;
      take(trimmed(block.substr(0, end)));
      block.remove_prefix(std::min(end + 1, block.size()));
    }
    if (!problem_) check();
    if (problem_) return *std::move(problem_);
    quiz_.question = trimmed(quiz_.question);
    quiz_.explanation = trimmed(quiz_.explanation);
    return std::move(quiz_);
  }

 private:
  void refuse(std::string what) {
    if (!problem_) problem_ = QuizProblem{.line = line_, .what = "quiz: " + std::move(what)};
  }

  void take(std::string_view line) {
    if (is_option(line)) {
      take_option(line[3] != ' ', trimmed(line.substr(kRight.size())));
    } else if (line.starts_with('>')) {
      if (quiz_.options.empty()) return refuse("the explanation stands behind the options");
      append_line(quiz_.explanation, trimmed(line.substr(1)));
    } else if (quiz_.options.empty()) {
      if (line.starts_with('-')) return refuse("an option begins with '- [ ]', the right one with '- [x]'");
      if (line.starts_with('\\')) line.remove_prefix(1);
      if (!line.empty() || !quiz_.question.empty()) append_line(quiz_.question, line);
    } else if (!line.empty()) {
      refuse("an option begins with '- [ ]', the right one with '- [x]', the explanation with '>'");
    }
  }

  void take_option(bool right, std::string_view option) {
    if (!quiz_.explanation.empty()) return refuse("the explanation stands behind the options");
    if (!is_visible(option)) return refuse("an option is empty");
    if (values::count_code_points(option) > kMaxQuizOption) return refuse("an option is longer than 100 characters");
    if (std::find(quiz_.options.begin(), quiz_.options.end(), option) != quiz_.options.end()) {
      return refuse("two options are the same");
    }
    if (right && has_right_one_) return refuse("two options are marked as right; mark one");
    if (right) quiz_.correct = quiz_.options.size();
    has_right_one_ = has_right_one_ || right;
    quiz_.options.emplace_back(option);
    if (quiz_.options.size() > kMaxOptions) refuse("more than 10 options");
  }

  void check() {
    line_ = 0;
    if (!is_visible(quiz_.question)) return refuse("there is no question");
    if (values::count_code_points(quiz_.question) > kMaxQuizQuestion)
      return refuse("the question is longer than 300 characters");
    if (quiz_.options.size() < kMinOptions) return refuse("write two options at least, each after '- [ ]' or '- [x]'");
    if (!has_right_one_) return refuse("no option is marked as right: write '- [x]' before it");
    if (values::count_code_points(quiz_.explanation) > kMaxQuizExplanation) {
      return refuse("the explanation is longer than 200 characters");
    }
  }

  Quiz quiz_;
  std::size_t line_ = 0;
  bool has_right_one_ = false;
  std::optional<QuizProblem> problem_;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  text = trimmed(text);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

boost::system::result<Quiz, QuizProblem> parse_quiz(std::string_view block) {
  return QuizReader().read(block);
}

std::string write_quiz(const Quiz& quiz) {
  std::string block;
  for (const std::string_view line : lines_of(quiz.question)) {
    block += needs_escape(line) ? "\\" : "";
    (block += line) += '\n';
  }
  for (std::size_t i = 0; i < quiz.options.size(); ++i) {
    std::string option(trimmed(quiz.options[i]));
    std::replace(option.begin(), option.end(), '\n', ' ');
    ((block += i == quiz.correct ? kRight : kWrong) += " ") += option + "\n";
  }
  for (const std::string_view line : lines_of(quiz.explanation)) ((block += line.empty() ? ">" : "> ") += line) += '\n';
  return block;
}

void throw_exception_from_error(const QuizProblem& problem, const boost::source_location&) {
  throw std::runtime_error(problem.what);
}

}  // namespace shop
