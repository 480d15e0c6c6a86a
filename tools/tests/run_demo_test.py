#!/usr/bin/python3
"""./run as it stands: builds, shows the demo, and Prometheus sees all of the guide's metrics."""

import json
import tempfile
import unittest
import urllib.parse
import urllib.request
from pathlib import Path

from running import PATIENCE, RunTestCase, wait_for

METRICS = """
    bothost_bots_created_created bothost_bots_created_total bothost_bots_created message_processing_time_seconds
    users_online payment_transactions_total subscription_activations_total
""".split()


class RunDemo(RunTestCase):
    def query(self, expression):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        url = f"http://127.0.0.1:{self.prometheus_port}/api/v1/query?" + urllib.parse.urlencode({"query": expression})
        with opener.open(url, timeout=10) as answer:
            return json.load(answer)["data"]["result"]

    def test_demo(self):
        with tempfile.TemporaryDirectory() as data:
            run, _ = self.started("--demo", "--data", data)
            wait_for(lambda: self.query('up{job="coursebot"} == 1'), "Prometheus to scrape the bot")
            for name in METRICS:
                self.assertTrue(self.query(f'{name}{{job="coursebot"}}'), name)
            percentile = self.query("histogram_quantile(0.95, message_processing_time_seconds)")
            self.assertEqual(len(percentile), 1, "the guide's own query needs a native histogram")
            self.assertEqual(self.query("ALERTS"), [])
            config = Path(data) / "alertmanager.yml"
            self.assertEqual(config.stat().st_mode & 0o777, 0o600)
            self.assertNotIn("chat_id", config.read_text(encoding="utf-8"))
            run.terminate()
            self.assertEqual(run.wait(PATIENCE), 0)
            self.assertEqual(self.processes(), [])


if __name__ == "__main__":
    unittest.main()
