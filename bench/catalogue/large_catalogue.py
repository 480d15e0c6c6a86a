"""Writes a catalogue of any size, the same one for the same size."""

import random
import shutil

# What course titles, descriptions and lessons are made of, in both languages.
ENGLISH = ("tables", "queries", "loops", "functions", "servers", "bots", "payments", "indexes", "joins", "tests", "types",
           "modules", "threads", "files", "graphs", "models", "events", "errors", "caches", "streams")
RUSSIAN = ("таблицы", "запросы", "циклы", "функции", "серверы", "боты", "платежи", "индексы", "объединения", "тесты",
           "типы", "модули", "потоки", "файлы", "графы", "модели", "события", "ошибки", "кэши", "ёлки")
LESSON_BYTES = 1500


def _words(chance, words, count):
    return " ".join(chance.choice(words) for _ in range(count))


def _course(chance, number, lessons):
    lines = [
        f"title: {{en: {chance.choice(ENGLISH).title()} {number}, ru: {chance.choice(RUSSIAN).title()} {number}}}",
        f"description: {{en: All about {_words(chance, ENGLISH, 30)}., ru: Всё про {_words(chance, RUSSIAN, 30)}.}}",
        f"price: {100 + number % 900}",
        "published: yes",
        "lessons:",
    ]
    for lesson in range(lessons):
        lines += [f"  - id: lesson-{lesson}", f"    after_days: {lesson}"]
    return "\n".join(lines) + "\n"


def lesson(chance, language):
    """Paragraphs with emphasis, a list, a link and code, of some LESSON_BYTES."""
    words = ENGLISH if language == "en" else RUSSIAN
    text = f"# {_words(chance, words, 3)}\n"
    while len(text.encode()) < LESSON_BYTES:
        text += (f"\n{_words(chance, words, 12)} **{chance.choice(words)}** and *{chance.choice(words)}*, "
                 f"[more](https://example.com/{chance.randrange(1000)}).\n"
                 f"\n- {_words(chance, words, 4)}\n- `{chance.choice(ENGLISH)}`\n")
    return text


def write(folder, plans, courses, lessons):
    """In `folder`, which is made anew, with `plans` as its plans.yaml. Each lesson is in one language."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(plans, folder / "plans.yaml")
    chance = random.Random(courses)
    for number in range(courses):
        course = folder / "courses" / f"course-{number}"
        course.mkdir(parents=True)
        (course / "course.yaml").write_text(_course(chance, number, lessons), encoding="utf-8")
        for place in range(lessons):
            language = ("en", "ru")[place % 2]
            (course / f"lesson-{place}.{language}.md").write_text(lesson(chance, language), encoding="utf-8")
