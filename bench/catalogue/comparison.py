"""What the rounds say: the rows of the table, and whether the goals are met. Figures are numbers in the row's unit."""

from measuring.tables import Verdict, number

COLUMN = "measured"
ROWS = {
    "load": "read the whole folder, ms",
    "look": "look whether anything has changed, ms of a core",
    "reload": "read again after a change of one lesson, ms",
    "search": "search, the slowest of many, ms",
    "page": "a page of courses, the slowest, ms",
    "lesson": "a lesson ready to be sent, the slowest of many, ms",
    "memory": "resident, MB",
}

MOST_MILLISECONDS_TO_LOAD = 2_000
MOST_MILLISECONDS_OF_A_PAGE = 20
PAGES = ("search", "page", "lesson")


def verdicts(measured):
    yield Verdict(f"{ROWS['load']}: at most {number(MOST_MILLISECONDS_TO_LOAD)}", number(measured["load"]),
                  measured["load"] <= MOST_MILLISECONDS_TO_LOAD)
    for row in PAGES:
        yield Verdict(f"{ROWS[row]}: at most {MOST_MILLISECONDS_OF_A_PAGE}", number(measured[row]),
                      measured[row] <= MOST_MILLISECONDS_OF_A_PAGE)
