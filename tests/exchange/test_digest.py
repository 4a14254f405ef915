"""The digest by order: at its moment, once, and nothing in two of them."""

from datetime import UTC, datetime, timedelta

import pytest

from commands.conversation.command import Context
from commands.conversation.posting import to_person
from commands.exchange.digest import sending
from commands.exchange.digest.schedule import next_turn
from commands.language.markup import Text
from storage.exchange import digest
from storage.exchange.digest import DigestOrder
from tests.support.asking import ADA, BO, Exchange
from tests.support.digesting import FRIDAY, WEEK, alter, change, plan, turn, write_result
from tests.support.people import everything
from tests.support.say import MANAGEMENT, NOW, ROOM, SETTINGS


async def order_of(exchange: Exchange, person: str = ADA) -> DigestOrder | None:
    async with exchange.database.transaction() as tx:
        return await digest.of(tx, person)


async def ordered(exchange: Exchange, words: str = "wöchentlich", sender: str = ADA) -> str:
    [said] = await exchange.chat(f"!rundbrief {words}".strip(), sender)
    return said


# --- ordering


async def test_who_orders_it_is_told_when_the_next_one_comes(exchange: Exchange) -> None:
    said = await ordered(exchange)

    assert said.startswith("Sie bekommen den Rundbrief wöchentlich im Direktchat.")
    assert "Der nächste kommt am Freitag, 27. November 2026, 09:00 Uhr, wenn es Neues gibt" in said
    assert said.endswith("Abbestellen: !rundbrief aus")
    assert await ordered(exchange, "") == said.replace(
        "\n\nWas bis heute neu ist, zeigt !stand.", ""
    )


async def test_the_monthly_one_comes_on_the_first_such_day(exchange: Exchange) -> None:
    assert "Freitag, 4. Dezember 2026, 09:00 Uhr" in await ordered(exchange, "monatlich")


async def test_without_an_order_it_says_how_to_order(exchange: Exchange) -> None:
    said = await ordered(exchange, "")

    assert "Sie haben keinen Rundbrief bestellt." in said
    assert "!rundbrief monatlich" in said
    assert "mail" not in said


async def test_the_order_is_ended_and_forgotten(exchange: Exchange) -> None:
    await ordered(exchange)
    await change(exchange)
    assert "abbestellt" in await ordered(exchange, "aus")
    await turn(exchange, FRIDAY)

    assert await order_of(exchange) is None
    assert await exchange.told() == ""
    assert "keinen Rundbrief bestellt" in await ordered(exchange, "aus")


async def test_an_order_in_a_room_comes_in_the_direct_chat(exchange: Exchange) -> None:
    [said] = await exchange.room.say("!rundbrief wöchentlich", room_id=ROOM)
    await change(exchange)
    await turn(exchange, FRIDAY)

    assert "im Direktchat" in said
    assert "Rundbrief vom 27. November 2026" in await exchange.told()
    assert await exchange.room.read(ROOM) == []


@pytest.mark.parametrize("words", ["quatsch", "hier mail", "wöchentlich aus", "täglich", "%"])
async def test_what_is_not_understood_is_asked_about(exchange: Exchange, words: str) -> None:
    assert "wie oft und wohin" in await ordered(exchange, words)
    assert await order_of(exchange) is None


async def test_switched_off_there_is_none(exchange: Exchange) -> None:
    off = SETTINGS.exchange.model_copy(update={"digest": ""})
    await ordered(exchange)
    room = exchange.room
    room.live.settings = exchange.room.settings.__class__(
        **{**exchange.room.settings.__dict__, "exchange": off}
    )
    await change(exchange)
    await turn(exchange, FRIDAY)

    assert "gibt es hier nicht" in await ordered(exchange)
    assert await exchange.told() == ""


# --- what is in it


async def test_it_tells_what_is_new_since_the_order_once(exchange: Exchange) -> None:
    await change(exchange, "Bonn")
    await ordered(exchange)
    await change(exchange, "Kiel")
    await exchange.ask("Wer nutzt ein Quorum, und wie hoch ist es?", BO)
    await turn(exchange, FRIDAY)
    first = await exchange.told()
    await turn(exchange, FRIDAY + timedelta(minutes=30))
    await turn(exchange, FRIDAY + WEEK)

    assert first == (
        "Ada Beispiel: Rundbrief vom 27. November 2026\n\n"
        "1 geänderter Eintrag der Sammlung: Kiel\n\n"
        "1 offene Frage, neu: Nr. 1 »Wer nutzt ein Quorum, und wie hoch ist es?«\n\n"
        "Mehr zeigen !fragen und !termine. Abbestellen: !rundbrief aus"
    )
    assert await exchange.told() == ""


