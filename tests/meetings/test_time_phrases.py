"""Times as people write them, by kind, are read as German means them, or asked about."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.conversation.command import UnfitError
from commands.meetings.changing import MeetingTarget, read_change, read_move
from commands.meetings.draft import MeetingAction, usual_end
from commands.meetings.expression import MeetingExpression, read_expression
from commands.meetings.reading import Read, read_new
from storage.meetings.meetings import Meeting
from tests.support.meeting_fixtures import meeting

MONDAY = date(2026, 11, 30)
BERLIN = "Europe/Berlin"
FOLDER = Path(__file__).parent.parent / "language" / "phrases"
ASKED = "?"


def kinds() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The lines "words => meaning" below each heading; `AG` begins those of a series."""
    for file in sorted(FOLDER.glob("*.txt")):
        kind, rows = "", list[tuple[str, str]]()
        for line in file.read_text(encoding="utf-8").splitlines():
            words, arrow, expected = line.partition(" => ")
            if arrow:
                rows.append((words, expected))
            elif rows:
                yield kind, rows
                rows = []
            kind = kind if arrow else f"{file.stem}: {line.strip('# ')}"
        yield kind, rows


KINDS = dict(kinds())


def meaning(found: Read) -> str:
    """Start, end if it is not the usual one, rule, and place, as in the files."""
    if not isinstance(found, MeetingAction):
        return ASKED
    draft = found.draft
    usual = usual_end(draft.kind, draft.starts, all_day=draft.all_day)
    parts = [draft.starts if draft.ends == usual else f"{draft.starts}/{draft.ends}"]
    parts += [f"; {draft.rrule}"] if draft.rrule else []
    parts += [f"@{draft.place}"] if draft.place else []
    return " ".join(parts)


def new(words: str) -> Read:
    series = words.startswith("AG ")
    kind = "arbeitsgruppe »A«" if series else "online-konferenz »A«"
    return read_new(f"{kind} {words.removeprefix('AG ')}", MONDAY, BERLIN, "!")


def meaning_of(words: str) -> str:
    try:
        return meaning(new(words))
    except UnfitError:
        return ASKED


def spoken(words: str) -> str | None:
    """What the dialogue understands, without the end; None: a time is missing."""
    found = read_expression(words.removeprefix("AG "), MONDAY, BERLIN)
    if not isinstance(found, MeetingExpression) or found.when is None:
        return ASKED
    if found.when.time_missing:
        return None
    return " ; ".join([found.when.starts, *([found.rule.rrule] if found.rule else [])])


def without_end(expected: str) -> str:
    starts, semicolon, rule = expected.partition(" @")[0].partition(" ; ")
    return starts.partition("/")[0] + semicolon + rule


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_of_a_manager_means_what_it_says_in_german(kind: str) -> None:
    read = [(words, meaning_of(words)) for words, _ in KINDS[kind]]

    assert read == KINDS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_dialogue_understands_the_same(kind: str) -> None:
    for words, expected in KINDS[kind]:
        told = spoken(words)
        assert told == without_end(expected) or (told is None and "T" not in expected), words


@pytest.mark.parametrize(
    "left",
    ["und 12", "oder 4.2.", "außer in den Ferien", "jeden Montag", "in ungeraden Wochen",
     "KW 12", "dienstags", "Febuar 3", "Mitwoch", "3 pm", "bis", "12", "bis 14 Uhr", "heute"],
)  # fmt: skip
def test_a_time_that_is_not_understood_is_nowhere_a_place(left: str) -> None:
    one = meeting(starts="2027-02-03T10:00", ends="2027-02-03T11:00")
    words = f"3.3.2027 10:00-11:00, {left}"

    for line in (words, f"3.3.2027 10 Uhr | {left}"):
        with pytest.raises(UnfitError):
            read_new(f"ag »X« {line}", MONDAY, BERLIN, "!")
    assert not isinstance(read_expression(words, MONDAY, BERLIN), MeetingExpression)
    for said in (words, f"alle 10-11 Uhr, {left}"):
        with pytest.raises(UnfitError):
            read_move(MeetingTarget.read(f"12 {said}"), one, MONDAY, "!")
    for field in ("zeit", "ende", "anmeldung"):
        said = f"12 {field} {words}"
        with pytest.raises(UnfitError):
            read_change(MeetingTarget.read(said), one, MONDAY, "!")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Demokratie von morgen 14.1.2027 10 Uhr", "Demokratie von morgen"),
        ("2 Jahre Netzwerk 14.1.2027 10 Uhr", "2 Jahre Netzwerk"),
        ("Weihnachten im Netz, 14.1.2027 10 Uhr", "Weihnachten im Netz"),
        ("›3.2. und morgen‹ 14.1.2027 10 Uhr", "3.2. und morgen"),
        ("'Mo-Fr' 14.1.2027 10 Uhr", "Mo-Fr"),
    ],
)
def test_a_title_may_name_days(words: str, title: str) -> None:
    found = read_new(f"ag {words}", MONDAY, BERLIN, "!")

    assert isinstance(found, MeetingAction)
    assert found.draft.title == title


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("auf den 15. um 9 Uhr", "2026-12-15T09:00"),
        ("Dienstag KW 12 10 Uhr", "2027-03-23T10:00"),
        ("zwischen 14 und 15 Uhr", "2027-01-14T14:00"),
        ("um halb elf", "2027-01-14T10:30"),
        ("am vierten August", "2027-08-04T10:00"),
    ],
)
def test_a_meeting_is_moved_in_the_same_words(words: str, expected: str) -> None:
    one: Meeting = meeting()
    found = read_move(MeetingTarget.read(f"12 {words}"), one, MONDAY, "!")

    assert isinstance(found, MeetingAction)
    assert found.fields["starts"] == expected


_WORDS = sorted({word for rows in KINDS.values() for words, _ in rows for word in words.split()})


@given(st.lists(st.sampled_from(_WORDS), max_size=9).map(" ".join))
def test_no_mixture_of_these_words_raises(words: str) -> None:
    meaning_of(words)
    read_expression(words, MONDAY, BERLIN)
