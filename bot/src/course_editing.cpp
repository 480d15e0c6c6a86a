// Courses made in the chat: the commands, and what the buttons do.

#include "course_editing.hpp"

#include <algorithm>

#include "courses.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

constexpr std::size_t kMaxQuotedName = 32;
using Message = std::optional<values::MessageId>;

Decision only(Outgoing outgoing) {
  Decision decision;
  decision.outgoing.push_back(std::move(outgoing));
  return decision;
}

/// All is as the button would make it.
Decision already_so(const Editing& editing, const EditAction& back, Message message) {
  Screen screen = noted(editing.texts().already_so(), screen_of(back, editing.owner, editing.context));
  return only(show(editing.owner, std::move(screen), message));
}

Decision send(const Editing& editing, shop::CourseChange what, const EditAction& next, Message message) {
  return only(change(editing.owner, {.course = editing.course.id, .change = std::move(what)}, next, message));
}

Decision publish(const Editing& editing, Message message) {
  const EditAction panel = editing.action(EditDeed::course);
  if (editing.course.published) return already_so(editing, panel, message);
  if (!shop::why_not_publishable(editing.course)) {
    return send(editing, shop::SetPublished{.to = true}, editing.action(EditDeed::publish), message);
  }
  Screen screen = noted(editing.texts().cannot_be_published(editing.course), course_screen(editing));
  return only(show(editing.owner, std::move(screen), message));
}

Decision unpublish(const Editing& editing, Message message) {
  const EditAction panel = editing.action(EditDeed::course);
  if (!editing.course.published) return already_so(editing, panel, message);
  return send(editing, shop::SetPublished{.to = false}, panel, message);
}

Decision protect(const Editing& editing, bool to, Message message) {
  const EditAction panel = editing.action(EditDeed::course);
  if (editing.course.protect_content == to) return already_so(editing, panel, message);
  return send(editing, shop::SetProtected{.to = to}, panel, message);
}

Decision include(const Editing& editing, shop::PlanId plan, bool to, Message message) {
  const EditAction panel = editing.action(EditDeed::plans);
  if (editing.course.included_in(plan) == to) return already_so(editing, panel, message);
  std::vector<shop::PlanId> plans;
  for (const shop::PlanId each : shop::kAllPlans) {
    if (each == plan ? to : editing.course.included_in(each)) plans.push_back(each);
  }
  return send(editing, shop::SetPlans{.from = editing.course.plans, .to = std::move(plans)}, panel, message);
}

/// None: no channel any more.
Decision change_entry(const Editing& editing, std::optional<shop::ChannelEntry> to, Message message) {
  const EditAction panel = editing.action(EditDeed::course);
  const std::optional<shop::CourseChannel>& channel = editing.course.channel;
  const bool same = !channel || (to && channel->entry == *to);
  Decision decision;
  stop_asking(decision, editing.owner, editing.context);
  if (same) {
    add(decision, already_so(editing, panel, message));
    return decision;
  }
  std::optional<shop::CourseChannel> changed;
  if (to) changed = shop::CourseChannel{.chat = channel->chat, .entry = *to};
  add(decision, send(editing, shop::SetChannel{.from = channel, .to = changed}, panel, message));
  return decision;
}

/// Where an owner goes on who is done with what was asked, or won't answer it.
EditAction behind(const EditAction& asked) {
  EditAction next = asked;
  next.seen.clear();
  const bool about_lesson =
      asked.deed == EditDeed::opening || asked.deed == EditDeed::replace || asked.deed == EditDeed::extend;
  next.deed = about_lesson ? EditDeed::lesson : asked.deed == EditDeed::create ? EditDeed::courses : EditDeed::course;
  return next;
}

Decision finish(const Editing& editing) {
  const std::optional<EditAction> asked = edit_in_question(editing.owner, editing.context);
  const bool about_this = asked && asked->course == editing.course.id;
  Decision decision;
  stop_asking(decision, editing.owner, editing.context);
  const EditAction next = about_this ? behind(*asked) : editing.action(EditDeed::course);
  Screen screen = noted(editing.texts().done(), screen_of(next, editing.owner, editing.context));
  decision.outgoing.push_back(show(editing.owner, std::move(screen)));
  return decision;
}

