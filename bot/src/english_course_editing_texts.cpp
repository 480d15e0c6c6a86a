#include "english_course_editing_texts.hpp"

#include <algorithm>
#include <stdexcept>

#include "counting.hpp"
#include "notation.hpp"

namespace bot {
namespace {

std::string name_of(shop::Language language) {
  return language == shop::Language::english ? "English" : "Russian";
}

std::string quoted(std::string_view text) {
  return "“" + std::string(text) + "”";
}

const std::string& title(const shop::Course& course) {
  return course.title.in(shop::Language::english);
}

const std::string& title(const shop::Lesson& lesson) {
  return lesson.in(shop::Language::english).title;
}

std::string languages_of(const shop::Course& course) {
  return course.languages().size() > 1 ? "English and Russian" : name_of(course.languages().front());
}

std::string plan_names(const shop::Course& course) {
  std::string names;
  for (const shop::PlanId plan : course.plans) {
    names += (names.empty() ? "" : ", ") + std::string(shop::to_string(plan));
  }
  return names.empty() ? "none" : names;
}

std::string days(std::chrono::days count) {
  return in_english(static_cast<std::size_t>(count.count()), "day", "days");
}

std::string entry_of(const shop::CourseChannel& channel) {
  return channel.entry == shop::ChannelEntry::join_request ? "one asks to join" : "by a link for one person";
}

/// What is missing before the course can be published, a line for each.
std::string missing(const shop::Course& course) {
  std::string lines;
  if (course.description.empty()) lines += "\n• a description";
  if (course.lessons.empty() && !course.channel) lines += "\n• a lesson, or a channel";
  if (!course.price && course.plans.empty()) lines += "\n• a price, or a plan that includes it";
  return lines;
}

class EnglishCourseEditingTexts final : public CourseEditingTexts {
 public:
  std::string button(EditDeed deed) const override {
    switch (deed) {
      case EditDeed::courses:
        return "All courses";
      case EditDeed::course:
        return "To the course";
      case EditDeed::lessons:
        return "Lessons…";
      case EditDeed::lesson:
        return "To the lesson";
      case EditDeed::plans:
        return "Plans";
      case EditDeed::removal:
        return "Remove…";
      case EditDeed::as_student:
        return "See it as a student does";
      case EditDeed::lesson_as_student:
        return "Read it as a student";
      case EditDeed::create:
        return "New course";
      case EditDeed::title:
        return "Title";
      case EditDeed::description:
        return "Description";
      case EditDeed::price:
        return "Price";
      case EditDeed::channel:
        return "Channel";
      case EditDeed::opening:
        return "Opens after…";
      case EditDeed::add:
        return "Add lessons";
      case EditDeed::replace:
        return "Write anew";
      case EditDeed::extend:
        return "Add to it";
      case EditDeed::publish:
        return "Publish";
      case EditDeed::unpublish:
        return "Unpublish";
      case EditDeed::protect:
        return "Forbid forwarding";
      case EditDeed::unprotect:
        return "Allow forwarding";
      case EditDeed::include:
      case EditDeed::exclude:
        break;  // plan_button
      case EditDeed::by_request:
        return "Let people ask to join instead";
      case EditDeed::by_link:
        return "Use links for one person instead";
      case EditDeed::no_channel:
        return "No channel any more";
      case EditDeed::up:
        return "▲ Up";
      case EditDeed::down:
        return "▼ Down";
      case EditDeed::open_to_all:
        return "Make it free to try";
      case EditDeed::close_to_all:
        return "Not free any more";
      case EditDeed::remove:
        return "Yes, remove it";
      case EditDeed::done:
        return "Done";
    }
    throw std::logic_error("a button without an English text");
  }

  std::string course_button(const shop::Course& course) const override {
    return title(course) + (course.published ? "" : " — draft");
  }

