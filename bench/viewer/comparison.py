"""What the rounds say: the rows of the table, and whether the goals are met. Figures are numbers in the row's unit."""

from measuring.tables import Verdict, number

COLUMN = "measured"
PAINT, INTERACTIVE, PAGE_BYTES, DRAWN, REFRESH = "paint", "interactive", "page_bytes", "drawn", "refresh"
MEMORY, PEAK = "memory", "peak"
ROWS = {
    PAINT: "first contentful paint, ms",
    "controls": "the controls answer, ms",
    INTERACTIVE: "interactive: the last long task is over, ms",
    PAGE_BYTES: "transferred for the page, KB",
    "data_bytes": "transferred for the data of 12 panels, KB",
    DRAWN: "12 panels drawn after their last answer, ms",
    REFRESH: "12 panels drawn again by a refresh, after their last answer, ms",
    "started": "resident after the start, MB",
    MEMORY: "resident after 100 loads and 10 pictures, MB",
    PEAK: "resident at most, MB",
}

# Design and issue: on loopback.
MOST_MILLISECONDS_TO_ANSWER = 1_000
MOST_KILOBYTES = 300
MOST_MILLISECONDS_TO_DRAW = 500
MOST_MEGABYTES = 24


def verdicts(measured):
    goals = {PAINT: MOST_MILLISECONDS_TO_ANSWER, INTERACTIVE: MOST_MILLISECONDS_TO_ANSWER, PAGE_BYTES: MOST_KILOBYTES,
             DRAWN: MOST_MILLISECONDS_TO_DRAW, REFRESH: MOST_MILLISECONDS_TO_DRAW, MEMORY: MOST_MEGABYTES}
    for row, most in goals.items():
        yield Verdict(f"{ROWS[row]}: at most {most:,}", number(measured[row]), measured[row] <= most)
