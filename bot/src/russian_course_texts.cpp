#include "russian_course_texts.hpp"

#include <stdexcept>

#include "counting.hpp"
#include "notation.hpp"
#include "progress_bar.hpp"
#include "russian_texts.hpp"

namespace bot {
namespace {

constexpr shop::Language kRussian = shop::Language::russian;

std::string lessons_in(std::size_t count) {
  return in_russian(count, "урок", "урока", "уроков");
}

const std::string& title(const shop::Course& course) {
  return course.title.in(kRussian);
}

std::string page_line(const Page& page) {
  if (page.of == 1) return {};
  return "\n\nСтраница " + std::to_string(page.number) + " из " + std::to_string(page.of);
}

std::string progress(const shop::Standing& standing) {
  return progress_bar(standing.percent());
}

std::string done_of(const shop::Standing& standing) {
  return std::to_string(standing.read) + " из " + std::to_string(standing.lessons);
}

std::string in_languages(const shop::Course& course) {
  const std::vector<shop::Language> languages = course.languages();
  if (languages.size() > 1) return "на русском и английском";
  return languages.front() == kRussian ? "на русском" : "на английском";
}

std::string why(shop::DeclineReason reason) {
  switch (reason) {
    case shop::DeclineReason::already_owned:
      return "Этот курс у вас уже есть. Открыть: /my";
    case shop::DeclineReason::not_reachable:
      return "Сейчас я никого не могу впустить в канал этого курса, поэтому он не продаётся. Владелец об этом знает; "
             "попробуйте, пожалуйста, позже.";
    default:
      return "Этот курс сейчас не продаётся. Что есть: /courses";
  }
}

std::string percent_of(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? "–" : std::to_string(100 * part / whole) + " %";
}

class RussianCourseTexts final : public CourseTexts {
 public:
  std::string courses(const Page& page) const override {
    return "Наши курсы. Нажмите на курс, чтобы узнать о нём больше." + page_line(page);
  }

  std::string no_courses() const override { return "Курсов пока нет. Загляните, пожалуйста, позже."; }

  std::string course_button(const CourseView& view) const override {
    if (view.completed) return title(view.course) + " — пройден ✓";
    if (view.theirs && view.standing.lessons > 0) {
      return title(view.course) + " — " + std::to_string(view.standing.percent()) + " %";
    }
    if (view.theirs) return title(view.course) + " — ваш";
    return view.course.price ? title(view.course) + " — " + stars(*view.course.price) : title(view.course);
  }

  std::string course(const CourseView& view) const override {
    const shop::Course& course = view.course;
    std::string text = title(course) + "\n\n" + course.description.in(kRussian) + "\n\n";
    if (!course.lessons.empty()) text += lessons_in(course.lessons.size()) + ", " + in_languages(course);
    if (course.channel) text += std::string(course.lessons.empty() ? "" : "\n") + "С закрытым каналом";
    if (view.theirs) return text + progress_lines(view);
    if (course.price) text += "\nЦена: " + stars(*course.price);
    if (!course.plans.empty()) text += "\nВходит в " + plan_names(course) + ": /plans";
    return text;
  }

  std::string course_gone() const override {
    return "Этого курса сейчас нет. Если он у вас есть, он остаётся вашим и появится здесь, когда вернётся. Что есть "
           "сейчас: /courses";
  }

  std::string how_to_search() const override {
    return "Что вы ищете? Напишите это после команды, например: /search боты";
  }

  std::string found(std::string_view query, std::size_t count) const override {
    return "По запросу «" + std::string(query) + "» нашлось: " + in_russian(count, "курс", "курса", "курсов");
  }

  std::string nothing_found(std::string_view query) const override {
    return "По запросу «" + std::string(query) + "» ничего не нашлось. Все курсы: /courses";
  }

  std::string page_button(bool forward) const override { return forward ? "Дальше ▶" : "◀ Назад"; }
  std::string all_courses_button() const override { return "Все курсы"; }

  std::string buy_button(values::Stars price) const override { return "Купить — " + stars(price); }
  std::string preview_button(const shop::Lesson& lesson) const override {
    return "Попробовать: " + lesson.in(kRussian).title;
  }
  std::string not_for_sale(shop::DeclineReason reason) const override { return why(reason); }

  std::string bought(std::string_view course, const shop::Payment& payment) const override {
    const bool found_later = payment.source == shop::LedgerSource::reconciliation;
    return std::string(found_later ? "Ваш платёж потерялся по дороге ко мне. Я его нашёл: спасибо, и простите за "
                                     "задержку!"
                                   : "Спасибо, ваш платёж получен!") +
           "\n\nКурс: " + std::string(course) + "\nОплачено: " + stars(payment.amount) +
           "\nНомер платежа: " + payment.charge.value() +
           "\n\nКурс теперь ваш; он всегда в /my. Сохраните, пожалуйста, это сообщение: номер платежа понадобится для "
           "/paysupport.";
  }

