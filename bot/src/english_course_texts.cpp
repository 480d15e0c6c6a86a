#include "english_course_texts.hpp"

#include <stdexcept>

#include "counting.hpp"
#include "english_texts.hpp"
#include "notation.hpp"
#include "progress_bar.hpp"

namespace bot {
namespace {

constexpr shop::Language kEnglish = shop::Language::english;

std::string lessons_in(const shop::Course& course) {
  return in_english(course.lessons.size(), "lesson", "lessons");
}

const std::string& title(const shop::Course& course) {
  return course.title.in(kEnglish);
}

std::string page_line(const Page& page) {
  if (page.of == 1) return {};
  return "\n\nPage " + std::to_string(page.number) + " of " + std::to_string(page.of);
}

std::string progress(const shop::Standing& standing) {
  return progress_bar(standing.percent());
}

std::string done_of(const shop::Standing& standing) {
  return std::to_string(standing.read) + " of " + in_english(standing.lessons, "lesson", "lessons");
}

std::string in_languages(const shop::Course& course) {
  const std::vector<shop::Language> languages = course.languages();
  if (languages.size() > 1) return "in English and Russian";
  return languages.front() == kEnglish ? "in English" : "in Russian";
}

std::string why(shop::DeclineReason reason) {
  switch (reason) {
    case shop::DeclineReason::already_owned:
      return "You have this course already. Open it: /my";
    case shop::DeclineReason::not_reachable:
      return "I can't let anybody into this course's channel at the moment, so it isn't sold. The owner knows; please "
             "try again later.";
    default:
      return "This course isn't sold at the moment. See what there is: /courses";
  }
}

std::string percent_of(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? "–" : std::to_string(100 * part / whole) + " %";
}

class EnglishCourseTexts final : public CourseTexts {
 public:
  std::string courses(const Page& page) const override {
    return "Our courses. Press one to see what it is about." + page_line(page);
  }

  std::string no_courses() const override { return "There are no courses yet. Please come back later."; }

  std::string course_button(const CourseView& view) const override {
    if (view.completed) return title(view.course) + " — done ✓";
    if (view.theirs && view.standing.lessons > 0) {
      return title(view.course) + " — " + std::to_string(view.standing.percent()) + " %";
    }
    if (view.theirs) return title(view.course) + " — yours";
    return view.course.price ? title(view.course) + " — " + stars(*view.course.price) : title(view.course);
  }

  std::string course(const CourseView& view) const override {
    const shop::Course& course = view.course;
    std::string text = title(course) + "\n\n" + course.description.in(kEnglish) + "\n\n";
    if (!course.lessons.empty()) text += lessons_in(course) + ", " + in_languages(course);
    if (course.channel) text += std::string(course.lessons.empty() ? "" : "\n") + "With a private channel";
    if (view.theirs) return text + progress_lines(view);
    if (course.price) text += "\nPrice: " + stars(*course.price);
    if (!course.plans.empty()) text += "\nIncluded in " + plan_names(course) + ": /plans";
    return text;
  }

  std::string course_gone() const override {
    return "This course isn't there at the moment. If you have it, it stays yours, and comes back here when it is. "
           "What "
           "there is now: /courses";
  }

  std::string how_to_search() const override {
    return "What are you looking for? Write it after the command, for example: /search bots";
  }

  std::string found(std::string_view query, std::size_t count) const override {
    return "Found for “" + std::string(query) + "”: " + in_english(count, "course", "courses");
  }

  std::string nothing_found(std::string_view query) const override {
    return "Nothing found for “" + std::string(query) + "”. All courses: /courses";
  }

  std::string page_button(bool forward) const override { return forward ? "More ▶" : "◀ Back"; }
  std::string all_courses_button() const override { return "All courses"; }

  std::string buy_button(values::Stars price) const override { return "Buy — " + stars(price); }
  std::string preview_button(const shop::Lesson& lesson) const override { return "Try: " + lesson.in(kEnglish).title; }
  std::string not_for_sale(shop::DeclineReason reason) const override { return why(reason); }

