"""!wer: visible members, a count of the others, and never a list of everybody."""

import re

import pytest

from commands.exchange.profiles.finding import in_turn
from tests.support.asking import ADA, BO, CORA, EXCHANGE, Exchange
from tests.support.profiling import DORA, EMIL, LINE, make, network, profile_of, put
from tests.support.say import MANAGEMENT, NOW, ROOM


@pytest.fixture(autouse=True)
async def _profiles(exchange: Exchange) -> None:
    await network(exchange)


async def test_visible_members_are_shown_and_the_others_counted(exchange: Exchange) -> None:
    [said] = await exchange.chat("!wer Losverfahren")

    assert said.startswith("1 Mitglied zu »Losverfahren«:")
    assert "Bo Muster: https://matrix.to/#/@bo:example.org" in said
    assert "Kommune: Bonn, Nordrhein-Westfalen" in said
    assert "Funktion: Leitung Fachstelle" in said
    assert "2 weitere Mitglieder möchten erst gefragt werden. Soll ich fragen?" in said
    for secret in ("Cora", "Dora", CORA, DORA, "Aachen", "Kiel"):
        assert secret not in said


async def test_nobody_is_mentioned_by_being_shown(exchange: Exchange) -> None:
    exchange.room.contents.clear()
    await exchange.chat("!wer Losverfahren")

    assert all(not each.get("m.mentions") for each in exchange.room.contents)


@pytest.mark.parametrize(
    "criterion",
    [
        "Losverfahren",
        "losverfahren?",
        "Zufallsauswahl",
        "zum Thema Losverfahren",
        "Bonn",
        "aus Bonn",
        "die Stadt Bonn",
        "NRW",
        "in Nordrhein-Westfalen",
        "Losverfahren, NRW",
        "Losverfahren in Bonn",
        "Bonn, Bürgerrat",
        "Fachstelle",
        "losverfahren in bonn",
        "zum thema losverfahren in bonn",
    ],
)
async def test_bo_is_found_by(exchange: Exchange, criterion: str) -> None:
    [said] = await exchange.chat(f"!wer {criterion}")

    assert "Bo Muster" in said


@pytest.mark.parametrize(
    "criterion", ["Quorum", "Kiel, Bürgerrat", "Bayern", "Losverfahren, Hessen"]
)
async def test_bo_is_not_found_by(exchange: Exchange, criterion: str) -> None:
    [said] = await exchange.chat(f"!wer {criterion}")

    assert "Bo Muster" not in said


async def test_several_criteria_must_all_fit(exchange: Exchange) -> None:
    [said] = await exchange.chat("!wer Losverfahren, Bonn")

    assert said.startswith("1 Mitglied zu »Losverfahren und Bonn«:")
    assert "erst gefragt" not in said


async def test_a_size_is_a_criterion(exchange: Exchange) -> None:
    await make(exchange, BO, "| | | | unter 20.000")
    [said] = await exchange.chat("!wer unter 20.000")

    assert said.startswith("1 Mitglied zu »Kommunen mit 5.000 bis unter 20.000 Einwohner/innen«:")
    [said] = await exchange.chat("!wer 7.000 Einwohner")
    assert "Bo Muster" in said


async def test_who_is_like_me_is_found_by_topics_or_size(exchange: Exchange) -> None:
    [said] = await exchange.chat("!wer wie ich")
    assert "Dafür brauche ich Ihr Profil" in said
    await make(exchange, ADA, LINE)
    [said] = await exchange.chat("!wer wie ich")

    assert said.startswith("1 Mitglied zu »ähnliche Lage wie Ihre«:")
    assert "Bo Muster" in said
    # Cora shares a topic and the Land; Dora only a topic, Emil only the Land.
    assert "1 weiteres Mitglied möchte erst gefragt werden." in said


async def test_i_am_not_shown_to_myself(exchange: Exchange) -> None:
    [said] = await exchange.chat("!wer Losverfahren", BO)

    assert "Bo Muster" not in said
    assert said.startswith("Zu »Losverfahren«: 2 Mitglieder möchten erst gefragt werden.")


@pytest.mark.parametrize("setting", ["aus", "pause 3 Wochen"])
async def test_who_is_hidden_is_neither_shown_nor_counted(exchange: Exchange, setting: str) -> None:
    for person in (BO, CORA, DORA):
        await exchange.chat(f"!profil {setting}", person)
    [said] = await exchange.chat("!wer Losverfahren")

    assert said.startswith("Zu »Losverfahren« steht noch niemand im Verzeichnis.")


async def test_after_a_pause_everything_is_as_before(exchange: Exchange) -> None:
    [before] = await exchange.chat("!wer Losverfahren")
    await exchange.chat("!profil pause 3 Wochen", BO)
    exchange.later(days=22)

    assert await exchange.chat("!wer Losverfahren") == [before]


async def test_who_left_all_rooms_is_hidden_at_once(exchange: Exchange) -> None:
    exchange.room.outsiders = {BO, CORA}
    [said] = await exchange.chat("!wer Losverfahren")

    assert said.startswith("Zu »Losverfahren«: 1 Mitglied möchte erst gefragt werden.")


async def test_a_name_is_the_one_of_today(exchange: Exchange) -> None:
    exchange.room.names[BO] = "Bo Neu"
    [said] = await exchange.chat("!wer Losverfahren")
    assert "Bo Neu: https" in said
    del exchange.room.names[BO]
    [said] = await exchange.chat("!wer Losverfahren")

    assert f"{BO}: https" in said


