"""!profil: made in one line or step by step, seen by its person only, changed and deleted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from commands.exchange.profiles.texts.dialogue import CONSENT_VERSION
from tests.support.asking import ADA, BO, EXCHANGE, Exchange
from tests.support.people import everything
from tests.support.profiling import LINE, make, profile_of, restart
from tests.support.say import ROOM


async def test_nothing_is_stored_before_it_is_agreed_to(exchange: Exchange) -> None:
    [shown] = await exchange.chat(f"!profil {LINE}")

    assert "1. Kommune: Bonn, Nordrhein-Westfalen" in shown
    assert "2. Themen: Losverfahren, Bürgerrat" in shown
    assert "3. Funktion: Leitung Fachstelle" in shown
    assert "7. Sichtbarkeit: auf Anfrage" in shown
    assert "8. Erwähnen: nein" in shown
    assert "Einwilligung (Fassung 1): Mit »senden« sind Sie einverstanden" in shown
    assert await profile_of(exchange, ADA) is None


async def test_what_is_agreed_to_is_stored_with_version_and_time(exchange: Exchange) -> None:
    await exchange.chat(f"!profil {LINE}")
    exchange.later(minutes=5)
    [said] = await exchange.chat("ja")

    assert said.startswith("Ihr Profil ist gespeichert: auf Anfrage.")
    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert (profile.place, profile.land, profile.ags) == ("Bonn", "Nordrhein-Westfalen", "05314000")
    assert profile.topics == ("Losverfahren", "Bürgerrat")
    assert profile.role == "Leitung Fachstelle"
    assert (profile.visibility, profile.mentions) == ("on_request", False)
    assert (profile.consent, profile.consented_at) == (CONSENT_VERSION, exchange.room.now)


async def test_who_leaves_the_preview_has_no_profile(exchange: Exchange) -> None:
    await exchange.chat(f"!profil {LINE}")
    await exchange.chat("abbrechen")

    assert await profile_of(exchange, ADA) is None
    assert "Losverfahren, Bürgerrat" not in await everything(exchange.database)


async def test_the_dialogue_asks_for_each_part_and_survives_a_restart(exchange: Exchange) -> None:
    [asked] = await exchange.chat("!profil")
    assert "Schritt 1 von 9: Kommune" in asked
    await exchange.chat("Bonn")
    restart(exchange)
    for answer in ("Losverfahren und", "zurück", "Zufallsauswahl, Vorlesen", "weiter"):
        await exchange.chat(answer)
    for answer in ("Unser erster Bürgerrat", "5", "2019", "2", "2"):
        shown = await exchange.chat(answer)
    assert "5. Größe: 100.000 und mehr Einwohner/innen" in shown[-1]
    assert "7. Sichtbarkeit: sichtbar" in shown[-1]
    [said] = await exchange.chat("senden")

    assert said.startswith("Ihr Profil ist gespeichert: sichtbar.")
    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert profile.topics == ("Losverfahren", "Vorlesen")
    assert (profile.role, profile.reports) == ("", "Unser erster Bürgerrat")
    assert (profile.size, profile.since, profile.mentions) == (5, 2019, True)


async def test_everything_may_be_skipped_but_not_both_place_and_topics(exchange: Exchange) -> None:
    await exchange.chat("!profil")
    for _ in range(8):
        shown = await exchange.chat("weiter")
    assert "Bitte prüfen Sie Ihre 8 Angaben" in shown[-1]
    [said] = await exchange.chat("senden")

    assert "mindestens ein Thema oder eine Kommune" in said
    assert await profile_of(exchange, ADA) is None
    await exchange.chat("Quorum")
    [said] = await exchange.chat("senden")
    assert said.startswith("Ihr Profil ist gespeichert")


async def test_mine_is_shown_to_me(exchange: Exchange) -> None:
    await make(exchange, ADA)
    [said] = await exchange.chat("!profil")

    assert said.startswith("Ihr Profil: auf Anfrage (3 Angaben)")
    assert "– Kommune: Bonn, Nordrhein-Westfalen" in said
    assert "Eingewilligt haben Sie am 24. November 2026 (Fassung 1)." in said
    assert await exchange.chat("profil bitte") == [said]


@pytest.mark.parametrize("command", ["!profil", "!profil sichtbar", "!profil löschen"])
@pytest.mark.parametrize("room_id", [ROOM, EXCHANGE])
async def test_in_a_room_nobody_reads_it(exchange: Exchange, command: str, room_id: str) -> None:
    await make(exchange, ADA)
    [said] = await exchange.room.say(command, sender=ADA, room_id=room_id)

    assert "Direktchat" in said
    for secret in ("Losverfahren", "Leitung", "Anfrage", "sichtbar"):
        assert secret not in said
    assert "Profil" in await exchange.told()


async def test_without_a_profile_nothing_of_that_is_said_in_a_room(exchange: Exchange) -> None:
    [said] = await exchange.room.say("!profil aus", sender=ADA, room_id=ROOM)

    assert "noch kein" not in said
    assert "Sie haben noch kein Profil." in await exchange.told()


async def test_one_line_in_a_room_is_previewed_in_the_chat(exchange: Exchange) -> None:
    await make(exchange, ADA, f"{LINE} | kann Auslosung erklären")
    [said] = await exchange.room.say("!profil | Quorum", sender=ADA, room_id=ROOM)

    assert "Auslosung" not in said
    assert "4. Kann berichten über: kann Auslosung erklären" in await exchange.told()


async def test_a_line_changes_only_what_it_says(exchange: Exchange) -> None:
    await make(exchange, ADA, f"{LINE} | Auslosung | unter 20.000 | seit 2019", "sichtbar")
    await make(exchange, ADA, "| Quorum | -")

    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert (profile.place, profile.topics, profile.role) == ("Bonn", ("Quorum",), "")
    assert (profile.reports, profile.size, profile.since) == ("Auslosung", 2, 2019)
    assert profile.visibility == "visible"


@pytest.mark.parametrize(
    ("line", "place", "topics"),
    [
        ("Witten, Thema Bürgerhaushalt", "Witten", ("Bürgerhaushalt",)),
        ("Witten, Bürgerhaushalt, Quoren", "Witten", ("Bürgerhaushalt", "Quorum")),
        ("die Stadt Bonn", "Bonn", ()),
        ("Losverfahren", "", ("Losverfahren",)),
        ("| per Los; Vorlesen", "", ("Losverfahren", "Vorlesen")),
    ],
)
async def test_a_short_line_is_understood(
    exchange: Exchange, line: str, place: str, topics: tuple[str, ...]
) -> None:
    await make(exchange, ADA, line)

    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert (profile.place, profile.topics) == (place, topics)


async def test_a_name_that_several_have_is_asked_about(exchange: Exchange) -> None:
    [asked] = await exchange.chat("!profil Frankfurt | Quorum")
    assert "passt mehr als eine Kommune" in asked
    [shown] = await exchange.chat("1")

    assert "2. Themen: Quorum" in shown
    assert "1. Kommune: Frankfurt" in shown


async def test_an_unknown_place_is_kept_as_said_and_a_similar_one_only_suggested(
    exchange: Exchange,
) -> None:
    [shown] = await exchange.chat("!profil Gottingen-Nord | Quorum")

    assert "»Gottingen-Nord« steht in keinem meiner Verzeichnisse" in shown
    assert "1. Kommune: Gottingen-Nord" in shown


# --- who sees it


@pytest.mark.parametrize(
    ("setting", "visibility"),
    [("sichtbar", "visible"), ("auf anfrage", "on_request"), ("Aus", "off")],
)
async def test_who_sees_it_is_set_by_a_word(
    exchange: Exchange, setting: str, visibility: str
) -> None:
    await make(exchange, ADA)
    [said] = await exchange.chat(f"!profil {setting}")

    assert said.startswith(f"Ihr Profil: {setting.casefold().replace('anfrage', 'Anfrage')}.")
    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert profile.visibility == visibility


async def test_a_place_called_like_a_setting_is_a_place(exchange: Exchange) -> None:
    [shown] = await exchange.chat("!profil aus Bonn | Quorum")

    assert "1. Kommune: Bonn" in shown


async def test_mentions_are_agreed_to_and_ended(exchange: Exchange) -> None:
    await make(exchange, ADA)
    [said] = await exchange.chat("!profil erwähnen ja")
    assert "Losverfahren und Bürgerrat" in said
    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert profile.mentions
    await exchange.chat("!profil erwähnen nein")
    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert not profile.mentions
    [said] = await exchange.chat("!profil erwähnen vielleicht")
    assert "!profil erwähnen ja" in said


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("3 Wochen", datetime(2026, 12, 15, 23, tzinfo=UTC)),
        ("für einen Monat", datetime(2026, 12, 24, 23, tzinfo=UTC)),
        ("bis 5.1.", datetime(2027, 1, 5, 23, tzinfo=UTC)),
        ("bis zum 5. Januar", datetime(2027, 1, 5, 23, tzinfo=UTC)),
    ],
)
async def test_a_pause_ends_with_its_last_day(
    exchange: Exchange, words: str, until: datetime
) -> None:
    await make(exchange, ADA)
    [said] = await exchange.chat(f"!profil pause {words}")

    assert said.startswith("Ihr Profil ruht bis ")
    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert profile.resumes_at == until
    await exchange.chat("!profil pause ende")
    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert profile.resumes_at is None


@pytest.mark.parametrize("words", ["", "bald", "3", "2 Jahre", "bis 31.2.", "bis gestern"])
async def test_what_is_no_pause_changes_nothing(exchange: Exchange, words: str) -> None:
    await make(exchange, ADA)
    await exchange.chat(f"!profil pause {words}")

    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert profile.resumes_at is None


# --- what it may not hold


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("ada@example.org", "E-Mail"),
        ("@zoe:example.org", "Matrix-Adresse"),
        ("Tel. 77 12 34", "Telefonnummer"),
        ("Rathausstraße 5", "Anschrift"),
    ],
)
@pytest.mark.parametrize("line", ["Bonn | {}", "Bonn | Quorum | {}", "Bonn | Quorum | x | {}"])
async def test_no_address_and_no_number_gets_into_it(
    exchange: Exchange, line: str, part: str, what: str
) -> None:
    [said] = await exchange.chat(f"!profil {line.format(part)}")

    assert what in said
    assert "ohne diese Angabe" in said
    assert part not in await everything(exchange.database)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"Bonn | Quorum | {'x' * 81}", "höchstens 80"),
        (f"Bonn | Quorum | x | {'x' * 201}", "höchstens 200"),
        (f"Bonn | {', '.join(f'Thema{n}' for n in range(13))}", "höchstens 12"),
        (f"{'x' * 101} | Quorum", "höchstens 100"),
        ("Bonn | Quorum | a | b | c", "zu viele Angaben"),
    ],
)
async def test_what_is_too_much_is_refused_with_the_measure(
    exchange: Exchange, line: str, said: str
) -> None:
    [answer] = await exchange.chat(f"!profil {line}")

    assert said in answer
    assert await profile_of(exchange, ADA) is None


async def test_what_somebody_writes_is_text_and_nothing_else(exchange: Exchange) -> None:
    await make(exchange, ADA, "Bonn | Quorum | <b>fett</b> & '; DROP TABLE profile; --")
    exchange.room.contents.clear()
    await exchange.chat("!profil")

    [content] = [each for each in exchange.room.contents if "formatted_body" in each]
    assert "<b>fett" not in content["formatted_body"]
    assert "&lt;b&gt;fett&lt;/b&gt; &amp; " in content["formatted_body"]


# --- deleting


async def test_it_is_deleted_after_a_yes(exchange: Exchange) -> None:
    await make(exchange, ADA)
    [asked] = await exchange.chat("!profil löschen")
    assert asked.startswith("Soll ich Ihr Profil löschen?")
    await exchange.chat("nein")
    assert await profile_of(exchange, ADA) is not None
    await exchange.chat("!profil löschen")
    [said] = await exchange.chat("ja")

    assert said.startswith("Ihr Profil ist gelöscht.")
    assert await profile_of(exchange, ADA) is None


# --- who may


@pytest.mark.parametrize("command", ["!profil", f"!profil {LINE}", "!wer Losverfahren"])
async def test_outsiders_are_refused(exchange: Exchange, command: str) -> None:
    await make(exchange, BO, LINE, "sichtbar")
    exchange.room.outsiders = {ADA}
    [said] = await exchange.chat(command)

    assert said.startswith("Das ist Mitgliedern des Netzwerks vorbehalten.")
    assert await profile_of(exchange, ADA) is None


@pytest.mark.parametrize("command", ["!profil", "!wer Losverfahren", "!profil sichtbar"])
async def test_without_a_room_for_questions_it_says_what_is_missing(
    exchange: Exchange, command: str
) -> None:
    exchange.room.live.settings = replace(exchange.room.settings, exchange_room=None)
    [said] = await exchange.chat(command)

    assert "Raum für Fragen" in said
