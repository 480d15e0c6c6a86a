"""What Grafana's documentation says a panel shows of Prometheus's answers: field options with overrides, value mappings,
calculations, legends, tables. Panels and queries are the dashboards' JSON.
"""

import math
import re
from dataclasses import dataclass

from number_format import as_javascript, in_unit

NO_DATA = "No data"


@dataclass(frozen=True)
class Series:
    """`values` are in the order of the moments that were asked for; None where Prometheus has none."""
    labels: dict
    values: list

    def answered(self):
        """What calculations are made over: a gap is something to draw, not a value."""
        return [value for value in self.values if value is not None]


def settings_of(panel, title, ref_id=None):
    """Standard options of the field that is called so: the panel's defaults, then the overrides that match, in order."""
    config = panel.get("fieldConfig", {})
    settings = dict(config.get("defaults", {}))
    for override in config.get("overrides", []):
        matcher = override["matcher"]
        matches = {
            "byName": lambda options: options == title,
            "byRegexp": lambda options: re.search(options.strip("/"), title) is not None,
            "byFrameRefID": lambda options: options == ref_id,
        }[matcher["id"]]
        if matches(matcher["options"]):
            settings |= {each["id"]: each["value"] for each in override["properties"]}
    return settings


def mapped(value, mappings):
    """The text of the first mapping that takes the value; None if there is none or it has no text."""
    for mapping in mappings:
        options = mapping["options"]
        kind = mapping["type"]
        if kind == "value":
            key = value if isinstance(value, str) else None if value is None else as_javascript_of(value)
            result = options.get(key)
        elif kind == "range":
            inside = (isinstance(value, (int, float)) and not math.isnan(value) and
                      (options.get("from") is None or value >= options["from"]) and
                      (options.get("to") is None or value <= options["to"]))
            result = options["result"] if inside else None
        elif kind == "regex":
            result = options["result"] if isinstance(value, str) and re.search(options["pattern"], value) else None
        else:
            result = options["result"] if is_special(value, options["match"]) else None
        if result is not None:
            return result.get("text")
    return None


def as_javascript_of(number):
    if math.isnan(number):
        return "NaN"
    return as_javascript(number) if math.isfinite(number) else "Infinity" if number > 0 else "-Infinity"


def is_special(value, match):
    is_nan = isinstance(value, float) and math.isnan(value)
    return {"null": value is None, "nan": is_nan, "null+nan": value is None or is_nan, "empty": value == ""}.get(match, False)


def shown(value, settings, now):
    """The text of a value: a number, a text, or None."""
    text = mapped(value, settings.get("mappings") or [])
    if text is not None:
        return text
    if value is None or value == "":
        return settings.get("noValue", "")
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return "NaN"
    return in_unit(value, settings.get("unit") or "", settings.get("decimals"), now)


def calculated(values, calc):
    """What is no number counts for first, last, and where values are counted."""
    numbers = [value for value in values if value is not None and not math.isnan(value)]
    steps = [after - before for before, after in zip(numbers, numbers[1:])]
    calculations = {
        "last": lambda: values[-1] if values else None,
        "first": lambda: values[0] if values else None,
        "lastNotNull": lambda: numbers[-1] if numbers else None,
        "firstNotNull": lambda: numbers[0] if numbers else None,
        "min": lambda: min(numbers, default=None),
        "max": lambda: max(numbers, default=None),
        "mean": lambda: sum(numbers) / len(numbers) if numbers else None,
        "sum": lambda: in_order(numbers),
        "count": lambda: len(values),
        "range": lambda: max(numbers) - min(numbers) if numbers else None,
        "diff": lambda: numbers[-1] - numbers[0] if numbers else None,
        "delta": lambda: growth(numbers),
        "step": lambda: min(steps, default=None),
        "logmin": lambda: min((number for number in numbers if number > 0), default=None),
        "distinctCount": lambda: len(set(values)),
        "changeCount": lambda: sum(before != after for before, after in zip(values, values[1:])),
    }
    return calculations[calc]()


def in_order(numbers):
    """As a loop adds them up."""
    total = 0.0
    for number in numbers:
        total += number
    return total


