"""A setting that is wrong is refused in one line: which one, its value, and what would be right."""

import re
import unittest

from harness.binaries import REPOSITORY
from harness.case import EndToEndTest, any_token

REFUSED = {
    "BOT_TOKEN": ("not-a-token", "abc:" + "d" * 35, ":" + "d" * 35),
    "PROMETHEUS_PORT": ("0", "65536", "-1", "http", "80.5"),
    "LISTEN_ADDRESS": ("localhost:80", "300.1.1.1", "::1::"),
    "TELEGRAM_API_URL": ("api.telegram.org", "ftp://api.telegram.org", "https://host/?q=1", "http://"),
    "DATABASE_URL": ("mysql://host/db", "data/coursebot.db", "sqlite:"),
    "CATALOG": ("no/such/folder",),
    "ADMIN_IDS": ("me", "1,2,x", "1;2", "-5"),
    "ONLINE_WINDOW": ("5", "five minutes", "-5m", "0s"),
    "CHECKOUT_DEADLINE": ("1 h", "1w", "0s"),
    "WEBHOOK_URL": ("bot.example.org", "ftp://bot.example.org/", "https://host/?q=1"),
    "WEBHOOK_PORT": ("0", "65536", "https"),
    "WEBHOOK_SECRET": ("with a space", "x" * 257),
    "WEBHOOK_ADDRESS": ("everywhere", "300.1.1.1"),
    "FLOOD_CONTROL": ("maybe", "1"),
    "USER_RATE_LIMIT": ("maybe",),
    "LOG_LEVEL": ("loud",),
    "LOG_FORMAT": ("xml",),
}
ACCEPTED = {
    "PROMETHEUS_PORT": ("1", "65535"),
    "LISTEN_ADDRESS": ("0.0.0.0", "::1"),
    "TELEGRAM_API_URL": ("https://api.telegram.org", "http://localhost:8081/"),
    "ADMIN_IDS": ("", "1", "1,2", " 1 , 2 "),
    "ONLINE_WINDOW": ("250ms", "30s", "5m", "1h", "1d"),
    "WEBHOOK_URL": ("https://bot.example.org/", "http://localhost:9000/any"),
    "WEBHOOK_PORT": ("443", "65535"),
    "WEBHOOK_SECRET": ("", "a_b-C9", "x" * 256),
    "WEBHOOK_ADDRESS": ("0.0.0.0", "::1"),
    "FLOOD_CONTROL": ("on", "off"),
    "LOG_LEVEL": ("debug", "error"),
    "LOG_FORMAT": ("text", "json"),
}
SECRETS = {"BOT_TOKEN", "WEBHOOK_SECRET"}


