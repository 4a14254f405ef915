"""!einreichen: the place, the link and the file are asked for and checked."""

from dataclasses import replace

import pytest

from commands.conversation.events import File
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionFile
from tests.support.talk import ALL, SECRET, SLIDES, URL, Talk, filed, say


async def file_of(talk: Talk, submission: Submission) -> SubmissionFile | None:
    async with talk.database.transaction() as tx:
        return await submissions.file_of(tx, submission.submission_id)


# --- the place


async def test_help_is_no_place(talk: Talk) -> None:
    told = await say(talk, "!einreichen", "hilfe")

    assert told.startswith("Wir sind in einem Dialog")
    assert "Schritt 1 von 7: Kommune" in told
    assert await talk.answers() == {}


async def test_a_command_with_prefix_is_no_answer(talk: Talk) -> None:
    await say(talk, "!einreichen", "Bonn")
    before = await talk.kept()

    assert "!einreichen" in await talk.say("!hilfe einreichen")
    assert await talk.kept() == before


async def test_the_words_of_the_dialogue_may_have_the_prefix_that_commands_have(
    talk: Talk,
) -> None:
    assert "Schritt 2 von 7" in await say(talk, "!einreichen", "Bonn")
    assert "Schritt 1 von 7" in await talk.say("!zurück")
    assert "Schritt 2 von 7" in await talk.say("!weiter")


async def test_without_a_dialogue_its_words_are_no_commands(talk: Talk) -> None:
    assert "Diesen Befehl kenne ich nicht" in await talk.say("!weiter")


async def test_a_submission_in_one_line_leaves_the_open_dialogue_alone(talk: Talk) -> None:
    await say(talk, "!einreichen", "Bonn", "1")
    before = await talk.kept()
    told = await talk.say("!einreichen Köln https://example.org/koeln")
    after = await talk.kept()
    await say(talk, *ALL[3:], "senden")

    assert "ist eingegangen: Köln" in told
    assert after == before
    assert [s.place for s in await filed(talk)] == ["Bonn", "Köln"]


async def test_several_places_are_chosen_from_by_number_or_name(talk: Talk) -> None:
    several = await say(talk, "!einreichen", "Göppingen")
    await talk.say("2")
    by_number = await talk.answers()
    await say(talk, "abbrechen", "!einreichen", "Göppingen", "Göppingen (Stadt)")

    assert "1. Göppingen (Landkreis)\n2. Göppingen (Stadt)" in several
    assert await talk.answers() == by_number
    await say(talk, "1", URL, "vorschau", "senden")
    assert [s.place for s in await filed(talk)] == ["Göppingen (Stadt)"]


async def test_one_of_several_with_the_same_name_is_kept_apart_until_it_is_sent(
    talk: Talk,
) -> None:
    await say(talk, "!einreichen", "Halle", "2", "1", URL, "vorschau", "senden")

    [submission] = await filed(talk)
    assert (submission.place, submission.ags) == ("Halle", "03456008")


async def test_a_place_that_nobody_knows_is_asked_about_and_taken(talk: Talk) -> None:
    unknown = await say(talk, "!einreichen", "Bon<b>nn")
    await say(talk, "Göttingen")
    registered = await talk.answers()
    await talk.say("abbrechen")
    await say(talk, "!einreichen", "Atlantis", "1", "1", URL, "vorschau", "senden")

    assert "»Bon<b>nn« kenne ich nicht. Soll ich den Namen trotzdem verwenden?" in unknown
    assert "1. Ja, »Bon<b>nn« verwenden\n2. Nein, ich schreibe" in unknown
    assert registered["place"]["name"] == "Göttingen"
    assert [(s.place, s.ags) for s in await filed(talk)] == [("Atlantis", None)]


async def test_a_place_that_has_become_ambiguous_is_asked_again(talk: Talk) -> None:
    await say(talk, "!einreichen", "Göppingen (Stadt)", "1", URL, "vorschau")
    async with talk.database.transaction() as tx:
        await tx.execute(
            "UPDATE awaited SET payload = json_set(payload, '$.answers.place.asked', 'Göppingen')"
        )
    told = await talk.say("senden")

    assert told.startswith("Schritt 1 von 7: Kommune\n\nZu »Göppingen« passt mehr als eine")
    assert await filed(talk) == []
    await say(talk, "1", "senden")
    assert [s.place for s in await filed(talk)] == ["Göppingen (Landkreis)"]


# --- link and file


@pytest.mark.parametrize("file", [SLIDES, SECRET])
async def test_a_file_in_the_direct_chat_is_the_document(talk: Talk, file: File) -> None:
    preview = await say(talk, "!einreichen", "Bonn", "1", file, "vorschau")
    await talk.say("senden")

    assert f"3. Dokument: Datei »{file.name}«" in preview
    [submission] = await filed(talk)
    stored = await file_of(talk, submission)
    assert stored is not None
    assert (stored.name, stored.source, stored.encrypted) == (
        file.name,
        file.source,
        file.encrypted,
    )
    assert (stored.state, submission.url) == ("waiting", None)


@pytest.mark.parametrize("said", [(URL, SLIDES), (SLIDES, "zurück", URL)])
async def test_link_and_file_may_both_be_given(talk: Talk, said: tuple[str | File, ...]) -> None:
    preview = await say(talk, "!einreichen", "Bonn", "1", *said, "vorschau")
    await talk.say("senden")

    assert f"3. Dokument: {URL} und Datei »folien.pdf«" in preview
    [submission] = await filed(talk)
    assert submission.url == URL
    assert await file_of(talk, submission) is not None


async def test_what_is_written_with_a_file_may_be_the_link(talk: Talk) -> None:
    await say(talk, "!einreichen", "Bonn", "1")
    told = await talk.say(URL, file=SECRET)

    assert "Den Link und die Datei »geheim.pdf« habe ich notiert." in told
    assert (await talk.answers())["document"]["url"] == URL


async def test_other_words_with_a_file_are_told_not_to_be_used(talk: Talk) -> None:
    await say(talk, "!einreichen", "Bonn", "1")
    told = await talk.say("Das ist sie", file=SLIDES)

    assert "Den Text zur Datei habe ich nicht übernommen" in told
    assert (await talk.answers())["document"]["url"] is None


async def test_a_second_file_takes_the_place_of_the_first(talk: Talk) -> None:
    told = await say(talk, "!einreichen", "Bonn", "1", SLIDES, SECRET)

    assert "»geheim.pdf« anstelle von »folien.pdf«" in told
    assert "Schritt 4 von 7: Titel" in told


async def test_link_or_file_can_be_left_out_again_but_not_both(talk: Talk) -> None:
    await say(talk, "!einreichen", "Bonn", "1", URL, SLIDES)
    question = await talk.say("zurück")
    await say(talk, "ohne Link", "zurück")
    refused = await talk.say("Ohne Datei!")

    assert "Antworten Sie »ohne Link« oder »ohne Datei«." in question
    assert "Ein Link oder eine Datei wird gebraucht" in refused
    document = (await talk.answers())["document"]
    assert (document["url"], document["file"]["name"]) == (None, "folien.pdf")


async def test_the_name_of_a_file_cannot_break_the_dialogue(talk: Talk) -> None:
    hostile = replace(SLIDES, name="\ud800\u202efdp.\x00<b>")
    nameless = replace(SLIDES, name="\ud800")
    told = await say(talk, "!einreichen", "Bonn", "1", hostile)
    await say(talk, nameless, "vorschau", "senden")

    assert "Die Datei »fdp. <b>« habe ich notiert." in told
    [submission] = await filed(talk)
    assert await file_of(talk, submission) is not None
