"""Meetings are made, changed, moved and cancelled; the rooms hear of it once."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commands.meetings import editing
from commands.meetings.announcements import ANSWERS, RECOUNT, request_recount
from commands.meetings.reminders.sending import send_due
from storage.meetings import announcements, meetings
from tests.support.meeting_fixtures import BO, NETWORK, Net, draft, slot
from tests.support.say import MANAGEMENT

FIRST, SECOND = NETWORK


def reactions(contents: Sequence[dict[str, Any]]) -> list[str]:
    return [c["m.relates_to"]["key"] for c in contents if "body" not in c]


# --- making


async def test_a_meeting_is_announced_in_every_network_room_with_answers_to_tap(net: Net) -> None:
    meeting = await net.create()

    for room_id in NETWORK:
        contents = await net.contents(room_id)
        assert contents[0]["body"] == (
            "Termin Nr. 1, Online-Konferenz »Losverfahren«\n\n"
            "Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr\n\n"
            "Link: https://konferenz.example.org/1\n\n"
            "Sind Sie dabei? Reagieren Sie auf diese Nachricht mit ✅ (dabei), ❌ (nicht dabei)"
            " oder ❔ (vielleicht), oder schreiben Sie !dabei 1."
        )
        assert reactions(contents) == list(ANSWERS)
        assert contents[0]["m.mentions"] == {}
    assert meeting.starts_at == datetime(2027, 1, 14, 9, 0, tzinfo=UTC)
    assert meeting.created_by == BO
    assert await net.get(1) == meeting


async def test_a_uid_is_never_given_twice(net: Net) -> None:
    uids = [(await net.create()).uid for _ in range(3)]
    uids.append((await net.create(rrule="FREQ=WEEKLY;COUNT=2")).uid)

    assert len(set(uids)) == 4
    assert all(uid.endswith("@example.org") for uid in uids)


async def test_a_deadline_is_nothing_to_say_yes_to(net: Net) -> None:
    fields = {"kind": "frist", "title": "Anmeldeschluss", "starts": "2027-02-05T23:59"}
    meeting = await net.create(**fields, ends="2027-02-06T10:00", place=None)

    contents = await net.contents()
    assert contents[0]["body"] == (
        "Termin Nr. 1, Frist »Anmeldeschluss«\n\nFreitag, 5. Februar 2027, 23:59 Uhr"
    )
    assert reactions(contents) == []
    assert meeting.ends_at == meeting.starts_at


async def test_what_is_over_is_stored_and_not_announced(net: Net) -> None:
    await net.create(starts="2026-11-01T10:00", ends="2026-11-01T11:00")

    assert await net.read() == []


async def test_an_import_may_be_silent(net: Net) -> None:
    async with net.database.transaction() as tx:
        given = draft(uid="a@b", source="https://example.org/kalender.ics")
        made = await editing.create(net.context(tx), given, None, announced=False)
    changed = await net.change(made, title="Anders")

    assert made.uid == "a@b"
    assert made.source == "https://example.org/kalender.ics"
    assert changed.title == "Anders"
    assert await net.read() == []


@pytest.mark.parametrize(
    ("later", "hour", "word"), [(False, 0, "Sommerzeit"), (True, 1, "Winterzeit")]
)
async def test_of_a_doubled_hour_the_one_that_was_meant_is_kept(
    net: Net, later: bool, hour: int, word: str
) -> None:
    starts, ends = "2027-10-31T02:30", "2027-10-31T02:45"
    meeting = await net.create(starts=starts, ends=ends, later=later)
    renamed = await net.change(meeting, title="Neu")

    assert meeting.starts_at == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)
    assert renamed.starts_at == meeting.starts_at
    assert renamed.ends_at == meeting.starts_at + timedelta(minutes=15)
    assert f"({word})" in (await net.read())[0]


async def test_whole_days_end_at_the_midnight_after_the_last(net: Net) -> None:
    meeting = await net.create(starts="2027-03-27", ends="2027-03-28", all_day=True)

    assert meeting.starts_at == datetime(2027, 3, 26, 23, tzinfo=UTC)
    assert meeting.ends_at == datetime(2027, 3, 28, 22, tzinfo=UTC)
    assert "27. März 2027 bis Sonntag, 28. März 2027, ganztägig" in (await net.read())[0]


# --- changing


async def test_a_move_edits_the_announcement_and_says_below_it_what_was(net: Net) -> None:
    meeting = await net.create()
    event = await net.announcement(1)
    await net.read()
    async with net.database.transaction() as tx:
        starts, ends = "2027-01-21T10:00", "2027-01-21T11:30"
        moved = await editing.change(net.context(tx), meeting, starts=starts, ends=ends)

    edit, told = await net.contents()
    assert edit["m.relates_to"] == {"rel_type": "m.replace", "event_id": event}
    assert "Donnerstag, 21. Januar 2027, 10:00 bis 11:30 Uhr" in edit["m.new_content"]["body"]
    assert edit["m.new_content"]["msgtype"] == told["msgtype"] == "m.text"
    # An edit is never heard, and a thread is not read.
    assert edit["msgtype"] == "m.notice"
    assert told["m.relates_to"] == {"m.in_reply_to": {"event_id": event}}
    assert told["body"].startswith(
        "Termin Nr. 1, Online-Konferenz »Losverfahren«, ist verlegt.\n\n"
        "Bisher: Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr\n\n"
        "Neu: Donnerstag, 21. Januar 2027, 10:00 bis 11:30 Uhr\n\n"
    )
    assert "!nichtdabei 1" in told["body"]
    assert moved.sequence == 1
    assert await net.get(1) == await net.change(moved)


async def test_several_changes_are_told_as_one_list(net: Net) -> None:
    meeting = await net.create()
    await net.read()
    await net.change(meeting, title="Zufall", place="Bonn", description="x" * 500)

    told = (await net.read())[1]
    assert told == (
        "Termin Nr. 1, Online-Konferenz »Losverfahren«: 3 Änderungen.\n\n"
        "– Titel: bisher Losverfahren; neu Zufall\n"
        "– Ort oder Link: bisher https://konferenz.example.org/1; neu Bonn\n"
        "– Beschreibung: neu"
    )


async def test_two_changes_in_one_second_are_two_edits_and_two_posts(net: Net) -> None:
    """Also if who changes it holds the meeting as it was before the first change."""
    meeting = await net.create()
    await net.read()
    await net.change(meeting, title="Zwei")
    await net.change(meeting, place="Bonn")

    told = await net.contents()
    bodies = [each.get("m.new_content", each)["body"] for each in told]
    assert len(bodies) == 4
    assert "»Zwei«" in bodies[2]
    assert "Ort: Bonn" in bodies[2]
    stored = await net.get(1)
    assert (stored.title, stored.place, stored.sequence) == ("Zwei", "Bonn", 2)


async def test_no_difference_is_no_change(net: Net) -> None:
    meeting = await net.create()
    await net.read()

    assert await net.change(meeting, title="Losverfahren") == await net.get(1)
    assert await net.read() == []
    assert (await net.get(1)).sequence == 0


async def test_a_cancellation_is_told_with_its_reason_and_can_be_taken_back(net: Net) -> None:
    meeting = await net.create()
    await net.read()
    await net.cancel(meeting, "Krankheit")

    edit, told = await net.read()
    assert edit.startswith("* Dieser Termin fällt aus.\n\nGrund: Krankheit\n\nAbgesagt:")
    assert "Sind Sie dabei?" not in edit
    assert told == (
        "Abgesagt: Termin Nr. 1, Online-Konferenz »Losverfahren«.\n\n"
        "Der Termin fällt aus: Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr.\n\n"
        "Grund: Krankheit"
    )
    async with net.database.transaction() as tx:
        again = await editing.change(net.context(tx), meeting, state="planned", reason=None)
    assert (again.state, again.reason, again.sequence) == ("planned", None, 2)
    assert "findet nun doch statt" in (await net.read())[1]


async def test_of_a_meeting_that_is_over_only_the_announcement_is_edited(net: Net) -> None:
    meeting = await net.create()
    await net.read()
    net.later(days=100)
    await net.change(meeting, place="https://example.org/mitschnitt")

    [edit] = await net.read()
    assert edit.startswith("* ")


async def test_who_was_only_reminded_is_told_below_the_reminder(net: Net) -> None:
    async with net.database.transaction() as tx:
        meeting = await editing.create(net.context(tx), draft(), BO, announced=False)
    for passed in (timedelta(days=7), timedelta(days=1)):
        net.now = net.room.now = meeting.starts_at - passed
        async with net.database.transaction() as tx:
            await send_due(net.context(tx))
        await net.read(FIRST)
    last = net.room.sent_ids[-1]
    await net.cancel(meeting)

    [told] = await net.contents(FIRST)
    assert told["m.relates_to"] == {"m.in_reply_to": {"event_id": last}}


async def test_a_room_that_was_told_nothing_reads_of_no_change(net: Net) -> None:
    async with net.database.transaction() as tx:
        meeting = await editing.create(net.context(tx), draft(), BO, announced=False)
    await net.cancel(meeting)

    assert await net.read(SECOND) == []


async def test_a_room_that_came_later_gets_the_announcement_with_the_next_change(
    net: Net,
) -> None:
    meeting = await net.create()
    net.rooms = (*NETWORK, "!neu:example.org")
    net.restart()
    await net.change(meeting, place="Bonn")
    await net.change(meeting, place="Köln")

    told = await net.read("!neu:example.org")
    assert [body.splitlines()[0] for body in told] == [
        "Termin Nr. 1, Online-Konferenz »Losverfahren«",
        "* Termin Nr. 1, Online-Konferenz »Losverfahren«",
        "Termin Nr. 1, Online-Konferenz »Losverfahren«: 1 Änderung.",
    ]


async def test_without_a_network_room_nothing_is_posted(net: Net) -> None:
    net.rooms = ()
    net.restart()
    await net.cancel(await net.create())

    for room_id in (*NETWORK, MANAGEMENT):
        assert await net.read(room_id) == []


async def test_what_a_title_says_is_no_markup(net: Net) -> None:
    await net.create(title="<b>&</b> `x`", place="https://example.org/<script>")

    [content, *_] = await net.contents()
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in content["formatted_body"]
    assert "<script>" not in content["formatted_body"]


# --- counting


async def answered(net: Net, *answers: str) -> None:
    async with net.database.transaction() as tx:
        for number, answer in enumerate(answers):
            await tx.execute(
                "INSERT OR REPLACE INTO rsvp VALUES (1, ?, ?, NULL, 0)", (f"@u{number}", answer)
            )
            await request_recount(net.context(tx), 1)


async def recounted(net: Net) -> list[str]:
    async with net.database.transaction() as tx:
        await RECOUNT.run(net.context(tx))
    return await net.read()


async def test_answers_are_counted_by_editing_at_most_once_a_minute(net: Net) -> None:
    await net.create()
    await net.read()
    await answered(net, "yes", "yes", "maybe")

    assert await recounted(net) == []
    net.later(seconds=60)
    [edit] = await recounted(net)
    assert edit.endswith("Antworten bisher: 2 dabei, 0 nicht dabei, 1 vielleicht.")
    assert await recounted(net) == []
    await answered(net, "no")
    net.later(seconds=59)
    assert await recounted(net) == []
    net.later(seconds=1)
    assert "1 dabei, 1 nicht dabei" in (await recounted(net))[0]
    assert (await net.get(1)).sequence == 0


async def test_a_count_announces_nothing(net: Net) -> None:
    async with net.database.transaction() as tx:
        await editing.create(net.context(tx), draft(), BO, announced=False)
    await answered(net, "yes")
    net.later(minutes=2)

    assert await recounted(net) == []


# --- reminders


async def planned(net: Net) -> list[tuple[int, str]]:
    async with net.database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT meeting_id, due_at FROM reminder WHERE state = 'planned' AND room_id = ?"
            " ORDER BY due_at",
            (FIRST,),
        )
    return [
        (row["meeting_id"], f"{datetime.fromtimestamp(row['due_at'], UTC):%d.%m. %H:%M}")
        for row in rows
    ]


async def test_reminders_follow_every_change(net: Net) -> None:
    meeting = await net.create()
    assert await planned(net) == [(1, "07.01. 09:00"), (1, "13.01. 09:00"), (1, "14.01. 08:00")]

    moved = await net.change(meeting, starts="2027-01-21T12:00", ends="2027-01-21T13:00")
    assert await planned(net) == [(1, "14.01. 11:00"), (1, "20.01. 11:00"), (1, "21.01. 10:00")]

    await net.cancel(moved)
    assert await planned(net) == []


async def test_each_date_of_a_series_has_reminders(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY;COUNT=2")

    assert [number for number, _ in await planned(net)] == [1, 1, 1, 2, 2, 2]


async def test_what_an_import_brings_still_fits_into_one_message(net: Net) -> None:
    """Matrix takes 65,536 bytes; an edit has the text four times."""
    meeting = await net.create(title="ä" * 5000, place="ö" * 5000, description="<ü>" * 9000)
    await net.change(meeting, title="ß" * 5000, place=f"https://x.example/{'ö' * 5000}")
    slots = [slot("2027-01-14T10:00", "2027-01-14T10:15", "<ä>" * 900)] * 500
    async with net.database.transaction() as tx:
        await editing.put_programme(net.context(tx), meeting, slots)
    await net.cancel(meeting, "x")
    contents = await net.contents()
    await net.ask("!termin 1")
    await net.ask("!termine")

    sizes = [len(json.dumps(c, ensure_ascii=False).encode()) for c in contents]
    sizes += [len(json.dumps(c, ensure_ascii=False).encode()) for c in net.room.contents]
    assert max(sizes) < 60_000


async def test_a_number_of_an_edit_is_never_given_back(net: Net) -> None:
    """Who stores a meeting as it was known earlier must not make the next edit unsendable."""
    meeting = await net.create()
    async with net.database.transaction() as tx:
        first = await announcements.next_revision(tx, 1)
        await meetings.change(tx, meeting)
        second = await announcements.next_revision(tx, 1)

    assert (first, second) == (1, 2)


async def test_a_count_is_no_reason_to_announce_in_a_room_that_came_later(net: Net) -> None:
    await net.create()
    net.rooms = (*NETWORK, "!neu:example.org")
    net.restart()
    await answered(net, "yes")
    net.later(minutes=2)
    await recounted(net)

    assert await net.read("!neu:example.org") == []
