"""The little that the tests must know of PromQL: which metrics an expression reads, and what it compares."""

import re

STRING = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|`[^`]*`'
BRACES = rf"{{(?:[^\"'`}}]|{STRING})*}}"
NAMES_MATCHER = re.compile(r'__name__\s*=~?\s*"([^"]*)"')
# What may hold names that are no metrics: labels of a grouping, matchers, windows, texts.
NO_METRICS = re.compile(rf"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)|{BRACES}|\[[^\]]*\]|{STRING}")
NAME = re.compile(r"\b[a-zA-Z_:][\w:]*\b(?!\s*\()")
WORDS = {"and", "or", "unless", "bool", "offset", "sum", "max", "min", "count", "avg"}
COMPARISON = re.compile(rf"({BRACES}|\[[^\]]*\]|{STRING})|(==|!=|>=|<=|>|<)(?!\s*bool\b)")


def metrics(expression):
    """The names of the metrics that the expression reads."""
    named = {name for names in NAMES_MATCHER.findall(expression) for name in names.split("|")}
    return named | {name for name in NAME.findall(NO_METRICS.sub(" ", expression)) if name not in WORDS}


def answering(expression):
    """The expression with `bool` in every comparison: then a comparison no longer hides what it compares when it does not
    hold, but answers 0. So an alert that does not fire answers a row for everything that it watches, and nothing if what it
    watches is not there.
    """
    return COMPARISON.sub(lambda match: match[0] if match[1] else f"{match[2]} bool ", expression)
