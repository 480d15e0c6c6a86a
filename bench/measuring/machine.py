"""What figures depend on: the machine, its programs, and who else was at work on it."""

import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

# From here on a measurement says that the machine was not quiet.
MOST_FOR_OTHERS = 0.05


def output_of(*command, **environment):
    """What a program prints; where it fails, this one ends."""
    done = subprocess.run(
        [str(word) for word in command], env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed with status {done.returncode}")
    return done.stdout


def first_line(*command):
    return output_of(*command).splitlines()[0]


def debian_version(package):
    return output_of("dpkg-query", "--show", "--showformat", "${Version}", package)


def describe():
    """The processors and the kernel, one line each."""
    model = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    governor = Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    governor = governor.read_text(encoding="ascii").strip() if governor.is_file() else "not visible"
    yield f"{model[1] if model else platform.machine()}, {len(os.sched_getaffinity(0))} cores, frequency governor {governor}"
    yield "Linux " + platform.release().split("-")[0]


class OtherPrograms:
    """How much of the processors all but this program and its children take, from when it is made on. What other virtual
    machines on the same hardware take away counts, too, as far as the kernel is told of it."""

    def __init__(self):
        self.begin = self.times()

    @staticmethod
    def times():
        """Seconds on the clock, of all processors, and of our own and of children that have ended."""
        first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
        user, nice, system, _idle, _iowait, interrupt, soft_interrupt, steal = map(int, first.split()[1:9])
        everybody = (user + nice + system + interrupt + soft_interrupt + steal) / os.sysconf("SC_CLK_TCK")
        return time.monotonic(), everybody, sum(os.times()[:4])

    def share(self):
        elapsed, everybody, ours = (end - begin for begin, end in zip(self.begin, self.times()))
        return max(0.0, everybody - ours) / (elapsed * os.cpu_count())
