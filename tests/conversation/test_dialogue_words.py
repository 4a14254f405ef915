"""Words of a dialogue lead back, on, to the preview, to one field and out of it."""

import pytest

from commands.conversation.dialogue.script import PREVIEW
from tests.support.planning_dialogue import at_preview
from tests.support.say import ROOM
from tests.support.talk import Talk

# --- words


@pytest.mark.parametrize("word", ["zurück", "Zurueck", "ZURÜCK!", "»zurück«", " zuru\u0308ck. "])
async def test_back_leads_one_step_back_and_shows_the_present_value(talk: Talk, word: str) -> None:
    for said in ("!plane", "Moor"):
        await talk.say(said)
    back = await talk.say(word)

    assert back.startswith("Schritt 1 von 4: Thema\n\nWorum geht es?\n\nBisherige Angabe: Moor")
    assert "»weiter« (Angabe behalten)" in back


async def test_back_at_the_first_step_stays_there(talk: Talk) -> None:
    await talk.say("!plane")

    assert "schon der erste Schritt" in await talk.say("zurück")
    assert await talk.step() == "topic"


async def test_after_going_back_it_goes_on_at_the_first_open_question(talk: Talk) -> None:
    for said in ("!plane", "Moor", "gelb", "zurück", "zurück"):
        await talk.say(said)
    on = await talk.say("Heide")

    assert on.startswith("Schritt 3 von 4: Folien")
    assert await talk.answers() == {"topic": "Heide", "colour": "gelb"}


async def test_on_keeps_the_present_value(talk: Talk) -> None:
    for said in ("!plane", "Moor", "zurück", "weiter"):
        await talk.say(said)

    assert await talk.step() == "colour"
    assert await talk.answers() == {"topic": "Moor"}


async def test_on_skips_what_is_not_needed(talk: Talk) -> None:
    for said in ("!plane", "Moor", "weiter"):
        await talk.say(said)
    preview = await talk.say("überspringen")

    assert "2. Farbe: keine Angabe\n3. Folien: keine Angabe" in preview


async def test_on_does_not_skip_what_is_needed(talk: Talk) -> None:
    await talk.say("!plane")

    assert "»Thema« wird gebraucht" in await talk.say("weiter")
    assert "»Thema« wird gebraucht" in await talk.say("leeren")
    assert await talk.step() == "topic"


async def test_a_value_can_be_taken_out_again(talk: Talk) -> None:
    await at_preview(talk)
    question = await talk.say("Farbe")
    preview = await talk.say("leeren")

    assert "»leeren« (entfernen)" in question
    assert "2. Farbe: keine Angabe" in preview


async def test_the_preview_can_be_reached_from_every_step_once_nothing_needed_is_missing(
    talk: Talk,
) -> None:
    await talk.say("!plane")
    too_early = await talk.say("Vorschau")
    await talk.say("Moor")
    preview = await talk.say("Vorschau")

    assert too_early.startswith("Vor der Vorschau fehlt noch eine Angabe: Thema.\n\nSchritt 1")
    assert preview.startswith("Schritt 4 von 4: Vorschau")


async def test_nothing_is_sent_before_the_preview_was_seen(talk: Talk) -> None:
    for said in ("!plane", "Moor"):
        await talk.say(said)
    first = await talk.say("senden")
    second = await talk.say("ja")

    assert first.startswith("Bitte prüfen Sie die Angaben, bevor sie abgesendet werden.")
    assert second == "Gesendet: Moor, None, None."


async def test_yes_is_an_ordinary_answer_to_any_other_question(talk: Talk) -> None:
    for said in ("!plane", "ja"):
        await talk.say(said)

    assert await talk.answers() == {"topic": "ja"}


@pytest.mark.parametrize("name", ["2", "2.", "Nr. 2", "2\ufe0f\u20e3", "farbe", "Anstrich"])
async def test_one_field_is_edited_from_the_preview_and_leads_back_there(
    talk: Talk, name: str
) -> None:
    await at_preview(talk)
    question = await talk.say(name)
    preview = await talk.say("grün")

    assert "Bisherige Angabe: gelb" in question
    assert preview.startswith("Schön.\n\nSchritt 4 von 4: Vorschau")
    assert "1. Thema: Moor\n2. Farbe: grün\n3. Folien: folien.pdf" in preview


@pytest.mark.parametrize(
    ("said", "told"),
    [("4", "Möglich sind 1 bis 3."), ("0", "Möglich sind 1 bis 3."), ("egal", "nicht verstanden"),
     ("weiter", "nicht verstanden"), ("leeren", "nicht verstanden"), ("", "nicht verstanden")],
)  # fmt: skip
async def test_at_the_preview_anything_else_is_asked_again(
    talk: Talk, said: str, told: str
) -> None:
    await at_preview(talk)
    again = await talk.say(said)

    assert told in again
    assert "»senden«" in again
    assert await talk.step() == PREVIEW


async def test_back_from_the_preview_leads_to_the_last_question(talk: Talk) -> None:
    await at_preview(talk)

    assert (await talk.say("zurück")).startswith("Schritt 3 von 4: Folien")
    assert (await talk.say("weiter")).startswith("Schritt 4 von 4: Vorschau")


async def test_help_explains_the_dialogue_and_asks_again(talk: Talk) -> None:
    await talk.say("!plane")
    helped = await talk.say("hilfe")

    assert helped.startswith("Wir sind in einem Dialog")
    assert "!hilfe" in helped
    assert "gibt es 7 Wörter:" in helped
    assert "Schritt 1 von 4: Thema\n\nWorum geht es?" in helped
    assert await talk.answers() == {}


# --- leaving


@pytest.mark.parametrize("word", ["abbrechen", "Abbruch", "!abbrechen"])
async def test_it_can_be_left_at_every_step(talk: Talk, word: str) -> None:
    for steps in ((), ("Moor",), ("Moor", "gelb"), ("Moor", "gelb", "weiter")):
        await talk.say("!plane")
        for said in steps:
            await talk.say(said)

        assert await talk.say(word) == "Der Dialog ist beendet. Es wurde nichts abgesendet."
        assert await talk.kept() is None


async def test_it_can_be_left_from_a_group_room(talk: Talk) -> None:
    await talk.say("!plane")

    assert "beendet" in await talk.say("!abbrechen", direct=False, room_id=ROOM)
    assert await talk.kept() is None


async def test_where_no_dialogue_is_open_there_is_nothing_to_leave(talk: Talk) -> None:
    assert "kein Dialog offen" in await talk.say("abbrechen")
    assert "kein Dialog offen" in await talk.say("!abbrechen", direct=False, room_id=ROOM)


async def test_after_the_end_words_are_commands_again(talk: Talk) -> None:
    for said in ("!plane", "abbrechen"):
        await talk.say(said)

    assert await talk.say("hilfe") == "Nachgesehen."
