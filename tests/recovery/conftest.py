"""A machine without any data yet."""

from pathlib import Path

import pytest

from tests.support.restoring import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    folder = tmp_path / "machine"
    folder.mkdir()
    return Machine(folder)
