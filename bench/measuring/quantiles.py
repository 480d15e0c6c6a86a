"""Quantiles of measured times."""

import math


def quantile(values, share):
    """The smallest of the values that at least `share` of them (0 < share <= 1) don't exceed: always one that was
    measured, never one in between."""
    if not values or not 0 < share <= 1:
        raise ValueError(f"no quantile {share} of {len(values)} values")
    # 0.999 of 1000 is 999.0000000000001 in binary, which must not become the thousandth.
    rank = math.ceil(round(share * len(values), 6))
    return sorted(values)[rank - 1]
