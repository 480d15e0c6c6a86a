"""Waiting for something to become true. The only place of these tests that sleeps."""

import time

INTERVAL = 0.02

# Processes (Child) that must not end by themselves: waiting for one that crashed would only hide why.
must_live = set()


class NeverHappened(AssertionError):
    pass


def eventually(what, condition, within=20.0):
    """Returns the first true value of `condition()`; after `within` seconds fails, telling `what` and the last answer.

    An exception that a process may cause while it starts or stops (connection refused, half an answer) is "not yet".
    """
    deadline = time.monotonic() + within
    while True:
        for child in must_live:
            if not child.is_alive():
                raise AssertionError(f"{child.name} ended by itself while waiting: {what}\n{child.output()}")
        try:
            last = condition()
        except (OSError, ValueError) as error:
            last = error
        if last and not isinstance(last, Exception):
            return last
        if time.monotonic() >= deadline:
            raise NeverHappened(f"not within {within:g} s: {what} (last seen: {last!r})")
        time.sleep(INTERVAL)


def let_pass(seconds):
    """Lets time go by where passing time is the point: the random moments of the kill tests."""
    time.sleep(seconds)
