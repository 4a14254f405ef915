"""The words of the collection as they are kept for the search."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from storage.database import Transaction, one
from storage.search import Entry, Spelled

_OF_WORDS = ("search_entry_words", "search_page_words", "search_word_parts")
# So many rows may lead to nothing until all is indexed anew, and as many more as lead somewhere.
_DEAD_ROWS = 1_000


@dataclass(frozen=True)
class Pending:
    """An entry to be indexed; another `mark` says that it was changed again."""

    guideline_id: int
    mark: int


async def pending(tx: Transaction, most: int, without: Iterable[Pending] = ()) -> list[Pending]:
    """Those that were changed first; `without` leaves out what was not changed since."""
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_id, (SELECT max(mark) FROM search_pending AS other
            WHERE other.guideline_id = first.guideline_id) AS mark
        FROM (SELECT guideline_id FROM search_pending
              WHERE NOT EXISTS (SELECT 1 FROM json_each(?1)
                  WHERE value ->> 0 = guideline_id AND value ->> 1 >= mark)
              ORDER BY mark LIMIT 200) AS first
        GROUP BY guideline_id ORDER BY mark LIMIT ?2
        """,
        (json.dumps([(each.guideline_id, each.mark) for each in without]), most),
    )
    return [Pending(row["guideline_id"], row["mark"]) for row in rows]


async def settle(tx: Transaction, read: Iterable[Pending]) -> set[int]:
    """The entries that are still as they were when this was read; they are no longer pending."""
    unchanged = {each.guideline_id for each in read if await is_unchanged(tx, each)}
    await tx.executemany(
        "DELETE FROM search_pending WHERE guideline_id = ?", [(number,) for number in unchanged]
    )
    return unchanged


async def is_unchanged(tx: Transaction, read: Pending) -> bool:
    row = await one(
        tx,
        "SELECT max(mark) AS mark FROM search_pending WHERE guideline_id = ?",
        (read.guideline_id,),
    )
    return row is not None and row["mark"] == read.mark


async def put_entries(tx: Transaction, words: Collection[tuple[Entry, str]]) -> None:
    """Each with its words, in the place of those it had."""
    await tx.executemany(
        "DELETE FROM search_entry WHERE guideline_id = ?",
        [(entry.guideline_id,) for entry, _ in words],
    )
    first = await _next(tx, "search_entry")
    numbered = list(enumerate(words, start=first))
    await tx.executemany(
        "INSERT INTO search_entry VALUES (?, ?, ?, ?)",
        [(n, e.guideline_id, e.municipality_id, e.land) for n, (e, _) in numbered],
    )
    await tx.executemany(
        "INSERT INTO search_entry_words (rowid, words) VALUES (?, ?)",
        [(number, text) for number, (_, text) in numbered],
    )


async def put_pages(tx: Transaction, words: Mapping[int, str]) -> None:
    """By page; only those are put that are there and have none yet."""
    rows = await tx.execute_fetchall(
        """
        SELECT page_id FROM document_page LEFT JOIN search_page USING (page_id)
        WHERE page_id IN (SELECT value FROM json_each(?)) AND search_id IS NULL ORDER BY page_id
        """,
        (json.dumps(list(words)),),
    )
    first = await _next(tx, "search_page")
    new = ((row["page_id"], words[row["page_id"]]) for row in rows)
    numbered = list(enumerate(new, start=first))
    await tx.executemany(
        "INSERT INTO search_page VALUES (?, ?)", [(n, page_id) for n, (page_id, _) in numbered]
    )
    await tx.executemany(
        "INSERT INTO search_page_words (rowid, words) VALUES (?, ?)",
        [(number, text) for number, (_, text) in numbered],
    )


async def count_words(tx: Transaction, counts: Mapping[Spelled, int]) -> None:
    """In how many more entries each word is."""
    row = await one(tx, "SELECT max(word_id) AS last FROM search_word")
    last = 0 if row is None else row["last"] or 0
    await tx.executemany(
        """
        INSERT INTO search_word (form, stem, shown, entries) VALUES (?, ?, ?, ?)
        ON CONFLICT (form) DO UPDATE SET entries = entries + excluded.entries
        """,
        [(word.form, word.stem, word.shown, count) for word, count in counts.items()],
    )
    await tx.execute(
        """
        INSERT INTO search_word_parts (rowid, form)
        SELECT word_id, form FROM search_word WHERE word_id > ?
        """,
        (last,),
    )


async def begin_anew(tx: Transaction) -> None:
    """Nothing is indexed any more, and everything is to be."""
    for table in _OF_WORDS:
        await tx.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608  our own names
    for statement in (
        "DELETE FROM search_entry",
        "DELETE FROM search_page",
        "DELETE FROM search_word",
        "DELETE FROM sqlite_sequence WHERE name IN ('search_entry', 'search_page')",
        "INSERT INTO search_pending (guideline_id) SELECT guideline_id FROM guideline",
    ):
        await tx.execute(statement)


async def is_worn(tx: Transaction) -> bool:
    """Too many words are of what is gone."""
    for table in ("search_entry", "search_page"):
        row = await one(tx, f"SELECT count(*) AS rows FROM {table}")  # noqa: S608  our own names
        rows = 0 if row is None else int(row["rows"])
        if await _next(tx, table) - 1 > 2 * rows + _DEAD_ROWS:
            return True
    return False


async def merge(tx: Transaction, pages: int) -> bool:
    """Bring the tables of words into fewer pieces, by about so many pages; False if they are."""
    written = [await _merge(tx, table, pages) for table in _OF_WORDS]
    return any(written)


async def _merge(tx: Transaction, table: str, pages: int) -> bool:
    before = await _changes(tx)
    await tx.execute(
        f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)",  # noqa: S608  our own names
        (pages,),
    )
    # The command itself may count as one.
    return await _changes(tx) - before > 1


async def _changes(tx: Transaction) -> int:
    row = await one(tx, "SELECT total_changes() AS changes")
    return 0 if row is None else int(row["changes"])


async def _next(tx: Transaction, table: str) -> int:
    """The next number that was never given."""
    row = await one(tx, "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
    return 1 if row is None else int(row["seq"]) + 1
