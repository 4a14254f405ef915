"""What an accepted submission makes of the collection; nothing that was there is lost."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.collection.terms import Body, parse_body
from commands.submissions.compare import compare
from storage.collection import documents, guidelines
from storage.collection.documents import GuidelineDocument
from storage.collection.guidelines import Guideline, GuidelineLink
from storage.submissions import submissions
from tests.support.reviewing import ADA, LINK, SHA, Review
from tests.support.say import MANAGEMENT, NOW


async def accept(review: Review, number: int, body: str = "") -> str:
    await review.room.read(MANAGEMENT)
    return (await review.say(f"!annehmen {number} {body}"))[-1]


async def documents_of(review: Review, entry: Guideline) -> list[GuidelineDocument]:
    async with review.database.transaction() as tx:
        return await documents.of_guideline(tx, entry.guideline_id)


async def look_up(review: Review, place: str) -> str:
    return (await review.room.say(f"!leitlinie {place}", sender=ADA))[0]


# --- entries there are


async def test_an_entry_with_nothing_but_its_name_is_filled(review: Review) -> None:
    [before] = await review.entries("Köln")
    number = await review.submit(
        title="Leitlinien", status="beschlossen", adopted="2018-09", file={}
    )
    await accept(review, number)

    [after] = await review.entries("Köln")
    assert after == replace(
        before,
        title="Leitlinien",
        status="beschlossen",
        adopted="2018-09",
        provenance=f"Gedruckte Liste der Sammlung; Einreichung Nr. {number}",
        confirmed_by="Netzwerkmanagement",
        confirmed_at=NOW,
        links=(GuidelineLink("Leitlinien", LINK, "2026-11-24"),),
    )
    [document] = await documents_of(review, after)
    assert (document.sha256, document.name) == (SHA, "leitlinien.pdf")
    assert (await review.get(number)).guideline_id == after.guideline_id


async def test_nothing_of_an_entry_with_details_is_lost(review: Review) -> None:
    [before] = await review.entries("Görlitz")
    number = await review.submit("Görlitz", title=before.title, file={"name": "satzung.pdf"})
    await accept(review, number)

    [after] = await review.entries("Görlitz")
    assert after == replace(
        before,
        provenance=f"{before.provenance}; Einreichung Nr. {number}",
        confirmed_by="Netzwerkmanagement",
        confirmed_at=NOW,
        links=(*before.links, GuidelineLink(str(before.title), LINK, "2026-11-24")),
    )
    assert len(await documents_of(review, after)) == 1


async def test_what_is_different_is_replaced_by_what_was_submitted(review: Review) -> None:
    [before] = await review.entries("Görlitz")
    number = await review.submit("Görlitz", url=None, status="beschlossen", adopted="2016")
    await accept(review, number)

    [after] = await review.entries("Görlitz")
    assert (after.adopted, after.title, after.source) == ("2016", before.title, before.source)


async def test_the_date_of_an_update_does_not_replace_that_of_the_decision(review: Review) -> None:
    [before] = await review.entries("Görlitz")
    number = await review.submit("Görlitz", url=None, status="fortgeschrieben", adopted="2021")
    await accept(review, number)

    [after] = await review.entries("Görlitz")
    assert (after.status, after.adopted, after.updated) == (
        "fortgeschrieben", before.adopted, "2021",
    )  # fmt: skip


async def test_another_document_becomes_an_entry_beside_the_one_there_is(review: Review) -> None:
    [before] = await review.entries("Görlitz")
    number = await review.submit("Görlitz", title="Konzept Vorhabenliste")
    await accept(review, number)

    first, second = await review.entries("Görlitz")
    assert first == before
    assert (second.title, second.provenance) == (
        "Konzept Vorhabenliste", f"Einreichung Nr. {number}",
    )  # fmt: skip
    said = await look_up(review, "Görlitz")
    assert "2 Einträge" in said
    assert "Konzept Vorhabenliste" in said


async def test_of_several_entries_the_one_it_is_about_is_changed(review: Review) -> None:
    first = await review.submit("Görlitz", title="Konzept Vorhabenliste")
    await accept(review, first)
    second = await review.submit(
        "Görlitz", title="Konzept Vorhabenliste", url=None, status="in Erarbeitung"
    )
    await accept(review, second)

    satzung, konzept = await review.entries("Görlitz")
    assert satzung.status == "beschlossen"
    assert konzept.status == "in Erarbeitung"
    assert konzept.provenance == f"Einreichung Nr. {first}; Einreichung Nr. {second}"


async def test_the_other_list_gets_an_entry_of_its_own(review: Review) -> None:
    [before] = await review.entries("Köln")
    number = await review.submit(list="kinder_jugend", title="Jugendbeteiligung")
    await accept(review, number)

    first, second = await review.entries("Köln")
    assert first == before
    assert second.list == "kinder_jugend"


async def test_what_is_there_meanwhile_is_not_there_twice(review: Review) -> None:
    first = await review.submit(title="Leitlinien", file={})
    second = await review.submit(title="Leitlinien", file={})
    await accept(review, first)
    await accept(review, second)

    [entry] = await review.entries("Köln")
    assert len(entry.links) == 1
    assert len(await documents_of(review, entry)) == 1
    assert (await review.get(second)).guideline_id == entry.guideline_id


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": "Satzung zur Bürgerschaftlichen Beteiligung"},
        {"title": "Ganz anderes Konzept", "status": "in Erarbeitung"},
        {"status": "fortgeschrieben", "adopted": "2020"},
        {"status": "unbekannt", "url": None, "file": {}},
        {"status": "beschlossen", "adopted": "2013-05-01", "file": {}},
    ],
)
@pytest.mark.parametrize("place", ["Köln", "Görlitz", "Bonn", "Weyarn"])
async def test_what_changes_is_what_the_notice_showed(
    review: Review, place: str, fields: dict[str, Any]
) -> None:
    """Compared again, nothing is left to change, and nothing else has changed."""
    number = await review.submit(place, **fields)
    before = {e.guideline_id: e for e in await review.entries(place)}
    async with review.database.transaction() as tx:
        submission = await submissions.get(tx, number)
        assert submission is not None
        sha256 = SHA if "file" in fields else None
        shown = await compare(tx, submission, sha256)
    await accept(review, number)

    async with review.database.transaction() as tx:
        assert (await compare(tx, submission, sha256)).changes == ()
    changed = (await review.get(number)).guideline_id
    for entry in await review.entries(place):
        if entry.guideline_id != changed:
            assert entry == before[entry.guideline_id]
        elif shown.guideline is not None:
            assert entry.guideline_id == shown.guideline.guideline_id
            kept = {"title", "status", "adopted", "updated"} - {c.field for c in shown.changes}
            assert {k: getattr(entry, k) for k in kept} == {
                k: getattr(shown.guideline, k) for k in kept
            }
            assert set(shown.guideline.links) <= set(entry.links)


async def test_where_it_all_comes_from_stays_within_its_limit(review: Review) -> None:
    [before] = await review.entries("Köln")
    async with review.database.transaction() as tx:
        await guidelines.change(tx, replace(before, provenance="Erste Quelle; " + "x" * 480))
    number = await review.submit()
    await accept(review, number)

    [after] = await review.entries("Köln")
    assert after.provenance == f"Erste Quelle; …; Einreichung Nr. {number}"


async def test_a_link_is_as_of_today_where_the_network_is(review: Review) -> None:
    review.room.now = NOW.replace(month=12, day=31, hour=23, minute=30)
    number = await review.submit()
    await accept(review, number)

    [entry] = await review.entries("Köln")
    assert entry.links == (GuidelineLink("Dokument", LINK, "2027-01-01"),)


# --- files


async def test_a_file_that_is_not_there_yet_cannot_be_accepted_alone(review: Review) -> None:
    number = await review.submit(url=None, file={"state": "unreachable", "sha256": None})

    said = await accept(review, number)
    assert "die sich bisher nicht holen ließ" in said
    assert f"!rückfrage {number} " in said
    assert (await review.get(number)).state == "open"


async def test_a_link_is_accepted_without_the_file_and_both_sides_know(review: Review) -> None:
    number = await review.submit(file={"state": "unreachable", "sha256": None})

    said = await accept(review, number)
    [told] = await review.told()
    for each in (said, told):
        assert each.endswith("Die Datei gehört nicht dazu: Sie war nicht zu bekommen oder nicht"
                             " verwendbar.")  # fmt: skip
    [entry] = await review.entries("Köln")
    assert await documents_of(review, entry) == []
    assert len(entry.links) == 1


# --- new municipalities


async def test_a_municipality_of_the_register_becomes_part_of_the_collection(
    review: Review,
) -> None:
    number = await review.submit("Göttingen", municipality_id=None, ags="03152012")
    said = await accept(review, number)

    assert "!leitlinie Göttingen" in said
    assert (await look_up(review, "göttingen")).startswith(
        "Göttingen (Stadt, Niedersachsen): 1 Eintrag in der Sammlung."
    )
    assert "ist nicht in der Sammlung" not in await look_up(review, "Stadt Göttingen")


async def test_of_an_unknown_municipality_kind_and_land_are_asked(review: Review) -> None:
    number = await review.submit("Musterdorf", municipality_id=None, title="Leitlinien")

    said = await accept(review, number)
    assert said.endswith(f"zum Beispiel: !annehmen {number} Stadt, Hessen")
    assert "Welche Einreichung meinen Sie?" in await accept(review, number, "Dorf, Steiermark")
    assert "Welche Einreichung meinen Sie?" in await accept(review, number, "Stadt")
    assert (await review.get(number)).state == "open"

    assert "ist angenommen" in await accept(review, number, "Stadt, Steiermark")
    assert (await look_up(review, "musterdorf")).startswith(
        "Musterdorf (Stadt, Steiermark): 1 Eintrag"
    )


async def test_a_reaction_asks_for_kind_and_land_in_the_thread(review: Review) -> None:
    number = await review.submit("Musterdorf", municipality_id=None)

    [said] = await review.react("✅", number)
    assert f"!annehmen {number} Stadt, Hessen" in said
    assert (await review.get(number)).state == "open"


async def test_two_submissions_of_one_new_municipality_make_it_once(review: Review) -> None:
    first = await review.submit("Musterdorf", municipality_id=None, title="Leitlinien")
    second = await review.submit(
        "musterdorf", municipality_id=None, title="Leitlinien", adopted="2019"
    )
    third = await review.submit("Göttingen", municipality_id=None, ags="03152012")
    fourth = await review.submit("Göttingen", municipality_id=None, ags="03152012")
    await accept(review, first, "Stadt, Steiermark")
    await accept(review, second)
    await accept(review, third)
    await accept(review, fourth)

    [entry] = await review.entries("Musterdorf")
    assert (entry.title, entry.adopted) == ("Leitlinien", "2019")
    assert len(await review.entries("Göttingen")) == 1


async def test_a_namesake_in_another_land_is_another_municipality(review: Review) -> None:
    first = await review.submit("Neudorf", municipality_id=None, title="Leitlinien")
    second = await review.submit("Neudorf", municipality_id=None, title="Konzept")
    await accept(review, first, "Gemeinde, Steiermark")
    await review.change(second, municipality_id=None)
    await accept(review, second, "Gemeinde, Tirol")

    titles = {entry.title for entry in await review.entries("Neudorf")}
    assert titles == {"Leitlinien", "Konzept"}
    numbers = {entry.municipality_id for entry in await review.entries("Neudorf")}
    assert len(numbers) == 2


async def test_a_namesake_in_the_same_land_is_told_apart_by_its_key(review: Review) -> None:
    async with review.database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT ags FROM place_without_entry WHERE name = 'Mühlhausen' AND ags LIKE '09%'"
            " ORDER BY ags"
        )
    keys = [row["ags"] for row in rows]
    assert len(keys) > 1
    for ags in keys[:2]:
        number = await review.submit("Mühlhausen", municipality_id=None, ags=ags)
        await accept(review, number)

    assert len(await review.entries("Mühlhausen")) == 1
    assert len(await review.entries(f"Mühlhausen ({keys[1]})")) == 1


# --- kind and Land as they are typed


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("Stadt, Hessen", Body("Stadt", "Hessen")),
        ("stadt hessen", Body("Stadt", "Hessen")),
        ("Landkreis; NRW", Body("Landkreis", "Nordrhein-Westfalen")),
        ("GEMEINDE,Baden-Wuerttemberg", Body("Gemeinde", "Baden-Württemberg")),
        ("Stadt, Steiermark", Body("Stadt", "Steiermark")),
        ("Bezirk, Berlin", Body("Bezirk", "Berlin")),
    ],
)
def test_kind_and_land_are_understood(typed: str, body: Body) -> None:
    assert parse_body(typed) == body


@pytest.mark.parametrize(
    "typed", ["", " ", "Stadt", "Stadt,", "Hessen", "Dorf, Hessen", "Stadt ,;"]
)
def test_what_is_neither_is_refused(typed: str) -> None:
    assert parse_body(typed) is None


@given(st.text())
def test_whatever_is_typed_gives_a_kind_and_a_printable_land_or_nothing(typed: str) -> None:
    for body in (parse_body(typed), parse_body(f"Stadt {typed}")):
        assert body is None or (body.land.isprintable() and 0 < len(body.land) <= 100)
