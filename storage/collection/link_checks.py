"""The links of the collection: when each is requested next, and the last result."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import column, columns, exists, fetch, fetch_one, moment, to_row

# A site may be away for a day: only what fails again later counts as failing.
FAILS = 2


@dataclass(frozen=True)
class LinkCheck:
    """`state` is the name of a LinkState, see bot/fetching/links.py; None: not requested yet.

    All links to one `page` have the same except `url`. `failures` are those in a row.
    """

    url: str
    page: str
    host: str
    state: str | None
    checked_at: datetime | None
    failing_since: datetime | None
    failures: int
    next_at: datetime
    reported_at: datetime | None


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
    reported_at: datetime | None


@dataclass(frozen=True)
class LinkTotals:
    """`checked` and `failing` are pages; `last_at` is None if none was requested yet."""

    checked: int
    failing: int
    last_at: datetime | None


async def unknown(tx: Transaction, most: int) -> list[str]:
    """Return links that are in an entry and not here."""
    return await column(
        tx,
        """
        SELECT DISTINCT url FROM entry_link
        WHERE NOT EXISTS (SELECT 1 FROM link_check WHERE url = entry_link.url) LIMIT ?
        """,
        (most,),
    )


async def add(tx: Transaction, links: Iterable[tuple[str, str, str]], now: datetime) -> None:
    """Add links, each with its page and host, to be requested now.

    The state of a known page holds for them, but its failure must be seen once more.
    """
    await tx.executemany(
        """
        INSERT INTO link_check (url, page, host, state, checked_at, failing_since, failures,
            next_at, reported_at)
        SELECT :url, :page, :host, state, checked_at, failing_since,
            coalesce(min(failures, 1), 0), :now, reported_at
        FROM (SELECT 1) LEFT JOIN
            (SELECT * FROM link_check WHERE page = :page ORDER BY url LIMIT 1) ON true
        """,
        [{"url": url, "page": page, "host": host, "now": to_row(now)} for url, page, host in links],
    )


async def drop_gone(tx: Transaction) -> None:
    """Delete those that no entry has any more."""
    await tx.execute(
        "DELETE FROM link_check"
        " WHERE NOT EXISTS (SELECT 1 FROM entry_link WHERE url = link_check.url)"
    )


async def due(tx: Transaction, now: datetime) -> LinkCheck | None:
    """Return the next one; of one page that with https."""
    return await fetch_one(
        tx,
        LinkCheck,
        "SELECT * FROM link_check WHERE next_at <= ? ORDER BY next_at, url DESC LIMIT 1",
        (to_row(now),),
    )


async def is_gone(tx: Transaction, url: str) -> bool:
    """Tell whether no entry has it any more."""
    return not await exists(tx, "SELECT 1 FROM entry_link WHERE url = ? LIMIT 1", (url,))


async def next_at(tx: Transaction) -> datetime | None:
    return await moment(tx, "SELECT min(next_at) FROM link_check")


async def put_off(tx: Transaction, check: LinkCheck, until: datetime, host: datetime) -> None:
    """Put off the page and all others of its host; never to an earlier moment."""
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
    """Store the result for all links to the page."""
    await tx.execute(
        """
        UPDATE link_check SET state = :state, checked_at = :checked_at,
            failing_since = :failing_since, failures = :failures, next_at = :next_at
        WHERE page = :page
        """,
        columns(check),
    )


async def answering(tx: Transaction, but: str, now: datetime, every: int) -> LinkCheck | None:
    """Return of the links that answered at another host the one that did so last.

    Hosts that are put off come only after all others: there, one is due later than `every`
    seconds after it was requested, or was never requested.
    """
    return await fetch_one(
        tx,
        LinkCheck,
        """
        SELECT * FROM link_check WHERE state = 'OK' AND host <> :but
        ORDER BY host IN (SELECT host FROM link_check
                WHERE next_at > max(:now, coalesce(checked_at, 0) + :every)),
            checked_at DESC, url LIMIT 1
        """,
        {"but": but, "now": to_row(now), "every": every},
    )


async def failing(tx: Transaction) -> list[EntryLink]:
    """Return every place of the collection where a link fails, by entry."""
    return await fetch(
        tx,
        EntryLink,
        """
        SELECT guideline_id, name, label, url, page, state, failing_since, reported_at,
            max(position) AS position
        FROM link_check JOIN entry_link USING (url) JOIN guideline USING (guideline_id)
            JOIN municipality USING (municipality_id)
        WHERE failures >= ? GROUP BY guideline_id, url ORDER BY guideline_id, position
        """,
        (FAILS,),
    )


async def mark_reported(tx: Transaction, links: Iterable[EntryLink], now: datetime) -> None:
    """Store when their failure was reported."""
    await tx.execute(
        "UPDATE link_check SET reported_at = ? WHERE page IN (SELECT value FROM json_each(?))",
        (to_row(now), json.dumps([link.page for link in links])),
    )


async def totals(tx: Transaction) -> LinkTotals:
    [row] = await fetch(
        tx,
        LinkTotals,
        """
        SELECT count(DISTINCT page) AS checked, max(checked_at) AS last_at,
            count(DISTINCT page) FILTER (WHERE failures >= ?) AS failing
        FROM link_check
        WHERE checked_at IS NOT NULL
            AND EXISTS (SELECT 1 FROM entry_link WHERE url = link_check.url)
        """,
        (FAILS,),
    )
    return row