  std::string granted(std::string_view course) const override {
    return "Владелец подарил вам курс «" + std::string(course) + "». Он ваш.";
  }

  std::string revoked(std::string_view course) const override {
    return "Владелец забрал у вас курс «" + std::string(course) + "». Если это ошибка: /support";
  }

  std::string taken_back(std::string_view course) const override {
    return "Вместе с ними ушёл и курс «" + std::string(course) +
           "». Если вы в нём что-то прочли, это останется отмеченным на случай, если вы вернётесь.";
  }

  std::string start_button() const override { return "Начать"; }
  std::string read_on_button() const override { return "Продолжить ▶"; }
  std::string lessons_button() const override { return "Все уроки"; }
  std::string next_button() const override { return "Дальше ▶"; }
  std::string previous_button() const override { return "◀ Назад"; }

  std::string lessons(const CourseView& view, const Page& page) const override {
    std::string text = title(view.course);
    if (view.theirs) text += "\n" + progress(view.standing) + " (уроков: " + done_of(view.standing) + ")";
    return text + page_line(page);
  }

  std::string lesson_button(std::size_t place, const shop::Lesson& lesson, bool read, bool theirs,
                            std::optional<values::Timestamp> opens) const override {
    const std::string name = std::to_string(place) + ". " + lesson.in(kRussian).title;
    if (read) return "✓ " + name;
    if (opens) return "⏳ " + name;
    return theirs ? name : "🔒 " + name;
  }

  std::string position(const CourseView& view, std::size_t place) const override {
    std::string text = title(view.course) + ", урок " + std::to_string(place) + " из " +
                       std::to_string(view.standing.lessons) + "\n" + progress(view.standing);
    if (view.standing.open_quizzes > 0 && view.standing.read == view.standing.lessons) {
      text += "\nОсталось ответить: " + in_russian(view.standing.open_quizzes, "вопрос", "вопроса", "вопросов") + ".";
    }
    return text;
  }

  std::string preview_ends(const shop::Course& course) const override {
    return "Это был бесплатный урок курса «" + title(course) + "».";
  }

  std::string not_theirs(const shop::Course& course) const override {
    return "Этот урок из курса «" + title(course) + "». Он откроется, когда курс будет вашим.";
  }

  std::string lesson_opens_at(const shop::Lesson& lesson, values::Timestamp at) const override {
    return "Урок «" + lesson.in(kRussian).title + "» откроется " + russian_texts().date(at) +
           ". Я тогда напишу, если вы это не выключили: /reminders";
  }

  std::string lesson_gone() const override {
    return "Такого урока больше нет: автор изменил курс. Прочитанное осталось отмеченным.";
  }

  std::string media_missing(std::string_view file) const override {
    return file.empty() ? "То, что должно быть здесь, сейчас нельзя показать. Владелец об этом знает."
                        : "«" + std::string(file) + "» сейчас нельзя показать. Владелец об этом знает.";
  }

  std::string quiz(const shop::Quiz& quiz) const override { return "❓ " + quiz.question; }

  std::string quiz_right(const shop::Quiz& quiz, std::size_t choice) const override {
    return "❓ " + quiz.question + "\n\n✅ " + quiz.options.at(choice) + explanation(quiz);
  }

  std::string quiz_wrong(const shop::Quiz& quiz, std::size_t choice) const override {
    return "❓ " + quiz.question + "\n\n❌ " + quiz.options.at(choice) + "\n\nНе совсем. Попробуйте ещё раз.";
  }

  std::string completed(const shop::Course& course, bool with_certificate) const override {
    std::string text = "Поздравляю! Вы прошли курс «" + title(course) + "» до конца.";
    if (with_certificate) {
      text +=
          "\n\nКакое имя написать в сертификате? Напишите его мне или нажмите на кнопку, чтобы взять имя из Telegram.";
    }
    return text;
  }

  std::string certificate(const shop::Course& course, std::string_view certificate_number) const override {
    return "Ваш сертификат о курсе «" + title(course) + "», номер " + std::string(certificate_number) + ".";
  }

  std::string certificate_button() const override { return "Сертификат"; }
  std::string telegram_name_button() const override { return "Моё имя в Telegram"; }

  std::string bad_name() const override {
    return "В сертификате есть место для одной строки до 60 знаков. Напишите, пожалуйста, имя ещё раз.";
  }

