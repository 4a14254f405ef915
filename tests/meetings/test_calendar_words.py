"""The words of an entry, as other calendars write them."""

import pytest

from tests.support.calendar_files import entry, event, ics


def test_words_are_unescaped_and_joined_over_folded_lines() -> None:
    data = ics(
        "BEGIN:VEVENT", "UID:a", "DTSTART:20270114T100000",
        "SUMMARY;LANGUAGE=de:Größe\\, Maß\\; und me", " hr", "DESCRIPTION:eins\\nzwei\\\\n",
        "LOCATION:Rathaus\\nBonn", "CATEGORIES:Netz,Treffen", "END:VEVENT",
    )  # fmt: skip
    found = entry(data)

    assert found.title == "Größe, Maß; und mehr"
    assert found.description == "eins\nzwei\\n"
    assert found.place == "Rathaus Bonn"
    assert found.categories == ("Netz", "Treffen")


def test_a_character_cut_by_a_fold_is_whole_again() -> None:
    data = event("DTSTART:20270114T100000").replace(
        b"Treffen", "Grü".encode()[:3] + b"\r\n " + "ü".encode()[1:]
    )

    assert entry(data).title == "Grü"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    data = event("DTSTART:20270114T100000", "LOCATION:Köln").decode().encode(encoding)

    assert entry(data).place == "Köln"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_any_end_of_line_is_taken(end: str) -> None:
    data = event("DTSTART:20270114T100000").decode().replace("\r\n", end).encode()

    assert entry(data).title == "Treffen"


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("URL:https://video.example.org/raum?a=1", "https://video.example.org/raum?a=1"),
        ("CONFERENCE;VALUE=URI:https://video.example.org/x", "https://video.example.org/x"),
        ("X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.example/x", "https://teams.example/x"),
        ("URL:javascript:alert(1)", None),
        ("URL:file:///etc/passwd", None),
        ("URL:https://a b", None),
    ],
)
def test_a_link_is_kept_if_it_is_one(line: str, link: str | None) -> None:
    assert entry(event("DTSTART:20270114T100000", line)).link == link


def test_an_entry_without_title_gets_one() -> None:
    data = ics("BEGIN:VEVENT", "UID:a", "DTSTART:20270114T100000", "END:VEVENT")

    assert entry(data).title == "Termin ohne Titel"


def test_an_entry_without_uid_gets_one_that_stays() -> None:
    data = event("DTSTART:20270114T100000").replace(b"UID:a@b.example\r\n", b"")
    longer = event("DTSTART:20270114T100000", "DESCRIPTION:neu").replace(
        b"UID:a@b.example\r\n", b""
    )

    assert entry(data).uid == entry(longer).uid


def test_an_alarm_says_nothing_of_the_entry() -> None:
    found = entry(
        event(
            "BEGIN:VALARM",
            "UID:other",
            "SUMMARY:Alarm",
            "DURATION:PT5M",
            "END:VALARM",
            "DTSTART:20270114T100000",
        )
    )

    assert (found.uid, found.title, found.ends) == ("a@b.example", "Treffen", "2027-01-14T10:00")


def test_persons_are_not_read() -> None:
    lines = ("ORGANIZER;CN=Ada:mailto:ada@example.org", "ATTENDEE;CN=Bo:mailto:bo@example.org")
    found = entry(event("DTSTART:20270114T100000", *lines))

    assert "ada" not in repr(found).casefold()
    assert "bo@" not in repr(found)
