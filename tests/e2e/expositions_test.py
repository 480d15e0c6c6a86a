"""A real Prometheus that scrapes one registry in three formats ends with the same series and the same values."""

import math
import subprocess
import unittest

import yaml

from harness.binaries import EXPOSITION_SAMPLE
from harness.case import EndToEndTest
from harness.monitoring import Prometheus, now
from harness.pages import Pages
from harness.waiting import eventually

CONTENT_TYPES = {
    "text": "text/plain; version=0.0.4",
    "openmetrics": "application/openmetrics-text; version=1.0.0",
    "protobuf": "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
}
# What Prometheus itself says of every scrape, and what each run of the sample says of its own process.
NOT_COMPARED = ("up", "scrape_", "process_")


def configuration(address):
    """One job a format, so that the label `job` tells them apart."""
    jobs = [{"job_name": name, "metrics_path": f"/{name}", "scrape_interval": "1s", "honor_timestamps": False,
             "static_configs": [{"targets": [address]}]} for name in CONTENT_TYPES]
    return yaml.safe_dump({"scrape_configs": jobs})


def comparable(labels):
    """The labels without those of the scrape, `le` as a number: 2.42 writes "5" from text and "5.0" otherwise."""
    kept = {name: value for name, value in labels.items() if name not in ("job", "instance")}
    if "le" in kept:
        kept["le"] = float(kept["le"])
    return frozenset(kept.items())


def same(left, right):
    return left == right or (math.isnan(left) and math.isnan(right))


def forbidden_in_openmetrics(series):
    """OpenMetrics has no sum that is NaN or below 0, or that a histogram with a bound below 0 has; and a histogram
    without a sum has no count.
    """
    for labels, value in series.items():
        name, others = dict(labels)["__name__"], [label for label in labels if label[0] != "__name__"]
        if not name.endswith("_sum"):
            continue
        family = name.removesuffix("_sum")
        bounds = [dict(other)["le"] for other in series if dict(other)["__name__"] == f"{family}_bucket"]
        if not value >= 0 or any(bound < 0 for bound in bounds):
            yield frozenset([("__name__", name), *others])
            if bounds:
                yield frozenset([("__name__", f"{family}_count"), *others])


class Expositions(EndToEndTest):
    def setUp(self):
        super().setUp()
        pages = {f"/{name}": (content_type, self.sample(content_type)) for name, content_type in CONTENT_TYPES.items()}
        server = Pages(pages)
        self.addCleanup(server.end)
        self.prometheus = Prometheus(self.folder / "prometheus", native_histograms=False,
                                     config=configuration(server.address))
        self.addCleanup(self.prometheus.end)
        eventually("every format is scraped", lambda: self.prometheus.value("sum(up)") == len(CONTENT_TYPES), within=60)

    def sample(self, content_type):
        return subprocess.run([EXPOSITION_SAMPLE, "classic", content_type], stdout=subprocess.PIPE, check=True).stdout

    def series(self, job, moment):
        answer = self.prometheus.query(f'{{job="{job}"}}', moment)
        return {comparable(series["metric"]): float(series["value"][1]) for series in answer
                if not series["metric"]["__name__"].startswith(NOT_COMPARED)}

    def test_all_formats_end_with_equal_values(self):
        moment = now()
        text, openmetrics, protobuf = (self.series(job, moment) for job in CONTENT_TYPES)
        self.assertGreater(len(text), 50)
        self.assertEqual(text.keys(), protobuf.keys())
        self.assertEqual({labels for labels in text if not same(text[labels], protobuf[labels])}, set())
        self.assertEqual(openmetrics.keys() - text.keys(), set())
        self.assertEqual({labels for labels in openmetrics if not same(text[labels], openmetrics[labels])}, set())
        self.assertEqual(text.keys() - openmetrics.keys(), set(forbidden_in_openmetrics(text)))


if __name__ == "__main__":
    unittest.main()