class Settings(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.bot = self.make_bot("http://127.0.0.1:1")

    def assert_refused(self, result, *parts):
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.assertRegex(result.stderr, r"\A[^\n]+\n\Z", "an error is one line")
        for part in parts:
            self.assertIn(part, result.stderr)

    def test_malformed_values_are_refused_by_name_and_value(self):
        for name, values in REFUSED.items():
            for value in values:
                with self.subTest(name=name, value=value):
                    shown = () if name in SECRETS else (value,)
                    self.assert_refused(self.bot.command("check-config", **{name: value}), name, *shown)
            with self.subTest(name=name, command="serve"):
                self.assert_refused(self.bot.command("serve", **{name: values[0]}), name)

    def test_a_secret_is_never_shown_not_even_a_malformed_one(self):
        for value in ("S3CRETS3CRET", "S3CRETS3CRET:" + "d" * 35, "42 :S3CRET"):
            with self.subTest(value=value):
                result = self.bot.command("check-config", BOT_TOKEN=value)
                self.assert_refused(result, "BOT_TOKEN")
                self.assertNotIn("S3CRET", result.stdout + result.stderr)

    def test_a_password_in_an_address_is_not_shown(self):
        for name, value in (("TELEGRAM_API_URL", "https://user:S3CRET@host"),
                            ("DATABASE_URL", "postgresql://user:S3CRET@host/db")):
            with self.subTest(name=name):
                result = self.bot.command("check-config", **{name: value})
                self.assert_refused(result, name)
                self.assertNotIn("S3CRET", result.stdout + result.stderr)

    def test_an_error_stays_one_bounded_line_whatever_the_value(self):
        for value in ("80\n00", "\x1b[31m8000", "8" * 100_000, "\udcff"):
            with self.subTest(value=value[:20]):
                result = self.bot.command("check-config", PROMETHEUS_PORT=value)
                self.assert_refused(result, "PROMETHEUS_PORT")
                self.assertNotIn("\x1b", result.stderr)
                self.assertLess(len(result.stderr), 1000)

    def test_what_the_documents_allow_is_accepted(self):
        for name, values in ACCEPTED.items():
            for value in values:
                with self.subTest(name=name, value=value):
                    result = self.bot.command("check-config", **{name: value})
                    self.assertEqual(result.returncode, 0, result.stderr)

    def test_no_token_is_fine_for_a_check_and_not_for_serving(self):
        self.assertEqual(self.bot.command("check-config", BOT_TOKEN="").returncode, 0)
        self.assert_refused(self.bot.command("serve", BOT_TOKEN=""), "BOT_TOKEN")

    def test_the_placeholder_counts_as_no_token(self):
        placeholder, = re.findall(r"^BOT_TOKEN=(.*)$", (REPOSITORY / ".env.example").read_text(), re.MULTILINE)
        self.assertEqual(self.bot.command("check-config", BOT_TOKEN=placeholder).returncode, 0)
        self.assert_refused(self.bot.command("serve", BOT_TOKEN=placeholder), "BOT_TOKEN")


class EnvFile(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.bot = self.make_bot("http://127.0.0.1:1")
        self.settings = dict(self.bot.settings)
        self.bot.settings.clear()

    def write(self, text, name=".env"):
        path = self.bot.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def lines(self, **settings):
        return "".join(f"{name}={value}\n" for name, value in {**self.settings, **settings}.items())

    def test_it_is_read_from_the_current_folder(self):
        self.write(self.lines())
        result = self.bot.command("check-config")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn(str(self.bot.port), result.stdout)

    def test_comments_quotes_blank_lines_and_carriage_returns(self):
        self.write("# a comment\r\n\r\n" + self.lines(PROMETHEUS_PORT='"18123"', ADMIN_IDS="'1,2'"))
        result = self.bot.command("check-config")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("18123", result.stdout)

    def test_the_environment_wins(self):
        self.write(self.lines(PROMETHEUS_PORT="18123"))
        self.bot.settings["PROMETHEUS_PORT"] = "18124"
        self.assertIn("18124", self.bot.command("check-config").stdout)

    def test_another_file_can_be_named(self):
        path = self.write(self.lines(PROMETHEUS_PORT="18125"), name="other.env")
        self.assertIn("18125", self.bot.command("check-config", "--env-file", path).stdout)

    def test_errors_name_the_file_and_the_line(self):
        for text, part in (("COLOUR=red\n", "COLOUR"), ("PROMETHEUS_PORT\n", "NAME=value"), ("=8000\n", "NAME=value"),
                           ("ADMIN_ID=1\n", "ADMIN_IDS"), ("LOG_LEVEL='info\n", "quotes")):
            with self.subTest(text=text):
                self.write("LOG_LEVEL=info\n" + text)
                result = self.bot.command("check-config")
                self.assertEqual(result.returncode, 1)
                self.assertRegex(result.stderr, r"\A[^\n]+\n\Z")
                self.assertIn(".env:2", result.stderr)
                self.assertIn(part, result.stderr)

    def test_names_of_the_neighbours_are_let_through(self):
        self.write(self.lines(GF_SECURITY_ADMIN_PASSWORD="x", COMPOSE_PROJECT_NAME="y", POSTGRES_PASSWORD="z"))
        self.assertEqual(self.bot.command("check-config").returncode, 0)

    def test_a_named_file_that_is_missing_is_an_error(self):
        result = self.bot.command("check-config", "--env-file", "missing.env")
        self.assertEqual(result.returncode, 1)
        self.assertIn("missing.env", result.stderr)

    def test_the_example_is_accepted_as_it_is(self):
        example = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
        uncommented = re.sub(r"^# ?(?=[A-Z][A-Z_]+=)", "", example, flags=re.MULTILINE)
        (self.bot.folder / "catalog").symlink_to(REPOSITORY / "catalog")
        for text in (example, uncommented):
            self.write(text)
            result = self.bot.command("check-config")
            self.assertEqual(result.returncode, 0, result.stderr)


class Catalogue(EndToEndTest):
    def test_a_catalogue_with_a_mistake_is_refused_with_file_and_line(self):
        good = (REPOSITORY / "catalog/plans.yaml").read_text(encoding="utf-8")
        mistakes = {
            "a free plan": (re.sub(r"price: \d+", "price: 0", good, count=1), "price"),
            "no YAML": ("lite: [", "plans.yaml"),
            "a plan too few": (re.sub(r"^pro:.*?(?=^unlimited:)", "", good, flags=re.MULTILINE | re.DOTALL), "pro"),
            "a plan too many": (good + "\ngold:\n  price: 1\n", "gold"),
        }
        bot = self.make_bot("http://127.0.0.1:1", CATALOG=self.folder / "catalog")
        (self.folder / "catalog").mkdir()
        for what, (text, part) in mistakes.items():
            with self.subTest(mistake=what):
                (self.folder / "catalog/plans.yaml").write_text(text, encoding="utf-8")
                result = bot.command("check-config")
                self.assertEqual(result.returncode, 1, result.stdout)
                self.assertRegex(result.stderr, r"\A[^\n]+\n\Z")
                self.assertIn("plans.yaml", result.stderr)
                self.assertIn(part, result.stderr)

    def test_an_empty_folder_is_refused(self):
        (self.folder / "catalog").mkdir()
        result = self.make_bot("http://127.0.0.1:1", CATALOG=self.folder / "catalog").command("check-config")
        self.assertEqual(result.returncode, 1)
        self.assertIn("plans.yaml", result.stderr)


if __name__ == "__main__":
    unittest.main()
