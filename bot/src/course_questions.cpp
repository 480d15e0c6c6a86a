// What owners write, send and forward while they edit a course. Each question remembers what stood there when it was
// asked: who answers it after somebody else has changed that is told so first.

#include <algorithm>
#include <array>
#include <charconv>

#include "course_editing.hpp"
#include "courses.hpp"
#include "lesson_from_message.hpp"
#include "notation.hpp"
#include "positive_number.hpp"
#include "shop/fingerprint.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

// Telegram's ids have at most 52 significant bits (Bot API, "Chat").
constexpr std::int64_t kLowestChat = -(std::int64_t{1} << 52);
constexpr std::string_view kWhiteSpace = " \t\r\n";

std::string_view text_of(const telegram::Message& message) {
  const std::string_view text = message.text ? std::string_view(*message.text) : std::string_view();
  const std::size_t first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

const shop::Lesson* lesson_of(const EditAction& action, const Editing& editing) {
  return editing.course.lesson(values::LessonId{action.detail});
}

const std::string& written(const shop::CourseText& text, shop::Language language) {
  static const std::string kNone;
  return text.has(language) ? text.in(language) : kNone;
}

/// Of the lesson's text in that language; empty if it has none.
std::string fingerprint_in(const shop::Lesson& lesson, shop::Language language) {
  const auto& text = lesson.text(language);
  return text == nullptr ? std::string() : shop::fingerprint_of(text->markdown);
}

/// What `action` would change, as it stands now: the same text as long as nobody changes it.
std::string present_state(const EditAction& action, const Editing& editing) {
  const shop::Course& course = editing.course;
  const shop::Lesson* const lesson = lesson_of(action, editing);
  switch (action.deed) {
    case EditDeed::title:
      return written(course.title, editing.language);
    case EditDeed::description:
      return written(course.description, editing.language);
    case EditDeed::price:
      return course.price ? std::to_string(course.price->amount()) : "";
    case EditDeed::channel:
      return course.channel ? number(course.channel->chat) + std::string(shop::to_string(course.channel->entry)) : "";
    case EditDeed::opening:
      return lesson == nullptr ? "" : std::to_string(lesson->after.count());
    case EditDeed::replace:
      return lesson == nullptr ? "" : fingerprint_in(*lesson, editing.language);
    default:
      return "";
  }
}

std::string question_text(const EditAction& action, const Editing& editing, const shop::Lesson* lesson) {
  const CourseEditingTexts& texts = editing.texts();
  switch (action.deed) {
    case EditDeed::title:
      return texts.ask_title(editing.course, editing.language);
    case EditDeed::description:
      return texts.ask_description(editing.course, editing.language);
    case EditDeed::price:
      return texts.ask_price(editing.course);
    case EditDeed::channel:
      return texts.ask_channel(editing.course);
    case EditDeed::opening:
      return lesson == nullptr ? texts.lesson_gone() : texts.ask_opening(*lesson);
    case EditDeed::replace:
      return lesson == nullptr ? texts.lesson_gone() : texts.ask_replacement(*lesson, editing.language);
    case EditDeed::extend:
      return lesson == nullptr ? texts.lesson_gone() : texts.ask_more(*lesson);
    default:
      return texts.ask_lessons(editing.course, editing.language);
  }
}

telegram::InlineKeyboard question_buttons(const EditAction& action, const Editing& editing) {
  const CourseEditingTexts& texts = editing.texts();
  const auto button = [&](EditDeed deed) { return edit_button(texts.button(deed), editing.action(deed)); };
  if (action.deed == EditDeed::add || action.deed == EditDeed::extend) return {{button(EditDeed::done)}};
  if (action.deed != EditDeed::channel || !editing.course.channel) return {};
  const bool by_request = editing.course.channel->entry == shop::ChannelEntry::join_request;
  return {{button(by_request ? EditDeed::by_link : EditDeed::by_request)}, {button(EditDeed::no_channel)}};
}

void remember(Decision& decision, const EditAction& action, const Editing& editing) {
  ask(decision, editing.owner, std::string(kEditData) + to_string(action), editing.context);
}

/// The question is answered: the change goes out, and the panel shows what came of it.
Decision settle(const Editing& editing, shop::CourseChange what, const EditAction& next) {
  Decision decision;
  stop_asking(decision, editing.owner, editing.context);
  decision.outgoing.push_back(change(editing.owner, {.course = editing.course.id, .change = std::move(what)}, next));
  return decision;
}

Decision settle_unchanged(const Editing& editing, const EditAction& next) {
  Decision decision;
  stop_asking(decision, editing.owner, editing.context);
  Screen screen = noted(editing.texts().already_so(), screen_of(next, editing.owner, editing.context));
  decision.outgoing.push_back(show(editing.owner, std::move(screen)));
  return decision;
}

Decision take_title(const Editing& editing, const telegram::Message& message) {
  const std::string_view title = text_of(message);
  const bool fits = !title.empty() && title.find('\n') == std::string_view::npos &&
                    values::count_code_points(title) <= shop::kMaxCourseTitle;
  if (!fits) return reply(editing.owner, editing.texts().bad_title());
  const EditAction panel = editing.action(EditDeed::course);
  const std::string& from = written(editing.course.title, editing.language);
  if (title == from) return settle_unchanged(editing, panel);
  return settle(editing, shop::SetTitle{.language = editing.language, .from = from, .to = std::string(title)}, panel);
}

Decision take_description(const Editing& editing, const telegram::Message& message) {
  const std::string_view text = text_of(message);
  const bool fits = !text.empty() && values::count_code_points(text) <= shop::kMaxCourseDescription;
  if (!fits) return reply(editing.owner, editing.texts().bad_description());
  const EditAction panel = editing.action(EditDeed::course);
  const std::string& from = written(editing.course.description, editing.language);
  if (text == from) return settle_unchanged(editing, panel);
  return settle(editing, shop::SetDescription{.language = editing.language, .from = from, .to = std::string(text)},
                panel);
}

Decision take_price(const Editing& editing, const telegram::Message& message) {
  const std::string word = to_lower_ascii(split_first_word(text_of(message)).word);
  std::optional<values::Stars> price;
  if (word != "-" && word != "free") {
    const std::optional<std::int64_t> amount = parse_positive(word);
    if (!amount || *amount > shop::kMaxPrice.amount()) return reply(editing.owner, editing.texts().bad_price());
    price = values::Stars{*amount};
  }
  const EditAction panel = editing.action(EditDeed::course);
  if (price == editing.course.price) return settle_unchanged(editing, panel);
  return settle(editing, shop::SetPrice{.from = editing.course.price, .to = price}, panel);
}

/// The channel from which a message was forwarded, or the one of that number.
std::optional<values::ChatId> chat_in(const telegram::Message& message) {
  if (message.forwarded_from && !message.forwarded_from->is_private()) return message.forwarded_from->id;
  const std::string_view text = text_of(message);
  std::int64_t chat = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), chat);
  const bool whole = failure == std::errc{} && end == text.data() + text.size();
  return whole && chat < 0 && chat >= kLowestChat ? std::optional(values::ChatId{chat}) : std::nullopt;
}

