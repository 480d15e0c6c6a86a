"""The viewer in front of a real Prometheus: its answers, its log-in, and what it does while Prometheus is away."""

import json
import re
import subprocess
import unittest
import urllib.parse

from harness import web
from harness.binaries import EXPOSER_SAMPLE, PROMETHEUS, REPOSITORY, VIEWER
from harness.case import EndToEndTest
from harness.child import Child
from harness.monitoring import Prometheus, now
from harness.ports import reserve_port
from harness.viewer import PASSWORD, Viewer, authorization
from harness.waiting import eventually

HISTOGRAM = "message_processing_time_seconds"
RULES = """
groups:
  - name: always
    rules:
      - {alert: Always, expr: vector(1)}
      - {record: always, expr: vector(2)}
"""


class ViewerTest(EndToEndTest):
    def start_viewer(self, prometheus_url, options=(), **settings):
        viewer = Viewer(self.folder / "viewer", prometheus_url, options, **settings).start()
        self.addCleanup(viewer.end)
        return viewer

    def start_sample(self):
        """A program with a native and classic histogram; its port."""
        file = self.folder / "observations.txt"
        file.write_text("".join(f"some {value / 100!r}\n" for value in range(1, 100)))
        sample = Child([EXPOSER_SAMPLE, file], self.folder / "sample.log")
        self.addCleanup(sample.kill)
        return int(sample.wait_for_output(re.compile(r"^port (\d+)$", re.MULTILINE))[1])

    def start_prometheus(self):
        rules = self.folder / "rules.yml"
        rules.write_text(RULES)
        prometheus = Prometheus(self.folder / "prometheus", self.start_sample(), scrape_interval="1s", rules=rules)
        self.addCleanup(prometheus.end)
        return prometheus


