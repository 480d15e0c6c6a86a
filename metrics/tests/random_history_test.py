"""Random histories: what every format shows in the end, read by parsers that are not ours, against slow_model.py.

Usage: random_history_test.py PROGRAM HISTORIES, where PROGRAM is built from random_history.cpp.
"""

import json
import math
import pathlib
import subprocess
import sys
import tempfile
import unittest

from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_text

import metric_family_messages
import slow_model

INFINITY = math.inf


def key(name, labels):
    return name, tuple(sorted(labels.items()))


def bound_text(bound):
    return "+Inf" if bound == INFINITY else repr(bound)


def parsed_bound(labels):
    """With `le` as Python writes it: 5 in one format is 5.0 in another."""
    return labels | {"le": bound_text(float(labels["le"]))} if "le" in labels else labels


def exemplar_key(trace_id, value):
    """Comparable also with NaN, and with the integers that a parser makes of whole numbers."""
    return trace_id, "NaN" if math.isnan(value) else float(value)


def is_native(histogram):
    """As Prometheus sees it: a native histogram has a zero bucket or a span, if only an empty one."""
    return bool(histogram.zero_threshold or histogram.zero_count or histogram.positive_span or histogram.negative_span)


def populated(spans, deltas):
    """Counts by index. A span may bridge a short gap with empty buckets."""
    buckets = metric_family_messages.buckets(spans, deltas)
    return {index: count for index, count in buckets.items() if count != 0}


def same(shown, expected):
    return shown == expected or (math.isnan(shown) and math.isnan(expected))


class Expected:
    """The samples of one text format."""

    def __init__(self, model, openmetrics):
        self.samples = {}
        self.exemplars = {}
        self.openmetrics = openmetrics
        self.add("metrics_invalid_updates_total", {}, model.ignored)
        for (name, values), series in model.series.items():
            getattr(self, "add_" + model.families[name]["type"])(name, model.labels(name, values), series)

    def add(self, name, labels, value):
        self.samples[key(name, labels)] = value

    def add_created(self, name, labels, series):
        if self.openmetrics:
            self.add(name + "_created", labels, series.started)

    def add_counter(self, name, labels, series):
        self.add(name, labels, series.value)
        self.add_created(name.removesuffix("_total"), labels, series)
        if series.exemplar:
            self.exemplars[key(name, labels)] = [series.exemplar]

    def add_gauge(self, name, labels, series):
        self.add(name, labels, series.value)

    def add_summary(self, name, labels, series):
        self.add(name + "_count", labels, series.count)
        if not self.openmetrics or series.sum >= 0:
            self.add(name + "_sum", labels, series.sum)
        self.add_created(name, labels, series)

    def add_histogram(self, name, labels, series):
        cumulative = series.cumulative()
        for bound, count in cumulative.items():
            self.add(name + "_bucket", labels | {"le": bound_text(bound)}, count)
            inside = [exemplar for exemplar in series.exemplars if series.bucket(exemplar[1]) == bound]
            if inside:
                self.exemplars[key(name + "_bucket", labels | {"le": bound_text(bound)})] = inside
        # OpenMetrics wants a sum to behave like a counter, and a count only beside a sum.
        if not self.openmetrics or (series.sum >= 0 and not any(bound < 0 for bound in series.bounds)):
            self.add(name + "_count", labels, cumulative[INFINITY])
            self.add(name + "_sum", labels, series.sum)
        self.add_created(name, labels, series)

    def add_info(self, name, labels, _series):
        self.add(name, labels, 1)

    def add_stateset(self, name, labels, series):
        for state in series.states:
            self.add(name, labels | {name: state}, 1 if state in series.on else 0)


