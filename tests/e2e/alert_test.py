"""BotNotResponding fires in a real Prometheus, with the shipped rules, once the bot is dead; and not before."""

import unittest

from harness.case import EndToEndTest
from harness.monitoring import Prometheus
from harness.waiting import eventually


class BotNotResponding(EndToEndTest):
    def alerts(self, state):
        return self.prometheus.query(f'ALERTS{{alertname="BotNotResponding",alertstate="{state}"}}')

    def test_it_fires_after_the_bot_was_killed(self):
        bot = self.start_bot(self.start_simulator())
        self.prometheus = Prometheus(self.folder / "prometheus", bot.port)
        self.addCleanup(self.prometheus.end)
        eventually("Prometheus scrapes the bot", lambda: self.prometheus.value('up{job="coursebot"}') == 1, within=40)
        eventually("the rules are evaluated", self.rules_are_evaluated, within=40)
        self.assertEqual(self.prometheus.query("ALERTS"), [])

        bot.process.kill()
        eventually("the alert is pending", lambda: self.alerts("pending"), within=60)
        self.assertEqual(self.alerts("firing"), [])
        # Two minutes as the rule says, and at most an evaluation more.
        eventually("the alert fires", lambda: self.alerts("firing"), within=150)
        alert, = self.alerts("firing")
        self.assertEqual(alert["metric"]["severity"], "critical")

    def rules_are_evaluated(self):
        """True once every shipped rule was evaluated without an error."""
        groups = self.prometheus.rule_groups()
        rules = [rule for group in groups for rule in group["rules"]]
        self.assertEqual([rule["lastError"] for rule in rules if rule.get("lastError")], [])
        return rules and all(rule["health"] == "ok" for rule in rules)


if __name__ == "__main__":
    unittest.main()