Decision take_channel(const Editing& editing, const telegram::Message& message) {
  const EditAction panel = editing.action(EditDeed::course);
  const std::optional<shop::CourseChannel>& from = editing.course.channel;
  if (text_of(message) == "-") {
    if (!from) return settle_unchanged(editing, panel);
    return settle(editing, shop::SetChannel{.from = from, .to = std::nullopt}, panel);
  }
  const std::optional<values::ChatId> chat = chat_in(message);
  if (!chat) return reply(editing.owner, editing.texts().bad_channel());
  const shop::Course* const owner_of_it = editing.context.situation.catalogue.course_of_channel(*chat);
  if (owner_of_it == &editing.course) return settle_unchanged(editing, panel);
  if (owner_of_it != nullptr) return reply(editing.owner, editing.texts().channel_taken(*owner_of_it));
  const shop::CourseChannel to{.chat = *chat, .entry = from ? from->entry : shop::ChannelEntry::join_request};
  return settle(editing, shop::SetChannel{.from = from, .to = to}, panel);
}

Decision take_opening(const Editing& editing, const shop::Lesson& lesson, const telegram::Message& message) {
  const std::string_view word = split_first_word(text_of(message)).word;
  const std::optional<std::int64_t> days = word == "0" ? std::optional<std::int64_t>(0) : parse_positive(word);
  if (!days || *days > shop::kMaxOpening.count()) return reply(editing.owner, editing.texts().bad_opening());
  const std::chrono::days to{*days};
  const EditAction panel = editing.action(EditDeed::lesson, lesson.id.value());
  if (to == lesson.after) return settle_unchanged(editing, panel);
  return settle(editing, shop::SetOpening{.lesson = lesson.id, .from = lesson.after, .to = to}, panel);
}

