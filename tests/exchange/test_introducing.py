"""!vorstellen: shown first, then posted by the bot; it can be taken back."""

import pytest

from commands.about import housekeeping
from tests.support.asking import ADA, BO, EXCHANGE, Exchange
from tests.support.people import everything, file_for_ada
from tests.support.say import ROOM

WORDS = "Ich arbeite in Musterstadt an den Leitlinien."
POSTED = f"Ada Beispiel stellt sich vor:\n\n{WORDS}"


async def introduced(exchange: Exchange) -> str:
    await exchange.chat(f"!vorstellen {WORDS}")
    [said] = await exchange.chat("ja")
    return said


async def test_it_is_shown_first_and_posted_after_a_yes(exchange: Exchange) -> None:
    [shown] = await exchange.chat(f"!vorstellen {WORDS}")
    assert POSTED in shown
    assert "Soll ich das so senden?" in shown
    assert await exchange.posted() == []
    [said] = await exchange.chat("ja")

    assert said.startswith("Ihre Vorstellung steht jetzt im Raum für den Austausch")
    assert await exchange.posted() == [POSTED]
    content = exchange.room.contents[-1]
    assert (content["msgtype"], content["m.mentions"]) == ("m.text", {})


async def test_after_a_no_nothing_is_posted(exchange: Exchange) -> None:
    await exchange.chat(f"!vorstellen {WORDS}")
    await exchange.chat("nein")

    assert await exchange.posted() == []


async def test_a_yes_twice_posts_once(exchange: Exchange) -> None:
    await introduced(exchange)
    await exchange.chat("ja")

    assert await exchange.posted() == [POSTED]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (f"Ich möchte mich vorstellen: {WORDS}", WORDS),
        (f"Hallo, ich würde mich gern kurz vorstellen: {WORDS} Wir haben Bonn.", WORDS[:-1]),
        (f"Stellen Sie mich bitte vor: {WORDS}", WORDS),
        (f"Ich wollte mich nur kurz vorstellen: {WORDS}", WORDS),
    ],
)
async def test_a_sentence_is_read_back_whole(exchange: Exchange, sentence: str, words: str) -> None:
    [shown] = await exchange.chat(sentence)
    assert f"Ada Beispiel stellt sich vor:\n\n{words}" in shown
    assert await exchange.posted() == []
    await exchange.chat("ja")

    [posted] = await exchange.posted()
    assert posted.startswith(f"Ada Beispiel stellt sich vor:\n\n{words}")


async def test_without_words_it_says_how(exchange: Exchange) -> None:
    for line in ("!vorstellen", "Ich möchte mich vorstellen.", "!vorstellen Ada"):
        [said] = await exchange.chat(line)
        assert said.startswith("Schreiben Sie dahinter in zwei, drei Sätzen, wer Sie sind")


async def test_who_is_new_here_is_offered_to_be_shown_around(exchange: Exchange) -> None:
    for sentence in (
        "Ich bin neu hier.",
        "Ich bin ganz neu im Netzwerk.",
        "Ich bin neues Mitglied",
    ):
        [offered] = await exchange.chat(sentence)
        assert "!rundgang" in offered
        assert "!hilfe" in offered
        [said] = await exchange.chat("1")
        assert "Rundgang 1 von 5: Nachschlagen" in said


@pytest.mark.parametrize(
    "sentence",
    [
        "Unsere Stelle ist neu im Haus, ich bin nicht neu hier.",
        "Wir möchten uns nicht vorstellen.",
        "Ich wollte mich nur kurz vorstellen.",
        "Wer stellt sich vor?",
    ],
)
async def test_what_means_something_else_neither_introduces_nor_shows_around(
    exchange: Exchange, sentence: str
) -> None:
    said = "\n".join(await exchange.chat(sentence))

    assert "Rundgang" not in said
    assert "stellt sich vor:" not in said


