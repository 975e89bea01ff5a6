"""HTML from a finished view: the templates, the language they speak, and the files a page needs beside it.

Everything is escaped, always; an unknown name in a template is an error. A user's own templates go in front of ours,
file by file and block by block.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roi_spec.i18n import SOURCE_LANGUAGE, Translator
from roi_spec.model.artifact import Artifact
from roi_spec.model.handbook import Handbook
from roi_spec.model.text import text
from roi_spec.render import house
from roi_spec.render.charts_colours import colours
from roi_spec.render.paper import contents, standing_alone
from roi_spec.resources import templates_root

if TYPE_CHECKING:
    from jinja2 import Environment

ASSETS = "assets"
"""The folder of what pages load, among the templates and in the site: style sheets, scripts, a logo."""
PRINT_STYLES = ("theme.css", "print.css", "house.css")
"""What the PDF is set with; a user's own template for it may load those of a page as well."""
FONTS = ("SourceSansPro-Regular.ttf", "SourceSansPro-It.ttf", "SourceSansPro-Semibold.ttf")
_FONT_PACKAGE = "font_source_sans_pro"


def to_html(handbook: Handbook, own: Path | None = None) -> Artifact:
    """Give the page of a programme; `own` is a folder with templates that go before ours."""
    return Artifact(
        handbook.path, render("handbook.html.j2", handbook.frame.lang, own, handbook=handbook, frame=handbook.frame)
    )


def to_print_html(handbook: Handbook, own: Path | None = None) -> str:
    """Give the same handbook laid out for paper: what `pdf.to_pdf` takes."""
    templates = environment(handbook.frame.lang, own, on_paper=True)
    ready = standing_alone(handbook)
    values = {"handbook": ready, "frame": ready.frame, "contents": contents(ready)}
    return _filled(templates, own, "handbook-pdf.html.j2", **values)


def render(template: str, locale: str, own: Path | None = None, /, **values: Any) -> bytes:
    """Fill a template in a language. Raises `HouseRefused` when a template of the workspace does not fit its values."""
    return _filled(environment(locale, own), own, template, **values).encode("utf-8")


def _filled(templates: Environment, own: Path | None, template: str, /, **values: Any) -> str:
    try:
        written: str = templates.get_template(template).render(**values)
    except Exception as error:
        if own is not None and house.is_in(own, error):
            raise house.refused(error, own) from error
        raise
    return written.strip() + "\n"


def check(own: Path) -> None:
    """Look at a workspace's own templates before they are used; raises `HouseRefused` when one cannot be."""
    house.check_files(own)
    house.check(own, environment(SOURCE_LANGUAGE, own))


def logo(own: Path | None = None) -> str:
    """Give the name of the logo in `assets/`, the user's own before ours; empty when there is none."""
    return next((name for root in reversed(_roots(own)) if (name := house.logo_of(root / ASSETS))), "")


@cache
def environment(locale: str, own: Path | None = None, *, on_paper: bool = False) -> Environment:
    """Give the templates of a language; `_` translates our own sentences and fills their gaps.

    `ours/base.html.j2` is always ours, so that a user's file of the same name can extend it. `on_paper` tells templates
    to leave out what only a screen can use: every element costs the PDF time. Templates lay out and do nothing else:
    whoever sends a workspace must not be able to run a program with it.
    """
    from jinja2 import (  # noqa: PLC0415 - `check` never needs templates
        ChoiceLoader,
        FileSystemLoader,
        PrefixLoader,
        StrictUndefined,
    )

    from roi_spec.render.sandbox import Sandbox  # noqa: PLC0415 - see above

    ours = FileSystemLoader(templates_root())
    first = (FileSystemLoader(own),) if own else ()
    loader = ChoiceLoader([*first, ours, PrefixLoader({"ours": ours})])
    made = Sandbox(loader=loader, autoescape=True, undefined=StrictUndefined)
    translator = Translator(locale, own=own / house.LOCALES if own else None)

    def translate(msgid: str, /, **gaps: Any) -> str:
        return translator.text(text(msgid, **gaps))

    made.globals["_"] = translate
    made.globals["on_paper"] = on_paper
    made.globals["colour"] = colours(style(name, folder).decode() for folder in (None, own) for name in PRINT_STYLES)
    return made


def assets(own: Path | None = None) -> tuple[Artifact, ...]:
    """Give what pages load: every file in `assets/` of our templates and of the user's own, and the typeface.

    A file of the user goes before ours of the same name.
    """
    found = {path.relative_to(root).as_posix(): path for root in _roots(own) for path in _files(root / ASSETS)}
    return (*(Artifact(name, path.read_bytes()) for name, path in sorted(found.items())), *fonts())


def style(name: str, own: Path | None = None) -> bytes:
    """Give a style sheet: the user's own when there is one, else ours."""
    places = (root / folder / name for root in reversed(_roots(own)) for folder in (ASSETS, ""))
    return next(place for place in places if place.is_file()).read_bytes()


def _roots(own: Path | None) -> tuple[Path, ...]:
    """Give the folders with templates, the one that goes first as the last."""
    return (templates_root(), *((own,) if own else ()))


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(path for path in sorted(folder.rglob("*")) if path.is_file())


@cache
def fonts() -> tuple[Artifact, ...]:
    """Give the typeface of page and PDF with its licence."""
    folder = resources.files(_FONT_PACKAGE) / "files"
    named = tuple(Artifact(f"assets/fonts/{name}", (folder / name).read_bytes()) for name in FONTS)
    return (*named, Artifact("assets/fonts/LICENSE.txt", (folder / "LICENSE.txt").read_bytes()))
