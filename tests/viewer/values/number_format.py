"""How Grafana writes a number in a unit, from its documentation ("Configure standard options": units and decimals) and the
cases that its own tests state. Shares nothing with the page: what both say is likely to be right.
"""

import math
from decimal import Decimal

PLAIN = {"", "none"}
FIXED = {"celsius": "°C", "fahrenheit": "°F", "ppm": "ppm", "dB": "dB", "humidity": "%H", "velocityms": "m/s", "pixel": "px"}
DECIMAL_PREFIXES = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"]
BINARY_PREFIXES = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"]
# The unit's symbol, and which prefix the number is given in.
DECIMAL_SCALED = {
    "decbytes": ("B", 0), "deckbytes": ("B", 1), "decmbytes": ("B", 2), "decgbytes": ("B", 3), "decbits": ("b", 0),
    "bps": ("b/s", 0), "Bps": ("B/s", 0), "KBs": ("B/s", 1), "hertz": ("Hz", 0), "watt": ("W", 0), "kwatt": ("W", 1),
    "volt": ("V", 0), "amp": ("A", 0), "lengthm": ("m", 0), "joule": ("J", 0)}
BINARY_SCALED = {"bytes": ("B", 0), "kbytes": ("B", 1), "mbytes": ("B", 2), "gbytes": ("B", 3), "bits": ("b", 0),
                 "binBps": ("B/s", 0), "binbps": ("b/s", 0)}
SHORT = ["", " K", " Mil", " Bil", " Tri", " Quadr", " Quint", " Sext", " Sept"]
THOUSANDS = ["", "K", "M", "B", "T"]
COUNTS = {"cps": "c/s", "ops": "ops/s", "reqps": "req/s", "rps": "rd/s", "wps": "wr/s", "iops": "io/s", "cpm": "c/m",
          "opm": "ops/m", "reqpm": "req/m", "rpm": "rd/m", "wpm": "wr/m"}
CURRENCIES = {"currencyUSD": "$", "currencyGBP": "£", "currencyEUR": "€", "currencyJPY": "¥", "currencyRUB": "₽"}
# Above which factor of the unit a duration is given in a larger one: (below, divided by, name).
DURATIONS = {
    "ns": [(1e3, 1, "ns"), (1e6, 1e3, "µs"), (1e9, 1e6, "ms"), (6e10, 1e9, "s"), (3.6e12, 6e10, "min"),
           (8.64e13, 3.6e12, "hour"), (math.inf, 8.64e13, "day")],
    "µs": [(1e3, 1, "µs"), (1e6, 1e3, "ms"), (math.inf, 1e6, "s")],
    "ms": [(1e3, 1, "ms"), (6e4, 1e3, "s"), (3.6e6, 6e4, "min"), (8.64e7, 3.6e6, "hour"), (3.1536e10, 8.64e7, "day"),
           (math.inf, 3.1536e10, "year")],
    "s": [(60, 1, "s"), (3600, 60, "min"), (86400, 3600, "hour"), (604800, 86400, "day"), (31536000, 604800, "week"),
          (math.inf, 3.15569e7, "year")],
    "m": [(60, 1, "min"), (1440, 60, "hour"), (10080, 1440, "day"), (604800, 10080, "week"), (math.inf, 5.25948e5, "year")],
    "h": [(24, 1, "hour"), (168, 24, "day"), (8760, 168, "week"), (math.inf, 8760, "year")],
    "d": [(7, 1, "day"), (365, 7, "week"), (math.inf, 365, "year")],
}
# Of a duration given in a larger unit than its own, or in days.
PLURAL = {"min", "hour", "day", "week", "year"}
PARTS_OF_DURATION = [("year", 31_536_000_000), ("month", 2_592_000_000), ("week", 604_800_000), ("day", 86_400_000),
                     ("hour", 3_600_000), ("minute", 60_000), ("second", 1000), ("millisecond", 1)]


def as_javascript(value):
    """The shortest decimal form, with an exponent where JavaScript's String(value) has one."""
    if value == 0:
        return "0"
    if 1e-6 <= abs(value) < 1e21:
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, exponent = repr(float(value)).split("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent):+d}"


def half_up(value):
    """Math.round: halves go towards +∞."""
    below = math.floor(value)
    return below + 1 if value - below >= 0.5 else below


def automatic_decimals(value):
    """As many as make three significant digits; none for whole numbers."""
    if value == math.trunc(value):
        return 0
    return max(0, 2 - math.floor(math.log(abs(value)) / math.log(10)))


def fixed(value, decimals):
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    decimals = automatic_decimals(value) if decimals is None else max(0, decimals)
    factor = 10.0 ** decimals
    text = as_javascript(half_up(value * factor) / factor)
    if "e" in text or decimals == 0:
        return text
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction.ljust(decimals, '0')}"


def scaled(value, decimals, factor, names, base=0):
    """In the largest of `names` that leaves at least one before the point; the value is given in names[base]."""
    if not math.isfinite(value):
        return fixed(value, decimals)
    power = 0 if value == 0 else math.floor(math.log10(abs(value)) / math.log10(factor))
    power = min(max(power, -base), len(names) - 1 - base)
    return fixed(value / float(factor) ** power, decimals) + names[base + power]


