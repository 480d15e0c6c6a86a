"""Quantiles that a real Prometheus reads from native histograms, compared with those of what was observed."""

import random
import re
import unittest

import yaml

from harness.binaries import EXPOSER_SAMPLE, REPOSITORY
from harness.case import EndToEndTest
from harness.child import Child
from harness.monitoring import Prometheus
from harness.waiting import eventually

# As the guide writes it.
GUIDES_QUANTILE = "histogram_quantile(0.95, message_processing_time_seconds)"
# At schema 3 a bucket's upper bound is so many times its lower one.
BUCKET_WIDTH = 2 ** (1 / 8)
HISTOGRAM = "message_processing_time_seconds"


def quantile_of(observations):
    """The smallest observation that 95 of 100 do not exceed."""
    ordered = sorted(observations)
    return ordered[-(-95 * len(ordered) // 100) - 1]


def alert_expression():
    groups = yaml.safe_load((REPOSITORY / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    rule, = [rule for group in groups for rule in group["rules"] if rule.get("alert") == "HighMessageProcessingTime"]
    return rule["expr"]


class KnownObservations(EndToEndTest):
    def expose(self, distributions):
        """Starts a program that observes the numbers of each distribution; its port."""
        name = "-".join(distributions)
        file = self.folder / f"{name}.txt"
        file.write_text("".join(f"{distribution} {value!r}\n"
                                for distribution, values in distributions.items() for value in values))
        sample = Child([EXPOSER_SAMPLE, file], self.folder / f"{name}.log")
        self.addCleanup(sample.kill)
        return int(sample.wait_for_output(re.compile(r"^port (\d+)$", re.MULTILINE))[1])

    def start_prometheus(self, port, native_histograms=True):
        kind = "native" if native_histograms else "classic"
        prometheus = Prometheus(self.folder / f"prometheus-{port}-{kind}", port, scrape_interval="1s",
                                native_histograms=native_histograms)
        self.addCleanup(prometheus.end)
        return prometheus

    def wait_for_a_rate(self, prometheus):
        """Waits for two scrapes."""
        eventually("two scrapes", lambda: (prometheus.value('count_over_time(up{job="coursebot"}[1h])') or 0) >= 2,
                   within=60)

    def assert_close(self, estimate, truth):
        self.assertLessEqual(estimate, truth * BUCKET_WIDTH)
        self.assertGreaterEqual(estimate, truth / BUCKET_WIDTH)

    def test_the_guides_quantile_is_within_one_bucket_of_the_truth(self):
        randomness = random.Random(4)
        distributions = {
            "usual": [randomness.lognormvariate(-4, 1) for _ in range(2000)],
            "two_humps": [randomness.gauss(0.002, 0.0002) for _ in range(900)]
                         + [randomness.uniform(3, 8) for _ in range(100)],
            "constant": [0.25] * 100,
            "single": [42.0],
            "far_beyond_the_classic_bounds": [1e-7 * 1.1**power for power in range(150)],
        }
        prometheus = self.start_prometheus(self.expose(distributions))
        self.wait_for_a_rate(prometheus)
        answers = {series["metric"]["distribution"]: float(series["value"][1])
                   for series in prometheus.query(GUIDES_QUANTILE)}
        self.assertEqual(answers.keys(), distributions.keys())
        for name, observations in distributions.items():
            with self.subTest(distribution=name):
                self.assert_close(answers[name], quantile_of(observations))

    def test_the_alert_reads_either_kind_of_histogram(self):
        slow = [0.1] * 90 + [7.5] * 10
        almost_slow = [0.1] * 90 + [4.5] * 10
        ports = self.expose({"slow": slow}), self.expose({"almost": almost_slow})
        # Each takes seconds until its first scrape: side by side.
        native = [self.start_prometheus(port) for port in ports]
        classic = [self.start_prometheus(port, native_histograms=False) for port in ports]
        for prometheus in native + classic:
            self.wait_for_a_rate(prometheus)
        with self.subTest("native"):
            self.assertEqual(native[0].query(f"{HISTOGRAM}_bucket"), [])
            self.assert_close(native[0].value(alert_expression()), quantile_of(slow))
            self.assertEqual(native[1].query(alert_expression()), [])
        with self.subTest("classic"):
            self.assertEqual(classic[0].query(HISTOGRAM), [])
            # Half of the bucket from 5 to 10 lies below the 95th percentile, so it is taken to be in the middle.
            self.assertAlmostEqual(classic[0].value(alert_expression()), 7.5)
            self.assertEqual(classic[1].query(alert_expression()), [])


if __name__ == "__main__":
    unittest.main()
