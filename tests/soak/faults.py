"""What befalls the bot: kill -9 at any moment, a full disk for a while, reminders that fall due."""

import asyncio
import contextlib
import random
import sys
from datetime import UTC, datetime, timedelta

from bot.matrix.person import Person
from storage.database import open_database
from tests.soak.members import PLACES
from tests.soak.scene import Scene
from tests.support.reminding import HOUR, MINUTE, conference, context_at, plan

_SPELL_EVERY, _DUE_EVERY = 8, 3
# Seconds, if it says nothing.
_MOST = 4


async def befall(scene: Scene, kills: int) -> None:
    """Kill the bot so many times; now and then its disk is full before."""
    chance, due = scene.chance("kills"), 0
    for number in range(kills):
        if number % _SPELL_EVERY == 1:
            await full_disk(scene, chance)
        await _wait_for_a_moment(scene, chance, number)
        if number and number % 10 == 0:
            sys.stderr.write(f"{number} kills\n")
        async with scene.bot.killed():
            if number % _DUE_EVERY == 0 and (due == 0 or _has_come(scene, f"»Fällig {due}«")):
                due += 1
                await fall_due(scene, chance, f"Fällig {due}")


async def _wait_for_a_moment(scene: Scene, chance: random.Random, number: int) -> None:
    """While it starts, after it said something, or before it learns that it has."""
    how = chance.choice(("start", "work", "work", "sent", "sent")) if number else "work"
    if how == "start":
        await asyncio.sleep(chance.uniform(0, 1.5))
        return
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(scene.line.sent(chance.randint(1, 4)), _MOST)
    if how == "work":
        await asyncio.sleep(chance.uniform(0, 0.3))
        return
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(scene.line.accepted(), 4)
    # Long enough for somebody to react to what only the bot does not know yet.
    await asyncio.sleep(chance.uniform(0, 1))


async def full_disk(scene: Scene, chance: random.Random) -> None:
    """New keys and commands come while nothing can be stored; all is answered without a restart.

    Eva is alone with the bot and a manager, so that her answers wait behind nobody's.
    """
    eva = scene.people["eva"]
    places = chance.sample(PLACES, 3)
    asked = [await _ask_anew(scene, eva, places[0])]
    await scene.answer(eva, asked[0])
    with scene.bot.full_disk():
        for place in places[1:]:
            asked.append(await _ask_anew(scene, eva, place))
            with contextlib.suppress(TimeoutError):
                # With the command, and once more.
                await asyncio.wait_for(scene.line.synced(2), 10)
    for event_id in asked:
        await scene.answer(eva, event_id)


async def _ask_anew(scene: Scene, eva: Person, place: str) -> str:
    """Under a new key, as after a hundred messages."""
    eva.session.client.invalidate_outbound_session(scene.calm)
    asked = await eva.say(scene.calm, f"!leitlinie {place}")
    scene.ledger.answered("command under a new key", asked, place)
    return asked


def _has_come(scene: Scene, title: str) -> bool:
    """Return whether that reminder was seen in both rooms, so that none has to say ever more."""
    readers = (scene.people["ada"], scene.people["dora"])
    return all(any(title in event.text for event in reader.timeline) for reader in readers)


async def fall_due(scene: Scene, chance: random.Random, title: str) -> None:
    """Plan a reminder for the next seconds, in the database of the bot that is dead."""
    config = scene.config
    due = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=chance.uniform(1, 6))
    meeting = conference(0, due + HOUR, uid=title, title=title)
    rooms = scene.plain, scene.encrypted
    async with open_database(config.database_file) as database, database.transaction() as tx:
        await plan(context_at(tx, due - MINUTE, config, rooms), [meeting])
    for room_id in rooms:
        scene.ledger.told("reminder", room_id, f"»{title}«", "Erinnerung")
