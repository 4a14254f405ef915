"""Rows about people in every table, and what the program says of them."""

import json
from collections.abc import Mapping
from typing import Any

from commands.conversation.events import Message
from storage.database import Database, Transaction
from storage.privacy.personal.kinds import FoundBy
from tests.support.say import MANAGEMENT, NOW, Room

ADA = "@ada:example.org"
CORA = "@cora:example.org"
DIRECT = "!direkt:example.org"
MARKER = "Wiesenschaumkraut"
AT = int(NOW.timestamp())

# One row that the schema accepts and that is about nobody in particular.
ROWS: Mapping[str, Mapping[str, object]] = {
    "outbox": {
        "transaction_id": "t1",
        "room_id": MANAGEMENT,
        "event_type": "m.room.message",
        "content": "{}",
        "created_at": AT,
        "not_before": AT,
    },
    "room": {"room_id": "!r:example.org", "membership": "leave", "changed_at": AT},
    "key_value": {"name": "encryption", "value": "ok", "noted_at": AT},
    "direct_chat": {
        "user_id": CORA,
        "room_id": "!cora:example.org",
        "membership": "join",
        "changed_at": AT,
    },
    "submission": {
        "submitter": CORA,
        "state": "open",
        "place": "Bonn",
        "list": "buergerbeteiligung",
        "created_at": AT,
        "changed_at": AT,
    },
    "submission_file": {
        "submission_id": 1,
        "name": "leitlinien.pdf",
        "source": "{}",
        "encrypted": 0,
        "state": "waiting",
        "not_before": AT,
    },
    "submission_step": {"submission_id": 1, "done_at": AT, "action": "asked", "detail": ""},
    "municipality": {
        "municipality_id": 1,
        "name": "Musterstadt",
        "official_name": "",
        "kind": "Stadt",
        "land": "",
        "district": "",
    },
    "guideline": {
        "municipality_id": 1,
        "list": "buergerbeteiligung",
        "printed": "",
        "certainty": "sicher",
        "remark": "",
        "status": "unbekannt",
        "provenance": "",
        "confirmed_at": AT,
        "created_at": AT,
    },
    "guideline_version": {
        "batch": 1,
        "guideline_id": 1,
        "done_at": AT,
        "action": "changed",
        "after": "{}",
    },
    "meeting": {
        "meeting_id": 1,
        "uid": "termin-1@example.org",
        "kind": "online-konferenz",
        "title": "Losverfahren",
        "starts": "2026-12-02T10:00",
        "ends": "2026-12-02T11:30",
        "timezone": "Europe/Berlin",
        "all_day": 0,
        "starts_at": AT + 8 * 86_400,
        "ends_at": AT + 8 * 86_400 + 5_400,
        "created_at": AT,
        "changed_at": AT,
    },
    "slot": {
        "meeting_id": 1,
        "position": 1,
        "starts": "2026-12-02T10:00",
        "ends": "2026-12-02T10:30",
        "starts_at": AT + 8 * 86_400,
        "ends_at": AT + 8 * 86_400 + 1_800,
        "title": "Begrüßung",
    },
    "rsvp": {"meeting_id": 1, "user_id": CORA, "answer": "yes", "answered_at": AT},
    "rsvp_history": {"meeting_id": 1, "user_id": CORA, "answer": "yes", "answered_at": AT},
    "feed_token": {"user_id": CORA, "nonce": "$kalender", "created_at": AT},
    "wish": {"meeting_id": 1, "user_id": CORA, "lead": "2d"},
    "question": {
        "question_id": 1,
        "asker": CORA,
        "room_id": "!r:example.org",
        "root": "$frage",
        "title": "Wer lost?",
        "topics": "[]",
        "stems": "[]",
        "asked_at": AT,
    },
    "question_follower": {"question_id": 1, "user_id": CORA},
    "question_mention": {"question_id": 1, "user_id": CORA, "mentioned_at": AT},
    "anonymous_link": {
        "user_id": CORA,
        "step": "draft",
        "title": "",
        "text": "",
        "topics": "[]",
    },
    "unasked": {
        "user_id": CORA,
        "feature": "mention",
        "about": "exchange:1",
        "outcome": "sent",
        "told_at": AT,
    },
    "profile": {
        "user_id": CORA,
        "place": "Musterstadt",
        "land": "",
        "role": "",
        "topics": "[]",
        "reports": "",
        "keys": "[]",
        "stems": "[]",
        "visibility": "visible",
        "mentions": 0,
        "consent": "1",
        "consented_at": AT,
        "changed_at": AT,
        "confirmed_at": AT,
        "due_at": AT + 86_400,
    },
    "inquiry": {
        "inquiry_id": 1,
        "asker": CORA,
        "wanted": "Losverfahren",
        "sentence": "Wie oft?",
        "asked_at": AT,
    },
    "inquiry_person": {"inquiry_person_id": 1, "inquiry_id": 1, "user_id": CORA},
    "digest_order": {
        "user_id": CORA,
        "rhythm": "weekly",
        "ordered_at": AT,
        "looked_at": AT,
        "due_at": AT,
        "version_mark": 0,
        "question_mark": 0,
        "result_mark": 0,
        "foreword_mark": 0,
    },
    "digest_told": {"user_id": CORA, "meeting_id": 1},
    "digest_code": {
        "user_id": CORA,
        "address": "cora@example.org",
        "rhythm": "weekly",
        "asked_at": AT,
        "expires_at": AT + 86_400,
    },
    "digest_foreword": {"text": "Guten Tag", "written_at": AT},
    "newcomer": {
        "user_id": CORA,
        "state": "waiting",
        "joined_at": AT,
        "due_at": AT,
        "changed_at": AT,
    },
    "introduction": {"user_id": CORA, "room_id": "!r:example.org", "posted_at": AT},
    "management_question": {"person": CORA, "asked_at": AT, "changed_at": AT},
    "announcement": {
        "author": CORA,
        "event_id": "$befehl",
        "text": "Es gibt Neues.",
        "state": "posted",
        "due_at": AT,
        "rings": 0,
        "in_digest": 0,
        "created_at": AT,
    },
    "result": {
        "question_id": 1,
        "title": "Wer lost?",
        "text": "Bonn.",
        "topics": "[]",
        "words": " bonn ",
        "written_at": AT,
    },
    "awaited": {
        "user_id": CORA,
        "kind": "offer",
        "room_id": "!r:example.org",
        "payload": "{}",
        "alone": 0,
        "asked_at": AT,
    },
    "reminder": {
        "meeting_id": 1,
        "stage": "1d",
        "room_id": "!r:example.org",
        "starts_at": AT + 8 * 86_400,
        "due_at": AT + 7 * 86_400,
    },
}
# What makes such a row one about Ada.
ABOUT_ADA: Mapping[str, Mapping[str, object]] = {
    "messages": {"room_id": ADA},
    "notices": {"subject": "submission:1"},
    "invitations": {"inviter": ADA, "membership": "invite"},
    "question": {"user_id": ADA, "kind": "forgetting"},
    "direct_chat": {"user_id": ADA},
    "dialogue": {"user_id": ADA, "kind": "entry-dialogue", "alone": 1},
    "awaited": {"user_id": ADA, "kind": "question"},
    "submissions": {"submitter": ADA},
    "refusing": {"user_id": ADA, "kind": "refusal"},
    "files": {},
    "done": {"actor": ADA},
    "happened": {"actor": "@leitung:example.org"},
    "confirmed": {"confirmed_by": ADA},
    "meetings": {"created_by": ADA},
    "rsvps": {"user_id": ADA},
    "rsvp_history": {"user_id": ADA},
    "wishes": {"user_id": ADA},
    "feed": {"user_id": ADA},
    "offers": {"user_id": ADA, "kind": "offer"},
    "versions": {"actor": ADA},
    "reminders": {"room_id": ADA},
    "questions": {"asker": ADA},
    "followed": {"user_id": ADA},
    "mentioned": {"user_id": ADA},
    "unasked": {"user_id": ADA},
    "profile": {"user_id": ADA},
    "inquiries": {"asker": ADA},
    "inquired": {"user_id": ADA},
    "digest": {"user_id": ADA},
    "digest_told": {"user_id": ADA},
    "digest_codes": {"user_id": ADA},
    "newcomer": {"user_id": ADA},
    "introductions": {"user_id": ADA},
    "management_questions": {"person": ADA},
    "announcements": {"author": ADA},
    "anonymous": {"user_id": ADA},
}
OF_A_MEETING = ("slot", "rsvp", "rsvp_history", "wish", "reminder", "digest_told")
OF_A_QUESTION = ("question_follower", "question_mention", "result")
_OF_HER_SUBMISSION = ("notices", "files", "happened")


