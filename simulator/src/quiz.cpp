#include "quiz.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

// "sendPoll" in core.telegram.org/bots/api.
constexpr std::size_t kMaxQuestion = 300;
constexpr std::size_t kMaxOptions = 12;
constexpr std::size_t kMaxOption = 100;
constexpr std::size_t kMaxExplanation = 200;

bool has_length(const std::string& text, std::size_t limit) {
  return !text.empty() && values::count_code_points(text) <= limit;
}

json::array options_of(const Quiz& quiz, const std::string& id) {
  json::array options;
  for (const std::string& text : quiz.options) {
    options.push_back(
        json::object{{"persistent_id", id + "_" + std::to_string(options.size())}, {"text", text}, {"voter_count", 0}});
  }
  return options;
}

}  // namespace

std::optional<std::string> fault_of(const Quiz& quiz) {
  if (!has_length(quiz.question, kMaxQuestion)) return "question must be a text of 1 to 300 characters";
  const bool options_fit =
      std::ranges::all_of(quiz.options, [](const auto& text) { return has_length(text, kMaxOption); });
  if (quiz.options.empty() || quiz.options.size() > kMaxOptions || !options_fit) {
    return "options must be 1 to 12 texts of 1 to 100 characters";
  }
  const bool answers_fit =
      std::ranges::all_of(quiz.correct, [&](std::size_t each) { return each < quiz.options.size(); });
  if (!answers_fit) return "correct must be the number of an option, from 0, or several in an array";
  if (values::count_code_points(quiz.explanation) > kMaxExplanation)
    return "explanation must have up to 200 characters";
  if (!quiz.explanation.empty() && !quiz.has_answers()) return "explanation is of a quiz only: give correct";
  return std::nullopt;
}

json::object poll_content(const Quiz& quiz, const std::string& id, bool is_forwarded) {
  json::object poll{{"id", id},
                    {"question", quiz.question},
                    {"options", options_of(quiz, id)},
                    {"total_voter_count", 0},
                    {"is_closed", false},
                    {"is_anonymous", true},
                    {"type", quiz.has_answers() ? "quiz" : "regular"},
                    {"allows_multiple_answers", quiz.correct.size() > 1},
                    {"allows_revoting", !quiz.has_answers()},
                    {"members_only", false}};
  if (quiz.has_answers() && !is_forwarded) {
    poll["correct_option_ids"] = json::array(quiz.correct.begin(), quiz.correct.end());
    if (!quiz.explanation.empty()) poll["explanation"] = quiz.explanation;
  }
  return {{"poll", std::move(poll)}};
}

}  // namespace simulator
