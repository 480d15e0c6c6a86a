#pragma once
// A shop with a bot, people who talk to it, and a clock that stands still: what a test of a conversation needs.
//
//   Scene scene;
//   const Answers answers = scene.says(kAnna, "/buy lite");
//   EXPECT_EQ(answers.only().method, "sendInvoice");

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "bot/alerting.hpp"
#include "bot/conversation.hpp"
#include "courses_folder.hpp"
#include "fake_store.hpp"

namespace bot {

struct Person {
  std::int64_t number = 0;
  std::string name;
  std::optional<std::string> language;

  values::UserId id() const { return values::UserId{number}; }
  values::ChatId chat() const { return values::private_chat_of(id()); }
};

inline const Person kAnna{.number = 101, .name = "Anna", .language = "en"};
inline const Person kIvan{.number = 102, .name = "Ivan", .language = "ru"};
inline const Person kOlga{.number = 1, .name = "Olga", .language = "ru"};  ///< Owns the bot.
inline const Person kOwen{.number = 2, .name = "Owen", .language = "en"};  ///< Owns it too.

inline const values::BotId kBot{7000};

/// What the bot sent, taken apart again.
struct Answer {
  std::string method;
  boost::json::object parameters;
  std::optional<values::ChatId> chat;
  store::Lane lane;
  std::optional<values::Timestamp> deadline;
  std::string subject;
  std::optional<telegram::Document> document;
  std::string body;  ///< As it was sent; a change of the catalogue's files is no JSON.

  std::string text() const { return string("text"); }
  /// The parameter `name`; empty if there is none.
  std::string string(std::string_view name) const;
  std::vector<telegram::InlineButton> buttons() const;
};

struct Answers {
  Decision decision;
  std::vector<Answer> all;
  values::Timestamp at = {};  ///< When it was decided.

  /// Fails the test unless there is exactly one.
  const Answer& only() const;
  std::vector<Answer> to(const Person& person) const;
  std::vector<Answer> of(std::string_view method) const;

  template <class Effect>
  std::vector<Effect> effects() const {
    std::vector<Effect> found;
    for (const shop::Effect& effect : decision.effects) {
      if (const auto* wanted = std::get_if<Effect>(&effect)) found.push_back(*wanted);
    }
    return found;
  }
};

Answers answers_in(Decision decision);

/// Lite 100, Pro 300, Unlimited 900 Stars; 30 days each. Reminders 7 days and 1 day before the end, 3 days of grace;
/// refunds within 3 days. SPRING takes 20 % off, twice and once a customer; PRO100 100 Stars off Pro. The course "sql".
shop::Catalogue::Contents sample_contents(values::Stars lite_price = values::Stars{100});
shop::Catalogue sample_catalogue(values::Stars lite_price = values::Stars{100});

struct PayPress {
  std::string payload;
  std::int64_t amount = 100;
  std::string query = "query-1";
  std::string currency = "XTR";
};

struct Charge {
  std::string payload;
  std::int64_t amount = 100;
  std::string charge = "charge-1";
  std::string currency = "XTR";
  std::optional<values::Timestamp> paid_until = {};  ///< Of a recurring one.
  bool first = false;                                ///< Of a recurring one.
};

class Scene {
 public:
  FakeStore store;
  CoursesFolder folder;  ///< Empty: what is made in the chat.
  shop::Catalogue catalogue = sample_catalogue();
  std::vector<values::UserId> owners{kOlga.id(), kOwen.id()};
  values::Timestamp now = std::chrono::sys_days{std::chrono::January / 31 / 2026} + std::chrono::hours{12};
  std::optional<std::string> exposition;

  Situation situation() const;
  /// Reloads the catalogue with one course more.
  void offers(shop::Course course);
  /// Reloads the catalogue with its first course changed.
  void changes(const std::function<void(shop::Course&)>& change);
  /// Takes the plan off sale.
  void withdraws(shop::PlanId plan);

  // Each decides, applies what was decided, and returns it.
  Answers receives(telegram::UpdateContent content);
  Answers says(const Person& person, std::string text);
  /// `message`: the number of the message that has the button.
  Answers presses(const Person& person, std::string data, std::int64_t message = 1);
  Answers asks_to_pay(const Person& person, const PayPress& press);
  Answers is_charged(const Person& person, const Charge& charge);
  /// Each timer fires at its own time.
  std::vector<Answers> waits(std::chrono::milliseconds duration);
  Answers fires(shop::TimerKind kind, std::string subject);
  /// Alertmanager's webhook is called.
  Answers hears_of(std::vector<shop::Alert> alerts);
  /// Telegram answers the call of `method` about `subject` with `result`, or refuses it with `reason`.
  Answers is_answered(std::string method, std::string subject, std::optional<std::string> result,
                      std::string reason = {});
  /// The change of the catalogue's files is carried out on `folder`, and what comes of it is in force.
  Answers carries_out(const Answer& change);
  /// The same with all of them, in their order; what the bot said then.
  Answers carries_out(const Answers& changes);
  /// Telegram refuses the message for good, with 403 if `blocked`.
  Answers is_refused(const Answer& message, bool blocked, const std::string& reason);
  /// The program ended while the message was being sent.
  Answers is_interrupted(const Answer& message);
  /// Telegram tells that the charge went back.
  Answers is_refunded(const Person& person, const Charge& charge);
  Answers subscription_becomes(const Person& person, std::string payload, std::string state);
  /// Reconciliation comes upon an entry of Telegram's account.
  Answers finds(const shop::StarTransaction& transaction);

  /// Asks for a link to renew `plan` and returns its payload.
  std::string subscribes(const Person& person, shop::PlanId plan);
  /// As Telegram charges for a renewing order: 30 days from now on.
  Answers is_charged_for_renewal(const Person& person, const std::string& payload, const std::string& charge,
                                 bool first = false);

  /// Orders, is approved and pays, at the plan's price; returns what the payment was answered with.
  Answers buys(const Person& person, shop::PlanId plan);
  Answers buys(const Person& person, const values::CourseId& course);

 private:
  Answers apply(Decision decision);
  /// The invoice among the answers.
  Answers pays(const Person& person, const Answers& ordered);

  std::int64_t last_update_ = 0;
  int purchases_ = 0;
};

telegram::User user_of(const Person& person);
telegram::Message message_from(const Person& person, std::optional<std::string> text);
telegram::Message refund_to(const Person& person, const Charge& charge);
telegram::Message payment_from(const Person& person, const Charge& charge);

}  // namespace bot
