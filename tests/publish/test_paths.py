"""Names that cannot live side by side on every system are refused before anything is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.publish.paths import MAX_LENGTH, Names

PART = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}[a-z0-9]", fullmatch=True)


@pytest.mark.parametrize(
    "path",
    ["index.html", "nl/index.html", "nl/programmes/sales-2025/handbook.pdf", "assets/site.css", "nl/rules/ROI101.html"],
)
def test_names_of_the_site_are_accepted(path: str) -> None:
    assert Names().refuse(path) is None


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../outside.html",
        "nl/../../outside.html",
        "nl/./index.html",
        "nl//index.html",
        "nl/",
        "nl\\index.html",
        "c:/index.html",
        "nl/con",
        "nl/aux.html",
        "nl/COM1.txt",
        "nl/ends-in-dot.",
        "nl/ends-in-space ",
        "nl/new\nline.html",
        "nl/nul\0.html",
        "nl/café.html",
        "nl/a:b.html",
        "-rf",
        "x" * (MAX_LENGTH + 1),
        "manifest.json",
        "Manifest.JSON",
        "readme.md",
    ],
)
def test_names_that_some_system_reads_differently_are_refused(path: str) -> None:
    assert Names().refuse(path) is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("nl/index.html", "nl/index.html"),
        ("nl/index.html", "nl/Index.html"),
        ("nl/index.html", "NL/other.html"),
        ("nl/sales", "nl/sales/index.html"),
        ("nl/sales/index.html", "nl/sales"),
        ("nl/sales/index.html", "nl/Sales"),
    ],
)
def test_two_files_for_one_place_are_refused(first: str, second: str) -> None:
    names = Names()
    assert names.refuse(first) is None
    assert names.refuse(second) is not None


@given(st.lists(st.lists(PART, min_size=1, max_size=3).map("/".join), unique=True))
def test_accepted_names_never_meet(paths: list[str]) -> None:
    names = Names()
    accepted = [path for path in paths if names.refuse(path) is None]
    assert len({path.lower() for path in accepted}) == len(accepted)
    assert not any(other.startswith(f"{path}/") for path in accepted for other in accepted)
