"""The rows of a panel: who, when, how much, and with whom together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows of a panel, all of the same length; codes count from 0."""

    values: NDArray[Any]
    units: NDArray[Any]
    """The person or team of each row."""
    times: NDArray[Any]
    trained: NDArray[Any]
    """Whether the row's person or team was trained, also before it was."""
    clusters: NDArray[Any]
    """What the row's person or team was trained together with; the unit itself when alone."""

    def only(self, rows: NDArray[Any]) -> Panel:
        """Keep some rows, and count units and clusters anew."""
        units = np.unique(self.units[rows], return_inverse=True)[1]
        clusters = np.unique(self.clusters[rows], return_inverse=True)[1]
        return Panel(self.values[rows], units, self.times[rows], self.trained[rows], clusters)