  std::string bought(std::string_view course, const shop::Payment& payment) const override {
    const bool found_later = payment.source == shop::LedgerSource::reconciliation;
    return std::string(found_later
                           ? "Your payment had got lost on its way to me. I have found it: thank you, and sorry "
                             "for the delay!"
                           : "Thank you, your payment has arrived!") +
           "\n\nCourse: " + std::string(course) + "\nPaid: " + stars(payment.amount) +
           "\nPayment number: " + payment.charge.value() +
           "\n\nThe course is yours to keep; you find it in /my. Please keep this message: you'd need the payment "
           "number "
           "for /paysupport.";
  }

  std::string granted(std::string_view course) const override {
    return "The owner has given you the course “" + std::string(course) + "”. It is yours.";
  }

  std::string revoked(std::string_view course) const override {
    return "The owner has taken the course “" + std::string(course) + "” from you. If that's wrong: /support";
  }

  std::string taken_back(std::string_view course) const override {
    return "The course “" + std::string(course) +
           "” went back with it. If you have read in it, that stays marked, "
           "should you ever return.";
  }

  std::string start_button() const override { return "Start reading"; }
  std::string read_on_button() const override { return "Read on ▶"; }
  std::string lessons_button() const override { return "All lessons"; }
  std::string next_button() const override { return "Next ▶"; }
  std::string previous_button() const override { return "◀ Previous"; }

  std::string lessons(const CourseView& view, const Page& page) const override {
    std::string text = title(view.course);
    if (view.theirs) text += "\n" + progress(view.standing) + " (" + done_of(view.standing) + ")";
    return text + page_line(page);
  }

  std::string lesson_button(std::size_t place, const shop::Lesson& lesson, bool read, bool theirs,
                            std::optional<values::Timestamp> opens) const override {
    const std::string name = std::to_string(place) + ". " + lesson.in(kEnglish).title;
    if (read) return "✓ " + name;
    if (opens) return "⏳ " + name;
    return theirs ? name : "🔒 " + name;
  }

  std::string position(const CourseView& view, std::size_t place) const override {
    std::string text = title(view.course) + ", lesson " + std::to_string(place) + " of " +
                       std::to_string(view.standing.lessons) + "\n" + progress(view.standing);
    if (view.standing.open_quizzes > 0 && view.standing.read == view.standing.lessons) {
      text += "\n" + in_english(view.standing.open_quizzes, "question is", "questions are") + " still to be answered.";
    }
    return text;
  }

  std::string preview_ends(const shop::Course& course) const override {
    return "That was a free lesson of “" + title(course) + "”.";
  }

  std::string not_theirs(const shop::Course& course) const override {
    return "This lesson belongs to “" + title(course) + "”. You can read it once you have the course.";
  }

  std::string lesson_opens_at(const shop::Lesson& lesson, values::Timestamp at) const override {
    return "The lesson “" + lesson.in(kEnglish).title + "” opens on " + english_texts().date(at) +
           ". I'll tell you then, unless you turned that off: /reminders";
  }

  std::string lesson_gone() const override {
    return "There is no lesson there any more: the author has changed the course. What you have read stays marked.";
  }

  std::string media_missing(std::string_view file) const override {
    return file.empty()
               ? "Something that belongs here can't be shown at the moment. The owner knows."
               : "“" + std::string(file) + "”, which belongs here, can't be shown at the moment. The owner knows.";
  }

  std::string quiz(const shop::Quiz& quiz) const override { return "❓ " + quiz.question; }

  std::string quiz_right(const shop::Quiz& quiz, std::size_t choice) const override {
    return "❓ " + quiz.question + "\n\n✅ " + quiz.options.at(choice) + explanation(quiz);
  }

  std::string quiz_wrong(const shop::Quiz& quiz, std::size_t choice) const override {
    return "❓ " + quiz.question + "\n\n❌ " + quiz.options.at(choice) + "\n\nNot quite. Try again.";
  }

  std::string completed(const shop::Course& course, bool with_certificate) const override {
    std::string text = "Congratulations! You have read “" + title(course) + "” to the end.";
    if (with_certificate) {
      text +=
          "\n\nWhat name shall stand on your certificate? Write it to me, or press the button to use the one you have "
          "in Telegram.";
    }
    return text;
  }

  std::string certificate(const shop::Course& course, std::string_view certificate_number) const override {
    return "Your certificate for “" + title(course) + "”, number " + std::string(certificate_number) + ".";
  }

  std::string certificate_button() const override { return "Certificate"; }
  std::string telegram_name_button() const override { return "My name in Telegram"; }

