#include "russian_course_editing_texts.hpp"

#include <algorithm>
#include <stdexcept>

#include "notation.hpp"
#include "russian_texts.hpp"

namespace bot {
namespace {

/// "английский", "русский"
std::string name_of(shop::Language language) {
  return language == shop::Language::english ? "английский" : "русский";
}

/// "на английском", "на русском"
std::string in_language(shop::Language language) {
  return language == shop::Language::english ? "на английском" : "на русском";
}

std::string quoted(std::string_view text) {
  return "«" + std::string(text) + "»";
}

const std::string& title(const shop::Course& course) {
  return course.title.in(shop::Language::russian);
}

const std::string& title(const shop::Lesson& lesson) {
  return lesson.in(shop::Language::russian).title;
}

std::string languages_of(const shop::Course& course) {
  return course.languages().size() > 1 ? "английский и русский" : name_of(course.languages().front());
}

std::string plan_names(const shop::Course& course) {
  std::string names;
  for (const shop::PlanId plan : course.plans) {
    names += (names.empty() ? "" : ", ") + std::string(shop::to_string(plan));
  }
  return names.empty() ? "нет" : names;
}

std::string entry_of(const shop::CourseChannel& channel) {
  return channel.entry == shop::ChannelEntry::join_request ? "вход по заявке" : "вход по личной ссылке";
}

/// What is missing before the course can be published, a line for each.
std::string missing(const shop::Course& course) {
  std::string lines;
  if (course.description.empty()) lines += "\n• описания";
  if (course.lessons.empty() && !course.channel) lines += "\n• урока или канала";
  if (!course.price && course.plans.empty()) lines += "\n• цены или тарифа, в который он входит";
  return lines;
}

std::string page_line(const Page& page) {
  if (page.of == 1) return {};
  return "\n\nСтраница " + std::to_string(page.number) + " из " + std::to_string(page.of);
}

class RussianCourseEditingTexts final : public CourseEditingTexts {
 public:
  std::string button(EditDeed deed) const override {
    switch (deed) {
      case EditDeed::courses:
        return "Все курсы";
      case EditDeed::course:
        return "К курсу";
      case EditDeed::lessons:
        return "Уроки…";
      case EditDeed::lesson:
        return "К уроку";
      case EditDeed::plans:
        return "Тарифы";
      case EditDeed::removal:
        return "Удалить…";
      case EditDeed::as_student:
        return "Посмотреть как ученик";
      case EditDeed::lesson_as_student:
        return "Прочитать как ученик";
      case EditDeed::create:
        return "Новый курс";
      case EditDeed::title:
        return "Название";
      case EditDeed::description:
        return "Описание";
      case EditDeed::price:
        return "Цена";
      case EditDeed::channel:
        return "Канал";
      case EditDeed::opening:
        return "Когда открыть…";
      case EditDeed::add:
        return "Добавить уроки";
      case EditDeed::replace:
        return "Написать заново";
      case EditDeed::extend:
        return "Дополнить";
      case EditDeed::publish:
        return "Опубликовать";
      case EditDeed::unpublish:
        return "Снять с публикации";
      case EditDeed::protect:
        return "Запретить пересылку";
      case EditDeed::unprotect:
        return "Разрешить пересылку";
      case EditDeed::include:
      case EditDeed::exclude:
        break;  // plan_button
      case EditDeed::by_request:
        return "Лучше по заявке";
      case EditDeed::by_link:
        return "Лучше по личной ссылке";
      case EditDeed::no_channel:
        return "Больше без канала";
      case EditDeed::up:
        return "▲ Выше";
      case EditDeed::down:
        return "▼ Ниже";
      case EditDeed::open_to_all:
        return "Сделать бесплатным";
      case EditDeed::close_to_all:
        return "Больше не бесплатный";
      case EditDeed::remove:
        return "Да, удалить";
      case EditDeed::done:
        return "Готово";
    }
    throw std::logic_error("a button without a Russian text");
  }

  std::string course_button(const shop::Course& course) const override {
    return title(course) + (course.published ? "" : " — черновик");
  }

