"""What is new in the network: after a mark, or since a moment."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction, one
from storage.exchange.announcements import Announcement
from storage.exchange.digest import NewsMarks
from storage.exchange.questions import AskedQuestion
from storage.exchange.results import QuestionResult
from storage.records import fetch, to_row

# An import may bring thousands; so many of each kind are named.
MOST_ENTRIES = 41


@dataclass(frozen=True)
class EntryNews:
    """`among` is how many there are of its kind, made or changed."""

    guideline_id: int
    name: str
    list: str
    created: bool
    among: int


@dataclass(frozen=True)
class PutOff:
    """What the quiet budget left for the digest; `about` such as "exchange:12"."""

    feature: str
    about: str


async def latest(tx: Transaction) -> NewsMarks:
    """Return the marks of somebody who was told everything, except the foreword."""
    row = await one(
        tx,
        """
        SELECT coalesce((SELECT max(version_id) FROM guideline_version), 0) AS versions,
            coalesce((SELECT max(question_id) FROM question), 0) AS questions,
            coalesce((SELECT max(change_id) FROM result_change), 0) AS results,
            coalesce((SELECT max(news_id) FROM announcement_news), 0) AS announcements
        """,
    )
    if row is None:
        return NewsMarks()
    return NewsMarks(
        row["versions"], row["questions"], row["results"], announcement_mark=row["announcements"]
    )


async def entries(
    tx: Transaction, after: int = 0, since: datetime | None = None
) -> list[EntryNews]:
    """Return the first of those made or changed after the mark and since then.

    Not what was undone.
    """
    return await fetch(
        tx,
        EntryNews,
        """
        WITH changed AS (
            SELECT guideline_id, max(action = 'created') AS created FROM guideline_version
            WHERE version_id > :after AND done_at >= :since AND action IN ('created', 'changed')
                AND undoes IS NULL AND batch NOT IN
                    (SELECT undoes FROM guideline_version WHERE undoes IS NOT NULL)
            GROUP BY guideline_id
        ), placed AS (
            SELECT guideline_id, name, list, created, count(*) OVER (PARTITION BY created) AS among,
                row_number() OVER (PARTITION BY created
                    ORDER BY name COLLATE NOCASE, list, guideline_id) AS place
            FROM changed JOIN guideline USING (guideline_id)
                JOIN municipality USING (municipality_id)
            WHERE deleted_at IS NULL
        )
        SELECT guideline_id, name, list, created, among FROM placed
        WHERE place <= :most ORDER BY place
        """,
        {
            "after": after,
            "since": 0 if since is None else to_row(since),
            "most": MOST_ENTRIES,
        },
    )


async def results(
    tx: Transaction, after: int | None = None, since: datetime | None = None
) -> list[QuestionResult]:
    """Return those written after the mark and since then, the newest first."""
    return await fetch(
        tx,
        QuestionResult,
        """
        SELECT * FROM result WHERE written_at >= :since AND (:after IS NULL OR question_id IN
            (SELECT question_id FROM result_change WHERE change_id > :after))
        ORDER BY written_at DESC, question_id DESC
        """,
        {"after": after, "since": 0 if since is None else to_row(since)},
    )


async def open_questions(tx: Transaction, after: int = 0) -> list[AskedQuestion]:
    """Return those that are open, the newest first."""
    return await fetch(
        tx,
        AskedQuestion,
        """
        SELECT * FROM question WHERE state = 'open' AND title <> '' AND question_id > ?
        ORDER BY question_id DESC
        """,
        (after,),
    )


async def announcements(tx: Transaction, after: int) -> list[Announcement]:
    """Return those for the digest that were posted after the mark and still stand there."""
    return await fetch(
        tx,
        Announcement,
        """
        SELECT announcement.* FROM announcement JOIN announcement_news USING (announcement_id)
        WHERE news_id > ? AND state = 'posted' AND in_digest = 1 ORDER BY news_id
        """,
        (after,),
    )


# --- what the quiet budget put off


async def put_off(tx: Transaction, user_id: str) -> list[PutOff]:
    """Return what was told in no digest yet, oldest first."""
    return await fetch(
        tx,
        PutOff,
        """
        SELECT feature, about FROM unasked
        WHERE user_id = ? AND outcome = 'digest' AND digested_at IS NULL
        ORDER BY told_at, feature, about
        """,
        (user_id,),
    )


async def mark_digested(tx: Transaction, user_id: str, now: datetime) -> None:
    await tx.execute(
        """
        UPDATE unasked SET digested_at = ?
        WHERE user_id = ? AND outcome = 'digest' AND digested_at IS NULL
        """,
        (to_row(now), user_id),
    )