Decision move(const Editing& editing, const shop::Lesson& lesson, bool up, Message message) {
  const std::vector<shop::Lesson>& lessons = editing.course.lessons;
  const EditAction panel = editing.action(EditDeed::lesson, lesson.id.value());
  const auto place = static_cast<std::size_t>(&lesson - lessons.data());
  const bool at_the_end = up ? place == 0 : place + 1 == lessons.size();
  if (at_the_end) return already_so(editing, panel, message);
  shop::MoveLesson moved{.lesson = lesson.id, .before = std::nullopt};
  const std::size_t before = up ? place - 1 : place + 2;
  if (before < lessons.size()) moved.before = lessons[before].id;
  return send(editing, std::move(moved), panel, message);
}

Decision open_to_all(const Editing& editing, const shop::Lesson& lesson, bool to, Message message) {
  const EditAction panel = editing.action(EditDeed::lesson, lesson.id.value());
  if (lesson.preview == to) return already_so(editing, panel, message);
  return send(editing, shop::SetPreview{.lesson = lesson.id, .to = to}, panel, message);
}

/// What is written in a language begins with the course's title in it: the panel says so.
bool needs_title(const Editing& editing, EditDeed deed) {
  const bool writes =
      deed == EditDeed::description || deed == EditDeed::add || deed == EditDeed::replace || deed == EditDeed::extend;
  return writes && !editing.course.title.has(editing.language);
}

std::optional<Decision> press_of_course(const Editing& editing, const EditAction& action, Message message) {
  switch (action.deed) {
    case EditDeed::title:
    case EditDeed::description:
    case EditDeed::price:
    case EditDeed::channel:
    case EditDeed::add:
      return ask_about(editing.action(action.deed), editing);
    case EditDeed::publish:
      return publish(editing, message);
    case EditDeed::unpublish:
      return unpublish(editing, message);
    case EditDeed::protect:
      return protect(editing, true, message);
    case EditDeed::unprotect:
      return protect(editing, false, message);
    case EditDeed::include:
    case EditDeed::exclude: {
      const std::optional<shop::PlanId> plan = shop::parse_plan(action.detail);
      if (!plan) return std::nullopt;
      return include(editing, *plan, action.deed == EditDeed::include, message);
    }
    case EditDeed::by_request:
      return change_entry(editing, shop::ChannelEntry::join_request, message);
    case EditDeed::by_link:
      return change_entry(editing, shop::ChannelEntry::invite_link, message);
    case EditDeed::no_channel:
      return change_entry(editing, std::nullopt, message);
    case EditDeed::as_student:
      return show_as_student(editing);
    case EditDeed::done:
      return finish(editing);
    default:
      return std::nullopt;
  }
}

std::optional<Decision> press_of_lesson(const Editing& editing, const shop::Lesson& lesson, const EditAction& action,
                                        Message message) {
  switch (action.deed) {
    case EditDeed::opening:
    case EditDeed::replace:
    case EditDeed::extend:
      return ask_about(editing.action(action.deed, action.detail), editing);
    case EditDeed::up:
    case EditDeed::down:
      return move(editing, lesson, action.deed == EditDeed::up, message);
    case EditDeed::open_to_all:
    case EditDeed::close_to_all:
      return open_to_all(editing, lesson, action.deed == EditDeed::open_to_all, message);
    case EditDeed::remove:
      return send(editing, shop::RemoveLesson{.lesson = lesson.id}, editing.action(EditDeed::lessons), message);
    case EditDeed::lesson_as_student:
      return show_lesson_as_student(editing, lesson);
    default:
      return std::nullopt;
  }
}

bool is_screen(EditDeed deed) {
  switch (deed) {
    case EditDeed::courses:
    case EditDeed::course:
    case EditDeed::lessons:
    case EditDeed::lesson:
    case EditDeed::plans:
    case EditDeed::removal:
      return true;
    default:
      return false;
  }
}

bool is_about_a_lesson(EditDeed deed) {
  switch (deed) {
    case EditDeed::opening:
    case EditDeed::replace:
    case EditDeed::extend:
    case EditDeed::up:
    case EditDeed::down:
    case EditDeed::open_to_all:
    case EditDeed::close_to_all:
    case EditDeed::remove:
    case EditDeed::lesson_as_student:
      return true;
    default:
      return false;
  }
}

