"""The search index: entries by their words, pages by theirs, and words by their parts."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storage.database import Row, Transaction
from storage.records import column, each_of, fetch, number, pairs

_MOST_COMPARED = 500


@dataclass(frozen=True)
class IndexedEntry:
    """The part of an entry that members may read; `labels` are those of its links."""

    guideline_id: int
    municipality_id: int
    name: str
    official_name: str
    kind: str
    land: str
    district: str
    list: str
    printed: str
    title: str | None
    document_type: str | None
    adopted_by: str | None
    summary: str | None
    labels: str


@dataclass(frozen=True)
class Share:
    """The hits in one Land; `search_ids` are those of its entries."""

    land: str
    municipalities: int
    search_ids: tuple[int, ...]


@dataclass(frozen=True)
class FoundPage:
    """A page of a document as it belongs to an entry; `search_id` is None until it is indexed."""

    guideline_id: int
    page_id: int
    search_id: int | None
    sha256: str
    document: str
    page: int
    kind: str


@dataclass(frozen=True)
class PageSpan:
    """The pages of an entry lie between these, perhaps with others."""

    guideline_id: int
    first: int
    last: int


class Spelled(NamedTuple):
    """A word of the collection: folded, its stem, and as it was written first."""

    form: str
    stem: str
    shown: str


async def entries(tx: Transaction, guideline_ids: Iterable[int]) -> list[IndexedEntry]:
    """Return those that members may find, in no particular order."""
    rows = await tx.execute_fetchall(
        """
        SELECT guideline.*, name, presumed, official_name, kind, land, district,
            (SELECT group_concat(label, char(10)) FROM guideline_link AS link
             WHERE link.guideline_id = guideline.guideline_id) AS labels
        FROM guideline JOIN municipality USING (municipality_id)
        WHERE guideline_id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL
        """,
        (each_of(guideline_ids),),
    )
    return [_entry(row) for row in rows]


async def pages(tx: Transaction, guideline_ids: Iterable[int]) -> list[FoundPage]:
    """Return the pages of all documents of these entries, in their order."""
    return await fetch(
        tx,
        FoundPage,
        """
        SELECT guideline_id, page_id, search_id, sha256, name AS document, page, kind
        FROM guideline_document JOIN document USING (sha256) JOIN document_page USING (sha256)
            LEFT JOIN search_page USING (page_id)
        WHERE guideline_id IN (SELECT value FROM json_each(?))
        ORDER BY guideline_id, added_at, sha256, page
        """,
        (each_of(guideline_ids),),
    )


async def page_counts(tx: Transaction, hashes: Iterable[str]) -> dict[str, int]:
    """Count the pages of each document; while it is being read, those that were."""
    return await pairs(
        tx,
        """
        SELECT value,
            coalesce((SELECT pages FROM document_text WHERE sha256 = value),
                     (SELECT max(page) FROM document_page WHERE sha256 = value), 0) AS pages
        FROM json_each(?)
        """,
        (each_of(hashes),),
    )


async def page_texts(tx: Transaction, page_ids: Iterable[int]) -> dict[int, str]:
    return await pairs(
        tx,
        """
        SELECT page_id, text FROM document_page
        WHERE page_id IN (SELECT value FROM json_each(?))
        """,
        (each_of(page_ids),),
    )


async def entries_with(tx: Transaction, matches: Sequence[str]) -> list[list[int]]:
    """Return for each FTS5 expression the search ids of the entries, some of which may be gone."""
    found = await column(
        tx,
        """
        SELECT (SELECT json_group_array(rowid) FROM search_entry_words
                WHERE search_entry_words MATCH value)
        FROM json_each(?) ORDER BY key
        """,
        (json.dumps(matches),),
    )
    return [json.loads(each) for each in found]


async def are_found(tx: Transaction, matches: Sequence[str]) -> list[bool]:
    """Tell for each FTS5 expression whether some entry that is still there has it."""
    found = await column(
        tx,
        """
        SELECT EXISTS (SELECT 1 FROM search_entry_words
                JOIN search_entry ON search_id = search_entry_words.rowid
                WHERE search_entry_words MATCH value)
        FROM json_each(?) ORDER BY key
        """,
        (json.dumps(matches),),
    )
    return [bool(each) for each in found]


async def pages_with(
    tx: Transaction, match: str, spans: Iterable[PageSpan]
) -> dict[int, list[int]]:
    """Return by entry the search ids between `first` and `last` that fit the FTS5 expression."""
    rows = await tx.execute_fetchall(
        """
        SELECT json_extract(value, '$[0]') AS guideline_id,
            (SELECT json_group_array(rowid) FROM search_page_words
             WHERE search_page_words MATCH ?1 AND rowid
                BETWEEN json_extract(value, '$[1]') AND json_extract(value, '$[2]')) AS found
        FROM json_each(?2)
        """,
        (match, json.dumps([(each.guideline_id, each.first, each.last) for each in spans])),
    )
    return {row["guideline_id"]: json.loads(row["found"]) for row in rows}


async def shares(tx: Transaction, search_ids: Iterable[int]) -> list[Share]:
    """Return the shares of those still there, the largest first; presumed ones have Land ''."""
    return await fetch(
        tx,
        Share,
        """
        SELECT land, count(DISTINCT municipality_id) AS municipalities,
            json_group_array(search_id) AS search_ids
        FROM search_entry WHERE search_id IN (SELECT value FROM json_each(?))
        GROUP BY land ORDER BY count(*) DESC, land
        """,
        (each_of(search_ids),),
    )


async def guidelines_of(tx: Transaction, search_ids: Iterable[int]) -> dict[int, int]:
    """Return the entry of each search id."""
    return await pairs(
        tx,
        """
        SELECT search_id, guideline_id FROM search_entry
        WHERE search_id IN (SELECT value FROM json_each(?))
        """,
        (each_of(search_ids),),
    )


async def containing(tx: Transaction, part: str, most: int) -> list[str]:
    """Return stems of words that have the part in them, those in most entries first.

    Of very many words only the first in the index are compared: they are the frequent ones.
    """
    return await column(
        tx,
        """
        SELECT stem FROM (SELECT rowid FROM search_word_parts WHERE search_word_parts MATCH ?1
                          ORDER BY rowid LIMIT ?2) AS part
            JOIN search_word ON word_id = part.rowid
        WHERE instr(form, ?3) GROUP BY stem ORDER BY sum(entries) DESC, stem LIMIT ?4
        """,
        (_trigrams(part), _MOST_COMPARED, part, most),
    )


async def resembling(tx: Transaction, form: str, run: int, most: int) -> list[Spelled]:
    """Return words of about the same length that share so many letters in a row with it."""
    runs = [form[place : place + run] for place in range(max(len(form) - run + 1, 1))]
    rows = await tx.execute_fetchall(
        """
        SELECT search_word.form, stem, shown
        FROM search_word_parts JOIN search_word ON word_id = search_word_parts.rowid
        WHERE search_word_parts MATCH ?1
            AND length(search_word.form) BETWEEN length(?2) - 2 AND length(?2) + 2
        ORDER BY search_word_parts.rowid LIMIT ?3
        """,
        (" OR ".join(f"({_trigrams(each)})" for each in runs), form, most),
    )
    return [Spelled(*row) for row in rows]


async def known(tx: Transaction, forms: Iterable[str]) -> dict[str, Spelled]:
    """Return those that are words of the collection, by form."""
    rows = await tx.execute_fetchall(
        "SELECT form, stem, shown FROM search_word WHERE form IN (SELECT value FROM json_each(?))",
        (each_of(forms),),
    )
    return {row["form"]: Spelled(*row) for row in rows}


async def waiting(tx: Transaction) -> int:
    """Count the entries that are still to be indexed."""
    return await number(tx, "SELECT count(DISTINCT guideline_id) FROM search_pending")


def _trigrams(text: str) -> str:
    """Return an FTS5 expression for words with all trigrams of `text`: letters and digits."""
    runs = dict.fromkeys(text[place : place + 3] for place in range(len(text) - 2))
    return " AND ".join(f'"{run}"' for run in runs)


def _entry(row: Row) -> IndexedEntry:
    certain = row["presumed"] is None
    return IndexedEntry(
        row["guideline_id"],
        row["municipality_id"],
        row["name"],
        row["official_name"] if certain else "",
        row["kind"] if certain else "",
        row["land"] if certain else "",
        row["district"] if certain else "",
        row["list"],
        row["printed"],
        row["title"],
        row["document_type"],
        row["adopted_by"],
        row["summary"],
        row["labels"] or "",
    )
