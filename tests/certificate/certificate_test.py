"""A certificate is read and painted by programs that didn't make it."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = pathlib.Path(os.environ["COURSEBOT_BIN"]) / "coursebot-certificate"
WIDTH, HEIGHT = 841.89, 595.28
FRAME = 34  # Points from the edge to the innermost line of the frame.
NAVY, PAPER = (23, 41, 82), (254, 252, 246)

ANNA = {"student": "Анна Каренина", "course": "C++ с нуля", "school": "Школа CourseBot", "date": "2026-06-07",
        "number": "cpp-000042", "language": "ru"}
ANN = {"student": "Ann O'Neil", "course": "Prometheus by example", "school": "", "date": "2026-12-31",
       "number": "prom-7", "language": "en"}
LONG = {**ANNA,
        "student": "Константин-Александр Рождественский-Преображенский фон Вольценбургский-Штейнгель " * 2,
        "course": "Полное руководство по наблюдению за распределёнными системами: метрики, журналы, трассировка " * 3,
        "school": "Высшая школа программной инженерии имени Андрея Петровича Ершова " * 3,
        "number": "observability-2026-0000000000000000000000000000000042"}
UNBROKEN = {**ANN, "student": "W" * 500, "course": "щ" * 500, "school": "W" * 500, "number": "W" * 500}
OF_MANY_SCRIPTS = {**ANN, "student": "Ελένη გიორგი ກ 李雷 🎓 Ё"}


def drawn(certificate: dict[str, str]) -> bytes:
    return subprocess.run([PROGRAM, *certificate.values()], capture_output=True, timeout=20, check=True).stdout


class Certificate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name) / "certificate.pdf"

    def ask(self, program: str, *arguments: str) -> bytes:
        # libharu's table from glyphs to letters has an entry that poppler warns of, and doesn't need.
        return subprocess.run([program, *arguments], capture_output=True, timeout=30, check=True).stdout

    def draw(self, certificate: dict[str, str]) -> None:
        self.file.write_bytes(drawn(certificate))

    def text(self, certificate: dict[str, str]) -> str:
        """Without its spaces: where letters stand apart, a reader may see words."""
        self.draw(certificate)
        return re.sub(r"\s", "", self.ask("pdftotext", str(self.file), "-").decode())

    def words(self, certificate: dict[str, str]) -> list[tuple[float, float, float, float]]:
        """Left, top, right and bottom of each word."""
        self.draw(certificate)
        page = self.ask("pdftotext", "-bbox", str(self.file), "-").decode()
        found = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">', page)
        return [tuple(float(number) for number in word) for word in found]

    def picture(self, certificate: dict[str, str]):
        """The colour at a point, in points from the upper left corner."""
        self.draw(certificate)
        painted = self.ask("pdftoppm", "-r", "72", str(self.file))
        head = re.match(rb"P6\s(\d+) (\d+)\s255\s", painted)
        width, height, pixels = int(head[1]), int(head[2]), painted[head.end():]
        self.assertEqual((width, height), (842, 596))
        return lambda x, y: tuple(pixels[3 * (y * width + x):][:3])

    def test_it_says_in_russian_what_it_is_about(self):
        text = self.text(ANNA)
        for part in ("СЕРТИФИКАТ", "ОБОКОНЧАНИИКУРСА", "АннаКаренина", "C++снуля", "ШколаCourseBot", "7июня2026г.",
                     "cpp-000042", "Номерсертификата"):
            self.assertIn(part, text)

    def test_it_says_in_english_what_it_is_about(self):
        text = self.text(ANN)
        for part in ("CERTIFICATE", "OFCOMPLETION", "AnnO'Neil", "Prometheusbyexample", "31December2026", "prom-7",
                     "Certificatenumber"):
            self.assertIn(part, text)

    def test_letters_of_other_scripts_are_there_and_those_of_no_font_are_seen_to_be_missing(self):
        self.assertIn("Ελένηგიორგიກ□□□Ё", self.text(OF_MANY_SCRIPTS))

    def test_a_name_that_is_too_long_is_cut_visibly(self):
        self.assertIn("…", self.text(UNBROKEN))

    def test_every_word_stands_within_the_frame_and_none_upon_another(self):
        for certificate in (ANNA, ANN, LONG, UNBROKEN, OF_MANY_SCRIPTS):
            with self.subTest(certificate["student"]):
                words = self.words(certificate)
                self.assertGreater(len(words), 8)
                for left, top, right, bottom in words:
                    self.assertGreater(min(left, top), FRAME)
                    self.assertLess(right, WIDTH - FRAME)
                    self.assertLess(bottom, HEIGHT - FRAME)
                for i, (left, top, right, bottom) in enumerate(words):
                    for other in words[:i]:
                        # A word's box has room above and below its letters, in which those of the next line may begin.
                        apart = (left > other[2] - 0.5 or other[0] > right - 0.5 or top > other[3] - 4 or
                                 other[1] > bottom - 4)
                        self.assertTrue(apart, ((left, top, right, bottom), other))

    def test_all_is_within_the_file(self):
        self.draw(OF_MANY_SCRIPTS)
        fonts = self.ask("pdffonts", str(self.file)).decode().splitlines()[2:]
        self.assertEqual(len(fonts), 3)
        for font in fonts:
            self.assertRegex(font, r"CID TrueType +Identity-H +yes yes yes")
        described = self.ask("pdfinfo", str(self.file)).decode()
        self.assertIn("Prometheus by example — Ελένη", described)
        self.assertRegex(described, r"Pages: +1\n")
        self.assertIn("(A4)", described)
        self.assertNotIn("CreationDate", described)

    def test_it_has_a_frame_a_seal_and_a_name(self):
        for certificate in (ANNA, ANN):
            with self.subTest(certificate["language"]):
                colour = self.picture(certificate)
                self.assertEqual([colour(421, 20), colour(20, 300), colour(821, 300), colour(421, 575)], [NAVY] * 4)
                self.assertEqual([colour(5, 5), colour(836, 590), colour(100, 300)], [PAPER] * 3)
                self.assertEqual(colour(421, 447), NAVY, "the seal, above its star")
                dark = sum(sum(colour(x, y)) < 300 for x in range(200, 640) for y in range(245, 295))
                self.assertGreater(dark, 500, "no name is seen")

    def test_the_same_is_drawn_again(self):
        self.assertEqual(drawn(ANNA), drawn(ANNA))
        self.assertNotEqual(drawn(ANNA), drawn(ANN))

    def test_a_date_that_is_none_is_refused(self):
        refused = subprocess.run([PROGRAM, *{**ANN, "date": "2026-02-30"}.values()], capture_output=True, timeout=20)
        self.assertEqual((refused.returncode, refused.stdout), (1, b""))


if __name__ == "__main__":
    unittest.main()