class RandomHistory(unittest.TestCase):
    maxDiff = None

    def test_every_format_shows_what_the_model_holds(self):
        for seed in range(HISTORIES):
            with self.subTest(seed=seed), tempfile.TemporaryDirectory() as folder:
                subprocess.run([PROGRAM, str(seed), folder], check=True)
                self.pages = pathlib.Path(folder)
                model = slow_model.Registry()
                for line in self.page("history.jsonl").splitlines():
                    model.play(json.loads(line))
                self.check_text(model)
                self.check_openmetrics(model)
                self.check_protobuf(model)

    def page(self, name):
        return (self.pages / name).read_text(encoding="utf-8")

    def check_samples(self, families, expected):
        shown = {}
        for family in families:
            for sample in family.samples:
                shown[key(sample.name, parsed_bound(sample.labels))] = sample
        self.assertEqual(set(shown), set(expected.samples))
        for name, sample in shown.items():
            self.assertTrue(same(sample.value, expected.samples[name]), (name, sample.value, expected.samples[name]))
        return shown

    def check_text(self, model):
        for name in "text_0_0_4", "text_1_0_0":  # which differ only for names that aren't here
            self.check_samples(read_text(self.page(name)), Expected(model, openmetrics=False))

    def check_openmetrics(self, model):
        expected = Expected(model, openmetrics=True)
        shown = self.check_samples(read_openmetrics(self.page("openmetrics_1_0")), expected)
        exemplars = {name: sample.exemplar for name, sample in shown.items() if sample.exemplar}
        self.assertEqual(set(exemplars), set(expected.exemplars))
        for name, exemplar in exemplars.items():
            given = [exemplar_key(*each) for each in expected.exemplars[name]]
            self.assertIn(exemplar_key(exemplar.labels["trace_id"], exemplar.value), given)

    def check_protobuf(self, model):
        families = metric_family_messages.read_delimited((self.pages / "protobuf").read_bytes())
        shown = {}
        for family in families:
            for metric in family.metric:
                labels = {pair.name: pair.value for pair in metric.label}
                shown[key(family.name, labels)] = metric_family_messages.TYPES[family.type], metric
        expected = {}
        for (name, values), series in model.series.items():
            labels = model.labels(name, values)
            for state in getattr(series, "states", [None]):
                expected[key(name, labels | ({name: state} if state is not None else {}))] = series, state
        _, ignored = shown.pop(key("metrics_invalid_updates_total", {}))
        self.assertEqual(ignored.counter.value, model.ignored)
        self.assertEqual(set(shown), set(expected))
        for name, (series, state) in expected.items():
            kind, metric = shown[name]
            self.check_metric(kind, metric, series, state)

    def check_metric(self, kind, metric, series, state):
        match series:
            case slow_model.Counter():
                self.assertEqual((kind, metric.counter.value), ("COUNTER", series.value))
                self.assertEqual(metric.counter.created_timestamp.seconds, series.started)
                self.assertEqual(metric.counter.HasField("exemplar"), series.exemplar is not None)
            case slow_model.Summary():
                self.assertEqual((kind, metric.summary.sample_count), ("SUMMARY", series.count))
                self.assertTrue(same(metric.summary.sample_sum, series.sum))
                self.assertEqual(metric.summary.created_timestamp.seconds, series.started)
            case slow_model.Histogram():
                self.assertEqual(kind, "HISTOGRAM")
                self.check_histogram(metric.histogram, series)
            case slow_model.Gauge():
                self.assertTrue(same(metric.gauge.value, series.value))
            case slow_model.Info():
                self.assertEqual(metric.gauge.value, 1)
            case slow_model.StateSet():
                self.assertEqual(metric.gauge.value, 1 if state in series.on else 0)

    def check_histogram(self, shown, series):
        cumulative = series.cumulative()
        self.assertEqual(shown.sample_count, cumulative[INFINITY])
        self.assertTrue(same(shown.sample_sum, series.sum), (shown.sample_sum, series.sum))
        self.assertEqual(shown.created_timestamp.seconds, series.started)
        # The bucket up to +Inf may be left out: it is the count.
        buckets = {bucket.upper_bound: bucket.cumulative_count for bucket in shown.bucket} | {INFINITY: shown.sample_count}
        self.assertEqual(buckets, cumulative)
        self.assertEqual(is_native(shown), series.native is not None)
        if series.native is None:
            return
        self.assertEqual(shown.schema, series.native.schema)
        self.assertEqual(shown.zero_threshold, series.native.zero)
        self.assertEqual(shown.zero_count, series.native.zero_count())
        self.assertEqual(populated(shown.positive_span, shown.positive_delta), series.native.counts(1))
        self.assertEqual(populated(shown.negative_span, shown.negative_delta), series.native.counts(-1))
        given = [exemplar_key(*each) for each in series.exemplars]
        for exemplar in shown.exemplars:
            self.assertIn(exemplar_key(exemplar.label[0].value, exemplar.value), given)


if __name__ == "__main__":
    HISTORIES = int(sys.argv.pop())
    PROGRAM = sys.argv.pop()
    unittest.main()
