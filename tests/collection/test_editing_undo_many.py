"""A change of very many entries is taken back in portions, and nobody waits for it meanwhile."""

import pytest

from bot.workers.undoing import Undoing
from commands.collection.editing.undoing import MOST_AT_ONCE, PORTION
from storage.collection import versions
from tests.collection.test_editing_undo import collection, imported
from tests.support.editing_fixtures import BO, Desk
from tests.support.growth import instructions

COUNT = MOST_AT_ONCE + 3


async def import_many(desk: Desk, count: int = COUNT) -> None:
    lines = (f"buergerbeteiligung,Ort {n},Stadt,Hessen,T," for n in range(count))
    await imported(desk, *lines)


def worker(desk: Desk) -> Undoing:
    return Undoing(desk.database, desk.room.live, lambda: None)


async def finish(desk: Desk) -> str:
    """Until all is undone; what is told then."""
    undoing = worker(desk)
    while await undoing.look() is not None:
        pass
    return "\n\n".join(await desk.room.read(desk.room.settings.management_room or ""))


async def test_it_is_said_that_it_takes_a_while_and_in_the_end_that_all_is_undone(
    desk: Desk,
) -> None:
    at_first = await collection(desk)
    await import_many(desk)
    shown = await desk.say("!rückgängig")
    assert shown.startswith(f"Rückgängig machen: {COUNT} Einträge")
    assert "nehme ich sie nach und nach zurück" in shown
    assert (await desk.say("!eintrag ja")).startswith("Ich nehme die Änderungen jetzt nach und")

    assert (await finish(desk)).startswith(f"Rückgängig gemacht: {COUNT} Einträge.")
    assert await collection(desk) == at_first
    async with desk.database.transaction() as tx:
        newest = await versions.newest(tx)
        [first] = await versions.of_batch(tx, newest - COUNT + 1, 1, None)
    assert (first.by.actor, first.version_id) == (BO, newest)
    assert await worker(desk).look() is None


async def test_between_two_portions_others_read_and_write(desk: Desk) -> None:
    await import_many(desk)
    await desk.do("!rückgängig")
    portions = 1
    while await worker(desk).look() is not None:
        portions += 1
        assert "Essen" in await desk.ask("!leitlinie Essen")
    assert portions == -(-COUNT // PORTION)


@pytest.mark.slow
async def test_a_portion_takes_as_much_work_of_many_as_of_few(desk: Desk) -> None:
    async def work(count: int) -> tuple[int, int]:
        await import_many(desk, count)
        preview = await instructions(desk.database, lambda: desk.say("!rückgängig"))
        await desk.say("!eintrag ja")
        portion = await instructions(desk.database, worker(desk).look)
        await finish(desk)
        return preview, portion

    few = await work(2 * MOST_AT_ONCE)
    many = await work(10 * MOST_AT_ONCE)
    assert many[0] < 3 * few[0]
    assert many[1] < 1.5 * few[1]


async def test_it_goes_on_after_a_restart_where_it_was(desk: Desk) -> None:
    at_first = await collection(desk)
    await import_many(desk)
    await desk.do("!rückgängig")
    await worker(desk).look()
    desk.restart()

    assert (await finish(desk)).startswith(f"Rückgängig gemacht: {COUNT} Einträge.")
    assert await collection(desk) == at_first


async def test_what_somebody_changes_meanwhile_is_left_and_told(desk: Desk) -> None:
    await import_many(desk)
    await desk.do("!rückgängig")
    changed = "!eintrag ändern Ort 0 Titel: Ganz anders"
    assert "Stimmt das?" in await desk.say(changed)
    await desk.say("!eintrag ja")

    told = await finish(desk)
    assert told.startswith(f"Rückgängig gemacht: {COUNT - 1} Einträge.")
    assert "Ein Eintrag wurde inzwischen anders geändert und blieb davon unberührt." in told
    assert "Ganz anders" in await desk.ask("!leitlinie Ort 0")


async def test_meanwhile_nothing_else_is_undone(desk: Desk) -> None:
    await import_many(desk)
    await desk.do("!rückgängig")

    assert "Ich nehme gerade eine große Änderung zurück." in await desk.say("!rückgängig")
    await finish(desk)
    assert "Es gibt keine Änderung der Sammlung" in await desk.say("!rückgängig")
