"""New, an addition, or there already: what a submission would change."""

import pytest

from commands.submissions.compare import SubmissionChange, is_similar
from storage.collection import documents
from storage.collection.documents import Document, GuidelineDocument
from tests.support.say import NOW
from tests.support.submitting import BO, PDF, SHA, STORED, URL, Office, link

# --- titles

TITLE = "Leitlinien Bürgerbeteiligung"


@pytest.mark.parametrize(
    "other",
    [
        "Leitlinien für Bürgerbeteiligung der Stadt Bonn",
        "Leitlinien zur Bürgerinnen- und Bürgerbeteiligung",
        "Bonner Leitlinien Bürgerbeteiligung",
        "LEITLINIE BUERGERBETEILIGUNG",
        "Leitlinien Bürgerbeteilgung",
        "Leitlinien Bürger*innenbeteiligung",
        "Leitlinien Bürgerbeteiligung (PDF)",
        "Leitlinien Bürgerbeteiligung 2014",
    ],
)
def test_forms_of_one_title_are_similar(other: str) -> None:
    assert is_similar(TITLE, other, "Bonn")
    assert is_similar(other, TITLE, "Bonn")


@pytest.mark.parametrize(
    ("title", "other"),
    [
        (TITLE, "Leitlinien Kinderbeteiligung"),
        (TITLE, "Leitlinien Jugendbeteiligung"),
        (TITLE, "Richtlinien Bürgerbeteiligung"),
        (TITLE, "Leitbild Bürgerbeteiligung"),
        (TITLE, "Leitfaden Bürgerbeteiligung"),
        (TITLE, "Satzung Bürgerbeteiligung"),
        (TITLE, "Leitlinien"),
        (TITLE, "Leitlinien Bürgerbeteiligung: Evaluation"),
        ("Satzung Bürgerbeteiligung", "Satzung Jugendbeteiligung"),
        ("Leitlinien Bürgerbeteiligung 2014", "Leitlinien Bürgerbeteiligung 2022"),
    ],
)
def test_titles_of_different_documents_are_not(title: str, other: str) -> None:
    assert not is_similar(title, other, "Bonn")
    assert not is_similar(other, title, "Bonn")


@pytest.mark.parametrize("title", ["Bonn", "die und der", "2014", "***", ""])
def test_a_title_without_a_telling_word_is_at_least_itself(title: str) -> None:
    assert is_similar(title, title, "Bonn")


# --- one entry


async def test_an_entry_with_nothing_but_a_name_is_supplemented(at: Office) -> None:
    entry = await at.entry("Köln")
    await at.say(f"!einreichen Köln | {URL} | {TITLE} | beschlossen 2014")
    found = await at.compared(1)

    assert found.kind == "Ergänzung"
    assert found.guideline is not None
    assert found.guideline.guideline_id == entry.guideline_id
    assert found.changes == (
        SubmissionChange("title", None, TITLE),
        SubmissionChange("status", None, "beschlossen"),
        SubmissionChange("adopted", None, "2014"),
        SubmissionChange("link", None, URL),
    )


async def test_another_title_is_new_beside_it(at: Office) -> None:
    await at.entry("Köln", title="Satzung Bürgerbeteiligung")
    await at.say(f"!einreichen Köln | {URL} | {TITLE}")
    found = await at.compared(1)

    assert (found.kind, found.guideline) == ("neu", None)
    assert found.changes == (
        SubmissionChange("title", None, TITLE),
        SubmissionChange("link", None, URL),
    )


async def test_another_list_is_new(at: Office) -> None:
    await at.entry("Köln", links=(link(URL),))
    await at.say(f"!einreichen Köln kinder {URL}")

    assert (await at.compared(1)).kind == "neu"


@pytest.mark.parametrize("place", ["Göttingen", "Linz"])
async def test_a_municipality_without_an_entry_is_new(at: Office, place: str) -> None:
    await at.say(f"!einreichen {place} {URL}")

    assert (await at.compared(1)).kind == "neu"


async def test_a_similar_title_is_the_same_entry(at: Office) -> None:
    await at.entry("Köln", title="Kölner Leitlinien für Bürgerbeteiligung", status="in Erarbeitung")
    await at.say(f"!einreichen Köln | {URL} | {TITLE} | beschlossen 2014")
    found = await at.compared(1)

    assert found.kind == "Ergänzung"
    assert SubmissionChange("status", "in Erarbeitung", "beschlossen") in found.changes
    assert (
        SubmissionChange("title", "Kölner Leitlinien für Bürgerbeteiligung", TITLE) in found.changes
    )


