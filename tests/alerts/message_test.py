"""The message about alerts in Telegram: alertmanager.tmpl against approved texts, and against Telegram's limits.

APPROVE=1 in the environment writes the approved texts in messages/ anew.
"""

import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

import yaml

from harness.telegram_html import MAX_CHARACTERS, visible_text

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NEVER = "0001-01-01T00:00:00Z"


def alert(name, started="2026-01-31T11:58:20.123Z", ended=None, annotations=None, **labels):
    """An alert as Alertmanager gives it to a template; resolved if it has ended."""
    return {"status": "resolved" if ended else "firing", "labels": {"alertname": name, **labels},
            "annotations": annotations or {}, "startsAt": started, "endsAt": ended or NEVER}


def shipped(name, value="", **circumstances):
    """The first alert of that name in alerts.yml, its annotations as Prometheus would fill them in with `value`."""
    rules = yaml.safe_load((ROOT / "alerts.yml").read_text(encoding="utf-8"))
    rule = next(rule for group in rules["groups"] for rule in group["rules"] if rule.get("alert") == name)
    annotations = {key: text.replace("{{ $value | humanizeDuration }}", value).replace("{{ $value }}", value)
                   for key, text in rule["annotations"].items()}
    return alert(name, annotations=annotations, **circumstances, **rule["labels"])


def own(instance=None, **circumstances):
    """The guide's own alert: it has a summary and nothing else."""
    labels = {"instance": instance, "job": "coursebot"} if instance else {}
    return alert("CustomAlert", annotations={"summary": "Alert Description"}, **circumstances, **labels)


def render(*alerts, engine="html"):
    """The message about these alerts; Alertmanager takes Go's html/template for it."""
    data = {"receiver": "owners", "status": "firing", "alerts": alerts, "groupLabels": {}, "commonLabels": {},
            "commonAnnotations": {}, "externalURL": "http://localhost:9093"}
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(data, file)
        file.flush()
        rendered = subprocess.run(
            ["amtool", "template", "render", f"--template.glob={ROOT}/alertmanager.tmpl",
             '--template.text={{ template "coursebot.telegram" . }}', f"--template.type={engine}",
             f"--template.data={file.name}"], capture_output=True, text=True, check=False)
    if rendered.returncode != 0:
        raise AssertionError(rendered.stderr)
    return rendered.stdout


class Approved(unittest.TestCase):
    maxDiff = None

    def assert_approved(self, name, *alerts):
        message = render(*alerts)
        visible_text(message)
        file = HERE / "messages" / f"{name}.html"
        if os.environ.get("APPROVE"):
            file.write_text(message + "\n", encoding="utf-8")
        self.assertEqual(message + "\n", file.read_text(encoding="utf-8"))

    def test_each_shipped_alert(self):
        self.assert_approved("bot_not_responding", shipped("BotNotResponding"))
        self.assert_approved("bot_stuck", shipped("BotStuck", value="2m 1s"))
        self.assert_approved("high_user_load", shipped("HighUserLoad", value="1001"))

    def test_it_is_over(self):
        self.assert_approved("resolved", shipped("BotNotResponding", ended="2026-01-31T12:05:32.5Z"))
        self.assert_approved("resolved_next_day", shipped("BotNotResponding", ended="2026-02-01T00:01:00Z"))

    def test_an_own_alert_as_the_guide_shows(self):
        self.assert_approved("own_alert", own("127.0.0.1:8000"))
        self.assert_approved("own_alert_resolved", own(ended="2026-01-31T12:05:32.5Z"))

    def test_an_own_alert_with_special_characters_and_a_link(self):
        self.assert_approved("special_characters", alert(
            "Ratio<&>", annotations={"summary": "a < b && c > \"d\" 'e' + 100%", "description": "<b>not bold</b> &amp;\n",
                                     "runbook_url": "https://example.org/x?a=1&b=2"}, severity="info"))

    def test_an_alert_without_any_text(self):
        self.assert_approved("name_only", alert("Nameless"))

    def test_many_alerts(self):
        firing = [own(f"10.0.0.{number}:8000") for number in range(1, 13)]
        resolved = [own(f"10.0.1.{number}:8000", ended="2026-01-31T12:05:32.5Z") for number in range(1, 8)]
        self.assert_approved("many", *firing, *resolved)


class Limits(unittest.TestCase):
    """Whatever fires, Alertmanager 0.25 has nothing to cut off (it does so within tags), and Telegram takes it."""

    def assert_taken(self, *alerts):
        message = render(*alerts)
        self.assertLessEqual(len(message), MAX_CHARACTERS)
        visible_text(message)
        # The text engine escapes nothing: the same message shows that nothing is left for the html engine to escape.
        self.assertEqual(message, render(*alerts, engine="text"))
        return message

    def test_many_long_alerts_of_any_characters(self):
        for character in ("x", "&", "<", ">", '"', "'", "я", "🔴", "\n", "&amp;", "<b>", "\u2028"):
            text = f"x{character * 3000}x"
            annotations = dict.fromkeys(
                ("summary", "summary_ru", "description", "description_ru", "runbook", "runbook_url"), text)
            alerts = [alert(text, annotations=annotations, severity=text, other=text, ended=ended,
                            started="2026-01-01T00:00:00.001Z")
                      for ended in (None, "2036-12-31T23:59:59Z") for _ in range(40)]
            with self.subTest(character=character):
                message = self.assert_taken(*alerts)
                if character not in "\n\u2028":
                    self.assertGreater(len(message), 2500, "the limits are lower than they need be")

    def test_texts_cut_at_any_place(self):
        choice = random.Random(1)
        for _ in range(40):
            text = "".join(choice.choice(("&", "<", ">", '"', "ы", "a;", " ", "&lt", "%", "{{ . }}"))
                           for _ in range(choice.randint(1, 200)))
            self.assert_taken(alert("A", annotations={"summary": text, "description": text * 4, "summary_ru": text}))

    def test_a_short_text_is_not_cut(self):
        for length in (99, 100):
            self.assertIn("<b>" + "я" * length + "</b>", render(alert("A", annotations={"summary": "я" * length})))
        self.assertIn("<b>" + "я" * 100 + "…</b>", render(alert("A", annotations={"summary": "я" * 101})))


class Shipped(unittest.TestCase):
    def test_every_alert_has_all_texts_a_runbook_and_fits(self):
        rules = yaml.safe_load((ROOT / "alerts.yml").read_text(encoding="utf-8"))
        alerts = [rule for group in rules["groups"] for rule in group["rules"] if "alert" in rule]
        self.assertGreaterEqual(len(alerts), 6)
        for rule in alerts:
            with self.subTest(alert=rule["alert"]):
                annotations = rule["annotations"]
                self.assertEqual(set(annotations),
                                 {"summary", "summary_ru", "description", "description_ru", "value", "runbook"})
                self.assertTrue((ROOT / annotations["runbook"]).is_file())
                self.assertLessEqual(max(len(annotations["summary"]), len(annotations["summary_ru"])), 100)
                message = render(alert(rule["alert"], annotations=annotations, **rule["labels"]))
                self.assertNotIn("…", message)


if __name__ == "__main__":
    unittest.main()
