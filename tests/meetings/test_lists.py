"""!termine and !termin: what members read of dates, good on a phone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.meetings import editing
from commands.meetings.listing import understood
from commands.meetings.texts.meeting_lists import MeetingFilter
from storage.meetings.meetings import Slot
from tests.support.meeting_fixtures import Net

TODAY = date(2026, 11, 24)


async def some(net: Net) -> None:
    await net.create()
    await net.create(
        kind="frist", title="Anmeldeschluss", starts="2027-02-05T23:59", ends="2027-02-05T23:59"
    )
    await net.create(
        kind="netzwerktreffen", title="Treffen", starts="2027-03-04T13:00", ends="2027-03-05T14:00"
    )
    await net.cancel(await net.create(kind="arbeitsgruppe", title="AG"), "Krank")


# --- the list


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("heute", "2026-11-24", "2026-11-24"),
        ("Morgen", "2026-11-25", "2026-11-25"),
        ("diese Woche", "2026-11-23", "2026-11-29"),
        ("nächste Woche?", "2026-11-30", "2026-12-06"),
        ("in der nächsten Woche", "2026-11-30", "2026-12-06"),
        ("übernächste Woche", "2026-12-07", "2026-12-13"),
    ],
)
def test_days_and_weeks_are_understood(words: str, first: str, last: str) -> None:
    found = understood(words, TODAY)

    assert found is not None
    assert found.days is not None
    assert [day.isoformat() for day in found.days[:2]] == [first, last]


async def test_the_list_begins_with_its_count_and_has_each_date_written_out(net: Net) -> None:
    await some(net)

    [told] = await net.ask("!termine")
    assert told == (
        "4 Termine:\n\n"
        "– Nr. 1: Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr: Losverfahren"
        " (Online-Konferenz)\n"
        "– Nr. 4: abgesagt: Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr: AG (Arbeitsgruppe)\n"
        "– Nr. 2: Freitag, 5. Februar 2027, 23:59 Uhr: Anmeldeschluss (Frist)\n"
        "– Nr. 3: Donnerstag, 4. März 2027, 13:00 Uhr bis Freitag, 5. März 2027, 14:00 Uhr:"
        " Treffen (Netzwerktreffen)\n\n"
        "Mehr zu einem Termin: !termin 1"
    )


@pytest.mark.parametrize(
    ("words", "heading", "numbers"),
    [
        ("frist", "1 Termin der Art Frist:", [2]),
        ("Fristen", "1 Termin der Art Frist:", [2]),
        ("märz", "1 Termin im März 2027:", [3]),
        ("Maerz 2027", "1 Termin im März 2027:", [3]),
        ("im Januar", "2 Termine im Januar 2027:", [1, 4]),
        ("jan.", "2 Termine im Januar 2027:", [1, 4]),
        ("2027", "4 Termine im Jahr 2027:", [1, 4, 2, 3]),
        ("treffen", "1 Termin der Art Netzwerktreffen:", [3]),
        ("alle", "4 Termine insgesamt, der späteste zuerst:", [3, 2, 4, 1]),
        ("heute", "Es steht kein Termin heute an.", []),
        ("diese Woche", "Es steht kein Termin in dieser Woche an.", []),
        ("nächste Woche", "Es steht kein Termin in der nächsten Woche an.", []),
        ("nächsten Monat", "Es steht kein Termin im Dezember 2026 an.", []),
        ("monat", "Es steht kein Termin im November 2026 an.", []),
        ("2030", "Es steht kein Termin im Jahr 2030 an.", []),
    ],
)
async def test_a_month_a_year_or_a_kind_can_be_asked_for(
    net: Net, words: str, heading: str, numbers: list[int]
) -> None:
    await some(net)
    [told] = await net.ask(f"!termine {words}")

    assert told.startswith(heading)
    lines = [line for line in told.splitlines() if line.startswith("– Nr. ")]
    assert [int(line.split()[2].strip(":")) for line in lines] == numbers


async def test_what_is_over_is_only_in_all(net: Net) -> None:
    await some(net)
    net.later(days=365)

    assert "Es steht kein Termin an." in (await net.ask("!termine"))[0]
    assert "4 Termine insgesamt" in (await net.ask("!termine alle"))[0]


async def test_without_any_date_it_says_so(net: Net) -> None:
    assert "kein Termin an" in (await net.ask("!termine"))[0]
    assert await net.ask("!termine alle") == ["Es ist noch kein Termin eingetragen."]


@pytest.mark.parametrize("words", ["quatsch", "märz april", "2027 2028", "1999", "märz 99999"])
async def test_what_is_no_month_and_no_kind_gets_examples(net: Net, words: str) -> None:
    [told] = await net.ask(f"!termine {words}")

    assert "– !termine märz" in told
    assert "– !termine online-konferenz" in told


async def test_a_long_list_comes_in_pages_of_ten(net: Net) -> None:
    for day in range(1, 24):
        await net.create(starts=f"2027-03-{day:02}T10:00", ends=f"2027-03-{day:02}T11:00")

    first, second, third = [
        (await net.ask(f"!termine {words}"))[0] for words in ("", "2", "märz seite 3")
    ]
    assert first.startswith("23 Termine, 10 davon:")
    assert "Weiter mit !mehr" in first
    assert "– Nr. 11: " in second
    assert "Weiter mit !mehr" in second
    assert third.startswith("23 Termine im März 2027, 3 davon:")
    assert "Weiter mit" not in third
    assert "So viele Seiten gibt es nicht" in (await net.ask("!termine 4"))[0]
    await net.ask("!termine märz")
    assert "13. März" in (await net.ask("!mehr"))[0]


async def test_of_a_series_only_the_next_date_is_listed_unless_a_month_is_asked_for(
    net: Net,
) -> None:
    await net.create(title="Jede Woche", rrule="FREQ=WEEKLY;COUNT=9")
    await net.change(await net.get(2), title="Ausnahme", state="cancelled")

    [told] = await net.ask("!termine")
    assert told.startswith("2 Termine:")
    assert "Jede Woche (Online-Konferenz); Reihe mit 7 weiteren" in told
    assert "3 Termine im Januar 2027" in (await net.ask("!termine januar"))[0]


@given(st.text(max_size=30))
def test_no_words_raise(words: str) -> None:
    assert understood(words, TODAY) in (None, understood(words, TODAY))


def test_a_month_without_a_year_is_the_next_one() -> None:
    assert understood("november", TODAY) == MeetingFilter(month=date(2026, 11, 1))
    assert understood("oktober", TODAY) == MeetingFilter(month=date(2027, 10, 1))
    assert understood("diesen Monat", date(2026, 12, 31)) == MeetingFilter(month=date(2026, 12, 1))
    assert understood("nächsten Monat", date(2026, 12, 31)) == MeetingFilter(month=date(2027, 1, 1))


# --- one in full


def slot(day: int, hour: int, title: str, place: str | None = None, minutes: int = 60) -> Slot:
    starts = datetime(2027, 3, day, hour, tzinfo=UTC)
    local = f"2027-03-{day:02}T{hour + 1:02}:00"
    end = f"2027-03-{day:02}T{hour + 1 + minutes // 60:02}:{minutes % 60:02}"
    ends = datetime(2027, 3, day, hour + minutes // 60, minutes % 60, tzinfo=UTC)
    return Slot(0, 0, local, end, starts, ends, title, place)


async def annual(net: Net) -> None:
    """4 March, 13:00, to 5 March, 14:00, in Bonn."""
    meeting = await net.create(
        kind="netzwerktreffen",
        title="Treffen",
        starts="2027-03-04T13:00",
        ends="2027-03-05T14:00",
        place="Bonn",
        description="Bitte Fragen mitbringen.",
        register_by="2027-02-05T23:59",
    )
    slots = [
        slot(4, 12, "Begrüßung", "Saal", 30),
        slot(4, 14, "Losverfahren"),
        slot(5, 9, "Ausblick", minutes=0),
    ]
    async with net.database.transaction() as tx:
        await editing.put_programme(net.context(tx), meeting, slots)


async def test_one_in_full_has_time_place_programme_and_the_next_steps(net: Net) -> None:
    await annual(net)

    [told] = await net.ask("!termin 1")
    assert told == (
        "Termin Nr. 1, Netzwerktreffen »Treffen«\n\n"
        "Donnerstag, 4. März 2027, 13:00 Uhr bis Freitag, 5. März 2027, 14:00 Uhr\n\n"
        "Ort: Bonn\n\nBitte Fragen mitbringen.\n\n"
        "Anmeldung bis Freitag, 5. Februar 2027, 23:59 Uhr\n\n"
        "Programm, 3 Punkte an 2 Tagen:\n\n"
        "Donnerstag, 4. März 2027, 2:\n\n"
        "– 13:00 bis 13:30 Uhr: Begrüßung (Saal)\n– 15:00 bis 16:00 Uhr: Losverfahren\n\n"
        "Freitag, 5. März 2027, 1:\n\n– 10:00 Uhr: Ausblick\n\n"
        "Sind Sie dabei? !dabei 1\n\nDaran erinnern: !erinnern 1 1 Tag"
    )


@pytest.mark.parametrize(
    ("at", "expected", "missing"),
    [
        ((4, 12, 10), ["Jetzt: 13:00 bis 13:30 Uhr: Begrüßung (Saal)",
                       "Als Nächstes: 15:00 bis 16:00 Uhr: Losverfahren"], "!dabei"),
        ((4, 13, 0), ["Als Nächstes: 15:00 bis 16:00 Uhr: Losverfahren"], "Jetzt:"),
        ((4, 14, 30), ["Jetzt: 15:00 bis 16:00 Uhr",
                       "Als Nächstes: Freitag, 5. März 2027, 10:00 Uhr: Ausblick"], "Saal\n"),
        ((5, 10, 0), ["Dieser Termin läuft gerade."], "Jetzt:"),
        ((5, 13, 0), ["Dieser Termin ist vorbei."], "Jetzt:"),
    ],
)  # fmt: skip
async def test_during_the_meeting_it_says_what_is_now_and_next(
    net: Net, at: tuple[int, int, int], expected: list[str], missing: str
) -> None:
    await annual(net)
    net.now = datetime(2027, 3, *at, tzinfo=UTC)
    net.restart()
    [told] = await net.ask("!termin 1")

    assert all(each in told for each in expected), told
    assert missing not in told


async def test_a_cancelled_one_says_so_first_and_invites_nobody(net: Net) -> None:
    await net.cancel(await net.create(), "Krank")
    [told] = await net.ask("!termin 1")

    assert told.split("\n\n")[1:3] == ["Dieser Termin fällt aus.", "Grund: Krank"]
    assert "!dabei" not in told


async def test_of_a_series_the_rule_is_told(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY;BYDAY=TH")

    assert "Er gehört zu einer Reihe: jeden Donnerstag." in (await net.ask("!termin nr 2"))[0]


async def test_of_a_series_the_next_five_are_listed_with_their_numbers(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY;COUNT=8")
    (first,) = await net.ask("!termin 1")
    (third,) = await net.ask("!termin 3")

    assert "Die nächsten 5 Termine dieser Reihe:" in first
    assert [f"– Nr. {number}: " in first for number in range(1, 8)] == [False, *[True] * 5, False]
    assert "– Nr. 1: Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr" in third
    assert "– Nr. 3: " not in third


async def test_a_deadline_is_nothing_to_attend(net: Net) -> None:
    await some(net)
    [told] = await net.ask("!termin 2")

    assert "!dabei" not in told
    assert "!erinnern 2 1 Tag" in told


@pytest.mark.parametrize("words", ["99", "9" * 15])
async def test_a_number_that_is_none_leads_to_the_list(net: Net, words: str) -> None:
    assert "gibt es nicht. Was ansteht, zeigt !termine" in (await net.ask(f"!termin {words}"))[0]


@pytest.mark.parametrize("words", ["12 Bonn", "Bonn", "12 alle"])
async def test_other_words_get_the_usage(net: Net, words: str) -> None:
    assert "Welchen Termin meinen Sie?" in (await net.ask(f"!termin {words}"))[0]


async def test_answers_are_counted_there_too(net: Net) -> None:
    await net.create()
    async with net.database.transaction() as tx:
        await tx.execute("INSERT INTO rsvp VALUES (1, '@x:y', 'yes', NULL, 0)")

    assert "Antworten bisher: 1 dabei, 0 nicht dabei" in (await net.ask("!termin 1"))[0]


async def test_a_late_answer_says_that_it_is_late(net: Net) -> None:
    await net.create()
    told = await net.ask("!termin 1", sent_at=net.now - timedelta(minutes=16))

    assert told[0].startswith("(verspätet)")