async def test_the_same_link_is_the_same_entry_whatever_the_title(at: Office) -> None:
    first = await at.entry("Köln", title="Satzung")
    second = await at.another(
        first, title="Konzept", links=(link("http://example.org/leitlinien/"),)
    )
    await at.say(f"!einreichen Köln | {URL} | Etwas Neues")
    found = await at.compared(1)

    assert found.guideline is not None
    assert found.guideline.guideline_id == second.guideline_id
    assert found.changes == (SubmissionChange("title", "Konzept", "Etwas Neues"),)


async def test_the_source_of_an_entry_is_a_link_that_is_there(at: Office) -> None:
    await at.entry("Köln", title="Satzung")
    await at.say(f"!einreichen Köln | {URL}")
    await at.entry("Köln", source=URL)

    assert (await at.compared(1)).kind == "schon vorhanden"


async def test_the_same_file_is_the_same_entry(at: Office) -> None:
    entry = await at.entry("Köln", title="Satzung")
    await at.say("!einreichen Köln", replied_file=PDF)
    assert (await at.compared(1)).changes == (SubmissionChange("document", None, "leitlinien.pdf"),)

    await at.examine(1, None, **STORED)
    async with at.database.transaction() as tx:
        await documents.add(tx, Document(SHA, "PDF", 1000, NOW))
        document = GuidelineDocument(entry.guideline_id, SHA, "a.pdf", NOW)
        await documents.attach(tx, document)
    found = await at.compared(1, SHA)

    assert found.kind == "schon vorhanden"
    assert found.guideline is not None
    assert found.guideline.guideline_id == entry.guideline_id


async def test_a_link_alone_belongs_to_the_only_entry_there_is(at: Office) -> None:
    only = await at.entry("Köln", title="Satzung")
    await at.say(f"!einreichen Köln {URL}")
    assert (await at.compared(1)).kind == "Ergänzung"

    await at.another(only, title="Konzept")
    assert (await at.compared(1)).kind == "neu"


async def test_what_is_less_exact_or_only_written_differently_is_no_change(at: Office) -> None:
    await at.entry(
        "Köln", title=TITLE, status="beschlossen", adopted="2014-03-12", links=(link(URL),)
    )
    await at.say(f"!einreichen Köln | {URL} | LEITLINIEN Bürger-Beteiligung | 2014 | Gilt noch")
    found = await at.compared(1)

    assert (found.kind, found.changes) == ("schon vorhanden", ())


async def test_the_date_of_an_update_is_not_the_date_of_the_decision(at: Office) -> None:
    await at.entry("Köln", title=TITLE, status="beschlossen", adopted="2014")
    await at.say(f"!einreichen Köln | | {TITLE} | fortgeschrieben 2020")

    assert (await at.compared(1)).changes == (
        SubmissionChange("status", "beschlossen", "fortgeschrieben"),
        SubmissionChange("updated", None, "2020"),
    )


async def test_an_unknown_status_changes_nothing(at: Office) -> None:
    await at.entry("Köln", title=TITLE, status="beschlossen")
    await at.say(f"!einreichen Köln | {URL} | {TITLE} | unbekannt")

    assert (await at.compared(1)).changes == (SubmissionChange("link", None, URL),)


# --- other submissions


@pytest.mark.parametrize("place", ["Köln", "Göttingen", "Linz"])
async def test_others_that_wait_and_say_the_same_are_named(at: Office, place: str) -> None:
    await at.say(f"!einreichen {place} {URL}")
    await at.say(f"!einreichen {place} http://example.org/leitlinien", sender=BO)
    await at.say(f"!einreichen {place} | https://example.org/2 | {TITLE}", sender=BO)
    await at.say(f"!einreichen {place} | https://example.org/3 | {TITLE} 2014", sender=BO)
    await at.say(f"!einreichen {place} kinder {URL}", sender=BO)
    await at.say(f"!einreichen Bonn {URL}", sender=BO)

    assert [(await at.compared(n)).same_as for n in (1, 2, 3, 4, 5, 6)] == [
        (2,), (1,), (4,), (3,), (), (),
    ]  # fmt: skip
    await at.set(2, state="withdrawn")
    assert (await at.compared(1)).same_as == ()


async def test_the_same_file_is_noticed_in_others(at: Office) -> None:
    await at.say("!einreichen Köln", replied_file=PDF)
    await at.say("!einreichen Köln", replied_file=PDF, sender=BO)
    await at.examine(1, None, **STORED)

    assert (await at.compared(2)).same_as == ()
    assert (await at.compared(2, SHA)).same_as == (1,)
