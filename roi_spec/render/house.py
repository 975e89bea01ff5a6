"""What a workspace lays over the tool's own looks: templates, a logo, reworded sentences, another language.

All of it is looked at before the first page is made, so that a mistake in it stops the build with a file, a line and
what to write, and the published site stays as it was.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path
from traceback import FrameSummary, extract_tb
from typing import TYPE_CHECKING

from roi_spec.model.text import Text, text

if TYPE_CHECKING:
    from babel.messages.catalog import Message
    from jinja2 import Environment
    from jinja2.nodes import Template

LOCALES = "locales"
"""The folder among a workspace's templates with its own sentences."""
LOGOS = ("logo.svg", "logo.png")
"""What a logo may be called; the first that is there is taken."""

_NO_NAME = re.compile(r"'(?P<name>\w+)' is undefined")
_NO_PART = re.compile(r"has no attribute '(?P<name>\w+)'")
_KEPT = re.compile(r"attribute '(?P<name>\w+)'")
_SENTENCE_LINE = re.compile(r'(?:(?:#.*)|(?:(?:msg[a-z_]+(?:\[\d+\])? +)?"(?:[^"\\]|\\.)*"))?')
"""A line of a PO file: nothing, a remark, or words in quotes that end where the line does."""


class HouseRefused(Exception):  # noqa: N818 - a finding about the look of the house; nothing is wrong with the tool
    """Something in the workspace's own templates cannot be used; `text` says what, where, and what to write."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.text = message


def logo_of(assets: Path) -> str:
    """Give the name of the logo in a folder of assets; empty when there is none."""
    return next((name for name in LOGOS if (assets / name).is_file()), "")


def check_files(own: Path) -> None:
    """Look at where a workspace's own files lie and how they are saved; raises `HouseRefused` at the first mistake.

    Everything in `assets/` is published: a shortcut could put any file of this computer on the site.
    """
    for path in sorted(own.rglob("*")):
        _check_place(own, path)
    for path in sorted(one for one in own.rglob("*") if one.suffix in {".j2", ".po", ".css"} and one.is_file()):
        _read(own, path)


def check(own: Path, environment: Environment) -> None:
    """Look at a workspace's own templates and sentences; raises `HouseRefused` at the first that cannot be used."""
    for path in sorted(own.rglob("*.j2")):
        _check_template(own, path, environment)
    for path in sorted((own / LOCALES).glob("*/*.po")):
        _check_sentences(own, path)


# --- files -----------------------------------------------------------------------------------------------------------


def _check_place(own: Path, path: Path) -> None:
    file = _shown(own, path)
    try:
        inside = path.resolve().is_relative_to(own.resolve())
    except (OSError, RuntimeError) as error:
        raise HouseRefused(text("{file} leads in a circle or cannot be followed.", file=file)) from error
    if not inside:
        raise HouseRefused(
            text(
                "{file} leads to a place outside the folder {folder}. Put the file itself there: what is in that "
                "folder can be published with the site.",
                file=file,
                folder=own.name,
            )
        )


