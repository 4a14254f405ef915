"""A few restores by chance; `make drill N=100` has all of them."""

import pytest

from tests.drill.running import run
from tests.homeserver.world import World


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", ["11", "12", "13"])
async def test_after_a_restore_nothing_is_doubled_or_lost_and_nobody_is_back(
    world: World, seed: str
) -> None:
    verdict = await run(world, seed)

    assert verdict.failures == []
    assert verdict.answers >= 8
