"""A new sign-off: what it covers now, the file it goes into, and that file with it; nothing is written to disk here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from roi_spec import pipeline
from roi_spec.evaluate import on_day
from roi_spec.model.signed_items import Item, covers, in_scope, items_of, marks_of
from roi_spec.model.signed_text import Entry, OnOneLine, file_of, lines_of, with_entry
from roi_spec.model.spec import Programme, SignOff, SignOffs, StandardValues
from roi_spec.model.text import Text, text
from roi_spec.read.gate import admit
from roi_spec.read.yaml import parse

BESIDE = ".signoffs.roi.yaml"
"""How the name of a file of sign-offs ends that stands beside a spec."""


class CannotSign(Exception):  # noqa: N818 - an answer to a question, not a failure
    """There is no sign-off to write; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sign-off that is ready to be written."""

    path: str
    """The file it goes into, relative to the workspace."""
    content: bytes
    """What that file will hold."""
    lines: tuple[str, ...]
    """The sign-off itself."""
    items: tuple[Item, ...]
    """What is signed."""
    is_renewed: bool
    """Whether it takes the place of an older one by the same role."""


def prepare(found: pipeline.Ground, one: pipeline.Examined, entry: Entry, *, inside: bool) -> Prepared:
    """Give the sign-off of a programme or list as it is now, and the file with it. Raises `CannotSign`.

    `entry` says who signs what, and gets its marks here. `inside`: into the file itself; else into
    a file of its own beside it. Where the same role signed the same scope before, it goes in the place of that one.
    """
    spec = one.spec
    if not isinstance(spec, Programme | StandardValues):
        raise CannotSign(text("{path} holds no programme and no standard values.", path=one.path))
    items = _signable(found, one, spec)
    chosen = in_scope(items, entry.scope)
    for place in entry.scope:
        if not any(covers(place, item.address) for item in items):
            raise CannotSign(text("Nothing in this file can be signed as {place}.", place=place))
    entry = replace(entry, marks=marks_of(chosen))
    earlier = next((before for before in spec.sign_offs if entry.replaces(before)), None)
    if earlier is not None and entry.says_what(earlier):
        raise CannotSign(text("{by} has signed exactly this already, on {day}.", by=entry.by, day=earlier.on))
    path = earlier.at.path if earlier is not None else _file_for(spec, inside=inside)
    content = _content(found.root, path, spec, entry, earlier)
    return Prepared(path, content, tuple(lines_of(entry)), chosen, earlier is not None)


def _signable(found: pipeline.Ground, one: pipeline.Examined, spec: Programme | StandardValues) -> tuple[Item, ...]:
    if one.evaluation is None or not isinstance(spec, Programme):
        return items_of(spec.document)
    standards = on_day(found.kit.versions, spec.evaluated_on or found.kit.context.as_of)
    return items_of(spec.document, standards, {table.id: table.digest for table in one.evaluation.tables})


def _file_for(spec: Programme | StandardValues, *, inside: bool) -> str:
    """Give the file for a new sign-off: where this file has some already, else the one that was asked for."""
    apart = next((one.at.path for one in spec.sign_offs if one.at.path != spec.path), None)
    if inside:
        return spec.path
    folder, slash, _ = spec.path.rpartition("/")
    return apart or f"{folder}{slash}{spec.id}{BESIDE}"


def _content(root: Path, path: str, spec: Programme | StandardValues, entry: Entry, earlier: SignOff | None) -> bytes:
    """Give what a file will hold, and make sure that it can be read and that the sign-off in it holds."""
    place = root / path
    if not place.exists():
        made = file_of(entry, spec.id, _head(spec))
    else:
        raw = place.read_bytes()
        source, _ = admit(path, raw)
        document = parse(source)[0] if source is not None else None
        if document is None:
            raise CannotSign(text("{path} cannot be read, so nothing can be added to it.", path=path))
        try:
            made = with_entry(raw.decode(), document.root, entry, earlier.node if earlier is not None else None)
        except OnOneLine:
            raise CannotSign(
                text("In {path}, write each item of `sign_offs` on lines of its own, after a dash.", path=path)
            ) from None
    if not _is_there(path, made.encode(), entry):
        raise CannotSign(text("{path} is written in a way to which nothing can be added.", path=path))
    return made.encode()


def _head(spec: Programme | StandardValues) -> Iterator[str]:
    """Give the lines that tell editors of the language, as they stand above the spec, for a file of sign-offs."""
    kind = "programme" if isinstance(spec, Programme) else "standard-values"
    for line in spec.document.source.text.splitlines()[:5]:
        if line.startswith("#") and f"{kind}." in line and "schema" in line:
            yield line.replace(f"{kind}.", "sign-offs.")


def _is_there(path: str, content: bytes, entry: Entry) -> bool:
    source, _ = admit(path, content)
    spec = pipeline.understand(source).spec if source is not None else None
    every = spec.sign_offs if isinstance(spec, Programme | StandardValues | SignOffs) else ()
    return any(entry.says_what(one) and dict(one.values) == entry.marks and one.on == entry.on for one in every)
