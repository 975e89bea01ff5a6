"""Analysis: from data files and series to estimates with an interval, and what the data can bear.

The only stage that uses a statistics library. None is imported here: a programme without data and without a series
costs nothing.
"""

from __future__ import annotations

from roi_spec.analyse.run import Analysed, needs, run

__all__ = ["Analysed", "needs", "run"]