def growth(numbers):
    """Of a counter that may start again: a fall, and what follows it, count for nothing."""
    total, fallen = 0.0, False
    for before, after in zip(numbers, numbers[1:]):
        if after >= before and not fallen:
            total += after - before
        fallen = after < before
    return total


def legend(query, labels):
    """What a series is called: the legend with its labels filled in; without one, the series itself."""
    template = query.get("legendFormat") or ""
    if template in ("", "__auto"):
        pairs = ", ".join(f'{name}="{value}"' for name, value in sorted(labels.items()) if name != "__name__")
        return labels.get("__name__", "") + (f"{{{pairs}}}" if pairs or "__name__" not in labels else "")
    return re.sub(r"{{\s*(.+?)\s*}}", lambda match: labels.get(match[1], ""), template)


def titled(panel, query, series):
    """Title, settings and series of each of a query's series."""
    for each in series:
        title = legend(query, each.labels)
        settings = settings_of(panel, title, query["refId"])
        yield settings.get("displayName", title), settings, each


def legend_entries(panel, answers, now):
    """Of a time series panel: the calculations shown behind each series, {title: {calc: text}}."""
    calcs = panel["options"]["legend"]["calcs"]
    entries = {}
    for query, series in answers:
        for title, settings, each in titled(panel, query, series):
            entries[title] = {calc: shown(calculated(each.answered(), calc), settings, now) for calc in calcs}
    return entries


def point_texts(panel, answers, now):
    """Of a time series panel: {title: [a text a moment, empty where there is nothing]}."""
    texts = {}
    for query, series in answers:
        for title, settings, each in titled(panel, query, series):
            texts[title] = ["" if value is None else shown(value, settings, now) for value in each.values]
    return texts


def figures(panel, answers, now):
    """Of a stat, gauge or bar gauge: [(title, text)], a pair a series and calculation."""
    calcs = panel["options"]["reduceOptions"]["calcs"]
    found = []
    for query, series in answers:
        for title, settings, each in titled(panel, query, series):
            found += [(title, shown(calculated(each.answered(), calc), settings, now)) for calc in calcs]
    return found


def merged(answers):
    """One row a set of labels; a column a label, and a column a query: `Value`, or `Value #A` where there are several."""
    names = {query["refId"]: f"Value #{query['refId']}" if len(answers) > 1 else "Value" for query, _ in answers}
    rows = {}
    for query, series in answers:
        for each in series:
            key = tuple(sorted(each.labels.items()))
            rows.setdefault(key, dict(each.labels))[names[query["refId"]]] = each.values[-1]
    return list(rows.values())


def table(panel, answers, now):
    """Header and rows of texts, with the panel's `merge`, `organize` and `sortBy`; other transformations are none of ours."""
    rows = merged(answers)
    organize = next((step["options"] for step in panel.get("transformations", []) if step["id"] == "organize"), {})
    places = organize.get("indexByName", {})
    fields = sorted({field for row in rows for field in row}, key=lambda field: (places.get(field, math.inf), field))
    fields = [field for field in fields if not organize.get("excludeByName", {}).get(field)]
    titles = {field: organize.get("renameByName", {}).get(field, field) for field in fields}
    for sort in panel["options"].get("sortBy", []):
        field = next(name for name, title in titles.items() if title == sort["displayName"])
        rows.sort(key=lambda row, field=field: row[field], reverse=sort.get("desc", False))
    texts = [[shown(row.get(field), settings_of(panel, titles[field]), now) for field in fields] for row in rows]
    return [titles[field] for field in fields], texts


def bucket_counts(series):
    """Of classic buckets, which count everything below their bound: [(bound, a count a moment)], in ascending order of the bounds."""
    ascending = sorted(series, key=lambda each: float(each.labels["le"]))
    below = [0.0] * len(ascending[0].values) if ascending else []
    counts = []
    for each in ascending:
        counts.append((each.labels["le"],
                       [None if value is None else value - lower for value, lower in zip(each.values, below)]))
        below = [0.0 if value is None else value for value in each.values]
    return counts
