"""What the rounds with a small and a large store say: the rows of the table, and whether the large one is as fast.

Figures are a dictionary from (size, row) to a number in the row's unit.
"""

from measuring.quantiles import quantile
from measuring.tables import Verdict, number

SMALL, LARGE = SIZES = (10_000, 1_000_000)
COMMANDS = ("/my", "/plans", "/stats")
RATIO = "ratio"

TIMES = {"start": "start until /ready, ms"} | {
    f"{command} {name}": f"{command} to its reply, {meaning}, ms"
    for command in COMMANDS
    for name, meaning in (("p50", "median"), ("p99", "p99"))
} | {"scrape": "a scrape, median, ms"}
SCRAPE_SIZE = {"scrape_size": "a scrape, bytes"}
MEMORY = {"memory_at_start": "resident after the start, MB", "memory": "resident after all commands, MB"}
DATABASE = {"database": "the database, MB"}
ROWS = TIMES | SCRAPE_SIZE | MEMORY | DATABASE

# "As fast" leaves room for what a measurement of milliseconds is off by.
MOST_TIMES_AS_LONG = 1.5
MOST_MILLISECONDS_LONGER = 5
# A scrape has the same series, and numbers with more digits.
MOST_TIMES_THE_SCRAPE = 1.1
MOST_MEGABYTES = 24


def command_figures(command, seconds):
    """The rows of a command's latencies, in milliseconds."""
    return {f"{command} p50": quantile(seconds, 0.5) * 1000, f"{command} p99": quantile(seconds, 0.99) * 1000}


def with_ratios(measured):
    """Of each row, how many times the small store's figure the large one's is."""
    ratios = {(RATIO, row): measured[LARGE, row] / measured[SMALL, row] for row in ROWS}
    return measured | ratios


def is_as_fast(large, small):
    return large <= small * MOST_TIMES_AS_LONG or large <= small + MOST_MILLISECONDS_LONGER


def verdicts(measured):
    for row, meaning in TIMES.items():
        small, large = measured[SMALL, row], measured[LARGE, row]
        yield Verdict(f"{meaning}: as fast", f"{number(large)} / {number(small)} = {large / small:.2f}",
                      is_as_fast(large, small))
    small, large = measured[SMALL, "scrape_size"], measured[LARGE, "scrape_size"]
    yield Verdict(f"a scrape's size: within {MOST_TIMES_THE_SCRAPE} ×",
                  f"{number(large)} / {number(small)} = {large / small:.2f}", large <= small * MOST_TIMES_THE_SCRAPE)
    for row, meaning in MEMORY.items():
        megabytes = measured[LARGE, row]
        yield Verdict(f"{meaning}: at most {MOST_MEGABYTES}", number(megabytes), megabytes <= MOST_MEGABYTES)
