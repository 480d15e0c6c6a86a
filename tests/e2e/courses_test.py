"""Courses, from an owner who makes one in the chat to a student with a certificate, and one in a private channel."""

import shutil
import unittest

from harness.binaries import REPOSITORY
from harness.bot import OWNER
from harness.case import EndToEndTest
from harness.story import Story
from harness.waiting import eventually

STUDENT = 501
GUEST = 502
CHANNEL = -1001234567890

# What is said and pressed, in each language.
ENGLISH = {
    "code": "en",
    "people": {OWNER: "Owen", STUDENT: "Anna", GUEST: "Ben"},
    "title": "Tea in ten minutes",
    "about": "Two short lessons on making good tea, for whoever has a kettle.",
    "first": "Water\nFresh water, just off the boil.\nGreen tea wants 80 degrees.",
    "bold": "80 degrees",
    "second": "Leaves\nA spoon a cup.",
    "question": "How hot for green tea?",
    "options": ["100 degrees", "80 degrees"],
    "because": "Boiling water makes it bitter.",
    "description_button": "Description",
    "price_button": "Price",
    "add_button": "Add lessons",
    "lessons_button": "Lessons…",
    "first_lesson": "1. Water",
    "free_button": "Make it free to try",
    "back_button": "To the course",
    "publish_button": "Publish",
    "found": "Tea in ten minutes — 120 ⭐",
    "try_button": "Try: Water",
    "course_button": "Tea in ten minutes",
    "buy_button": "Buy — 120 ⭐",
    "start_button": "Start reading",
    "next_button": "Next ▶",
    "name": "Anna Karenina",
    "club": "Tea club",
    "club_about": "A channel with a new tea every week.",
    "channel_button": "Channel",
    "club_found": "Tea club — 300 ⭐",
    "club_buy": "Buy — 300 ⭐",
    "search": "/search tea",
}
RUSSIAN = {
    "code": "ru",
    "people": {OWNER: "Ольга", STUDENT: "Анна", GUEST: "Борис"},
    "title": "Чай за десять минут",
    "about": "Два коротких урока о хорошем чае для всех, у кого есть чайник.",
    "first": "Вода\nСвежая вода, только что с огня.\nЗелёному чаю нужно 80 градусов.",
    "bold": "80 градусов",
    "second": "Лист\nЛожка на чашку.",
    "question": "Какая вода нужна зелёному чаю?",
    "options": ["100 градусов", "80 градусов"],
    "because": "От кипятка он горчит.",
    "description_button": "Описание",
    "price_button": "Цена",
    "add_button": "Добавить уроки",
    "lessons_button": "Уроки…",
    "first_lesson": "1. Вода",
    "free_button": "Сделать бесплатным",
    "back_button": "К курсу",
    "publish_button": "Опубликовать",
    "found": "Чай за десять минут — 120 ⭐",
    "try_button": "Попробовать: Вода",
    "course_button": "Чай за десять минут",
    "buy_button": "Купить — 120 ⭐",
    "start_button": "Начать",
    "next_button": "Дальше ▶",
    "name": "Анна Каренина",
    "club": "Чайный клуб",
    "club_about": "Канал, в котором каждую неделю новый чай.",
    "channel_button": "Канал",
    "club_found": "Чайный клуб — 300 ⭐",
    "club_buy": "Купить — 300 ⭐",
    "search": "/search чай",
}


