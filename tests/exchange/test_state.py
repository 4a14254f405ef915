"""!stand tells what is new in twelve lines at most."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.exchange.digest.reading import read_since, read_wish
from tests.support.asking import ADA, BO, EXCHANGE, Exchange
from tests.support.digesting import FRIDAY, alter, change, plan, turn, undo, write_result
from tests.support.say import MANAGEMENT, NOW, ROOM, Room

TODAY = NOW.date()


async def state(exchange: Exchange, words: str = "", sender: str = ADA) -> str:
    [*_, said] = await exchange.chat(f"!stand {words}".strip(), sender)
    return said


async def test_a_newcomer_reads_each_group_with_its_count(exchange: Exchange) -> None:
    await change(exchange, "Bonn", "created")
    await change(exchange, "Kiel")
    await exchange.ask()
    await exchange.say("!erledigt 1")
    await write_result(exchange, 1, "Wer lost?")
    await exchange.ask("Wer nutzt ein Quorum, und wie hoch ist es?", BO)
    await plan(exchange, "2026-12-02T10:00", title="Losverfahren")
    await plan(exchange, "2027-03-04T13:00", title="Treffen", register_by="2026-12-18T18:00")

    said = await state(exchange)
    assert said.split("\n\n") == [
        "Stand seit 27. Oktober 2026",
        "1 neuer Eintrag der Sammlung: Bonn",
        "1 geänderter Eintrag der Sammlung: Kiel",
        "1 Ergebnis zu einer Frage: Nr. 1 »Wer lost?«",
        "1 offene Frage, neu: Nr. 2 »Wer nutzt ein Quorum, und wie hoch ist es?«",
        "1 Termin in den nächsten sechs Wochen:",
        "– Mittwoch, 2. Dezember 2026, 10:00 Uhr: Losverfahren (Nr. 1)",
        "1 Anmeldung endet: Treffen (Nr. 2) am Freitag, 18. Dezember 2026, 18:00 Uhr",
        "Alles Weitere zeigen !sammlung neu, !fragen und !termine.",
    ]


async def test_however_much_there_is_it_has_twelve_lines(exchange: Exchange) -> None:
    for name in ("Bonn", "Kiel", "Gera", "Bremen", "Graz", "Jever", "Jena", "Essen", "Erfurt"):
        await change(exchange, name, "created")
    for name in ("Potsdam", "Heidelberg"):
        await change(exchange, name)
    for number in range(1, 9):
        asker = f"@p{number}:example.org"
        await exchange.say(f"!frage Wer kennt das Verfahren{number} in Ort{number}?", asker)
        await write_result(exchange, number, f"Titel {number}")
        await plan(exchange, f"2026-12-{number:02}T10:00", register_by=f"2026-12-{number:02}T08:00")

    said = await state(exchange)
    lines = [line for line in said.splitlines() if line]
    assert len(lines) <= 12
    assert "8 offene Fragen, neu: Nr. 8" in said
    assert "und 5 weitere" in said


async def test_open_questions_are_told_however_old_with_the_new_among_them(
    exchange: Exchange,
) -> None:
    await exchange.ask()
    exchange.later(days=40)
    await exchange.ask("Wer nutzt ein Quorum, und wie hoch ist es?", BO)

    assert "2 offene Fragen, davon 1 neu: Nr. 2" in await state(exchange)


async def test_what_was_undone_is_not_told(exchange: Exchange) -> None:
    await undo(exchange, await change(exchange))

    assert "Seitdem gibt es nichts Neues" in await state(exchange)


async def test_since_counts_from_the_day_on(exchange: Exchange) -> None:
    await change(exchange, "Bonn")
    exchange.later(days=40)
    await change(exchange, "Kiel")

    assert "Bonn" not in await state(exchange)
    assert "2 geänderte Einträge der Sammlung: Bonn, Kiel" in await state(exchange, "seit 24.11.")
    assert "Stand seit 24. November 2026" in await state(exchange, "seit 24.11.")
    assert "1 geänderter Eintrag der Sammlung: Kiel" in await state(exchange, "25.11.")


async def test_with_an_order_it_is_told_since_the_last_digest(exchange: Exchange) -> None:
    await change(exchange, "Bonn")
    exchange.later(hours=1)
    await exchange.chat("!rundbrief wöchentlich")
    exchange.later(hours=1)
    await change(exchange, "Kiel")
    assert "Bonn, Kiel" in await state(exchange)  # there was none yet
    await turn(exchange, FRIDAY)
    exchange.later(hours=1)
    await exchange.chat("!rundbrief monatlich")
    assert "Stand seit 27. November 2026" in await state(exchange)
    assert "Kiel" not in await state(exchange)
    assert "Bonn, Kiel" in await state(exchange, sender=BO)


async def test_it_changes_nothing_about_the_next_digest(exchange: Exchange) -> None:
    await exchange.chat("!rundbrief wöchentlich")
    await change(exchange, "Kiel")
    await state(exchange)
    await turn(exchange, FRIDAY)

    assert "Kiel" in await exchange.told()


async def test_a_cancelled_or_begun_meeting_is_not_ahead(exchange: Exchange) -> None:
    await alter(exchange, await plan(exchange, "2026-12-02T10:00"), state="cancelled")
    await plan(exchange, "2026-11-24T09:30")

    assert "nichts Neues" in await state(exchange)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("seit 1.9.", "2026-09-01"),
        ("1.9", "2026-09-01"),
        ("seit dem 1. September 2025", "2025-09-01"),
        ("seit Montag", "2026-11-23"),
        ("seit gestern", "2026-11-23"),
        ("seit letzter Woche", "2026-11-17"),
        ("2 Wochen", "2026-11-10"),
        ("vor drei Tagen", "2026-11-21"),
        ("seit September", "2026-09-01"),
        ("seit Dezember", "2025-12-01"),
        ("seit 24.11.", "2026-11-24"),
    ],
)
def test_the_beginning_is_read_as_people_write_it(words: str, day: str) -> None:
    begin = read_since(words, TODAY)

    assert begin is not None
    assert begin.isoformat() == day


@pytest.mark.parametrize("words", ["seit 1.9.2030", "seit 31.2.", "bald", "%", "seit", "3000 Tage"])
async def test_what_is_no_past_time_is_asked_about(exchange: Exchange, words: str) -> None:
    assert "kann ich keinen Beginn verbinden" in await state(exchange, words)


async def test_of_very_many_entries_the_first_are_named_and_all_are_counted(
    exchange: Exchange,
) -> None:
    async with exchange.database.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO guideline_version (batch, guideline_id, done_at, action, after)
            SELECT 1, guideline_id, ?, 'created', '{}' FROM guideline
            """,
            (int(NOW.timestamp()),),
        )
    said = await state(exchange)

    assert "121 neue Einträge der Sammlung: Bad Blankenburg, Bad Homburg" in said
    assert "und 113 weitere" in said


