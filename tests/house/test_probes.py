"""The list of hostile probes names tests that there are, each in one group."""

from pathlib import Path

import pytest

from tests.probes.groups import GROUPS

ROOT = Path(__file__).parents[2]
TESTS = [test for group in GROUPS.values() for test in group.tests]


@pytest.mark.parametrize("test", TESTS)
def test_each_is_there(test: str) -> None:
    file, _, name = test.partition("::")
    assert f"def {name}" in (ROOT / file).read_text(encoding="utf-8")


def test_none_counts_twice() -> None:
    assert len(TESTS) == len(set(TESTS))
    assert not [test for test in TESTS for other in TESTS if test.startswith(f"{other}::")]
