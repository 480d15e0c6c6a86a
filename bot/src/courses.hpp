#pragma once
// The conversations about courses, one a file, and what they share. See conversations.hpp.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "course_texts.hpp"
#include "shop/reading.hpp"
#include "telegram/types.hpp"

namespace bot {

// What a button's data begin with. A course's name has at most 24 bytes, and so has a lesson's: all fit into 64.
inline constexpr std::string_view kCoursesData = "courses:";          // "courses:2", a page of the list
inline constexpr std::string_view kCourseData = "course:";            // "course:sql"
inline constexpr std::string_view kBuyCourseData = "course_buy:";     // "course_buy:sql"
inline constexpr std::string_view kLessonsData = "lessons:";          // "lessons:sql:2", a page of its lessons
inline constexpr std::string_view kReadOnData = "read:";              // "read:sql", where one has got to
inline constexpr std::string_view kLessonData = "lesson:";            // "lesson:sql:tables"
inline constexpr std::string_view kNextData = "next:";                // "next:sql:tables", the one behind it
inline constexpr std::string_view kPreviousData = "prev:";            // "prev:sql:tables"
inline constexpr std::string_view kQuizData = "quiz:";                // "quiz:sql:tables:0:2", question and option
inline constexpr std::string_view kCertificateData = "certificate:";  // "certificate:sql", in Telegram's name
inline constexpr std::string_view kEnterData = "enter:";              // "enter:sql", its channel
inline constexpr std::string_view kLanguageData = "language:";        // "language:ru"
inline constexpr std::string_view kRemindersData = "reminders:";      // "reminders:off"
inline constexpr std::string_view kEditData = "edit:";                // An owner's, about a course's files.

/// What a plan or a course is called; a course that is gone by its name.
std::string title_of(const shop::Product& product, shop::Language language, const shop::Catalogue& catalogue);

/// What the customer has that may give them the course.
shop::Holdings holdings_of(values::UserId user, const values::CourseId& course, const Context& context);

/// A screen with buttons: in place of the message whose button was pressed, where Telegram still shows that, or as a
/// message of its own.
Outgoing screen_for(const Customer& customer, std::string text, telegram::InlineKeyboard keyboard,
                    const telegram::CallbackQuery* pressed);
/// A screen in place of that message of the bot's.
Outgoing screen_in(values::MessageId message, const Customer& customer, std::string text,
                   telegram::InlineKeyboard keyboard);

/// A message about a course to each owner.
std::vector<Outgoing> tell_owners_of_courses(const Context& context,
                                             const std::function<std::string(const CourseTexts&)>& message);

/// The course as the customer has it now.
CourseView view_of(const shop::Course& course, const Customer& customer, const Context& context);

// course_buttons.cpp
/// What the button with that data does; none for data that none of these buttons has, or has any more.
std::optional<Decision> press_course_button(const Customer& customer, std::string_view data,
                                            const telegram::CallbackQuery& query, const Context& context);

// storefront.cpp
/// `page` counts from 1; one that isn't there any more is the last.
Decision show_courses(const Customer& customer, std::size_t page, const telegram::CallbackQuery* pressed,
                      const Context& context);
Decision show_course(const Customer& customer, const values::CourseId& id, const telegram::CallbackQuery* pressed,
                     const Context& context);
Decision search_courses(const Customer& customer, std::string_view query, const Context& context);

// enrolling.cpp
Decision buy_course(const Customer& customer, const values::CourseId& id, const Context& context);

// lessons.cpp
Decision show_lessons(const Customer& customer, const values::CourseId& id, std::size_t page,
                      const telegram::CallbackQuery* pressed, const Context& context);
Decision show_lesson(const Customer& customer, const values::CourseId& id, const values::LessonId& lesson,
                     const Context& context);
/// The first that isn't done yet.
Decision read_on(const Customer& customer, const values::CourseId& id, const Context& context);
Decision show_next(const Customer& customer, const values::CourseId& id, const values::LessonId& lesson,
                   const Context& context);
Decision show_previous(const Customer& customer, const values::CourseId& id, const values::LessonId& lesson,
                       const Context& context);

// quizzes.cpp
/// `choice`: "<question>:<option>". None if there is no such question any more.
std::optional<Decision> answer_quiz(const Customer& customer, const values::CourseId& id,
                                    const values::LessonId& lesson, std::string_view choice,
                                    const telegram::CallbackQuery& query, const Context& context);

// completing.cpp
/// What follows once the student, whose progress that is by now, has done all of the course: empty before.
Decision complete(const Customer& customer, const shop::Course& course, const shop::Enrolment& enrolment,
                  const shop::Progress& progress, const Context& context);
Decision certify(const Customer& customer, const values::CourseId& id, std::string_view name, const Context& context);
/// The name is who pressed the button.
Decision certify_sender(const Customer& customer, const values::CourseId& id, const telegram::CallbackQuery& query,
                        const Context& context);

// reminding.cpp
/// Timers of the course, from the enrolment on: the next reminder, and the next lesson that opens.
void schedule_reading(Decision& decision, const shop::Enrolment& enrolment, const Context& context);
Decision remind_reader(std::string_view subject, const Context& context);
Decision lesson_opens(std::string_view subject, const Context& context);
Decision show_reminders(const Customer& customer, const Context& context);
Decision switch_reminders(const Customer& customer, bool on, const Context& context);

// learning.cpp
/// The customer's courses, for /my: text and a button for each. Empty if there are none.
std::pair<std::string, telegram::InlineKeyboard> courses_of(const Customer& customer, const Context& context);
Decision show_receipts(const Customer& customer, const Context& context);
Decision show_languages(const Customer& customer);
std::optional<Decision> choose_language(const Customer& customer, std::string_view language, const Context& context);

// questions.cpp
/// Asks the customer something that their next message answers.
void ask(Decision& decision, const Customer& customer, std::string about, const Context& context);
/// What the customer's next message answers; none if nothing was asked, or too long ago.
std::optional<std::string> asked(const Customer& customer, const Context& context);
/// To the owner: asks for the request if it is empty.
Decision support(const Customer& customer, std::string_view request, const Context& context);
/// The answer to what was asked, or something that nobody asked for.
Decision answer_question(const Customer& customer, const telegram::Message& message, const Context& context);

// media.cpp
/// A lesson's picture, video or file. What Telegram calls it comes back as the answer.
Outgoing media_to(const Customer& customer, const shop::Course& course, const shop::MediaPart& part,
                  const Context& context);
/// What Telegram answered to an upload, or to a file that it was to know.
Decision media_answered(const CallAnswered& answer, const Context& context);

// channel_invitations.cpp
/// Lets whoever has the course into its channel: a link, or the way to one.
Decision enter_channel(const Customer& customer, const values::CourseId& id, const Context& context);
/// The same as part of what follows a purchase.
void invite(Decision& decision, const Customer& customer, const shop::Course& course, const Context& context);

// channel_members.cpp
Decision join_requested(const telegram::ChatJoinRequest& request, const Context& context);
Decision channel_member_changed(const telegram::ChatMemberChanged& change, const Context& context);

// channel_standing.cpp
/// The bot's own standing in a channel.
Decision standing_changed(const telegram::MyChatMember& change, const Context& context);
/// Looks at the channels that weren't looked at for a day, and after those who wait to be let in. Part of what happens
/// at every start and every hour.
Decision check_channels(const Context& context);

// channel_removal.cpp
/// The user may have lost a course: who has lost it is removed from its channel.
Decision check_channel_access(std::string_view user_number, const Context& context);
/// Has that looked at soon, and again when a plan's time is over.
void schedule_access_check(Decision& decision, values::UserId user, values::Timestamp at);
/// Takes the user out of every channel they are in, whatever they have: who is to be forgotten.
void leave_channels(Decision& decision, values::UserId user, const Context& context);

// channels.cpp
/// Telegram's answer to a call about a channel: invite links, rights, removals.
Decision channel_answered(const CallAnswered& answer, const Context& context);

// course_editing.cpp, for owners only.
/// `title` may be empty: then it is asked for.
Decision add_course(const Customer& owner, std::string_view title, const Context& context);
Decision edit_course(const Customer& owner, std::string_view id, const Context& context);
/// What follows kEditData in a button's data. None if that can't be done, or not by that customer.
std::optional<Decision> press_edit_button(const Customer& customer, std::string_view action,
                                          const telegram::CallbackQuery& query, const Context& context);
/// An owner's message while they edit; `about` begins with "edit:".
Decision edit_by_message(const Customer& owner, std::string_view about, const telegram::Message& message,
                         const Context& context);
/// "done" and "cancel", which mean something while an owner edits; none otherwise.
std::optional<Decision> edit_by_command(const Customer& customer, std::string_view name, const Context& context);
/// What became of a change of the files.
Decision edit_answered(const CallAnswered& answer, const Context& context);

// course_statistics.cpp, for owners only.
Decision show_course_statistics(const Customer& owner, std::string_view id, const Context& context);

}  // namespace bot
