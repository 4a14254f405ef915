"""The place where the people with browsers meet, and where their pictures go."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.browser.driving import Place, folder_for_pictures, open_place


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with open_place(tmp_path / "demo") as place:
        yield place


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return folder_for_pictures(tmp_path)
