#!/usr/bin/python3
"""Opens a dashboard of twelve panels in Chromium, in rounds, and prints what comes out. bench/viewer/run builds the viewer
and its page, and starts this."""

import contextlib
import json
import re
import shutil
import sys
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import comparison
import twelve_panels
from harness.viewer import PASSWORD, USER, authorization
from measuring import machine, report, tables
from measuring.failure import MeasurementFailed
from measuring.process_usage import resident_megabytes

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parents[1] / "tests" / "viewer"))

import history  # noqa: E402
import past  # noqa: E402
from serving import start_viewer  # noqa: E402

# Loopback, whatever proxy the environment names.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
FROM, TO = history.END - twelve_panels.HOURS * 3600, history.END


@dataclass(frozen=True)
class Extent:
    loads: int
    pictures: int


FULL = Extent(loads=100, pictures=10)
QUICK = Extent(loads=3, pictures=1)


class Measured:
    """The viewer, in front of a Prometheus with the data of the twelve panels."""

    def __init__(self, program, work):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        print("making six hours of scrapes", file=sys.stderr)
        self._stack = contextlib.ExitStack()
        series = [history.Gauge("measured", names.labels(), 1000 + 40 * names.series, 300) for names in twelve_panels.names()]
        prometheus = past.prometheus(work, series)
        self._stack.callback(prometheus.end)
        file = work / "twelve.json"
        file.write_text(json.dumps(twelve_panels.dashboard()), encoding="utf-8")
        self._viewer = start_viewer(work / "viewer", prometheus.url, [file], program=program)
        self._stack.callback(self._viewer.end)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self._stack.close()

    def resident(self):
        return resident_megabytes(self._viewer.child.pid)

    def peak(self):
        status = Path(f"/proc/{self._viewer.child.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)[1]) / 1024

    def round(self):
        return json.loads(self._chromium())

    def load(self, times):
        self._chromium(LOADS=str(times))

    def draw(self, pictures):
        for _ in range(pictures):
            query = urllib.parse.urlencode({"query": 'measured{panel="0"}', "range": f"{twelve_panels.HOURS}h", "end": TO})
            request = urllib.request.Request(f"{self._viewer.url}/render/chart.png?{query}", headers=authorization(USER, PASSWORD))
            try:
                with DIRECT.open(request, timeout=30) as response:
                    response.read()
            except urllib.error.HTTPError as error:
                raise MeasurementFailed(f"the viewer drew no picture: {error.code} {error.read()[:200]!r}") from None

    def _chromium(self, **more):
        return machine.output_of("node", HERE / "measure.js", VIEWER_URL=self._viewer.url, DASHBOARD=twelve_panels.UID,
                                 WIDTH=str(twelve_panels.WIDTH), HEIGHT=str(twelve_panels.HEIGHT), FROM=str(FROM * 1000),
                                 TO=str(TO * 1000), STEP=str(twelve_panels.SCRAPE_INTERVAL), **more)


def measure(program, work, extent, number_of_rounds):
    with Measured(program, work) as measured:
        started = measured.resident()
        rounds = []
        for number in range(number_of_rounds):
            print(f"round {number + 1} of {number_of_rounds}", file=sys.stderr)
            rounds.append(measured.round())
        print(f"{extent.loads} loads and {extent.pictures} pictures", file=sys.stderr)
        measured.load(extent.loads)
        measured.draw(extent.pictures)
        memory = {"started": started, comparison.MEMORY: measured.resident(), comparison.PEAK: measured.peak()}
        return tables.medians(rounds) | memory, rounds


def about():
    yield from machine.describe()
    yield f"{machine.first_line('g++', '--version')}, -O2"
    yield f"Chromium {machine.debian_version('chromium')}, Prometheus {machine.debian_version('prometheus')}"


def main():
    options = report.parse_arguments(__doc__)
    result = report.Report(options, about())
    extent, rounds = (QUICK, 1) if options.quick else (FULL, options.rounds)
    measured, all_rounds = measure(options.programs / "coursebot-viewer", options.work, extent, rounds)
    verdicts = list(comparison.verdicts(measured))
    results = {"medians": measured, "rounds": all_rounds, "goals": {each.meaning: each.is_met for each in verdicts}}
    (options.work / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    named = {(comparison.COLUMN, row): value for row, value in measured.items()}
    return result.show([tables.results_table("twelve panels, 1,440 points a series", comparison.ROWS, [comparison.COLUMN], named)],
                       verdicts)


if __name__ == "__main__":
    report.run(main)