class Answers(ViewerTest):
    def setUp(self):
        super().setUp()
        self.prometheus = self.start_prometheus()
        self.viewer = self.start_viewer(self.prometheus.url)
        eventually("two scrapes and an alert", lambda: self.prometheus.alerts("Always") and (
            self.prometheus.value('count_over_time(up{job="coursebot"}[1h])') or 0) >= 2, within=60)

    def test_they_are_prometheuss_own(self):
        moment = now()
        minute = {"start": moment - 60, "end": moment}
        questions = [
            ("query", {"query": f"rate({HISTOGRAM}[1h])", "time": moment}),
            ("query", {"query": "1 / 0", "time": moment}),
            ("query", {"query": '"text + & ü"', "time": moment}),
            ("query_range", {"query": "up", "step": 1} | minute),
            ("query_range", {"query": HISTOGRAM, "step": "5s"} | minute),
            ("labels", {}),
            ("labels", {"match[]": ["up", HISTOGRAM]} | minute),
            ("label/__name__/values", minute),
            ("label/job/values", {}),
            ("series", {"match[]": ["{job=~\".+\"}"]} | minute),
            ("metadata", {"metric": HISTOGRAM}),
            ("rules", {"type": "record"}),
            ("alerts", {}),
            ("query", {"query": "up +", "time": moment}),
            ("query", {"query": "sum by (x) (up) + on(y) group_left up", "time": moment}),
        ]
        for path, parameters in questions:
            with self.subTest(path=path, **parameters):
                def both(path=path, parameters=parameters):
                    own = web.request(f"{self.prometheus.url}/api/v1/{path}?{urllib.parse.urlencode(parameters, True)}")
                    passed = self.viewer.get(f"/api/v1/{path}", **parameters)
                    self.assertEqual(passed.headers["Content-Type"], "application/json")
                    # Rules are evaluated every second: the two answers can be of either side of that.
                    return (passed.status, passed.body) == (own.status, own.body)
                eventually("the same answer twice", both)

    def test_questions_that_have_no_answer_and_pictures(self):
        # One Prometheus for all of them: it takes seconds to start.
        self.a_promql_error_comes_in_prometheuss_words()
        self.what_is_too_large_is_told_what_would_be_allowed()
        self.pictures_are_drawn_of_the_same_prometheus_and_dashboards()

    def a_promql_error_comes_in_prometheuss_words(self):
        status, kind, words = self.viewer.error_of("/api/v1/query", query="sum(up")
        self.assertEqual((status, kind), (400, "bad_data"))
        self.assertIn("parse error", words)

    def what_is_too_large_is_told_what_would_be_allowed(self):
        end = now()
        status, kind, words = self.viewer.error_of("/api/v1/query_range", query="up", start=end - 400 * 86400, end=end,
                                                   step=86400)
        self.assertEqual((status, kind), (422, "bad_data"))
        self.assertIn("400 days: at most 366", words)
        status, _, words = self.viewer.error_of("/api/v1/query_range", query="up", start=end - 86400, end=end, step=1)
        self.assertEqual(status, 422)
        allowed = re.search(r"at least ([\d.]+) s", words)[1]
        self.assertEqual(self.viewer.get("/api/v1/query_range", query="up", start=end - 86400, end=end,
                                         step=allowed).status, 200)

    def pictures_are_drawn_of_the_same_prometheus_and_dashboards(self):
        for path, parameters in (("chart.png", {"query": "up", "range": "5m"}), ("chart.png", {"name": "up"}),
                                 ("dashboard.png", {}), ("dashboard.png", {"uid": "process", "lang": "ru"})):
            with self.subTest(path=path, **parameters):
                answer = self.viewer.fetch(f"/render/{path}", **parameters)
                self.assertEqual(answer.status, 200)
                self.assertEqual(answer.headers["Content-Type"], "image/png")
                self.assertTrue(answer.body.startswith(b"\x89PNG\r\n"))
        self.assertEqual(self.viewer.get("/render/dashboard.png", uid="nowhere").status, 404)

    def test_prometheus_goes_and_comes(self):
        self.prometheus.child.kill()
        for _ in range(2):
            status, kind, words = self.viewer.error_of("/api/v1/query", query="up")
            self.assertEqual((status, kind), (502, "unavailable"))
            self.assertIn("Prometheus doesn't answer", words)
        self.assertEqual(self.viewer.get("/api/dashboards").status, 200)
        self.prometheus.spawn()
        self.prometheus.wait_until_ready()
        eventually("the viewer passes answers on", lambda: self.viewer.get("/api/v1/query", query="up").status == 200)
        log = self.viewer.child.output()
        self.assertEqual((log.count("no Prometheus answers"), log.count("again")), (1, 1), log)


