"""Does every link inside the site lead somewhere, and does every page keep to itself?

Looks at finished HTML and CSS. A link must name a file, not a folder: a site that is opened by double click has no
server that would look for `index.html`. A page may link to other hosts, but must not load anything from them.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from roi_spec.model.text import Text, text

_ASIDE = re.compile(r"<!--.*?-->|<(script|style)\b[^>]*+>.*?</\1\s*+>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""<([a-zA-Z][\w-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([\w:-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_STYLE = re.compile(r"<style\b[^>]*+>(.*?)</style", re.DOTALL | re.IGNORECASE)
_CSS_URL = re.compile(r"""url\(\s*+["']?([^"')]++)["']?\s*+\)|@import\s++["']([^"']++)["']""", re.IGNORECASE)

_FOLLOWED = {("a", "href"), ("area", "href")}
"""Attributes that a reader follows by hand; everything else in `_NAMES` is loaded by the browser itself."""
_NAMES = ("href", "src", "srcset", "poster", "data", "xlink:href")
_ONLY_NAMED = {"canonical", "alternate", "license", "help", "author", "next", "prev", "up"}
"""Relations of `<link>` that a browser does not load."""


@dataclass(frozen=True, slots=True)
class Link:
    """One reference as it stands in a page."""

    page: str
    written: str
    loaded: bool
    """Fetched by the browser itself, as pictures and style sheets are."""


@dataclass(slots=True)
class Links:
    """The references and anchors of a site, collected page by page so that no page has to stay in memory."""

    links: dict[Link, None] = field(default_factory=dict)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)

    def read(self, path: str, content: bytes) -> None:
        """Take in one file of the site; what is neither HTML nor CSS has no links."""
        if path.endswith(".html"):
            page = content.decode("utf-8", "replace")
            found, anchors = _read_html(path, page)
            self.links.update(dict.fromkeys(found))
            self.anchors[path] = anchors
        elif path.endswith(".css"):
            self.links.update(dict.fromkeys(_read_css(path, content.decode("utf-8", "replace"))))

    def broken(self, files: frozenset[str]) -> Iterator[Text]:
        """Give a sentence for every reference that does not hold in a site of these files."""
        for link in self.links:
            reason = self._refuse(link, files)
            if reason is not None:
                yield reason

    def _refuse(self, link: Link, files: frozenset[str]) -> Text | None:
        address = urlsplit(link.written)
        if address.scheme == "data" or (not link.loaded and (address.scheme or address.netloc)):
            return None
        if address.scheme or address.netloc or link.written.startswith("/"):
            return text("{page} would load {link} from outside the site.", page=link.page, link=link.written)
        target = _target(link.page, unquote(address.path))
        if target not in files:
            return text("{page} links to {link}, which is not a file of the site.", page=link.page, link=link.written)
        anchor = unquote(address.fragment)
        if anchor and anchor != "top" and target in self.anchors and anchor not in self.anchors[target]:
            return text("{page} links to {link}, but that page has no such place.", page=link.page, link=link.written)
        return None


def _target(page: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def _read_html(path: str, page: str) -> tuple[list[Link], frozenset[str]]:
    links: list[Link] = []
    anchors: set[str] = set()
    for style in _STYLE.finditer(page):
        links += _read_css(path, style[1])
    # A page has thousands of tags and few different ones with attributes; only those are worth a look.
    for name, inside in dict.fromkeys(_TAG.findall(_ASIDE.sub(_opening, page))):
        if "=" in inside:
            attributes = _attributes(inside)
            anchors.update(attributes[key] for key in ("id", "name") if key in attributes)
            links += _references(path, name.lower(), attributes)
    return links, frozenset(anchors)


def _attributes(inside: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(inside)
    return {name.lower(): html.unescape(double or single or bare) for name, double, single, bare in found}


def _opening(aside: re.Match[str]) -> str:
    """Keep the opening tag of a script, which may load something; drop what stands inside."""
    return aside[0][: aside[0].index(">") + 1] if aside[1] else ""


def _references(path: str, tag: str, attributes: dict[str, str]) -> Iterator[Link]:
    named = tag == "link" and bool(_ONLY_NAMED & set(attributes.get("rel", "").split()))
    for key in _NAMES:
        if key not in attributes or (key == "data" and tag != "object"):
            continue
        loaded = (tag, key) not in _FOLLOWED and not named
        written = attributes[key].strip()
        for one in (part.split()[0] for part in written.split(",") if part.strip()) if key == "srcset" else (written,):
            yield Link(path, one, loaded)
    if "style" in attributes:
        yield from _read_css(path, attributes["style"])


def _read_css(path: str, css: str) -> list[Link]:
    # In SVG, `url(#shade)` names a part of the same drawing.
    found = (match[1] or match[2] for match in _CSS_URL.finditer(css))
    return [Link(path, written.strip(), loaded=True) for written in found if not written.startswith("#")]
