#!/usr/bin/python3
"""./run in a copy of the checkout with a bot that is written here, and the real Prometheus and Alertmanager."""

import os
import re
import shutil
import signal
import socket
import tempfile
import unittest
from pathlib import Path

from running import PATIENCE, ROOT, RunTestCase, wait_for


class Run(RunTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.checkout = Path(folder.name) / "my checkout"
        (self.checkout / "build/release/bin").mkdir(parents=True)
        for name in ("run", "prometheus.yml", "alerts.yml", "alertmanager.yml", "alertmanager.tmpl"):
            shutil.copy(ROOT / name, self.checkout)
        shutil.copytree(ROOT / "tools", self.checkout / "tools", ignore=shutil.ignore_patterns("tests"))
        for program in ("coursebot", "coursebot-viewer"):
            shutil.copy(Path(__file__).parent / f"fake_{program.replace('-', '_')}.py",
                        self.checkout / "build/release/bin" / program)
        (self.checkout / "viewer/page/dist").mkdir(parents=True)
        (self.checkout / "viewer/page/dist/index.html").touch()
        (self.checkout / "tools/build.sh").write_text("#!/bin/sh\n", encoding="utf-8")

    def test_help_and_wrong_usage(self):
        self.assertEqual(self.refused("--help")[0], 0)
        for wrong in (["--port", "1"], ["--data"], ["--prometheus-port", "0"], ["--prometheus-port", "65536"], ["x"]):
            status, output = self.refused(*wrong)
            self.assertEqual((status, len(output.splitlines())), (2, 1), output)

    def test_starts_all_on_the_loopback_and_prints_where_they_are(self):
        _, output = self.started()
        for address in (
            f"http://localhost:{self.prometheus_port}",
            f"http://localhost:{self.bot_port}/metrics",
            f"http://localhost:{self.alertmanager_port}",
            f"http://localhost:{self.viewer_port}",
        ):
            self.assertRegex(output, rf"\| {re.escape(address)} +\|")
        self.assertEqual(self.get(self.prometheus_port, "/-/ready"), 200)
        self.assertEqual(self.get(self.alertmanager_port, "/-/ready"), 200)
        self.assertIn(f"asks http://127.0.0.1:{self.prometheus_port}",
                      (self.checkout / "data/logs/viewer.log").read_text(encoding="utf-8"))
        ports = {self.prometheus_port, self.alertmanager_port}
        self.assertEqual(listening_addresses(ports), {("0100007F", port) for port in ports})
        self.assertEqual((self.checkout / "data").stat().st_mode & 0o777, 0o700)

    def test_ctrl_c_and_other_signals_leave_no_process_behind(self):
        for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(ending.name):
                run, _ = self.started()
                run.send_signal(ending)
                self.assertEqual(run.wait(PATIENCE), 0)
                self.assertEqual(self.processes(), [])

    def test_ctrl_c_stops_it_in_the_background_of_a_script_too(self):
        ignoring = lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)  # as `./run &` in a script does
        run, _ = self.started(preexec_fn=ignoring)
        run.send_signal(signal.SIGINT)
        self.assertEqual(run.wait(PATIENCE), 0)

    def test_programs_stop_even_if_it_is_killed(self):
        run, _ = self.started()
        run.kill()
        wait_for(lambda: not self.processes(), "the programs to stop")

    def test_programs_that_do_not_stop_are_killed_with_their_children(self):
        run, _ = self.started(FAKE_BOT="clings")
        run.terminate()
        self.assertIn("bot did not stop within", run.stdout.read())
        self.assertEqual(run.wait(PATIENCE), 0)
        self.assertEqual(self.processes(), [])

    def test_a_program_that_does_not_start_ends_all_with_its_last_words(self):
        status, output = self.refused(FAKE_BOT="ends")
        self.assertEqual(status, 1)
        self.assertIn("run: bot has ended (status 1)", output)
        self.assertIn("There is no catalogue.", output)

    def test_a_program_that_ends_later_ends_all_with_its_last_words(self):
        run, _ = self.started(FAKE_BOT="falls")
        with self.assertRaises(OSError):
            self.get(self.bot_port, "/fall")
        output = run.stdout.read()
        self.assertEqual(run.wait(PATIENCE), 1)
        self.assertIn("run: bot has ended (status 3)", output)
        self.assertIn("I fall.", output)
        self.assertEqual(self.processes(), [])

    def test_names_the_port_that_is_taken_and_who_holds_it(self):
        for port in (self.bot_port, self.prometheus_port, self.alertmanager_port, self.viewer_port):
            with socket.create_server(("127.0.0.1", port)):
                status, output = self.refused()
            self.assertEqual(status, 1)
            self.assertRegex(output, rf"run: port {port}, .* is taken by .*\(process {os.getpid()}\); stop that, or ")

    def test_refuses_rules_with_the_words_of_promtool(self):
        with (self.checkout / "alerts.yml").open("a", encoding="utf-8") as alerts:
            alerts.write("      - alert: Broken\n        expr: sum(\n")
        status, output = self.refused()
        self.assertEqual(status, 1)
        self.assertIn("promtool refuses alerts.yml", output)
        self.assertIn("unclosed left parenthesis", output)
        self.assertFalse((self.checkout / "data/prometheus").exists(), "nothing is started")

    def test_refuses_a_prometheus_configuration_with_the_words_of_promtool(self):
        with (self.checkout / "prometheus.yml").open("a", encoding="utf-8") as config:
            config.write("scrape_everything: true\n")
        status, output = self.refused()
        self.assertEqual(status, 1)
        self.assertIn("field scrape_everything not found", output)

    def test_refuses_an_alertmanager_configuration_with_the_words_of_amtool(self):
        status, output = self.refused(FAKE_BOT="broken")
        self.assertEqual(status, 1)
        self.assertIn("amtool refuses alertmanager.yml", output)
        self.assertIn("field routes not found", output)

    def test_the_demo_keeps_its_alerts_to_itself(self):
        config = self.checkout / "data/alertmanager.yml"
        for arguments, token in (([], None), (["--demo"], "1:a")):
            run, output = self.started(*arguments, **({"BOT_TOKEN": token} if token else {}))
            self.assertIn("The demo's alerts stay on the pages", output)
            self.assertIn("for your_telegram_bot_token on ", config.read_text(encoding="utf-8"))
            run.terminate()
            run.wait(PATIENCE)
        _, output = self.started(BOT_TOKEN="1:a")
        self.assertNotIn("The demo's alerts", output)
        self.assertIn(f"of {self.checkout}/alertmanager.yml for 1:a on http://127.0.0.1:{self.bot_port}\n", config.read_text(encoding="utf-8"))

    def test_one_at_a_time_in_a_data_folder(self):
        self.started()
        other = self.start()
        output, _ = other.communicate(timeout=PATIENCE)
        self.assertEqual(other.returncode, 1)
        self.assertIn("another ./run is using", output)

    @unittest.skipUnless(os.geteuid() == 0, "needs root")
    def test_after_sudo_everything_belongs_to_the_owner_of_the_checkout(self):
        owner = 65534
        self.checkout.parent.chmod(0o755)
        for folder, _, files in os.walk(self.checkout):
            for path in (Path(folder), *(Path(folder) / name for name in files)):
                os.chown(path, owner, owner)
        run, _ = self.started(SUDO_UID=str(owner), SUDO_GID=str(owner))
        self.assertEqual(set(self.process_owners().values()), {owner})
        self.assertEqual((self.checkout / "data").stat().st_uid, owner)
        run.terminate()
        self.assertEqual(run.wait(PATIENCE), 0)

    @unittest.skipUnless(os.geteuid() == 0, "needs root")
    def test_says_what_to_do_with_data_of_somebody_else(self):
        self.checkout.parent.chmod(0o755)
        (self.checkout / "data").mkdir()
        for path in (self.checkout, self.checkout / "run"):
            os.chown(path, 65534, 65534)
        status, output = self.refused(SUDO_UID="65534", SUDO_GID="65534")
        self.assertEqual(status, 1)
        self.assertRegex(output, r"run: .*/data belongs to root and nobody may not write it; run as root: chown -R nobody ")

    def test_serves_with_a_token_and_shows_the_demo_without_one(self):
        log = self.checkout / "data/logs/coursebot.log"
        run, output = self.started()
        self.assertIn("No BOT_TOKEN is set", output)
        self.assertIn("command demo, database None", log.read_text(encoding="utf-8"))
        run.terminate()
        run.wait(PATIENCE)
        run, output = self.started(BOT_TOKEN="1:a")
        self.assertNotIn("No BOT_TOKEN is set", output)
        self.assertIn(f"command serve, database None, alertmanager http://127.0.0.1:{self.alertmanager_port}\n",
                      log.read_text(encoding="utf-8"))
        run.terminate()
        run.wait(PATIENCE)
        elsewhere = self.checkout / "else where"
        self.started("--demo", "--data", str(elsewhere), BOT_TOKEN="1:a")
        self.assertIn(
            f"command demo, database sqlite:{elsewhere}/demo.db",
            (elsewhere / "logs/coursebot.log").read_text(encoding="utf-8"),
        )


def listening_addresses(ports):
    """(address in hexadecimal, port) of the listeners on these ports, whatever they are bound to."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
            address, port = line.split()[1].split(":")
            if line.split()[3] == "0A" and int(port, 16) in ports:
                found.add((address, int(port, 16)))
    return found


if __name__ == "__main__":
    unittest.main()
