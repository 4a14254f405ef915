"""Who may ask without a name, what the asker is told of their data, and sentences for it."""

import json
from datetime import timedelta

import pytest

from tests.support.asking import ASKED, BO, CORA
from tests.support.people import file_for_ada
from tests.support.say import MANAGER, NOW
from tests.support.unnamed import POSTED, QUESTION, Unnamed, room_of

HELPED = "Geholfen hat ein Beschluss des Rates, der alles regelt."


# --- the management locks


async def test_locking_keeps_whoever_it_was_from_asking_and_names_nobody(
    unnamed: Unnamed,
) -> None:
    await unnamed.asked()
    [said] = await unnamed.lead("!frage sperren 1")
    assert said.startswith("Wer Frage Nr. 1 gestellt hat, kann 30 Tage lang nicht anonym fragen.")
    assert "Ada" not in said
    await unnamed.lead("!frage schließen 1 Das war beleidigend.")
    told = await unnamed.tell("!frage anonym Was kostet eine Umfrage?")
    assert told.startswith("Zurzeit können Sie nicht anonym fragen")
    assert "Soll ich sie so stellen?" in await unnamed.tell(
        "!frage anonym Was kostet eine Umfrage?", BO
    )
    unnamed.later(days=31)
    await unnamed.look_after()

    assert "Soll ich" in await unnamed.tell("!frage anonym Was kostet eine Umfrage?")


async def test_only_open_anonymous_questions_lead_to_somebody(unnamed: Unnamed) -> None:
    await unnamed.ask(ASKED, BO)
    [said] = await unnamed.lead("!frage sperren 1")
    assert "ist nicht anonym gestellt" in said
    await unnamed.asked()
    await unnamed.lead("!frage schließen 2 Das gehört in die Konferenz.")
    [said] = await unnamed.lead("!frage sperren 2")

    assert said.startswith("Frage Nr. 2 ist beendet.")
    assert "sperren" not in await unnamed.tell("!hilfe alles")
    assert (await unnamed.say("!frage sperren 2"))[0] != said


async def test_a_lock_leads_to_nobody_without_the_key(unnamed: Unnamed) -> None:
    await unnamed.asked()
    await unnamed.lead("!frage sperren 1")

    for digest, expires_at in await unnamed.rows("SELECT * FROM anonymous_mark"):
        assert len(digest) == 64
        local = (NOW + timedelta(seconds=expires_at - NOW.timestamp())).astimezone(
            unnamed.room.settings.timezone
        )
        assert (local.hour, local.minute) == (0, 0)


# --- one's own data


async def test_the_asker_is_told_while_it_is_open(unnamed: Unnamed) -> None:
    await unnamed.asked()
    document = await file_for_ada(unnamed.room)
    [told] = document["Ihre anonyme Frage, solange sie offen ist"]
    assert told["Nummer der Frage"] == 1
    await unnamed.tell("!erledigt")
    await unnamed.tell("nein")

    assert "@ada" not in json.dumps(await unnamed.rows("SELECT * FROM question"))
    assert await unnamed.rows("SELECT * FROM anonymous_link") == []


async def test_who_is_forgotten_takes_the_link_along_and_leaves_the_question(
    unnamed: Unnamed,
) -> None:
    await unnamed.asked()
    await unnamed.tell("!vergissmich")
    await unnamed.tell("!vergissmich ja")

    assert await unnamed.link() is None
    assert (await unnamed.question()).state == "open"
    assert (await unnamed.question()).title == QUESTION


async def test_who_is_forgotten_before_it_is_posted_asks_nothing(unnamed: Unnamed) -> None:
    await unnamed.agreed()
    await unnamed.tell("!vergissmich")
    await unnamed.tell("!vergissmich ja")
    unnamed.later(hours=1)
    await unnamed.look_after()

    assert await unnamed.posted() == []


async def test_privacy_says_who_could_look_meanwhile(unnamed: Unnamed) -> None:
    told = await unnamed.tell("!datenschutz")

    assert "So lange könnte nachsehen, wer den Bot betreibt" in told


# --- ordinary German


@pytest.mark.parametrize(
    "words",
    [
        "Ich möchte anonym fragen",
        "Kann ich hier auch anonym eine Frage stellen?",
        "Ich würde gern etwas fragen, ohne dass jemand erfährt, wer fragt.",
        "Ich habe eine anonyme Frage",
    ],
)
async def test_who_wants_to_ask_without_a_name_is_told_how(unnamed: Unnamed, words: str) -> None:
    assert "Eine Person aus dem Netzwerk fragt" in await unnamed.tell(words)


async def test_the_question_behind_a_colon_is_taken(unnamed: Unnamed) -> None:
    shown = await unnamed.tell(f"Ich möchte anonym fragen: {QUESTION}")

    assert f"Eine Person aus dem Netzwerk fragt (Thema: Politik gewinnen):\n\n{QUESTION}" in shown


@pytest.mark.parametrize(
    "words", ["Ist die Umfrage anonym?", "Bitte nicht anonym fragen.", "Sind die Daten anonym?"]
)
async def test_other_sentences_about_it_ask_nothing(unnamed: Unnamed, words: str) -> None:
    assert "aus dem Netzwerk fragt" not in await unnamed.tell(words)


# --- exactly once


async def test_a_post_is_written_once_whatever_comes_twice(unnamed: Unnamed) -> None:
    await unnamed.agreed()
    unnamed.later(minutes=60)
    for _ in range(3):
        await unnamed.look_after()
    root, first = await unnamed.posted()

    assert root.startswith(POSTED)
    assert first.startswith("Frage Nr. 1")
    assert await unnamed.rows("SELECT count(*) FROM question") == [(1,)]


async def test_outsiders_cannot_ask(unnamed: Unnamed) -> None:
    unnamed.room.outsiders = {CORA}
    said = await unnamed.tell(f"!frage anonym {QUESTION}", CORA)

    assert "Mitgliedern des Netzwerks vorbehalten" in said
    assert await unnamed.link(CORA) is None
    assert MANAGER not in said
    assert room_of(CORA) != room_of(BO)
