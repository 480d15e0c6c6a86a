"""What becomes of lessons: every visible character has exactly the styles that another CommonMark parser finds, no message
breaks a rule of Telegram's, and long texts are cut where a reader would cut them."""

import json
import os
import pathlib
import random
import subprocess
import unittest

import expected
import random_lessons
import telegram_rules

FOLDER = pathlib.Path(__file__).resolve().parent
REPOSITORY = FOLDER.parents[1]
PROGRAM = pathlib.Path(os.environ.get("COURSEBOT_BIN", REPOSITORY / "build/release/bin")) / "print_lessons"
SEED = int(os.environ.get("COURSEBOT_SEED", "20260"))
# A longer run: COURSEBOT_RANDOM_LESSONS=20000.
RANDOM_LESSONS = int(os.environ.get("COURSEBOT_RANDOM_LESSONS", "300"))


def shown(markdowns):
    """What our code makes of each."""
    program = subprocess.run([PROGRAM], input="".join(markdown + "\0" for markdown in markdowns), text=True,
                             encoding="utf-8", capture_output=True, check=True, timeout=60)
    return [json.loads(line) for line in program.stdout.splitlines()]


def styled(message):
    """[(character, styles)] of a message, as Telegram would show it."""
    styles_at = [frozenset()] * (telegram_rules.units(message["text"]) + 1)
    for entity in message["entities"]:
        kind = entity["type"]
        style = (kind, entity["url"]) if kind == "text_link" else \
            (kind, entity.get("language", "")) if kind == "pre" else kind
        for unit in range(entity["offset"], entity["offset"] + entity["length"]):
            styles_at[unit] |= {style}
    unit = 0
    for character in message["text"]:
        yield character, styles_at[unit]
        unit += 1 + (ord(character) > 0xFFFF)


def visible(text):
    return [(character, styles) for character, styles in text if not character.isspace()]


class Lessons(unittest.TestCase):
    maxDiff = 2000

    def check(self, markdown, lesson, cuts=True):
        self.assertNotIn("error", lesson)
        wanted = expected.parts_of(markdown)
        self.assertEqual([part["type"] for part in lesson["parts"]], [part.kind for part in wanted])
        for part, want in zip(lesson["parts"], wanted):
            if part["type"] == "quiz":
                self.check_quiz(part, want.quiz)
            elif part["type"] == "text":
                self.check_text(part["messages"], want.text)
                if cuts:
                    self.check_cuts([message["text"] for message in part["messages"]],
                                    "".join(character for character, _ in want.text))
            else:
                self.check_messages([part["caption"]] if part["caption"]["text"] else [], telegram_rules.MAX_CAPTION)
                self.assertEqual(visible(styled(part["caption"])), visible(want.text))
                self.assertEqual(part["file"] or f"telegram:{part['type']}:{part['telegram_file']}", want.target)

    def check_messages(self, messages, limit):
        for message in messages:
            self.assertEqual(list(telegram_rules.violations(message, limit)), [], message["text"][:200])

    def check_text(self, messages, want):
        self.check_messages(messages, telegram_rules.MAX_TEXT)
        self.assertEqual(visible(pair for message in messages for pair in styled(message)), visible(want))

    def check_cuts(self, texts, whole):
        """Nothing but white space is lost between messages, and where an empty line lies within the limit, they are cut
        at one."""
        at = 0
        for index, text in enumerate(texts):
            begin = whole.index(text, at)
            self.assertEqual(whole[at:begin].strip(" \n"), "")
            at = begin + len(text)
            if index + 1 == len(texts):
                break
            data = whole[begin:].encode("utf-16-le")[:2 * telegram_rules.MAX_TEXT]
            reach = data.decode("utf-16-le", errors="ignore")
            if "\n\n" in reach.strip("\n"):
                self.assertEqual(whole[at:at + 2], "\n\n", "not cut at the end of a paragraph")
        self.assertEqual(whole[at:].strip(" \n"), "")

    def check_quiz(self, quiz, block):
        words = " ".join([quiz["question"], *quiz["options"], quiz["explanation"]]).split()
        self.assertEqual(words, block.replace("- [ ]", " ").replace("- [x]", " ").replace("\n>", "\n").split())
        self.assertIn(f"- [x] {quiz['options'][quiz['correct']]}\n", block)

    def check_all(self, lessons):
        """`lessons`: (name, Markdown)."""
        results = shown([markdown for _, markdown in lessons])
        self.assertEqual(len(results), len(lessons))
        again = shown([result.get("written", "") for result in results])
        for (name, markdown), lesson, rewritten in zip(lessons, results, again):
            with self.subTest(lesson=name):
                self.check(markdown, lesson)
                # What is written back must say the same to somebody else's parser too; that one drops some spaces.
                self.assertEqual(rewritten, lesson)
                self.check(lesson["written"], lesson, cuts=False)

    def test_each_feature(self):
        cases = sorted((FOLDER / "cases").glob("*.markdown"))
        self.assertGreater(len(cases), 15)
        self.check_all([(case.name, case.read_text(encoding="utf-8")) for case in cases])

    def test_long_texts(self):
        self.check_all([(f"{language} {seed}", random_lessons.long_text(random.Random(seed), language))
                        for language in ("en", "ru") for seed in range(4)])

    def test_random_lessons(self):
        print(f"seed {SEED}", flush=True)
        source = random.Random(SEED)
        self.check_all([(f"number {i} of seed {SEED}", random_lessons.lesson(source)) for i in range(RANDOM_LESSONS)])

    def test_the_sample_courses(self):
        lessons = sorted((REPOSITORY / "catalog/courses").glob("*/*.md"))
        self.assertTrue(lessons, "there is no sample course")
        self.check_all([(path.name, path.read_text(encoding="utf-8")) for path in lessons])

    def test_what_is_refused_names_its_line(self):
        cases = sorted((FOLDER / "refused").glob("*.markdown"))
        self.assertGreater(len(cases), 5)
        for case, lesson in zip(cases, shown([case.read_text(encoding="utf-8") for case in cases])):
            with self.subTest(case=case.name):
                lines = case.read_text(encoding="utf-8").splitlines()
                wrong = 1 + next(number for number, line in enumerate(lines) if "WRONG" in line)
                self.assertTrue(lesson.get("error", "").startswith(f"stdin:{wrong}: "), lesson)


if __name__ == "__main__":
    unittest.main()
