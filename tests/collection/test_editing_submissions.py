"""An accepted submission is a version of its entry, and undone like any other."""

from commands.about.housekeeping import FORGET
from commands.submissions import notices
from commands.submissions.notices import REFRESH
from storage.collection import documents
from storage.submissions import submissions
from tests.support.editing_fixtures import CORA, ESSEN, SHA, Desk
from tests.support.reviewing import blank
from tests.support.say import MANAGEMENT


async def test_an_accepted_submission_is_a_version_by_who_decided(desk: Desk) -> None:
    number = await desk.accepted("Köln", url="https://koeln.example/l", title="Neu")
    [koeln] = await desk.entries("Köln")
    [version] = await desk.versions(koeln.guideline_id)

    assert (version.action, version.by.actor, version.by.submission_id) == ("changed", CORA, number)
    told = await desk.say("!eintrag verlauf Köln")
    assert f"durch Einreichung Nr. {number}, angenommen von {CORA}." in told


async def test_an_undone_submission_stays_accepted_but_its_document_is_detached(desk: Desk) -> None:
    before = await desk.entries("Köln")
    number = await desk.accepted("Köln", url="https://koeln.example/l", title="Neu", file={})
    [koeln] = await desk.entries("Köln")
    async with desk.database.transaction() as tx:
        assert len(await documents.of_guideline(tx, koeln.guideline_id)) == 1
    shown = await desk.say("!rückgängig")
    assert "– Dokumente: nicht mehr leitlinien.pdf" in shown
    await desk.react("✅")

    assert await desk.entries("Köln") == before
    async with desk.database.transaction() as tx:
        assert await documents.of_guideline(tx, koeln.guideline_id) == []
        submission = await submissions.get(tx, number)
        assert submission is not None
        assert submission.state == "accepted"
        await FORGET.run(desk.room.context(tx))
        # Nothing is lost: the file is still there if it is wanted back.
        assert SHA in await documents.needed(tx)
        [row] = await tx.execute_fetchall("SELECT count(*) AS n FROM document")
        assert row["n"] == 1


async def test_what_was_there_before_a_submission_stays_when_it_is_undone(desk: Desk) -> None:
    [koeln] = await desk.entries("Köln")
    await desk.attach(koeln.guideline_id, "b" * 64)
    await desk.accepted("Köln", url="https://koeln.example/l", file={})
    await desk.do("!rückgängig")
    async with desk.database.transaction() as tx:
        names = [d.name for d in await documents.of_guideline(tx, koeln.guideline_id)]
    assert names == ["alt.pdf"]


async def test_a_submission_that_made_an_entry_leaves_none_when_it_is_undone(desk: Desk) -> None:
    await desk.accepted("Aachen", ags="05334002", url="https://aachen.example/l", file={})
    assert "1 Eintrag in der Sammlung" in await desk.ask("!leitlinie Aachen")
    await desk.do("!rückgängig")
    assert "»Aachen« ist nicht in der Sammlung." in await desk.ask("!leitlinie Aachen")

    await desk.accepted("Aachen", ags="05334002", url="https://aachen.example/l", file={})
    told = await desk.ask("!leitlinie Aachen")
    assert "Aachen (Stadt, Nordrhein-Westfalen): 1 Eintrag" in told
    assert "leitlinien.pdf" in told


async def test_the_notice_of_a_submission_follows_an_edit(desk: Desk) -> None:
    desk.later(minutes=1)
    async with desk.database.transaction() as tx:
        submission = await submissions.add(tx, blank("Essen", url="https://e.example/1"))
        await notices.announce(desk.room.context(tx), submission)
    await desk.room.read(MANAGEMENT)
    await desk.do(f"!eintrag ändern {ESSEN} Titel: A | Link: https://e.example/1")
    async with desk.database.transaction() as tx:
        await REFRESH.run(desk.room.context(tx))
    [edit] = await desk.room.read(MANAGEMENT)
    assert "Steht schon im Eintrag zu Essen" in edit, edit
    async with desk.database.transaction() as tx:
        await REFRESH.run(desk.room.context(tx))
    assert await desk.room.read(MANAGEMENT) == []