class Access(ViewerTest):
    def setUp(self):
        super().setUp()
        self.viewer = self.start_viewer(f"http://127.0.0.1:{reserve_port()}")

    def test_only_the_right_login_sees_anything(self):
        for path in ("/", "/api/config", "/api/dashboards", "/api/dashboards/coursebot", "/api/v1/query?query=up",
                     "/render/chart.png?name=users_online", "/nowhere"):
            with self.subTest(path=path):
                stranger = self.viewer.send("GET", path)
                self.assertEqual(stranger.status, 401)
                self.assertRegex(stranger.headers["WWW-Authenticate"], '^Basic realm="')
                self.assertEqual(stranger.headers["Cache-Control"], "no-store")
                self.assertIn("default-src 'none'", stranger.headers["Content-Security-Policy"])
        self.assertEqual(self.viewer.get("/api/config", password="guess").status, 401)
        self.assertEqual(self.viewer.get("/api/config").json()["userName"], "admin")
        self.assertEqual(self.viewer.send("GET", "/health").json(), {"status": "healthy"})

    def test_guessing_ends_and_the_owner_gets_in(self):
        statuses = [self.viewer.get("/api/config", password=f"guess {number}").status for number in range(12)]
        self.assertEqual(statuses, [401] * 10 + [429] * 2)
        self.assertEqual(self.viewer.get("/api/config").status, 200)

    def test_only_reads_and_only_from_this_machine(self):
        login = authorization("admin", PASSWORD)
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            answer = self.viewer.send(method, "/api/v1/query", login, "query=up")
            self.assertEqual((answer.status, answer.headers["Allow"]), (405, "GET, HEAD"), method)
        head = self.viewer.send("HEAD", "/api/config", login)
        self.assertEqual((head.status, head.body), (200, ""))
        for host in ("evil.example", f"evil.example:{self.viewer.port}", "localhost.evil.example"):
            self.assertEqual(self.viewer.send("GET", "/api/config", login | {"Host": host}).status, 421, host)
        self.assertEqual(self.viewer.send("GET", "/api/config", login | {"Host": "localhost"}).status, 200)
        foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
        self.assertEqual(self.viewer.send("GET", "/api/config", login | foreign).status, 403)

    def test_the_page_is_served_or_says_how_to_build_it(self):
        self.assertIn("./run", self.viewer.get("/").body)
        self.viewer.child.terminate()
        page = self.viewer.log_path.parent / "page/assets"
        page.mkdir(parents=True)
        (page / "main-1.js").write_text("let a = 1;")
        (page.parent / "index.html").write_text("<!doctype html>")
        self.viewer.start()
        self.assertEqual(self.viewer.get("/?from=now-6h").body, "<!doctype html>")
        script = self.viewer.get("/assets/main-1.js")
        self.assertEqual(script.body, "let a = 1;")
        self.assertIn("immutable", script.headers["Cache-Control"])
        again = self.viewer.send("GET", "/assets/main-1.js",
                                 authorization("admin", PASSWORD) | {"If-None-Match": script.headers["ETag"]})
        self.assertEqual((again.status, again.body), (304, ""))

    def test_dashboards_are_the_files_of_grafana(self):
        listed = self.viewer.get("/api/dashboards").json()
        files = sorted((REPOSITORY / "dashboards/grafana").glob("*.json"))
        self.assertEqual([dashboard["uid"] for dashboard in listed],
                         [json.loads(file.read_text(encoding="utf-8"))["uid"] for file in files])
        for dashboard, file in zip(listed, files):
            self.assertEqual(self.viewer.get(f"/api/dashboards/{dashboard['uid']}").body,
                             file.read_text(encoding="utf-8"))


