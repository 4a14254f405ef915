"""Dataclasses as rows: columns have the names of their fields.

Moments are stored as seconds, mappings and tuples as JSON. A field that no column has keeps its
default, and a column that no field has is left out.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from aiosqlite import Cursor

from storage.database import Row, Transaction, one

R = TypeVar("R")
Values = Iterable[object] | Mapping[str, object]


async def fetch(tx: Transaction, kind: type[R], sql: str, values: Values = ()) -> list[R]:
    return [record(kind, row) for row in await tx.execute_fetchall(sql, values)]


async def fetch_one(tx: Transaction, kind: type[R], sql: str, values: Values = ()) -> R | None:
    row = await one(tx, sql, values)
    return None if row is None else record(kind, row)


async def column(tx: Transaction, sql: str, values: Values = ()) -> list[Any]:
    """Return the first column of all rows."""
    return [row[0] for row in await tx.execute_fetchall(sql, values)]


async def pairs(tx: Transaction, sql: str, values: Values = ()) -> dict[Any, Any]:
    """Return the second column of all rows by the first."""
    return {row[0]: row[1] for row in await tx.execute_fetchall(sql, values)}


async def number(tx: Transaction, sql: str, values: Values = ()) -> int:
    """Return the first column of the first row; 0 if it is null or there is none."""
    row = await one(tx, sql, values)
    return 0 if row is None else int(row[0] or 0)


async def moment(tx: Transaction, sql: str, values: Values = ()) -> datetime | None:
    """Return the first column of the first row; None if it is null or there is none."""
    row = await one(tx, sql, values)
    return None if row is None or row[0] is None else from_row(row[0])


async def exists(tx: Transaction, sql: str, values: Values = ()) -> bool:
    return await one(tx, sql, values) is not None


async def insert(
    tx: Transaction,
    table: str,
    new: object,
    conflict: Literal["ABORT", "IGNORE", "REPLACE"] = "ABORT",
    without: Collection[str] = (),
) -> Cursor:
    """Insert a record as a row; if it has an id of its own, SQLite gives it a new one."""
    values = columns(new, (*without, f"{table}_id"))
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    sql = " ".join(("INSERT OR", conflict, "INTO", table, "(", names, ") VALUES (", marks, ")"))
    return await tx.execute(sql, values)


async def update(
    tx: Transaction, table: str, changed: object, without: Collection[str] = ()
) -> None:
    """Store a record in the row with its id; the columns `without` stay as they are."""
    key = f"{table}_id"
    values = columns(changed, without)
    sets = ", ".join(f"{name} = :{name}" for name in values if name != key)
    await tx.execute(" ".join(("UPDATE", table, "SET", sets, "WHERE", key, "= :" + key)), values)


def each_of(values: Iterable[object]) -> str:
    """Return values of any number as one parameter: `… IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values))


def columns(values: object, without: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of a dataclass as SQLite takes them."""
    names = (name for name in _readers(type(values)) if name not in without)
    return {name: _stored(getattr(values, name)) for name in names}


def record(kind: type[R], row: Row) -> R:
    """Return a row as a dataclass."""
    readers = _readers(kind)
    stored = zip(row.keys(), row, strict=True)
    return kind(**{name: readers[name](value) for name, value in stored if name in readers})


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return to_row(value)
    return json.dumps(value) if isinstance(value, (Mapping, tuple)) else value


def _readers_of(kind: type) -> Mapping[str, Callable[[Any], Any]]:
    """Return by field how a stored value becomes one of it."""
    hints = get_type_hints(kind)
    return {each.name: _reader(hints[each.name]) for each in fields(kind)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) in (Union, UnionType):
        [of] = set(get_args(hint)) - {NoneType}
        read = _reader(of)
        return lambda stored: None if stored is None else read(stored)
    readers: Mapping[Any, Callable[[Any], Any]] = {
        datetime: from_row,
        bool: bool,
        Mapping: json.loads,
        tuple: lambda stored: tuple(json.loads(stored)),
    }
    return readers.get(get_origin(hint) or hint, lambda stored: stored)


_readers: Callable[[Any], Mapping[str, Callable[[Any], Any]]] = cache(_readers_of)


def to_row(moment: datetime) -> int:
    return int(moment.timestamp())


def from_row(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
