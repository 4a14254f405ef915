"""What one meeting raises holds back no other, and is told to the management once."""

from datetime import timedelta

import pytest

from commands.conversation.command import Job
from commands.meetings.announcements import ASK, RECOUNT, request_recount
from commands.meetings.reminders.planning import REPLAN
from commands.meetings.reminders.sending import SEND_DUE
from commands.meetings.series_editing import EXTEND
from commands.meetings.texts import reminder_posts
from storage.meetings import reminders
from storage.meetings.meetings import Meeting
from tests.support.meeting_fixtures import NETWORK, Net
from tests.support.say import MANAGEMENT

WEEK = timedelta(days=7)
BROKEN = "UPDATE meeting SET starts = 'unsinn', ends = 'unsinn' WHERE meeting_id = 2"


async def three(net: Net, **fields: str) -> list[Meeting]:
    """Three meetings, announced; the second is the one that breaks."""
    made = [await net.create(title=f"Titel {number}", **fields) for number in (1, 2, 3)]
    for room_id in (*NETWORK, MANAGEMENT):
        await net.read(room_id)
    return made


async def run(net: Net, job: Job) -> None:
    async with net.database.transaction() as tx:
        await job.run(net.context(tx))


async def execute(net: Net, sql: str, *values: object) -> None:
    async with net.database.transaction() as tx:
        await tx.execute(sql, values)


async def test_a_reminder_that_cannot_be_worded_holds_back_no_other(
    net: Net, caplog: pytest.LogCaptureFixture
) -> None:
    [first, *_] = await three(net)
    net.later(seconds=(first.starts_at - WEEK - net.now).total_seconds())
    broken = "UPDATE reminder SET stage = ? WHERE meeting_id = 2 AND due_at <= ? AND room_id = ?"
    await execute(net, broken, "unsinn:1w", net.now.timestamp(), NETWORK[0])
    await run(net, SEND_DUE)

    [told] = await net.read()
    assert [number in told for number in ("Titel 1", "Titel 2", "Titel 3")] == [True, False, True]
    [word] = await net.read(MANAGEMENT)
    assert word.startswith("Die Erinnerungen an Termin Nr. 2 konnte ich wegen eines Fehlers nicht")
    assert "failed: reminder-2: ValueError at " in caplog.text
    assert "unsinn" not in caplog.text

    caplog.clear()
    await run(net, SEND_DUE)
    assert await net.read(MANAGEMENT) == []
    assert caplog.text == ""
    await execute(net, broken, "1w", net.now.timestamp(), NETWORK[0])
    await run(net, SEND_DUE)
    [late] = await net.read()
    assert "Titel 2" in late


async def test_a_post_that_waits_with_one_that_cannot_be_worded_is_left_alone(net: Net) -> None:
    [first, *_] = await three(net)
    net.later(seconds=(first.starts_at - WEEK - net.now).total_seconds())
    await run(net, SEND_DUE)
    broken = "UPDATE reminder SET stage = 'unsinn:1w' WHERE meeting_id = 2 AND state = 'posted'"
    await execute(net, broken)
    net.later(hours=1)
    await run(net, SEND_DUE)

    [told] = await net.read()
    assert told.startswith("Erinnerung: 3 Termine")


async def test_a_meeting_that_cannot_be_planned_holds_back_no_other(net: Net) -> None:
    await three(net)
    await execute(net, "DELETE FROM reminder")
    await execute(net, BROKEN)
    await run(net, REPLAN)

    async with net.database.transaction() as tx:
        rows = await reminders.due(tx, net.now + 60 * WEEK)
    assert {row.meeting_id for row in rows} == {1, 3}
    assert len(await net.read(MANAGEMENT)) == 1


async def test_an_announcement_that_cannot_be_worded_holds_back_no_other(net: Net) -> None:
    await three(net)
    async with net.database.transaction() as tx:
        for number in (1, 2, 3):
            await request_recount(net.context(tx), number)
    await execute(net, BROKEN)
    net.later(minutes=2)
    await run(net, RECOUNT)

    assert [next(n for n in "123" if f"Titel {n}" in told) for told in await net.read()] == [
        "1",
        "3",
    ]
    [word] = await net.read(MANAGEMENT)
    assert word.startswith("Die Zahl der Antworten auf Termin Nr. 2")


async def test_a_question_for_minutes_that_fails_holds_back_no_other(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    [*_, last] = await three(net, kind="netzwerktreffen")
    afterwards = reminder_posts.afterwards

    def breaks(meeting: Meeting, email: str) -> object:
        return 1 / 0 if meeting.meeting_id == 2 else afterwards(meeting, email)

    monkeypatch.setattr(reminder_posts, "afterwards", breaks)
    net.later(seconds=(last.ends_at - net.now).total_seconds(), hours=3)
    await run(net, ASK)

    assert len(await net.read()) == 2
    assert len(await net.read(MANAGEMENT)) == 1


async def test_a_series_whose_rule_breaks_holds_back_no_other(net: Net) -> None:
    for title in ("Eins", "Zwei"):
        await net.create(title=title, rrule="FREQ=WEEKLY")
    before = len(await net.all())
    await execute(net, "UPDATE series SET rrule = 'UNSINN' WHERE series_id = 1")
    net.later(days=120)
    await run(net, EXTEND)

    titles = {meeting.title for meeting in (await net.all())[before:]}
    assert titles == {"Zwei"}
    assert any("Weitere Termine der Reihe" in told for told in await net.read(MANAGEMENT))
