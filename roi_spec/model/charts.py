"""The drawings of a page, as values: places on paper are decided, `templates/handbook/charts.html.j2` draws them.

Every drawing has a title (the whole message in words), a caption, and a label once it stands in a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from roi_spec.model.sentence import Sentence

if TYPE_CHECKING:
    from roi_spec.model.handbook import Table


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line or filled shape of a drawing, as a path."""

    path: str
    """Only `M`, `L`, `H`, `V`, `A` and `Z`, all from the top left corner."""
    style: str
    """What it stands for: `actual`, `forecast`, `worse-hatch`; the template has a look for each."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words or a figure in a drawing."""

    x: str
    y: str
    """Where its line of writing lies."""
    content: Sentence
    anchor: str = "start"
    """Which of its ends lies at `x`: `start`, `middle` or `end`."""
    style: str = ""
    """`soft`, `strong`, `target` or `on`; empty: plain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Any drawing: lines and shapes from the back to the front, then words, and what says the same without them."""

    kind: ClassVar[str] = "drawing"
    form: str
    """`range`, `chain`, `scores`, `change`, `course`, `events`, `waterfall`, `tornado`, `histogram` or `forecast`."""
    title: str
    """The message in words: what the drawing says, not what it is."""
    description: str
    """The figures in words, for who cannot see them."""
    caption: str
    """How to read it."""
    height: str
    width: str = "480"
    """Less than others have, where a drawing has to fit a phone without being moved sideways."""
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    table: Table | None
    """The same figures as a table under the drawing; None once `pointer` leads to one in the chapter."""
    in_print: bool = True
    """Whether paper needs that table: no other one of the handbook says the same."""
    pointer: Sentence = ()
    """`The figures: Table 3.1`, where a table of the chapter says the same."""
    id: str = ""
    label: str = ""
    """`Figure 3.1`, once it stands in a chapter."""


Chart = Drawing
CHARTS = (Drawing,)
"""Everything that is numbered as a figure."""