@given(st.text(max_size=30))
def test_whatever_is_typed_the_beginning_is_no_future(words: str) -> None:
    begin = read_since(words, TODAY)

    assert begin is None or begin <= TODAY


@given(st.text(max_size=60))
def test_whatever_is_typed_a_wish_is_read_or_refused(words: str) -> None:
    wish = read_wish(words)

    assert wish is None or not (wish.here and wish.by_mail)


async def test_it_answers_members_in_rooms_and_nobody_else(exchange: Exchange) -> None:
    room = exchange.room
    assert "Stand seit" in (await room.say("!stand", room_id=ROOM))[0]
    assert "Stand seit" in (await room.say("!stand", room_id=MANAGEMENT))[0]
    room.outsiders = {ADA}
    [said] = await exchange.chat("!stand")
    assert "Mitgliedern des Netzwerks vorbehalten" in said


async def test_without_a_room_for_questions_it_says_what_is_missing(room: Room) -> None:
    assert "exchange" in (await room.say("!stand"))[0]
    assert "exchange" in (await room.say("!rundbrief"))[0]


async def test_a_title_of_another_member_is_escaped(exchange: Exchange) -> None:
    await exchange.ask("Wer nutzt <b>Quoren</b>, und wie hoch sind sie?")
    await state(exchange)

    assert "<b>Quoren</b>" not in exchange.room.contents[-1]["formatted_body"]


async def test_a_day_of_the_clock_change_begins_at_midnight_there(exchange: Exchange) -> None:
    exchange.room.now = NOW - timedelta(days=30)  # 25 October
    await change(exchange, "Bonn")

    assert "Bonn" in await state(exchange, "seit 25.10.")
    assert EXCHANGE not in await state(exchange)