async def test_of_those_who_want_to_be_asked_nothing_is_told_by_their_own_words(
    exchange: Exchange,
) -> None:
    await make(exchange, CORA, "| | Dezernat für Zukunft | Wiesenschaumkraut")
    for words in ("Dezernat", "Wiesenschaumkraut", "Aachen, Dezernat"):
        [said] = await exchange.chat(f"!wer {words}")
        assert "steht noch niemand im Verzeichnis" in said
    await exchange.chat("!profil sichtbar", CORA)
    [said] = await exchange.chat("!wer Wiesenschaumkraut")

    assert "Cora Probe" in said


# --- never everybody


@pytest.mark.parametrize("criterion", ["", "alle", "Alle Mitglieder", "*", "B", "Deutschland"])
async def test_without_a_criterion_nobody_is_shown(exchange: Exchange, criterion: str) -> None:
    [said] = await exchange.chat(f"!wer {criterion}")

    assert "!wer Losverfahren" in said
    assert "Bo Muster" not in said


async def fill(exchange: Exchange, count: int) -> list[str]:
    people = [f"@p{number:02}:example.org" for number in range(count)]
    exchange.room.names |= {each: f"Person {each[1:4]}" for each in people}
    for each in people:
        await put(
            exchange.database, each, NOW, topics=("Evaluation",), land="Bayern", place="Musterdorf",
            visibility="visible",
        )  # fmt: skip
    return people


@pytest.mark.parametrize("criterion", ["Bayern", "Evaluation", "Evaluation, Bayern", "Musterdorf"])
async def test_many_are_counted_and_ten_are_shown(exchange: Exchange, criterion: str) -> None:
    await fill(exchange, 25)
    [said] = await exchange.chat(f"!wer {criterion}")

    assert said.startswith("25 Mitglieder zu »")
    assert "hier 10 davon" in said
    assert len(re.findall(r"^– ", said, re.MULTILINE)) == 10
    [more] = await exchange.chat("!mehr")
    assert "Person" not in more


async def test_over_the_weeks_everybody_is_shown_about_as_often(exchange: Exchange) -> None:
    people = await fill(exchange, 25)
    shown = dict.fromkeys(people, 0)
    weeks = 52
    for week in range(weeks):
        [said] = await exchange.chat("!wer Bayern")
        assert await exchange.chat("!wer Bayern") == [said]
        for person in people:
            shown[person] += person in said
        exchange.later(days=7)
        assert week < weeks

    assert sum(shown.values()) == 10 * weeks
    assert min(shown.values()) >= 8
    assert max(shown.values()) <= 34


async def test_the_order_of_a_week_depends_on_nothing_but_the_week(exchange: Exchange) -> None:
    people = [await profile_of(exchange, each) for each in (BO, CORA, DORA, EMIL)]
    known = [each for each in people if each is not None]
    today = NOW.date()

    assert in_turn(known, today) == in_turn(known[::-1], today)


async def test_the_management_sees_no_more_than_members(exchange: Exchange) -> None:
    [member] = await exchange.chat("!wer Losverfahren")
    [manager] = await exchange.room.say("!wer Losverfahren", room_id=MANAGEMENT)

    assert manager == member
    for words in ("!profil", "!wer alle", "!wer Vergabe"):
        for said in await exchange.room.say(words, room_id=MANAGEMENT):
            assert "Emil" not in said
            assert EMIL not in said


# --- where


@pytest.mark.parametrize("room_id", [ROOM, EXCHANGE])
async def test_in_a_room_of_the_network_it_is_answered_there(
    exchange: Exchange, room_id: str
) -> None:
    [said] = await exchange.room.say("!wer Losverfahren", sender=ADA, room_id=room_id)

    assert "Bo Muster" in said


async def test_where_others_may_read_it_is_answered_in_the_chat(exchange: Exchange) -> None:
    [said] = await exchange.room.say("!wer Losverfahren", sender=ADA, room_id="!fremd:example.org")

    assert "Bo Muster" not in said
    assert "Bo Muster" in await exchange.told()


# --- what else is said


async def test_a_name_that_several_have_is_a_choice(exchange: Exchange) -> None:
    [asked] = await exchange.chat("!wer Frankfurt")
    assert "passt mehr als eine Kommune" in asked
    [said] = await exchange.chat("1")

    assert "steht noch niemand im Verzeichnis" in said


async def test_a_similar_name_is_only_suggested(exchange: Exchange) -> None:
    [said] = await exchange.chat("!wer Gottingen")

    assert "steht noch niemand im Verzeichnis" in said
    assert "Göppingen" in said
    assert "Mitglied" not in said.replace("Mitgliedern", "")


async def test_questions_about_the_topic_are_pointed_to(exchange: Exchange) -> None:
    await exchange.ask()
    [said] = await exchange.chat("!wer Losverfahren")

    assert "Dazu gibt es eine Frage: !fragen Losverfahren" in said


async def test_what_was_asked_is_quoted_and_cut(exchange: Exchange) -> None:
    for odd in ("%", "_'\"; --", "<b>x</b>", "\u202eabc", "a" * 70):
        [said] = await exchange.chat(f"!wer {odd}xyz")
        assert "steht noch niemand" in said
    [said] = await exchange.chat(f"!wer {'a' * 81}")
    assert "höchstens 80 Zeichen" in said
