"""Expositions read by parsers that are not ours: prometheus_client's two, promtool's, and protobuf's.

Usage: exposition_accepted_by_others_test.py PROGRAM, where PROGRAM prints the expositions of exposition_sample.cpp.
"""

import gzip
import math
import re
import subprocess
import sys
import unittest

from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics
from prometheus_client.parser import text_string_to_metric_families as parse_text

import metric_family_messages

TEXT = "text/plain;version=0.0.4"
OPENMETRICS = "application/openmetrics-text;version=1.0.0"
PROTOBUF = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"

HOSTILE_TEXTS = [
    "", "plain", "back\\slash", "\\", "\\n", "line\nfeed", '"quoted"', 'a"} 1\nforged_total{x="', "{}=,# ", '\\"',
    "tab\tand\rreturn", "имя 😀", " spaces ", 'a # {b="c"} 1 2', "\x01\x7f",
]
HELP_OF_TEXTS = 'Hostile texts: a backslash \\, a "quote", a line\nfeed, \\n written out, имя 😀.'
START = 1700000000.25
NAN, INFINITY = math.nan, math.inf


def exposition(names, accept, *encoding):
    return subprocess.run([PROGRAM, names, accept, *encoding], check=True, capture_output=True).stdout


def key(name, labels):
    """A series, with bounds as numbers: `le="5"` and `le="5.0"` are one bucket."""
    labels = {label: float(value) if label == "le" else value for label, value in labels.items()}
    return name, tuple(sorted(labels.items()))


def samples_of(families):
    samples = [(key(sample.name, sample.labels), sample.value) for family in families for sample in family.samples]
    assert len(dict(samples)) == len(samples), "a series twice"
    return dict(samples)


def is_same(one, other):
    return one == other or (math.isnan(one) and math.isnan(other))


def is_of_this_process(series):
    name = series[0]
    return name.startswith("process_")


class Expositions(unittest.TestCase):
    maxDiff = None

    def assert_same_series(self, actual, expected):
        actual = {series: value for series, value in actual.items() if not is_of_this_process(series)}
        expected = {series: value for series, value in expected.items() if not is_of_this_process(series)}
        self.assertEqual(sorted(actual.keys() ^ expected.keys(), key=str), [])
        different = {series: (actual[series], expected[series]) for series in actual
                     if not is_same(actual[series], expected[series])}
        self.assertEqual(different, {})


class Sample:
    """The sample registry as it has to be read, whatever the format."""

    def __init__(self):
        self.values = {}
        for number, text in enumerate(HOSTILE_TEXTS, start=1):
            self.add("sample_texts_total", number, text=text)
        for kind, value in {"zero": 0.0, "minus_zero": -0.0, "negative": -1.5, "tiny": 5e-324,
                            "huge": 1.7976931348623157e308, "third": 1 / 3, "infinite": INFINITY,
                            "negative_infinite": -INFINITY, "nan": NAN}.items():
            self.add("sample_value", value, kind=kind)
        self.add("sample_events_total", 9007199254740992)
        self.add("sample_fractions_total", 0.1)
        self.add("sample_read_bytes_total", 7, **{"from": "disk"})
        self.add("sample_callback", 7)
        for name in ["created", "created_created", "created_total"]:
            self.add("bothost_bots_" + name, 0)
        self.add("metrics_invalid_updates_total", 0)
        bounds = [0.00001, 0.25, 1, 5, 2.5e6]
        self.add_histogram("sample_duration_seconds", bounds, [0.000001, 0.00001, 0.3, 5, 60, 0.5, INFINITY],
                           method='say "hi"')
        self.add_histogram("sample_duration_seconds", bounds, [], method="idle")
        self.add_histogram("sample_duration_seconds", bounds, [NAN], method="not_a_number")
        self.add_histogram("sample_change", [-1, 0, 1], [-3, -1, -0.5, 0, 0.5, 2, -INFINITY])
        self.add_histogram("sample_size_bytes", [], [0, 1, 1.5, 100, 101, 1e300, 5e-324, 2], kind="photo")
        self.add_histogram("sample_size_bytes", [], [], kind="empty")
        self.add_histogram("sample_size_bytes", [], [NAN], kind="not_a_number")
        self.add_histogram("sample_size_bytes", [], [-4], kind="negative")
        for of, observations in {"all": [0.25, 1.5], "below_zero": [-1], "not_a_number": [NAN]}.items():
            self.add("sample_wait_seconds_sum", sum(observations), of=of)
            self.add("sample_wait_seconds_count", len(observations), of=of)
        self.add("sample_build_info", 1, version='1.2 "beta"')
        for bot in "ab":
            for state in ["starting", 'run"ning"']:
                self.add("sample_polling", int(bot == "a" and state != "starting"), bot=bot, sample_polling=state)

    def add(self, name, value, **labels):
        self.values[key(name, {"host": 'h "1"', **labels})] = value

    def add_histogram(self, name, bounds, observations, **labels):
        for bound in [*bounds, INFINITY]:
            inside = [each for each in observations if each <= bound or (bound == INFINITY and math.isnan(each))]
            self.add(name + "_bucket", len(inside), **labels, le=bound)
        self.add(name + "_sum", math.fsum(observations) if all(map(math.isfinite, observations)) else sum(observations),
                 **labels)
        self.add(name + "_count", len(observations), **labels)


