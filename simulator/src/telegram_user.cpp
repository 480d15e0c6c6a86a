#include "telegram_user.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace simulator {
namespace {

namespace json = boost::json;

struct Name {
  std::string_view first;
  std::string_view last;
  std::string_view handle;
};

constexpr std::array kRussianNames{
    Name{"Анна", "Смирнова", "anna"},     Name{"Иван", "Кузнецов", "ivan"},     Name{"Ольга", "", "olga"},
    Name{"Дмитрий", "Соколов", "dmitry"}, Name{"Мария", "Попова", "masha"},     Name{"Сергей", "", "sergey"},
    Name{"Елена 🌸", "", "elena"},        Name{"Алексей", "Лебедев", "alexey"},
};
constexpr std::array kOtherNames{
    Name{"Emma", "Brown", "emma"},  Name{"Liam", "", "liam"},      Name{"Noah", "O'Neil", "noah"},
    Name{"Zoë", "Müller", "zoe"},   Name{"<b>Max</b>", "", "max"}, Name{"Aylin", "Yılmaz", "aylin"},
    Name{"José", "García", "jose"}, Name{"محمد", "", "mohammed"},
};

}  // namespace

json::object TelegramUser::user_json() const {
  json::object user{{"id", id.value()}, {"is_bot", false}, {"first_name", first_name}};
  if (!last_name.empty()) user["last_name"] = last_name;
  if (!username.empty()) user["username"] = username;
  if (!language_code.empty()) user["language_code"] = language_code;
  return user;
}

json::object TelegramUser::chat_json() const {
  json::object chat{{"id", values::private_chat_of(id).value()}, {"first_name", first_name}};
  if (!last_name.empty()) chat["last_name"] = last_name;
  if (!username.empty()) chat["username"] = username;
  chat["type"] = "private";
  return chat;
}

TelegramUser invent_user(values::UserId id, std::string_view language_code) {
  const auto number = static_cast<std::uint64_t>(id.value());
  const Name& name =
      language_code == "ru" ? kRussianNames[number % kRussianNames.size()] : kOtherNames[number % kOtherNames.size()];
  constexpr std::uint64_t kEveryThirdHasNoUsername = 3;
  TelegramUser user{.id = id,
                    .first_name = std::string(name.first),
                    .last_name = std::string(name.last),
                    .username = {},
                    .language_code = std::string(language_code)};
  if (number % kEveryThirdHasNoUsername != 0) user.username = std::string(name.handle) + "_" + std::to_string(number);
  return user;
}

}  // namespace simulator
