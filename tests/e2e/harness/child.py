"""A process under test: its output kept in a file, its end certain."""

import ctypes
import os
import signal
import subprocess

from harness.waiting import eventually, must_live

STOPS_WITHIN = 20.0
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def _die_with_parent():
    # ctest ends a test that takes too long with SIGKILL, after which no code of the test runs any more.
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Child:
    def __init__(self, arguments, log_path, environment=None, directory=None):
        """Starts the process in a process group of its own. Output, both streams, is appended to `log_path`."""
        self.name = os.path.basename(arguments[0])
        self.log_path = log_path
        self._log_start = os.path.getsize(log_path) if os.path.exists(log_path) else 0
        with open(log_path, "ab") as log:
            self._process = subprocess.Popen(
                [str(argument) for argument in arguments], stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, env=environment, cwd=directory, start_new_session=True,
                preexec_fn=_die_with_parent)

    @property
    def pid(self):
        return self._process.pid

    def is_alive(self):
        return self._process.poll() is None

    def output(self):
        """What this process, not its predecessors in the same file, has written so far."""
        with open(self.log_path, "rb") as log:
            log.seek(self._log_start)
            return log.read().decode(errors="replace")

    def wait_for_output(self, pattern, within=20.0):
        """The match of the compiled `pattern` in the output."""
        def found():
            match = pattern.search(self.output())
            if match is None and not self.is_alive():
                raise AssertionError(f"{self.name} ended with {self._process.returncode}:\n{self.output()}")
            return match
        return eventually(f"{self.name} prints {pattern.pattern!r}", found, within)

    def must_live(self):
        """From now on every wait fails at once if the process ends without having been told to."""
        must_live.add(self)

    def may_end(self):
        must_live.discard(self)

    def exit_code(self, within=STOPS_WITHIN):
        """Waits for the process to end by itself; negative for a signal."""
        self.may_end()
        try:
            return self._process.wait(within)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} did not end within {within:g} s:\n{self.output()}") from None

    def send(self, signal_number):
        self.may_end()
        self._process.send_signal(signal_number)

    def terminate(self, within=STOPS_WITHIN):
        """SIGTERM; returns the exit code."""
        self.send(signal.SIGTERM)
        return self.exit_code(within)

    def kill(self):
        """`kill -9` of the process and whatever it started."""
        self.may_end()
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()