class TextAcceptedByOthers(Expositions):
    @classmethod
    def setUpClass(cls):
        cls.page = exposition("legacy", TEXT)
        cls.families = list(parse_text(cls.page.decode("utf-8")))

    def test_every_value_reads_back(self):
        self.assert_same_series(samples_of(self.families), Sample().values)
        self.assertTrue(any(map(is_of_this_process, samples_of(self.families))))

    def test_whole_numbers_keep_all_digits(self):
        self.assertIn(b'\nsample_events_total{host="h \\"1\\""} 9007199254740992\n', self.page)

    def test_help_reads_back_as_it_was(self):
        self.assertEqual({family.name: family.documentation for family in self.families}["sample_texts"], HELP_OF_TEXTS)

    def test_types_are_known_and_families_sorted(self):
        lines = self.page.decode("utf-8").split("\n")
        types = dict(line.split(" ")[2:4] for line in lines if line.startswith("# TYPE "))
        self.assertEqual(list(types), sorted(types))
        self.assertEqual(types["sample_without_series"], "gauge")
        self.assertEqual(types["sample_build_info"], "gauge")
        self.assertEqual(types["sample_polling"], "gauge")
        self.assertEqual(types["sample_wait_seconds"], "summary")
        self.assertEqual(types["sample_size_bytes"], "histogram")
        self.assertEqual(types["bothost_bots_created_total"], "counter")

    def test_promtool_has_nothing_to_say(self):
        pages = [self.page, exposition("legacy", "text/plain;version=1.0.0")]
        pages += [exposition("utf8", TEXT + ";escaping=" + scheme) for scheme in ["underscores", "dots", "values"]]
        for page in pages:
            promtool = subprocess.run(["promtool", "check", "metrics"], input=page, capture_output=True)
            self.assertEqual((promtool.stdout + promtool.stderr).decode("utf-8"), "")
            self.assertEqual(promtool.returncode, 0)

    def test_gzip_holds_the_same(self):
        decompressed = gzip.decompress(exposition("legacy", TEXT, "gzip")).decode("utf-8")
        self.assert_same_series(samples_of(parse_text(decompressed)), Sample().values)


