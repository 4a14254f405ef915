"""Editing or removing the message that submitted."""

from typing import Any

import pytest

from commands.conversation.events import Pill
from tests.support.say import MANAGEMENT, Room
from tests.support.submitting import ADA, BO, PDF, STORED, URL, Office, link

CHAT = "!direkt:example.org"
NEW = "https://www.example.org/neu"


async def filed(at: Office, words: str = f"!einreichen Köln {URL}", **more: Any) -> None:
    """As number 1 by the message $s, brought to the management."""
    await at.say(words, event_id="$s", **more)
    await at.examine(1, "OK", **(STORED if more else {}))
    assert await at.management()


async def edit(at: Office, words: str, **more: Any) -> str:
    return await at.say(words, replaces="$s", **more)


# --- edited


async def test_an_edit_changes_what_waits_and_the_management_sees_what(at: Office) -> None:
    await filed(at)
    told = await edit(at, f"!einreichen Köln | {URL} | Leitlinien | beschlossen 2014")

    assert told.split("\n\n") == [
        "Ihre Einreichung Nr. 1 ist geändert.",
        "2 Änderungen:",
        (
            "– Titel: bisher ohne Angabe, neu »Leitlinien«\n"
            "– Stand: bisher ohne Angabe, neu »beschlossen 2014«"
        ),
    ]
    submission = await at.submission(1)
    assert (submission.state, submission.title, submission.adopted) == (
        "open",
        "Leitlinien",
        "2014",
    )
    shown = await at.management()
    assert "– Titel: bisher ohne Angabe, neu »Leitlinien«" in shown
    assert "* " in shown
    steps = [(step.action, step.actor) for step in await at.steps(1)]
    assert steps == [("submitted", ADA), ("checked", None), ("changed", ADA)]
    assert "Leitlinien" in (await at.steps(1))[-1].detail


async def test_another_link_is_looked_at_before_anybody_decides(at: Office) -> None:
    await filed(at)
    await edit(at, f"!einreichen Köln {NEW}")
    submission = await at.submission(1)
    assert (submission.state, submission.link_state, submission.url) == ("checking", None, NEW)
    await at.management()

    await at.examine(1, "DEAD")
    assert (await at.submission(1)).state == "open"
    assert (await at.submission(1)).link_state == "DEAD"
    assert (await at.management()).count("* ") == 1
    assert [s.action for s in await at.steps(1)].count("checked") == 1


async def test_another_place_is_looked_up_anew(at: Office) -> None:
    await filed(at)
    told = await edit(at, f"!einreichen Göttingen {URL}")
    submission = await at.submission(1)

    assert "– Kommune: bisher »Köln«, neu »Göttingen«" in told
    assert (submission.municipality_id, submission.ags, submission.state) == (
        None,
        "03152012",
        "checking",
    )
    assert submission.link_state == "OK"


async def test_what_was_not_brought_yet_is_only_changed(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}", event_id="$s")
    await edit(at, f"!einreichen Köln kinder {URL}")

    assert (await at.submission(1)).list == "kinder_jugend"
    assert await at.management() == ""


async def test_the_file_stays(at: Office) -> None:
    await filed(at, "!einreichen Köln", replied_file=PDF)
    told = await edit(at, "!einreichen Köln | | Leitlinien")

    assert "ist geändert" in told
    assert (await at.file(1)).state == "stored"
    assert (await at.submission(1)).state == "open"


async def test_several_edits_are_each_told(at: Office) -> None:
    await filed(at)
    for title in ("Eins", "Zwei"):
        await edit(at, f"!einreichen Köln | {URL} | {title}")
        assert f"neu »{title}«" in await at.management()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("!einreichen Köln", "Es fehlt das Dokument."),
        ("!einreichen", "Zu welcher Kommune"),
        ("!einreichen Köln ftp://example.org", "Diesen Link kann ich nicht annehmen"),
        (f"!einreichen Göppingen {URL}", "2 Orte passen"),
        ("Danke euch allen", "beginnt nicht mehr mit !einreichen"),
        ("!leitlinie Bonn", "beginnt nicht mehr mit !einreichen"),
        ("", "beginnt nicht mehr mit !einreichen"),
        (f"!einreichen Bonn {NEW}", "Das ist schon in der Sammlung, bei Bonn."),
        (f"!einreichen Linz {NEW}", "Das haben Sie schon eingereicht: Nr. 2."),
    ],
)
async def test_an_edit_that_does_not_fit_changes_nothing(at: Office, words: str, says: str) -> None:
    await at.entry("Bonn", links=(link(NEW),))
    await filed(at)
    await at.say(f"!einreichen Linz {NEW}")
    before = await at.submission(1)
    told = await edit(at, words)

    assert says in told
    assert told.endswith("Ihre Einreichung Nr. 1 bleibt deshalb, wie sie war.")
    assert await at.submission(1) == before
    assert await at.management() == ""


async def test_an_edit_that_says_the_same_is_no_change(at: Office) -> None:
    await filed(at)

    assert await edit(at, f"!einreichen  Köln | {URL}") == (
        "Das ändert nichts an Ihrer Einreichung Nr. 1."
    )
    assert len(await at.steps(1)) == 2