async def put(tx: Transaction, table: str, **values: object) -> None:
    row = {**ROWS[table], **values}
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    await tx.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608  a test


async def put_about_ada(tx: Transaction, table: str, way: FoundBy, **values: object) -> None:
    """With what the row refers to."""
    if table in ("submission_file", "submission_step") or way.subject == "notices":
        owner = ADA if way.subject in _OF_HER_SUBMISSION else CORA
        await put(tx, "submission", submission_id=1, submitter=owner)
    if table in ("guideline", "guideline_version"):
        await put(tx, "municipality")
    if table == "guideline_version":
        await put(tx, "guideline")
    if table in OF_A_MEETING:
        await put(tx, "meeting")
    if table == "inquiry_person":
        await put(tx, "inquiry")
    if table in OF_A_QUESTION:
        await put(tx, "question")
    await put(tx, table, **{**ABOUT_ADA[way.subject], **values})


async def tables(tx: Transaction) -> set[str]:
    """Also virtual ones, but not the shadows in which SQLite keeps what stands in them."""
    return await _names(tx, "table", "virtual")


async def _names(tx: Transaction, *kinds: str) -> set[str]:
    rows = await tx.execute_fetchall(
        """
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'
            AND type IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(kinds),),
    )
    return {row["name"] for row in rows}


async def everything(database: Database) -> str:
    """Every value of every row, as it is stored."""
    async with database.transaction() as tx:
        rows = [
            tuple(row)
            for table in sorted(await _names(tx, "table", "shadow"))
            for row in await tx.execute_fetchall(f"SELECT * FROM {table}")  # noqa: S608  a test
        ]
    return repr(rows)


async def file_for_ada(room: Room) -> dict[str, Any]:
    """What !meinedaten in her direct chat would upload."""
    message = Message(DIRECT, ADA, "$auskunft", "!meinedaten", room.now, direct=True)
    await room.dispatch.handle(message)
    async with room.database.transaction() as tx:
        [row] = await tx.execute_fetchall(
            "SELECT file FROM outbox WHERE transaction_id = 'my-data-$auskunft-file'"
        )
    document: dict[str, Any] = json.loads(row["file"])
    return document


async def forget_ada(room: Room) -> str:
    """What she is told in the end; it is sent, so that only the rest is stored."""
    await room.say("!vergissmich", sender=ADA, room_id=DIRECT, direct=True)
    [*_, said] = await room.say("!vergissmich ja", sender=ADA, room_id=DIRECT, direct=True)
    return said