async def test_if_nothing_is_new_nothing_rings(exchange: Exchange) -> None:
    await ordered(exchange)
    await turn(exchange, FRIDAY)

    assert await exchange.told() == ""
    order = await order_of(exchange)
    assert order is not None
    assert (order.looked_at, order.due_at) == (FRIDAY, FRIDAY + WEEK)


async def test_a_date_is_told_when_it_comes_within_six_weeks_and_when_it_changes(
    exchange: Exchange,
) -> None:
    near = await plan(exchange, "2026-12-16T10:00", title="Losverfahren")
    await plan(exchange, "2027-01-12T10:00", title="Quoren")
    await ordered(exchange)
    told = []
    for week in range(4):
        await turn(exchange, FRIDAY + week * WEEK)
        told.append(await exchange.told())
        if week == 0:
            await alter(exchange, near, starts="2026-12-17T10:00")
        if week == 1:
            await alter(exchange, near, state="cancelled")

    assert "– Mittwoch, 16. Dezember 2026, 10:00 Uhr: Losverfahren (Nr. 1)" in told[0]
    assert "Quoren" not in told[0]
    assert "Verlegt auf Donnerstag, 17. Dezember 2026, 10:00 Uhr: Losverfahren" in told[1]
    assert "Quoren" in told[1]
    assert "Abgesagt, Donnerstag, 17. Dezember 2026, 10:00 Uhr: Losverfahren" in told[2]
    assert "Quoren" not in told[2]
    assert told[3] == ""


async def test_a_digest_names_more_than_the_state_does(exchange: Exchange) -> None:
    await ordered(exchange)
    for number in range(1, 9):
        await plan(exchange, f"2026-12-{number:02}T10:00", title=f"Termin {number}")
        await exchange.say(f"!frage Wer kennt Verfahren{number} in Ort{number}?", f"@q{number}:x.y")
    await turn(exchange, FRIDAY)
    told = await exchange.told()

    assert "8 Termine in den nächsten sechs Wochen:" in told
    assert "8 offene Fragen, neu: Nr. 8" in told
    assert "weitere" not in told
    for number in range(1, 9):
        assert f"Termin {number} (Nr. {number})" in told
        assert f"Nr. {number} »Wer kennt Verfahren{number}" in told


async def test_the_end_of_a_registration_is_told_once(exchange: Exchange) -> None:
    await plan(exchange, "2027-03-04T13:00", title="Treffen", register_by="2026-12-18T18:00")
    await ordered(exchange)
    await turn(exchange, FRIDAY)
    told = await exchange.told()
    await turn(exchange, FRIDAY + WEEK)

    assert "1 Anmeldung endet: Treffen (Nr. 1) am Freitag, 18. Dezember 2026, 18:00 Uhr" in told
    assert await exchange.told() == ""


