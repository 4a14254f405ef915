"""What a manager types of an entry -> which one, and which values; nothing raises anything else."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.collection.editing.fields import (
    changed_links,
    links,
    removed_link,
    statuses,
    values_of,
)
from commands.collection.editing.reading import (
    EntryHistory,
    EntryTarget,
    read_change,
    read_new,
    read_place,
    read_target,
)
from commands.collection.terms import Body
from commands.collection.texts.editing_fields import FIELD_WORDS, LABELS
from commands.conversation.command import UnfitError, UsageError
from storage.collection.guidelines import Guideline, GuidelineLink, Municipality
from storage.collection.versions import _OF_GUIDELINE, OF_MUNICIPALITY

TODAY = date(2026, 11, 24)
LINKS = (
    GuidelineLink("A", "https://x.example/1", None),
    GuidelineLink("B", "https://x.example/2", "2014"),
)


def changed(words: str) -> dict[str, Any]:
    return read_change(words, LINKS, TODAY, "!")


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("12", (EntryTarget(12), "")),
        ("12 Titel: Neu", (EntryTarget(12), "Titel: Neu")),
        ("12 | Titel: Neu", (EntryTarget(12), "Titel: Neu")),
        ("Nr. 12: Grund", (EntryTarget(12), "Grund")),
        ("#12", (EntryTarget(12), "")),
        ("Bonn", (EntryTarget(None, "Bonn"), "")),
        ("Bonn Titel: Neu | Art: X", (EntryTarget(None, "Bonn"), "Titel: Neu | Art: X")),
        ("Bonn | Titel: Neu", (EntryTarget(None, "Bonn"), "Titel: Neu")),
        (
            "Bad Homburg beschlossen am: 2014",
            (EntryTarget(None, "Bad Homburg"), "beschlossen am: 2014"),
        ),
        ("Bonn link weg: 1", (EntryTarget(None, "Bonn"), "link weg: 1")),
        ("Bonn, Titel: A: B", (EntryTarget(None, "Bonn"), "Titel: A: B")),
        ("Bonn Foo: x", (EntryTarget(None, "Bonn Foo: x"), "")),
        ("12345678901234567890", (EntryTarget(None, "12345678901234567890"), "")),
    ],
)
def test_number_or_place_stands_before_the_fields(
    words: str, target: tuple[EntryTarget, str]
) -> None:
    assert read_target(words) == target


@pytest.mark.parametrize("words", ["", " ", "|", "| Titel: x"])
def test_without_number_or_place_nothing_is_meant(words: str) -> None:
    with pytest.raises(UsageError):
        read_target(words)


@pytest.mark.parametrize(("words", "page"), [("", 1), ("2", 2), ("seite 3", 3), ("Seite 12", 12)])
def test_a_page_has_a_number(words: str, page: int) -> None:
    assert EntryHistory.read(f"12 {words}").page == page


@pytest.mark.parametrize("words", ["0", "x", "-1", "12345", "2 3"])
def test_what_is_no_page_does_not_fit(words: str) -> None:
    with pytest.raises(UsageError):
        EntryHistory.read(f"12 {words}")


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("Titel: »Neu: besser«", {"title": "Neu: besser"}),
        ("TITEL : Neu", {"title": "Neu"}),
        ("Art: Leitlinien | Gremium: Rat", {"document_type": "Leitlinien", "adopted_by": "Rat"}),
        ("Stand: in Arbeit", {"status": "in Erarbeitung"}),
        ("Status: beschlossen am 3.4.2014", {"status": "beschlossen", "adopted": "2014-04-03"}),
        ("Beschluss: 2014", {"adopted": "2014"}),
        ("Fortgeschrieben am: März 2020", {"updated": "2020-03"}),
        ("Zusammenfassung: Eins\nzwei\ndrei", {"summary": "Eins\nzwei\ndrei"}),
        ("Titel: A\nArt: B", {"title": "A", "document_type": "B"}),
        ("Quelle: www.x.example/q", {"source": "https://www.x.example/q"}),
        ("Quelle: https://X.example/q", {"source": "https://x.example/q"}),
        ("Liste: Jugend", {"list": "kinder_jugend"}),
        ("Kommune: Landkreis NRW", {"kind": "Landkreis", "land": "Nordrhein-Westfalen"}),
        ("AGS: 05 314 000", {"ags": "05314000"}),
        ("Gemeindeschlüssel: 05314", {"ags": "05314"}),
        ("Sicherheit: Sicher", {"certainty": "sicher"}),
        ("Titel: - | Kreis: leeren | AGS: Keine", {"title": None, "district": "", "ags": None}),
        ("", {}),
    ],
)  # fmt: skip
def test_fields_are_read(words: str, fields: dict[str, Any]) -> None:
    assert changed(words) == fields


@pytest.mark.parametrize(
    "words", ["Titel", "Foo: x", "Titel: A | B", "Titel: A | titel: B", "Art:"]
)
def test_what_is_no_field_or_twice_there_does_not_fit(words: str) -> None:
    with pytest.raises(UnfitError):
        changed(words)


def test_links_are_changed_together() -> None:
    fields = changed(
        "Link: C https://x.example/3 (Stand: 2015) | Link weg: 1 | Links: x.example.de/4"
    )

    assert fields["links"]["remove"] == ["https://x.example/1"]
    assert changed_links(LINKS, fields["links"], "Titel") == (
        LINKS[1],
        GuidelineLink("C", "https://x.example/3", "2015"),
        GuidelineLink("Titel", "https://x.example.de/4", "2026-11-24"),
    )
    assert changed_links(LINKS, changed("Links: -")["links"], None) == ()
    assert changed_links((), {"add": links("https://x.example/1", TODAY)}, None) == (
        GuidelineLink("Dokument", "https://x.example/1", "2026-11-24"),
    )


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("https://a.example/1 https://a.example/2", 2),
        ("A https://a.example/1\nB https://a.example/2 Stand 2014", 2),
        ("Hier: https://a.example/1", 1),
    ],
)
def test_several_links_come_in_lines_or_one_after_the_other(typed: str, count: int) -> None:
    assert len(links(typed, TODAY)) == count


def test_a_link_is_removed_by_its_number_or_its_address() -> None:
    assert removed_link("2", LINKS) == "https://x.example/2"
    assert removed_link("https://www.x.example/1/", LINKS) == "https://x.example/1"
    for typed in ("3", "0", "https://x.example/9", "x"):
        with pytest.raises(UnfitError):
            removed_link(typed, LINKS)


def test_of_several_statuses_the_last_one_is_the_present() -> None:
    assert statuses("beschlossen 2014; fortgeschrieben 3/2020") == {
        "status": "fortgeschrieben",
        "adopted": "2014",
        "updated": "2020-03",
    }


def test_what_is_new_shows_what_it_is() -> None:
    new = read_new(
        "Bonn https://b.example/ | kinder | Mitmachen: so geht's | beschlossen 2014 | Art: Konzept",
        TODAY,
        "!",
    )
    assert (new.place, new.body) == ("Bonn", None)
    assert {name: new.fields[name] for name in ("list", "title", "adopted", "document_type")} == {
        "list": "kinder_jugend",
        "title": "Mitmachen: so geht's",
        "adopted": "2014",
        "document_type": "Konzept",
    }
    assert [link["url"] for link in new.fields["links"]["add"]] == ["https://b.example/"]


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("Bonn", "Bonn", None),
        ("Frankfurt (Oder)", "Frankfurt (Oder)", None),
        ("Frankfurt (Oder), Stadt, Brandenburg", "Frankfurt (Oder)", Body("Stadt", "Brandenburg")),
        ("X (Stadt, Hessen)", "X", Body("Stadt", "Hessen")),
        ("X, Land, Tirol (Österreich)", "X", Body("Land", "Tirol (Österreich)")),
        ("X (Land, Tirol (Österreich))", "X", Body("Land", "Tirol (Österreich)")),
        ("X (Stadt, Hessen, AGS 06434001)", "X (Stadt, Hessen, AGS 06434001)", None),
    ],
)
def test_a_place_may_tell_what_it_is(text: str, name: str, body: Body | None) -> None:
    assert read_place(text) == (name, body)


def test_every_field_has_a_name_that_it_can_be_called() -> None:
    """But what the program keeps on its own."""
    kept = {"created_at", "deleted_at", "confirmed_by"}
    assert set(LABELS) == {*_OF_GUIDELINE, *OF_MUNICIPALITY, "documents"} - kept
    values = {*LABELS, "body", "without_link"}
    assert set(FIELD_WORDS.values()) <= values
    not_typed = {"kind", "land", "number", "printed", "confirmed_at", "documents"}
    assert set(LABELS) - set(FIELD_WORDS.values()) == not_typed
    assert not {*Guideline.__annotations__} & {*Municipality.__annotations__} - {"municipality_id"}


# --- whatever is typed


ANY = st.text(alphabet=st.characters(), max_size=200)
SALTED = st.lists(
    st.one_of(
        ANY,
        st.sampled_from(
            [*FIELD_WORDS, ":", "|", "\n", "-", "https://x.example/", "2014", "12", ","]
        ),
    ),
    max_size=12,
).map(" ".join)


@given(SALTED)
def test_a_change_is_read_or_told_why_not(words: str) -> None:
    try:
        _, rest = read_target(words)
        fields = changed(rest)
    except UsageError:
        return
    assert set(fields) <= {*LABELS}


@given(SALTED)
def test_a_new_entry_is_read_or_told_why_not(words: str) -> None:
    try:
        new = read_new(words, TODAY, "!")
    except UnfitError:
        return
    assert new.place.strip()


@given(st.sampled_from(sorted(set(FIELD_WORDS.values()))), SALTED)
def test_a_value_can_be_stored_and_exported_or_is_told_why_not(name: str, typed: str) -> None:
    try:
        values = values_of(name, typed, TODAY)
    except UnfitError:
        return
    for value in values.values():
        if isinstance(value, str):
            value.encode()
            assert "\x00" not in value
