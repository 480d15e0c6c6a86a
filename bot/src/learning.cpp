// What a student has: courses, receipts, and the language of it all.

#include "course_texts.hpp"
#include "courses.hpp"
#include "refunds.hpp"

namespace bot {
namespace {

constexpr std::size_t kMostShown = 20;
constexpr std::size_t kReceiptsShown = 10;

/// The customer's courses that can be read now, the latest first; those by a plan once they have been begun.
std::vector<CourseView> readable(const Customer& customer, const Context& context) {
  const Situation& situation = context.situation;
  std::vector<CourseView> views;
  for (const shop::Enrolment& enrolment : context.reader.enrolments_of(situation.bot, customer.id, kMostShown)) {
    const shop::Course* const course = situation.catalogue.course(enrolment.course);
    if (course == nullptr) continue;
    const CourseView view = view_of(*course, customer, context);
    if (view.theirs) views.push_back(view);
  }
  return views;
}

std::string product_of(const shop::Payment& payment, const Customer& customer, const Context& context) {
  const std::optional<shop::Order> order = order_named_in(payment.payload, context);
  return order ? title_of(order->product, customer.language, context.situation.catalogue) : std::string();
}

}  // namespace

std::pair<std::string, telegram::InlineKeyboard> courses_of(const Customer& customer, const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  const std::vector<CourseView> views = readable(customer, context);
  telegram::InlineKeyboard keyboard;
  for (const CourseView& view : views) {
    keyboard.push_back(
        {{.text = texts.course_button(view), .callback_data = std::string(kCourseData) + view.course.id.value()}});
  }
  return {views.empty() ? std::string() : texts.my_courses(views), std::move(keyboard)};
}

Decision show_receipts(const Customer& customer, const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  std::vector<ReceiptLine> lines;
  for (PaymentLine& line : payment_lines(customer.id, kReceiptsShown, context)) {
    std::string product = product_of(line.payment, customer, context);
    lines.push_back({.line = std::move(line), .product = std::move(product)});
  }
  return reply(customer, lines.empty() ? texts.no_receipts() : texts.receipts(lines));
}

Decision show_languages(const Customer& customer) {
  const auto button = [](const char* name, shop::Language language) -> std::vector<telegram::InlineButton> {
    return {{.text = name, .callback_data = std::string(kLanguageData) + std::string(shop::to_string(language))}};
  };
  return reply(customer, course_texts_in(customer.language).which_language(),
               {button("English", shop::Language::english), button("Русский", shop::Language::russian)});
}

std::optional<Decision> choose_language(const Customer& customer, std::string_view name, const Context& context) {
  const std::optional<shop::Language> language = shop::parse_language(name);
  if (!language) return std::nullopt;
  Decision decision = reply(customer, course_texts_in(*language).language_chosen());
  decision.effects.push_back(
      shop::LanguageChosen{.bot = context.situation.bot, .user = customer.id, .language = *language});
  return decision;
}

}  // namespace bot
