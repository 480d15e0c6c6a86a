#!/usr/bin/python3
"""The independent reading of what panels show, by examples small enough to be done in one's head."""

import math
import unittest

from panels import Series, bucket_counts, calculated, legend, legend_entries, mapped, settings_of, shown, table

NAN = math.nan


class Panels(unittest.TestCase):
    def test_calculations(self):
        values = [None, 4.0, 6.0, 1.0, NAN, 3.0, None]
        expected = {"last": None, "first": None, "lastNotNull": 3.0, "firstNotNull": 4.0, "min": 1.0, "max": 6.0, "mean": 3.5,
                    "sum": 14.0, "count": 7, "range": 5.0, "diff": -1.0, "delta": 2.0, "step": -5.0, "logmin": 1.0,
                    "changeCount": 6, "distinctCount": 6}
        for calc, value in expected.items():
            with self.subTest(calc):
                self.assertEqual(calculated(values, calc), value)
        self.assertIsNone(calculated([None], "mean"))

    def test_a_series_is_called_by_its_legend(self):
        labels = {"__name__": "up", "job": "bot", "instance": "a"}
        self.assertEqual(legend({"legendFormat": "{{ job }} on {{instance}}{{none}}"}, labels), "bot on a")
        self.assertEqual(legend({"legendFormat": "__auto"}, labels), 'up{instance="a", job="bot"}')
        self.assertEqual(legend({"legendFormat": ""}, {"job": "bot"}), '{job="bot"}')

    def test_the_last_override_that_matches_holds(self):
        def override(matcher, options, unit):
            return {"matcher": {"id": matcher, "options": options}, "properties": [{"id": "unit", "value": unit}]}
        panel = {"fieldConfig": {"defaults": {"unit": "s", "decimals": 1}, "overrides": [
            override("byName", "a", "ms"), override("byRegexp", "/^a/", "ns"), override("byFrameRefID", "B", "short")]}}
        self.assertEqual(settings_of(panel, "a", "A"), {"unit": "ns", "decimals": 1})
        self.assertEqual(settings_of(panel, "b", "B"), {"unit": "short", "decimals": 1})

    def test_mappings(self):
        mappings = [{"type": "value", "options": {"1": {"text": "one"}, "ok": {"text": "fine"}}},
                    {"type": "range", "options": {"from": None, "to": 0, "result": {"text": "none"}}},
                    {"type": "special", "options": {"match": "null+nan", "result": {"text": "?"}}}]
        for value, text in ((1.0, "one"), ("ok", "fine"), (-3.0, "none"), (NAN, "?"), (None, "?"), (2.0, None)):
            with self.subTest(value=value):
                self.assertEqual(mapped(value, mappings), text)

    def test_what_is_no_number(self):
        self.assertEqual(shown(NAN, {"unit": "s"}, 0), "NaN")
        self.assertEqual(shown(math.inf, {"unit": "short"}, 0), "∞")
        self.assertEqual(shown(None, {"noValue": "none"}, 0), "none")

    def test_a_table_has_a_row_for_each_set_of_labels(self):
        panel = {"options": {"sortBy": [{"displayName": "Calls", "desc": True}]}, "fieldConfig": {"defaults": {"decimals": 0}},
                 "transformations": [{"id": "merge", "options": {}}, {"id": "organize", "options": {
                     "excludeByName": {"Time": True}, "indexByName": {"plan": 0, "Value #A": 1},
                     "renameByName": {"plan": "Plan", "Value #A": "Calls", "Value #B": "Others"}}}]}
        answers = [({"refId": "A"}, [Series({"plan": "lite"}, [1.0]), Series({"plan": "pro"}, [2.4])]),
                   ({"refId": "B"}, [Series({"plan": "lite"}, [7.0])])]
        self.assertEqual(table(panel, answers, 0), (["Plan", "Calls", "Others"], [["pro", "2", ""], ["lite", "1", "7"]]))

    def test_a_legend_leaves_gaps_out(self):
        panel = {"options": {"legend": {"calcs": ["lastNotNull", "mean"]}}, "fieldConfig": {"defaults": {"unit": "s"}}}
        answers = [({"refId": "A", "legendFormat": "p50"}, [Series({}, [0.5, None, 1.5, None])])]
        self.assertEqual(legend_entries(panel, answers, 0), {"p50": {"lastNotNull": "1.50 s", "mean": "1 s"}})

    def test_buckets_count_what_those_below_do_not(self):
        buckets = [Series({"le": "+Inf"}, [6.0, None]), Series({"le": "0.5"}, [1.0, None]), Series({"le": "2"}, [4.0, None])]
        self.assertEqual(bucket_counts(buckets), [("0.5", [1.0, None]), ("2", [3.0, None]), ("+Inf", [2.0, None])])


if __name__ == "__main__":
    unittest.main()
