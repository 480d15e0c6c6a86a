"""Starts ./run for a test, and finds whatever it leaves behind."""

import os
import signal
import socket
import subprocess
import time
import unittest
import urllib.request
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_for(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {PATIENCE} s for {what}")
        time.sleep(0.05)
    return found


class RunTestCase(unittest.TestCase):
    """A test with a checkout to start, four free ports, and a mark in the environment of all that it starts."""

    checkout = ROOT

    def setUp(self):
        self.bot_port, self.prometheus_port, self.alertmanager_port, self.viewer_port = free_ports(4)
        self.options = ["--prometheus-port", str(self.prometheus_port), "--alertmanager-port", str(self.alertmanager_port),
                        "--viewer-port", str(self.viewer_port)]
        self.mark = f"RUN_TEST={uuid.uuid4()}"
        self.addCleanup(self.end_what_is_left)

    def start(self, *arguments, preexec_fn=None, **environment):
        """./run in a session of its own, from another folder, all of its processes marked in their environment."""
        name, value = self.mark.split("=")
        inherited = {key: text for key, text in os.environ.items() if key not in ("BOT_TOKEN", "DATABASE_URL", "SUDO_UID")}
        return subprocess.Popen(
            [self.checkout / "run", *self.options, *arguments],
            cwd="/",
            env=inherited | {"PROMETHEUS_PORT": str(self.bot_port), name: value} | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=preexec_fn,
        )

    def refused(self, *arguments, **environment):
        run = self.start(*arguments, **environment)
        output, _ = run.communicate(timeout=PATIENCE)
        self.assertEqual(self.processes(), [])
        return run.returncode, output

    def started(self, *arguments, **environment):
        run = self.start(*arguments, **environment)
        self.addCleanup(run.stdout.close)
        self.addCleanup(run.wait, PATIENCE)
        self.addCleanup(self.end_what_is_left)
        lines = []
        for line in run.stdout:
            lines.append(line)
            if "Ctrl-C stops all" in line:
                return run, "".join(lines)
        raise AssertionError("./run ended:\n" + "".join(lines))

    def process_owners(self):
        """Process id to user id, of ./run and whatever it started."""
        found = {}
        for environ in Path("/proc").glob("[0-9]*/environ"):
            try:
                if self.mark.encode() in environ.read_bytes():
                    found[int(environ.parts[2])] = environ.stat().st_uid
            except OSError:
                pass
        return found

    def processes(self):
        return list(self.process_owners())

    def end_what_is_left(self):
        for process in self.processes():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def get(self, port, path):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status
