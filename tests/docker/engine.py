"""A Docker engine: the one that runs, or one of our own that ends with the test."""

import os
import subprocess

from harness.child import Child
from harness.waiting import NeverHappened, eventually


class NoEngine(Exception):
    """None can run here; the text says why."""


def answers():
    return subprocess.run(["/usr/bin/docker", "info"], capture_output=True, check=False).returncode == 0


class Engine:
    def __init__(self, cache):
        """`cache` keeps the images for the next time."""
        self._daemon = None
        if not os.path.exists("/usr/bin/docker"):
            raise NoEngine("docker is not installed")
        if answers():
            return
        if os.geteuid() != 0:
            raise NoEngine("no Docker engine runs, and only root can start one")
        cache.mkdir(parents=True, exist_ok=True)
        log = cache / "dockerd.log"
        self._daemon = Child(["/usr/sbin/dockerd", "--data-root", cache / "engine"], log)
        try:
            eventually("the Docker engine answers", lambda: answers() or not self._daemon.is_alive(), within=60)
        except NeverHappened as reason:
            self._daemon.kill()
            raise NoEngine(str(reason)) from None
        if not self._daemon.is_alive():
            raise NoEngine(f"dockerd ended: {self._daemon.output().splitlines()[-1]}")

    def end(self):
        if self._daemon is not None:
            self._daemon.terminate(within=60)
