"""What the tests of reading share: a small correct spec, and short ways to look at findings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from roi_spec.model.document import Node

SPEC = """\
# An onboarding programme
roi_spec: "1.0"
kind: programme
id: onboarding-2025
title: Onboarding
currency: EUR
audience:
  group: Account managers
  invited: 10
  completed: 10
costs:
  - id: licences
    amount: 5000 EUR
  - id: trainer
    amount: 7000 EUR
limitations:
  - Small groups
  - Short follow-up
notes: |
  Text with: a colon
  - and “marks” // of = all * kinds
benefit_window: {start: 2025-02-01, length: 12 months}
"""


@pytest.fixture(scope="session")
def spec() -> str:
    return SPEC


@pytest.fixture(scope="session")
def shape() -> Callable[[Node], object]:
    """Give a function that tells everything a tree says, in a form that can be compared."""
    return _shape


def _shape(node: Node) -> object:
    """Everything a node says, comparable."""
    children = [(name, _shape(child)) for name, child in node.fields] + [_shape(item) for item in node.items]
    return (node.kind, node.text, node.span, node.key_span, node.quoted, node.block, node.pointer, children)
