"""Questions of members: where the thread is, what it is about, how it stands."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import column, exists, fetch, fetch_one, insert, number, to_row, update

State = Literal["open", "done", "withdrawn", "closed"]
# What was done about a question without a reply.
Watched = Literal["waiting", "asked", "posted"]


@dataclass(frozen=True)
class AskedQuestion:
    """`root` is the event id of the asker's message, or the transaction id of our post."""

    question_id: int
    asker: str | None
    room_id: str
    root: str
    title: str
    topics: tuple[str, ...]
    stems: tuple[str, ...]
    asked_at: datetime
    state: State = "open"
    closed_at: datetime | None = None
    revision: int = 0
    # Of the thread nothing else is known: neither who replied nor what.
    replies: int = 0
    first_reply_at: datetime | None = None
    last_reply_at: datetime | None = None
    watch_from: datetime | None = None
    watched: Watched = "waiting"
    watched_at: datetime | None = None
    # Nobody is named as its asker: see storage/exchange/anonymous.py.
    anonymous: bool = False

    @property
    def is_their_message(self) -> bool:
        """Return whether the thread stands below the asker's own message."""
        return self.root.startswith("$")


async def add(tx: Transaction, question: AskedQuestion) -> int:
    """Return the number that it gets."""
    return int((await insert(tx, "question", question)).lastrowid or 0)


async def change(tx: Transaction, question: AskedQuestion) -> None:
    await update(tx, "question", question)


async def get(tx: Transaction, question_id: int) -> AskedQuestion | None:
    sql = "SELECT * FROM question WHERE question_id = ?"
    return await fetch_one(tx, AskedQuestion, sql, (question_id,))


async def below(tx: Transaction, event_id: str) -> AskedQuestion | None:
    """Return the question of the asker's message with this id."""
    return await fetch_one(tx, AskedQuestion, "SELECT * FROM question WHERE root = ?", (event_id,))


async def note_reply(tx: Transaction, question_id: int, sender: str, at: datetime) -> None:
    """Count a reply in the thread, unless it is the asker's."""
    await tx.execute(
        """
        UPDATE question SET replies = replies + 1,
            first_reply_at = min(coalesce(first_reply_at, :at), :at),
            last_reply_at = max(coalesce(last_reply_at, :at), :at)
        WHERE question_id = :question_id AND asker IS NOT :sender
        """,
        {"question_id": question_id, "sender": sender, "at": to_row(at)},
    )


async def open_ones(tx: Transaction) -> list[AskedQuestion]:
    """Return all that are open, the oldest first."""
    sql = "SELECT * FROM question WHERE state = 'open' ORDER BY question_id"
    return await fetch(tx, AskedQuestion, sql)


async def of_asker(tx: Transaction, user_id: str) -> list[AskedQuestion]:
    """Return theirs, the newest first."""
    sql = "SELECT * FROM question WHERE asker = ? ORDER BY question_id DESC"
    return await fetch(tx, AskedQuestion, sql, (user_id,))


async def in_states(
    tx: Transaction, *states: State, since: datetime | None = None
) -> list[AskedQuestion]:
    """Return those asked since then, the newest first."""
    return await fetch(
        tx,
        AskedQuestion,
        """
        SELECT * FROM question WHERE state IN (SELECT value FROM json_each(?)) AND asked_at >= ?
        ORDER BY question_id DESC
        """,
        (json.dumps(states), 0 if since is None else to_row(since)),
    )


async def count_open(tx: Transaction, user_id: str) -> int:
    sql = "SELECT count(*) FROM question WHERE asker = ? AND state = 'open'"
    return await number(tx, sql, (user_id,))


async def count_since(tx: Transaction, user_id: str, moment: datetime) -> int:
    sql = "SELECT count(*) FROM question WHERE asker = ? AND asked_at > ?"
    return await number(tx, sql, (user_id, to_row(moment)))


async def rename_topic(tx: Transaction, old: str, new: str) -> None:
    """Let the questions and results with this topic have the other name of it."""
    for table in ("question", "result"):
        sql = """
            SET topics = (SELECT json_group_array(iif(value = :old, :new, value))
                          FROM json_each(topics))
            WHERE EXISTS (SELECT 1 FROM json_each(topics) WHERE value = :old)
            """
        await tx.execute(" ".join(("UPDATE", table, sql)), {"old": old, "new": new})


# --- who follows, who was mentioned


async def follow(tx: Transaction, question_id: int, user_id: str) -> bool:
    """Return whether the person did not follow it yet."""
    cursor = await tx.execute(
        "INSERT OR IGNORE INTO question_follower VALUES (?, ?)", (question_id, user_id)
    )
    return cursor.rowcount == 1


async def unfollow(tx: Transaction, question_id: int, user_id: str) -> None:
    await tx.execute(
        "DELETE FROM question_follower WHERE question_id = ? AND user_id = ?",
        (question_id, user_id),
    )


async def is_followed(tx: Transaction, question_id: int, user_id: str) -> bool:
    sql = "SELECT 1 FROM question_follower WHERE question_id = ? AND user_id = ?"
    return await exists(tx, sql, (question_id, user_id))


async def followers(tx: Transaction, question_id: int) -> list[str]:
    sql = "SELECT user_id FROM question_follower WHERE question_id = ? ORDER BY user_id"
    return await column(tx, sql, (question_id,))


@dataclass(frozen=True)
class Mentionable:
    """Somebody who agreed to be mentioned for one of the topics.

    `last_at` is when that was last done, None if never; `in_week` counts how often in 7 days,
    `ever` how often at all.
    """

    user_id: str
    last_at: datetime | None
    in_week: int
    ever: int = 0


async def mentionable(
    tx: Transaction, topics: Iterable[str], week_ago: datetime
) -> list[Mentionable]:
    """Return them in no particular order."""
    return await fetch(
        tx,
        Mentionable,
        """
        SELECT DISTINCT user_id,
            (SELECT max(mentioned_at) FROM question_mention AS done
             WHERE done.user_id = agreed.user_id) AS last_at,
            (SELECT count(*) FROM question_mention AS done
             WHERE done.user_id = agreed.user_id AND mentioned_at > ?) AS in_week,
            (SELECT count(*) FROM question_mention AS done
             WHERE done.user_id = agreed.user_id) AS ever
        FROM mentionable AS agreed WHERE topic IN (SELECT value FROM json_each(?))
        """,
        (to_row(week_ago), json.dumps(list(topics))),
    )


async def topics_without_anybody(tx: Transaction, since: datetime) -> list[str]:
    """Return topics asked about since then for which nobody agreed to be mentioned.

    None as long as nobody agreed to that for any.
    """
    return await column(
        tx,
        """
        SELECT DISTINCT asked.value FROM question, json_each(question.topics) AS asked
        WHERE asked_at >= ? AND EXISTS (SELECT 1 FROM mentionable)
            AND asked.value IN (SELECT name FROM topic)
            AND asked.value NOT IN (SELECT topic FROM mentionable)
        ORDER BY asked.value
        """,
        (to_row(since),),
    )


async def mention(tx: Transaction, question_id: int, user_id: str, now: datetime) -> None:
    await tx.execute(
        "INSERT OR IGNORE INTO question_mention VALUES (?, ?, ?)",
        (question_id, user_id, to_row(now)),
    )


async def mentioned(tx: Transaction, question_id: int) -> list[str]:
    sql = "SELECT user_id FROM question_mention WHERE question_id = ?"
    return await column(tx, sql, (question_id,))
