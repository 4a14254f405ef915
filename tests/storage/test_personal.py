"""Every column is classified; what is personal is shown to the person and can be deleted."""

import json
from collections.abc import Iterator

import pytest

from commands.about.texts import data_names as names
from commands.about.texts import my_data as texts
from storage.database import Database
from storage.privacy.findings import mentions, rename
from storage.privacy.personal.kinds import FoundBy
from storage.privacy.personal.tables import TABLES
from tests.support.people import (
    ADA,
    MARKER,
    OF_A_MEETING,
    OF_A_QUESTION,
    everything,
    file_for_ada,
    forget_ada,
    put,
    put_about_ada,
    tables,
)
from tests.support.say import Room

# Columns that do not take any text.
VALUES: dict[str, object] = {
    "list": "kinder_jugend",
    "action": "answered",
    "membership": "invite",
    "state": "unreachable",
    "subject": "submission:1",
    "encrypted": 1,
    "bytes": 424_242,
    "changed_at": 424_242,
    "created_at": 424_242,
    "done_at": 424_242,
    "answer": "maybe",
    "answered_at": 424_242,
    "asked_at": 424_242,
    "expires_at": 424_242,
    "mentioned_at": 424_242,
    "outcome": "digest",
    "progress": "dropped",
    "visibility": "off",
    "mentions": 1,
    "size": 4,
    "since": 2019,
    "told_at": 424_242,
    "digested_at": 424_242,
    "ordered_at": 424_242,
    "looked_at": 424_242,
    "due_at": 424_242,
    "rhythm": "monthly",
    "joined_at": 424_242,
    "posted_at": 424_242,
    "file": MARKER.encode(),
}
# What a manager wrote to others, without the name; !vergissmich says so.
STAYING = {("done", "detail")}
JSON_COLUMNS = ("after", "before", "content", "fallback", "payload", "source")


def ways() -> Iterator[tuple[str, FoundBy, str]]:
    for table, content in TABLES.items():
        for way in content.found:
            for column in way.columns:
                yield table, way, column


def texts_that_may_name() -> Iterator[tuple[str, str]]:
    for table, content in TABLES.items():
        for column in (*content.named, *content.others):
            yield table, column


def value_of(column: str) -> object:
    if column in JSON_COLUMNS:
        return json.dumps({"body": MARKER})
    return VALUES.get(column, MARKER)


def entries(document: object, label: str) -> list[object]:
    """All values under this label, however deep."""
    if isinstance(document, list):
        return [found for part in document for found in entries(part, label)]
    if not isinstance(document, dict):
        return []
    here = [document[label]] if document.get(label) is not None else []
    return here + [found for part in document.values() for found in entries(part, label)]


# --- the schema


async def test_every_column_of_the_schema_is_classified(database: Database) -> None:
    async with database.transaction() as tx:
        real = {
            table: {
                row["name"]
                for row in await tx.execute_fetchall(
                    "SELECT name FROM pragma_table_info(?)", (table,)
                )
            }
            for table in await tables(tx)
        }

    classified = {
        table: set(content.personal) | {*content.technical, *content.public}
        for table, content in TABLES.items()
    }
    assert classified == real


@pytest.mark.parametrize("table", TABLES)
def test_no_column_is_two_things(table: str) -> None:
    content = TABLES[table]

    assert not content.personal & {*content.technical, *content.public}
    assert not {*content.technical} & {*content.public}
    assert not {*content.named} & {*content.others}


def test_everything_that_is_told_has_a_name_members_understand() -> None:
    told = {
        column
        for content in TABLES.values()
        for way in content.found
        for column in (*way.columns, *way.beside)
    }

    assert told - set(names.LABELS) == {"step_id"}


# --- what is personal


