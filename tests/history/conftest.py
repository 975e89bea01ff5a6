"""Makes scripted pasts once for all tests of a run, and reads them as the tool does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from roi_spec import pipeline
from roi_spec.model.past import Memory, Past
from roi_spec.remembering import remember
from tests.history import repository
from tests.history.repository import Repository


def memory_of(one: Repository, as_of: str = "2025-11-03") -> Memory:
    """Give what the tool remembers of a repository, looked at on a day."""
    day = dt.date.fromisoformat(as_of) if as_of else None
    return remember(pipeline.survey(pipeline.settings_for((one.root / "specs",), day)))


def past_of(one: Repository, as_of: str = "2025-11-03") -> Past:
    """Give the past of the one programme in a repository."""
    found = memory_of(one, as_of).of("careful-claims")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give the past with all steps; nobody may change it."""
    return repository.written(tmp_path_factory.mktemp("full") / "work")


@pytest.fixture(scope="session")
def past(full: Repository) -> Past:
    """Give what the tool remembers of it."""
    return past_of(full)


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Repository]:
    """Give a function that makes a past of one's own: `made(until="value")`."""
    return lambda **options: repository.written(tmp_path / "work", **options)