def duration(value, decimals, unit):
    size = abs(value)
    if unit == "s" and value == 0:
        return "0 s"
    if unit == "s" and size < 1:
        for below, factor, name in ((1e-6, 1e9, "ns"), (1e-3, 1e6, "µs"), (1, 1e3, "ms")):
            if size < below:
                return f"{fixed(value * factor, decimals)} {name}"
    for below, divisor, name in DURATIONS[unit]:
        if size < below or below == math.inf:
            several = size / divisor > 1 and name in PLURAL and (divisor != 1 or name == "day")
            return f"{fixed(value / divisor, decimals)} {name}{'s' if several else ''}"
    raise AssertionError(unit)


def spelled_duration(value, decimals, unit):
    """`1 day, 3 hours`: the first part that is not nothing, and as many further ones as there are decimals."""
    if value == 0:
        return f"0 {unit}s"
    if value < 0:
        return f"{spelled_duration(-value, decimals, unit)} ago"
    rest = value * dict(PARTS_OF_DURATION)[unit]
    parts = []
    for name, length in PARTS_OF_DURATION:
        if parts or rest >= length:
            count = math.floor(rest / length)
            parts.append(f"{count} {name}{'' if count == 1 else 's'}")
            rest %= length
        if len(parts) > (decimals or 0):
            break
    return ", ".join(parts)


def clock_duration(value):
    """hh:mm:ss"""
    if value < 0:
        return f"{clock_duration(-value)} ago"
    return f"{math.floor(value / 3600):02}:{math.floor(value % 3600 / 60):02}:{math.floor(value % 60):02}"


def from_now(milliseconds, now):
    """As moment.js says it, by its documented thresholds. What is further away than 25 days is not read here."""
    seconds = abs(now - milliseconds / 1000)
    minutes, hours, days = (half_up(seconds / length) for length in (60, 3600, 86400))
    steps = [(half_up(seconds) < 45, "a few seconds"), (minutes <= 1, "a minute"), (minutes < 45, f"{minutes} minutes"),
             (hours <= 1, "an hour"), (hours < 22, f"{hours} hours"), (days <= 1, "a day"), (days < 26, f"{days} days")]
    said = next(words for holds, words in steps if holds)
    return f"{said} ago" if milliseconds / 1000 <= now else f"in {said}"


def in_unit(value, unit="", decimals=None, now=0.0):
    """What Grafana writes for a number that is not NaN; `now` is unix time, in seconds."""
    kind, _, rest = unit.partition(":")
    if unit in PLAIN:
        return fixed(value, decimals)
    if unit in DURATIONS:
        return duration(value, decimals, unit)
    if unit in FIXED:
        return f"{fixed(value, decimals)} {FIXED[unit]}"
    if unit in DECIMAL_SCALED:
        symbol, power = DECIMAL_SCALED[unit]
        return scaled(value, decimals, 1000, [f" {prefix}{symbol}" for prefix in DECIMAL_PREFIXES], 5 + power)
    if unit in BINARY_SCALED:
        symbol, power = BINARY_SCALED[unit]
        return scaled(value, decimals, 1024, [f" {prefix}{symbol}" for prefix in BINARY_PREFIXES], power)
    if kind == "si":
        # "si:mg" is milligrams, "si:g" is grams.
        power = DECIMAL_PREFIXES.index(rest[0]) - 5 if len(rest) > 1 and rest[0] in DECIMAL_PREFIXES else 0
        symbol = rest[1:] if power else rest
        return scaled(value, decimals, 1000, [f" {prefix}{symbol}" for prefix in DECIMAL_PREFIXES], 5 + power)
    if unit in COUNTS or kind == "count":
        symbol = COUNTS[unit] if unit in COUNTS else rest
        return scaled(value, decimals, 1000, [f"{prefix} {symbol}" for prefix in THOUSANDS])
    if unit in CURRENCIES or kind == "currency":
        symbol = CURRENCIES[unit] if unit in CURRENCIES else rest
        return f"{'-' if value < 0 else ''}{symbol}{scaled(abs(value), decimals, 1000, THOUSANDS)}"
    others = {
        "short": lambda: scaled(value, decimals, 1000, SHORT),
        "percent": lambda: f"{fixed(value, decimals)}%",
        "percentunit": lambda: f"{fixed(100 * value, decimals)}%",
        "dtdurations": lambda: spelled_duration(value, decimals, "second"),
        "dtdurationms": lambda: spelled_duration(value, decimals, "millisecond"),
        "dthms": lambda: clock_duration(value),
        "dateTimeFromNow": lambda: from_now(value, now),
        "bool": lambda: "True" if value else "False",
        "bool_yes_no": lambda: "Yes" if value else "No",
        "bool_on_off": lambda: "On" if value else "Off",
    }
    if unit in others:
        return others[unit]()
    if kind == "prefix":
        return f"{rest}{fixed(value, decimals)}"
    # A unit that Grafana doesn't know stands behind the number, as a custom suffix does.
    return f"{fixed(value, decimals)} {rest if kind == 'suffix' else unit}"
