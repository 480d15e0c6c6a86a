#!/usr/bin/python3
"""The page in Chromium in front of a real Prometheus, fed by the bot and simulated customers (src/live.js)."""

import pathlib
import sys
import unittest

import scripts
from control import Control
from harness.binaries import REPOSITORY
from harness.case import EndToEndTest
from harness.customer import Customer
from harness.monitoring import now
from harness.waiting import eventually
from serving import HAND_MADE, SHIPPED, start_viewer

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "dashboards"))

import stored_histograms  # noqa: E402

RULES = REPOSITORY / "alerts.yml"
# Enough for a rate over four of them.
SCRAPES = 6


class Live(EndToEndTest):
    def setUp(self):
        super().setUp()
        telegram = self.start_simulator(customers=30, rate=20)
        bot = self.start_bot(telegram)
        self.native = stored_histograms.native(self.folder, bot, RULES)
        self.addCleanup(self.native.end)
        classic = stored_histograms.classic(self.folder, bot, RULES)
        self.addCleanup(classic.end)
        for prometheus in (self.native, classic):
            self.wait_for_scrapes(prometheus, SCRAPES)
        # Within the time range of every query.
        Customer(telegram, 501).buy("lite")
        for prometheus in (self.native, classic):
            self.wait_for_scrapes(prometheus, 2)
        self.viewer = self.start_viewer("native", self.native)
        self.classic_viewer = self.start_viewer("classic", classic)

    def wait_for_scrapes(self, prometheus, further):
        def count():
            return prometheus.value("max(count_over_time(users_online[1h]))", now()) or 0
        before = count()
        eventually(f"{further} further scrapes", lambda: count() >= before + further, within=60)

    def start_viewer(self, name, prometheus):
        viewer = start_viewer(self.folder / f"viewer-{name}", prometheus.url, [SHIPPED, HAND_MADE])
        self.addCleanup(viewer.end)
        return viewer

    def start_prometheus(self):
        self.native.spawn()
        self.native.wait_until_ready()

    def test_in_chromium(self):
        control = Control(kill=self.native.end, start=self.start_prometheus, kill_viewer=self.viewer.end,
                          start_viewer=self.viewer.start)
        self.addCleanup(control.end)
        done = scripts.run("live.js", 240, self.viewer, CLASSIC_VIEWER_URL=self.classic_viewer.url, CONTROL_URL=control.url)
        print(done.stdout)
        self.assertEqual(done.returncode, 0, "see above")


if __name__ == "__main__":
    unittest.main()
