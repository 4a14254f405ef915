"""Profiles stay true: the yearly question, silence, people who leave, topics that are renamed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.about import housekeeping
from commands.conversation.command import Context
from commands.exchange.profiles import upkeep
from commands.exchange.profiles.keeping import UpkeepStep, next_step
from commands.exchange.unasked import MOST_A_WEEK, is_quiet
from storage.exchange import profiles, unasked
from storage.exchange.profiles import Profile
from tests.support.asking import ADA, BO, CORA, Exchange, chat_of
from tests.support.people import everything, file_for_ada
from tests.support.profiling import LINE, look_after, make, network, profile_of, put, restart
from tests.support.say import MANAGEMENT, NOW, SETTINGS

ASKED = "Stimmt Ihr Profil noch? (3 Angaben)"
PLAIN = Profile(
    1, ADA, "", "", None, "", ("Quorum",), "", None, None, (), (), "visible", True, "1",
    NOW, NOW, NOW, NOW,
)  # fmt: skip


async def days_pass(exchange: Exchange, days: float) -> None:
    exchange.later(days=days)
    await look_after(exchange)


async def a_year_passes(exchange: Exchange) -> None:
    await make(exchange, ADA)
    await exchange.told()
    await days_pass(exchange, 364)
    assert await exchange.told() == ""
    await days_pass(exchange, 1)


# --- the yearly question


async def test_after_a_year_it_is_asked_once_whether_it_is_true(exchange: Exchange) -> None:
    await a_year_passes(exchange)
    told = await exchange.told()
    assert told.startswith(f"Ada Beispiel: {ASKED}")
    assert "– Themen: Losverfahren, Bürgerrat" in told
    assert "1. Ja, es stimmt\n2. Ändern\n3. Löschen" in told
    restart(exchange)
    await days_pass(exchange, 1)

    assert await exchange.told() == ""


async def test_a_yes_is_good_for_another_year(exchange: Exchange) -> None:
    await a_year_passes(exchange)
    [*_, said] = await exchange.chat("1")
    assert said.startswith("Gut, Ihr Profil bleibt")
    await days_pass(exchange, 364)
    assert await exchange.told() == ""
    await days_pass(exchange, 1)

    assert ASKED in await exchange.told()


async def test_who_wants_to_change_it_is_led_there(exchange: Exchange) -> None:
    await a_year_passes(exchange)
    await exchange.told()
    target = await exchange.event(f"profile-1-check-{int(NOW.timestamp())}")
    [said] = await exchange.room.react("2️⃣", target, sender=ADA, room_id=chat_of(ADA), direct=True)

    assert "Schritt 9 von 9: Vorschau" in said
    assert "2. Themen: Losverfahren, Bürgerrat" in said


async def test_who_wants_it_deleted_has_it_deleted(exchange: Exchange) -> None:
    await a_year_passes(exchange)
    [*_, said] = await exchange.chat("3")

    assert said.startswith("Ihr Profil ist gelöscht.")
    assert await profile_of(exchange, ADA) is None


async def test_nobody_answers_for_somebody_else(exchange: Exchange) -> None:
    await a_year_passes(exchange)
    await exchange.told()
    target = await exchange.event(f"profile-1-check-{int(NOW.timestamp())}")
    await exchange.room.react("3️⃣", target, sender=BO, room_id=chat_of(ADA), direct=True)

    assert await profile_of(exchange, ADA) is not None


async def test_a_bare_number_weeks_later_deletes_nothing(exchange: Exchange) -> None:
    await a_year_passes(exchange)
    await exchange.told()
    exchange.later(days=20)
    await exchange.chat("3")

    assert await profile_of(exchange, ADA) is not None


async def test_without_an_answer_it_is_hidden_and_then_deleted(exchange: Exchange) -> None:
    await make(exchange, BO, LINE, "sichtbar")
    await days_pass(exchange, 365)
    assert ASKED in await exchange.told(BO)
    await days_pass(exchange, 59)
    assert "Bo Muster" in (await exchange.chat("!wer Losverfahren"))[0]
    await days_pass(exchange, 1)
    assert "Bo Muster" not in (await exchange.chat("!wer Losverfahren"))[0]
    assert "Es ist ausgeblendet" in (await exchange.chat("!profil", BO))[0]
    await days_pass(exchange, 304)
    assert await profile_of(exchange, BO) is not None
    await days_pass(exchange, 1)

    assert await profile_of(exchange, BO) is None


async def test_who_comes_back_after_being_hidden_is_found_again(exchange: Exchange) -> None:
    await make(exchange, BO, LINE, "sichtbar")
    await days_pass(exchange, 365)
    await days_pass(exchange, 61)
    await exchange.chat("!profil ändern", BO)
    await exchange.chat("senden", BO)

    assert "Bo Muster" in (await exchange.chat("!wer Losverfahren"))[0]


async def test_at_night_nobody_is_asked(exchange: Exchange) -> None:
    exchange.room.now = datetime(2026, 11, 24, 22, tzinfo=UTC)
    await make(exchange, ADA)
    await exchange.told()
    await days_pass(exchange, 365)
    assert await exchange.told() == ""
    await days_pass(exchange, 0.5)

    assert ASKED in await exchange.told()


async def test_who_was_told_enough_this_week_is_asked_when_there_is_room(
    exchange: Exchange,
) -> None:
    await make(exchange, ADA)
    await exchange.told()
    exchange.later(days=365)
    async with exchange.database.transaction() as tx:
        for number in range(MOST_A_WEEK):
            await unasked.put(tx, ADA, "mention", str(number), "sent", exchange.room.now)
    await look_after(exchange)
    for _ in range(6):
        await days_pass(exchange, 1)
        assert await exchange.told() == ""
    await days_pass(exchange, 1)

    assert ASKED in await exchange.told()


async def test_during_a_pause_it_is_not_asked(exchange: Exchange) -> None:
    await make(exchange, ADA)
    exchange.later(days=360)
    await exchange.chat("!profil pause 3 Wochen")
    await exchange.told()
    await days_pass(exchange, 10)
    assert await exchange.told() == ""
    await days_pass(exchange, 13)

    assert ASKED in await exchange.told()


# --- leaving


async def test_who_left_is_deleted_after_thirty_days(exchange: Exchange) -> None:
    await make(exchange, ADA)
    exchange.room.outsiders = {ADA}
    await look_after(exchange)
    await days_pass(exchange, 29.9)
    assert await profile_of(exchange, ADA) is not None
    await days_pass(exchange, 0.2)

    assert await profile_of(exchange, ADA) is None


async def test_who_comes_back_in_time_has_it_as_before(exchange: Exchange) -> None:
    await make(exchange, BO, LINE, "sichtbar")
    exchange.room.outsiders = {BO}
    await days_pass(exchange, 20)
    exchange.room.outsiders = set()
    await days_pass(exchange, 20)

    assert "Bo Muster" in (await exchange.chat("!wer Losverfahren"))[0]


async def test_while_nobody_knows_who_is_there_nothing_is_deleted(exchange: Exchange) -> None:
    await make(exchange, ADA)
    exchange.room.outsiders = None
    await days_pass(exchange, 31)
    await days_pass(exchange, 31)

    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert profile.left_at is None


# --- topics


async def test_a_topic_that_is_renamed_is_renamed_in_profiles(exchange: Exchange) -> None:
    await make(exchange, BO, LINE, "sichtbar")
    await exchange.lead("!thema umbenennen Losverfahren | Zufallsverfahren")

    profile = await profile_of(exchange, BO)
    assert profile is not None
    assert profile.topics == ("Zufallsverfahren", "Bürgerrat")
    for words in ("Zufallsverfahren", "Losverfahren"):
        assert "Bo Muster" in (await exchange.chat(f"!wer {words}"))[0]


async def test_a_free_topic_becomes_the_one_that_the_management_adds(exchange: Exchange) -> None:
    await make(exchange, BO, "| Zukunftsrat, Quorum", "sichtbar")
    await exchange.lead("!thema neu Zukunft: Zukunftsrat, Quorum")

    profile = await profile_of(exchange, BO)
    assert profile is not None
    # "Quorum" was a topic before, and stays one.
    assert profile.topics == ("Zukunft", "Quorum")


# --- data


async def test_my_data_tell_all_of_it_and_nothing_of_others(exchange: Exchange) -> None:
    await network(exchange)
    await make(exchange, ADA, f"{LINE} | Auslosung | unter 20.000 | 2019")
    await exchange.chat("!wer fragen Vergabe | Wer hat ein Muster?")
    await exchange.chat("ja")
    document = await file_for_ada(exchange.room)

    [profile] = document["Ihr Profil"]
    assert profile["Kann berichten über"] == "Auslosung"
    assert profile["Wer es sieht"] == "niemand, bevor ich Sie gefragt habe"
    assert profile["Fassung der Einwilligung"] == "1"
    assert profile["Eingewilligt am"].startswith("2026-11-24")
    [inquiry] = document["Ihre Anfragen an Mitglieder, die erst gefragt werden möchten"]
    assert inquiry["Ihr Satz dazu"] == "Wer hat ein Muster?"
    assert "emil" not in repr(document).casefold()


async def test_who_is_forgotten_leaves_nothing_and_the_asked_are_told(exchange: Exchange) -> None:
    await network(exchange)
    await make(exchange, ADA, f"{LINE} | Wiesenschaumkraut", "erwähnen ja")
    await exchange.chat("!wer fragen Losverfahren | Wer hat ein Wiesenschaumkraut?")
    await exchange.chat("ja")
    await exchange.told(CORA)
    await exchange.chat("!vergissmich")
    [*_, told] = await exchange.chat("!vergissmich ja")

    assert "1 Profil gelöscht" in told
    left = await everything(exchange.database)
    assert ADA not in left
    assert "Wiesenschaumkraut" not in left
    async with exchange.database.transaction() as tx:
        sql = "SELECT * FROM awaited WHERE kind = 'contact'"
        assert list(await tx.execute_fetchall(sql)) == []
    exchange.room.contents.clear()
    await exchange.told(CORA)
    assert [each["redacts"] for each in exchange.room.contents if "redacts" in each]
    assert "Diese Anfrage ist entfallen" in await exchange.told("@dora:example.org")
    [said] = (await exchange.chat("ja", CORA))[-1:]
    assert "Danke" not in said


async def test_who_was_asked_and_is_forgotten_is_in_no_inquiry(exchange: Exchange) -> None:
    await network(exchange)
    await exchange.chat("!wer fragen Losverfahren | Wer hat ein Muster?")
    await exchange.chat("ja")
    await exchange.told(CORA)
    await exchange.chat("!vergissmich", CORA)
    await exchange.chat("!vergissmich ja", CORA)

    assert CORA not in await everything(exchange.database)
    exchange.later(days=8)
    await look_after(exchange)
    assert "keine Rückmeldung" in await exchange.told()


async def test_inquiries_are_forgotten_after_the_days_of_dialogues(exchange: Exchange) -> None:
    await network(exchange)
    await exchange.chat("!wer fragen Losverfahren | Wer hat ein Muster?")
    await exchange.chat("ja")
    await days_pass(exchange, 8)
    for days, known in ((80, True), (3, False)):
        exchange.later(days=days)
        async with exchange.database.transaction() as tx:
            await housekeeping.forget(exchange.room.context(tx))
            rows = list(await tx.execute_fetchall("SELECT * FROM inquiry_person"))
        assert bool(rows) is known


async def test_one_that_fails_holds_back_no_other(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make(exchange, ADA)
    await make(exchange, BO)
    real = upkeep._ask

    async def failing(ctx: Context, profile: Profile) -> None:
        if profile.user_id == ADA:
            raise ValueError
        await real(ctx, profile)

    monkeypatch.setattr(upkeep, "_ask", failing)
    await days_pass(exchange, 365)

    assert ASKED in await exchange.told(BO)
    [said] = await exchange.room.read(MANAGEMENT)
    assert "konnte ich mich wegen eines internen Fehlers nicht kümmern" in said


# --- what is next


@given(
    st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 400),
    st.booleans(), st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip
def test_there_is_always_one_next_step_and_it_is_the_first(
    confirmed: int, asked: int, left: int, pause: int,
    is_asked: bool, is_hidden: bool, has_left: bool, is_paused: bool,
) -> None:  # fmt: skip
    def ago(days: int) -> datetime:
        return NOW - timedelta(days=days)

    profile = Profile(**{
        **vars(PLAIN),
        "confirmed_at": ago(confirmed),
        "asked_at": ago(asked) if is_asked else None,
        "hidden_at": ago(asked) if is_asked and is_hidden else None,
        "left_at": ago(left) if has_left else None,
        "resumes_at": NOW + timedelta(days=pause) if is_paused else None,
    })  # fmt: skip
    at, step = next_step(profile, SETTINGS)

    possible: dict[UpkeepStep, bool] = {
        "resume": is_paused and not has_left,
        "ask": not is_asked and not has_left,
        "hide": is_asked and not is_hidden and not has_left,
        "delete": is_asked or has_left,
    }
    assert possible[step]
    if step == "ask":
        assert not is_quiet(SETTINGS, at)
        assert at >= profile.confirmed_at + timedelta(days=365)


async def test_the_next_due_moment_is_the_first_of_all(exchange: Exchange) -> None:
    async with exchange.database.transaction() as tx:
        assert await profiles.next_due(tx) is None
    await put(exchange.database, BO, NOW + timedelta(days=3))
    await put(exchange.database, CORA, NOW + timedelta(days=1))
    async with exchange.database.transaction() as tx:
        assert await profiles.next_due(tx) == NOW + timedelta(days=1)