async def test_after_the_decision_it_is_too_late(at: Office) -> None:
    await filed(at)
    await at.set(1, state="accepted")

    assert "schon abgeschlossen: angenommen." in await edit(at, f"!einreichen Köln {NEW}")
    assert (await at.submission(1)).url == URL


async def test_nobody_else_and_nowhere_else_can_edit_it(at: Office) -> None:
    await filed(at)

    await edit(at, f"!einreichen Köln {NEW}", sender=BO)
    await edit(at, f"!einreichen Köln {NEW}", room_id="!x:example.org")
    assert (await at.submission(1)).url == URL
    assert await at.count() == 1


async def test_what_did_not_fit_at_first_is_filed_when_it_is_corrected(at: Office) -> None:
    assert "nicht annehmen" in await at.say("!einreichen Köln htps://example.org", event_id="$s")
    assert "Nr. 1" in await edit(at, f"!einreichen Köln {URL}")

    assert (await at.submission(1)).event_id == "$s"
    assert "ist geändert" in await edit(at, f"!einreichen Köln {NEW}")
    assert await at.count() == 1


MARKDOWN_PILL = "[Netzwerkbot](https://matrix.to/#/@bot:example.org)"
PILL = Pill("@bot:example.org", "Netzwerkbot")


@pytest.mark.parametrize(
    ("called", "more"),
    [
        (MARKDOWN_PILL, {}),
        (f"{MARKDOWN_PILL}:", {}),
        ("Netzwerkbot", {"pill": PILL}),
        ("Netzwerkbot:", {"pill": PILL}),
        ("@Sammlung", {"pill": Pill("@bot:example.org", "@Sammlung")}),
    ],
)
async def test_who_submitted_by_a_mention_may_edit_that(
    at: Office, called: str, more: dict[str, Any]
) -> None:
    assert "Nr. 1" in await at.say(f"{called} einreichen Köln {URL}", event_id="$s", **more)

    assert "ist geändert" in await edit(at, f"{called} einreichen Köln {NEW}", **more)
    assert (await at.submission(1)).url == NEW
    assert await at.count() == 1


async def test_an_edit_does_not_bring_the_file_that_its_original_answered(at: Office) -> None:
    at_file = {"reply_to": "$file"}
    told = await at.say("!einreichen Göppingen", event_id="$s", replied_file=PDF, **at_file)
    assert "antworten Sie dabei wieder auf die Datei, zum Beispiel: !einreichen Göpp" in told
    told = await edit(at, "!einreichen Köln", **at_file)
    assert "als neue Antwort auf die Datei: !einreichen Bonn" in told
    assert await at.count() == 0

    told = await edit(at, f"!einreichen Köln {URL}", **at_file)
    assert "Nr. 1" in told
    assert "kann ich keine Datei übernehmen" in told


@pytest.mark.parametrize(
    ("words", "more", "is_one"),
    [
        (f"!einreichen Köln {URL}", {}, True),
        (f"!EINREICHEN\nKöln {URL}", {}, True),
        (f"!vorschlagen Köln {URL}", {}, True),
        (f"Netzwerkbot: einreichen Köln {URL}", {}, True),
        (f"@bot:example.org, !einreichen Köln {URL}", {}, True),
        (f"einreichen Köln {URL}", {"direct": True, "room_id": CHAT}, True),
        (f"einreichen Köln {URL}", {}, False),
        (f"Bitte: einreichen Köln {URL}", {}, False),
        ("!einreichen", {}, False),
        ("!leitlinie Köln", {}, False),
        ("Köln", {"direct": True, "room_id": CHAT}, False),
    ],
)
async def test_only_the_command_submits_by_an_edit(
    at: Office, words: str, more: dict[str, Any], is_one: bool
) -> None:
    await edit(at, words, **more)

    assert await at.count() == int(is_one)


# --- removed


async def test_removing_the_message_withdraws(at: Office) -> None:
    await filed(at)

    assert await at.room.redact("$s", sender=ADA) == []
    assert (await at.submission(1)).state == "withdrawn"
    assert "Damit ist die Einreichung zurückgezogen." in await at.told()
    assert (await at.management()).startswith("* ")


async def test_a_moderator_may_remove_it_too_and_is_named_in_the_record(at: Office) -> None:
    await filed(at)
    await at.room.redact("$s", sender=BO)

    assert [(step.action, step.actor) for step in await at.steps(1)][-1] == ("withdrawn", BO)
    assert "zurückgezogen" in await at.told()


async def test_what_is_decided_or_something_else_is_left_alone(at: Office) -> None:
    await filed(at)
    await at.room.redact("$other", sender=ADA)
    await at.room.redact("$s", sender=ADA, room_id=MANAGEMENT)
    assert (await at.submission(1)).state == "open"

    await at.set(1, state="accepted")
    await at.room.redact("$s", sender=ADA)
    assert (await at.submission(1)).state == "accepted"
    assert await at.told() == ""


async def test_every_event_counts_once(at: Office) -> None:
    await filed(at)
    for room in (at.room, Room(at.database)):
        await room.say(f"!einreichen Köln {NEW}", replaces="$s", event_id="$edit")

    assert [step.action for step in await at.steps(1)].count("changed") == 1
