"""What a registry should show after a history: plain lists and sums, slow and easy to check.

Written from the specifications alone: prometheus.io/docs/specs/native_histograms for the buckets.
"""

import bisect
import decimal
import math

INFINITY = math.inf
LARGEST = float.fromhex("0x1.fffffffffffffp+1023")


def octave_bounds():
    """2^(i/256) for i from 1 to 256, each the double nearest to it."""
    with decimal.localcontext() as context:
        context.prec = 60
        ln2 = decimal.Decimal(2).ln()
        return [float((ln2 * i / 256).exp()) for i in range(1, 257)]


BOUNDS = octave_bounds()


def native_index(size, schema):
    """Of the bucket that holds `size`, a positive number: base^(index-1) < size <= base^index."""
    if size == INFINITY:
        return native_index(LARGEST, schema) + 1
    fraction, exponent = math.frexp(size)  # size = fraction * 2^exponent, 0.5 <= fraction < 1
    finest = (exponent - 1) * 256
    if fraction != 0.5:
        finest += 1 + bisect.bisect_left(BOUNDS, fraction * 2)
    # The bucket of a coarser schema ends where the last of those that it is made of ends.
    return -(-finest // 2 ** (8 - schema))


class Native:
    def __init__(self, options):
        self.options = options
        self.begin()

    def begin(self):
        self.schema = self.options["schema"]
        self.values = []

    def bucket(self, value, schema):
        """None: in no positive or negative bucket."""
        if math.isnan(value) or abs(value) <= self.zero:
            return None
        return math.copysign(1, value), native_index(abs(value), schema)

    @property
    def zero(self):
        return float.fromhex(self.options["zero"])

    def populated(self, values, schema):
        return {bucket for bucket in (self.bucket(value, schema) for value in values) if bucket is not None}

    def must_begin_again(self, value, age):
        """Makes room for the bucket of `value`; true if that takes a new beginning."""
        limit = self.options["limit"]
        is_new = self.bucket(value, self.schema) not in self.populated(self.values, self.schema) | {None}
        if not is_new or limit == 0 or len(self.populated(self.values + [value], self.schema)) <= limit:
            return False
        if 0 < self.options["reset"] <= age:
            return True
        for schema in range(self.schema - 1, -5, -1):
            if len(self.populated(self.values + [value], schema)) <= limit:
                self.schema = schema
                return False
        return True

    def counts(self, sign):
        counts = {}
        for value in self.values:
            bucket = self.bucket(value, self.schema)
            if bucket is not None and bucket[0] == sign:
                counts[bucket[1]] = counts.get(bucket[1], 0) + 1
        return counts

    def zero_count(self):
        return sum(1 for value in self.values if abs(value) <= self.zero)


class Histogram:
    def __init__(self, family, now):
        self.bounds = [float.fromhex(bound) for bound in family["bounds"]]
        self.native = Native(family) if "schema" in family else None
        self.begin(now)

    def begin(self, now):
        self.started = now
        self.values = []
        self.sum = 0.0
        self.exemplars = []
        if self.native:
            self.native.begin()

    def bucket(self, value):
        return INFINITY if math.isnan(value) else next((bound for bound in self.bounds if value <= bound), INFINITY)

    def observe(self, value, now, exemplar):
        if self.native:
            if self.native.must_begin_again(value, now - self.started):
                self.begin(now)
            self.native.values.append(value)
        self.values.append(value)
        self.sum += value
        if exemplar is not None:
            self.exemplars.append((exemplar, value))

    def cumulative(self):
        """By upper bound; the last one is the count."""
        buckets = [self.bucket(value) for value in self.values]
        return {bound: sum(1 for bucket in buckets if bucket <= bound) for bound in [*self.bounds, INFINITY]}


class Counter:
    def __init__(self, _family, now):
        self.begin(now)

    def begin(self, now):
        self.started = now
        self.value = 0.0
        self.exemplar = None

    def inc(self, amount, exemplar):
        self.value += amount
        if exemplar is not None:
            self.exemplar = (exemplar, amount)


class Gauge:
    def __init__(self, _family, _now):
        self.value = 0.0


class Summary:
    def __init__(self, _family, now):
        self.begin(now)

    def begin(self, now):
        self.started = now
        self.count = 0
        self.sum = 0.0

    def observe(self, value):
        self.count += 1
        self.sum += value


class Info:
    def __init__(self, _family, _now):
        pass


class StateSet:
    def __init__(self, family, now):
        self.states = family["states"]
        self.begin(now)

    def begin(self, _now):
        self.on = set()


TYPES = {"counter": Counter, "gauge": Gauge, "histogram": Histogram, "summary": Summary, "info": Info,
         "stateset": StateSet}


class Registry:
    """`families` by name, `series` by name and label values, and how many updates were to be ignored."""

    def __init__(self):
        self.ignored = 0
        self.families = {}
        self.series = {}

    def play(self, step):
        name, now = step["name"], step["now"]
        if step["do"] == "register":
            self.families[name] = step
            if not step["labels"]:
                self.series[name, ()] = TYPES[step["type"]](step, now)
            return
        family, key = self.families[name], (name, tuple(step["values"]))
        if step["do"] == "remove":
            self.series.pop(key, None)
            return
        series = self.series.setdefault(key, None) or TYPES[family["type"]](family, now)
        self.series[key] = series
        value = float.fromhex(step["value"]) if "value" in step else None
        match family["type"], step["do"]:
            case "counter", _ if value < 0:
                self.ignored += 1
            case "counter", _:
                series.inc(value, step.get("exemplar"))
            case "gauge", _:
                series.value = value
            case "summary", _:
                series.observe(value)
            case "histogram", _:
                series.observe(value, now, step.get("exemplar"))
            case "stateset", "select":
                series.on = {step["state"]}
            case "stateset", "on":
                series.on.add(step["state"])
            case "stateset", "off":
                series.on.discard(step["state"])

    def labels(self, name, values):
        family = self.families[name]
        return dict(family["constant"]) | dict(zip(family["labels"], values))
