"""What people say in the dialogue instead of a value is understood, and nothing is a dead end."""

import pytest

from tests.support.talk import ALL, TITLE, URL, Talk, filed, say


@pytest.mark.parametrize("words", ["Hallo", "Moment bitte"])
async def test_talk_is_not_taken_for_a_municipality(talk: Talk, words: str) -> None:
    told = await say(talk, "!einreichen", words)

    assert f"»{words}« kenne ich nicht. Soll ich den Namen trotzdem verwenden?" in told
    assert f"1. Ja, »{words}« verwenden\n2. Nein, ich schreibe den Namen noch einmal" in told
    assert (await talk.step(), await talk.answers()) == ("place", {})


@pytest.mark.parametrize("words", ["die Stadt Bonn", "Wir sind aus Bonn.", "für Bonn"])
async def test_a_name_among_other_words_is_found(talk: Talk, words: str) -> None:
    told = await say(talk, "!einreichen", words)

    assert "Bonn steht in der Sammlung" in told
    assert (await talk.answers())["place"]["name"] == "Bonn"


@pytest.mark.parametrize("no", ["2", "nein", "Nein."])
async def test_who_does_not_mean_it_is_asked_for_the_name_again(talk: Talk, no: str) -> None:
    told = await say(talk, "!einreichen", "Hallo", no)

    assert "Wie heißt die Kommune?" in told
    await talk.say("Bonn")
    assert (await talk.answers())["place"]["name"] == "Bonn"


@pytest.mark.parametrize("yes", ["1", "ja", "Ja!"])
async def test_an_unknown_name_is_used_after_a_yes(talk: Talk, yes: str) -> None:
    await say(talk, "!einreichen", "Atlantis", yes)

    assert (await talk.answers())["place"] == {"asked": "Atlantis", "name": "Atlantis"}


async def test_a_similar_name_can_be_chosen_at_once(talk: Talk) -> None:
    told = await say(talk, "!einreichen", "Solingn")
    assert "\n3. Solingen" in told

    await talk.say("3")
    assert (await talk.answers())["place"]["name"] == "Solingen"


@pytest.mark.parametrize("words", ["habe ich als PDF", "per Mail"])
async def test_without_a_link_the_file_is_asked_for(talk: Talk, words: str) -> None:
    told = await say(talk, "!einreichen", "Bonn", "1", words)

    assert "Dann senden Sie sie einfach hier." in told
    assert "Tippfehler" not in told


@pytest.mark.parametrize(
    "words",
    ["weiß ich nicht", "keine Ahnung", "Keine Ahnung!", "nichts", "keine", "Das weiß ich nicht."],
)
async def test_who_does_not_know_goes_on(talk: Talk, words: str) -> None:
    told = await say(talk, "!einreichen", "Bonn", "1", URL, words)

    assert "Schritt 5 von 7: Stand" in told
    assert (await talk.answers())["title"] is None


async def test_what_is_needed_stays_needed(talk: Talk) -> None:
    told = await say(talk, "!einreichen", "Bonn", "1", "weiß ich nicht")

    assert "Die Angabe »Dokument« wird gebraucht" in told


async def test_a_year_alone_is_a_status(talk: Talk) -> None:
    await say(talk, "!einreichen", "Bonn", "1", URL, "weiter", "2014")

    assert (await talk.answers())["status"] == {"status": "beschlossen", "adopted": "2014"}


@pytest.mark.parametrize("words", ["stop", "Stopp!", "verwerfen"])
async def test_stop_leaves_the_dialogue(talk: Talk, words: str) -> None:
    told = await say(talk, "!einreichen", "Bonn", words)

    assert told == "Der Dialog ist beendet. Es wurde nichts abgesendet."
    assert await talk.kept() is None


async def test_later_keeps_everything_and_says_how_to_go_on(talk: Talk) -> None:
    told = await say(talk, "!einreichen", "Bonn", "später")

    assert "Ihre Angaben bleiben erhalten" in told
    assert "Schreiben Sie dann hier einreichen" in told
    assert "Schritt" not in told
    assert "Schritt 2 von 7: Liste" in await talk.say("einreichen")
    assert (await talk.answers())["place"]["name"] == "Bonn"


async def test_no_at_the_preview_asks_what_to_change(talk: Talk) -> None:
    told = await say(talk, *ALL, "nein")

    assert "Was möchten Sie ändern?" in told
    assert "Zum Ändern antworten Sie mit der Nummer" in told
    assert "nicht verstanden" not in told
    assert await filed(talk) == []


# --- after it was sent


async def test_what_was_sent_can_be_changed_step_by_step(talk: Talk) -> None:
    receipt = await say(talk, *ALL, "senden")
    assert "Möchten Sie etwas ändern? Schreiben Sie !einreichung ändern 1." in receipt

    told = await talk.say("!einreichung ändern 1")
    assert "Das haben Sie eingereicht." in told
    assert f"1. Kommune: Bonn\n2. Liste: Bürgerbeteiligung\n3. Dokument: {URL}" in told
    await say(talk, "Titel", "Andere Leitlinien")
    changed = await talk.say("senden")

    assert f"– Titel: bisher »{TITLE}«, neu »Andere Leitlinien«" in changed
    [submission] = await filed(talk)
    assert (submission.title, submission.note) == ("Andere Leitlinien", "Bitte bald.")
    assert await talk.kept() is None


async def test_left_alone_it_stays_as_it_was(talk: Talk) -> None:
    await say(talk, *ALL, "senden")
    await say(talk, "!einreichung ändern 1", "Titel", "Andere", "stopp")

    assert [each.title for each in await filed(talk)] == [TITLE]


async def test_sent_without_a_change_it_says_so(talk: Talk) -> None:
    await say(talk, *ALL, "senden")

    told = await say(talk, "!einreichung ändern 1", "senden")
    assert told == "Das ändert nichts an Ihrer Einreichung Nr. 1."


async def test_a_municipality_that_was_meant_is_a_tap_away(talk: Talk) -> None:
    await say(talk, "!einreichen", "Solingn", "1", "1", URL, "vorschau")
    receipt = await talk.say("senden")
    assert "Meinten Sie Solingen? Dann tippen Sie auf 1️⃣." in receipt

    assert "bisher »Solingn«, neu »Solingen«" in await talk.say("1")
    [submission] = await filed(talk)
    assert submission.place == "Solingen"


async def test_others_cannot_change_it(talk: Talk) -> None:
    await say(talk, *ALL, "senden")
    talk.sender, talk.chat = "@bo:example.org", "!direkt-bo:example.org"

    assert "Nr. 1" in await talk.say("!einreichung ändern 1")
    assert await talk.kept() is None
    await talk.say("!einreichung ändern 1 Kiel")
    talk.sender = "@ada:example.org"
    assert [each.place for each in await filed(talk)] == ["Bonn"]