  std::string bad_name() const override {
    return "A certificate has room for one line of up to 60 characters. Please write the name once more.";
  }

  std::string not_completed(const CourseView& view) const override {
    return "The certificate comes when all of “" + title(view.course) + "” is done: so far " + done_of(view.standing) +
           ".";
  }

  std::string reminder(const CourseView& view) const override {
    return "Your course “" + title(view.course) + "” waits for you.\n" + progress(view.standing) + " (" +
           done_of(view.standing) + ")";
  }

  std::string lesson_open_now(const shop::Course& course, const shop::Lesson& lesson) const override {
    return "A new lesson of “" + title(course) + "” is open: " + lesson.in(kEnglish).title;
  }

  std::string stop_reminders_button() const override { return "No more reminders"; }
  std::string start_reminders_button() const override { return "Remind me"; }

  std::string reminders(bool on) const override {
    return on ? "I remind you of courses that you haven't finished, and tell you when a lesson opens."
              : "I don't remind you of anything you read. If you change your mind: /reminders";
  }

  std::string my_courses(std::span<const CourseView> views) const override {
    std::string text = "Your courses:";
    for (const CourseView& view : views) {
      text += "\n• " + title(view.course);
      if (view.standing.lessons > 0) text += "  " + progress(view.standing);
    }
    return text;
  }

  std::string receipts(std::span<const ReceiptLine> lines) const override {
    std::string text = "Your payments, the latest first:";
    for (const ReceiptLine& line : lines) {
      const shop::Payment& payment = line.line.payment;
      text += "\n\n" + english_texts().date(payment.received_at) + "\n" +
              (line.product.empty() ? stars(payment.amount) : line.product + ", " + stars(payment.amount)) +
              state(line.line.state) + "\nPayment number: " + payment.charge.value();
    }
    return text;
  }

  std::string no_receipts() const override { return "You haven't paid for anything yet. What there is: /courses"; }
  std::string which_language() const override { return "Which language shall I speak?"; }
  std::string language_chosen() const override { return "I'll speak English with you. To change that: /language"; }

  std::string ask_support() const override {
    return "What can I tell the owner? Write it to me in one message; the answer comes here.";
  }

  std::string enter_button() const override { return "Enter the channel"; }

  std::string invitation(const shop::Course& course, bool for_one) const override {
    return "Here is your way into the channel of “" + title(course) + "”." +
           (for_one ? " The link is for you alone: it works once, and for a week."
                    : " Press the button and ask to join; I'll let you in.");
  }

  std::string invitation_made(const shop::Course& course) const override {
    return "I'm asking Telegram for your way into the channel of “" + title(course) + "”. It comes in a moment.";
  }

  std::string channel_unreachable(const shop::Course& course) const override {
    return "I can't let anybody into the channel of “" + title(course) +
           "” at the moment. The owner knows, and I'll send you the way in as soon as I can. Nothing is lost.";
  }

  std::string let_in(const shop::Course& course) const override {
    return "Welcome to the channel of “" + title(course) + "”!";
  }

  std::string not_let_in(const shop::Course& course, std::string_view reason) const override {
    return "Telegram didn't let you into the channel of “" + title(course) + "”: " + std::string(reason) +
           "\n\nWhen that is mended, try again.";
  }

  std::string link_was_used(const shop::Course& course) const override {
    return "Somebody who doesn't have “" + title(course) +
           "” used your link to its channel, and is out again. A new one comes in a moment; please keep it to "
           "yourself.";
  }

  std::string turned_away(const shop::Course& course) const override {
    return "The channel of “" + title(course) + "” is for those who have the course. Get it: /courses";
  }

  std::string removed(std::string_view course) const override {
    return "You don't have “" + std::string(course) + "” any more, so I have taken you out of its channel.";
  }

  std::string channel_problem(const ChannelProblem& problem) const override {
    if (!problem.words.empty()) return problem.words;
    if (!problem.is_administrator) return "I'm not an administrator there.";
    if (!problem.may_invite && !problem.may_remove) return "I may neither invite users nor ban them there.";
    return problem.may_invite ? "I may not ban users there." : "I may not invite users there.";
  }

  std::string channel_lost(const shop::Course& course, std::string_view problem) const override {
    return "I can't look after the channel of “" + title(course) + "”: " + std::string(problem) +
           "\n\nUntil that is mended, the course isn't sold, and nobody is let in or removed. I need to be an "
           "administrator of the channel " +
           number(course.channel->chat) + " who may invite users and ban users.";
  }

