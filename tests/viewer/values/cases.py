"""A dashboard made by hand as a table of cases: units, decimals, mappings, impossible values, calculations."""

NAN, INFINITE = "vector(0) / 0", "vector(1) / 0"

MAPPINGS = [
    {"type": "value", "options": {"1": {"text": "one", "index": 0}, "2.5": {"text": "two and a half", "index": 1}}},
    {"type": "range", "options": {"from": 10, "to": 20, "result": {"text": "teens", "index": 2}}},
    {"type": "range", "options": {"from": 1000, "to": None, "result": {"text": "many", "index": 3}}},
    {"type": "special", "options": {"match": "nan", "result": {"text": "not a number", "index": 4}}},
]

# Unit, decimals, numbers as PromQL has them.
UNITS = [
    ("", None, ["0", "1", "0.1", "0.123456", "1.005", "22.5", "22.4", "99.95", "123.456", "1234.5678", "-0.5", "-27.6",
                "1e15", "1e21", "1.5e-7"]),
    ("", 0, ["0.5", "1.5", "2.5", "-1.5", "1234.5"]),
    ("", 3, ["0", "1", "0.0004", "1234.5678"]),
    ("short", None, ["0", "999", "1000", "1200", "98765", "1e6", "9876543", "1.5e9", "-98765", "0.00012"]),
    ("short", 1, ["999.94", "999.96", "1e6"]),
    ("percent", None, ["0", "12.5", "99.99", "100", "-3.2"]),
    ("percentunit", None, ["0", "0.125", "0.9999", "1", "0.00034"]),
    ("percentunit", 1, ["0.5", "0.1234"]),
    ("s", None, ["0", "2e-9", "3.4e-5", "0.0042", "0.25", "0.9996", "1", "59.9", "60", "90", "3600", "5400", "86400",
                 "100000", "604800", "2000000", "40000000", "-0.5", "-90"]),
    ("s", 0, ["0.0042", "75.4", "5400"]),
    ("s", 2, ["0", "0.0042", "75.4"]),
    ("ms", None, ["0", "0.0024", "100", "1250", "60000", "10000086.123", "1e9", "1e11"]),
    ("µs", None, ["5", "1500", "2500000"]),
    ("ns", None, ["5", "1500", "2500000", "7e10", "4e12"]),
    ("m", None, ["5", "90", "3000", "20000"]),
    ("h", None, ["5", "36", "400"]),
    ("d", None, ["3", "20", "400"]),
    ("dtdurations", None, ["0", "1", "59", "61", "3600", "90061", "-90"]),
    ("dtdurations", 1, ["90061", "3600.5"]),
    ("dtdurationms", 2, ["100000", "90061001"]),
    ("dthms", None, ["0", "3661", "360000"]),
    ("bytes", None, ["0", "1023", "1024", "1536", "18400000", "1e12", "-2048"]),
    ("decbytes", None, ["999", "1000", "1234567"]),
    ("bits", 1, ["1024", "5e6"]),
    ("kbytes", None, ["10000000"]),
    ("Bps", None, ["1234567"]),
    ("binBps", None, ["1048576"]),
    ("bps", None, ["1234567"]),
    ("reqps", None, ["0", "0.5", "12.34", "1234"]),
    ("ops", 2, ["1234567"]),
    ("cps", None, ["3"]),
    ("hertz", None, ["50", "2.4e9"]),
    ("celsius", None, ["21.5"]),
    ("currencyUSD", 2, ["0", "1532.82", "-1532.82"]),
    ("currencyEUR", None, ["12.5"]),
    ("suffix:/s", 2, ["0", "0.00028", "3.5"]),
    ("suffix: ⭐", 0, ["250", "1234567.8"]),
    ("prefix:№ ", None, ["7"]),
    ("si:g", None, ["1500"]),
    ("count:lessons", None, ["12", "50000"]),
    ("bool_yes_no", None, ["0", "1"]),
    ("lightyears", None, ["4.25"]),
    ("dateTimeFromNow", None, ["time() * 1000 - 9 * 86400000", "time() * 1000 - 5000"]),
]

