#!/usr/bin/python3
"""For each panel, what the page shows equals what an independent reading of Grafana's documentation makes of Prometheus's
own answers.
"""

import json
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

import history
import past
import scripts
from harness import web
from serving import SHIPPED, start_viewer

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "values"), str(HERE.parent / "dashboards")]

import cases  # noqa: E402
import panels  # noqa: E402
from dashboards import interpolate  # noqa: E402

TO = history.END
# With a gap in it: the bot was away.
FROM = TO - 5 * history.HOUR
SCRAPE_INTERVAL = 15
MOST_POINTS = 2000
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
DURATION_PART = re.compile(r"(\d+)([smhd])")


class Asked:
    """A query as the page asked it, and Prometheus's own answer to it."""

    def __init__(self, prometheus, query, requests):
        self.query = query
        path = "/api/v1/query" if query["instant"] else "/api/v1/query_range"
        self.request = next((request for request in requests if request["path"] == path and
                             in_seconds(request["query"]) == self._as_sent(query, request)), None)
        if self.request is None:
            raise AssertionError(f"the page has not asked {query['expr']}")
        self.step = None if query["instant"] else seconds(self.request["step"])
        answer = web.query(f"{prometheus.url}{path}", **{name: value for name, value in self.request.items() if name != "path"})
        if answer.status != 200:
            raise AssertionError(f"{query['expr']}: {answer.body}")
        self.result = answer.json()["data"]["result"]

    @staticmethod
    def _as_sent(query, request):
        interval = seconds(request.get("step", "15"))
        return in_seconds(interpolate(query["expr"], number(interval), SCRAPE_INTERVAL, TO - FROM))

    def moments(self):
        """That a range query has an answer for, in seconds."""
        start, end = float(self.request["start"]), float(self.request["end"])
        return [start + self.step * index for index in range(int(round((end - start) / self.step)) + 1)]

    def series(self):
        """With None where Prometheus has nothing."""
        if self.query["instant"]:
            return [panels.Series(each["metric"], [float(each["value"][1])]) for each in self.result]
        moments = self.moments()
        found = []
        for each in self.result:
            values = {round(float(moment), 3): float(value) for moment, value in each["values"]}
            found.append(panels.Series(each["metric"], [values.get(round(moment, 3)) for moment in moments]))
        return found


def seconds(step):
    return float(step) if re.fullmatch(r"[\d.]+", step) else UNITS[step[-1]] * float(step[:-1])


def in_seconds(expression):
    """With the durations in brackets in one form: 1m, 1m0s and 60s are the same."""
    def total(match):
        return f"[{sum(int(count) * UNITS[unit] for count, unit in DURATION_PART.findall(match[1]))}s]"
    return re.sub(r"\[((?:\d+[smhd])+)\]", total, expression)


def number(value):
    return int(value) if value == int(value) else value


def collapsed(text):
    """As a browser shows white space."""
    return " ".join(text.split())


class PanelsOf:
    """The panels of a dashboard's file by their ids, those of rows included."""

    def __init__(self, file):
        board = json.loads(file.read_text(encoding="utf-8"))
        self.uid = board["uid"]
        self.by_id = {panel["id"]: panel for top in board["panels"] for panel in (top, *top.get("panels", []))
                      if panel["type"] != "row"}