  std::string lesson_button(std::size_t number, const shop::Lesson& lesson, shop::Language language) const override {
    std::string text = std::to_string(number) + ". " + lesson.in(language).title;
    if (lesson.preview) text += " — free";
    if (lesson.text(language) == nullptr) text += " — not in " + name_of(language);
    return text;
  }

  std::string plan_button(const shop::PlanOffer& offer, bool included) const override {
    return (included ? "✓ " : "") + offer.title.in(shop::Language::english);
  }

  std::string language_button(shop::Language language) const override { return "Its texts in " + name_of(language); }

  std::string next_lesson_button() const override { return "Next lesson ▶"; }

  std::string courses(const Page& page) const override {
    std::string text = "Which course? A new one: /addcourse";
    if (page.of > 1) text += "\n\nPage " + std::to_string(page.number) + " of " + std::to_string(page.of);
    return text;
  }

  std::string no_courses() const override { return "There are no courses yet. Make the first one: /addcourse"; }

  std::string course(const shop::Course& course, shop::Language language) const override {
    std::string text = course.title.has(language) ? course.title.in(language)
                                                  : title(course) + "\nIt has no title in " + name_of(language) +
                                                        " yet. Write one, and the course has that language too.";
    if (course.title.has(language)) {
      text += "\n\n" + (course.description.has(language) ? course.description.in(language) : "No description yet.");
    }
    text += "\n";
    text += course.published ? "\nPublished" : "\nA draft: only owners see it";
    text += "\nLanguages: " + languages_of(course);
    text += "\nPrice: " + (course.price ? stars(*course.price) : "not sold by itself");
    text += "\nIncluded in plans: " + plan_names(course);
    text += "\nLessons: " + std::to_string(course.lessons.size());
    const auto free = std::ranges::count_if(course.lessons, &shop::Lesson::preview);
    if (free > 0) text += ", free to try: " + std::to_string(free);
    text += "\nChannel: " +
            (course.channel ? bot::number(course.channel->chat) + ", " + entry_of(*course.channel) : "none");
    text += std::string("\nForwarding: ") + (course.protect_content ? "forbidden" : "allowed");
    const std::string lacking = course.published ? "" : missing(course);
    if (!lacking.empty()) text += "\n\nBefore it can be published, it needs:" + lacking;
    return text;
  }

  std::string lessons(const shop::Course& course, const Page& page) const override {
    std::string text = course.lessons.empty() ? quoted(title(course)) + " has no lessons yet."
                                              : "The lessons of " + quoted(title(course)) + ". Press one to change it.";
    if (page.of > 1) text += "\n\nPage " + std::to_string(page.number) + " of " + std::to_string(page.of);
    return text;
  }

  std::string lesson(const shop::Course& course, std::size_t number, shop::Language language) const override {
    const shop::Lesson& lesson = course.lessons.at(number - 1);
    const bool has_text = lesson.text(language) != nullptr;
    std::string text = "Lesson " + std::to_string(number) + " of " + std::to_string(course.lessons.size()) + ": " +
                       quoted(lesson.in(language).title) + "\n" + quoted(title(course)) + "\n";
    text += lesson.preview ? "\nFree to try: anybody can read it" : "\nFor those who have the course";
    text += lesson.after == std::chrono::days{0} ? "\nOpen from the beginning"
                                                 : "\nOpens " + days(lesson.after) + " after one got the course";
    if (has_text && lesson.text(language)->quizzes > 0) {
      text += "\nQuestions: " + std::to_string(lesson.text(language)->quizzes);
    }
    text += "\nFile: " + course.id.value() + "/" + shop::lesson_file_name(lesson.id, language);
    if (!has_text) text += " (not there yet: it has no text in " + name_of(language) + ")";
    return text;
  }

  std::string plans(const shop::Course& course) const override {
    return "Which plans include " + quoted(title(course)) + "? Who has such a plan reads the course without buying it.";
  }