@pytest.mark.parametrize(
    ("table", "way", "column"),
    list(ways()),
    ids=lambda v: v.subject if isinstance(v, FoundBy) else v,
)
async def test_what_is_personal_is_shown_and_then_deleted(
    room: Room, database: Database, table: str, way: FoundBy, column: str
) -> None:
    async with database.transaction() as tx:
        before = {} if column in _identifying(way) else {column: value_of(column)}
        await put_about_ada(tx, table, way, **before)

    shown = entries(await file_for_ada(room), names.LABELS[column])
    assert shown
    if before.get(column) == MARKER or column in JSON_COLUMNS:
        assert any(MARKER in json.dumps(value) for value in shown)

    await forget_ada(room)
    left = await everything(database)
    assert ADA not in left
    assert (MARKER in left) is ((way.subject, column) in STAYING)


def _identifying(way: FoundBy) -> set[str]:
    """Columns that already say whose the row is."""
    columns = {
        "messages": {"room_id"},
        "invitations": {"inviter"},
        "question": {"user_id", "kind"},
        "awaited": {"user_id", "kind"},
        "direct_chat": {"user_id"},
        "dialogue": {"user_id"},
        "submissions": {"submitter"},
        "refusing": {"user_id", "kind"},
        "done": {"actor"},
        "confirmed": {"confirmed_by"},
        "meetings": {"created_by"},
        "rsvps": {"user_id"},
        "rsvp_history": {"user_id"},
        "wishes": {"user_id"},
        "feed": {"user_id"},
        "reminders": {"room_id"},
        "offers": {"user_id", "kind"},
        "versions": {"actor"},
        "questions": {"asker"},
        "followed": {"user_id"},
        "mentioned": {"user_id"},
        "unasked": {"user_id"},
        "profile": {"user_id"},
        "inquiries": {"asker"},
        "inquired": {"user_id"},
        "digest": {"user_id"},
        "digest_told": {"user_id"},
        "digest_codes": {"user_id"},
        "newcomer": {"user_id"},
        "introductions": {"user_id"},
        "management_questions": {"person"},
        "announcements": {"author"},
        "anonymous": {"user_id"},
    }
    return columns.get(way.subject, set())


@pytest.mark.parametrize(("table", "column"), list(texts_that_may_name()))
async def test_who_is_named_in_a_text_is_told_where_and_the_name_is_taken_out(
    room: Room, database: Database, table: str, column: str
) -> None:
    words = f"{MARKER} {ADA}, sagt man"
    async with database.transaction() as tx:
        if table in ("submission_file", "submission_step"):
            await put(tx, "submission", submission_id=1)
        if table in OF_A_MEETING:
            await put(tx, "meeting")
        if table in OF_A_QUESTION:
            await put(tx, "question")
        if table == "guideline_version":
            await put(tx, "municipality")
            await put(tx, "guideline")
        text = json.dumps({"body": words}) if column in JSON_COLUMNS else words
        if column == "fallback":
            text = json.dumps({"room_id": "!r:example.org", "content": {"body": words}})
        await put(tx, table, **{column: text})

    document = await file_for_ada(room)
    [mention] = document[texts.MENTIONS]
    quoted = column in TABLES[table].named
    assert (mention.get("Text") == words) is quoted
    assert (MARKER in json.dumps(document)) is quoted

    await forget_ada(room)
    left = await everything(database)
    assert ADA not in left
    assert f"{MARKER} (gelöschte Person), sagt man" in left


@pytest.mark.parametrize(
    "other",
    [
        f"{ADA}.uk",
        f"{ADA}:8448",
        "@ada:example.organic",
        "@ada:example.org-test",
        "@lada:example.org",
    ],
)
async def test_a_longer_id_is_somebody_else(database: Database, other: str) -> None:
    async with database.transaction() as tx:
        await put(tx, "room", reason=f"von {other}")

        assert await mentions(tx, ADA) == []
        assert await rename(tx, ADA, "jemand") == 0
    assert f"von {other}" in await everything(database)


@pytest.mark.parametrize("after", ["", ".", ":", ", ", ". Und", ": nein", "!", ")", "/"])
async def test_a_name_ends_where_the_sentence_goes_on(database: Database, after: str) -> None:
    async with database.transaction() as tx:
        await put(tx, "room", reason=f"von {ADA}{after}")

        assert await rename(tx, ADA, "jemand") == 1
    assert f"von jemand{after}" in await everything(database)
