"""Find all that is stored on a person, and every text that names them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storage.database import Transaction
from storage.privacy.personal.kinds import Subject
from storage.privacy.personal.tables import TABLES

Record = Mapping[str, object]


@dataclass(frozen=True)
class Mention:
    """A text that names the person."""

    table: str
    column: str
    text: str


async def records_of(tx: Transaction, user_id: str) -> dict[Subject, list[Record]]:
    """Return all rows about the person, by subject, with the columns that may be shown."""
    records: dict[Subject, list[Record]] = {}
    for table, content in TABLES.items():
        for way in content.found:
            columns = ", ".join((*way.columns, *way.beside))
            sql = " ".join(("SELECT", columns, "FROM", table, "WHERE", way.where))
            rows = await tx.execute_fetchall(sql, {"user_id": user_id})
            records[way.subject] = [dict(row) for row in rows]
    return records


async def mentions(tx: Transaction, user_id: str) -> list[Mention]:
    """Return all texts in which the person is named, whoever wrote them."""
    return [
        mention
        for table, column in _texts()
        for mention in await _mentions_in(tx, table, column, user_id)
    ]


def _texts() -> Iterator[tuple[str, str]]:
    for table, content in TABLES.items():
        for column in (*content.named, *content.others):
            yield table, column


async def _mentions_in(tx: Transaction, table: str, column: str, user_id: str) -> list[Mention]:
    sql = " ".join(("SELECT", column, "AS text FROM", table, f"WHERE instr({column}, ?)"))
    rows = await tx.execute_fetchall(sql, (user_id,))
    return [
        Mention(table, column, row["text"]) for row in rows if _name(user_id).search(row["text"])
    ]


async def rename(tx: Transaction, user_id: str, other: str) -> int:
    """Replace the person's id in every text; return how many texts had it."""
    named = await mentions(tx, user_id)
    for mention in named:
        # By what it says: not every table has row numbers.
        column = mention.column
        sql = " ".join(("UPDATE", mention.table, "SET", column, "= ? WHERE", column, "= ?"))
        text = _name(user_id).sub(lambda _match: other, mention.text)
        await tx.execute(sql, (text, mention.text))
    return len(named)


def _name(user_id: str) -> re.Pattern[str]:
    """Return a pattern that skips longer ids: @ada:example.org in @ada:example.org.uk."""
    return re.compile(re.escape(user_id) + r"(?![A-Za-z0-9-]|[.:][A-Za-z0-9])")


async def people(tx: Transaction) -> set[str]:
    """Return every user id that stands in a column about persons, and more that look like one."""
    found: set[str] = set()
    for table, content in TABLES.items():
        for column in content.personal:
            text, where = f"CAST({column} AS TEXT)", f"WHERE instr({column}, '@')"
            sql = " ".join(("SELECT DISTINCT", text, "FROM", table, where))
            for row in await tx.execute_fetchall(sql):
                found.update(each.rstrip(".:-") for each in _ID.findall(row[0]))
    return found


_ID = re.compile(r"@[^\s\"'<>\\@,;:]{0,255}:[A-Za-z0-9.:\[\]-]{1,255}")