  std::string really_remove(const shop::Lesson& lesson, bool published) const override {
    return "Shall the lesson " + quoted(title(lesson)) + " go? Its text is deleted, in every language." +
           (published ? " Those who have the course won't see it any more." : "");
  }

  std::string end_of_lesson(const shop::Course& course, std::size_t number) const override {
    return "That is lesson " + std::to_string(number) + " of " + std::to_string(course.lessons.size()) +
           " as students see it.";
  }

  std::string ask_new_title() const override {
    return "What shall the new course be called? At most 32 characters. If you don't want one after all: /cancel";
  }

  std::string ask_title(const shop::Course& course, shop::Language language) const override {
    const std::string present = course.title.has(language)
                                    ? "It is called " + quoted(course.title.in(language)) + " in " + name_of(language)
                                    : "It has no title in " + name_of(language);
    return present + ". What shall it be called? At most 32 characters. To leave it as it is: /cancel";
  }

  std::string ask_description(const shop::Course& course, shop::Language language) const override {
    return (course.description.has(language) ? "Write the new description in " : "Write the description in ") +
           name_of(language) +
           ": what one learns, and for whom it is. At most 1024 characters; an invoice shows the beginning. To leave "
           "it "
           "as it is: /cancel";
  }

  std::string ask_price(const shop::Course& course) const override {
    return "What shall " + quoted(title(course)) + " cost? " +
           (course.price ? "It costs " + stars(*course.price) : "It isn't sold by itself") +
           " at the moment. Write a whole number of Stars from 1 to 10000, or - if it shall not be sold by itself. To "
           "leave it as it is: /cancel";
  }

  std::string ask_channel(const shop::Course& course) const override {
    if (course.channel) {
      return "The channel of " + quoted(title(course)) + " is " + bot::number(course.channel->chat) + ", " +
             entry_of(*course.channel) +
             ". Choose below, or forward a post of another channel to me. To leave it as it is: /cancel";
    }
    return "Forward a post of the channel to me, or write the number of the channel or group, such as "
           "-1001234567890. Make me an administrator there who may invite and ban users: then I let those in who have "
           "the course, and nobody else. If it shall have none: /cancel";
  }

  std::string ask_opening(const shop::Lesson& lesson) const override {
    return "How many days after somebody got the course shall " + quoted(title(lesson)) +
           " open? Write a number from 0 (at once) to 365. To leave it as it is: /cancel";
  }

  std::string ask_lessons(const shop::Course& course, shop::Language language) const override {
    std::string text =
        "Send or forward the lessons in " + name_of(language) +
        ", one message each. The first line is the title; below it comes the text, with all its formatting. A picture, "
        "a video or a file may have the words under it.\n\nA picture without words, or a poll in quiz mode, goes to "
        "the lesson before it.";
    if (course.languages().size() > 1) {
      text += "\n\nTo translate a lesson that is there, open it from the list instead.";
    }
    return text + "\n\nWhen that's all: /done";
  }

  std::string ask_replacement(const shop::Lesson& lesson, shop::Language language) const override {
    return "Send or forward the new text of " + quoted(lesson.in(language).title) + " in " + name_of(language) +
           ": the first line is the title. Pictures and questions of the old text go with it. To leave it as it is: "
           "/cancel";
  }

  std::string ask_more(const shop::Lesson& lesson) const override {
    return "Send what shall come at the end of " + quoted(title(lesson)) +
           ": text, pictures, videos, files, polls in quiz mode. When that's all: /done";
  }

  std::string bad_title() const override {
    return "A title is one line of at most 32 characters: it also stands on the invoice. Please write it again.";
  }

  std::string bad_description() const override {
    return "A description is a text of at most 1024 characters. Please write it again.";
  }

  std::string bad_price() const override {
    return "That is no price. Write a whole number of Stars from 1 to 10000, such as 150, or - if it shall not be sold "
           "by itself.";
  }

