"""A real Prometheus and a real Alertmanager with the configurations that ./run derives, and what Prometheus's
documentation says queries answer.
"""

import datetime
import json
import re
import shutil
import subprocess
import sys
import time

from harness import web
from harness.binaries import ALERTMANAGER, PROMETHEUS, REPOSITORY
from harness.child import Child
from harness.ports import reserve_port
from harness.waiting import eventually


def now():
    """The time as Prometheus knows it: in whole milliseconds."""
    return round(time.time(), 3)


class Prometheus:
    def __init__(self, folder, bot_port=None, scrape_interval=None, native_histograms=True, config=None,
                 alertmanager_port=None, rules=REPOSITORY / "alerts.yml", options=()):
        """As shipped; `scrape_interval` overrides the interval of scrapes and of rule evaluations. Without
        `native_histograms` it knows only classic ones. `config` is another configuration, for another purpose. Alerts
        go to `alertmanager_port`, if there is one; `options` are further ones of the command line.
        """
        self.port = reserve_port()
        self.url = f"http://127.0.0.1:{self.port}"
        folder.mkdir(parents=True, exist_ok=True)
        config_file = folder / "prometheus.yml"
        config_file.write_text(config or self._derive(bot_port, scrape_interval, alertmanager_port, rules))
        features = ["--enable-feature=native-histograms"] if native_histograms else []
        self.log_path = folder / "prometheus.log"
        self._command = [PROMETHEUS, f"--config.file={config_file}", f"--storage.tsdb.path={folder}/data",
                         f"--web.listen-address=127.0.0.1:{self.port}", "--web.enable-lifecycle", "--log.level=warn",
                         *features, *options]
        self.spawn()
        self.wait_until_ready()

    def spawn(self):
        """Starts the process without waiting for anything; the one before must have ended."""
        self.child = Child(self._command, self.log_path)
        return self.child

    def wait_until_ready(self):
        eventually("Prometheus is ready", lambda: web.request(f"{self.url}/-/ready").status == 200, within=60)

    def reload(self):
        """What POST /-/reload answers."""
        return web.request(f"{self.url}/-/reload", {})

    def _derive(self, bot_port, scrape_interval, alertmanager_port, rules):
        derived = subprocess.run(
            [sys.executable, REPOSITORY / "tools/local_prometheus_config.py", "--metrics-port", str(bot_port),
             "--prometheus-port", str(self.port), "--alertmanager-port", str(alertmanager_port or reserve_port()),
             REPOSITORY / "prometheus.yml"],
            capture_output=True, text=True, check=True).stdout
        derived = derived.replace(str(REPOSITORY / "alerts.yml"), str(rules))
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

    def alertmanagers(self):
        """Where alerts are sent."""
        return web.request(f"{self.url}/api/v1/alertmanagers").json()["data"]["activeAlertmanagers"]

    def alerts(self, name):
        """The pending and firing alerts of that name."""
        alerts = web.request(f"{self.url}/api/v1/alerts").json()["data"]["alerts"]
        return [alert for alert in alerts if alert["labels"]["alertname"] == name]

    def rule_groups(self):
        return web.request(f"{self.url}/api/v1/rules").json()["data"]["groups"]

    def samples(self, selector, window, at):
        """The raw samples of the only series of `selector` within `window`, as (unix time, value)."""
        result = self.query(f"{selector}[{window}]", at)
        if len(result) != 1:
            raise AssertionError(f"{selector} selects {len(result)} series")
        return [(float(time), float(value)) for time, value in result[0]["values"]]


class Alertmanager:
    def __init__(self, folder, bot, **durations):
        """As shipped, for the owners of `bot`; `durations`, such as group_interval, override those of alertmanager.yml."""
        self.port = reserve_port()
        self.url = f"http://127.0.0.1:{self.port}"
        folder.mkdir(parents=True, exist_ok=True)
        template = (REPOSITORY / "alertmanager.yml").read_text(encoding="utf-8")
        for name, duration in durations.items():
            template = re.sub(rf"\b{name}: \w+", f"{name}: {duration}", template)
        (folder / "template.yml").write_text(template, encoding="utf-8")
        shutil.copy(REPOSITORY / "alertmanager.tmpl", folder)
        self.config_file = folder / "alertmanager.yml"
        made = bot.command("alertmanager-config", str(folder / "template.yml"), "--output", str(self.config_file),
                           "--bot-url", f"http://127.0.0.1:{bot.port}")
        if made.returncode != 0:
            raise AssertionError(made.stderr)
        self._folder = folder
        self.start()

    def start(self):
        """Starts the process; the one before must have ended. It remembers its silences, but no alerts."""
        self.child = Child(
            [REPOSITORY / "tools/without_token.sh", ALERTMANAGER, f"--config.file={self.config_file}",
             f"--storage.path={self._folder}/data", f"--web.listen-address=127.0.0.1:{self.port}",
             "--cluster.listen-address="], self._folder / "alertmanager.log")
        eventually("Alertmanager is ready", lambda: web.request(f"{self.url}/-/ready").status == 200, within=60)

    def end(self):
        self.child.kill()

    def fire(self, name, annotations=None, **labels):
        """An alert as Prometheus would post it."""
        self._post({"labels": {"alertname": name, **labels}, "annotations": annotations or {}})

    def resolve(self, name, annotations=None, **labels):
        """As Prometheus posts it when the alert is over."""
        ended = datetime.datetime.now(datetime.timezone.utc).isoformat()
        self._post({"labels": {"alertname": name, **labels}, "annotations": annotations or {}, "endsAt": ended})

    def _post(self, alert):
        answer = web.request(f"{self.url}/api/v2/alerts", [alert])
        if answer.status != 200:
            raise AssertionError(f"{alert}: {answer.status} {answer.body}")

    def silences(self):
        """Those in force, as amtool shows them."""
        shown = subprocess.run(["amtool", f"--alertmanager.url={self.url}", "silence", "query", "--output=json"],
                               capture_output=True, text=True, timeout=30, check=True)
        return json.loads(shown.stdout)

    def notifications(self, integration):
        """How often it has told by that integration ("webhook", "telegram"), and how often that failed."""
        told, failed = 0, 0
        for line in web.request(f"{self.url}/metrics").body.splitlines():
            if line.startswith(f'alertmanager_notifications_total{{integration="{integration}"'):
                told = float(line.split()[-1])
            if line.startswith(f'alertmanager_notifications_failed_total{{integration="{integration}"'):
                failed = float(line.split()[-1])
        return told, failed

    def state_of(self, name):
        """`active`, or `suppressed` by a silence or another alert; None without such an alert."""
        states = [alert["status"]["state"] for alert in web.request(f"{self.url}/api/v2/alerts").json()
                  if alert["labels"]["alertname"] == name]
        return states[0] if states else None


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
