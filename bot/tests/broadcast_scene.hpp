#pragma once
// A scene with many people and an owner who writes to them.
//
//   BroadcastScene scene(100);
//   const Answers sent = scene.sends("/broadcast all\nHello");
//   scene.is_sent(messages_in(sent).at(0), 501);

#include <algorithm>
#include <iterator>

#include "scene.hpp"

namespace bot {

/// The messages of a broadcast to its recipients.
inline std::vector<Answer> messages_in(const Answers& answers) {
  std::vector<Answer> messages;
  std::ranges::copy_if(answers.all, std::back_inserter(messages),
                       [](const Answer& answer) { return answer.lane == store::Lane::broadcast; });
  return messages;
}

class BroadcastScene : public Scene {
 public:
  /// Users 1001, 1002, … of both languages; owners don't use the bot but for this.
  explicit BroadcastScene(std::int64_t people) {
    for (std::int64_t i = 1; i <= people; ++i) {
      store.apply(
          shop::Effects{shop::UserSeen{.bot = kBot,
                                       .user = values::UserId{1'000 + i},
                                       .language = i % 2 == 0 ? shop::Language::russian : shop::Language::english,
                                       .at = now}});
    }
  }

  /// The message below the preview.
  Answer drafts(const std::string& command, const Person& owner = kOwen) {
    const Answers preview = says(owner, command);
    return is_answered(preview.only().method, preview.only().subject, R"({"message_id":400})").only();
  }

  /// Drafts, and presses Send.
  Answers sends(const std::string& command) {
    const Answer draft = drafts(command);
    return presses(kOwen, draft.buttons().at(0).callback_data, kPanel);
  }

  Answers is_sent(const Answer& message, std::int64_t number) {
    return is_answered(message.method, message.subject, R"({"message_id":)" + std::to_string(number) + "}");
  }

  shop::Broadcast only_broadcast() const { return store.broadcasts.begin()->second; }

  static constexpr std::int64_t kPanel = 500;  ///< The number of the message with the buttons.
};

}  // namespace bot
