#include "customers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace simulator {
namespace {

using namespace std::string_view_literals;

constexpr double kTwoTo53 = 9007199254740992.0;  // a double holds 53 random bits

// How people behave, as probabilities. A shop of this kind sees more talk than money.
constexpr double kArrives = 0.2;  // while there are customers who have not come yet
constexpr double kPaysShownInvoice = 0.35;
constexpr double kLacksStars = 0.10;
constexpr double kPaysLate = 0.15;
constexpr double kPressesButton = 0.55;
constexpr double kPaysLink = 0.10;
constexpr double kJoinsChannel = 0.70;
constexpr double kReadsOn = 0.60;  // rather than to press any button
constexpr double kWantsRefund = 0.15;
constexpr double kCancelsSubscription = 0.03;
constexpr double kEnablesSubscription = 0.10;
constexpr double kBlocks = 0.02;
constexpr double kSendsSticker = 0.05;
constexpr double kTypesCommand = 0.65;
constexpr std::size_t kLongestDelayInSeconds = 180;

constexpr std::array kLanguages{"ru"sv, "ru"sv, "ru"sv, "ru"sv,    "en"sv, "en"sv,
                                "en"sv, "de"sv, "uk"sv, "pt-br"sv, ""sv};
constexpr std::array kCommands{"/start"sv, "/help"sv,    "/plans"sv,   "/plans"sv, "/plans"sv,
                               "/plans"sv, "/courses"sv, "/courses"sv, "/my"sv,    "/unknown"sv};
constexpr std::array kStickers{"👍"sv, "🎓"sv, "❤️"sv};
constexpr std::array kTexts{
    "Привет! Сколько стоит курс?"sv,
    "А скидка будет?"sv,
    "Спасибо большое 🙏"sv,
    "когда следующий урок"sv,
    "Hello, how do I get the lessons?"sv,
    "What is in the pro plan?"sv,
    "thanks!"sv,
    "🎉🎉🎉"sv,
    "👨‍👩‍👧‍👦"sv,
    "<b>not</b> *a* _format_ [link](x) & \"quotes\" \\ %s %00"sv,
    "'; DROP TABLE orders; --"sv,
    "مرحبا"sv,
    "first line\nsecond line\n\nfourth"sv,
    "/"sv,
    "0"sv,
};

/// Whether pressing it may end in money coming back: "Refund", "Возврат", "Вернуть деньги".
bool offers_refund(const Button& button) {
  constexpr std::array kMarks{"efund"sv, "озврат"sv, "ернуть"sv};
  return std::ranges::any_of(kMarks, [&button](std::string_view mark) {
    return button.label.find(mark) != std::string::npos || button.value.find(mark) != std::string::npos;
  });
}

/// Whether a reader of a course gets further by it: the next lesson, an answer.
bool leads_on(const Button& button) {
  constexpr std::array kBeginnings{"read:"sv, "lesson:"sv, "next:"sv, "quiz:"sv};
  return button.kind == Button::Kind::callback &&
         std::ranges::any_of(kBeginnings, [&](std::string_view each) { return button.value.starts_with(each); });
}

bool is_invite(std::string_view link) {
  return link.starts_with("https://t.me/+");
}

}  // namespace

bool Customers::chance(double probability) {
  return static_cast<double>(random_() >> 11U) / kTwoTo53 < probability;
}

std::size_t Customers::below(std::size_t bound) {
  return random_() % bound;
}

std::chrono::nanoseconds Customers::pause_before_next(double rate) {
  constexpr double kLongestInSeconds = 3600;
  const double uniform = (static_cast<double>(pauses_() >> 11U) + 1.0) / kTwoTo53;  // in (0, 1]
  const std::chrono::duration<double> pause{std::min(-std::log(uniform) / rate, kLongestInSeconds)};
  return std::chrono::duration_cast<std::chrono::nanoseconds>(pause);
}