def _read(own: Path, path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        message = text(
            "{file} is not saved as UTF-8. Open it in your editor and save it as UTF-8: only then do letters such as "
            "ë look the same on every computer.",
            file=_shown(own, path),
        )
        raise HouseRefused(message) from error


# --- templates -------------------------------------------------------------------------------------------------------


def _check_template(own: Path, path: Path, environment: Environment) -> None:
    from jinja2 import TemplateError, nodes  # noqa: PLC0415 - only a workspace with templates of its own pays for it

    try:
        tree = environment.parse(_read(own, path), filename=str(path))
        parent = next(iter(tree.find_all(nodes.Extends)), None)
        if parent is None or not isinstance(parent.template, nodes.Const):
            return
        known = set(_blocks(environment, parent.template.value))
    except TemplateError as error:
        raise refused(error, own, path) from error
    for block in (one for one in tree.body if isinstance(one, nodes.Block)):
        if block.name not in known:
            raise HouseRefused(_no_block(own, path, block, parent.template.value, known))


def _blocks(environment: Environment, name: str) -> Iterator[str]:
    """Give the blocks of a template, and of those that it extends."""
    from jinja2 import nodes  # noqa: PLC0415 - see above

    tree: Template | None = _tree(environment, name)
    while tree is not None:
        yield from (one.name for one in tree.find_all(nodes.Block))
        parent = next(iter(tree.find_all(nodes.Extends)), None)
        named = parent is not None and isinstance(parent.template, nodes.Const)
        tree = _tree(environment, parent.template.value) if named else None  # type: ignore[union-attr]


def _tree(environment: Environment, name: str) -> Template:
    assert environment.loader is not None
    return environment.parse(environment.loader.get_source(environment, name)[0])


def _no_block(own: Path, path: Path, block: object, parent: str, known: set[str]) -> Text:
    return text(
        "{file}, line {line}: {parent} has no block {name}, so it would stand nowhere. Its blocks are: {known}.",
        file=_shown(own, path),
        line=getattr(block, "lineno", 1),
        parent=parent,
        name=getattr(block, "name", ""),
        known=", ".join(sorted(known)),
    )


def refused(error: Exception, own: Path, path: Path | None = None) -> HouseRefused:
    """Turn what went wrong in a template into a sentence with its file and line."""
    file, line = _where(error, own, path)
    return HouseRefused(_explained(error, file, line))


def is_in(own: Path | None, error: Exception) -> bool:
    """Say whether something went wrong in a template of the workspace, and not in one of the tool."""
    if own is None:
        return False
    return bool(_own_lines(error, own)) or Path(getattr(error, "filename", None) or "/").is_relative_to(own)


def _own_lines(error: Exception, own: Path) -> list[FrameSummary]:
    """Give the lines of own templates that were at work; the one that only says which template is extended is not."""
    frames = [one for one in extract_tb(error.__traceback__) if Path(one.filename).is_relative_to(own)]
    return [one for one in frames if "extends" not in (one.line or "")]


def _where(error: Exception, own: Path, path: Path | None) -> tuple[str, int]:
    """Give the file and the line: of the sentence that cannot be read, else of the last own line that was at work."""
    if line := getattr(error, "lineno", None):
        return _shown(own, path or Path(getattr(error, "filename", None) or own)), line
    if lines := _own_lines(error, own):
        return _shown(own, Path(lines[-1].filename)), lines[-1].lineno or 1
    return _shown(own, path or own), 1


def _shown(own: Path, path: Path) -> str:
    return path.relative_to(own.parent).as_posix() if path.is_relative_to(own.parent) else path.name


def _explained(error: Exception, file: str, line: int) -> Text:
    from jinja2 import TemplateNotFound, TemplateSyntaxError  # noqa: PLC0415 - see above
    from jinja2.exceptions import SecurityError  # noqa: PLC0415 - see above

    if isinstance(error, TemplateSyntaxError):
        return text(
            "{file}, line {line} cannot be read as a template. A value stands in {value}, and every {begin} has its "
            "{end}. Jinja says: {reason}",
            file=file,
            line=line,
            value="{{ … }}",
            begin="{% block … %}",
            end="{% endblock %}",
            reason=error.message or "",
        )
    if isinstance(error, TemplateNotFound):
        return text("{file}, line {line}: there is no template {name}.", file=file, line=line, name=str(error.name))
    if isinstance(error, SecurityError):
        kept = _KEPT.search(str(error))
        return text(
            "{file}, line {line}: {name} is not for templates. They show what they are given, and cannot reach into "
            "the program or change anything. Write a value that stands in the file README.md beside the templates of "
            "the tool.",
            file=file,
            line=line,
            name=kept["name"] if kept else str(error),
        )
    name = _NO_NAME.search(str(error)) or _NO_PART.search(str(error))
    if name:
        return text(
            "{file}, line {line}: there is nothing called {name} here. What a template may use stands in the file "
            "README.md beside the templates of the tool.",
            file=file,
            line=line,
            name=name["name"],
        )
    return text("{file}, line {line} cannot be filled in: {reason}", file=file, line=line, reason=str(error))


# --- sentences -------------------------------------------------------------------------------------------------------


def _check_sentences(own: Path, path: Path) -> None:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - see above

    for number, words in enumerate(_read(own, path).split("\n"), start=1):
        if not _SENTENCE_LINE.fullmatch(words.strip()):
            raise HouseRefused(_not_sentences(_shown(own, path), number))
    try:
        with path.open("rb") as stream:
            messages = list(read_po(stream, locale=path.parent.name, charset="utf-8", abort_invalid=True))
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise HouseRefused(_not_sentences(_shown(own, path), line + 1 if line is not None else 1)) from error
    for message in messages:
        _check_gaps(_shown(own, path), message)


def _not_sentences(file: str, line: int) -> Text:
    return text(
        "{file}, line {line} cannot be read. Each sentence takes two lines: {english} with the English one, {own} "
        "with yours, both in quotes.",
        file=file,
        line=line,
        english="msgid",
        own="msgstr",
    )


def _check_gaps(file: str, message: Message) -> None:
    if not message.id or not isinstance(message.id, str) or not isinstance(message.string, str):
        return
    known = _gaps(message.id)
    for gap in sorted(_gaps(message.string) - known):
        raise HouseRefused(
            text(
                "{file}, line {line}: nothing can be put in {gap}. The English sentence has: {known}.",
                file=file,
                line=message.lineno or 1,
                gap=f"{{{gap}}}",
                known=", ".join(f"{{{one}}}" for one in sorted(known)) or "–",
            )
        )


def _gaps(sentence: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
    except ValueError:  # a single brace: words about YAML, not a gap
        return set()