class CourseTest(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.catalogue = self.folder / "catalog"
        self.catalogue.mkdir()
        for name in ("plans.yaml", "rules.yaml"):
            shutil.copy(REPOSITORY / "catalog" / name, self.catalogue)
        self.telegram = self.start_simulator()
        # Nobody has to wait a second between two messages: the simulator has no limits here.
        self.bot = self.start_bot(self.telegram, CATALOG=str(self.catalogue), FLOOD_CONTROL="off", USER_RATE_LIMIT="off")


class Courses(CourseTest):
    def tell(self, words):
        story = Story(self.telegram, self.bot, words["people"], words["code"])
        self.make_a_course(story, words)
        self.study(story, words)
        self.make_a_channel_course(story, words)
        self.come_and_go(story, words)
        return story

    def make_a_course(self, story, words):
        story.says(OWNER, "/addcourse")
        story.says(OWNER, words["title"])
        story.presses(OWNER, words["description_button"])
        story.says(OWNER, words["about"])
        story.presses(OWNER, words["price_button"])
        story.says(OWNER, "120")
        story.presses(OWNER, words["add_button"])
        story.says(OWNER, words["first"], entities=[
            {"type": "bold", "offset": words["first"].index(words["bold"]), "length": len(words["bold"])}])
        story.does(OWNER, "sends a picture with words: " + words["second"].replace("\n", " / "),
                   lambda: self.telegram.send_photo(OWNER, "leaves.jpg", words["second"]))
        story.does(OWNER, "makes a quiz: " + words["question"],
                   lambda: self.telegram.send_quiz(OWNER, words["question"], words["options"], 1, words["because"]))
        story.says(OWNER, "/done")
        story.presses(OWNER, words["lessons_button"])
        story.presses(OWNER, words["first_lesson"])
        story.presses(OWNER, words["free_button"])
        story.presses(OWNER, words["back_button"])
        story.presses(OWNER, words["publish_button"])

    def study(self, story, words):
        story.says(STUDENT, "/start")
        story.says(STUDENT, words["search"])
        story.presses(STUDENT, words["found"])
        story.presses(STUDENT, words["try_button"])
        story.presses(STUDENT, words["next_button"])
        story.presses(STUDENT, words["course_button"])
        story.presses(STUDENT, words["buy_button"])
        story.pays(STUDENT)
        story.presses(STUDENT, words["start_button"])
        story.presses(STUDENT, words["next_button"])
        story.presses(STUDENT, words["options"][0])
        story.presses(STUDENT, words["options"][1])
        story.says(STUDENT, words["name"])
        story.says(STUDENT, "/my")
        story.says(OWNER, "/coursestats")

    def make_a_channel_course(self, story, words):
        story.does(OWNER, "makes the bot an administrator of a channel",
                   lambda: self.telegram.make_channel(CHANNEL, words["club"], by=OWNER))
        story.says(OWNER, "/addcourse " + words["club"])
        story.presses(OWNER, words["description_button"])
        story.says(OWNER, words["club_about"])
        story.presses(OWNER, words["price_button"])
        story.says(OWNER, "300")
        story.presses(OWNER, words["channel_button"])
        story.says(OWNER, str(CHANNEL))
        story.presses(OWNER, words["publish_button"])

    def come_and_go(self, story, words):
        story.says(GUEST, "/courses")
        story.presses(GUEST, words["club_found"])
        story.presses(GUEST, words["club_buy"])
        story.pays(GUEST)
        story.does(GUEST, "follows the link", lambda: self.telegram.join(GUEST, self.telegram.invite_link(GUEST)))
        self.assertIn(GUEST, self.telegram.channel(CHANNEL)["members"])
        charge, = [charge for charge in self.telegram.charges() if charge["user"] == GUEST]
        story.says(OWNER, "/refund " + charge["telegram_payment_charge_id"])
        self.assertNotIn(GUEST, self.telegram.channel(CHANNEL)["members"])

    def test_in_english(self):
        self.tell(ENGLISH).expect_approved(self, "courses_in_english")
        self.check_what_came_of_it()

    def test_in_russian(self):
        self.tell(RUSSIAN).expect_approved(self, "courses_in_russian")
        self.check_what_came_of_it()

    def check_what_came_of_it(self):
        scrape = self.bot.wait_for("course_channel_removals_total", 1, course=self.course_ids()[1])
        self.assertEqual(sum(scrape.by("course_sales_total", "course").values()), 2)
        self.assertEqual(sum(scrape.by("course_completions_total", "course").values()), 1)
        self.assertEqual(sum(scrape.by("course_channel_joins_total", "course").values()), 1)
        certificate, = [entry["message"]["document"] for entry in self.telegram.transcript(STUDENT)
                        if "document" in entry.get("message", {})]
        self.assertTrue(self.telegram.file(certificate["file_id"]).startswith(b"%PDF-"))
        self.assertEqual(self.bot.ledger()["contradictions"], [])
        checked = self.bot.command("check-config")
        self.assertEqual(checked.returncode, 0, checked.stderr)

    def course_ids(self):
        """In the order in which they were made."""
        folders = [folder for folder in (self.catalogue / "courses").iterdir() if folder.is_dir()]
        return [folder.name for folder in sorted(folders, key=lambda folder: (folder / "course.yaml").stat().st_ctime)]


class Reload(CourseTest):
    """Files that change while the bot runs."""

    COURSE = ("title: {en: Tea, ru: Чай}\ndescription: {en: About tea., ru: О чае.}\nprice: %d\npublished: yes\n"
              "lessons:\n  - id: water\n    preview: yes\n  - id: leaves\n")

    def write(self, price=120):
        folder = self.catalogue / "courses" / "tea"
        folder.mkdir(parents=True, exist_ok=True)
        for lesson in ("water", "leaves"):
            for language, text in (("en", "Text"), ("ru", "Текст")):
                (folder / f"{lesson}.{language}.md").write_text(f"# {lesson}\n\n{text}\n", encoding="utf-8")
        (folder / "course.yaml").write_text(self.COURSE % price, encoding="utf-8")

    def shows(self, text):
        self.telegram.say(STUDENT, "/courses", language="en")
        self.telegram.wait_until_confirmed()
        eventually("it is sent", self.bot.has_sent_all)
        *_, last = self.telegram.transcript(STUDENT)
        return text in str(last["message"])

    def test_a_new_course_is_found_without_a_restart(self):
        self.assertTrue(self.shows("no courses"))
        self.write()
        eventually("the course is there", lambda: self.shows("Tea — 120 ⭐"), within=30)
        self.write(price=150)
        eventually("the price has changed", lambda: self.shows("Tea — 150 ⭐"), within=30)

    def test_a_mistake_keeps_the_old_catalogue_in_force_and_is_told(self):
        self.write()
        eventually("the course is there", lambda: self.shows("Tea — 120 ⭐"), within=30)
        self.telegram.say(OWNER, "/start", language="en")
        self.write(price=0)
        eventually("the owner is told", lambda: any("course.yaml:3" in text for text in self.telegram.said_to(OWNER)),
                   within=30)
        self.assertTrue(self.shows("Tea — 120 ⭐"))
        self.assertEqual(self.bot.command("check-config").returncode, 1)
        self.bot.wait_for("catalogue_valid", 0)
        self.write(price=130)
        eventually("it is mended", lambda: self.shows("Tea — 130 ⭐"), within=30)
        self.bot.wait_for("catalogue_valid", 1)

    def test_a_folder_that_vanishes_is_missed_and_comes_back(self):
        self.write()
        eventually("the course is there", lambda: self.shows("Tea — 120 ⭐"), within=30)
        aside = self.folder / "aside"
        self.catalogue.rename(aside)
        self.bot.wait_for("catalogue_valid", 0, within=30)
        self.assertTrue(self.shows("Tea — 120 ⭐"))
        aside.rename(self.catalogue)
        self.bot.wait_for("catalogue_valid", 1, within=30)


if __name__ == "__main__":
    unittest.main()