void Customers::act(BotAccount& bot) {
  if (options_.count == 0) return;
  if (arrived_ == 0 || (arrived_ < options_.count && chance(kArrives))) {
    arrive(bot);
    return;
  }
  const values::UserId user{kFirstUserId + static_cast<std::int64_t>(below(arrived_))};
  const Chat& chat_with_bot = bot.open_chat(user);
  if (chat_with_bot.blocked) {
    return_after_blocking(bot, user);
  } else if (change_subscription(bot, user)) {
    return;
  } else if (chat_with_bot.newest_invoice() != nullptr && chance(kPaysShownInvoice)) {
    buy(bot, user);
  } else if (!chance(kPressesButton) || !press_something(bot, user, chat_with_bot)) {
    chat(bot, user);
  }
}

void Customers::arrive(BotAccount& bot) {
  const values::UserId user{kFirstUserId + static_cast<std::int64_t>(arrived_)};
  ++arrived_;
  const std::string_view language = one_of(kLanguages);
  // A person whom the bot knows from an earlier run has the chat open already; saying something is all the same.
  static_cast<void>(bot.say(user, "/start", language));
}

void Customers::chat(BotAccount& bot, values::UserId user) {
  if (chance(kBlocks)) {
    static_cast<void>(bot.block(user));
  } else if (chance(kSendsSticker)) {
    static_cast<void>(bot.send_sticker(user, one_of(kStickers)));
  } else {
    static_cast<void>(bot.say(user, chance(kTypesCommand) ? one_of(kCommands) : one_of(kTexts)));
  }
}

void Customers::buy(BotAccount& bot, values::UserId user) {
  Purchase purchase;
  if (chance(kLacksStars)) {
    purchase.intent = PaymentIntent::fails;
  } else if (chance(kPaysLate)) {
    purchase.intent = PaymentIntent::late;
    purchase.lateness = std::chrono::seconds{1 + below(kLongestDelayInSeconds)};
  }
  static_cast<void>(bot.pay(user, purchase));
}

bool Customers::press_something(BotAccount& bot, values::UserId user, const Chat& chat) {
  const ShownMessage* keyboard = chat.newest_keyboard();
  if (keyboard == nullptr) return false;
  // A copy: what it leads to may put the message off the screen.
  const Button button = choose(keyboard->buttons);
  switch (button.kind) {
    case Button::Kind::callback:
      return (!offers_refund(button) || chance(kWantsRefund)) && bot.press(user, button.value).has_value();
    case Button::Kind::text:
      return bot.say(user, button.value).has_value();
    case Button::Kind::link:
      return follow_link(bot, user, button.value);
    case Button::Kind::pay:
    case Button::Kind::other:
      return false;
  }
  return false;
}

Button Customers::choose(const std::vector<Button>& buttons) {
  std::vector<Button> leading_on;
  std::ranges::copy_if(buttons, std::back_inserter(leading_on), leads_on);
  if (!leading_on.empty() && chance(kReadsOn)) return leading_on[below(leading_on.size())];
  return buttons[below(buttons.size())];
}

bool Customers::follow_link(BotAccount& bot, values::UserId user, const std::string& link) {
  if (is_invite(link)) return chance(kJoinsChannel) && bot.join(user, link).has_value();
  return chance(kPaysLink) && bot.pay(user, {.link = link}).has_value();
}

bool Customers::change_subscription(BotAccount& bot, values::UserId user) {
  const Subscriptions& subscriptions = bot.payments().subscriptions();
  const std::optional<std::size_t> newest = subscriptions.newest_of(user);
  if (!newest) return false;
  const Subscription& subscription = subscriptions.all()[*newest];
  if (subscription.state == SubscriptionState::active) {
    return chance(kCancelsSubscription) && bot.cancel_subscription(user, {}).has_value();
  }
  const bool can_enable = subscription.state == SubscriptionState::canceled && !subscription.barred_by_bot;
  return can_enable && chance(kEnablesSubscription) && bot.enable_subscription(user, {}).has_value();
}

void Customers::return_after_blocking(BotAccount& bot, values::UserId user) {
  static_cast<void>(bot.unblock(user));
  static_cast<void>(bot.say(user, "/start"));
}

}  // namespace simulator