async def test_what_all_have_read_is_not_repeated(exchange: Exchange) -> None:
    [said] = await exchange.say(f"!vorstellen {WORDS}")

    assert said.startswith("Ihre Vorstellung haben hier gerade alle gelesen")


async def test_in_another_room_it_is_shown_there(exchange: Exchange) -> None:
    [shown] = await exchange.room.say(f"!vorstellen {WORDS}", room_id=ROOM)
    assert POSTED in shown
    await exchange.room.say("1", room_id=ROOM)

    assert await exchange.posted() == [POSTED]


async def test_it_can_be_taken_back_and_replaced(exchange: Exchange) -> None:
    await introduced(exchange)
    await exchange.posted()
    [refused] = await exchange.chat(f"!vorstellen {WORDS} Und in Bonn.")
    assert refused.startswith("Sie haben sich in den letzten sieben Tagen schon vorgestellt.")
    posted = await exchange.event("introduction-1")
    assert await exchange.chat("!vorstellen zurück") == [
        "Ihre Vorstellung habe ich aus dem Raum entfernt."
    ]

    await exchange.posted()
    assert exchange.room.contents[-1]["redacts"] == posted
    assert "Soll ich das so senden?" in (await exchange.chat(f"!vorstellen {WORDS}"))[0]
    [nothing] = await exchange.chat("!vorstellen zurück", BO)
    assert nothing.startswith("Von Ihnen gibt es keine Vorstellung")


async def test_what_is_too_long_is_refused(exchange: Exchange) -> None:
    [said] = await exchange.chat("!vorstellen " + "Ich bin da. " * 100)

    assert said.startswith("Eine Vorstellung hat höchstens 1000 Zeichen")


async def test_what_is_held_belongs_to_one_person_for_a_day(exchange: Exchange) -> None:
    await exchange.chat(f"!vorstellen {WORDS}")
    [others] = await exchange.chat("!vorstellen senden 1", BO)
    assert others.startswith("Dieser Text wartet nicht mehr")
    exchange.later(days=3)
    async with exchange.database.transaction() as tx:
        await housekeeping.forget(exchange.room.context(tx))
    [said] = await exchange.chat("!vorstellen senden 1")

    assert said.startswith("Dieser Text wartet nicht mehr")
    assert await exchange.posted() == []


async def test_markup_is_text(exchange: Exchange) -> None:
    await exchange.chat("!vorstellen <b>Ich</b> bin hier & dort")
    await exchange.chat("ja")
    await exchange.posted()

    formatted = exchange.room.contents[-1]["formatted_body"]
    assert "&lt;b&gt;Ich&lt;/b&gt; bin hier &amp; dort" in formatted


async def test_the_text_is_kept_only_until_it_is_sent(exchange: Exchange) -> None:
    await introduced(exchange)
    await exchange.posted()
    await exchange.told()

    assert "Musterstadt" not in await everything(exchange.database)


async def test_who_introduced_themselves_is_told_what_is_stored(exchange: Exchange) -> None:
    await introduced(exchange)
    document = await file_for_ada(exchange.room)

    [row] = document["Ihre Vorstellung bei den anderen, ohne den Text"]
    assert row["Raum"] == EXCHANGE


async def test_who_is_forgotten_is_introduced_no_more(exchange: Exchange) -> None:
    await introduced(exchange)
    await exchange.posted()
    posted = await exchange.event("introduction-1")
    await exchange.chat("!vergissmich")
    await exchange.chat("!vergissmich ja")

    assert ADA not in await everything(exchange.database)
    await exchange.posted()
    assert exchange.room.contents[-1]["redacts"] == posted


async def test_a_year_later_nobody_knows_who_introduced_themselves(exchange: Exchange) -> None:
    await introduced(exchange)
    await exchange.posted()
    for days, known in ((364, True), (2, False)):
        exchange.later(days=days)
        async with exchange.database.transaction() as tx:
            await housekeeping.forget(exchange.room.context(tx))
            rows = list(await tx.execute_fetchall("SELECT * FROM introduction"))
        assert bool(rows) is known