/// In as few characters as there can be.
std::string in_base_36(std::int64_t number) {
  std::array<char, 16> digits{};
  const auto [end, failure] = std::to_chars(digits.data(), digits.data() + digits.size(), number, 36);
  return failure == std::errc{} ? std::string(digits.data(), end) : std::string();
}

/// A name that no lesson of the course has. While another one is on its way to the files, which may have the same title
/// for all the catalogue knows, the message's number tells the two apart.
values::LessonId new_lesson_name(const std::string& title, const EditAction& action, const Editing& editing,
                                 values::MessageId message) {
  std::vector<std::string> taken;
  for (const shop::Lesson& lesson : editing.course.lessons) taken.push_back(lesson.id.value());
  std::string name = shop::slug_for(title, taken);
  const bool another_under_way = !action.detail.empty() && lesson_of(action, editing) == nullptr;
  if (another_under_way) {
    const std::string suffix = "-" + in_base_36(message.value());
    name = shop::slug_for(name.substr(0, shop::kMaxSlug - suffix.size()) + suffix, taken);
  }
  return values::LessonId{std::move(name)};
}

Decision add_part(const Editing& editing, const values::LessonId& lesson, EditDeed deed, shop::LessonPart part) {
  // Whatever else has come to that lesson: this goes behind it. So no fingerprint is told.
  shop::AddToLesson more{.lesson = lesson, .language = editing.language, .fingerprint = {}, .part = std::move(part)};
  Decision decision;
  decision.outgoing.push_back(change(editing.owner, {.course = editing.course.id, .change = std::move(more)},
                                     editing.action(EditDeed::extend, lesson.value())));
  // Keeps the question fresh: it would be forgotten after a day.
  remember(decision, editing.action(deed, lesson.value()), editing);
  return decision;
}

/// Why the lesson, if it is in the catalogue already, can't take that too.
std::optional<MessageProblem> problem_of_adding(const shop::Lesson* lesson, shop::Language language,
                                                const shop::LessonPart& part) {
  if (lesson == nullptr || lesson->text(language) == nullptr) {
    return problem_with(shop::LessonContent{.title = "…", .parts = {part}});
  }
  auto content = shop::parse_lesson(lesson->id.value(), lesson->text(language)->markdown);
  if (!content) return MessageProblem::cannot_be_formatted;
  content->parts.push_back(part);
  return problem_with(*content);
}

Decision unusable(const Editing& editing, MessageProblem problem) {
  return reply(editing.owner, editing.texts().unusable(problem));
}

/// A quiz or a picture without words, between lessons.
Decision add_to_last(const Editing& editing, const EditAction& action, shop::LessonPart part) {
  std::string last = action.detail;
  if (last.empty() && !editing.course.lessons.empty()) last = editing.course.lessons.back().id.value();
  if (last.empty()) return unusable(editing, MessageProblem::no_lesson_before);
  const values::LessonId lesson{std::move(last)};
  if (const auto problem = problem_of_adding(editing.course.lesson(lesson), editing.language, part)) {
    return unusable(editing, *problem);
  }
  return add_part(editing, lesson, EditDeed::add, std::move(part));
}

Decision take_lesson(const Editing& editing, const EditAction& action, const telegram::Message& message) {
  LessonMessage taken = lesson_in(message);
  if (const auto* problem = std::get_if<MessageProblem>(&taken)) return unusable(editing, *problem);
  if (auto* part = std::get_if<shop::LessonPart>(&taken)) return add_to_last(editing, action, std::move(*part));
  if (editing.course.lessons.size() >= shop::kMaxLessons) return unusable(editing, MessageProblem::too_many_lessons);

  auto& content = std::get<shop::LessonContent>(taken);
  const values::LessonId lesson = new_lesson_name(content.title, action, editing, message.message_id);
  shop::AddLesson added{.lesson = lesson, .language = editing.language, .content = std::move(content)};
  const EditAction next = editing.action(EditDeed::add, lesson.value());
  Decision decision;
  decision.outgoing.push_back(change(editing.owner, {.course = editing.course.id, .change = std::move(added)}, next));
  remember(decision, next, editing);
  return decision;
}

