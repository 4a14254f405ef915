"""Databases as earlier versions of the program wrote them, kept as SQL in tests/databases/.

After adding a migration: python -m tests.support.stored keeps a database of the new version for
good. From the first release on a stored file is never written again: databases out there do not
change with the program. Until then: delete it, and store it again.
"""

import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from storage.database import APPLICATION_ID, migrations

FOLDER = Path(__file__).parents[1] / "databases"

# Rows by the version that has their tables; they stay there through all later migrations.
SAMPLES: Mapping[int, str] = {
    1: """
INSERT INTO sync VALUES (1, 'token', 1);
INSERT INTO handled_event (event_id, handled_at) VALUES ('$event', 1);
INSERT INTO undecrypted_event VALUES ('$unread', '!room', 'session', 1);
INSERT INTO room (room_id, membership, changed_at) VALUES ('!room', 'join', 1);
INSERT INTO room_alias VALUES ('#raum:example.org', '!room', 1);
INSERT INTO direct_chat VALUES ('@ada:example.org', '!direct', 'join', 1);
INSERT INTO key_value VALUES ('encryption', 'ok', 1);
INSERT INTO outbox (transaction_id, room_id, event_type, content, created_at, not_before)
    VALUES ('answer-$event', '!room', 'm.room.message', '{}', 1, 1);
INSERT INTO file_request VALUES ('answer-$event-file-0', 'map', '{}', '!room', '{}', 1);
INSERT INTO awaited (user_id, kind, payload, alone, asked_at)
    VALUES ('@ada:example.org', 'submission-dialogue', '{}', 1, 1);

INSERT INTO municipality VALUES (1, 'Bonn', NULL, 'Bonn', 'Stadt', '', '', NULL);
INSERT INTO municipality_key VALUES ('bonn', 1, 0);
INSERT INTO guideline (guideline_id, municipality_id, list, printed, certainty, remark, status,
    provenance, created_at) VALUES (1, 1, 'kinder_jugend', '', 'sicher', '', 'unbekannt', '', 1);
INSERT INTO guideline_link VALUES (1, 1, 'Leitlinien', 'https://example.org/', NULL);
INSERT INTO guideline_version (batch, guideline_id, done_at, action, after)
    VALUES (1, 1, 1, 'created', '{}');
INSERT INTO document VALUES ('aa', 'pdf', 1, 1);
INSERT INTO guideline_document VALUES (1, 'aa', 'leitlinien.pdf', 1);
INSERT INTO document_text VALUES ('aa', NULL, 1, 1);
INSERT INTO document_page VALUES (1, 'aa', 1, 'Losverfahren');
INSERT INTO link_check (url, page, host, next_at)
    VALUES ('https://example.org/', 'example.org/', 'example.org', 1);
INSERT INTO register_place VALUES ('05314000', 'Bonn', 'S', '05314', 'bonn');
INSERT INTO search_entry VALUES (1, 1, 1, '');
INSERT INTO search_page VALUES (1, 1);
INSERT INTO search_word VALUES (1, 'losverfahren', 'losverfahr', 'Losverfahren', 1);

INSERT INTO submission (submission_id, state, place, list, guideline_id, created_at, changed_at)
    VALUES (1, 'open', 'Bonn', 'kinder_jugend', 1, 1, 1);
INSERT INTO submission_file (submission_id, name, source, encrypted, state, not_before)
    VALUES (1, 'leitlinien.pdf', '{}', 0, 'waiting', 1);
INSERT INTO submission_step VALUES (1, 1, 1, NULL, 'submitted', '');

INSERT INTO series (series_id, uid, rrule, starts, ends, timezone, all_day, planned_to)
    VALUES (1, 'uid', 'FREQ=DAILY', '2026-12-02', '2026-12-02', 'Europe/Berlin', 1, '2026-12-02');
INSERT INTO meeting (meeting_id, uid, series_id, recurrence, kind, title, starts, ends, timezone,
    all_day, starts_at, ends_at, created_at, changed_at) VALUES (1, 'uid', 1, '2026-12-02', 'frist',
    'Frist', '2026-12-02', '2026-12-02', 'Europe/Berlin', 1, 1, 1, 1, 1);
INSERT INTO slot VALUES (1, 1, '2026-12-02T10:00', '2026-12-02T11:00', 1, 1, 'Slot', NULL);
INSERT INTO programme_request VALUES (1, '{}', '$event', 0, 1);
INSERT INTO reminder (meeting_id, stage, room_id, starts_at, due_at)
    VALUES (1, '7d', '!room', 1, 1);
INSERT INTO wish VALUES ('@ada:example.org', 1, '2d');
INSERT INTO feed_token VALUES ('@ada:example.org', '$kalender', 1);
INSERT INTO rsvp VALUES (1, '@ada:example.org', 'yes', NULL, 1);
INSERT INTO rsvp_history VALUES (1, 1, '@ada:example.org', 'yes', NULL, 1);
INSERT INTO recount VALUES (1, 1);
INSERT INTO calendar VALUES ('hash', NULL, NULL, NULL, NULL);
INSERT INTO imported_meeting VALUES (1, 'uid', '{}', 0);
""",
    3: """
INSERT INTO topic VALUES (1, 'Quorum');
INSERT INTO topic_word VALUES ('quorum', 1, 'Quorum');
INSERT INTO question VALUES
    (1, '@ada:example.org', '!room', '$frage', 'Wer lost?', '[]', '[]', 'open', 1, NULL, 0);
INSERT INTO question_follower VALUES (1, '@ben:example.org');
INSERT INTO question_mention VALUES (1, '@ben:example.org', 1);
INSERT INTO result VALUES (1, 'Wer lost?', 'Bonn.', '[]', ' bonn ', 1);
""",
    4: """
INSERT INTO unasked VALUES ('@ada:example.org', 'mention', 'exchange:1', 'sent', 1);
""",
    5: """
INSERT INTO profile (user_id, place, land, role, topics, reports, keys, stems, visibility, mentions,
    consent, consented_at, changed_at, confirmed_at, due_at) VALUES ('@ada:example.org', 'Bonn', '',
    '', '["Quorum"]', '', '["quorum"]', '[]', 'visible', 1, '1', 1, 1, 1, 31536001);
INSERT INTO inquiry VALUES (1, '@ben:example.org', 'Quorum', 'Wie hoch?', 1, 604801);
INSERT INTO inquiry_person VALUES (1, 1, '@ada:example.org', 'asked', NULL);
""",
    6: """
INSERT INTO digest_order VALUES ('@ada:example.org', 'weekly', NULL, 1, 1, 1, 1, 1, 1, 1);
INSERT INTO digest_told VALUES ('@ada:example.org', 1, '2026-12-02', NULL);
INSERT INTO digest_code (user_id, address, rhythm, asked_at, expires_at)
    VALUES ('@ada:example.org', 'ada@example.org', 'weekly', 1, 1);
INSERT INTO digest_foreword VALUES (1, 'Guten Tag', 1);
INSERT INTO result_change VALUES (1, 1);
""",
    7: """
INSERT INTO newcomer VALUES ('@ada:example.org', 'greeted', 1, 1, 1);
INSERT INTO introduction VALUES (1, '@ada:example.org', '!room', 1);
INSERT INTO management_question VALUES (1, '@ada:example.org', 'open', 1, 1, 1);
INSERT INTO announcement VALUES
    (1, '@ada:example.org', '$befehl', 'Neues.', 'posted', 1, 0, 1, 1, 1, 0);
INSERT INTO announcement_copy VALUES (1, '!room');
""",
    8: """
INSERT INTO anonymous_link VALUES ('@ada:example.org', 1, 'open', '', '', '[]', 0, NULL);
INSERT INTO anonymous_mark VALUES ('00ff', 1);
""",
    9: """
INSERT INTO announcement_news VALUES (1, 1);
""",
    10: """
INSERT INTO earlier_post VALUES ('aa', 'bb', '!room', '$post', '$event');
INSERT INTO earlier_room VALUES ('!room', 1);
""",
    11: """
INSERT INTO register_edition VALUES
    (1, '2022-05-15', 'Zensus', 'Zensus', 'dl-de/by-2-0', 'Statistische Ämter', 1);
INSERT INTO imported_place VALUES ('05314000', 'Bonn', 'S', '05314', 'bonn', 320000);
INSERT INTO former_place VALUES
    ('05314000', 'Bonna', 'Bonn', 'S', '05314', 'bonna', 1);
""",
}