  std::string channel_fine(const shop::Course& course) const override {
    return "I can look after the channel of “" + title(course) + "” again. Whoever waited for that is let in.";
  }

  std::string channel_without_course(std::string_view channel, values::ChatId chat) const override {
    return "I'm an administrator of “" + std::string(channel) +
           "”, which is no course's channel yet. To make it one, open the course by /editcourse, press Channel, and "
           "write "
           "its number: " +
           number(chat);
  }

  std::string not_removed(const shop::Course& course, values::UserId user, std::string_view reason) const override {
    return "I could not remove " + number(user) + ", who doesn't have “" + title(course) +
           "” any more, from its channel: " + std::string(reason);
  }

  std::string media_refused(const shop::Course& course, std::string_view file, std::string_view reason) const override {
    return "Telegram doesn't take " + (file.empty() ? std::string("a file") : "“" + std::string(file) + "”") +
           " of the course “" + title(course) + "” (" + course.id.value() + "): " + std::string(reason) +
           "\n\nThe lesson was shown without it. Replace the file, or send it to me anew: /editcourse " +
           course.id.value();
  }

  std::string statistics(const shop::Course& course, const shop::CourseStatistics& figures) const override {
    std::string text = title(course) + " (" + course.id.value() + ")\n\nPage views: " + std::to_string(figures.views) +
                       "\nSales: " + std::to_string(figures.sales) + " (" + percent_of(figures.sales, figures.views) +
                       " of views), " + stars(figures.received) + "\nStudents: " + std::to_string(figures.students) +
                       "\nCompleted: " + std::to_string(figures.completed) + " (" +
                       percent_of(figures.completed, figures.students) + " of students)";
    if (course.lessons.empty()) return text;
    text += "\n\nHow many got to each lesson:";
    std::size_t place = 0;
    for (const shop::Lesson& lesson : course.lessons) {
      const std::int64_t readers = readers_of(lesson.id, figures);
      text += "\n" + std::to_string(++place) + ". " + lesson.in(kEnglish).title + ": " + std::to_string(readers) +
              " (" + percent_of(readers, figures.students) + ")";
    }
    return text;
  }

  std::string statistics_of_all(
      std::span<const std::pair<const shop::Course*, shop::CourseStatistics>> courses) const override {
    if (courses.empty()) return "There are no courses yet. Make one: /addcourse";
    std::string text = "How the courses do: views, sales, students, completed.\n";
    for (const auto& [course, figures] : courses) {
      text += "\n• " + title(*course) + (course->published ? "" : " (not published)") + ": " +
              std::to_string(figures.views) + ", " + std::to_string(figures.sales) + ", " +
              std::to_string(figures.students) + ", " + std::to_string(figures.completed) + " — /coursestats " +
              course->id.value();
    }
    return text;
  }

  std::string no_such_course(std::string_view id) const override {
    return "There is no course “" + std::string(id) + "”. What there is: /coursestats";
  }

 private:
  static std::string progress_lines(const CourseView& view) {
    if (view.course.lessons.empty()) return "\n\nIt is yours.";
    return "\n\n" + progress(view.standing) + "\n" + done_of(view.standing) + (view.completed ? ", completed ✓" : "");
  }

  static std::string plan_names(const shop::Course& course) {
    std::string names;
    for (const shop::PlanId plan : course.plans) {
      names += (names.empty() ? "" : ", ") + std::string(shop::to_string(plan));
    }
    return (course.plans.size() == 1 ? "the plan " : "the plans ") + names;
  }

  static std::string explanation(const shop::Quiz& quiz) {
    return quiz.explanation.empty() ? "\n\nRight!" : "\n\nRight! " + quiz.explanation;
  }

  static std::string state(PaymentState state) {
    switch (state) {
      case PaymentState::kept:
      case PaymentState::refund_refused:
        return "";
      case PaymentState::refund_requested:
        return ", on its way back";
      case PaymentState::refunded:
      case PaymentState::charged_back:
        return ", given back";
    }
    throw std::logic_error("a payment's state without an English text");
  }
};

}  // namespace

const CourseTexts& english_course_texts() {
  static const EnglishCourseTexts texts;
  return texts;
}

}  // namespace bot
