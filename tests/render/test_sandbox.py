"""Templates lay out what they are given, and can do nothing else: not the first time, and not when asked again."""

from __future__ import annotations

import pytest
from jinja2.exceptions import SecurityError

from roi_spec.render.sandbox import Sandbox

WRITTEN = Sandbox()


def filled(template: str) -> str:
    return WRITTEN.from_string(template).render(names=["a"], ages={"a": 1}, word="a")


@pytest.mark.parametrize(
    "template",
    [
        "{{ names.append('b') }}",
        "{{ ages.clear() }}",
        "{{ word.__class__.__mro__ }}",
    ],
)
def test_what_would_change_or_open_a_value_is_refused_each_time(template: str) -> None:
    for _ in range(2):
        with pytest.raises(SecurityError):
            filled(template)


def test_one_attribute_of_a_type_says_nothing_of_another() -> None:
    assert filled("{{ names.index('a') }} {{ ages.keys() | first }} {{ word.upper() }}") == "0 a A"
    with pytest.raises(SecurityError):
        filled("{{ names.index('a') }}{{ names.clear() }}")
