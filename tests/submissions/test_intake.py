"""From a filed submission to the management, or back to the submitter with the reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.collection.place import Located
from commands.conversation.command import UnfitError
from commands.conversation.events import File
from commands.submissions.draft import SubmissionDraft
from commands.submissions.intake import MOST_A_DAY, MOST_UNDECIDED, Origin, examined, submit
from storage.collection import documents
from storage.collection.documents import Document
from storage.submissions import submissions
from tests.support.say import NOW, ROOM, SETTINGS, Room
from tests.support.submitting import ADA, BO, PDF, SHA, STORED, URL, Office, link


async def test_what_is_submitted_is_kept_with_all_that_was_said(at: Office) -> None:
    draft = SubmissionDraft(
        place="Linz", list="kinder_jugend", url=URL, title="T", status="beschlossen",
        adopted="2014", note="Hinweis",
    )  # fmt: skip
    async with at.database.transaction() as tx:
        origin = Origin(ADA, ROOM, "$e")
        secret = File("a.pdf", {"file": {"url": "mxc://example.org/a"}}, encrypted=True)
        filed = await submit(
            at.room.context(tx), draft, Located("Linz", None, None), origin, secret
        )

    assert filed == await at.submission(1)
    assert (filed.state, filed.submitter, filed.room_id, filed.event_id) == (
        "checking",
        ADA,
        ROOM,
        "$e",
    )
    said = {name: getattr(filed, name) for name in SubmissionDraft.model_fields}
    assert SubmissionDraft(**said) == draft
    file = await at.file(1)
    assert (file.name, file.source, file.encrypted, file.state) == (
        "a.pdf",
        secret.source,
        True,
        "waiting",
    )
    assert [(step.action, step.actor) for step in await at.steps(1)] == [("submitted", ADA)]


async def test_when_link_and_file_were_looked_at_the_management_hears_of_it_once(
    at: Office,
) -> None:
    await at.say(f"!einreichen Köln {URL}", replied_file=PDF)
    assert await at.management() == ""
    await at.examine(1, "OK", **STORED)

    assert (await at.submission(1)).state == "open"
    assert (await at.submission(1)).link_state == "OK"
    assert [step.action for step in await at.steps(1)] == ["submitted", "checked"]
    assert "Nr. 1" in await at.management()
    await at.examine(1, "OK")
    assert await at.management() == ""
    assert await at.told() == ""


async def test_a_file_that_is_stored_is_known_and_where_it_was_is_forgotten(at: Office) -> None:
    await at.say("!einreichen Köln", replied_file=PDF)
    await at.examine(1, None, **STORED)

    assert (await at.file(1)).source == {}
    async with at.database.transaction() as tx:
        assert await documents.needed(tx) == {SHA}
        await documents.add(tx, Document(SHA, "PDF", 1000, NOW))
        [row] = await tx.execute_fetchall("SELECT count(*) AS n FROM document")
    assert row["n"] == 1


async def test_a_file_that_cannot_be_fetched_is_shown_and_fetched_later(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}", replied_file=PDF)
    await at.examine(1, "OK", state="unreachable", problem="UNREACHABLE", attempts=1)
    assert (await at.submission(1)).state == "open"
    assert (await at.file(1)).source == PDF.source
    await at.management()

    await at.examine(1, None, state="unreachable", problem="UNREACHABLE", attempts=2)
    assert await at.management() == ""
    await at.examine(1, None, **STORED, problem=None)
    assert "Nr. 1" in await at.management()
    assert (await at.submission(1)).link_state == "OK"
    assert [step.action for step in await at.steps(1)] == ["submitted", "checked"]


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        ("EMPTY", "Sie ist leer"),
        ("WRONG_KIND", "PDF, DOCX und ODT"),
        ("DAMAGED", "beschädigt"),
        ("BOMB", "viel zu groß"),
        ("ENCRYPTED", "ohne Passwort"),
        ("MACROS", "ohne Makros"),
        ("TOO_LARGE", "zu groß"),
        ("ALTERED", "noch einmal hoch"),
        ("NEW_KIND", "nicht lesbar"),
        (None, "nicht lesbar"),
    ],
)
async def test_a_file_of_no_use_ends_it_and_the_submitter_hears_why(
    at: Office, problem: str | None, says: str
) -> None:
    await at.say("!einreichen Köln", replied_file=PDF)
    await at.examine(1, None, state="unsuitable", problem=problem)
    told = await at.told()

    assert (await at.submission(1)).state == "unsuitable"
    assert says in told
    assert "»leitlinien.pdf«" in told
    assert "!einreichen Köln https://…" in told
    assert await at.management() == ""
    assert [step.action for step in await at.steps(1)] == ["submitted", "unsuitable"]
    assert (await at.file(1)).source == {}


async def test_beside_a_link_a_file_of_no_use_is_left_out(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}", replied_file=PDF)
    await at.examine(1, "OK", state="unsuitable", problem="DAMAGED")

    assert (await at.submission(1)).state == "open"
    assert "nur mit dem Link" in await at.told()
    assert "Nr. 1" in await at.management()
    await at.examine(1, None)
    assert await at.told() == ""


async def test_a_file_that_proves_to_be_there_already_is_not_brought(at: Office) -> None:
    entry = await at.entry("Köln", title="Satzung")
    async with at.database.transaction() as tx:
        await documents.add(tx, Document(SHA, "PDF", 1000, NOW))
        document = documents.GuidelineDocument(entry.guideline_id, SHA, "a.pdf", NOW)
        await documents.attach(tx, document)
    await at.say("!einreichen Köln", replied_file=PDF)
    await at.examine(1, None, **STORED)

    assert (await at.submission(1)).state == "unsuitable"
    assert "schon in der Sammlung" in await at.told()
    assert await at.management() == ""


async def test_one_that_was_shown_already_is_closed_in_its_notice(at: Office) -> None:
    entry = await at.entry("Köln", title="Satzung")
    async with at.database.transaction() as tx:
        await documents.add(tx, Document(SHA, "PDF", 1000, NOW))
        document = documents.GuidelineDocument(entry.guideline_id, SHA, "a.pdf", NOW)
        await documents.attach(tx, document)
    await at.say("!einreichen Köln", replied_file=PDF)
    await at.examine(1, None, state="unreachable", problem="UNREACHABLE")
    assert await at.management()
    await at.examine(1, None, **STORED)

    assert (await at.management()).startswith("* ")
    assert "schon in der Sammlung" in await at.told()


async def test_what_was_withdrawn_meanwhile_stays_so(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}")
    await at.say("!zurückziehen 1")
    await at.examine(1, "OK")

    assert (await at.submission(1)).state == "withdrawn"
    assert await at.management() == ""


async def test_of_one_that_is_gone_nothing_is_said(at: Office) -> None:
    async with at.database.transaction() as tx:
        await examined(at.room.context(tx), 99, "OK", None)

    assert await at.management() == ""


# --- what is not filed


async def test_what_is_there_already_is_told_at_once(at: Office) -> None:
    await at.entry("Köln", links=(link("http://example.org/leitlinien/"),))
    told = await at.say(f"!einreichen Köln {URL}")

    assert told.startswith("Das ist schon in der Sammlung, bei Köln.")
    assert "!leitlinie Köln" in told
    assert await at.count() == 0


async def test_a_note_about_what_is_there_is_brought_to_the_management(at: Office) -> None:
    await at.entry("Köln", links=(link(URL),))
    await at.say(f"!einreichen Köln | {URL} | | | Der Link ist veraltet")
    await at.examine(1, "OK")

    assert "Der Link ist veraltet" in await at.management()


async def test_the_same_twice_from_one_person_is_filed_once(at: Office) -> None:
    await at.say(f"!einreichen Linz {URL}")
    told = await at.say("!einreichen linz https://www.example.org/leitlinien/?utm_source=x")

    assert told.startswith("Das haben Sie schon eingereicht: Nr. 1.")
    assert "Vielen Dank" in await at.say(f"!einreichen Linz {URL}", sender=BO)
    assert "Vielen Dank" in await at.say(f"!einreichen Linz | {URL} | Mit Titel")
    assert "Vielen Dank" in await at.say(f"!einreichen Linz {URL}", replied_file=PDF)
    assert await at.count() == 4


async def test_what_was_withdrawn_may_be_submitted_again(at: Office) -> None:
    await at.say(f"!einreichen Linz {URL}")
    await at.say("!zurückziehen 1")

    assert "Nr. 2" in await at.say(f"!einreichen Linz {URL}")


async def test_twenty_may_wait_at_the_same_time(at: Office) -> None:
    at.room.dispatch.limit.per_minute = 100
    for number in range(MOST_UNDECIDED):
        assert "Vielen Dank" in await at.say(f"!einreichen Linz {URL}/{number}")
    told = await at.say(f"!einreichen Linz {URL}/zuviel")

    assert "warten schon 20 Einreichungen" in told
    assert "!meine" in told
    assert await at.count() == MOST_UNDECIDED
    assert "Vielen Dank" in await at.say(f"!einreichen Linz {URL}", sender=BO)
    await at.say("!zurückziehen 1")
    assert "Vielen Dank" in await at.say(f"!einreichen Linz {URL}/zuviel")


async def test_who_withdraws_at_once_can_still_not_hand_in_without_end(at: Office) -> None:
    at.room.dispatch.limit.per_minute = 1000
    for number in range(1, MOST_A_DAY + 1):
        await at.say(f"!einreichen Linz {URL}/{number}")
        await at.say(f"!zurückziehen {number}")

    assert "machen Sie morgen weiter" in await at.say(f"!einreichen Linz {URL}/zuviel")
    at.room.now += timedelta(days=1)
    assert "Vielen Dank" in await at.say(f"!einreichen Linz {URL}/zuviel")


async def test_without_a_management_room_nothing_is_taken(at: Office) -> None:
    room = Room(at.database, settings=replace(SETTINGS, management_room=None))
    [told] = await room.say(f"!einreichen Köln {URL}")

    assert "info@netzwerk-buergerbeteiligung.de" in told
    assert await at.count() == 0


async def test_a_refusal_leaves_nothing_behind(at: Office) -> None:
    async with at.database.transaction() as tx:
        ctx, origin = at.room.context(tx), Origin(ADA, ROOM, "$e")
        with pytest.raises(UnfitError) as refused:
            await submit(
                ctx, SubmissionDraft(place="Linz"), Located("Linz", None, None), origin, None
            )
        assert await submissions.of_submitter(tx, ADA) == []
    assert "Es fehlt das Dokument" in refused.value.text.body
