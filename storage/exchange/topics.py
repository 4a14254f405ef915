"""The topics of the profession, each with the words by which it is recognised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.database import Transaction
from storage.records import column, exists, fetch_one


@dataclass(frozen=True)
class QuestionTopic:
    topic_id: int
    name: str


async def are_known(tx: Transaction) -> bool:
    return await exists(tx, "SELECT 1 FROM topic")


async def add(tx: Transaction, name: str, words: Mapping[str, str]) -> None:
    """Add it with its words by their keys; a word that another topic has stays there."""
    cursor = await tx.execute("INSERT INTO topic (name) VALUES (?)", (name,))
    await add_words(tx, int(cursor.lastrowid or 0), words)


async def add_words(tx: Transaction, topic_id: int, words: Mapping[str, str]) -> None:
    for key, word in words.items():
        await tx.execute(
            "INSERT OR IGNORE INTO topic_word (key, topic_id, word) VALUES (?, ?, ?)",
            (key, topic_id, word),
        )


async def called(tx: Transaction, key: str) -> QuestionTopic | None:
    """Return the topic that has a word with this key."""
    return await fetch_one(
        tx,
        QuestionTopic,
        "SELECT topic.* FROM topic JOIN topic_word USING (topic_id) WHERE key = ?",
        (key,),
    )


async def rename(tx: Transaction, topic_id: int, name: str) -> None:
    await tx.execute("UPDATE topic SET name = ? WHERE topic_id = ?", (name, topic_id))


async def names(tx: Transaction) -> list[str]:
    """Return them in the order in which they were added."""
    return await column(tx, "SELECT name FROM topic ORDER BY topic_id")


async def words_of(tx: Transaction, topic_id: int) -> list[str]:
    sql = "SELECT word FROM topic_word WHERE topic_id = ? ORDER BY word COLLATE NOCASE"
    return await column(tx, sql, (topic_id,))


async def keys(tx: Transaction) -> dict[str, str]:
    """Return the name of the topic by the keys of its words."""
    rows: Iterable[tuple[str, str]] = [
        (row["key"], row["name"])
        for row in await tx.execute_fetchall(
            "SELECT key, name FROM topic_word JOIN topic USING (topic_id)"
        )
    ]
    return dict(rows)
