"""A page of /metrics, read by the parser of the official Python client: a reader that we did not write."""

from prometheus_client.parser import text_string_to_metric_families


class Scrape:
    def __init__(self, text):
        self._values = {}
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                key = (sample.name, frozenset(sample.labels.items()))
                if key in self._values:
                    raise AssertionError(f"{sample.name} {sample.labels} is exposed twice")
                self._values[key] = sample.value

    def value(self, name, **labels):
        """The value of one series, or None if it isn't there."""
        return self._values.get((name, frozenset(labels.items())))

    def sum(self, name):
        return sum(value for (sample, _), value in self._values.items() if sample == name)

    def by(self, name, label):
        """Values of the series `name` by the value of `label`."""
        return {dict(labels)[label]: value for (sample, labels), value in self._values.items()
                if sample == name and label in dict(labels)}

    def names(self):
        return {name for name, _ in self._values}
