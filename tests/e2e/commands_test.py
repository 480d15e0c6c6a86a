"""The commands beside `serve`."""

import pathlib
import re
import shutil
import unittest

from harness.binaries import REPOSITORY
from harness.bot import OWNER
from harness.case import EndToEndTest
from harness.customer import Customer
from harness.waiting import eventually

CHANNEL = -1001234567890


class Commands(EndToEndTest):
    def test_help_lists_the_commands_and_version_is_that_of_the_project(self):
        bot = self.make_bot("http://127.0.0.1:1")
        shown = bot.command("--help")
        self.assertEqual(shown.returncode, 0)
        for command in ("serve", "demo", "check-config", "check-telegram", "list-metrics", "ledger", "--env-file"):
            self.assertIn(command, shown.stdout)
        version, = re.findall(r"project\(coursebot VERSION (\S+)", (REPOSITORY / "CMakeLists.txt").read_text())
        self.assertIn(version, bot.command("--version").stdout)

    def test_wrong_usage_is_exit_code_2(self):
        bot = self.make_bot("http://127.0.0.1:1")
        for arguments in (("dance",), ("serve", "--loudly"), (), ("--env-file",)):
            with self.subTest(arguments=arguments):
                result = bot.command(*arguments)
                self.assertEqual(result.returncode, 2, result.stdout + result.stderr)
                self.assertTrue(result.stderr.strip())

    def test_check_config_shows_every_setting_and_no_secret(self):
        bot = self.make_bot("http://127.0.0.1:1")
        result = bot.command("check-config")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn(f":{bot.port}/metrics", result.stdout)

    def test_list_metrics_is_the_page_of_the_documents(self):
        listed = self.make_bot("http://127.0.0.1:1").command("list-metrics")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        self.assertEqual(listed.stdout, (REPOSITORY / "docs/metrics.md").read_text(encoding="utf-8"),
                         "regenerate it: build/release/bin/coursebot list-metrics > docs/metrics.md")

    def test_every_exposed_metric_is_listed(self):
        bot = self.start_bot(self.start_simulator())
        exposed = set(re.findall(r"^# TYPE (\S+)", bot.page("/metrics").body, re.MULTILINE))
        listed = set(re.findall(r"`([a-z][a-z0-9_]+)", bot.command("list-metrics").stdout))
        self.assertLessEqual(exposed, listed)
        self.assertGreater(len(exposed), 7)

    def test_check_telegram_names_the_bot(self):
        telegram = self.start_simulator(options=("--admin", OWNER))
        bot = self.make_bot(telegram.url)
        result = bot.command("check-telegram")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn(telegram.call("getMe").json()["result"]["username"], result.stdout)

    def test_check_telegram_fails_in_one_line(self):
        telegram = self.start_simulator()
        wrong = self.make_bot(telegram.url, name="wrong", BOT_TOKEN="43:" + "x" * 35)
        away = self.make_bot("http://127.0.0.1:1", name="away")
        for bot, part in ((wrong, "BotFather"), (away, "127.0.0.1:1")):
            result = bot.command("check-telegram")
            self.assertEqual(result.returncode, 1)
            self.assertRegex(result.stdout + result.stderr, r"\A[^\n]+\n\Z")
            self.assertIn(part, result.stdout)

    def test_check_telegram_tells_when_an_owner_cannot_be_reached(self):
        result = self.make_bot(self.start_simulator().url).command("check-telegram")
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"owner {OWNER}: can't be reached", result.stdout)

    def test_check_telegram_looks_at_the_channels_of_courses(self):
        telegram = self.start_simulator(options=("--admin", OWNER))
        telegram.call("getMe")
        catalogue = self.folder / "catalog"
        shutil.copytree(REPOSITORY / "catalog", catalogue)
        course = catalogue / "courses" / "club"
        course.mkdir()
        (course / "course.yaml").write_text(f"title:\n  en: Club\nchannel:\n  chat: {CHANNEL}\n")
        bot = self.make_bot(telegram.url, CATALOG=str(catalogue))
        channel = f"channel of course club: {CHANNEL}: "

        unknown = bot.command("check-telegram")
        self.assertEqual(unknown.returncode, 1)
        self.assertIn(f"FAIL  {channel}Telegram says", unknown.stdout)
        telegram.make_channel(CHANNEL, rights=("can_invite_users",))
        self.assertIn(f"FAIL  {channel}the bot may not ban users", bot.command("check-telegram").stdout)
        telegram.set_bot_standing(CHANNEL, "member")
        self.assertIn(f"FAIL  {channel}the bot is no administrator", bot.command("check-telegram").stdout)
        telegram.set_bot_standing(CHANNEL, "administrator", ("can_invite_users", "can_restrict_members"))
        fine = bot.command("check-telegram")
        self.assertEqual(fine.returncode, 0, fine.stdout)
        self.assertIn(f"ok    {channel}the bot may invite users and ban users", fine.stdout)

    def test_the_ledger_lists_every_payment_beside_the_running_bot_and_without_it(self):
        telegram = self.start_simulator()
        bot = self.start_bot(telegram)
        Customer(telegram, 501).buy("lite")
        charge, = telegram.charges()
        for _ in range(2):
            payment, = bot.ledger()["payments"]
            self.assertEqual(payment["charge"], charge["telegram_payment_charge_id"])
            self.assertEqual(payment["stars"], charge["amount"])
            self.assertIn(charge["telegram_payment_charge_id"], bot.command("ledger").stdout)
            bot.process.kill()

    def test_the_ledger_of_a_database_that_is_not_there(self):
        result = self.make_bot("http://127.0.0.1:1").command("ledger")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stderr, r"\A[^\n]+\n\Z")
        self.assertIn("coursebot.db", result.stderr)


class Demo(EndToEndTest):
    def test_it_starts_sells_and_ends_with_its_simulator(self):
        bot = self.make_bot(None)
        for name in ("BOT_TOKEN", "TELEGRAM_API_URL"):
            del bot.settings[name]
        bot.start("demo")
        eventually("the demo sells", lambda: bot.scrape().value("payment_transactions_total", status="success") >= 1,
                   within=60)
        self.assertEqual(bot.process.terminate(within=15), 0, bot.process.output())
        self.assertEqual(self.processes_of_group(bot.process.pid), [])
        self.assertEqual(bot.ledger()["contradictions"], [])

    @staticmethod
    def processes_of_group(group):
        """What is still alive of a process group, by /proc (see proc(5): state, ppid, pgrp follow the name)."""
        found = []
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                name, rest = stat.read_text().rsplit(")", 1)
            except OSError:
                continue
            state, _, process_group = rest.split()[:3]
            if int(process_group) == group and state != "Z":
                found.append(name)
        return found


if __name__ == "__main__":
    unittest.main()
