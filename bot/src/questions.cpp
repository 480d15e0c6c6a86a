// Some conversations ask for something that a button can't say: a name, a text, a lesson. What was asked last is
// remembered, and the next message that is no command answers it.

#include "conversations.hpp"
#include "course_texts.hpp"
#include "courses.hpp"
#include "positive_number.hpp"

namespace bot {
namespace {

constexpr std::chrono::hours kPatience{24};
constexpr std::string_view kSupportQuestion = "support";
constexpr std::string_view kAnswerCommand = "/answer ";

/// Whom a message of the bot's to an owner is about: the last "/answer 42" in it, for that is the bot's own.
std::optional<std::string> customer_to_answer(const telegram::RepliedMessage& message) {
  const std::string_view text = message.text ? std::string_view(*message.text) : std::string_view();
  const std::size_t place = text.rfind(kAnswerCommand);
  if (place == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(place + kAnswerCommand.size());
  const std::string_view digits = rest.substr(0, rest.find_first_not_of("0123456789"));
  return parse_positive(digits) ? std::optional(std::string(digits)) : std::nullopt;
}

/// An owner who replies to a customer's request answers it.
std::optional<Decision> answer_request(const Customer& owner, const telegram::Message& message,
                                       const Context& context) {
  if (!is_owner(context.situation, owner.id) || !message.reply_to_message || !message.text) return std::nullopt;
  const std::optional<std::string> customer = customer_to_answer(*message.reply_to_message);
  if (!customer) return std::nullopt;
  return answer_customer(owner, *customer + " " + *message.text, context);
}

Decision answered(const Customer& customer, std::string_view about, const telegram::Message& message,
                  const Context& context) {
  const std::string_view text = message.text ? std::string_view(*message.text) : std::string_view();
  if (about == kSupportQuestion) return support(customer, text, context);
  if (about.starts_with(kCertificateData)) {
    return certify(customer, values::CourseId{std::string(about.substr(kCertificateData.size()))}, text, context);
  }
  return not_understood(customer);
}

}  // namespace

void ask(Decision& decision, const Customer& customer, std::string about, const Context& context) {
  decision.effects.push_back(shop::QuestionAsked{
      .bot = context.situation.bot, .user = customer.id, .about = std::move(about), .at = context.situation.now});
}

std::optional<std::string> asked(const Customer& customer, const Context& context) {
  const Situation& situation = context.situation;
  return context.reader.question(situation.bot, customer.id, situation.now - kPatience);
}

Decision support(const Customer& customer, std::string_view request, const Context& context) {
  if (!request.empty() || context.situation.owners.empty()) return pay_support(customer, request, context);
  Decision decision = reply(customer, course_texts_in(customer.language).ask_support());
  ask(decision, customer, std::string(kSupportQuestion), context);
  return decision;
}

Decision answer_question(const Customer& customer, const telegram::Message& message, const Context& context) {
  if (std::optional<Decision> answer = answer_request(customer, message, context)) return *std::move(answer);
  const std::optional<std::string> about = asked(customer, context);
  if (!about) return not_understood(customer);
  // Whoever edits a course goes on until they say that they are done.
  if (about->starts_with(kEditData)) {
    return is_owner(context.situation, customer.id) ? edit_by_message(customer, *about, message, context)
                                                    : not_understood(customer);
  }
  Decision decision;
  ask(decision, customer, "", context);
  add(decision, answered(customer, *about, message, context));
  return decision;
}

}  // namespace bot