class OpenMetricsAcceptedByOthers(Expositions):
    @classmethod
    def setUpClass(cls):
        cls.families = {family.name: family for family in
                        parse_openmetrics(exposition("legacy", OPENMETRICS).decode("utf-8"))}

    def test_every_value_reads_back(self):
        expected = Sample().values
        # A sum that is no counter must not be there, and in a histogram no count without it.
        for labels, parts in [(("sample_duration_seconds", {"method": "not_a_number"}), ["_sum", "_count"]),
                              (("sample_change", {}), ["_sum", "_count"]),
                              (("sample_size_bytes", {"kind": "not_a_number"}), ["_sum", "_count"]),
                              (("sample_size_bytes", {"kind": "negative"}), ["_sum", "_count"]),
                              (("sample_wait_seconds", {"of": "below_zero"}), ["_sum"]),
                              (("sample_wait_seconds", {"of": "not_a_number"}), ["_sum"])]:
            for part in parts:
                del expected[key(labels[0] + part, {"host": 'h "1"', **labels[1]})]
        self.assert_same_series(samples_of(self.families.values()), expected)

    def test_types_and_units_are_known(self):
        found = {name: (family.type, family.unit) for name, family in self.families.items()}
        self.assertEqual(found["sample_read_bytes"], ("counter", "bytes"))
        self.assertEqual(found["sample_value"], ("gauge", ""))
        self.assertEqual(found["sample_duration_seconds"], ("histogram", "seconds"))
        self.assertEqual(found["sample_wait_seconds"], ("summary", "seconds"))
        self.assertEqual(found["sample_build"], ("info", ""))
        self.assertEqual(found["sample_polling"], ("stateset", ""))
        self.assertEqual(found["bothost_bots_created_total"], ("unknown", ""))
        self.assertEqual(found["bothost_bots_created"], ("gauge", ""))

    def test_help_reads_back_as_it_was(self):
        self.assertEqual(self.families["sample_texts"].documentation, HELP_OF_TEXTS)

    def test_exemplars_read_back(self):
        exemplars = {key(sample.name, sample.labels): sample.exemplar for family in self.families.values()
                     for sample in family.samples if sample.exemplar}
        expected = {
            ("sample_read_bytes_total", "disk"): ({"trace_id": 'a"b\\c\nd', "span_id": "имя"}, 7),
            ("sample_duration_seconds_bucket", 1.0): ({"trace_id": "half"}, 0.5),
            ("sample_duration_seconds_bucket", INFINITY): ({"trace_id": "endless"}, INFINITY),
            ("sample_size_bytes_bucket", INFINITY): ({"trace_id": "two"}, 2),
        }
        found = {}
        for (name, labels), exemplar in exemplars.items():
            self.assertEqual(float(exemplar.timestamp), START)
            found[name, dict(labels).get("le", "disk")] = (exemplar.labels, exemplar.value)
        self.assertEqual(found, expected)

    def test_escaped_names_are_accepted(self):
        for scheme in ["underscores", "dots", "values"]:
            page = exposition("utf8", OPENMETRICS + ";escaping=" + scheme).decode("utf-8")
            types = {family.name: family.type for family in parse_openmetrics(page)}
            self.assertEqual(sorted(types.values()), ["counter", "counter", "gauge", "histogram", "info", "stateset"])


class ProtobufAcceptedByOthers(Expositions):
    @classmethod
    def setUpClass(cls):
        cls.families = {family.name: family for family in
                        metric_family_messages.read_delimited(exposition("legacy", PROTOBUF))}

    def native(self, name, **labels):
        for metric in self.families[name].metric:
            if {pair.name: pair.value for pair in metric.label} == {"host": 'h "1"', **labels}:
                return metric.histogram
        raise KeyError(labels)

    def test_it_equals_the_text(self):
        protobuf = metric_family_messages.flatten(self.families.values(), key)
        # Without bounds a native histogram has no classic buckets here; the text has one up to infinity.
        text = {series: value for series, value in samples_of(parse_text(exposition("legacy", TEXT).decode())).items()
                if series[0] != "sample_size_bytes_bucket"}
        self.assert_same_series(protobuf, text)
        self.assertEqual({name: family.help for name, family in self.families.items()}["sample_texts_total"],
                         HELP_OF_TEXTS)
        self.assertEqual(self.families["sample_read_bytes_total"].unit, "bytes")

    def test_native_buckets_are_those_of_the_observations(self):
        for name, schema, observations, labels in [
                ("sample_change", 3, [-3, -1, -0.5, 0, 0.5, 2, -INFINITY], {}),
                ("sample_size_bytes", 2, [0, 1, 1.5, 100, 101, 1e300, 5e-324, 2], {"kind": "photo"}),
                ("sample_size_bytes", 2, [], {"kind": "empty"}),
                ("sample_size_bytes", 2, [NAN], {"kind": "not_a_number"}),
                ("sample_size_bytes", 2, [-4], {"kind": "negative"})]:
            histogram = self.native(name, **labels)
            zero_threshold = 2.0 ** -128
            zeros = [each for each in observations if abs(each) <= zero_threshold]
            self.assertEqual((histogram.schema, histogram.zero_threshold, histogram.zero_count),
                             (schema, zero_threshold, len(zeros)))
            self.assertEqual(metric_family_messages.buckets(histogram.positive_span, histogram.positive_delta),
                             native_buckets(schema, [each for each in observations if each > zero_threshold]))
            self.assertEqual(metric_family_messages.buckets(histogram.negative_span, histogram.negative_delta),
                             native_buckets(schema, [-each for each in observations if each < -zero_threshold]))

    def test_an_empty_native_histogram_is_recognised(self):
        spans = [(span.offset, span.length) for span in self.native("sample_size_bytes", kind="empty").positive_span]
        self.assertEqual(spans, [(0, 0)])

    def test_exemplars_and_starts_read_back(self):
        counter = self.families["sample_read_bytes_total"].metric[0].counter
        self.assertEqual({pair.name: pair.value for pair in counter.exemplar.label},
                         {"trace_id": 'a"b\\c\nd', "span_id": "имя"})
        size = self.native("sample_size_bytes", kind="photo")
        self.assertEqual([exemplar.value for exemplar in size.exemplars], [2])
        for timestamp in [counter.exemplar.timestamp, counter.created_timestamp, size.exemplars[0].timestamp,
                          size.created_timestamp, self.families["sample_wait_seconds"].metric[0].summary.created_timestamp]:
            self.assertEqual(timestamp.seconds + timestamp.nanos / 1e9, START)


