"""A few kills of the soak; `make soak N=300` has all of it."""

import pytest

from tests.homeserver.world import World
from tests.soak.running import soak

KINDS = {
    "accepted by command",
    "accepted by reaction",
    "announcement",
    "attendance",
    "choice by number",
    "choice by reaction",
    "command under a new key",
    "dialogue",
    "edited command",
    "look-up",
    "next page",
    "notice",
    "preview",
    "refused with a reason",
    "reminder",
    "submission",
}


@pytest.mark.timeout(900)
async def test_kills_a_bad_line_and_a_full_disk_lose_and_double_nothing(world: World) -> None:
    outcome = await soak(world, kills=6, seed=14)

    assert outcome.failures() == []
    assert outcome.tallies.keys() >= KINDS
    assert {"cut", "late_502"} <= outcome.faults.keys()
