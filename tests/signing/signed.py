"""A programme with a sign-off of its own making, and what holds of it after a change: the ground of these tests."""

from __future__ import annotations

import datetime as dt

from roi_spec.model.document import Document
from roi_spec.model.signed import Signed, Standing, held, standing
from roi_spec.model.signed_items import Item, in_scope, items_of, marks_of
from roi_spec.model.signed_text import Entry, with_entry
from roi_spec.model.spec import SignOff
from roi_spec.read.yaml import read_text
from tests.lint.chain import programme_of
from tests.lint.surroundings import STANDARDS, standards_of
from tests.specs import BASE

DAY = dt.date(2025, 8, 20)
SHARED = BASE.replace("effect * cost_per_error", "effect * standard.error_cost")


def document(content: str) -> Document:
    found, unread = read_text("specs/example.roi.yaml", content)
    assert found is not None, unread
    return found


def items(content: str = BASE, values: str = STANDARDS) -> tuple[Item, ...]:
    return items_of(document(content), standards_of(values))


def marks(content: str = BASE) -> dict[str, str]:
    return marks_of(items(content))


def entry(content: str = BASE, by: str = "Finance", *scope: str, values: str = STANDARDS) -> Entry:
    """Give the sign-off of a content as it is."""
    return Entry(by, DAY, scope, marks=marks_of(in_scope(items(content, values), scope)))


def signed(content: str = BASE, by: str = "Finance", *scope: str) -> str:
    """Give a content with a sign-off written into it."""
    return with_entry(content, document(content).root, entry(content, by, *scope))


def sign_off(content: str = BASE, by: str = "Finance", *scope: str) -> SignOff:
    (found,) = programme_of(signed(content, by, *scope), standards_of()).sign_offs
    return found


def after(old: str, new: str, *scope: str, content: str = BASE) -> Standing:
    """Sign, replace one passage, and say what is left of the sign-off."""
    assert content.count(old) == 1, (content.count(old), old)
    return standing(items(content.replace(old, new)), sign_off(content, "Finance", *scope))


def values_after(old: str, new: str, *scope: str) -> Signed:
    assert BASE.count(old) == 1
    return held(items(BASE.replace(old, new)), (sign_off(BASE, "Finance", *scope),))
