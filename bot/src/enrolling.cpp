#include "enrolling.hpp"

#include "courses.hpp"
#include "notation.hpp"
#include "shop/checkout.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

Outgoing invoice_for(const shop::Order& order, const shop::Course& course, const Customer& customer) {
  const std::string& description = course.description.in(customer.language);
  return {.call = telegram::to_call(telegram::SendInvoice{
              .chat_id = customer.chat(),
              .title = course.title.in(customer.language),
              .description = values::truncate_code_points(description, shop::kMaxInvoiceDescription),
              .payload = shop::payload_of(order.id),
              .price = order.price}),
          .chat = customer.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt};
}

}  // namespace

telegram::InlineKeyboard first_steps(const shop::Course& course, const CourseTexts& texts) {
  if (course.lessons.empty()) return {};
  return {{{.text = texts.start_button(), .callback_data = std::string(kReadOnData) + course.id.value()}}};
}

Decision buy_course(const Customer& customer, const values::CourseId& id, const Context& context) {
  const Situation& situation = context.situation;
  const shop::Course* const course = situation.catalogue.course(id);
  const auto channel = course != nullptr && course->channel
                           ? context.reader.channel_standing(situation.bot, course->channel->chat)
                           : std::nullopt;
  const auto enrolment = context.reader.enrolment(situation.bot, customer.id, id);
  if (const auto reason = shop::why_not_for_sale(course, enrolment, channel)) {
    return reply(customer, course_texts_in(customer.language).not_for_sale(*reason));
  }
  shop::Order order{.id = context.reader.next_order_id(),
                    .bot = situation.bot,
                    .user = customer.id,
                    .product = id,
                    .price = course->price.value(),
                    .placed_at = situation.now};
  Decision decision;
  decision.outgoing.push_back(invoice_for(order, *course, customer));
  decision.effects.push_back(shop::OrderPlaced{std::move(order)});
  return decision;
}

Decision course_bought(const Customer& payer, const values::CourseId& id, values::OrderId order,
                       const std::optional<shop::Enrolment>& before, const shop::Payment& payment,
                       const Context& context) {
  const Situation& situation = context.situation;
  shop::Enrolment enrolment = before.value_or(
      shop::Enrolment{.bot = situation.bot, .user = payer.id, .course = id, .enrolled_at = situation.now});
  enrolment.owned = true;
  enrolment.order = order;
  Decision decision;
  decision.effects.push_back(shop::EnrolmentChanged{enrolment});
  decision.effects.push_back(shop::CourseSold{.bot = situation.bot, .course = id, .paid = payment.amount});
  schedule_reading(decision, enrolment, context);

  const CourseTexts& texts = course_texts_in(payer.language);
  const shop::Course* const course = situation.catalogue.course(id);
  decision.outgoing.push_back(
      message_to(payer.chat(), texts.bought(title_of(id, payer.language, situation.catalogue), payment),
                 store::Lane::receipt, course != nullptr ? first_steps(*course, texts) : telegram::InlineKeyboard{}));
  if (course != nullptr && course->channel) invite(decision, payer, *course, context);
  return decision;
}

std::string take_course_back(Decision& decision, const Customer& payer, const values::CourseId& id,
                             values::OrderId order, const Context& context) {
  const Situation& situation = context.situation;
  std::optional<shop::Enrolment> enrolment = context.reader.enrolment(situation.bot, payer.id, id);
  if (!enrolment || !enrolment->owned || enrolment->order != order) return {};
  enrolment->owned = false;
  decision.effects.push_back(shop::EnrolmentChanged{*std::move(enrolment)});
  schedule_access_check(decision, payer.id, situation.now);
  return "\n\n" + course_texts_in(payer.language).taken_back(title_of(id, payer.language, situation.catalogue));
}

}  // namespace bot