  std::string lesson_button(std::size_t number, const shop::Lesson& lesson, shop::Language language) const override {
    std::string text = std::to_string(number) + ". " + lesson.in(language).title;
    if (lesson.preview) text += " — бесплатно";
    if (lesson.text(language) == nullptr) text += " — нет " + in_language(language);
    return text;
  }

  std::string plan_button(const shop::PlanOffer& offer, bool included) const override {
    return (included ? "✓ " : "") + offer.title.in(shop::Language::russian);
  }

  std::string language_button(shop::Language language) const override { return "Тексты " + in_language(language); }

  std::string next_lesson_button() const override { return "Следующий урок ▶"; }

  std::string courses(const Page& page) const override { return "Какой курс? Новый: /addcourse" + page_line(page); }

  std::string no_courses() const override { return "Курсов пока нет. Создать первый: /addcourse"; }

  std::string course(const shop::Course& course, shop::Language language) const override {
    std::string text = course.title.has(language) ? course.title.in(language)
                                                  : title(course) + "\nНазвания " + in_language(language) +
                                                        " пока нет. Напишите его — и у курса появится этот язык.";
    if (course.title.has(language)) {
      text += "\n\n" + (course.description.has(language) ? course.description.in(language) : "Описания пока нет.");
    }
    text += "\n";
    text += course.published ? "\nОпубликован" : "\nЧерновик: его видят только владельцы";
    text += "\nЯзыки: " + languages_of(course);
    text += "\nЦена: " + (course.price ? stars(*course.price) : "отдельно не продаётся");
    text += "\nВходит в тарифы: " + plan_names(course);
    text += "\nУроков: " + std::to_string(course.lessons.size());
    const auto free = std::ranges::count_if(course.lessons, &shop::Lesson::preview);
    if (free > 0) text += ", бесплатных: " + std::to_string(free);
    text +=
        "\nКанал: " + (course.channel ? bot::number(course.channel->chat) + ", " + entry_of(*course.channel) : "нет");
    text += std::string("\nПересылка: ") + (course.protect_content ? "запрещена" : "разрешена");
    const std::string lacking = course.published ? "" : missing(course);
    if (!lacking.empty()) text += "\n\nДля публикации не хватает:" + lacking;
    return text;
  }

  std::string lessons(const shop::Course& course, const Page& page) const override {
    return (course.lessons.empty()
                ? "В курсе " + quoted(title(course)) + " пока нет уроков."
                : "Уроки курса " + quoted(title(course)) + ". Нажмите на урок, чтобы изменить его.") +
           page_line(page);
  }

  std::string lesson(const shop::Course& course, std::size_t number, shop::Language language) const override {
    const shop::Lesson& lesson = course.lessons.at(number - 1);
    const bool has_text = lesson.text(language) != nullptr;
    std::string text = "Урок " + std::to_string(number) + " из " + std::to_string(course.lessons.size()) + ": " +
                       quoted(lesson.in(language).title) + "\n" + quoted(title(course)) + "\n";
    text += lesson.preview ? "\nБесплатный: его может прочитать каждый" : "\nДля тех, у кого есть курс";
    text += lesson.after == std::chrono::days{0}
                ? "\nОткрыт с самого начала"
                : "\nОткрывается после получения курса через " + russian_texts().days(lesson.after);
    if (has_text && lesson.text(language)->quizzes > 0) {
      text += "\nВопросов: " + std::to_string(lesson.text(language)->quizzes);
    }
    text += "\nФайл: " + course.id.value() + "/" + shop::lesson_file_name(lesson.id, language);
    if (!has_text) text += " (пока не создан: текста " + in_language(language) + " ещё нет)";
    return text;
  }

  std::string plans(const shop::Course& course) const override {
    return "В какие тарифы входит курс " + quoted(title(course)) +
           "? У кого есть такой тариф, тот читает курс без отдельной покупки.";
  }

  std::string really_remove(const shop::Lesson& lesson, bool published) const override {
    return "Удалить урок " + quoted(title(lesson)) + "? Его текст исчезнет на всех языках." +
           (published ? " Те, у кого есть курс, его больше не увидят." : "");
  }

  std::string end_of_lesson(const shop::Course& course, std::size_t number) const override {
    return "Так ученики видят урок " + std::to_string(number) + " из " + std::to_string(course.lessons.size()) + ".";
  }

