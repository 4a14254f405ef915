"""Databases as earlier versions of the program wrote them, kept as SQL in tests/databases/.

After adding a migration: python -m tests.stored keeps the schema before it for good. A stored file
is never written again, because databases out there do not change with the program either.
"""

import re
import sqlite3
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from storage.database import APPLICATION_ID

FOLDER = Path(__file__).parent / "databases"

# One row in every table that a member's data can be lost from, in the schema of version 1.
SAMPLE = """
INSERT INTO handled_event VALUES ('$event', 1);
INSERT INTO sync VALUES (1, 'token', 1);
INSERT INTO outbox (transaction_id, room_id, event_type, content, created_at, not_before)
    VALUES ('answer-$event', '!room', 'm.room.message', '{}', 1, 1);
INSERT INTO room (room_id, membership, changed_at) VALUES ('!room', 'join', 1);
INSERT INTO undecrypted VALUES ('$unread', '!room', 'session', 1);
INSERT INTO fact VALUES ('encryption', 'ok', 1);
"""


def migrations() -> list[str]:
    folder = resources.files("storage.migrations")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [file.read_text(encoding="utf-8") for file in files]


def stored() -> Iterator[tuple[int, Path]]:
    for file in sorted(FOLDER.glob("*.sql")):
        yield int(file.stem), file


def restore(script: str, version: int, path: Path) -> None:
    """A database file as the program of that version left it."""
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


def _without_comments(sql: str) -> str:
    return " ".join(re.sub(r"--[^\n]*", "", sql).split())


def dump(version: int) -> str:
    """The schema of that version with the sample, as SQL."""
    connection = sqlite3.connect(":memory:")
    for script in migrations()[:1]:
        connection.executescript(script)
    connection.executescript(SAMPLE)
    for script in migrations()[1:version]:
        connection.executescript(script)
    virtual = _take_virtual(connection)
    *lines, commit = connection.iterdump()
    connection.close()
    return "".join(f"{line}\n" for line in (*lines, *virtual, commit))


def _take_virtual(connection: sqlite3.Connection) -> list[str]:
    """Virtual tables, which are empty here and cannot be dumped: how they are made again."""
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
