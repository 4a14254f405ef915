"""A file with the least that a configuration needs."""

from pathlib import Path

import pytest

from tests.support.config_files import MINIMAL


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(MINIMAL, encoding="utf-8")
    return path