CALCS = ["lastNotNull", "last", "firstNotNull", "first", "min", "max", "mean", "sum", "count", "range", "diff", "delta",
         "step", "changeCount", "distinctCount"]


def _panel(number, kind, title, queries, fields, options, **more):
    return {"id": number, "type": kind, "title": title, "description": "",
            "datasource": {"type": "prometheus", "uid": "prometheus"},
            "gridPos": {"x": 6 * ((number - 1) % 4), "y": 8 * ((number - 1) // 4), "w": 6, "h": 8}, "targets": queries,
            "fieldConfig": {"defaults": fields, "overrides": []}, "options": options, **more}


def _query(ref_id, expression, legend="", instant=True, form="time_series"):
    return {"refId": ref_id, "expr": expression, "legendFormat": legend, "instant": instant, "range": not instant,
            "format": form, "datasource": {"type": "prometheus", "uid": "prometheus"}}


def _numbered(expressions):
    """A label makes each a series of its own; more than 25 values a panel would be cut off."""
    return [_query(chr(ord("A") + index), as_series(expression, index), "{{case}}")
            for index, expression in enumerate(expressions)]


def as_series(expression, index):
    vector = expression if "vector(" in expression else f"vector({expression})"
    return f'label_replace({vector}, "case", "{index}", "", "")'


def _stat(calcs):
    return {"reduceOptions": {"calcs": calcs, "values": False, "fields": ""}, "textMode": "value_and_name",
            "colorMode": "value", "graphMode": "none", "justifyMode": "auto", "orientation": "auto"}


def dashboard():
    panels = []

    def add(kind, title, queries, fields, options, **more):
        panels.append(_panel(len(panels) + 1, kind, title, queries, fields, options, **more))

    for unit, decimals, numbers in UNITS:
        fields = {"unit": unit} | ({} if decimals is None else {"decimals": decimals})
        add("stat", f"{unit or 'no unit'}, decimals {decimals}", _numbered(numbers), fields, _stat(["lastNotNull"]))
    impossible = [NAN, INFINITE, f"-({INFINITE})"]
    for unit in ("", "s", "short", "percentunit", "suffix:/s"):
        add("stat", f"impossible in {unit or 'no unit'}", _numbered(impossible), {"unit": unit}, _stat(["last"]))
    add("stat", "impossible, not null", _numbered(impossible), {}, _stat(["lastNotNull"]))
    add("stat", "mapped", _numbered(["1", "2.5", "3", "10", "20", "20.5", "5000", NAN]), {"mappings": MAPPINGS},
        _stat(["last"]))
    add("stat", "nothing", [_query("A", "absent_metric")], {}, _stat(["lastNotNull"]))
    add("stat", "nothing, said otherwise", [_query("A", "absent_metric")], {"noValue": "no polling"}, _stat(["lastNotNull"]))
    for calc in CALCS:
        queries = [_query("A", "users_online", "online", instant=False),
                   _query("B", 'sum(payment_transactions_total{status="success"})', "payments", instant=False)]
        add("stat", f"calculated: {calc}", queries, {"decimals": 2}, _stat([calc]))
    add("timeseries", "gaps, not-numbers and infinities",
        [_query("A", "users_online", "gap", instant=False),
         _query("B", "users_online / (users_online > bool 100)", "infinite", instant=False),
         _query("C", "(users_online - 100) / (users_online > bool 100) * 0", "not a number", instant=False)], {"unit": "short"},
        {"legend": {"calcs": ["lastNotNull", "min", "max", "mean"], "displayMode": "table", "placement": "bottom",
                    "showLegend": True}, "tooltip": {"mode": "multi", "sort": "none"}})
    return {"uid": "cases", "title": "Cases", "schemaVersion": 42, "tags": [], "panels": panels, "templating": {},
            "time": {"from": "now-6h", "to": "now"}, "refresh": "", "timezone": "utc"}
