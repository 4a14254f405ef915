"""Askers who leave, rooms that are replaced, data that is forgotten."""

from dataclasses import replace
from datetime import timedelta

from commands.about import housekeeping
from storage.exchange import questions
from storage.matrix import rooms
from tests.support.asking import ADA, BO, EXCHANGE, Exchange
from tests.support.people import everything, file_for_ada
from tests.support.say import NOW

NEW = "!neu:example.org"
HELPED = "Geholfen hat die Satzung von Bonn, sie regelt alles."


async def test_the_question_of_somebody_who_left_is_closed(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.look_after()
    assert (await exchange.question()).state == "open"
    exchange.room.outsiders = {ADA}
    await exchange.look_after()

    question = await exchange.question()
    assert (question.state, question.closed_at) == ("closed", NOW)
    assert await exchange.posted() == []


async def test_while_nobody_knows_who_is_there_nothing_is_closed(exchange: Exchange) -> None:
    await exchange.ask()
    exchange.room.outsiders = None
    await exchange.look_after()

    assert (await exchange.question()).state == "open"


async def replace_room(exchange: Exchange) -> None:
    async with exchange.database.transaction() as tx:
        await rooms.entered(tx, EXCHANGE, NOW)
        await rooms.entered(tx, NEW, NOW)
        await rooms.replaced(tx, EXCHANGE, NEW)
    live = exchange.room.live
    live.settings = replace(live.settings, exchange_room=NEW)


async def test_in_the_room_that_replaces_its_own_a_question_gets_a_new_root(
    exchange: Exchange,
) -> None:
    root, _ = await exchange.ask()
    await exchange.ask("Wer nutzt das Quorum?", BO)
    await exchange.say("!erledigt 2", BO)
    await replace_room(exchange)
    for _ in range(2):
        await exchange.look_after()

    [moved] = await exchange.room.read(NEW)
    assert moved.startswith("Frage Nr. 1 von Ada Beispiel (Themen: Losverfahren, Bürgerrat): wer")
    assert f"https://matrix.to/#/{EXCHANGE}/{root}" in moved
    question = await exchange.question()
    assert question.room_id == NEW
    in_thread, said = await exchange.room.say("!erledigt 1", sender=ADA, room_id=NEW)
    assert in_thread == "Frage Nr. 1 ist erledigt."
    assert said.startswith("Frage Nr. 1 ist erledigt.")


async def test_a_tick_at_the_new_root_closes_it(exchange: Exchange) -> None:
    await exchange.ask()
    await replace_room(exchange)
    await exchange.look_after()
    await exchange.room.read(NEW)

    root = await exchange.event((await exchange.question()).root)
    await exchange.room.react("✅", root, sender=ADA, room_id=NEW)
    assert (await exchange.question()).state == "done"


# --- forgetting


async def test_who_is_forgotten_leaves_nothing_but_the_result(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.chat(f"!erledigt 1 {HELPED}")
    await exchange.chat("ja")
    await exchange.chat("!frage Wer nutzt das Wiesenschaumkraut-Quorum?")
    await exchange.chat("ja")
    await exchange.posted()
    await exchange.ask("Was kostet die Vergabe?", "@cora:example.org")
    async with exchange.database.transaction() as tx:
        await questions.follow(tx, 3, ADA)
        await questions.mention(tx, 3, ADA, NOW)
    await exchange.posted()
    await exchange.chat("!vergissmich")
    [*_, told] = await exchange.chat("!vergissmich ja")

    assert "2 Fragen an das Netzwerk gelöscht" in told
    left = await everything(exchange.database)
    assert ADA not in left
    assert "Wiesenschaumkraut" not in left
    assert HELPED in left
    exchange.room.contents.clear()
    await exchange.posted()
    removed = [each["redacts"] for each in exchange.room.contents if "redacts" in each]
    assert len(removed) == 5
    [said] = await exchange.chat("!frage 2", BO)
    assert said.startswith("Eine Frage Nr. 2 gibt es nicht.")


async def test_the_asker_is_told_what_is_stored(exchange: Exchange) -> None:
    await exchange.ask()
    document = await file_for_ada(exchange.room)

    [question] = document["Ihre Fragen an das Netzwerk"]
    assert question["Nummer der Frage"] == 1
    assert question["Titel"].startswith("wer hat Erfahrung")


async def test_a_year_after_the_end_nobody_knows_who_asked(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.chat("!folgen 1", BO)
    await exchange.chat("!erledigt 1")
    for days, known in ((365, True), (1, False)):
        exchange.room.now += timedelta(days=days)
        async with exchange.database.transaction() as tx:
            await housekeeping.forget(exchange.room.context(tx))
            rows = await tx.execute_fetchall("SELECT * FROM question_follower")
        assert ((await exchange.question()).asker == ADA) is known
        assert bool(list(rows)) is known
    assert (await exchange.question()).title.startswith("wer hat Erfahrung")


async def test_an_open_question_keeps_its_asker(exchange: Exchange) -> None:
    await exchange.ask()
    exchange.room.now += timedelta(days=800)
    async with exchange.database.transaction() as tx:
        await housekeeping.forget(exchange.room.context(tx))

    assert (await exchange.question()).asker == ADA
