"""A few kills of the soak and a few restores; `make soak N=300` and `make drill` have all."""

import pytest

from tests.drill.running import run
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


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", ["11", "12", "13"])
async def test_after_a_restore_nothing_is_doubled_or_lost_and_nobody_is_back(
    world: World, seed: str
) -> None:
    verdict = await run(world, seed)

    assert verdict.failures == []
    assert verdict.answers >= 8
