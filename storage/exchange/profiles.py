"""Profiles: what members say about themselves, who may see it, and until when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import exists, fetch, fetch_one, insert, moment, update

Visibility = Literal["visible", "on_request", "off"]


@dataclass(frozen=True)
class Profile:
    """`keys` are those of the topics, `stems` those of `role` and `reports`: to be compared.

    `place`, `land`, `role` and `reports` are empty if nothing is told.
    """

    profile_id: int
    user_id: str
    place: str
    land: str
    ags: str | None
    role: str
    topics: tuple[str, ...]
    reports: str
    size: int | None
    since: int | None
    keys: tuple[str, ...]
    stems: tuple[str, ...]
    visibility: Visibility
    mentions: bool
    consent: str
    consented_at: datetime
    changed_at: datetime
    confirmed_at: datetime
    due_at: datetime
    resumes_at: datetime | None = None
    asked_at: datetime | None = None
    hidden_at: datetime | None = None
    left_at: datetime | None = None


async def put(tx: Transaction, profile: Profile) -> None:
    """Add it, or change the one with its id."""
    await (update if profile.profile_id else insert)(tx, "profile", profile)


async def of(tx: Transaction, user_id: str) -> Profile | None:
    return await fetch_one(tx, Profile, "SELECT * FROM profile WHERE user_id = ?", (user_id,))


async def get(tx: Transaction, profile_id: int) -> Profile | None:
    sql = "SELECT * FROM profile WHERE profile_id = ?"
    return await fetch_one(tx, Profile, sql, (profile_id,))


async def has_any(tx: Transaction) -> bool:
    """Return whether there is a profile, or an inquiry to people with one."""
    return await exists(tx, "SELECT 1 FROM profile UNION ALL SELECT 1 FROM inquiry LIMIT 1")


async def everyone(tx: Transaction) -> list[Profile]:
    """Return all, also hidden ones."""
    return await fetch(tx, Profile, "SELECT * FROM profile ORDER BY profile_id")


async def with_topic(tx: Transaction, name: str) -> list[Profile]:
    """Return those that have a topic of exactly this name."""
    return await fetch(
        tx,
        Profile,
        """
        SELECT * FROM profile
        WHERE EXISTS (SELECT 1 FROM json_each(profile.topics) WHERE value = ?)
        """,
        (name,),
    )


async def next_due(tx: Transaction) -> datetime | None:
    """Return when something is to be done about a profile, an inquiry, or somebody to ask."""
    return await moment(
        tx,
        """
        SELECT min(due_at) FROM (SELECT min(due_at) AS due_at FROM profile
            UNION ALL SELECT min(due_at) FROM inquiry
            UNION ALL SELECT min(due_at) FROM inquiry_person)
        """,
    )
