"""What the rounds of the bots' comparison say: the rows of the tables, and whether the goals are met.

Figures are a dictionary from (bot, row) to a number in the row's unit.
"""

from measuring.quantiles import quantile
from measuring.tables import Verdict, number

OURS, THEIRS = BOTS = ("CourseBot", "grammY")
MODES = {"polling": "long polling", "webhook": "webhook"}

THROUGHPUT = {
    "rate": "updates a second",
    "cpu": "CPU an update, µs",
    "memory": "resident memory, MB",
    "others": "nginx and wrk meanwhile, % of a processor",
}
QUANTILES = {"p50": 0.5, "p99": 0.99, "p99.9": 0.999}

THROUGHPUT_ROWS = {
    f"{mode}_{row}": f"{spelled_out}: {meaning}"
    for mode, spelled_out in MODES.items()
    for row, meaning in THROUGHPUT.items()
}
LATENCY_ROWS = {
    f"{mode}_{name}": f"{spelled_out}: {name}" for mode, spelled_out in MODES.items() for name in QUANTILES
}

# The budgets of the design.
LEAST_TIMES_THE_RATE = 3
LARGEST_SHARE_OF_THE_CPU = 1 / 4
MOST_MEGABYTES = 24


def latency_figures(mode, seconds):
    """The rows of a mode's latencies, in milliseconds."""
    return {f"{mode}_{name}": quantile(seconds, share) * 1000 for name, share in QUANTILES.items()}


def verdicts(measured):
    for mode, spelled_out in MODES.items():
        ours, theirs = measured[OURS, f"{mode}_rate"], measured[THEIRS, f"{mode}_rate"]
        yield Verdict(
            f"{spelled_out}, updates a second: {LEAST_TIMES_THE_RATE} × grammY",
            f"{number(ours)} / {number(theirs)} = {ours / theirs:.1f}",
            ours >= theirs * LEAST_TIMES_THE_RATE,
        )
        ours, theirs = measured[OURS, f"{mode}_cpu"], measured[THEIRS, f"{mode}_cpu"]
        yield Verdict(
            f"{spelled_out}, CPU an update: 1/4 of grammY",
            f"{number(ours)} / {number(theirs)} = 1/{theirs / ours:.1f}",
            ours <= theirs * LARGEST_SHARE_OF_THE_CPU,
        )
        ours = measured[OURS, f"{mode}_memory"]
        yield Verdict(
            f"{spelled_out}, resident memory: {MOST_MEGABYTES} MB", f"{number(ours)} MB", ours <= MOST_MEGABYTES
        )
