"""`--fix` and `--diff` of `roi-spec check`: saves the fixes or shows them, and says which they are."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from roi_spec.cli import forms
from roi_spec.cli.report import below
from roi_spec.fixing import Mended
from roi_spec.i18n import Translator
from roi_spec.model.finding import Finding
from roi_spec.model.text import text
from roi_spec.read import rewriting
from roi_spec.render.findings.difference import harmless, unified
from roi_spec.render.plain import no_order, one_line, quoted


def save(files: tuple[Mended, ...], root: Path, translator: Translator) -> bool:
    """Save what was mended; False when a file could not be saved, which standard error then says."""
    done = True
    for one in files:
        reason = rewriting.put(root, one.path, one.before, one.after) if one.changed else None
        if reason is not None:
            click.echo(no_order(one_line(translator.text(reason))), err=True)
            done = False
    return done


def show(files: tuple[Mended, ...], root: Path) -> None:
    """Print what would change, so that `git apply` takes it, on standard output."""
    parts = (unified(below(root) + one.name, _text(one.before), _text(one.after)) for one in files)
    whole = "".join(parts)
    shown = harmless(whole) if _is_obeyed() else whole
    sys.stdout.flush()
    sys.stdout.buffer.write(shown.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def tell(files: tuple[Mended, ...], translator: Translator, *, saved: bool) -> None:
    """Say on standard error which fixes were made or would be made, and which were left out."""
    for one in files:
        click.echo("\n".join(_told(one, translator, saved=saved)), err=True)


def _told(one: Mended, translator: Translator, *, saved: bool) -> Iterator[str]:
    if one.made:
        name = no_order(one_line(one.name))
        message = text("{path}: mended", path=name) if saved else text("{path}: would be mended", path=name)
        yield translator.text(message)
        yield from (_fix(finding, translator) for finding in one.made)
    if one.held_back:
        name = no_order(one_line(one.name))
        yield translator.text(text("{path}: left as it is, because more errors would follow", path=name))
        yield from (_fix(finding, translator) for finding in one.held_back)


def _fix(finding: Finding, translator: Translator) -> str:
    title = translator.text(quoted(finding.fix.title)) if finding.fix else ""
    return translator.text(
        text("  line {line}: {title} ({code})", line=finding.at.line, title=one_line(title), code=finding.code)
    )


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        written = rewriting.written(content)
        return written.text if written else ""


def _is_obeyed() -> bool:
    """Say whether a terminal or a build server reads along; a file or another program gets every sign as it is."""
    try:
        handle = sys.stdout.fileno()
    except (OSError, ValueError):
        return forms.on_server()
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return False
    return os.isatty(handle) or forms.on_server()
