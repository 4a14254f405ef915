"""netzwerkbot init called again: it keeps what is there, goes on where it was killed, adds."""

import asyncio
import logging
import os
import random
import tomllib

import pytest

from tests.homeserver.setting_up import Newcomer, newcomer
from tests.homeserver.world import PASSWORD
from tests.support.terminal import terminal
from tests.support.waiting import PATIENCE

__all__ = ["newcomer"]

logger = logging.getLogger(__name__)


async def test_a_second_call_changes_nothing_and_says_what_is_there(newcomer: Newcomer) -> None:
    await newcomer.is_set_up()
    before = newcomer.everything()
    async with terminal("init", "--config", str(newcomer.file)) as typing:
        assert await typing.ends() == 0

    assert newcomer.everything() == before
    assert "ist schon da; sie bleibt, wie sie ist" in typing.screen
    assert f"Konto: {newcomer.world.bot_id}" in typing.screen
    assert "Mailserver: nicht angegeben" in typing.screen
    assert "netzwerkbot init --missing" in typing.screen
    assert len(await newcomer.joined()) == 3


async def test_what_is_missing_is_added_between_lines_that_stay(newcomer: Newcomer) -> None:
    await newcomer.is_set_up()
    whole = newcomer.file.read_text(encoding="utf-8")
    lines = [line for line in whole.splitlines() if not line.startswith(("exchange", "short_name"))]
    before = ["# Von Hand: bitte nicht ändern.", *lines, "[limits] # eng", "commands_per_minute=7"]
    newcomer.file.write_text("\n".join(before), encoding="utf-8")
    async with terminal("init", "--missing", "--config", str(newcomer.file)) as typing:
        await typing.answers(("Kurzname", "KBB"), ("Mailserver", ""), ("Verzeichnis für die", ""))
        assert await typing.ends() == 0
    after = newcomer.file.read_text(encoding="utf-8").splitlines()

    assert "Homeserver, zum Beispiel" not in typing.screen
    remaining = iter(after)
    assert all(line in remaining for line in before)
    # The room that was made for it is found again.
    assert newcomer.rooms() == {
        role: room if role != "network" else room[0]
        for role, room in tomllib.loads(whole)["rooms"].items()
    }
    assert tomllib.loads("\n".join(after))["network"]["short_name"] == "KBB"
    assert len(await newcomer.joined()) == 3


@pytest.mark.timeout(600)
async def test_killed_at_any_question_it_goes_on_without_a_second_set_of_rooms(
    newcomer: Newcomer,
) -> None:
    dialogue = [*newcomer.dialogue(), ("Ergebnis:", "")]
    at = 0
    while at < len(dialogue):
        async with terminal("init", "--config", str(newcomer.file)) as typing:
            # What was answered before the last kill and is kept is not asked again.
            at = await typing.goes_on(dialogue, at)
            await typing.kill()
        at += 1
    async with terminal("init", "--config", str(newcomer.file)) as typing:
        assert await typing.ends() == 0

    assert "ist schon da" in typing.screen
    assert len(await newcomer.joined()) == 3
    assert await newcomer.devices() == []
    for room_id in newcomer.rooms().values():
        await newcomer.manager.join(room_id)
    assert [path.name for path in newcomer.folder.glob(".*")] == []


@pytest.mark.timeout(900)
async def test_killed_at_any_moment_it_goes_on_without_a_second_set_of_rooms(
    newcomer: Newcomer,
) -> None:
    """Nobody is asked, so that the moments are those of its own work."""
    chance, kills = random.Random(15), 0
    given = {
        "MATRIX__HOMESERVER": f"127.0.0.1:{newcomer.world.homeserver.port}",
        "MATRIX__USER_ID": newcomer.world.bot_id,
        "MATRIX__PASSWORD": PASSWORD,
        "INIT__MANAGERS": newcomer.manager.user_id,
    }
    environment = {f"NETZWERKBOT_{name}": value for name, value in given.items()}
    command = ("init", "--non-interactive", "--config", str(newcomer.file))
    ended = False
    while not ended:
        async with terminal(*command, environment=environment) as typing:
            seen = asyncio.create_task(typing.sees("Der Homeserver antwortet", "Ergebnis:", "ist"))
            await asyncio.wait((seen,), timeout=PATIENCE)
            ended = kills >= int(os.environ.get("KILLS", "6"))
            if not ended:
                await asyncio.sleep(chance.uniform(0, 0.6))
                await typing.kill()
                kills += 1
                # Else the next ones would only find it done.
                newcomer.file.unlink(missing_ok=True)
            assert not ended or await typing.ends() == 0, typing.screen
        assert len(await newcomer.joined()) <= 3
    logger.info("%d kills", kills)

    assert len(await newcomer.joined()) == 3
    assert await newcomer.devices() == []
    assert sorted(path.name for path in newcomer.folder.iterdir()) == ["config.toml", "password"]
    for room_id in newcomer.rooms().values():
        await newcomer.manager.join(room_id)
