"""What is kept for a number of days is kept so long, and not a second longer."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from commands.about import housekeeping
from commands.conversation.settings import Privacy, RetentionDays
from storage.collection import documents
from storage.collection.documents import Document, GuidelineDocument
from storage.conversation import awaited, inbox, outbox
from storage.database import Database, Transaction
from storage.matrix import undecrypted
from storage.privacy import forgetting
from storage.submissions import submissions
from storage.submissions.submissions import SubmissionStep
from tests.support.people import ADA, CORA, everything, put
from tests.support.say import MANAGEMENT, NOW, ROOM, SETTINGS, Room
from tests.support.talk import in_dialogue

LEAD = "@leitung:example.org"
DAYS = RetentionDays(
    handled_events=3, outbox=4, unreadable=5, submissions=6, dialogues=7, meetings=8
)
SECOND = timedelta(seconds=1)


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database, settings=replace(SETTINGS, privacy=Privacy(retention_days=DAYS)))


async def forget_at(room: Room, moment: datetime) -> str:
    room.now = moment
    async with room.database.transaction() as tx:
        await housekeeping.forget(room.context(tx))
    return await everything(room.database)


async def handled(tx: Transaction) -> None:
    await inbox.mark_handled(tx, "$marke", NOW)


async def sent(tx: Transaction) -> None:
    await outbox.put(tx, ROOM, {}, "$marke", NOW)
    await outbox.mark_sent(tx, 1, "$event")


async def given_up(tx: Transaction) -> None:
    await outbox.put(tx, ROOM, {"body": "$marke"}, "t1", NOW)
    await outbox.fail_room(tx, ROOM, "refused", NOW)


async def unread(tx: Transaction) -> None:
    await undecrypted.put(tx, "$marke", ROOM, "session", NOW)


async def begun(tx: Transaction) -> None:
    await awaited.put(tx, in_dialogue(ADA, "submission", "place", {"place": "$marke"}))


async def decided(tx: Transaction, **values: Any) -> None:
    given = {"submitter": ADA, "state": "accepted", "note": "$marke"}
    await put(tx, "submission", submission_id=1, **given | values)


async def over(tx: Transaction, table: str, **values: object) -> None:
    at = int(NOW.timestamp())
    made = {"created_by": "$marke"} if table == "meeting" else {}
    await put(tx, "meeting", starts_at=at - 3600, ends_at=at, **made)
    if table != "meeting":
        await put(tx, table, **values)


async def announced(tx: Transaction) -> None:
    await over(tx, "rsvp")
    await outbox.put(tx, ROOM, {}, "$marke", NOW, subject="meeting:1")
    await outbox.mark_sent(tx, 1, "$event")


@pytest.mark.parametrize(
    ("happen", "days"),
    [
        (handled, DAYS.handled_events),
        (sent, DAYS.outbox),
        (given_up, DAYS.outbox),
        (unread, DAYS.unreadable),
        (begun, DAYS.dialogues),
        (decided, DAYS.submissions),
        (partial(over, table="meeting"), DAYS.meetings),
        (partial(over, table="rsvp", user_id="$marke"), DAYS.meetings),
        (partial(over, table="rsvp_history", user_id="$marke"), DAYS.meetings),
        (partial(over, table="wish", user_id="$marke"), DAYS.meetings),
        (partial(over, table="reminder", room_id="$marke"), DAYS.meetings),
        (announced, DAYS.meetings),
    ],
)
async def test_it_is_kept_to_the_second(
    room: Room, database: Database, happen: Any, days: int
) -> None:
    async with database.transaction() as tx:
        await happen(tx)
    end = NOW + timedelta(days=days)

    assert "$marke" in await forget_at(room, end)
    assert "$marke" not in await forget_at(room, end + SECOND)


LONG_AFTER = NOW + timedelta(days=DAYS.submissions, seconds=1)


@pytest.mark.parametrize("state", ["accepted", "refused", "withdrawn", "unsuitable"])
async def test_of_a_decided_submission_only_facts_are_left(
    room: Room, database: Database, state: str
) -> None:
    async with database.transaction() as tx:
        await decided(tx, state=state, ags="05314000", title="Leitlinien", event_id="$von-ada")
        await put(tx, "submission_file", submission_id=1, name="ada.pdf", sha256="abc")
        await submissions.add_step(tx, SubmissionStep(1, NOW, ADA, "answered", "Das war ich"))
        await submissions.add_step(tx, SubmissionStep(1, NOW, LEAD, "refused", "Nein"))
    left = await forget_at(room, LONG_AFTER)

    for word in (ADA, LEAD, "$marke", "$von-ada", "ada.pdf", "Das war ich", "Nein"):
        assert word not in left
    assert ("Leitlinien" in left) is (state == "accepted")
    async with database.transaction() as tx:
        one = await submissions.get(tx, 1)
        steps = await submissions.steps_of(tx, 1)
    assert one is not None
    assert (one.state, one.place, one.submitter) == (state, "Bonn", None)
    assert [(step.done_at, step.action, step.actor) for step in steps] == [
        (NOW, "answered", None),
        (NOW, "refused", None),
    ]


@pytest.mark.parametrize("state", ["checking", "open"])
async def test_what_is_not_decided_is_kept_however_old(
    room: Room, database: Database, state: str
) -> None:
    async with database.transaction() as tx:
        await decided(tx, state=state)

    assert "$marke" in await forget_at(room, LONG_AFTER)
    assert ADA in await everything(database)


async def test_the_days_count_from_the_decision(room: Room, database: Database) -> None:
    late = int((NOW + timedelta(days=2)).timestamp())
    async with database.transaction() as tx:
        await decided(tx, changed_at=late)

    assert "$marke" in await forget_at(room, LONG_AFTER)
    assert "$marke" not in await forget_at(room, LONG_AFTER + timedelta(days=2))


async def test_what_was_said_about_it_is_kept_as_long_and_then_goes(
    room: Room, database: Database
) -> None:
    async with database.transaction() as tx:
        await decided(tx)
        for number, subject in enumerate(("submission:1", "question:1", "submission:11"), start=1):
            await outbox.put(tx, MANAGEMENT, {}, f"t-{subject}", NOW, subject=subject)
            await outbox.mark_sent(tx, number, f"$event{number}")
    assert "t-submission:1'" in await forget_at(room, LONG_AFTER - SECOND)

    left = await forget_at(room, LONG_AFTER)
    assert "t-submission:1'" not in left
    assert "t-question:1'" not in left
    assert "t-submission:11'" in left


async def test_what_was_anonymised_is_not_looked_at_again(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await decided(tx)
        await submissions.add_step(tx, SubmissionStep(1, NOW, ADA, "submitted"))
        assert await forgetting.decided_before(tx, LONG_AFTER) == [1]
    await forget_at(room, LONG_AFTER)

    async with database.transaction() as tx:
        assert await forgetting.decided_before(tx, LONG_AFTER) == []


async def test_others_submissions_are_left_alone(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await decided(tx)
        fresh = int(LONG_AFTER.timestamp())
        await put(
            tx, "submission", submitter=CORA, state="refused", note="Frisch", changed_at=fresh
        )
    left = await forget_at(room, LONG_AFTER)

    assert CORA in left
    assert "Frisch" in left


async def test_a_document_is_forgotten_unless_something_needs_it(
    room: Room, database: Database
) -> None:
    async with database.transaction() as tx:
        for sha256 in ("offen", "entschieden", "sammlung"):
            await documents.add(tx, Document(sha256, "pdf", 9, NOW))
        await put(tx, "submission", submission_id=1, state="open")
        await put(tx, "submission_file", submission_id=1, sha256="offen")
        await put(tx, "submission", submission_id=2, state="refused")
        await put(tx, "submission_file", submission_id=2, sha256="entschieden")
        await put(tx, "municipality")
        await put(tx, "guideline", guideline_id=1)
        await documents.attach(tx, GuidelineDocument(1, "sammlung", "a.pdf", NOW))
    await forget_at(room, NOW)

    async with database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT sha256 FROM document ORDER BY sha256")
    assert [row["sha256"] for row in rows] == ["offen", "sammlung"]


async def test_the_question_whether_to_forget_is_forgotten(room: Room, database: Database) -> None:
    await room.say("!vergissmich", sender=ADA, direct=True)
    hour = timedelta(hours=1)

    assert ADA in await forget_at(room, NOW + hour)
    assert ADA not in await forget_at(room, NOW + hour + SECOND)


async def test_forgetting_is_a_daily_job() -> None:
    assert housekeeping.FORGET.every == timedelta(days=1)
