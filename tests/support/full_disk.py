"""The disk under nio's store of keys is full, as SQLite itself finds out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_WRITES = ("INSERT", "REPLACE", "UPDATE")


@contextmanager
def full_disk(database: Any, at: int | None = None) -> Iterator[None]:
    """Refuse what is written, or only the `at`-th time that something is."""
    execute, writes = database.execute_sql, 0
    execute("CREATE TABLE IF NOT EXISTS filler (content)")

    def execute_unless_full(sql: str, *more: Any) -> Any:
        nonlocal writes
        if sql.startswith(_WRITES):
            writes += 1
            if at in (None, writes):
                execute("PRAGMA max_page_count = 1")
                try:
                    execute("INSERT INTO filler VALUES (zeroblob(1000000))")
                finally:
                    execute("PRAGMA max_page_count = 1000000")
        return execute(sql, *more)

    database.execute_sql = execute_unless_full
    try:
        yield
    finally:
        database.execute_sql = execute
