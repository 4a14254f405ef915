"""When which reminder of a meeting is due: reckoned by hand, and beside a slow model."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from commands.conversation.settings import Reminders
from commands.language.times.quiet_hours import NEVER, QuietHours
from commands.meetings.planning.plan import plan
from commands.meetings.reminders.planning import planned
from storage.meetings.meetings import Meeting, Slot
from storage.meetings.reminders import Planned, Wish
from tests.support.reminding import (
    BERLIN,
    LONG_AGO,
    ROOM,
    a_meeting,
    a_slot,
    berlin,
    leads,
    sample_meetings,
)

NIGHT = QuietHours(time(20), time(8), BERLIN)
AS_SHIPPED = Reminders()


def planned_for(
    meeting: Meeting,
    *written: str,
    register: Sequence[str] = (),
    quiet: QuietHours = NEVER,
    rooms: Sequence[str] = (ROOM,),
    slots: Sequence[Slot] = (),
    wishes: Sequence[Wish] = (),
    now: datetime = LONG_AGO,
) -> list[Planned]:
    register_leads = leads(*register)
    return list(plan(meeting, slots, leads(*written), register_leads, quiet, rooms, wishes, now))


def shown(rows: Sequence[Planned]) -> list[tuple[str, str]]:
    """Stage and local moment."""
    return [(row.stage, f"{row.due_at.astimezone(BERLIN):%Y-%m-%d %H:%M}") for row in rows]


# --- the sample dates, as the program is shipped


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "NeKoPa-Online-Konferenz: Vorhabenlisten in der Praxis",
            [
                ("1w", "2026-11-25 10:00"),
                ("1d", "2026-12-01 10:00"),
                ("1h", "2026-12-02 09:00"),
            ],
        ),
        (
            "NeKoPa-Online-Konferenz: Losverfahren und Datenschutz",
            [
                ("1w", "2027-01-01 09:30"),
                ("1d", "2027-01-07 09:30"),
                ("1h", "2027-01-08 08:30"),
            ],
        ),
        (
            "NeKoPa-Netzwerktreffen 2027 (zwei Tage)",
            [
                ("8w", "2027-01-07 13:00"),
                ("register:2w", "2027-01-23 08:00"),
                ("register:3d", "2027-02-03 08:00"),
                ("4w", "2027-02-04 13:00"),
                ("register:1d", "2027-02-05 08:00"),
                ("1w", "2027-02-25 13:00"),
                ("1d", "2027-03-03 13:00"),
            ],
        ),
        (
            "Anmeldeschluss NeKoPa-Netzwerktreffen 2027",
            [
                ("2w", "2027-01-23 08:00"),
                ("3d", "2027-02-03 08:00"),
                ("1d", "2027-02-05 08:00"),
            ],
        ),
        (
            "NeKoPa-Online-Konferenz: Wirkung von Leitlinien",
            [
                ("1w", "2027-03-23 10:00"),
                ("1d", "2027-03-29 10:00"),
                ("1h", "2027-03-30 09:00"),
            ],
        ),
        (
            "AG »Kinder- und Jugendbeteiligung«",
            [("3d", "2027-03-26 09:00"), ("1h", "2027-03-29 08:00")],
        ),
        (
            "Netzwerktreffen Köln 2027 (Gesamtnetzwerk, eintägig)",
            [
                ("8w", "2027-04-16 10:00"),
                ("4w", "2027-05-14 10:00"),
                ("1w", "2027-06-04 10:00"),
                ("1d", "2027-06-10 10:00"),
            ],
        ),
    ],
)
def test_the_sample_dates_are_reminded_of(title: str, expected: list[tuple[str, str]]) -> None:
    meeting = sample_meetings()[title]

    assert shown(planned(meeting, (), (), AS_SHIPPED, (ROOM,), LONG_AGO)) == expected


def test_days_keep_the_time_of_the_clock_when_it_is_changed() -> None:
    """The clock is put forward on 28 March 2027 and back on 31 October 2027."""
    spring = planned_for(a_meeting("2027-03-28T10:00"), "1d", "24h")
    autumn = planned_for(a_meeting("2027-10-31T10:00"), "1d", "24h")

    assert [(row.stage, row.due_at) for row in spring] == [
        ("24h", datetime(2027, 3, 27, 8, tzinfo=UTC)),
        ("1d", datetime(2027, 3, 27, 9, tzinfo=UTC)),
    ]
    assert [(row.stage, row.due_at) for row in autumn] == [
        ("1d", datetime(2027, 10, 30, 8, tzinfo=UTC)),
        ("24h", datetime(2027, 10, 30, 9, tzinfo=UTC)),
    ]


def test_an_hour_before_the_second_of_two_equal_times_is_an_hour() -> None:
    """02:30 is there twice, and the meeting is at the second one."""
    second = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    meeting = a_meeting("2027-10-31T02:30", starts_at=second, ends_at=second)

    [row] = planned_for(meeting, "1h")
    assert row.due_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert row.starts_at == second


@pytest.mark.parametrize(
    ("starts", "lead", "due"),
    [
        ("2028-03-01T10:00", "1d", "2028-02-29 10:00"),
        ("2027-03-01T10:00", "1d", "2027-02-28 10:00"),
        ("2028-02-29T10:00", "8w", "2028-01-04 10:00"),
        ("2027-03-31T10:00", "4w", "2027-03-03 10:00"),
        ("2027-01-01T00:10", "30min", "2026-12-31 23:40"),
        ("2027-03-29T02:30", "1d", "2027-03-28 03:30"),
        ("2027-11-01T02:30", "1d", "2027-10-31 02:30"),
    ],
)
def test_ends_of_months_leap_days_and_times_that_do_not_exist(
    starts: str, lead: str, due: str
) -> None:
    assert shown(planned_for(a_meeting(starts), lead)) == [(lead, due)]


# --- what is left out


def test_stages_already_past_are_left_out() -> None:
    meeting = a_meeting("2027-01-12T10:00")
    just_before, exactly = berlin("2027-01-11 09:59"), berlin("2027-01-11 10:00")

    assert [row.stage for row in planned_for(meeting, "1w", "1d", "1h", now=just_before)] == [
        "1d",
        "1h",
    ]
    assert [row.stage for row in planned_for(meeting, "1w", "1d", "1h", now=exactly)] == ["1h"]


def test_nothing_is_planned_for_a_meeting_that_has_begun_or_is_cancelled() -> None:
    meeting = a_meeting("2027-01-12T10:00", "2027-01-13T10:00", register_by="2027-01-20T10:00")

    assert planned_for(meeting, "1d", register=["1d"], now=berlin("2027-01-12 10:00")) == []
    assert planned_for(replace(meeting, state="cancelled"), "1d", register=["1d"]) == []


def test_registration_is_not_reminded_of_after_the_meeting_began() -> None:
    meeting = a_meeting("2027-01-12T10:00", register_by="2027-01-14T10:00")

    assert shown(planned_for(meeting, register=["1d", "3d"])) == [
        ("register:3d", "2027-01-11 10:00")
    ]


def test_without_leads_there_is_nothing_but_what_somebody_wants() -> None:
    meeting = a_meeting("2027-01-12T10:00")

    assert planned_for(meeting) == []
    assert len(planned_for(meeting, wishes=[Wish("@ada:example.org", 1, "2d")])) == 1


# --- the night, and what falls together


def test_stages_that_fall_together_are_one_and_name_the_others() -> None:
    rows = planned_for(a_meeting("2027-01-12T09:30"), "12h", "2h", "1d", "3h", quiet=NIGHT)

    assert shown(rows) == [("1d", "2027-01-11 09:30"), ("2h", "2027-01-12 08:00")]
    assert rows[1].merged == ("3h", "12h")


def test_the_same_lead_written_twice_is_one() -> None:
    assert [row.merged for row in planned_for(a_meeting("2027-01-12T10:00"), "7d", "1w")] == [()]


def test_before_an_early_meeting_the_last_stages_come_on_the_evening_before() -> None:
    rows = planned_for(a_meeting("2027-01-12T07:30"), "1d", "2h", "1h", quiet=NIGHT)

    assert shown(rows) == [("1d", "2027-01-11 08:00"), ("1h", "2027-01-11 19:59")]


def test_registration_and_meeting_falling_together_are_one_post_about_what_ends_first() -> None:
    meeting = a_meeting("2027-03-04T13:00", register_by="2027-02-05T13:00")

    rows = planned_for(meeting, "4w", register=["1d"])
    assert [(row.stage, row.merged) for row in rows] == [("register:1d", ("4w",))]


def test_whole_days_are_reminded_of_in_the_morning() -> None:
    rows = planned_for(a_meeting("2027-03-04", "2027-03-05"), "1w", "1d", "1h", quiet=NIGHT)

    assert shown(rows) == [
        ("1w", "2027-02-25 08:00"),
        ("1d", "2027-03-03 08:00"),
        ("1h", "2027-03-03 19:59"),
    ]


# --- rooms and persons


def test_every_room_gets_its_own() -> None:
    rows = planned_for(a_meeting("2027-01-12T10:00"), "1d", rooms=[ROOM, "!b:example.org", ROOM])

    assert [row.room_id for row in rows] == [ROOM, "!b:example.org"]


def test_who_wants_it_as_the_rooms_gets_the_same_stages() -> None:
    meeting = a_meeting("2027-03-04T07:30", register_by="2027-02-05T12:00")
    wishes = [Wish("@ada:example.org", 1, "rooms")]

    rows = planned_for(meeting, "1d", register=["3d"], quiet=NIGHT, wishes=wishes)
    ours = [row for row in rows if row.room_id == "@ada:example.org"]
    assert shown(ours) == [("register:3d", "2027-02-02 12:00"), ("1d", "2027-03-03 08:00")]


def test_a_lead_that_somebody_chose_is_kept_also_at_night() -> None:
    wishes = [Wish("@ada:example.org", 1, "rooms"), Wish("@ada:example.org", 1, "1d")]

    rows = planned_for(a_meeting("2027-01-12T07:30"), "1d", rooms=[], quiet=NIGHT, wishes=wishes)
    assert shown(rows) == [("1d", "2027-01-11 07:30")]


def test_nobody_asked_for_midnight() -> None:
    wishes = [Wish("@ada:example.org", 1, "2d")]

    rows = planned_for(a_meeting("2027-03-04", "2027-03-05"), rooms=[], quiet=NIGHT, wishes=wishes)
    assert shown(rows) == [("2d", "2027-03-02 08:00")]


def test_slots_are_reminded_of_also_when_the_meeting_runs() -> None:
    meeting = a_meeting("2027-03-04T13:00", "2027-03-05T14:00", kind="netzwerktreffen")
    slots = [
        a_slot(0, "2027-03-04T13:00"),
        a_slot(1, "2027-03-05T09:00", "AG A"),
        a_slot(2, "2027-03-05T09:00", "AG B"),
        a_slot(3, "2027-03-05T11:00"),
    ]
    wishes = [Wish("@ada:example.org", 1, "slots:10min")]

    rows = planned_for(meeting, "1d", slots=slots, wishes=wishes, now=berlin("2027-03-04 18:00"))
    assert shown(rows) == [
        ("slot:10min", "2027-03-05 08:50"),
        ("slot:10min", "2027-03-05 10:50"),
    ]
    assert {row.room_id for row in rows} == {"@ada:example.org"}


def test_a_wish_that_is_no_lead_is_passed_over() -> None:
    assert planned_for(a_meeting("2027-01-12T10:00"), wishes=[Wish("@ada:x", 1, "bald")]) == []