class Values(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="coursebot-viewer-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.prometheus = past.prometheus(cls.folder, history.shop())
        cls.addClassCleanup(cls.prometheus.end)
        cls.cases = cls.folder / "cases.json"
        cls.cases.write_text(json.dumps(cases.dashboard()), encoding="utf-8")
        viewer = start_viewer(cls.folder / "viewer", cls.prometheus.url, [SHIPPED, cls.cases])
        cls.addClassCleanup(viewer.end)
        files = [*sorted(SHIPPED.glob("*.json")), cls.cases]
        cls.boards = {board.uid: board for board in map(PanelsOf, files)}
        done = scripts.run("read_boards.js", 240, viewer, BOARDS=",".join(cls.boards), FROM=str(FROM), TO=str(TO))
        if done.returncode != 0:
            raise AssertionError(f"read_boards.js ended with {done.returncode}:\n{viewer.child.output()}")
        cls.read = json.loads(done.stdout)

    def test_nothing_went_wrong_meanwhile(self):
        self.assertEqual(self.read["mishaps"], [])

    def test_every_panel_shows_what_prometheus_answers(self):
        for board in self.read["boards"]:
            known = self.boards[board["uid"]].by_id
            self.assertEqual(sorted(panel["id"] for panel in board["shown"]), sorted(known))
            for shown in board["shown"]:
                panel = known[shown["id"]]
                with self.subTest(board["uid"], panel=panel["title"]):
                    self.check(panel, shown, board["asked"])

    def test_questions_fit_the_range(self):
        for board in self.read["boards"]:
            for request in board["asked"]:
                with self.subTest(request["query"]):
                    self.check_range(request)

    def check_range(self, request):
        if request["path"] == "/api/v1/query":
            self.assertEqual(float(request["time"]), TO)
            return
        step, start, end = seconds(request["step"]), float(request["start"]), float(request["end"])
        self.assertGreaterEqual(step, SCRAPE_INTERVAL)
        # Whole steps, as the documentation of Grafana's Prometheus data source has it.
        self.assertAlmostEqual(start % step, 0)
        self.assertAlmostEqual(end % step, 0)
        self.assertTrue(FROM - step < start <= FROM and TO - step < end <= TO, request)
        self.assertLessEqual((end - start) / step + 1, MOST_POINTS)

    def check(self, panel, shown, requests):
        self.assertEqual(shown["unsupported"], 0, "there is a sign that something can't be shown")
        asked = [Asked(self.prometheus, query, requests) for query in panel["targets"]]
        answers = [(each.query, each.series()) for each in asked]
        if not any(series for _, series in answers):
            self.assertTrue(panel["title"].startswith("nothing"), "history.py lacks what this panel asks for")
            self.assertEqual(shown["state"], "nodata")
            self.assertIn(panel["fieldConfig"]["defaults"].get("noValue", panels.NO_DATA), shown["text"])
            return
        self.assertEqual(shown["state"], "ready", shown.get("text"))
        {"timeseries": self.check_graph, "heatmap": self.check_heatmap, "table": self.check_table}.get(
            panel["type"], self.check_figures)(panel, shown, asked, answers)

    def check_figures(self, panel, shown, asked, answers):
        expected = [(title, collapsed(text)) for title, text in panels.figures(panel, answers, TO)]
        mode = panel["options"].get("textMode", "auto")
        names, values = zip(*shown["items"])
        if mode == "name":
            self.assertEqual(list(names), [title for title, _ in expected])
            return
        self.assertEqual(list(values), [text for _, text in expected])
        if mode == "value_and_name" or (mode == "auto" and len(expected) > 1) or panel["type"] == "bargauge":
            self.assertEqual(list(names), [title for title, _ in expected])

    def check_graph(self, panel, shown, asked, answers):
        legend = panels.legend_entries(panel, answers, TO)
        self.assertEqual(shown["legend"], {title: {calc: collapsed(text) for calc, text in calcs.items()}
                                           for title, calcs in legend.items()})
        texts = panels.point_texts(panel, answers, TO)
        moments = asked[0].moments()
        self.check_values(shown["values"], moments, {title: list(map(collapsed, each)) for title, each in texts.items()})

    def check_heatmap(self, panel, shown, asked, answers):
        # As Grafana's own table view does: the unit of cells is for the picture.
        settings = panel["fieldConfig"]["defaults"]
        expected = {}
        for bound, counts in panels.bucket_counts(answers[0][1]):
            expected[bound] = ["" if count is None else collapsed(panels.shown(count, settings, TO)) for count in counts]
        self.check_values(shown["values"], asked[0].moments(), expected)

    def check_values(self, values, moments, expected):
        """The table of values: a column a series, a row a moment; rows without any value may be left out."""
        self.assertEqual(values["header"], list(expected))
        rows = {moment: row for moment, row in zip(values["moments"], values["rows"])}
        for index, moment in enumerate(moments):
            wanted = [texts[index] for texts in expected.values()]
            given = ["" if cell in ("–", "—") else cell for cell in rows.pop(moment, [""] * len(expected))]
            self.assertEqual(given, wanted, f"at {moment}")
        self.assertEqual(rows, {}, "moments that nobody asked for")

    def check_table(self, panel, shown, asked, answers):
        header, rows = panels.table(panel, answers, TO)
        self.assertEqual(shown["table"]["header"], header)
        self.assertEqual(shown["table"]["rows"], [[collapsed(cell) for cell in row] for row in rows])


if __name__ == "__main__":
    unittest.main()