  std::string not_completed(const CourseView& view) const override {
    return "Сертификат будет, когда весь курс «" + title(view.course) + "» пройден: пока уроков " +
           done_of(view.standing) + ".";
  }

  std::string reminder(const CourseView& view) const override {
    return "Ваш курс «" + title(view.course) + "» ждёт вас.\n" + progress(view.standing) +
           " (уроков: " + done_of(view.standing) + ")";
  }

  std::string lesson_open_now(const shop::Course& course, const shop::Lesson& lesson) const override {
    return "Открылся новый урок курса «" + title(course) + "»: " + lesson.in(kRussian).title;
  }

  std::string stop_reminders_button() const override { return "Больше не напоминать"; }
  std::string start_reminders_button() const override { return "Напоминать"; }

  std::string reminders(bool on) const override {
    return on ? "Я напоминаю о курсах, которые вы не закончили, и пишу, когда открывается урок."
              : "Я больше не напоминаю о курсах. Если передумаете: /reminders";
  }

  std::string my_courses(std::span<const CourseView> views) const override {
    std::string text = "Ваши курсы:";
    for (const CourseView& view : views) {
      text += "\n• " + title(view.course);
      if (view.standing.lessons > 0) text += "  " + progress(view.standing);
    }
    return text;
  }

  std::string receipts(std::span<const ReceiptLine> lines) const override {
    std::string text = "Ваши платежи, последний сверху:";
    for (const ReceiptLine& line : lines) {
      const shop::Payment& payment = line.line.payment;
      text += "\n\n" + russian_texts().date(payment.received_at) + "\n" +
              (line.product.empty() ? stars(payment.amount) : line.product + ", " + stars(payment.amount)) +
              state(line.line.state) + "\nНомер платежа: " + payment.charge.value();
    }
    return text;
  }

  std::string no_receipts() const override { return "Вы ещё ни за что не платили. Что есть: /courses"; }
  std::string which_language() const override { return "На каком языке мне говорить?"; }
  std::string language_chosen() const override { return "Буду говорить с вами по-русски. Изменить: /language"; }

  std::string ask_support() const override {
    return "Что передать владельцу? Напишите одним сообщением; ответ придёт сюда.";
  }

  std::string enter_button() const override { return "Войти в канал"; }

  std::string invitation(const shop::Course& course, bool for_one) const override {
    return "Вот вход в канал курса «" + title(course) + "»." +
           (for_one ? " Ссылка только для вас: она сработает один раз, в течение недели."
                    : " Нажмите на кнопку и попроситесь в канал; я вас впущу.");
  }

  std::string invitation_made(const shop::Course& course) const override {
    return "Прошу у Telegram вход в канал курса «" + title(course) + "». Сейчас пришлю.";
  }

  std::string channel_unreachable(const shop::Course& course) const override {
    return "Сейчас я никого не могу впустить в канал курса «" + title(course) +
           "». Владелец об этом знает, а я пришлю вход, как только смогу. Ничего не пропало.";
  }

  std::string let_in(const shop::Course& course) const override {
    return "Добро пожаловать в канал курса «" + title(course) + "»!";
  }

  std::string not_let_in(const shop::Course& course, std::string_view reason) const override {
    return "Telegram не впустил вас в канал курса «" + title(course) + "»: " + std::string(reason) +
           "\n\nКогда это будет исправлено, попробуйте ещё раз.";
  }

  std::string link_was_used(const shop::Course& course) const override {
    return "По вашей ссылке в канал курса «" + title(course) +
           "» вошёл кто-то, у кого этого курса нет; его там больше нет. Сейчас пришлю новую — пожалуйста, никому её не "
           "передавайте.";
  }

  std::string turned_away(const shop::Course& course) const override {
    return "Канал курса «" + title(course) + "» — для тех, у кого есть этот курс. Получить его: /courses";
  }

  std::string removed(std::string_view course) const override {
    return "Курса «" + std::string(course) + "» у вас больше нет, поэтому я убрал вас из его канала.";
  }

  std::string channel_problem(const ChannelProblem& problem) const override {
    if (!problem.words.empty()) return problem.words;
    if (!problem.is_administrator) return "я там не администратор.";
    if (!problem.may_invite && !problem.may_remove) return "у меня нет прав приглашать и блокировать участников.";
    return problem.may_invite ? "у меня нет права блокировать участников." : "у меня нет права приглашать участников.";
  }

