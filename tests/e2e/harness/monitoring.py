"""A real Prometheus with the configuration that ./run derives, and what its documentation says queries answer."""

import re
import subprocess
import sys
import time

from harness import web
from harness.binaries import PROMETHEUS, REPOSITORY
from harness.child import Child
from harness.ports import reserve_port
from harness.waiting import eventually


def now():
    """The time as Prometheus knows it: in whole milliseconds."""
    return round(time.time(), 3)


class Prometheus:
    def __init__(self, folder, bot_port=None, scrape_interval=None, native_histograms=True, config=None):
        """As shipped; `scrape_interval` overrides the interval of scrapes and of rule evaluations. Without
        `native_histograms` it knows only classic ones. `config` is another configuration, for another purpose.
        """
        self.port = reserve_port()
        self.url = f"http://127.0.0.1:{self.port}"
        folder.mkdir(parents=True, exist_ok=True)
        config_file = folder / "prometheus.yml"
        config_file.write_text(config or self._derive(bot_port, scrape_interval))
        features = ["--enable-feature=native-histograms"] if native_histograms else []
        self.child = Child(
            [PROMETHEUS, f"--config.file={config_file}", f"--storage.tsdb.path={folder}/data",
             f"--web.listen-address=127.0.0.1:{self.port}", "--log.level=warn", *features],
            folder / "prometheus.log")
        eventually("Prometheus is ready", lambda: web.request(f"{self.url}/-/ready").status == 200, within=60)

    def _derive(self, bot_port, scrape_interval):
        derived = subprocess.run(
            [sys.executable, REPOSITORY / "tools/local_prometheus_config.py", "--metrics-port", str(bot_port),
             "--prometheus-port", str(self.port), "--alertmanager-port", str(reserve_port()),
             REPOSITORY / "prometheus.yml"],
            capture_output=True, text=True, check=True).stdout
        if scrape_interval is None:
            return derived
        return re.sub(r"(scrape_interval|evaluation_interval): \w+", rf"\1: {scrape_interval}", derived)

    def end(self):
        self.child.kill()

    def query(self, expression, at=None):
        """The result of an instant query; `at` is unix time in seconds."""
        parameters = {"query": expression} | ({"time": f"{at:.3f}"} if at is not None else {})
        answer = web.query(f"{self.url}/api/v1/query", **parameters)
        if answer.status != 200:
            raise AssertionError(f"{expression}: {answer.status} {answer.body}")
        return answer.json()["data"]["result"]

    def value(self, expression, at=None):
        """The value of the only series of the answer; None if there is none."""
        result = self.query(expression, at)
        if len(result) > 1:
            raise AssertionError(f"{expression} answers {len(result)} series")
        return float(result[0]["value"][1]) if result else None

    def rule_groups(self):
        return web.request(f"{self.url}/api/v1/rules").json()["data"]["groups"]

    def samples(self, selector, window, at):
        """The raw samples of the only series of `selector` within `window`, as (unix time, value)."""
        result = self.query(f"{selector}[{window}]", at)
        if len(result) != 1:
            raise AssertionError(f"{selector} selects {len(result)} series")
        return [(float(time), float(value)) for time, value in result[0]["values"]]


def extrapolated_increase(samples, window, at):
    """increase() of a counter as Prometheus 2.42 defines it (promql/functions.go, extrapolatedRate): the step between
    the samples, stretched to the edges of the window, but not below zero and not by more than the samples' own rhythm
    tells. `window` is in seconds.
    """
    (first_time, first), (last_time, last) = samples[0], samples[-1]
    increase = last - first + sum(before for (_, before), (_, after) in zip(samples, samples[1:]) if after < before)
    sampled = last_time - first_time
    average_step = sampled / (len(samples) - 1)
    to_start, to_end = first_time - (at - window), at - last_time
    if increase > 0 and first >= 0:
        to_start = min(to_start, sampled * first / increase)
    stretched = sampled
    for gap in (to_start, to_end):
        stretched += gap if gap < average_step * 1.1 else average_step / 2
    return increase * stretched / sampled