async def test_a_result_that_is_written_again_is_told_again(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.say("!erledigt 1")
    await write_result(exchange, 1, "Alt")
    await ordered(exchange, sender=BO)
    await turn(exchange, FRIDAY)
    assert await exchange.told(BO) == ""
    await write_result(exchange, 1, "Neu")
    await turn(exchange, FRIDAY + WEEK)
    assert "1 Ergebnis zu einer Frage: Nr. 1 »Neu«" in await exchange.told(BO)


async def test_another_rhythm_goes_on_where_the_earlier_one_was(exchange: Exchange) -> None:
    await ordered(exchange)
    await change(exchange, "Kiel")
    await ordered(exchange, "monatlich")
    await turn(exchange, FRIDAY)
    assert await exchange.told() == ""
    await turn(exchange, FRIDAY + WEEK)
    assert "Kiel" in await exchange.told()


# --- when


async def test_after_a_downtime_one_comes_for_all_that_were_missed(exchange: Exchange) -> None:
    await ordered(exchange)
    await change(exchange)
    await turn(exchange, FRIDAY + 2 * WEEK + timedelta(hours=2))
    first = await exchange.told()
    await turn(exchange, FRIDAY + 2 * WEEK + timedelta(hours=3))

    assert "Bonn" in first
    assert await exchange.told() == ""


async def test_in_quiet_hours_none_comes(exchange: Exchange) -> None:
    await ordered(exchange)
    await change(exchange)
    night = datetime(2026, 11, 27, 22, tzinfo=UTC)
    await turn(exchange, night)
    assert await exchange.told() == ""
    order = await order_of(exchange)
    assert order is not None
    assert order.due_at == datetime(2026, 11, 28, 7, tzinfo=UTC)
    await turn(exchange, order.due_at)
    assert "Bonn" in await exchange.told()


@pytest.mark.parametrize(
    ("moment", "rhythm", "turn_at"),
    [
        ("freitag 09:00", "weekly", "2026-11-27T08:00"),
        ("dienstag 10:00", "weekly", "2026-12-01T09:00"),  # NOW itself is over
        ("dienstag 10:01", "weekly", "2026-11-24T09:01"),
        ("freitag 06:00", "weekly", "2026-11-27T07:00"),  # moved out of the quiet hours
        ("montag 09:00", "monthly", "2026-12-07T08:00"),
        ("dienstag 09:00", "monthly", "2026-12-01T08:00"),
    ],
)
def test_a_turn_is_the_next_such_moment(moment: str, rhythm: str, turn_at: str) -> None:
    exchange = SETTINGS.exchange.model_copy(update={"digest": moment})
    settings = SETTINGS.__class__(**{**SETTINGS.__dict__, "exchange": exchange})
    at = next_turn(settings, "monthly" if rhythm == "monthly" else "weekly", NOW)

    assert at == datetime.fromisoformat(turn_at).replace(tzinfo=UTC)


def test_over_the_clock_change_it_stays_nine_o_clock() -> None:
    at, found = datetime(2027, 3, 20, tzinfo=UTC), []
    for _ in range(2):
        following = next_turn(SETTINGS, "weekly", at)
        assert following is not None
        at = following
        found.append(at.astimezone(SETTINGS.timezone).strftime("%d.%m. %H:%M"))

    assert found == ["26.03. 09:00", "02.04. 09:00"]


async def test_who_has_left_gets_none_and_is_forgotten(exchange: Exchange) -> None:
    await ordered(exchange)
    await change(exchange)
    exchange.room.outsiders = {ADA}
    await turn(exchange, FRIDAY)

    assert await order_of(exchange) is None
    assert await exchange.told() == ""
    assert "'weekly'" not in await everything(exchange.database)


async def test_as_long_as_nobody_knows_who_is_a_member_it_waits(exchange: Exchange) -> None:
    await ordered(exchange)
    await change(exchange)
    exchange.room.outsiders = None
    await turn(exchange, FRIDAY)
    assert await exchange.told() == ""
    exchange.room.outsiders = set()
    await turn(exchange, FRIDAY + timedelta(minutes=1))
    assert "Bonn" in await exchange.told()


async def test_very_many_are_sent_in_several_turns(exchange: Exchange) -> None:
    people = [f"@p{number}:example.org" for number in range(45)]
    for person in people:
        await exchange.room.say("!rundbrief", sender=person, direct=True, room_id=person)
        await exchange.room.say(
            "!rundbrief wöchentlich", sender=person, direct=True, room_id=person
        )
    await change(exchange)
    counts = []
    for seconds in range(0, 14, 2):
        await turn(exchange, FRIDAY + timedelta(seconds=seconds))
        counts.append(sum([len(await exchange.room.read(person)) for person in people]))

    assert counts == [8, 8, 8, 8, 8, 5, 0]


async def test_an_error_with_one_holds_back_no_other_and_is_told_once(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ordered(exchange)
    await ordered(exchange, sender=BO)
    await change(exchange)
    real = to_person

    def broken(ctx: Context, user_id: str, text: Text) -> Text:
        if user_id == ADA:
            raise RuntimeError(user_id)
        return real(ctx, user_id, text)

    with monkeypatch.context() as patched:
        patched.setattr(sending, "to_person", broken)
        for seconds in (0, 1, 5):
            await turn(exchange, FRIDAY + timedelta(seconds=seconds))
    assert "Bonn" in await exchange.told(BO)
    assert await exchange.told() == ""
    [told] = await exchange.room.read(MANAGEMENT)
    assert "Ein Rundbrief konnte wegen eines Fehlers nicht gesendet werden." in told
    order = await order_of(exchange)
    assert order is not None
    assert order.due_at == FRIDAY + timedelta(hours=1, seconds=5)
    await turn(exchange, order.due_at)
    assert "Bonn" in await exchange.told()


async def test_made_again_later_it_is_the_same_post(exchange: Exchange) -> None:
    """As after a copy of the database was put back."""
    await ordered(exchange)
    await change(exchange)
    names = []
    for moment in (FRIDAY, FRIDAY + timedelta(hours=3)):
        exchange.room.now = moment
        async with exchange.database.transaction() as tx:
            await tx.execute("SAVEPOINT before")
            await sending.send_due(exchange.room.context(tx))
            rows = await tx.execute_fetchall(
                "SELECT transaction_id FROM outbox WHERE transaction_id GLOB 'digest-*'"
            )
            names += [row["transaction_id"] for row in rows]
            await tx.execute("ROLLBACK TO before")

    assert names == [f"digest-{int(FRIDAY.timestamp())}-{ADA}"] * 2
