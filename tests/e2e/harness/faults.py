"""The fault points of the crashable bot (tests/crash/armed_fault_point.cpp): recorded, or deadly."""

import collections
import pathlib


class Faults:
    def __init__(self, path):
        self.path = pathlib.Path(path)
        self._log = self.path.with_name(self.path.name + ".log")
        self.disarm()

    def disarm(self):
        self.path.write_text("", encoding="ascii")

    def record(self):
        """From now on every fault point that is reached is noted."""
        self._log.write_text("", encoding="ascii")
        self.path.write_text("record", encoding="ascii")

    def recorded(self):
        """What was reached since `record`, each as (name, the how manieth of that name)."""
        times = collections.Counter()
        points = []
        for name in self._log.read_text(encoding="ascii").split():
            times[name] += 1
            points.append((name, times[name]))
        return points

    def kill_at(self, name, times):
        """The process ends when it comes to the point for the `times`-th time from now on."""
        self.path.write_text(f"kill {name} {times}", encoding="ascii")
