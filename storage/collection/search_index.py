"""Write the search index."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from storage.collection.search import IndexedEntry, Spelled
from storage.database import Transaction
from storage.records import each_of, number

# Commands to the FTS5 tables of words.
_EMPTY = (
    "INSERT INTO search_entry_words (search_entry_words) VALUES ('delete-all')",
    "INSERT INTO search_page_words (search_page_words) VALUES ('delete-all')",
    "INSERT INTO search_word_parts (search_word_parts) VALUES ('delete-all')",
)
_MERGE = (
    "INSERT INTO search_entry_words (search_entry_words, rank) VALUES ('merge', ?)",
    "INSERT INTO search_page_words (search_page_words, rank) VALUES ('merge', ?)",
    "INSERT INTO search_word_parts (search_word_parts, rank) VALUES ('merge', ?)",
)
# So many rows may lead to nothing until all is indexed again, and as many more as lead somewhere.
_DEAD_ROWS = 1_000


@dataclass(frozen=True)
class Pending:
    """An entry to be indexed; another `mark` says that it was changed again."""

    guideline_id: int
    mark: int


async def pending(tx: Transaction, most: int, without: Iterable[Pending] = ()) -> list[Pending]:
    """Return those that were changed first; `without` leaves out those not changed since."""
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
    """Return the entries that did not change since they were read; they are no longer pending."""
    unchanged = {each.guideline_id for each in read if await is_unchanged(tx, each)}
    await tx.executemany(
        "DELETE FROM search_pending WHERE guideline_id = ?", [(number,) for number in unchanged]
    )
    return unchanged


async def is_unchanged(tx: Transaction, read: Pending) -> bool:
    mark = await number(
        tx, "SELECT max(mark) FROM search_pending WHERE guideline_id = ?", (read.guideline_id,)
    )
    return mark == read.mark


async def put_entries(tx: Transaction, words: Collection[tuple[IndexedEntry, str]]) -> None:
    """Index each entry with its words, in the place of those it had."""
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
    """Index the words of pages; skip those that are gone or have some already."""
    rows = await tx.execute_fetchall(
        """
        SELECT page_id FROM document_page LEFT JOIN search_page USING (page_id)
        WHERE page_id IN (SELECT value FROM json_each(?)) AND search_id IS NULL ORDER BY page_id
        """,
        (each_of(words),),
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
    """Add to each word in how many more entries it is."""
    last = await number(tx, "SELECT max(word_id) FROM search_word")
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
    """Empty the index, and let all entries be indexed."""
    for statement in (
        *_EMPTY,
        "DELETE FROM search_entry",
        "DELETE FROM search_page",
        "DELETE FROM search_word",
        "DELETE FROM sqlite_sequence WHERE name IN ('search_entry', 'search_page')",
        "INSERT INTO search_pending (guideline_id) SELECT guideline_id FROM guideline",
    ):
        await tx.execute(statement)


async def is_worn(tx: Transaction) -> bool:
    """Tell whether too many rows belong to entries and pages that are gone."""
    for table in ("search_entry", "search_page"):
        rows = await number(tx, " ".join(("SELECT count(*) FROM", table)))
        if await _next(tx, table) - 1 > 2 * rows + _DEAD_ROWS:
            return True
    return False


async def merge(tx: Transaction, pages: int) -> bool:
    """Merge segments of the FTS5 tables, about so many pages; return whether any were left."""
    written = [await _merge(tx, statement, pages) for statement in _MERGE]
    return any(written)


async def _merge(tx: Transaction, statement: str, pages: int) -> bool:
    before = await _changes(tx)
    await tx.execute(statement, (pages,))
    # The command itself may count as one.
    return await _changes(tx) - before > 1


async def _changes(tx: Transaction) -> int:
    return await number(tx, "SELECT total_changes()")


async def _next(tx: Transaction, table: str) -> int:
    """Return the next id that was never given."""
    return 1 + await number(tx, "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