def native_buckets(schema, magnitudes):
    """The buckets, by index, of positive numbers (prometheus.io/docs/specs/native_histograms, "Schema")."""
    buckets = {}
    for magnitude in magnitudes:
        largest = 1.7976931348623157e308
        # What is above the largest double is counted one bucket beyond it.
        index = math.ceil(math.log2(min(magnitude, largest)) * 2 ** schema) + (magnitude > largest)
        buckets[index] = buckets.get(index, 0) + 1
    return buckets


class Utf8NamesReadBack(Expositions):
    """prometheus_client 0.16 and promtool 2.42 don't know quoted names, so these are read by the rules of
    prometheus.io/docs/instrumenting/exposition_formats, and compared to protobuf, which has no quotes."""

    STRING = r'"(?:[^"\\\n]|\\[\\"n])*"'
    NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
    LINE = re.compile(rf"({NAME})?(?:\{{(.*)\}})? ([^ ]+)$")
    LABEL = re.compile(rf"(?:({STRING})|({NAME}))(?:=({STRING}))?(?:,|$)")

    @staticmethod
    def unquoted(text):
        return re.sub(r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[1], text[1:-1])

    def series(self, line):
        plain_name, inside, value = self.LINE.match(line).groups()
        name, labels, position = plain_name, {}, 0
        while position < len(inside or ""):
            match = self.LABEL.match(inside, position)
            self.assertIsNotNone(match, line)
            position = match.end()
            quoted, plain, text = match.groups()
            label = plain if quoted is None else self.unquoted(quoted)
            if text is None:
                self.assertIsNone(name, line)
                name = label
            else:
                labels[label] = self.unquoted(text)
        return key(name, labels), float(value)

    def test_quoted_names_are_those_of_protobuf(self):
        text = exposition("utf8", "text/plain;version=1.0.0;escaping=allow-utf-8").decode("utf-8")
        found = dict(self.series(line) for line in text.splitlines() if not line.startswith("#"))
        families = metric_family_messages.read_delimited(exposition("utf8", PROTOBUF + ";escaping=allow-utf-8"))
        self.assert_same_series(found, metric_family_messages.flatten(families, key))
        self.assertIn(key('имя 😀 "{},\\', {"host": 'h "1"'}), found)

    def test_escaped_names_are_the_same_in_text_and_protobuf(self):
        for scheme in ["underscores", "dots", "values"]:
            text = parse_text(exposition("utf8", f"{TEXT};escaping={scheme}").decode("utf-8"))
            families = metric_family_messages.read_delimited(exposition("utf8", f"{PROTOBUF};escaping={scheme}"))
            self.assert_same_series(samples_of(text), metric_family_messages.flatten(families, key))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop()
    unittest.main()
