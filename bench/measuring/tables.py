"""The medians of the rounds, and tables of them for people and for documents."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """Whether a goal is met, and the figures that say so."""

    meaning: str
    measured: str
    is_met: bool


def medians(rounds):
    """Rounds are dictionaries with the same kind of keys: each key's median over the rounds that have it."""
    keys = {key for values in rounds for key in values}
    return {key: statistics.median(values[key] for values in rounds if key in values) for key in keys}


def number(value):
    """Three digits that mean something."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def results_table(title, rows, columns, measured):
    """Rows of cells, the header first. `rows` are their meanings by name; `measured` has (column, row's name) as keys."""
    yield [title, *columns]
    for row, meaning in rows.items():
        yield [meaning, *(number(measured[column, row]) if (column, row) in measured else "–" for column in columns)]


def goals_table(verdicts):
    yield ["goal", "measured", "met"]
    for verdict in verdicts:
        yield [verdict.meaning, verdict.measured, "yes" if verdict.is_met else "NO"]


def as_markdown(rows):
    header, *body = rows
    rule = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [header, rule, *body])


def as_text(rows):
    rows = list(rows)
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join([cells[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:]))])
        for cells in rows
    ]
    return "\n".join(line.rstrip() for line in lines)
