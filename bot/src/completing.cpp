// A course that has been read to its end, and the certificate for it.

#include <cctype>

#include "certificate.hpp"
#include "course_texts.hpp"
#include "courses.hpp"
#include "shop/fingerprint.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

constexpr std::size_t kMaxName = 60;  // code points

/// For an owner to tell a certificate from an invented one: depends on all that it says but the name.
std::string certificate_number(const shop::Enrolment& enrolment, values::Timestamp completed_at) {
  const std::string facts = std::to_string(enrolment.bot.value()) + " " + std::to_string(enrolment.user.value()) + " " +
                            enrolment.course.value() + " " + values::format_rfc3339(completed_at);
  std::string number = shop::fingerprint_of(facts);
  for (char& c : number) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return number.substr(0, 4) + "-" + number.substr(4, 4) + "-" + number.substr(8, 4);
}

/// None if it is no name that a certificate could show: empty, too long, or over several lines.
std::optional<std::string> believable_name(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return std::nullopt;
  const std::string name(text.substr(first, text.find_last_not_of(" \t") - first + 1));
  const bool one_line = name.find_first_of("\r\n") == std::string::npos;
  if (!one_line || !values::is_valid_utf8(name) || values::count_code_points(name) > kMaxName) return std::nullopt;
  return name;
}

std::string question_about(const values::CourseId& course) {
  return std::string(kCertificateData) + course.value();
}

}  // namespace

Decision complete(const Customer& customer, const shop::Course& course, const shop::Enrolment& enrolment,
                  const shop::Progress& progress, const Context& context) {
  const Situation& situation = context.situation;
  Decision decision;
  if (enrolment.completed_at || !shop::standing_in(course, progress).complete()) return decision;
  shop::Enrolment completed = enrolment;
  completed.completed_at = situation.now;
  if (course.certificate) completed.certificate = certificate_number(enrolment, situation.now);
  decision.effects.push_back(shop::EnrolmentChanged{std::move(completed)});
  decision.effects.push_back(shop::CourseCompleted{.bot = situation.bot, .course = course.id});

  const CourseTexts& texts = course_texts_in(customer.language);
  telegram::InlineKeyboard keyboard;
  if (course.certificate) {
    keyboard.push_back(
        {{.text = texts.telegram_name_button(), .callback_data = std::string(kCertificateData) + course.id.value()}});
    ask(decision, customer, question_about(course.id), context);
  }
  add(decision, reply(customer, texts.completed(course, course.certificate), std::move(keyboard)));
  return decision;
}

Decision certify(const Customer& customer, const values::CourseId& id, std::string_view wanted_name,
                 const Context& context) {
  const Situation& situation = context.situation;
  const CourseTexts& texts = course_texts_in(customer.language);
  const shop::Course* const course = situation.catalogue.course(id);
  const auto enrolment = context.reader.enrolment(situation.bot, customer.id, id);
  if (course == nullptr) return reply(customer, texts.course_gone());
  if (!enrolment || !enrolment->completed_at || enrolment->certificate.empty()) {
    return reply(customer, texts.not_completed(view_of(*course, customer, context)));
  }
  Decision decision;
  const std::optional<std::string> name = believable_name(wanted_name);
  if (!name) {
    decision = reply(customer, texts.bad_name());
    ask(decision, customer, question_about(id), context);
    return decision;
  }
  const std::string& title = course->title.in(customer.language);
  std::string picture = certificate_pdf(
      {.student = *name,
       .course = title,
       .date = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(*enrolment->completed_at)},
       .number = enrolment->certificate,
       .language = customer.language});
  decision.outgoing.push_back(document_to(customer,
                                          {.name = id.value() + "-certificate.pdf", .content = std::move(picture)},
                                          texts.certificate(*course, enrolment->certificate)));
  return decision;
}

Decision certify_sender(const Customer& customer, const values::CourseId& id, const telegram::CallbackQuery& query,
                        const Context& context) {
  return certify(customer, id, query.from.first_name, context);
}

}  // namespace bot
