"""The guide, walked: every Docker command of README.md and docs/alerts.md, on a real Docker engine, and what each is for.

    walk_test.py CACHE       CACHE keeps Docker's images for the next time

Ends with 77, which ctest calls skipped, where no engine can run. The chapters follow one another: what one starts, the next
one uses. The ports are the guide's own, 9090, 3000, 8000 and 9093.
"""

import base64
import pathlib
import re
import ssl
import subprocess
import sys
import unittest
import urllib.error
import urllib.request

from engine import Engine, NoEngine
from harness import web
from harness.exposition import Scrape
from harness.waiting import eventually
from neighbour import Neighbour
from stack import HERE, KEEPING_DATA, PROJECT, REPOSITORY, SERVICES, Stack

sys.path.append(str(REPOSITORY / "tests/docs"))
import markdown  # noqa: E402  (tests/docs is no package)

SKIPPED = 77
TOKEN = "1000000002:walk-walk-walk-walk-walk-walk-walk-1"
OWNERS = (1001, 1002)
MEGABYTE = 1024 * 1024
THE_SEVEN = ("bothost_bots_created_total", "bothost_bots_created_created", "bothost_bots_created",
             "message_processing_time_seconds_count", "users_online", "payment_transactions_total",
             "subscription_activations_total")
OWN_ALERT = """
  - name: mine
    rules:
      - alert: {name}
        expr: users_online >= 0
        for: 5m
        annotations:
          summary: "Alert Description"
"""


def page(url):
    answer = web.request(url)
    if answer.status != 200:
        raise ValueError(f"{url}: {answer.status} {answer.body[:200]}")
    return answer.body


def prometheus(path, **parameters):
    answer = web.query(f"http://localhost:9090/api/v1/{path}", **parameters)
    if answer.status != 200:
        raise ValueError(answer.body)
    return answer.json()["data"]


def value(expression):
    """Of the only series of the answer; None if there is none."""
    result = prometheus("query", query=expression)["result"]
    return float(result[0]["value"][1]) if result else None


def rules():
    return {rule["name"]: rule for group in prometheus("rules")["groups"] for rule in group["rules"]}


