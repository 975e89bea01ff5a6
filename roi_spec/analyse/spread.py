"""Quantiles, standard errors and intervals that several designs share; the only door to `scipy.special`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy
from scipy.special import chdtri, ndtri, stdtrit

if TYPE_CHECKING:
    from numpy.typing import NDArray

SOFTWARE = f"scipy {scipy.__version__}"
LEVEL, POWER = 0.95, 0.80
TWO_SIDED = 0.5 + LEVEL / 2


def quantile(share: float, degrees: float | None = None) -> float:
    """Give the quantile of Student's t distribution; without degrees of freedom, of the normal one."""
    return float(ndtri(share) if degrees is None else stdtrit(degrees, share))


def critical_chi_square(degrees: int) -> float:
    """Give the value that a chi-square variable exceeds once in twenty times."""
    return float(chdtri(degrees, 1 - LEVEL))


def detectable(error: float, degrees: float | None = None) -> float:
    """Give the smallest effect found with 80 % power at 5 %, two-sided (Bloom 1995): (t.975 + t.80) standard errors."""
    return (quantile(TWO_SIDED, degrees) + quantile(POWER, degrees)) * error


def mean(values: NDArray[Any]) -> float:
    """Give the mean; the sum is exact, so the order of the rows is of no account."""
    return math.fsum(values.tolist()) / len(values)


def deviation(values: NDArray[Any]) -> float:
    """Give the standard deviation of a sample; zero for fewer than two values."""
    if len(values) < 2:
        return 0.0
    squares = np.square(values - mean(values))
    return math.sqrt(math.fsum(squares.tolist()) / (len(values) - 1))


def pooled(*groups: NDArray[Any]) -> float:
    """Give the standard deviation within groups, taken together."""
    weights = [max(len(one) - 1, 0) for one in groups]
    total = sum(weight * deviation(one) ** 2 for weight, one in zip(weights, groups, strict=True))
    return math.sqrt(total / sum(weights)) if sum(weights) else 0.0


def skewness(values: NDArray[Any]) -> float:
    """Give the skewness of a sample (adjusted Fisher-Pearson); zero when it cannot be told."""
    count, spread = len(values), deviation(values)
    if count < 3 or spread == 0:
        return 0.0
    cubes = math.fsum((((values - mean(values)) / spread) ** 3).tolist())
    return count * cubes / ((count - 1) * (count - 2))


def is_yes_no(*columns: NDArray[Any]) -> bool:
    """Say whether every value is 0 or 1, or in percent 0 or 100."""
    top = max((float(column.max(initial=0.0)) for column in columns), default=0.0)
    return top in (1.0, 100.0) and all(bool(np.isin(column, (0.0, top)).all()) for column in columns)


def wilson(yes: int, count: int) -> tuple[float, float]:
    """Give Wilson's score interval of a proportion (Wilson 1927)."""
    z2, share = quantile(TWO_SIDED) ** 2, yes / count
    middle = share + z2 / (2 * count)
    half = math.sqrt(z2 * (share * (1 - share) + z2 / (4 * count)) / count)
    return (middle - half) / (1 + z2 / count), (middle + half) / (1 + z2 / count)


def two_proportions(yes: tuple[int, int], counts: tuple[int, int]) -> tuple[float, float]:
    """Give the interval of the first less the second of two independent proportions (Newcombe 1998a, method 10)."""
    (p, q), (a, b) = (yes[0] / counts[0], yes[1] / counts[1]), (wilson(yes[0], counts[0]), wilson(yes[1], counts[1]))
    return p - q - math.hypot(p - a[0], b[1] - q), p - q + math.hypot(a[1] - p, q - b[0])


def paired_proportions(both: int, first: int, second: int, neither: int) -> tuple[float, float]:
    """Give the interval of the first less the second of two paired proportions (Newcombe 1998b, method 10).

    Takes McNemar's table: how many say yes both times, only the first time, only the second time, neither time.
    """
    count = both + first + second + neither
    p, q = (both + first) / count, (both + second) / count
    a, b = wilson(both + first, count), wilson(both + second, count)
    linked = _correlation(both, first, second, neither)
    below = _joined(p - a[0], b[1] - q, linked)
    above = _joined(a[1] - p, q - b[0], linked)
    return p - q - below, p - q + above


def _joined(one: float, other: float, linked: float) -> float:
    return math.sqrt(max(one * one - 2 * linked * one * other + other * other, 0.0))


def _correlation(both: int, first: int, second: int, neither: int) -> float:
    """Give the phi coefficient of the table, pulled to zero where it is positive, as Newcombe asks."""
    sides = (both + first) * (second + neither) * (both + second) * (first + neither)
    product = float(both * neither - first * second)
    if product > 0:
        product = max(product - (both + first + second + neither) / 2, 0.0)
    return product / math.sqrt(sides) if sides else 0.0


def hodges_lehmann(differences: NDArray[Any]) -> tuple[float, float, float]:
    """Give the centre of the differences and its interval by Wilcoxon's signed ranks (Hollander & Wolfe 1999, 3.2-3.3).

    The centre is the median of the means of all pairs. Takes at most some hundreds of differences.
    """
    count = len(differences)
    first, second = np.triu_indices(count)
    means = np.sort((differences[first] + differences[second]) / 2)
    rank = max(_signed_rank(count), 1)
    return float(np.median(means)), float(means[rank - 1]), float(means[len(means) - rank])


def _signed_rank(count: int) -> int:
    """Give the lower 2.5 % quantile of Wilcoxon's signed rank statistic without a difference, exactly."""
    ways = np.ones(1)
    for rank in range(1, count + 1):
        longer = np.zeros(len(ways) + rank)
        longer[: len(ways)] += ways / 2
        longer[rank:] += ways / 2
        ways = longer
    return int(np.searchsorted(np.cumsum(ways), 1 - TWO_SIDED))