std::vector<std::string> names_of(std::span<const shop::Course> courses) {
  std::vector<std::string> names;
  for (const shop::Course& course : courses) names.push_back(course.id.value());
  return names;
}

}  // namespace

Decision add_course(const Customer& owner, std::string_view title, const Context& context) {
  const CourseEditingTexts& texts = course_editing_texts_in(owner.language);
  const std::span<const shop::Course> courses = context.situation.catalogue.courses();
  if (courses.size() >= shop::kMaxCourses) return reply(owner, texts.too_many_courses());
  if (title.empty()) return ask_for_course(owner, context);
  const bool fits = title.find('\n') == std::string_view::npos && values::is_valid_utf8(title) &&
                    values::count_code_points(title) <= shop::kMaxCourseTitle;
  if (!fits) {
    Decision decision = reply(owner, texts.bad_title());
    ask(decision, owner, std::string(kEditData) + to_string({.deed = EditDeed::create, .language = owner.language}),
        context);
    return decision;
  }
  const EditAction created{.deed = EditDeed::create,
                           .language = owner.language,
                           .course = values::CourseId{shop::slug_for(title, names_of(courses))}};
  Decision decision;
  stop_asking(decision, owner, context);
  decision.outgoing.push_back(change(
      owner,
      {.course = created.course, .change = shop::CreateCourse{.language = owner.language, .title = std::string(title)}},
      created));
  return decision;
}

Decision edit_course(const Customer& owner, std::string_view id, const Context& context) {
  if (id.empty()) return only(show(owner, courses_screen(owner, 1, context)));
  const shop::Course* const course = context.situation.catalogue.course(values::CourseId{std::string(id)});
  if (course == nullptr) {
    const std::string note = course_editing_texts_in(owner.language).no_such_course(bounded(id, kMaxQuotedName));
    return only(show(owner, noted(note, courses_screen(owner, 1, context))));
  }
  const Editing editing{
      .owner = owner, .course = *course, .language = language_to_edit(*course, owner), .context = context};
  return only(show(owner, course_screen(editing)));
}

std::optional<Decision> press_edit_button(const Customer& customer, std::string_view action_text,
                                          const telegram::CallbackQuery& query, const Context& context) {
  if (!is_owner(context.situation, customer.id)) return std::nullopt;
  const std::optional<EditAction> action = parse_edit_action(action_text);
  if (!action) return std::nullopt;
  const Message message = message_of(query);
  const shop::Course* const course = context.situation.catalogue.course(action->course);
  if (course == nullptr || is_screen(action->deed)) {
    return only(show(customer, screen_of(*action, customer, context), message));
  }
  const Editing editing{.owner = customer, .course = *course, .language = action->language, .context = context};
  if (needs_title(editing, action->deed)) return only(show(customer, course_screen(editing), message));
  if (!is_about_a_lesson(action->deed)) return press_of_course(editing, *action, message);
  const shop::Lesson* const lesson = course->lesson(values::LessonId{action->detail});
  if (lesson == nullptr) {
    return only(
        show(customer, screen_of(editing.action(EditDeed::lesson, action->detail), customer, context), message));
  }
  return press_of_lesson(editing, *lesson, *action, message);
}

std::optional<Decision> edit_by_command(const Customer& customer, std::string_view name, const Context& context) {
  if (name != "done" && name != "cancel") return std::nullopt;
  const std::optional<EditAction> asked = edit_in_question(customer, context);
  if (!asked || !is_owner(context.situation, customer.id)) return std::nullopt;
  const CourseEditingTexts& texts = course_editing_texts_in(customer.language);
  Decision decision;
  stop_asking(decision, customer, context);
  const bool has_taken = asked->deed == EditDeed::add || asked->deed == EditDeed::extend;
  const std::string note = has_taken ? texts.done() : texts.cancelled();
  decision.outgoing.push_back(show(customer, noted(note, screen_of(behind(*asked), customer, context))));
  return decision;
}

}  // namespace bot
