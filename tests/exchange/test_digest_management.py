"""What the management sees and writes: preview, foreword, export, the weekly note."""

from dataclasses import replace
from datetime import UTC, datetime

from commands.exchange.questions.commands import WEEKLY
from storage.exchange import digest
from tests.exchange.test_digest import ordered
from tests.exchange.test_watch import agree, reply
from tests.support.asking import ADA, BO, CORA, Exchange
from tests.support.digesting import FRIDAY, WEEK, change, plan, turn, with_mail
from tests.support.people import ADA as ADA_ID
from tests.support.people import forget_ada
from tests.support.say import MANAGEMENT, ROOM

FOREWORD = "Wir sehen uns beim Netzwerktreffen."


async def test_the_preview_shows_the_last_week_and_who_ordered_it(exchange: Exchange) -> None:
    await ordered(exchange)
    await ordered(exchange, "monatlich", BO)
    await change(exchange, "Kiel")
    [said] = await exchange.lead("!rundbrief vorschau")

    assert "Neues aus sieben Tagen" in said
    assert "1 geänderter Eintrag der Sammlung: Kiel" in said
    assert "2 Personen haben ihn bestellt: 1 wöchentlich, 1 monatlich, davon 0 per E-Mail." in said
    assert ADA not in said
    await turn(exchange, FRIDAY)
    assert "Kiel" in await exchange.told()


async def test_an_empty_week_is_told_as_such(exchange: Exchange) -> None:
    [said] = await exchange.lead("!rundbrief vorschau")

    assert "gab es nichts Neues" in said
    assert "Bestellt hat ihn noch niemand." in said


async def test_the_foreword_is_told_once_to_each(exchange: Exchange) -> None:
    await ordered(exchange)
    [said] = await exchange.lead(f"!rundbrief vorwort {FOREWORD}")
    assert FOREWORD in said
    assert "E-Mails" not in said
    await ordered(exchange, sender=BO)
    told = []
    for person in (ADA, BO):
        await turn(exchange, FRIDAY)
        told.append(await exchange.told(person))
    await turn(exchange, FRIDAY + WEEK)

    assert told[0].startswith(f"Ada Beispiel: Rundbrief vom 27. November 2026\n\n{FOREWORD}")
    assert FOREWORD in told[1]
    assert await exchange.told() == ""


async def test_a_foreword_is_shown_replaced_and_taken_away(exchange: Exchange) -> None:
    assert "hat kein Vorwort" in (await exchange.lead("!rundbrief vorwort"))[0]
    await exchange.lead("!rundbrief vorwort Alt")
    await exchange.lead(f"!rundbrief vorwort {FOREWORD}")
    assert FOREWORD in (await exchange.lead("!rundbrief vorwort"))[0]
    assert FOREWORD in (await exchange.lead("!rundbrief vorschau"))[0]
    assert "kein Vorwort mehr" in (await exchange.lead("!rundbrief vorwort weg"))[0]
    assert "hat kein Vorwort" in (await exchange.lead("!rundbrief vorwort"))[0]


async def test_a_long_foreword_is_refused_and_mails_are_named(exchange: Exchange) -> None:
    with_mail(exchange)

    assert "höchstens 600 Zeichen" in (await exchange.lead(f"!rundbrief vorwort {'x' * 601}"))[0]
    assert "auch in den E-Mails" in (await exchange.lead(f"!rundbrief vorwort {FOREWORD}"))[0]


async def test_a_foreword_that_nobody_got_is_forgotten(exchange: Exchange) -> None:
    await exchange.lead(f"!rundbrief vorwort {FOREWORD}")
    await ordered(exchange, "monatlich")
    await turn(exchange, FRIDAY + 6 * WEEK)
    async with exchange.database.transaction() as tx:
        assert await digest.foreword(tx) is None


async def test_a_name_in_the_foreword_goes_with_its_person(exchange: Exchange) -> None:
    await exchange.lead(f"!rundbrief vorwort Fragen Sie {ADA_ID}")
    await forget_ada(exchange.room)

    assert "(gelöschte Person)" in (await exchange.lead("!rundbrief vorwort"))[0]


async def test_the_export_is_a_markdown_file_in_the_room(exchange: Exchange) -> None:
    await exchange.lead("!rundbrief vorwort *Achtung* <b>")
    await change(exchange, "Kiel")
    await plan(exchange, "2026-12-16T10:00", title="Los_verfahren")
    await exchange.lead("!rundbrief export", event_id="$export")
    async with exchange.database.transaction() as tx:
        [row] = await tx.execute_fetchall(
            "SELECT room_id, content FROM outbox WHERE transaction_id = 'digest-export-$export'"
        )
    assert row["room_id"] == MANAGEMENT
    file = next(content for content in exchange.room.contents if content.get("msgtype") == "m.file")
    assert file["filename"] == "rundbrief-2026-11-24.md"
    assert file["info"]["mimetype"] == "text/markdown"


async def test_only_the_management_has_these_commands(exchange: Exchange) -> None:
    for words in ("vorschau", "vorwort Hallo", "export"):
        [said] = await exchange.room.say(f"!rundbrief {words}", room_id=ROOM)
        assert "Netzwerkmanagement" in said or "wie oft und wohin" in said
    async with exchange.database.transaction() as tx:
        assert await digest.foreword(tx) is None


# --- the weekly note

MONDAY = datetime(2026, 12, 14, 8, tzinfo=UTC)


async def totals(exchange: Exchange, at: datetime) -> list[tuple[str, str]]:
    exchange.room.now = at
    async with exchange.database.transaction() as tx:
        found = await WEEKLY.totals(exchange.room.context(tx))
    return [(total.words, total.command) for total in found]


async def test_questions_without_a_reply_are_counted_from_the_fifteenth_day(
    exchange: Exchange,
) -> None:
    await exchange.ask()
    root, _ = await exchange.ask("Wer nutzt ein Quorum, und wie hoch ist es?", BO)
    await reply(exchange, root, CORA)
    before = await totals(exchange, MONDAY - WEEK)
    told = await totals(exchange, MONDAY)

    assert before == []
    assert told == [("Eine Frage ist seit mehr als zwei Wochen ohne Antwort", "fragen offen")]


async def test_the_command_that_is_named_shows_them(exchange: Exchange) -> None:
    await exchange.ask()
    [(_, command)] = await totals(exchange, MONDAY)
    [shown] = await exchange.lead(f"!{command}")

    assert "wer hat Erfahrung mit dem Losverfahren für einen Bürgerrat?" in shown


async def test_topics_without_anybody_are_named_as_soon_as_there_are_profiles(
    exchange: Exchange,
) -> None:
    await exchange.ask()
    exchange.later(hours=1)
    await exchange.say("!erledigt 1")
    assert await totals(exchange, MONDAY) == []
    await agree(exchange, BO)

    assert await totals(exchange, MONDAY + WEEK) == [
        ("2 Themen ohne Ansprechperson (Bürgerrat, Losverfahren)", "themen")
    ]


async def test_without_a_room_for_questions_there_is_nothing_to_count(exchange: Exchange) -> None:
    await exchange.ask()
    exchange.room.live.settings = replace(exchange.room.settings, exchange_room=None)

    assert await totals(exchange, MONDAY) == []
