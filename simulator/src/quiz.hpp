#pragma once
// A poll that a person sends ("Poll" in core.telegram.org/bots/api), with correct answers where it is a quiz. A value
// and pure functions.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

namespace simulator {

struct Quiz {
  std::string question;
  std::vector<std::string> options;
  std::vector<std::size_t> correct;  ///< Which of them, from 0. Empty: no quiz, but a question of opinion.
  std::string explanation;           ///< Empty: none.

  bool has_answers() const { return !correct.empty(); }
};

/// What is wrong with it, for a person; nothing where Telegram would take it.
std::optional<std::string> fault_of(const Quiz& quiz);

/// `{"poll":{…}}`, as a bot is shown it: of a forwarded one it does not learn the answers.
boost::json::object poll_content(const Quiz& quiz, const std::string& id, bool is_forwarded);

}  // namespace simulator