  std::string ask_new_title() const override {
    return "Как назвать новый курс? Не длиннее 32 знаков. Если передумали: /cancel";
  }

  std::string ask_title(const shop::Course& course, shop::Language language) const override {
    const std::string present = course.title.has(language)
                                    ? "Название " + in_language(language) + ": " + quoted(course.title.in(language))
                                    : "Названия " + in_language(language) + " пока нет";
    return present + ". Как назвать курс? Не длиннее 32 знаков. Оставить как есть: /cancel";
  }

  std::string ask_description(const shop::Course& course, shop::Language language) const override {
    return (course.description.has(language) ? "Напишите новое описание " : "Напишите описание ") +
           in_language(language) +
           ": чему научит курс и для кого он. Не длиннее 1024 знаков; в счёте видно начало. Оставить как есть: /cancel";
  }

  std::string ask_price(const shop::Course& course) const override {
    return "Сколько стоит " + quoted(title(course)) +
           "? Сейчас: " + (course.price ? stars(*course.price) : "отдельно не продаётся") +
           ". Напишите целое число звёзд от 1 до 10000 или -, если курс отдельно не продаётся. Оставить как есть: "
           "/cancel";
  }

  std::string ask_channel(const shop::Course& course) const override {
    if (course.channel) {
      return "Канал курса " + quoted(title(course)) + ": " + bot::number(course.channel->chat) + ", " +
             entry_of(*course.channel) +
             ". Выберите ниже или перешлите мне запись другого канала. Оставить как есть: /cancel";
    }
    return "Перешлите мне запись из канала или напишите номер канала или группы, например -1001234567890. Сделайте "
           "меня "
           "там администратором, который может приглашать и блокировать участников: тогда я впущу тех, у кого есть "
           "курс, и никого больше. Если канал не нужен: /cancel";
  }

  std::string ask_opening(const shop::Lesson& lesson) const override {
    return "Через сколько дней после получения курса открыть урок " + quoted(title(lesson)) +
           "? Напишите число от 0 (сразу) до 365. Оставить как есть: /cancel";
  }

  std::string ask_lessons(const shop::Course& course, shop::Language language) const override {
    std::string text =
        "Присылайте или пересылайте уроки " + in_language(language) +
        ", каждый одним сообщением. Первая строка — название, под ней текст со всем оформлением. Слова могут стоять и "
        "под картинкой, видео или файлом.\n\nКартинка без слов или опрос-викторина относятся к уроку перед ними.";
    if (course.languages().size() > 1) {
      text += "\n\nЧтобы перевести урок, который уже есть, откройте его из списка.";
    }
    return text + "\n\nКогда это всё: /done";
  }

  std::string ask_replacement(const shop::Lesson& lesson, shop::Language language) const override {
    return "Пришлите или перешлите новый текст урока " + quoted(lesson.in(language).title) + " " +
           in_language(language) +
           ": первая строка — название. Картинки и вопросы старого текста исчезнут вместе с ним. Оставить как есть: "
           "/cancel";
  }

  std::string ask_more(const shop::Lesson& lesson) const override {
    return "Пришлите то, что добавить в конец урока " + quoted(title(lesson)) +
           ": текст, картинки, видео, файлы, опросы-викторины. Когда это всё: /done";
  }

  std::string bad_title() const override {
    return "Название — это одна строка не длиннее 32 знаков: она стоит и в счёте. Напишите, пожалуйста, ещё раз.";
  }

  std::string bad_description() const override {
    return "Описание — это текст не длиннее 1024 знаков. Напишите, пожалуйста, ещё раз.";
  }

  std::string bad_price() const override {
    return "Это не цена. Напишите целое число звёзд от 1 до 10000, например 150, или -, если курс отдельно не "
           "продаётся.";
  }

  std::string bad_channel() const override {
    return "Я не вижу здесь канала. Перешлите мне запись из канала или напишите его номер: он начинается с -100.";
  }

  std::string channel_taken(const shop::Course& by) const override {
    return "Это канал курса " + quoted(title(by)) + ". Каждому курсу нужен свой канал.";
  }

