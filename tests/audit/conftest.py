"""The site that the audit of pages reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from roi_spec import building
from tests.audit.published import survey


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the whole site without PDF, from the same files as the tests read."""
    target = tmp_path_factory.mktemp("audit") / "site"
    building.build(survey(), target, with_pdf=False)
    return target