Decision take_replacement(const Editing& editing, const shop::Lesson& lesson, const telegram::Message& message) {
  LessonMessage taken = lesson_in(message);
  if (const auto* problem = std::get_if<MessageProblem>(&taken)) return unusable(editing, *problem);
  auto* const content = std::get_if<shop::LessonContent>(&taken);
  if (content == nullptr) return unusable(editing, MessageProblem::no_title);
  return settle(editing,
                shop::ReplaceLesson{.lesson = lesson.id,
                                    .language = editing.language,
                                    .fingerprint = fingerprint_in(lesson, editing.language),
                                    .content = std::move(*content)},
                editing.action(EditDeed::lesson, lesson.id.value()));
}

Decision take_more(const Editing& editing, const shop::Lesson& lesson, const telegram::Message& message) {
  PartMessage taken = part_in(message);
  if (const auto* problem = std::get_if<MessageProblem>(&taken)) return unusable(editing, *problem);
  auto& part = std::get<shop::LessonPart>(taken);
  if (const auto problem = problem_of_adding(&lesson, editing.language, part)) return unusable(editing, *problem);
  return add_part(editing, lesson.id, EditDeed::extend, std::move(part));
}

Decision take_about_lesson(const EditAction& action, const Editing& editing, const telegram::Message& message) {
  const shop::Lesson* const lesson = lesson_of(action, editing);
  if (lesson == nullptr) {
    Decision decision;
    stop_asking(decision, editing.owner, editing.context);
    Screen screen = screen_of(editing.action(EditDeed::lesson, action.detail), editing.owner, editing.context);
    decision.outgoing.push_back(show(editing.owner, std::move(screen)));
    return decision;
  }
  if (action.deed == EditDeed::opening) return take_opening(editing, *lesson, message);
  return action.deed == EditDeed::replace ? take_replacement(editing, *lesson, message)
                                          : take_more(editing, *lesson, message);
}

Decision take(const EditAction& action, const Editing& editing, const telegram::Message& message) {
  switch (action.deed) {
    case EditDeed::title:
      return take_title(editing, message);
    case EditDeed::description:
      return take_description(editing, message);
    case EditDeed::price:
      return take_price(editing, message);
    case EditDeed::channel:
      return take_channel(editing, message);
    case EditDeed::add:
      return take_lesson(editing, action, message);
    default:
      return take_about_lesson(action, editing, message);
  }
}

}  // namespace

Decision ask_about(const EditAction& action, const Editing& editing) {
  EditAction question = action;
  const std::string state = present_state(action, editing);
  question.seen = state.empty() ? "" : shop::fingerprint_of(state);
  Decision decision = reply(editing.owner, question_text(action, editing, lesson_of(action, editing)),
                            question_buttons(action, editing));
  remember(decision, question, editing);
  return decision;
}

Decision ask_for_course(const Customer& owner, const Context& context) {
  Decision decision = reply(owner, course_editing_texts_in(owner.language).ask_new_title());
  ask(decision, owner, std::string(kEditData) + to_string({.deed = EditDeed::create, .language = owner.language}),
      context);
  return decision;
}

std::optional<EditAction> edit_in_question(const Customer& owner, const Context& context) {
  const std::optional<std::string> about = asked(owner, context);
  if (!about || !about->starts_with(kEditData)) return std::nullopt;
  return parse_edit_action(std::string_view(*about).substr(kEditData.size()));
}

void stop_asking(Decision& decision, const Customer& owner, const Context& context) {
  if (edit_in_question(owner, context)) ask(decision, owner, "", context);
}

Decision edit_by_message(const Customer& owner, std::string_view about, const telegram::Message& message,
                         const Context& context) {
  const std::optional<EditAction> action = parse_edit_action(about.substr(kEditData.size()));
  if (action && action->deed == EditDeed::create) return add_course(owner, text_of(message), context);
  const shop::Course* const course = action ? context.situation.catalogue.course(action->course) : nullptr;
  if (course == nullptr) {
    Decision decision;
    ask(decision, owner, "", context);
    const Screen screen =
        noted(course_editing_texts_in(owner.language).course_gone(), courses_screen(owner, 1, context));
    decision.outgoing.push_back(show(owner, screen));
    return decision;
  }
  const Editing editing{.owner = owner, .course = *course, .language = action->language, .context = context};
  const std::string state = present_state(*action, editing);
  const bool as_seen = action->seen == (state.empty() ? "" : shop::fingerprint_of(state));
  if (as_seen) return take(*action, editing, message);
  Decision decision = reply(owner, editing.texts().changed_meanwhile());
  add(decision,
      ask_about(
          {.deed = action->deed, .language = action->language, .course = action->course, .detail = action->detail},
          editing));
  return decision;
}

}  // namespace bot