  std::string bad_opening() const override { return "Напишите число дней от 0 до 365, например 7."; }

  std::string unusable(MessageProblem problem) const override {
    switch (problem) {
      case MessageProblem::nothing_to_show:
        return "Это нельзя поместить в урок. В уроке могут быть текст, картинки, видео, файлы и опросы-викторины.";
      case MessageProblem::no_text:
        return "Это только название. Пришлите его ещё раз вместе с текстом под ним, одним сообщением.";
      case MessageProblem::no_title:
        return "Уроку нужно название: напишите его под картинкой первой строкой.";
      case MessageProblem::no_lesson_before:
        return "Пока нет урока, к которому это относится. Сначала пришлите урок или напишите название под картинкой.";
      case MessageProblem::answer_unknown:
        return "Telegram не говорит мне правильный ответ викторины, которую сделал кто-то другой. Создайте её в этом "
               "чате: прикрепите опрос и выберите режим викторины.";
      case MessageProblem::several_answers:
        return "У вопроса в уроке ровно один правильный ответ. Сделайте, пожалуйста, викторину с одним.";
      case MessageProblem::quiz_too_large:
        return "У вопроса в уроке от 2 до 10 ответов не длиннее 100 знаков. Сделайте, пожалуйста, викторину ещё раз.";
      case MessageProblem::too_long:
        return "Урок станет слишком длинным: в нём не больше 30 частей и 10 вопросов. Поместите это, пожалуйста, в "
               "следующий урок.";
      case MessageProblem::too_many_lessons:
        return "В курсе не больше 200 уроков. Этот уже полон.";
      case MessageProblem::cannot_be_formatted:
        return "Я не могу записать это так, чтобы потом прочитать. Пришлите, пожалуйста, с более простым оформлением.";
    }
    throw std::logic_error("a message's problem without a Russian text");
  }

  std::string lesson_added(std::size_t number, std::string_view name, bool going_on) const override {
    return "Урок " + std::to_string(number) + " " + quoted(name) + " добавлен." +
           (going_on ? " Присылайте следующий или нажмите /done" : "");
  }

  std::string lesson_extended(std::size_t number, std::string_view name, bool going_on) const override {
    return "Добавлено в урок " + std::to_string(number) + " " + quoted(name) + "." +
           (going_on ? " Присылайте, что дальше, или нажмите /done" : "");
  }

  std::string published(const shop::Course& course) const override {
    return "Курс " + quoted(title(course)) +
           " опубликован: его видят все в /courses. Чтобы рассказать о нём, напишите сообщение после /broadcast all";
  }

  std::string done() const override { return "Хорошо. Вот что получилось:"; }
  std::string cancelled() const override { return "Хорошо, оставляю как есть."; }
  std::string already_so() const override { return "Так уже и есть."; }

  std::string changed_meanwhile() const override {
    return "С тех пор как я спросил, кто-то изменил именно это. Поэтому я ничего не менял; посмотрите, как теперь, и "
           "скажите ещё раз:";
  }

  std::string cannot_be_published(const shop::Course& course) const override {
    return "Курс " + quoted(title(course)) + " пока нельзя опубликовать. Чего не хватает, написано ниже.";
  }

  std::string not_saved(std::string_view reason) const override {
    return "Я этого не сохранил. Причина: " + std::string(reason) + "\n\nВот как сейчас:";
  }

  std::string saved_but_not_in_force(std::string_view reason) const override {
    return "Сохранено, но ученики этого пока не видят: в другом файле каталога есть ошибка. Как только её исправят, "
           "всё "
           "вступит в силу.\n\n" +
           std::string(reason);
  }

  std::string course_gone() const override { return "Этого курса больше нет."; }
  std::string lesson_gone() const override { return "Этого урока больше нет."; }
  std::string no_such_course(std::string_view id) const override { return "Курса " + quoted(id) + " нет."; }
  std::string too_many_courses() const override { return "Курсов уже 1000, за большим числом я не услежу."; }
};

}  // namespace

const CourseEditingTexts& russian_course_editing_texts() {
  static const RussianCourseEditingTexts texts;
  return texts;
}

}  // namespace bot