class Walk(unittest.TestCase):
    stack: Stack

    def run_command(self, command, **how):
        return self.stack.run(command, **how)

    def metrics(self):
        return Scrape(page("http://localhost:8000/metrics"))

    def control(self, path, body=None):
        return web.request(f"http://{self.stack.published('simulator', 8081)}/control/{path}", body)

    def sent_to(self, owner):
        """The messages of the bot's account to the owner, by the simulator's own account."""
        answer = self.control(f"chat/{owner}")
        entries = answer.json()["transcript"] if answer.status == 200 else []
        return [entry["message"] for entry in entries if entry["from"] == "bot" and "message" in entry]

    def heard(self, owner):
        return [message["text"] for message in self.sent_to(owner) if "text" in message]

    def ask_for_a_chart(self, owner):
        """An owner asks in the chat, and the picture comes."""
        def pictures():
            return [message for message in self.sent_to(owner) if "photo" in message]
        before = len(pictures())
        self.assertEqual(self.control("say", {"user": owner, "text": "/chart users_online 1h"}).status, 200)
        eventually("the chart arrives", lambda: len(pictures()) > before, within=60)

    def wait_until_scraped(self):
        eventually("the bot is scraped", lambda: value('up{job="coursebot"}') == 1, within=60)

    def test_01_quick_start(self):
        self.run_command("cp .env.example .env")
        # `up` builds where there is no image; an older one may be here from the last walk.
        self.run_command("docker-compose build")
        self.run_command("docker-compose up -d")
        for service in SERVICES:
            self.stack.wait_until_healthy(service)
        shown = self.run_command("docker-compose ps")
        for service in SERVICES:
            self.assertRegex(shown, rf"{PROJECT}_{service}_1\s.*Up")

    def test_02_the_addresses_of_the_table_answer(self):
        shown = self.run_command("curl http://localhost:8000/metrics")
        for name in THE_SEVEN:
            self.assertRegex(shown, rf"(?m)^{name}[ {{]")
        page("http://localhost:9090/-/ready")
        page("http://localhost:9093/-/ready")
        page("http://localhost:3000/api/health")
        self.assertEqual(web.request("http://localhost:8000/health").json()["status"], "healthy")
        eventually("every target is up", lambda: {
            target["health"] for target in prometheus("targets")["activeTargets"]} == {"up"}, within=60)

    def test_03_the_placeholder_starts_the_demo(self):
        self.assertIn("simulated customers", self.run_command("docker-compose logs coursebot"))
        eventually("somebody is online", lambda: self.metrics().value("users_online") > 0, within=60)
        # Follows for a moment, as somebody watches it and presses Ctrl-C.
        followed = self.run_command("timeout --signal=INT 3 docker-compose logs -f coursebot || true")
        self.assertIn("Metrics on", followed)
        self.stack.ran.append("docker-compose logs -f coursebot")

    def test_04_the_queries_of_the_readme_answer(self):
        readme = markdown.parse((REPOSITORY / "README.md").read_text(encoding="utf-8"))
        queries = [line for block in readme.blocks if block.info == "promql" for line in block.text.splitlines()
                   if line and not line.startswith("#")]
        self.assertGreaterEqual(len(queries), 8)
        for query in queries:
            with self.subTest(query=query):
                eventually(query, lambda query=query: prometheus("query", query=query)["result"], within=60)

    def test_05_limits_and_rights_are_as_configured(self):
        memory = cpus = 0
        for service in SERVICES:
            with self.subTest(service=service):
                container = self.stack.inspect(service)
                host = container["HostConfig"]
                memory += host["Memory"]
                cpus += host["NanoCpus"]
                self.assertNotIn(container["Config"]["User"].split(":")[0], ("", "0", "root"))
                self.assertTrue(host["ReadonlyRootfs"])
                self.assertEqual((host["CapDrop"], host["CapAdd"]), (["ALL"], None))
                self.assertIn("no-new-privileges:true", host["SecurityOpt"])
                self.assertEqual(host["LogConfig"]["Config"], {"max-size": "10m", "max-file": "3"})
                for bindings in host["PortBindings"].values():
                    self.assertEqual([binding["HostIp"] for binding in bindings], ["127.0.0.1"])
        self.assertEqual(memory, 896 * MEGABYTE)
        self.assertEqual(cpus, 2_000_000_000)
        # What the kernel holds them to, not only what was asked of Docker.
        self.assertEqual(self.stack.docker("exec", self.stack.container("prometheus"), "id", "-u"), "65534")
        self.assertIn("Read-only", self.run_command(
            "docker-compose exec -T prometheus touch /etc/prometheus/x", succeeds=False))

    def test_06_the_bot_fits_its_container(self):
        self.assertLess(self.metrics().value("process_resident_memory_bytes"), 24 * MEGABYTE)
        size = int(self.stack.docker("image", "inspect", "--format", "{{.Size}}", "coursebot:0.1.0"))
        print(f"image: {size / 1e6:.1f} MB, resident: "
              f"{self.metrics().value('process_resident_memory_bytes') / MEGABYTE:.1f} MB", flush=True)
        self.assertLess(size, 40e6)

    def test_07_programs_of_the_image_run_in_it(self):
        self.assertIn("token: none", self.run_command("docker-compose run --rm coursebot check-config"))
        self.run_command("docker-compose exec -T coursebot coursebot check-health")

    def test_08_a_wrong_setting_is_refused_before_anything_starts(self):
        good = self.stack.read(".env")
        self.stack.write(".env", good + "ADMIN_ID=1001\n")
        self.run_command("docker-compose up -d", succeeds=False)
        self.assertIn("'ADMIN_ID' is not a setting", self.run_command("docker-compose logs settings"))
        self.stack.write(".env", good)

    def test_09_a_real_token(self):
        owners = ",".join(map(str, OWNERS))
        settings = self.stack.read(".env") + f"ADMIN_IDS={owners}\nTELEGRAM_API_URL=http://simulator:8081\n"
        # The token comes last, as by somebody who knows their own id: it alone has to change Alertmanager's configuration.
        for written in (settings, settings.replace("your_telegram_bot_token", TOKEN)):
            self.stack.write(".env", written)
            (self.stack.folder / ".env").chmod(0o600)
            self.run_command("docker-compose up -d")
        self.stack.wait_until_healthy("coursebot")
        eventually("updates flow", lambda: web.request("http://localhost:8000/ready").status == 200)
        self.wait_until_scraped()
        # What docs/first-run.md and the runbooks ask for.
        self.assertNotIn("FAIL", self.run_command("docker-compose run --rm coursebot check-telegram"))
        self.assertIn("agrees", self.run_command("docker-compose exec -T coursebot coursebot ledger"))
        self.ask_for_a_chart(OWNERS[0])
        for everywhere in ("docker-compose logs", "docker-compose exec -T prometheus cat /etc/prometheus/prometheus.yml"):
            self.assertNotIn(TOKEN, self.run_command(everywhere))

    def test_10_the_alert_reaches_every_owner_while_the_bot_is_down(self):
        self.run_command("docker-compose stop coursebot")
        eventually("the alert waits", lambda: rules()["BotNotResponding"]["state"] == "pending", within=60)
        eventually("the alert fires", lambda: rules()["BotNotResponding"]["state"] == "firing", within=180)
        waited = value('time() - ALERTS_FOR_STATE{alertname="BotNotResponding"}')
        self.assertGreaterEqual(waited, 120)
        for owner in OWNERS:
            text = eventually(f"{owner} is told", lambda owner=owner: [
                text for text in self.heard(owner) if "BotNotResponding" in text], within=60)[0]
            self.assertIn("Бот не отвечает", text)
            self.assertIn("docs/runbooks/BotNotResponding.md", text)
        self.run_command("docker-compose start coursebot")
        for owner in OWNERS:
            eventually(f"{owner} is told that it is over", lambda owner=owner: [
                text for text in self.heard(owner) if "BotNotResponding" in text][1:], within=240)

    def test_11_an_alert_of_ones_own(self):
        self.stack.write("alerts.yml", self.stack.read("alerts.yml") + OWN_ALERT.format(name="CustomAlert"))
        self.run_command("docker-compose run --rm --entrypoint promtool prometheus check rules /etc/prometheus/alerts.yml")
        self.run_command("docker-compose restart prometheus")
        eventually("the new rule is there", lambda: "CustomAlert" in rules(), within=60)
        self.stack.write("alerts.yml", self.stack.read("alerts.yml") + OWN_ALERT.format(name="OneMore").replace("mine", "more"))
        self.run_command("curl --fail -X POST http://localhost:9090/-/reload")
        eventually("the newer rule is there", lambda: "OneMore" in rules(), within=60)

    def test_12_a_change_of_who_is_told(self):
        receivers = self.stack.read("alertmanager.yml")
        self.stack.write("alertmanager.yml", receivers.replace("repeat_interval: 4h", "repeat_interval: 5h"))
        self.run_command("docker-compose run --rm --entrypoint amtool alertmanager check-config "
                         "/etc/alertmanager/rendered/alertmanager.yml")
        self.run_command("docker-compose restart alertmanager")
        self.stack.wait_until_healthy("alertmanager")
        status = web.request("http://localhost:9093/api/v2/status").json()
        self.assertIn("repeat_interval: 5h", status["config"]["original"])
        self.assertNotIn(TOKEN, status["config"]["original"])

    def test_13_an_invalid_alerts_yml(self):
        good = self.stack.read("alerts.yml")
        self.stack.write("alerts.yml", good + "      - alert: [\n")
        refused = self.run_command(
            "docker-compose run --rm --entrypoint promtool prometheus check rules /etc/prometheus/alerts.yml", succeeds=False)
        self.assertRegex(refused, r"alerts\.yml: .*line \d+")
        # A reload keeps the old rules.
        self.assertEqual(web.request("http://localhost:9090/-/reload", body={}).status, 500)
        self.assertIn("OneMore", rules())
        # A restart does not come up again, and says why.
        self.run_command("docker-compose restart prometheus")
        eventually("Prometheus does not start", lambda: self.stack.inspect("prometheus")["RestartCount"] > 0, within=60)
        self.assertRegex(self.run_command("docker-compose logs prometheus"), r"alerts\.yml")
        self.stack.write("alerts.yml", good)
        self.run_command("docker-compose restart")
        for service in SERVICES:
            self.stack.wait_until_healthy(service)
        self.assertIn("OneMore", rules())

    def remembered(self):
        """What each service knows from its volume alone."""
        return {"coursebot": self.metrics().value("bothost_bots_created_created"),
                "prometheus": value('min(min_over_time(timestamp(up{job="coursebot"})[1h:15s]))'),
                "grafana": page("http://localhost:3000/starts").count("started")}

    def assert_remembered(self, before):
        for service in SERVICES:
            self.stack.wait_until_healthy(service)
        self.wait_until_scraped()
        after = self.remembered()
        self.assertEqual(after["coursebot"], before["coursebot"])
        self.assertAlmostEqual(after["prometheus"], before["prometheus"], delta=60)
        self.assertGreater(after["grafana"], before["grafana"])

    def test_14_down_keeps_the_data(self):
        before = self.remembered()
        self.run_command("docker-compose down")
        self.assertFalse(self.stack.docker("ps", "--quiet", "--filter", f"label=com.docker.compose.project={PROJECT}"))
        self.run_command("docker-compose up -d")
        self.assert_remembered(before)

    def test_15_a_backup_restores_what_down_v_removed(self):
        before = self.remembered()
        self.run_command("tools/backup.sh save backup")
        for service in KEEPING_DATA:
            self.stack.wait_until_healthy(service)
            archive = self.stack.folder / "backup" / f"{service}.tar.gz"
            self.assertEqual(archive.stat().st_mode & 0o777, 0o600)
        self.run_command("docker-compose down -v")
        volumes = self.stack.docker("volume", "ls", "--quiet", "--filter", f"label=com.docker.compose.project={PROJECT}")
        self.assertEqual(volumes, "")
        self.run_command("docker-compose up -d")
        self.stack.wait_until_healthy("coursebot")
        self.assertGreater(self.metrics().value("bothost_bots_created_created"), before["coursebot"])

        self.run_command("tools/backup.sh restore backup prometheus grafana")
        self.run_command("tools/backup.sh restore backup coursebot")
        self.assert_remembered(before)

    def test_16_a_damaged_backup_changes_nothing(self):
        (self.stack.folder / "backup/grafana.tar.gz").write_bytes(b"\x1f\x8b not really")
        before = self.stack.container("grafana")
        refused = self.run_command("tools/backup.sh restore backup grafana", succeeds=False)
        self.assertIn("nothing was changed", refused)
        self.assertEqual(self.stack.container("grafana"), before)

    def test_17_tls_and_a_password(self):
        self.run_command("tools/tls.sh monitoring.example.org")
        self.stack.use_tls()
        self.assertIn("GF_SECURITY_ADMIN_PASSWORD", self.run_command("docker-compose up -d", succeeds=False))
        self.stack.write(".env", self.stack.read(".env") + "GF_SECURITY_ADMIN_PASSWORD=very_strong_password_123\n")
        self.run_command("docker-compose up -d")
        self.stack.wait_until_healthy("grafana")

        trusting = ssl.create_default_context(cafile=self.stack.folder / "tls/certificate/server.crt")
        https = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trusting))
        password = self.stack.read("tls/prometheus/prometheus.password")
        credentials = {"Authorization": "Basic " + base64.b64encode(f"admin:{password}".encode()).decode()}

        def ask(path, headers):
            with https.open(urllib.request.Request(f"https://localhost:9090{path}", headers=headers), timeout=5) as answer:
                return answer.read().decode()
        eventually("Prometheus answers by TLS", lambda: ask("/-/ready", credentials), within=60)
        with self.assertRaises(urllib.error.HTTPError) as refused:
            ask("/-/ready", {})
        self.assertEqual(refused.exception.code, 401)
        self.assertEqual(web.request("http://localhost:9090/-/ready").status, 400)

        def all_targets_are_up():
            return set(re.findall(r'"health":"(\w+)"', ask("/api/v1/targets", credentials))) == {"up"}
        eventually("Prometheus scrapes itself by TLS", all_targets_are_up, within=60)
        self.ask_for_a_chart(OWNERS[0])
        self.stack.use_no_tls()

    def test_18_only_the_addresses_that_were_allowed_get_through(self):
        readme = markdown.parse((REPOSITORY / "README.md").read_text(encoding="utf-8"))
        limits = [line for block in readme.blocks if block.info == "bash docker" for line in block.text.splitlines()
                  if "DOCKER-USER" in line]
        self.assertEqual(len(limits), 2)
        opened = self.stack.read(".env") + "COMPOSE_GRAFANA_ADDRESS=0.0.0.0:3000\n"
        self.stack.write(".env", opened)
        self.run_command("docker-compose up -d")
        self.stack.wait_until_healthy("grafana")
        with Neighbour() as neighbour:
            self.assertTrue(neighbour.reaches(3000))
            # The README's interface and the README's office are not here, but the neighbour and its interface are.
            forbidding = [line.replace("-i eth0", f"-i {neighbour.INTERFACE}") for line in limits]
            allowing = [line.replace("203.0.113.7", neighbour.ADDRESS) for line in forbidding]
            for rules_in_force, gets_through in ((forbidding, False), (allowing, True)):
                try:
                    for line in rules_in_force:
                        self.stack.run(line)
                    self.assertEqual(neighbour.reaches(3000), gets_through)
                finally:
                    for line in rules_in_force:
                        self.stack.run(line.replace(" -I ", " -D "))
            self.stack.ran += limits

    def test_19_every_command_of_the_documents_was_walked(self):
        self.run_command("docker-compose down -v")
        documents = [markdown.parse((REPOSITORY / name).read_text(encoding="utf-8")) for name in ("README.md", "docs/alerts.md")]
        shown = [line for document in documents for block in document.blocks if block.info == "bash docker"
                 for line in block.text.splitlines()]
        self.assertGreaterEqual(len(shown), 12)
        self.assertEqual([line for line in shown if line not in self.stack.ran], [])


def main():
    cache = pathlib.Path(sys.argv.pop(1)).resolve()
    try:
        engine = Engine(cache)
    except NoEngine as reason:
        print(f"skipped: {reason}")
        return SKIPPED
    try:
        prepared = subprocess.run([HERE / "prepare.sh", cache], check=False)
        if prepared.returncode != 0:
            return prepared.returncode
        Walk.stack = Stack(cache / "coursebot-monitoring")
        Walk.stack.clear()
        try:
            walked = unittest.main(argv=[sys.argv[0], "--verbose", "--failfast"], exit=False)
        finally:
            Walk.stack.clear()
        return 0 if walked.result.wasSuccessful() else 1
    finally:
        engine.end()


if __name__ == "__main__":
    sys.exit(main())
