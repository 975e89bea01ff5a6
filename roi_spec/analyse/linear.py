"""Least squares with the kinds of standard error the designs ask for.

The coefficients are always those of ordinary least squares; what differs is how the scatter is reckoned with: equal
everywhere, different from person to person (HC2), alike within teams (clusters), or related in time (Newey-West).
The last two are statsmodels', which is loaded when one of them is asked for: that takes longer than a whole check.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from roi_spec.analyse.parts import Estimate
from roi_spec.analyse.spread import TWO_SIDED, quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLAIN_SOFTWARE = f"numpy {np.__version__}"
SOFTWARE = f"statsmodels {version('statsmodels')}"


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model with the covariance of its coefficients."""

    coefficients: NDArray[Any]
    covariance: NDArray[Any]
    residuals: NDArray[Any]
    degrees: float

    def contrast(self, weights: NDArray[Any]) -> Estimate:
        """Give a weighted sum of the coefficients with its t interval (the delta method, exact for a linear sum)."""
        value, variance = float(weights @ self.coefficients), float(weights @ self.covariance @ weights)
        return student(value, math.sqrt(max(variance, 0.0)), self.degrees)

    @property
    def scatter(self) -> float:
        """Give the standard deviation of the residuals."""
        return math.sqrt(float(self.residuals @ self.residuals) / self.degrees) if self.degrees > 0 else 0.0


def student(value: float, error: float, degrees: float | None) -> Estimate:
    """Give an estimate with its t interval; normal without degrees of freedom."""
    half = quantile(TWO_SIDED, degrees) * error
    return Estimate(value, value - half, value + half, error, degrees)


def is_full_rank(columns: NDArray[Any]) -> bool:
    """Say whether no column can be written as a sum of the others."""
    scale = np.abs(columns).max(axis=0)
    return bool((scale > 0).all() and np.linalg.matrix_rank(columns / scale) == columns.shape[1])


def ordinary(outcome: NDArray[Any], columns: NDArray[Any]) -> Fit:
    """Fit with equal scatter everywhere."""
    return _fitted(outcome, columns)


def newey_west(outcome: NDArray[Any], columns: NDArray[Any], lag: int) -> Fit:
    """Fit with scatter that is related up to `lag` periods (Newey & West 1987, Bartlett weights, T / (T - k))."""
    return _fitted(outcome, columns, cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": True}, use_t=True)


def _fitted(outcome: NDArray[Any], columns: NDArray[Any], **kind: Any) -> Fit:
    """Fit; columns are brought to one size first, which changes no result but keeps its digits."""
    scale = _sizes(columns)
    rows = columns / scale
    fitted = _related(outcome, rows, **kind) if kind else _unrelated(outcome, rows)
    return Fit(
        fitted.coefficients / scale, fitted.covariance / np.outer(scale, scale), fitted.residuals, fitted.degrees
    )


def _unrelated(outcome: NDArray[Any], rows: NDArray[Any]) -> Fit:
    """Fit with equal, unrelated scatter: s^2 (X'X)^-1 around the coefficients."""
    coefficients = np.linalg.lstsq(rows, outcome)[0]
    residuals = outcome - rows @ coefficients
    degrees = float(len(outcome) - rows.shape[1])
    variance = float(residuals @ residuals) / degrees if degrees > 0 else 0.0
    return Fit(coefficients, variance * np.linalg.pinv(rows.T @ rows), residuals, degrees)


def _related(outcome: NDArray[Any], rows: NDArray[Any], **kind: Any) -> Fit:
    """Fit with scatter that is related within groups or over time, by statsmodels."""
    from statsmodels.regression.linear_model import OLS  # noqa: PLC0415 - see the top of this module

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what statsmodels remarks on, few rows and the like, is said by the checks
        found = OLS(outcome, rows).fit(**kind)
    return Fit(found.params, found.cov_params(), found.resid, float(found.df_resid))


def _sizes(columns: NDArray[Any]) -> NDArray[Any]:
    """Give for each column a power of two near its largest figure: dividing by it costs no digit."""
    largest = np.abs(columns).max(axis=0)
    return np.asarray(np.exp2(np.round(np.log2(np.where(largest > 0, largest, 1.0)))))


def robust(outcome: NDArray[Any], columns: NDArray[Any], weights: NDArray[Any]) -> Estimate:
    """Give a weighted sum of coefficients, with scatter that may differ from row to row.

    HC2 errors (MacKinnon & White 1985), which without covariates are those of Welch's interval, and the degrees of
    freedom of Bell & McCaffrey (2002) as Imbens & Kolesar (2016) advise for small and unequal groups. A row that
    alone decides a coefficient has no scatter of its own and adds none.
    """
    fit = _fitted(outcome, columns)
    counts, own = _influence(columns, weights)
    free = own < 1 - 1e-9
    variance = float((np.square(counts[free] * fit.residuals[free]) / (1 - own[free])).sum())
    return student(float(weights @ fit.coefficients), math.sqrt(variance), bell_mccaffrey(columns, weights))


def _influence(columns: NDArray[Any], weights: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give how much each row counts in a weighted sum of coefficients, and how much it decides its own fit."""
    scale = _sizes(columns)
    rows = columns / scale
    inverse = np.linalg.pinv(rows.T @ rows)
    return np.asarray(rows @ inverse @ (weights / scale)), np.einsum("ij,jk,ik->i", rows, inverse, rows)


def bell_mccaffrey(columns: NDArray[Any], weights: NDArray[Any]) -> float:
    """Give the degrees of freedom of an HC2 variance: those of a chi-square with the same mean and variance.

    With the hat matrix H and a_i = w'(X'X)^-1 x_i / sqrt(1 - h_ii), the variance is a sum of squares whose matrix
    has entries a_i (I - H)_ij a_j; the answer is (trace)^2 / trace of its square, without an n by n matrix.
    """
    counts, own = _influence(columns, weights)
    own = np.clip(own, 0.0, 1.0)
    squares = np.where(own < 1 - 1e-9, np.square(counts) / np.maximum(1 - own, 1e-9), 0.0)
    rows = columns / _sizes(columns)
    crossed = np.linalg.pinv(rows.T @ rows) @ (rows.T * squares) @ rows
    trace = float((squares * (1 - own)).sum())
    of_square = float((squares**2 * (1 - 2 * own)).sum() + np.trace(crossed @ crossed))
    return trace**2 / of_square if of_square > 0 else float(len(columns) - columns.shape[1])


def clustered(
    outcome: NDArray[Any], columns: NDArray[Any], groups: NDArray[Any], weights: NDArray[Any], absorbed: int = 0
) -> Estimate:
    """Give a weighted sum of coefficients, with scatter that is related within groups (Liang & Zeger 1986).

    Corrected by G / (G - 1) x (N - 1) / (N - k), t with G - 1 degrees of freedom. `absorbed` counts coefficients that
    were taken out of the columns beforehand.
    """
    fit = _fitted(outcome, columns, cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False})
    count, rows = len(np.unique(groups)), len(outcome)
    correction = count / (count - 1) * (rows - 1) / max(rows - columns.shape[1] - absorbed, 1)
    variance = float(weights @ fit.covariance @ weights) * correction
    return student(float(weights @ fit.coefficients), math.sqrt(max(variance, 0.0)), float(count - 1))