  std::string channel_lost(const shop::Course& course, std::string_view problem) const override {
    return "Я не могу следить за каналом курса «" + title(course) + "»: " + std::string(problem) +
           "\n\nПока это не исправлено, курс не продаётся, и я никого не впускаю и не убираю. Мне нужно быть "
           "администратором канала " +
           number(course.channel->chat) + " с правами приглашать и блокировать участников.";
  }

  std::string channel_fine(const shop::Course& course) const override {
    return "Я снова могу следить за каналом курса «" + title(course) + "». Впускаю всех, кто этого ждал.";
  }

  std::string channel_without_course(std::string_view channel, values::ChatId chat) const override {
    return "Я администратор «" + std::string(channel) +
           "», но это пока не канал курса. Чтобы он им стал, откройте курс командой /editcourse, нажмите «Канал» и "
           "напишите его номер: " +
           number(chat);
  }

  std::string not_removed(const shop::Course& course, values::UserId user, std::string_view reason) const override {
    return "Не получилось убрать " + number(user) + " (курса «" + title(course) +
           "» у него больше нет) из канала: " + std::string(reason);
  }

  std::string media_refused(const shop::Course& course, std::string_view file, std::string_view reason) const override {
    return "Telegram не принимает " + (file.empty() ? std::string("файл") : "«" + std::string(file) + "»") +
           " из курса «" + title(course) + "» (" + course.id.value() + "): " + std::string(reason) +
           "\n\nУрок показан без него. Замените файл или пришлите его мне заново: /editcourse " + course.id.value();
  }

  std::string statistics(const shop::Course& course, const shop::CourseStatistics& figures) const override {
    std::string text =
        title(course) + " (" + course.id.value() + ")\n\nПросмотры страницы: " + std::to_string(figures.views) +
        "\nПродажи: " + std::to_string(figures.sales) + " (" + percent_of(figures.sales, figures.views) +
        " от просмотров), " + stars(figures.received) + "\nУченики: " + std::to_string(figures.students) +
        "\nПрошли до конца: " + std::to_string(figures.completed) + " (" +
        percent_of(figures.completed, figures.students) + " учеников)";
    if (course.lessons.empty()) return text;
    text += "\n\nСколько учеников дошло до урока:";
    std::size_t place = 0;
    for (const shop::Lesson& lesson : course.lessons) {
      const std::int64_t readers = readers_of(lesson.id, figures);
      text += "\n" + std::to_string(++place) + ". " + lesson.in(kRussian).title + ": " + std::to_string(readers) +
              " (" + percent_of(readers, figures.students) + ")";
    }
    return text;
  }

  std::string statistics_of_all(
      std::span<const std::pair<const shop::Course*, shop::CourseStatistics>> courses) const override {
    if (courses.empty()) return "Курсов пока нет. Создать: /addcourse";
    std::string text = "Как идут курсы: просмотры, продажи, ученики, прошли до конца.\n";
    for (const auto& [course, figures] : courses) {
      text += "\n• " + title(*course) + (course->published ? "" : " (не опубликован)") + ": " +
              std::to_string(figures.views) + ", " + std::to_string(figures.sales) + ", " +
              std::to_string(figures.students) + ", " + std::to_string(figures.completed) + " — /coursestats " +
              course->id.value();
    }
    return text;
  }

  std::string no_such_course(std::string_view id) const override {
    return "Курса «" + std::string(id) + "» нет. Что есть: /coursestats";
  }

 private:
  static std::string progress_lines(const CourseView& view) {
    if (view.course.lessons.empty()) return "\n\nКурс ваш.";
    return "\n\n" + progress(view.standing) + "\nУроков: " + done_of(view.standing) +
           (view.completed ? ", курс пройден ✓" : "");
  }

  static std::string plan_names(const shop::Course& course) {
    std::string names;
    for (const shop::PlanId plan : course.plans) {
      names += (names.empty() ? "" : ", ") + std::string(shop::to_string(plan));
    }
    return (course.plans.size() == 1 ? "тариф " : "тарифы ") + names;
  }

  static std::string explanation(const shop::Quiz& quiz) {
    return quiz.explanation.empty() ? "\n\nВерно!" : "\n\nВерно! " + quiz.explanation;
  }

  static std::string state(PaymentState state) {
    switch (state) {
      case PaymentState::kept:
      case PaymentState::refund_refused:
        return "";
      case PaymentState::refund_requested:
        return ", возвращается";
      case PaymentState::refunded:
      case PaymentState::charged_back:
        return ", возвращено";
    }
    throw std::logic_error("a payment's state without a Russian text");
  }
};

}  // namespace

const CourseTexts& russian_course_texts() {
  static const RussianCourseTexts texts;
  return texts;
}

}  // namespace bot
