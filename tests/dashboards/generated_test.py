#!/usr/bin/python3
"""The committed dashboards are what their sources generate, and what Grafana's SDK describes."""

import copy
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from dashboards import COMMITTED, SOURCES, load


# Debian's own node and npm come first: others in PATH may be anything.
ENVIRONMENT = os.environ | {"PATH": f"/usr/bin:/bin:{os.environ['PATH']}"}


def run(*command):
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=False)


def setUpModule():
    built = run("npm", "--prefix", SOURCES, "run", "--silent", "build")
    if built.returncode != 0:
        raise AssertionError(f"the sources do not compile:\n{built.stdout}{built.stderr}")


def check(folder):
    return run("node", SOURCES / "build/check.js", folder)


class Generated(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_the_committed_files_are_what_the_sources_generate(self):
        generated = run("node", SOURCES / "build/generate.js", self.folder)
        self.assertEqual(generated.returncode, 0, generated.stdout + generated.stderr)
        remedy = "run: npm --prefix dashboards run generate"
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()),
                         sorted(path.name for path in COMMITTED.iterdir()), remedy)
        for path in self.folder.iterdir():
            committed = COMMITTED / path.name
            self.assertTrue(path.read_bytes() == committed.read_bytes(), f"{path.name} differs; {remedy}")


def panel_of(dashboard, kind):
    return next(panel for panel in dashboard["panels"] if panel["type"] == kind)


def defaults_of(dashboard, kind):
    return panel_of(dashboard, kind)["fieldConfig"]["defaults"]


def properties_of(dashboard):
    return panel_of(dashboard, "table")["fieldConfig"]["overrides"][0]["properties"]


FAULTS = {
    "unknown key of the dashboard": lambda it: it.update(titel="CourseBot"),
    "title that is a number": lambda it: it.update(title=3),
    "no version of the schema": lambda it: it.pop("schemaVersion"),
    "unknown kind of panel": lambda it: panel_of(it, "stat").update(type="number"),
    "unknown key of a panel": lambda it: panel_of(it, "stat").update(grid={}),
    "panel without a place": lambda it: panel_of(it, "stat").pop("gridPos"),
    "row without its panels": lambda it: panel_of(it, "row").pop("panels"),
    "unknown option": lambda it: panel_of(it, "stat")["options"].update(colourMode="value"),
    "option of another kind of panel": lambda it: panel_of(it, "stat")["options"].update(cellHeight="sm"),
    "unknown value of an option": lambda it: panel_of(it, "stat")["options"].update(colorMode="loud"),
    "unknown key within an option": lambda it: panel_of(it, "heatmap")["options"]["yAxis"].update(units="s"),
    "unknown setting of a field": lambda it: defaults_of(it, "timeseries").update(units="s"),
    "unknown setting of a graph": lambda it: defaults_of(it, "timeseries")["custom"].update(lineWith=1),
    "threshold that is a text": lambda it: defaults_of(it, "stat")["thresholds"]["steps"][0].update(value="1"),
    "override of an unknown setting": lambda it: properties_of(it).append({"id": "colour", "value": "red"}),
    "override with a value of another type": lambda it: properties_of(it).append({"id": "unit", "value": 3}),
    "override of a setting of another kind": lambda it: properties_of(it).append({"id": "custom.lineWidth", "value": 3}),
    "query without an expression": lambda it: panel_of(it, "stat")["targets"][0].pop("expr"),
    "unknown key of a query": lambda it: panel_of(it, "stat")["targets"][0].update(query="up"),
    "unknown format of a query": lambda it: panel_of(it, "stat")["targets"][0].update(format="graph"),
    "unknown transformation": lambda it: panel_of(it, "table")["transformations"][1].update(id="organise"),
    "unknown kind of link": lambda it: it["links"][0].update(type="dashboard"),
}


class Schema(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_the_committed_files_are_as_the_sdk_describes_them(self):
        checked = check(COMMITTED)
        self.assertEqual((checked.returncode, checked.stderr), (0, ""), checked.stdout)
        self.assertEqual(checked.stdout, f"{len(load())} dashboards are as Grafana's SDK describes them.\n")

    def test_a_fault_is_found_wherever_it_is(self):
        sound = load()["coursebot.json"]
        for number, fault in enumerate(FAULTS.values()):
            broken = copy.deepcopy(sound)
            fault(broken)
            self.write(f"fault{number}", json.dumps(broken, indent=2))
        self.write("no_json", "{")
        self.write("sound", json.dumps(sound, indent=2))
        checked = check(self.folder)
        self.assertEqual(checked.returncode, 1, checked.stderr)
        complained_of = {line.split(".json:")[0] for line in checked.stdout.splitlines() if ".json:" in line}
        self.assertNotIn("sound", complained_of)
        self.assertIn("no_json", complained_of)
        for number, what in enumerate(FAULTS):
            with self.subTest(what):
                self.assertIn(f"fault{number}", complained_of)

    def test_an_empty_folder_is_refused(self):
        self.assertEqual(check(self.folder).returncode, 1)

    def write(self, name, text):
        (self.folder / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    unittest.main()
