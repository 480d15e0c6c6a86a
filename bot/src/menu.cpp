#include "answer.hpp"

namespace bot {
namespace {

telegram::Call menu(std::span<const CommandId> commands, shop::Language language, std::optional<values::ChatId> chat) {
  telegram::SetMyCommands request{.commands = {}, .language_code = std::nullopt, .chat = chat};
  // English is for every language that has no menu of its own.
  if (language != shop::Language::english) request.language_code = shop::to_string(language);
  for (const CommandId command : commands) {
    request.commands.push_back(
        {.command = std::string(to_string(command)), .description = texts_in(language).describe(command)});
  }
  return telegram::to_call(request);
}

}  // namespace

std::vector<telegram::Call> menu_of(std::span<const values::UserId> owners) {
  std::vector<telegram::Call> calls;
  for (const shop::Language language : {shop::Language::english, shop::Language::russian}) {
    calls.push_back(menu(kCustomerCommands, language, std::nullopt));
    for (const values::UserId owner : owners) {
      calls.push_back(menu(kOwnerCommands, language, values::private_chat_of(owner)));
    }
  }
  return calls;
}

}  // namespace bot
