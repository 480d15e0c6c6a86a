"""Why there is no figure."""


class MeasurementFailed(Exception):
    """What is measured did not do its work, or can't be measured here; its text says which and why."""