def stored() -> Iterator[tuple[int, Path]]:
    for file in sorted(FOLDER.glob("*.sql")):
        yield int(file.stem), file


def restore(script: str, version: int, path: Path) -> None:
    """Write a database file as the program of that version left it."""
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def schema(path: Path) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name"
    ).fetchall()
    connection.close()
    return [(*row[:3], _without_comments(row[3])) for row in rows]


def counts(path: Path) -> dict[str, int]:
    """Return the number of rows of each table."""
    connection = sqlite3.connect(path)
    names = connection.execute(
        "SELECT name FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    numbers = {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608  a test
        for (name,) in names
    }
    connection.close()
    return numbers


def damage(path: Path) -> list[tuple[object, ...]]:
    """Return what SQLite finds wrong with the file, rows that refer to nothing included."""
    connection = sqlite3.connect(path)
    pages = connection.execute("PRAGMA integrity_check").fetchall()
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    return [*(page for page in pages if page != ("ok",)), *rows]


def _without_comments(sql: str) -> str:
    return " ".join(re.sub(r"--[^\n]*", "", sql).split())


def dump(version: int) -> str:
    """Return the schema of that version with the samples, as SQL."""
    connection = sqlite3.connect(":memory:")
    for number, migration in enumerate(migrations()[:version], start=1):
        connection.executescript(migration.script)
        connection.execute(
            "INSERT INTO migration VALUES (?, ?)", (migration.name, migration.sha256)
        )
        connection.executescript(SAMPLES.get(number, ""))
    virtual = _take_virtual(connection)
    *lines, commit = connection.iterdump()
    connection.close()
    return "".join(f"{line}\n" for line in (*lines, *virtual, commit))


def _take_virtual(connection: sqlite3.Connection) -> list[str]:
    """Drop the virtual tables, which are empty and cannot be dumped; return their statements."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name"
    ).fetchall()
    for name, _ in rows:
        connection.execute(f"DROP TABLE {name}")
    return [f"{sql};" for _, sql in rows]


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for version in range(1, len(migrations()) + 1):
        file = FOLDER / f"{version:04}.sql"
        if not file.exists():
            file.write_text(dump(version), encoding="utf-8")
            sys.stdout.write(f"stored {file.name}\n")


if __name__ == "__main__":
    main()
