"""Meetings are made, changed, moved and cancelled; the rooms hear of it once."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commands.calendar.recurrence import InvalidRuleError
from commands.meetings import editing
from commands.meetings.announcements import ANSWERS, RECOUNT, request_recount
from commands.posting import say
from commands.texts.markup import text
from storage import announcements, meetings
from storage.database import Database
from storage.meetings import Slot
from tests.meeting_fixtures import ADA, BO, NETWORK, Net, draft
from tests.say import MANAGEMENT

FIRST, SECOND = NETWORK


@pytest.fixture
def net(database: Database) -> Net:
    return Net(database)


def reactions(contents: Sequence[dict[str, Any]]) -> list[str]:
    return [c["m.relates_to"]["key"] for c in contents if "body" not in c]


def slot(starts: str, ends: str, title: str = "Begrüßung") -> Slot:
    at = datetime(2000, 1, 1, tzinfo=UTC)
    return Slot(0, 0, starts, ends, at, at, title)


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
        made = await editing.create(net.occasion(tx), given, None, announced=False)
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
        times = "2027-01-21T10:00", "2027-01-21T11:30"
        moved = await editing.move(net.occasion(tx), meeting, *times, all_day=False)

    edit, told = await net.contents()
    assert edit["m.relates_to"] == {"rel_type": "m.replace", "event_id": event}
    assert "Donnerstag, 21. Januar 2027, 10:00 bis 11:30 Uhr" in edit["m.new_content"]["body"]
    assert told["m.relates_to"]["event_id"] == event
    assert told["m.relates_to"]["rel_type"] == "m.thread"
    assert told["body"].startswith(
        "Termin Nr. 1, Online-Konferenz »Losverfahren« ist verlegt.\n\n"
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
    assert edit.startswith("* Dieser Termin findet nicht statt.\n\nGrund: Krankheit\n\nAbgesagt:")
    assert "Sind Sie dabei?" not in edit
    assert told == (
        "Termin Nr. 1, Online-Konferenz »Losverfahren« ist abgesagt.\n\n"
        "Bisher: Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr\n\nNeu: findet nicht statt\n\n"
        "Grund: Krankheit"
    )
    async with net.database.transaction() as tx:
        again = await editing.reinstate(net.occasion(tx), meeting)
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
        occasion = net.occasion(tx)
        meeting = await editing.create(occasion, draft(), BO, announced=False)
        name = f"reminder-1-7d-1800000000-{FIRST}"
        await say(occasion, FIRST, text("Erinnerung"), name, about="meeting:1")
    event = await net.event(name, FIRST)
    await net.cancel(meeting)

    [told] = await net.contents(FIRST)
    assert told["m.relates_to"]["event_id"] == event
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


# --- the programme


async def test_a_programme_is_numbered_counted_in_the_announcement_and_moves_along(
    net: Net,
) -> None:
    meeting = await net.create()
    await net.read()
    slots = [
        slot("2027-01-14T10:00", "2027-01-14T10:15"),
        slot("2027-01-14T10:15", "2027-01-14T11:00", "Los"),
    ]
    async with net.database.transaction() as tx:
        await editing.put_programme(net.occasion(tx), meeting, slots)
        kept = await editing.put_programme(
            net.occasion(tx), meeting, await meetings.slots_of(tx, 1)
        )
    await net.change(meeting, starts="2027-01-15T11:00", ends="2027-01-15T12:30")

    assert kept.sequence == 1
    assert "Programm, 2 Punkte: !termin 1" in (await net.read())[0]
    async with net.database.transaction() as tx:
        moved = await meetings.slots_of(tx, 1)
    assert [(s.position, s.starts, s.title) for s in moved] == [
        (1, "2027-01-15T11:00", "Begrüßung"),
        (2, "2027-01-15T11:15", "Los"),
    ]
    assert moved[0].starts_at == datetime(2027, 1, 15, 10, tzinfo=UTC)


async def test_the_programme_of_whole_days_moves_by_days_to_a_meeting_with_hours(net: Net) -> None:
    meeting = await net.create(starts="2027-03-04", ends="2027-03-05", all_day=True)
    async with net.database.transaction() as tx:
        slots = [slot("2027-03-04T14:00", "2027-03-04T15:00")]
        await editing.put_programme(net.occasion(tx), meeting, slots)
    await net.change(meeting, starts="2027-03-11T13:00", ends="2027-03-12T14:00", all_day=False)

    async with net.database.transaction() as tx:
        [moved] = await meetings.slots_of(tx, 1)
    assert (moved.starts, moved.ends) == ("2027-03-11T14:00", "2027-03-11T15:00")


# --- counting


async def answered(net: Net, *answers: str) -> None:
    async with net.database.transaction() as tx:
        for number, answer in enumerate(answers):
            await tx.execute(
                "INSERT OR REPLACE INTO rsvp VALUES (1, ?, ?, NULL, 0)", (f"@u{number}", answer)
            )
            await request_recount(net.occasion(tx), 1)


async def recounted(net: Net) -> list[str]:
    async with net.database.transaction() as tx:
        await RECOUNT.run(net.occasion(tx))
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
        await editing.create(net.occasion(tx), draft(), BO, announced=False)
    await answered(net, "yes")
    net.later(minutes=2)

    assert await recounted(net) == []


# --- series


async def test_each_date_of_a_series_has_a_number_and_one_announcement_is_for_all(
    net: Net,
) -> None:
    first = await net.create(rrule="FREQ=MONTHLY;BYDAY=2TH", starts="2027-01-14T10:00")
    made = await net.all()

    assert first == made[0]
    assert [m.starts for m in made[:3]] == [
        "2027-01-14T10:00", "2027-02-11T10:00", "2027-03-11T10:00",
    ]  # fmt: skip
    assert made[-1].starts == "2027-12-09T10:00"
    assert [m.recurrence for m in made] == [m.starts for m in made]
    assert {m.uid for m in made} == {first.uid}
    [told] = await net.read()
    assert "Die nächsten 5 Termine dieser Reihe:" in told
    assert "– Nr. 2: Donnerstag, 11. Februar 2027, 10:00 bis 11:30 Uhr" in told
    assert "Die Reaktionen gelten für Termin Nr. 1" in told


async def test_a_moved_date_of_a_series_is_told_below_its_announcement(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY;COUNT=3")
    event = await net.announcement(1)
    await net.read()
    await net.change(await net.get(2), starts="2027-01-22T10:00", ends="2027-01-22T11:30")

    edit, told = await net.contents()
    assert edit["m.relates_to"]["event_id"] == event
    assert "– Nr. 2: Freitag, 22. Januar 2027" in edit["body"]
    assert told["m.relates_to"]["event_id"] == event
    assert "Termin Nr. 2" in told["body"]
    second = await net.get(2)
    assert (second.recurrence, second.sequence) == ("2027-01-21T10:00", 1)


async def test_all_coming_dates_are_changed_with_one_post(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY;COUNT=14")
    await net.read()
    async with net.database.transaction() as tx:
        changes = await editing.change_all(
            net.occasion(tx), await meetings.of_series(tx, 1), state="cancelled", reason="Pause"
        )
    _, told = await net.read()

    assert len(changes) == 14
    assert "14 Termine sind abgesagt." in told
    assert "Grund: Pause" in told
    assert "– und 4 weitere" in told


async def test_more_dates_of_a_series_come_as_time_passes(net: Net) -> None:
    await net.create(rrule="FREQ=MONTHLY;BYMONTHDAY=14")
    await net.change(await net.get(12), title="Ausnahme", state="cancelled")
    before = len(await net.all())
    await net.read()
    net.later(days=62)
    for _ in range(2):
        async with net.database.transaction() as tx:
            [series] = await meetings.all_series(tx)
            await editing.extend(net.occasion(tx), series)

    made = await net.all()
    assert len(made) == before + 2
    assert made[-1].starts == "2028-02-14T10:00"
    assert (made[-1].title, made[-1].state, made[-1].created_by) == ("Losverfahren", "planned", BO)
    assert await net.read() == []


async def test_a_series_that_began_long_ago_brings_only_what_is_to_come(net: Net) -> None:
    first = await net.create(
        rrule="FREQ=WEEKLY", starts="2020-01-07T10:00", ends="2020-01-07T11:00"
    )

    assert first.starts == "2026-11-24T10:00"


async def test_a_series_that_is_over_is_its_last_date(net: Net) -> None:
    fields = {"starts": "2020-01-07T10:00", "ends": "2020-01-07T11:00"}
    last = await net.create(rrule="FREQ=WEEKLY;COUNT=3", **fields)

    assert last.starts == "2020-01-21T10:00"
    assert await net.read() == []


@pytest.mark.parametrize("rrule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "x"])
async def test_a_rule_that_never_comes_true_is_refused(net: Net, rrule: str) -> None:
    with pytest.raises(InvalidRuleError):
        await net.create(rrule=rrule)
    assert await net.all() == []


async def test_the_end_of_registration_is_as_long_before_each_date(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY;COUNT=2", register_by="2027-01-12T18:00")

    assert (await net.get(2)).register_by == "2027-01-19T18:00"
    assert "Anmeldung bis Dienstag, 12. Januar 2027, 18:00 Uhr" in (await net.read())[0]


async def test_nobody_is_told_who_made_a_meeting(net: Net) -> None:
    await net.create()

    assert not [body for body in await net.read() if BO in body or ADA in body]


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
        await editing.put_programme(net.occasion(tx), meeting, slots)
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
        first = await announcements.revised(tx, 1)
        await meetings.change(tx, meeting)
        second = await announcements.revised(tx, 1)

    assert (first, second) == (1, 2)


async def test_a_count_is_no_reason_to_announce_in_a_room_that_came_later(net: Net) -> None:
    await net.create()
    net.rooms = (*NETWORK, "!neu:example.org")
    net.restart()
    await answered(net, "yes")
    net.later(minutes=2)
    await recounted(net)

    assert await net.read("!neu:example.org") == []
