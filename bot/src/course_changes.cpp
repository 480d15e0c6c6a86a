// A change of a course's files, on its way and answered. Its subject says who made it, where the answer is shown, and
// what was done: "edit:1:55:course:en:sql price 100 → 150".

#include <algorithm>

#include "audit.hpp"
#include "bot/catalogue_call.hpp"
#include "course_editing.hpp"
#include "courses.hpp"
#include "notation.hpp"
#include "positive_number.hpp"

namespace bot {
namespace {

constexpr std::size_t kMaxDetails = 100;  // code points, as the audit shows them
constexpr std::size_t kMaxReason = 600;   // code points

/// What a subject says.
struct Changed {
  values::UserId owner;
  std::optional<values::MessageId> message;
  EditAction next;
  std::string details;
};

std::string to_string(const Changed& changed) {
  return std::string(kEditData) + number(changed.owner) + ":" + (changed.message ? number(*changed.message) : "0") +
         ":" + to_string(changed.next) + " " + changed.details;
}

std::optional<Changed> parse_changed(std::string_view subject) {
  if (!subject.starts_with(kEditData)) return std::nullopt;
  subject.remove_prefix(kEditData.size());
  const auto [names, details] = split_first_word(subject);
  const std::size_t owner_end = names.find(':');
  if (owner_end == std::string_view::npos) return std::nullopt;
  const std::size_t message_end = names.find(':', owner_end + 1);
  if (message_end == std::string_view::npos) return std::nullopt;
  const auto owner = parse_positive(names.substr(0, owner_end));
  const auto message = parse_positive(names.substr(owner_end + 1, message_end - owner_end - 1));
  std::optional<EditAction> next = parse_edit_action(names.substr(message_end + 1));
  if (!owner || !next) return std::nullopt;
  return Changed{.owner = values::UserId{*owner},
                 .message = message ? std::optional(values::MessageId{*message}) : std::nullopt,
                 .next = *std::move(next),
                 .details = std::string(details)};
}

/// More may follow: the owner has not said that they are done.
bool goes_on(const EditAction& next, const Customer& owner, const Context& context) {
  const std::optional<EditAction> asked = edit_in_question(owner, context);
  return asked && asked->course == next.course && (asked->deed == EditDeed::add || asked->deed == EditDeed::extend);
}

/// What is said about a lesson that has come in, in whole or in part.
Screen taken(const EditAction& next, const shop::Course& course, const shop::Lesson& lesson, const Customer& owner,
             const Context& context) {
  const CourseEditingTexts& texts = course_editing_texts_in(owner.language);
  const bool more = goes_on(next, owner, context);
  const auto place = static_cast<std::size_t>(&lesson - course.lessons.data()) + 1;
  const std::string& title = lesson.in(next.language).title;
  Screen screen{.text = next.deed == EditDeed::add ? texts.lesson_added(place, title, more)
                                                   : texts.lesson_extended(place, title, more),
                .keyboard = {}};
  if (more) {
    EditAction done = next;
    done.deed = EditDeed::done;
    screen.keyboard.push_back({edit_button(texts.button(EditDeed::done), done)});
  }
  return screen;
}

/// What is shown once the change is in force.
Screen screen_behind(const EditAction& next, const Customer& owner, const Context& context) {
  const shop::Course* const course = context.situation.catalogue.course(next.course);
  const shop::Lesson* const lesson = course == nullptr ? nullptr : course->lesson(values::LessonId{next.detail});
  if (lesson != nullptr && (next.deed == EditDeed::add || next.deed == EditDeed::extend)) {
    return taken(next, *course, *lesson, owner, context);
  }
  Screen screen = screen_of(next, owner, context);
  const bool published = next.deed == EditDeed::publish && course != nullptr && course->published;
  return published ? noted(course_editing_texts_in(owner.language).published(*course), std::move(screen)) : screen;
}

/// How things stand, after a change that came to nothing.
Screen present(EditAction next, const Customer& owner, const Context& context) {
  if (next.deed == EditDeed::create) next.deed = EditDeed::courses;
  return screen_of(next, owner, context);
}

}  // namespace

Outgoing change(const Customer& owner, const shop::CourseEdit& edit, const EditAction& next,
                std::optional<values::MessageId> in_place_of) {
  const Changed changed{
      .owner = owner.id, .message = in_place_of, .next = next, .details = bounded(shop::describe(edit), kMaxDetails)};
  return {.call = {.method = std::string(kEditCatalogue), .body = shop::to_text(edit)},
          .chat = std::nullopt,
          .lane = store::Lane::receipt,
          .deadline = std::nullopt,
          .subject = to_string(changed)};
}

Decision edit_answered(const CallAnswered& answer, const Context& context) {
  const std::optional<Changed> changed = parse_changed(answer.subject);
  if (!changed) return {};
  const Customer owner = customer_of(changed->owner, context);
  const CourseEditingTexts& texts = course_editing_texts_in(owner.language);
  Decision decision;
  if (!answer.result) {
    // Where the owner pressed, they look for what came of it.
    Screen screen = noted(texts.not_saved(bounded(answer.reason, kMaxReason)), present(changed->next, owner, context));
    decision.outgoing.push_back(show(owner, std::move(screen), changed->message));
    return decision;
  }
  audited(decision, owner, "course", changed->next.course.value(), changed->details, context);
  if (*answer.result == kEditInForce) {
    decision.outgoing.push_back(show(owner, screen_behind(changed->next, owner, context), changed->message));
  } else {
    const std::string reason = bounded(*answer.result, kMaxReason);
    decision.outgoing.push_back(message_to(owner.chat(), texts.saved_but_not_in_force(reason)));
  }
  return decision;
}

}  // namespace bot
