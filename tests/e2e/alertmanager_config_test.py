"""`coursebot alertmanager-config`: what it makes of a template, judged by amtool and by another YAML parser."""

import os
import subprocess
import unittest

import yaml

from harness.alerts import alert_secret
from harness.binaries import REPOSITORY
from harness.case import EndToEndTest

SHIPPED = (REPOSITORY / "alertmanager.yml").read_text(encoding="utf-8")
OWNERS = [900, 901]
# What an owner of the server may add, and whatever YAML has that could be mistaken for something else.
EXTENDED = """
global: {resolve_timeout: 5m, smtp_smarthost: 'localhost:25', smtp_from: "bot@example.org", smtp_require_tls: no}
templates: [alertmanager.tmpl, '*.own', /etc/alertmanager/any.tmpl]
route: &route
  receiver: owners
  group_by: ['...']
  routes:
    - {matchers: ['a="5"', 'b!~"x|y: z #"'], continue: true, mute_time_intervals: [nights], receiver: group}
time_intervals:
  - name: nights
    time_intervals: [{times: [{start_time: '22:00', end_time: '24:00'}], weekdays: ['monday:friday'], months: ['1']}]
receivers:
  - name: owners
    telegram_configs:
      - message: |
          {{ range .Alerts }}"{{ .Labels.alertname }}": 'привет' 🔴
          {{ end }}
  - name: group
    telegram_configs:
      - {chat_id: -1001234567890, disable_notifications: yes, message: '123', parse_mode: ''}
    webhook_configs: [{url: "http://localhost:1/x?a=b#c", max_alerts: 0}, {url: 'http://coursebot:8000/alerts'}]
    email_configs: [{to: 'me@example.org', headers: {Subject: "~", X-Null: 'null', X-Yes: "yes", X-Number: '0x10'}}]
"""


class AlertmanagerConfig(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.bot = self.make_bot("http://127.0.0.1:1/", ADMIN_IDS=",".join(map(str, OWNERS)))
        self.template = self.bot.folder / "template.yml"
        self.output = self.bot.folder / "alertmanager.yml"

    def make(self, text, *options, **settings):
        self.template.write_text(text, encoding="utf-8")
        return self.bot.command("alertmanager-config", str(self.template), "--output", str(self.output), *options,
                                **settings)

    def made(self, text, *options, **settings):
        result = self.make(text, *options, **settings)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(result.stdout, "")
        checked = subprocess.run(["amtool", "check-config", self.output], capture_output=True, text=True, check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        return yaml.safe_load(self.output.read_text(encoding="utf-8"))

    def expected(self, text):
        """The template as another parser reads it, with what is to be filled in."""
        config = yaml.safe_load(text)
        config["templates"] = [str(self.bot.folder / name) for name in config["templates"]]
        bot = {"api_url": "http://127.0.0.1:1", "bot_token": self.token}
        for receiver in config["receivers"]:
            if "telegram_configs" in receiver:
                receiver["telegram_configs"] = [
                    {**entry, "chat_id": chat, **bot} for entry in receiver["telegram_configs"]
                    for chat in ([entry["chat_id"]] if "chat_id" in entry else OWNERS)]
            for entry in receiver.get("webhook_configs", []):
                if "//coursebot:" in entry["url"]:
                    entry["http_config"] = {"authorization": {"credentials": alert_secret(self.token)}}
        return config

    def test_only_what_is_missing_is_filled_in(self):
        for text in (SHIPPED, EXTENDED):
            self.assertEqual(self.made(text), self.expected(text))

    def test_nobody_else_may_read_what_holds_the_token(self):
        before = os.umask(0)
        self.addCleanup(os.umask, before)
        self.made(SHIPPED)
        self.assertEqual(self.output.stat().st_mode & 0o777, 0o600)
        self.made(SHIPPED, "--group-readable")
        self.assertEqual(self.output.stat().st_mode & 0o777, 0o640)
        self.assertEqual(sorted(path.name for path in self.bot.folder.iterdir()), ["alertmanager.yml", "template.yml"])

    def test_the_token_in_a_file_of_its_own(self):
        token_file = self.bot.folder / "token"
        result = self.make(SHIPPED, "--token-file", "token")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))
        self.assertEqual(token_file.read_text(), self.token)
        self.assertEqual(token_file.stat().st_mode & 0o777, 0o600)
        text = self.output.read_text(encoding="utf-8")
        self.assertNotIn(self.token, text)
        secret_file = self.bot.folder / "alert_secret"
        self.assertEqual(secret_file.read_text(), alert_secret(self.token))
        self.assertEqual(secret_file.stat().st_mode & 0o777, 0o600)
        self.assertNotIn(alert_secret(self.token), text)
        owners, directly = yaml.safe_load(text)["receivers"]
        self.assertEqual([webhook["http_config"]["authorization"] for webhook in owners["webhook_configs"]],
                         [{"credentials_file": str(secret_file)}])
        for integration in directly["telegram_configs"]:
            self.assertEqual(integration["bot_token_file"], str(token_file))

    def test_without_token_or_owners_it_says_what_is_missing(self):
        for settings, missing in (({"BOT_TOKEN": "your_telegram_bot_token"}, "BOT_TOKEN"), ({"ADMIN_IDS": ""}, "ADMIN_IDS")):
            result = self.make(SHIPPED, **settings)
            self.assertEqual(result.returncode, 0)
            self.assertRegex(result.stderr, rf"\A[^\n]*{missing} is not set[^\n]*\n\Z")
            self.assertEqual(self.made(SHIPPED, **settings)["receivers"],
                             [{"name": "owners", "webhook_configs": []},
                              {"name": "owners-directly", "telegram_configs": []}])

    def test_the_bot_is_where_it_is_said_to_be(self):
        made = self.made(SHIPPED, "--bot-url", "http://127.0.0.1:8001/")
        self.assertEqual([webhook["url"] for webhook in made["receivers"][0]["webhook_configs"]],
                         ["http://127.0.0.1:8001/alerts"])
        refused = self.make(SHIPPED, "--bot-url", "127.0.0.1:8001")
        self.assertEqual(refused.returncode, 1)
        self.assertRegex(refused.stderr, r"\A[^\n]*--bot-url[^\n]*\n\Z")

    def test_a_wrong_template_is_refused_and_the_old_result_stays(self):
        self.made(SHIPPED)
        before = self.output.read_bytes()
        for text, line in (("route: [\n", 2), ("route:\n  receiver: a\nreceivers: owners\n", 3)):
            result = self.make(text)
            self.assertEqual(result.returncode, 1)
            self.assertRegex(result.stderr, rf"\A[^\n]*template\.yml:{line}: [^\n]+\n\Z")
            self.assertEqual(self.output.read_bytes(), before)

    def test_what_can_not_be_read_or_written_is_named(self):
        for arguments in (["none.yml", "--output", "x"], [str(REPOSITORY / "alertmanager.yml"), "--output", "none/x"]):
            result = self.bot.command("alertmanager-config", *arguments)
            self.assertEqual(result.returncode, 1)
            self.assertRegex(result.stderr, r"\A[^\n]*none[^\n]*: No such file or directory\n\Z")


if __name__ == "__main__":
    unittest.main()