class Start(ViewerTest):
    def run_viewer(self, *options, dashboards=REPOSITORY / "dashboards/grafana", **settings):
        folder = self.folder / "nothing"
        folder.mkdir(exist_ok=True)
        return subprocess.run([VIEWER, "--dashboards", dashboards, *options], cwd=folder,
                              env=settings, capture_output=True, text=True, timeout=20)

    def test_ends_on_sigterm_and_says_where_it_listens(self):
        viewer = self.start_viewer("http://127.0.0.1:1")
        self.assertEqual(viewer.child.terminate(), 0)
        self.assertIn(f"listening on {viewer.url}", viewer.child.output())
        self.assertIn("stopped", viewer.child.output())

    def test_what_is_wrong_is_one_line(self):
        viewer = self.start_viewer("http://127.0.0.1:1")
        secret = "correct horse battery"
        for expected, ended in {
            "VIEWER_PORT is '3000x'": self.run_viewer(VIEWER_PORT="3000x"),
            "VIEWER_PASSWORD": self.run_viewer(VIEWER_PASSWORD=secret + "\n"),
            "set VIEWER_PASSWORD": self.run_viewer(VIEWER_ADDRESS="0.0.0.0"),
            f"port {viewer.port} on 127.0.0.1 is in use": self.run_viewer(VIEWER_PORT=str(viewer.port)),
            "no folder": self.run_viewer(dashboards="nowhere", VIEWER_PORT=str(reserve_port())),
            "nowhere.yml": self.run_viewer("--prometheus-http-config", "nowhere.yml"),
        }.items():
            with self.subTest(expected):
                self.assertEqual(ended.returncode, 1)
                self.assertIn(expected, ended.stderr)
                self.assertEqual(ended.stderr.count("\n"), 1, ended.stderr)
                self.assertNotIn(secret, ended.stderr)
        self.assertEqual(self.run_viewer("--nonsense").returncode, 2)

    def test_asks_the_running_one_for_its_health(self):
        viewer = self.start_viewer("http://127.0.0.1:1")
        asked = self.run_viewer("--check-health", VIEWER_PORT=str(viewer.port))
        self.assertEqual((asked.returncode, asked.stdout), (0, '{"status":"healthy"}\n'))
        viewer.end()
        asked = self.run_viewer("--check-health", VIEWER_PORT=str(viewer.port))
        self.assertEqual(asked.returncode, 1)
        self.assertIn("the viewer does not answer", asked.stderr)

    def test_for_charts_only_there_is_no_page_and_no_login(self):
        viewer = self.start_viewer("http://127.0.0.1:1", ["--charts-only"], VIEWER_ADDRESS="0.0.0.0")
        self.assertEqual(viewer.send("GET", "/health", {"Host": "charts:3000"}).status, 200)
        for path in ("/", "/api/config", "/api/dashboards", "/api/v1/query?query=up"):
            self.assertEqual(viewer.send("GET", path, {"Host": "charts:3000"}).status, 404, path)
        self.assertEqual(viewer.send("GET", "/render/chart.png?query=up", {"Host": "charts:3000"}).status, 502)

    def test_no_log_shows_a_password_or_what_was_asked(self):
        secret = "correct horse battery"
        viewer = self.start_viewer("http://127.0.0.1:1", VIEWER_PASSWORD=secret, LOG_LEVEL="trace")
        viewer.get("/api/v1/query", password=secret, query="secret_metric")
        for number in range(12):
            viewer.get("/api/config", password=f"guess {number}")
        self.assertEqual(viewer.child.terminate(), 0)
        for text in (secret, "secret_metric", "guess", authorization("admin", secret)["Authorization"]):
            self.assertNotIn(text, viewer.child.output())


class BehindTls(ViewerTest):
    """Prometheus with the certificate and the password that tools/tls.sh makes."""

    def test_the_viewer_logs_in_and_trusts_that_certificate_alone(self):
        folder = self.folder / "tls"
        subprocess.run([REPOSITORY / "tools/tls.sh", "--folder", folder, "monitoring.example.org"], check=True,
                       capture_output=True)
        web_config = folder / "prometheus/web.yml"
        web_config.write_text(web_config.read_text().replace("/etc/prometheus/certificate", str(folder / "certificate")))
        port = reserve_port()
        config = self.folder / "empty.yml"
        config.write_text("{}")
        prometheus = Child([PROMETHEUS, f"--config.file={config}", f"--storage.tsdb.path={self.folder}/data",
                            f"--web.listen-address=127.0.0.1:{port}", f"--web.config.file={web_config}",
                            "--log.level=warn"], self.folder / "prometheus.log")
        self.addCleanup(prometheus.kill)
        client = folder / "viewer.yml"
        client.write_text("basic_auth: {username: admin, password_file: prometheus/prometheus.password}\n"
                          "tls_config: {ca_file: certificate/server.crt, server_name: monitoring.example.org}\n")
        viewer = self.start_viewer(f"https://127.0.0.1:{port}", ["--prometheus-http-config", client])
        eventually("an answer through TLS", lambda: viewer.get("/api/v1/query", query="1").status == 200, within=60)

        without_login = folder / "without_login.yml"
        without_login.write_text("tls_config: {ca_file: certificate/server.crt}\n")
        for options, words in ((["--prometheus-http-config", without_login], "wants a log-in"),
                               ([], "certificate is not trusted")):
            another = self.start_viewer(f"https://127.0.0.1:{port}", options)
            self.assertIn(words, another.error_of("/api/v1/query", query="1")[2])


if __name__ == "__main__":
    unittest.main()
