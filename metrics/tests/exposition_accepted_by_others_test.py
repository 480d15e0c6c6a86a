"""The text exposition, read by parsers that are not ours: prometheus_client's and promtool's.

Usage: exposition_accepted_by_others_test.py PROGRAM, where PROGRAM prints the exposition of exposition_sample.cpp.
"""

import math
import subprocess
import sys
import unittest

from prometheus_client.parser import text_string_to_metric_families

HOSTILE_TEXTS = [
    "", "plain", "back\\slash", "\\", "\\n", "line\nfeed", '"quoted"', 'a"} 1\nforged_total{x="', "{}=,# ", '\\"',
    "tab\tand\rreturn", "имя 😀", " spaces ",
]
# promtool's advice on names that the guide chose; everything else it says is an error.
EXPECTED_ADVICE = set()


class ExpositionAcceptedByOthers(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.exposition = subprocess.run([PROGRAM], check=True, capture_output=True).stdout
        cls.families = list(text_string_to_metric_families(cls.exposition.decode("utf-8")))
        cls.samples = {
            (sample.name, tuple(sorted(sample.labels.items()))): sample.value
            for family in cls.families
            for sample in family.samples
        }

    def value(self, name, **labels):
        return self.samples[name, tuple(sorted(labels.items()))]

    def test_hostile_label_values_read_back_as_they_were(self):
        read = {sample[1][0][1]: value for sample, value in self.samples.items() if sample[0] == "sample_texts_total"}
        self.assertEqual(read, {text: number for number, text in enumerate(HOSTILE_TEXTS, start=1)})

    def test_no_series_can_be_forged(self):
        self.assertNotIn("forged", {family.name for family in self.families})

    def test_help_reads_back_as_it_was(self):
        helps = {family.name: family.documentation for family in self.families}
        self.assertEqual(
            helps["sample_texts"],
            'Hostile texts: a backslash \\, a "quote", a line\nfeed, \\n written out, имя 😀.')

    def test_every_kind_of_number_reads_back(self):
        expected = {
            "zero": 0.0, "negative": -1.5, "tiny": 5e-324, "huge": 1.7976931348623157e308, "third": 1 / 3,
            "infinite": math.inf, "negative_infinite": -math.inf,
        }
        for kind, number in expected.items():
            self.assertEqual(self.value("sample_value", kind=kind), number, kind)
        self.assertTrue(math.isnan(self.value("sample_value", kind="nan")))
        self.assertIn(b"\nsample_events_total 9007199254740992\n", self.exposition)

    def test_a_histogram_is_cumulative(self):
        buckets = {le: self.value("sample_duration_seconds_bucket", method='say "hi"', le=le)
                   for le in ["0.001", "0.25", "1", "5", "+Inf"]}
        self.assertEqual(buckets, {"0.001": 2, "0.25": 2, "1": 3, "5": 4, "+Inf": 5})
        self.assertEqual(self.value("sample_duration_seconds_count", method='say "hi"'), 5)
        self.assertAlmostEqual(self.value("sample_duration_seconds_sum", method='say "hi"'), 65.3011)
        self.assertEqual(self.value("sample_duration_seconds_count", method="idle"), 0)

    def test_types_are_known_and_families_sorted(self):
        lines = self.exposition.decode("utf-8").split("\n")
        types = dict(line.split(" ")[2:4] for line in lines if line.startswith("# TYPE "))
        self.assertEqual(list(types), sorted(types))
        self.assertEqual(types["sample_without_series"], "gauge")
        self.assertEqual(types["bothost_bots_created_created"], "gauge")
        self.assertEqual(types["bothost_bots_created_total"], "counter")
        self.assertEqual(types["bothost_bots_created"], "gauge")
        self.assertEqual(types["sample_duration_seconds"], "histogram")

    def test_promtool_has_nothing_to_say(self):
        promtool = subprocess.run(["promtool", "check", "metrics"], input=self.exposition, capture_output=True)
        said = (promtool.stdout + promtool.stderr).decode("utf-8")
        self.assertEqual((set(said.splitlines()), promtool.returncode), (EXPECTED_ADVICE, 0))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop()
    unittest.main()
