"""Findings about values that are well written but do not go together: periods, ranges, counts, ids, twins.

Looks only inside one file and needs no typed spec, so that these are reported in the same run as all other mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator

from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Finding, Label
from roi_spec.model.text import text
from roi_spec.validate import rules, values

_PERIODS = (("start", "end"), ("from", "until"), ("date", "valid_until"), ("valid_from", "valid_until"))
_RANGES = (
    ("value", "low", "high"),
    ("amount", "amount_low", "amount_high"),
    ("result", "result_low", "result_high"),
    ("forecast", "forecast_low", "forecast_high"),
    ("share", "share_low", "share_high"),
    ("rate", "low", "high"),
)
_COUNTS = (("invited", "started"), ("invited", "completed"), ("started", "completed"), ("invited", "received"))
_PERIOD_NAMES = frozenset(name for pair in _PERIODS for name in pair)
_END_NAMES = frozenset(name for _, *ends in _RANGES for name in ends)
_COUNT_NAMES = frozenset(name for pair in _COUNTS for name in pair)


def findings(document: Document, kind: str) -> Iterator[Finding]:
    """Look for values of one file that contradict each other."""
    for node in document.root.walk():
        if node.kind != "map":
            continue
        names = frozenset(node.keys())
        if len(names & _PERIOD_NAMES) > 1:
            yield from _periods(node)
        if names & _END_NAMES:
            yield from _ranges(node)
        if len(names & _COUNT_NAMES) > 1:
            yield from _counts(node)
    if kind == "programme":
        yield from _people(document.root)
    yield from _twins(document.root)


def _scalar(node: Node, name: str) -> Node | None:
    child = node.get(name)
    return child if child is not None and child.kind == "scalar" else None


def _periods(node: Node) -> Iterator[Finding]:
    """S9: an end before its start; for a delivery or a measurement also an end on the first day is fine."""
    for first, last in _PERIODS:
        start, end = _scalar(node, first), _scalar(node, last)
        if start is None or end is None:
            continue
        begins, ends = values.date(start.text), values.date(end.text)
        if begins is not None and ends is not None and ends < begins:
            yield rules.PERIOD_ORDER.finding(
                end.span,
                text("The end {end} lies before the start {start}.", end=end.text, start=start.text),
                help=text("Check both dates; the end comes last."),
                pointer=end.pointer,
                related=(Label(start.span, text("the start")),),
            )


def _ranges(node: Node) -> Iterator[Finding]:
    for best_name, low_name, high_name in _RANGES:
        best = _scalar(node, best_name)
        for name, sign in ((low_name, -1), (high_name, 1)):
            end = _scalar(node, name)
            if best is not None and end is not None and _beyond(best, end, sign):
                side = text("above") if sign < 0 else text("below")
                yield rules.RANGE_ORDER.finding(
                    end.span,
                    text(
                        "`{name}` ({end}) lies {side} `{best_name}` ({best}).",
                        name=name,
                        end=end.text,
                        side=side,
                        best_name=best_name,
                        best=best.text,
                    ),
                    help=text(
                        "Write the lowest likely value in `{low}` and the highest in `{high}`.",
                        low=low_name,
                        high=high_name,
                    ),
                    pointer=end.pointer,
                    related=(Label(best.span, text("the value itself")),),
                )


def _beyond(best: Node, end: Node, sign: int) -> bool:
    middle, edge = values.quantity(best.text), values.quantity(end.text)
    if middle is None or edge is None or middle.unit.dimensions != edge.unit.dimensions:
        return False
    return (edge.base - middle.base) * sign < 0


def _counts(node: Node) -> Iterator[Finding]:
    for more, fewer in _COUNTS:
        large, small = _scalar(node, more), _scalar(node, fewer)
        if (
            large is None
            or small is None
            or (fewer == "completed" and more == "invited" and node.get("started") is not None)
        ):
            continue
        most, count = values.count(large.text), values.count(small.text)
        if most is not None and count is not None and count > most:
            yield rules.PEOPLE_ORDER.finding(
                small.span,
                text("`{fewer}` is {count}, and `{more}` only {most}.", fewer=fewer, count=count, more=more, most=most),
                help=text("Check both counts; `{fewer}` cannot be larger.", fewer=fewer),
                pointer=small.pointer,
                related=(Label(large.span, text("the other count")),),
            )


def _people(root: Node) -> Iterator[Finding]:
    """S13: a cost or KPI for more people than were invited."""
    audience = root.get("audience")
    invited = _scalar(audience, "invited") if audience is not None else None
    most = values.count(invited.text) if invited is not None else None
    if invited is None or most is None:
        return
    for name in ("costs", "kpis"):
        block = root.get(name)
        for item in block.items if block is not None else ():
            people = _scalar(item, "people")
            count = values.count(people.text) if people is not None else None
            if people is not None and count is not None and count > most:
                yield rules.MORE_PEOPLE.finding(
                    people.span,
                    text("This counts {count} people, but {most} were invited.", count=count, most=most),
                    help=text("Check both counts. Where this cost serves other groups too, use `prorate`."),
                    pointer=people.pointer,
                    related=(Label(invited.span, text("invited")),),
                )


def _twins(root: Node) -> Iterator[Finding]:
    """S14: the same title under two ids with different values. Versions of one value share id and title."""
    seen: dict[str, Node] = {}
    block = root.get("assumptions") or root.get("values")
    for item in block.items if block is not None else ():
        title, value = _scalar(item, "title"), _scalar(item, "value")
        if title is None or value is None or not title.text.strip():
            continue
        first = seen.setdefault(" ".join(title.text.lower().split()), item)
        other = _scalar(first, "value")
        id, own = _scalar(first, "id"), _scalar(item, "id")
        versions = id is not None and own is not None and id.text == own.text
        if first is not item and not versions and other is not None and _differ(other, value):
            yield rules.SAME_ASSUMPTION.finding(
                title.span,
                text(
                    "“{title}” stands here twice, as {first} and as {second}.",
                    title=title.text,
                    first=other.text,
                    second=value.text,
                ),
                help=text("Keep one of the two, or say in the titles what is different."),
                pointer=title.pointer,
                related=(Label((first.get("title") or first).span, text("the first one")),),
            )


def _differ(one: Node, other: Node) -> bool:
    first, second = values.quantity(one.text), values.quantity(other.text)
    return (
        first is not None
        and second is not None
        and (first.base, first.unit.dimensions) != (second.base, second.unit.dimensions)
    )
