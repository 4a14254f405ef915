"""The links of the collection: when each is asked next, and what came of it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row

# A site may be away for a day: only what fails again later counts as failing.
FAILS = 2


@dataclass(frozen=True)
class LinkCheck:
    """`state` is the name of a LinkState, see bot/links.py; None: not asked yet.

    All links to one `page` have the same but for `url`. `failures` are those in a row.
    """

    url: str
    page: str
    host: str
    state: str | None
    checked_at: datetime | None
    failing_since: datetime | None
    failures: int
    next_at: datetime
    told_at: datetime | None


@dataclass(frozen=True)
class EntryLink:
    """A link as it stands in an entry now, with what is known of it; the source has no label."""

    guideline_id: int
    name: str
    label: str | None
    url: str
    page: str
    state: str
    failing_since: datetime | None
    told_at: datetime | None


@dataclass(frozen=True)
class Totals:
    """`asked` and `failing` are pages; `last_at` is None if none was asked yet."""

    asked: int
    failing: int
    last_at: datetime | None


async def unknown(tx: Transaction, most: int) -> list[str]:
    """Links that are in an entry and not here."""
    rows = await tx.execute_fetchall(
        """
        SELECT DISTINCT url FROM entry_link
        WHERE NOT EXISTS (SELECT 1 FROM link_check WHERE url = entry_link.url) LIMIT ?
        """,
        (most,),
    )
    return [row["url"] for row in rows]


async def add(tx: Transaction, links: Iterable[tuple[str, str, str]], now: datetime) -> None:
    """Each with its page and host, to be asked now.

    What is known of the page is kept, but that it fails must be seen once more.
    """
    await tx.executemany(
        """
        INSERT INTO link_check (url, page, host, state, checked_at, failing_since, failures,
            next_at, told_at)
        SELECT :url, :page, :host, state, checked_at, failing_since,
            coalesce(min(failures, 1), 0), :now, told_at
        FROM (SELECT 1) LEFT JOIN
            (SELECT * FROM link_check WHERE page = :page ORDER BY url LIMIT 1) ON true
        """,
        [{"url": url, "page": page, "host": host, "now": to_row(now)} for url, page, host in links],
    )


async def drop_gone(tx: Transaction) -> None:
    """Those that no entry has any more."""
    await tx.execute(
        "DELETE FROM link_check"
        " WHERE NOT EXISTS (SELECT 1 FROM entry_link WHERE url = link_check.url)"
    )


async def due(tx: Transaction, now: datetime) -> LinkCheck | None:
    """The one whose turn it is; of one page that with https."""
    row = await one(
        tx,
        "SELECT * FROM link_check WHERE next_at <= ? ORDER BY next_at, url DESC LIMIT 1",
        (to_row(now),),
    )
    return None if row is None else _link_check(row)


async def is_gone(tx: Transaction, url: str) -> bool:
    """No entry has it any more."""
    return await one(tx, "SELECT 1 FROM entry_link WHERE url = ? LIMIT 1", (url,)) is None


async def next_at(tx: Transaction) -> datetime | None:
    row = await one(tx, "SELECT min(next_at) AS next_at FROM link_check")
    return None if row is None else _moment(row["next_at"])


async def put_off(tx: Transaction, check: LinkCheck, until: datetime, host: datetime) -> None:
    """The page, and what else is due at its host; never to an earlier moment."""
    await tx.execute(
        """
        UPDATE link_check SET next_at = max(next_at, iif(page = :page, :until, :others))
        WHERE host = :host
        """,
        {
            "page": check.page,
            "until": to_row(until),
            "others": to_row(host),
            "host": check.host,
        },
    )


async def put(tx: Transaction, check: LinkCheck) -> None:
    """What came of asking, for all links to the page."""
    await tx.execute(
        """
        UPDATE link_check SET state = :state, checked_at = :checked_at,
            failing_since = :failing_since, failures = :failures, next_at = :next_at
        WHERE page = :page
        """,
        {name: to_row(v) if isinstance(v, datetime) else v for name, v in asdict(check).items()},
    )


async def answering(tx: Transaction, but: str, now: datetime, every: int) -> LinkCheck | None:
    """Of the links that answered at another host, the one that did so last.

    Hosts that are put off come only after all others: there, one is due later than `every`
    seconds after it was asked, or was never asked.
    """
    row = await one(
        tx,
        """
        SELECT * FROM link_check WHERE state = 'OK' AND host <> :but
        ORDER BY host IN (SELECT host FROM link_check
                WHERE next_at > max(:now, coalesce(checked_at, 0) + :every)),
            checked_at DESC, url LIMIT 1
        """,
        {"but": but, "now": to_row(now), "every": every},
    )
    return None if row is None else _link_check(row)


async def is_trying_again(tx: Transaction, before: datetime, since: datetime) -> bool:
    """Something that began to fail after `since` is asked for the second time before `before`."""
    row = await one(
        tx,
        """
        SELECT 1 FROM link_check WHERE failures = 1 AND next_at <= ? AND failing_since >= ? LIMIT 1
        """,
        (to_row(before), to_row(since)),
    )
    return row is not None


async def failing(tx: Transaction) -> list[EntryLink]:
    """Every place of the collection where a link fails, by entry."""
    return await _entry_links(tx, failing=True)


async def answering_again(tx: Transaction) -> list[EntryLink]:
    """Those of which somebody was told that they fail."""
    return await _entry_links(tx, failing=False)


async def mark_told(tx: Transaction, links: Iterable[EntryLink], now: datetime | None) -> None:
    """None: there is nothing to take back any more."""
    pages = json.dumps([link.page for link in links])
    told_at = None if now is None else to_row(now)
    await tx.execute(
        "UPDATE link_check SET told_at = ? WHERE page IN (SELECT value FROM json_each(?))",
        (told_at, pages),
    )


async def totals(tx: Transaction) -> Totals:
    [row] = await tx.execute_fetchall(
        """
        SELECT count(DISTINCT page) AS asked, max(checked_at) AS last_at,
            count(DISTINCT page) FILTER (WHERE failures >= ?) AS failing
        FROM link_check
        WHERE checked_at IS NOT NULL
            AND EXISTS (SELECT 1 FROM entry_link WHERE url = link_check.url)
        """,
        (FAILS,),
    )
    return Totals(row["asked"], row["failing"], _moment(row["last_at"]))


async def _entry_links(tx: Transaction, *, failing: bool) -> list[EntryLink]:
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_id, name, label, url, page, state, failing_since, told_at,
            max(position) AS position
        FROM link_check JOIN entry_link USING (url) JOIN guideline USING (guideline_id)
            JOIN municipality USING (municipality_id)
        WHERE iif(:failing, failures >= :fails, failures = 0 AND told_at IS NOT NULL)
        GROUP BY guideline_id, url ORDER BY guideline_id, position
        """,
        {"failing": failing, "fails": FAILS},
    )
    return [_entry_link(row) for row in rows]


def _entry_link(row: Row) -> EntryLink:
    return EntryLink(
        row["guideline_id"],
        row["name"],
        row["label"],
        row["url"],
        row["page"],
        row["state"],
        _moment(row["failing_since"]),
        _moment(row["told_at"]),
    )


def _link_check(row: Row) -> LinkCheck:
    values = dict(row)
    for name in ("checked_at", "failing_since", "told_at"):
        values[name] = _moment(values[name])
    return LinkCheck(**values | {"next_at": from_row(values["next_at"])})


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else from_row(seconds)
