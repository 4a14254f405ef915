"""Codes by which people show that an address is theirs, each good for one order."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.exchange.digest import Rhythm
from storage.records import fetch_one, insert, number, to_row


@dataclass(frozen=True)
class DigestCode:
    """`code` is None if it was used, replaced or tried too often."""

    user_id: str
    address: str
    rhythm: Rhythm
    code: str | None
    asked_at: datetime
    expires_at: datetime
    tries: int = 0
    code_id: int = 0


async def add(tx: Transaction, code: DigestCode) -> None:
    """Store it in the place of an earlier one of the person, which is good for nothing then."""
    await spend(tx, code.user_id)
    await insert(tx, "digest_code", code, without=("code_id",))


async def valid(tx: Transaction, user_id: str, now: datetime) -> DigestCode | None:
    sql = "SELECT * FROM digest_code WHERE user_id = ? AND code IS NOT NULL AND expires_at > ?"
    return await fetch_one(tx, DigestCode, sql, (user_id, to_row(now)))


async def count_try(tx: Transaction, code_id: int) -> None:
    await tx.execute("UPDATE digest_code SET tries = tries + 1 WHERE code_id = ?", (code_id,))


async def spend(tx: Transaction, user_id: str, address: str | None = None) -> bool:
    """Make the codes of the person good for nothing; return whether there was one."""
    cursor = await tx.execute(
        "UPDATE digest_code SET code = NULL"
        " WHERE user_id = ? AND address = coalesce(?, address) AND code IS NOT NULL",
        (user_id, address),
    )
    return cursor.rowcount > 0


async def count_of_person(tx: Transaction, user_id: str, since: datetime) -> int:
    sql = "SELECT count(*) FROM digest_code WHERE user_id = ? AND asked_at > ?"
    return await number(tx, sql, (user_id, to_row(since)))


async def count_to(tx: Transaction, address: str, since: datetime) -> int:
    """Count those that went to the address, whoever asked for them."""
    sql = "SELECT count(*) FROM digest_code WHERE address = ? COLLATE NOCASE AND asked_at > ?"
    return await number(tx, sql, (address, to_row(since)))


async def forget_before(tx: Transaction, moment: datetime) -> None:
    await tx.execute("DELETE FROM digest_code WHERE asked_at < ?", (to_row(moment),))
