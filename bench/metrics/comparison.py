"""What the rounds of a comparison say: the table of medians, and whether the goals are met.

A round is a dictionary from (library, row) to a number: nanoseconds an operation, or bytes a series.
"""

from dataclasses import dataclass

from measuring.tables import Verdict, number

OURS, GO, NODE = LIBRARIES = ("CourseBot", "client_golang", "prom-client")

# The rows of the table in their order: what the programs call them, and what people do.
ROWS = {
    "counter_inc/1": "counter: increment, 1 thread",
    "counter_inc/2": "counter: increment, 2 threads on one",
    "own_counter_inc/2": "counter: increment, 2 threads, one each",
    "own_number_inc/1": "floor: a number of the thread's own, 1 thread",
    "own_number_inc/2": "floor: a number of the thread's own, 2 threads",
    "atomic_inc/1": "floor: one atomic number, 1 thread",
    "atomic_inc/2": "floor: one atomic number, 2 threads on it",
    "gauge_set/1": "gauge: set, 1 thread",
    "gauge_set/2": "gauge: set, 2 threads on one",
    "gauge_inc/1": "gauge: increment, 1 thread",
    "gauge_inc/2": "gauge: increment, 2 threads on one",
    "lookup_inc/1": "look up by 2 label values and increment, 1 thread",
    "lookup_inc/2": "look up by 2 label values and increment, 2 threads",
    "observe_classic/1": "histogram: observe, classic, 1 thread",
    "observe_classic/2": "histogram: observe, classic, 2 threads on one",
    "observe_native/1": "histogram: observe, native, 1 thread",
    "observe_native/2": "histogram: observe, native, 2 threads on one",
    "observe_both/1": "histogram: observe, classic and native, 1 thread",
    "observe_both/2": "histogram: observe, classic and native, 2 threads on one",
    "encode_text/1000": "text: a series, of 1,000 counters",
    "encode_text/10000": "text: a series, of 10,000 counters",
    "encode_text/100000": "text: a series, of 100,000 counters",
    "encode_text/1000000": "text: a series, of 1,000,000 counters",
    "encode_openmetrics/100000": "OpenMetrics: a series, of 100,000 counters",
    "encode_protobuf/100000": "protobuf: a series, of 100,000 counters",
    "memory_counter": "memory: a counter, bytes",
    "memory_histogram_classic": "memory: a histogram, classic, bytes",
    "memory_histogram_both": "memory: a histogram, classic and native, bytes",
}

ENCODED_SIZES = [row for row in ROWS if row.startswith("encode_text/")]


@dataclass(frozen=True)
class Goal:
    """CourseBot's row takes at most `limit` times what another takes."""

    meaning: str
    ours: str
    theirs: str
    limit: float


# The budgets of the metrics library. The native histogram of client_golang stands against both kinds at once of ours.
GOALS = [
    Goal("counter, 1 thread: 1/4", "counter_inc/1", "counter_inc/1", 1 / 4),
    Goal("counter, 2 threads: 1/6", "counter_inc/2", "counter_inc/2", 1 / 6),
    Goal("look up and increment: 1/3", "lookup_inc/1", "lookup_inc/1", 1 / 3),
    Goal("observe, 1 thread: 1/4", "observe_both/1", "observe_native/1", 1 / 4),
    Goal("observe, 2 threads: 1/4", "observe_both/2", "observe_native/2", 1 / 4),
    Goal("text, 100,000 counters: 1/30", "encode_text/100000", "encode_text/100000", 1 / 30),
]
LARGEST_SPREAD = 2  # between the sizes of a registry, a series


def verdicts(measured):
    for goal in GOALS:
        ours, theirs = measured[OURS, goal.ours], measured[GO, goal.theirs]
        yield Verdict(
            f"{goal.meaning} of client_golang",
            f"{number(ours)} / {number(theirs)} = 1/{theirs / ours:.1f}",
            ours <= theirs * goal.limit,
        )
    sizes = [measured[OURS, row] for row in ENCODED_SIZES]
    yield Verdict(
        f"text, 1,000 to 1,000,000 counters: within {LARGEST_SPREAD}×",
        f"{number(min(sizes))} to {number(max(sizes))} = {max(sizes) / min(sizes):.1f}×",
        max(sizes) <= min(sizes) * LARGEST_SPREAD,
    )