  std::string bad_channel() const override {
    return "I can't see a channel in that. Forward a post of the channel to me, or write its number, which begins with "
           "-100.";
  }

  std::string channel_taken(const shop::Course& by) const override {
    return "That is the channel of " + quoted(title(by)) + ". Each course needs a channel of its own.";
  }

  std::string bad_opening() const override { return "Write a number of days from 0 to 365, such as 7."; }

  std::string unusable(MessageProblem problem) const override {
    switch (problem) {
      case MessageProblem::nothing_to_show:
        return "I can't put that into a lesson. Text, pictures, videos, files and polls in quiz mode can be in one.";
      case MessageProblem::no_text:
        return "That is a title alone. Send it again with the text below it, in one message.";
      case MessageProblem::no_title:
        return "A lesson needs a title: write it under the picture, as the first line.";
      case MessageProblem::no_lesson_before:
        return "There is no lesson yet that this could belong to. Send a lesson first, or write its title under the "
               "picture.";
      case MessageProblem::answer_unknown:
        return "Telegram doesn't tell me the right answer of a quiz that somebody else made. Make it here in this "
               "chat: "
               "attach a poll, and choose quiz mode.";
      case MessageProblem::several_answers:
        return "A question in a lesson has exactly one right answer. Please make the quiz again with one.";
      case MessageProblem::quiz_too_large:
        return "A question in a lesson has 2 to 10 answers of at most 100 characters. Please make the quiz again.";
      case MessageProblem::too_long:
        return "The lesson would become too long: it has at most 30 parts and 10 questions. Please put this into the "
               "next lesson.";
      case MessageProblem::too_many_lessons:
        return "A course has at most 200 lessons. This one is full.";
      case MessageProblem::cannot_be_formatted:
        return "I can't write that down so that I could read it again. Please send it with less formatting.";
    }
    throw std::logic_error("a message's problem without an English text");
  }

  std::string lesson_added(std::size_t number, std::string_view name, bool going_on) const override {
    return "Lesson " + std::to_string(number) + " " + quoted(name) + " is in." +
           (going_on ? " Send the next one, or /done" : "");
  }

  std::string lesson_extended(std::size_t number, std::string_view name, bool going_on) const override {
    return "Added to lesson " + std::to_string(number) + " " + quoted(name) + "." +
           (going_on ? " Send what comes next, or /done" : "");
  }

  std::string published(const shop::Course& course) const override {
    return quoted(title(course)) +
           " is published: everybody finds it in /courses. To tell them, write your message behind /broadcast all";
  }

  std::string done() const override { return "All right. This is how it stands:"; }
  std::string cancelled() const override { return "All right, I leave that as it is."; }
  std::string already_so() const override { return "It is so already."; }

  std::string changed_meanwhile() const override {
    return "Somebody has changed just that since I asked you. So I have changed nothing; look at how it is, and tell "
           "me again:";
  }

  std::string cannot_be_published(const shop::Course& course) const override {
    return quoted(title(course)) + " can't be published yet. What it needs stands below.";
  }

  std::string not_saved(std::string_view reason) const override {
    return "I have not saved that: " + std::string(reason) + "\n\nThis is how things are:";
  }

  std::string saved_but_not_in_force(std::string_view reason) const override {
    return "It is saved, but students don't see it yet, for another file of the catalogue has a mistake. Once that is "
           "mended, everything comes into force.\n\n" +
           std::string(reason);
  }

  std::string course_gone() const override { return "That course isn't there any more."; }
  std::string lesson_gone() const override { return "That lesson isn't there any more."; }

  std::string no_such_course(std::string_view id) const override { return "There is no course " + quoted(id) + "."; }

  std::string too_many_courses() const override {
    return "There are 1000 courses already, and I can't look after more.";
  }
};

}  // namespace

const CourseEditingTexts& english_course_editing_texts() {
  static const EnglishCourseEditingTexts texts;
  return texts;
}

}  // namespace bot
