"""What a column may say about a person."""

from dataclasses import dataclass
from typing import Literal

Subject = Literal[
    "submissions",
    "files",
    "done",
    "happened",
    "refusing",
    "dialogue",
    "awaited",
    "direct_chat",
    "messages",
    "notices",
    "invitations",
    "confirmed",
    "meetings",
    "rsvps",
    "rsvp_history",
    "wishes",
    "feed",
    "reminders",
    "question",
    "offers",
    "versions",
    "questions",
    "followed",
    "mentioned",
    "unasked",
    "profile",
    "inquiries",
    "inquired",
    "digest",
    "digest_told",
    "digest_codes",
    "newcomer",
    "introductions",
    "management_questions",
    "announcements",
    "anonymous",
]


@dataclass(frozen=True)
class FoundBy:
    """Rows about the person `:user_id`, by an SQL condition.

    `columns` are personal in them; `beside` are told with them, so that they can be understood.
    """

    subject: Subject
    where: str
    columns: tuple[str, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Every column is one of these. In `named` and `others` anybody may be named in a text.

    `others` are the words of members, which are not for everybody whom they name; `technical`
    leads to nobody without the homeserver, `public` is about municipalities and dates.
    """

    found: tuple[FoundBy, ...] = ()
    named: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    technical: tuple[str, ...] = ()
    public: tuple[str, ...] = ()

    @property
    def personal(self) -> frozenset[str]:
        columns = (column for found in self.found for column in found.columns)
        return frozenset((*columns, *self.named, *self.others))


def words(columns: str) -> tuple[str, ...]:
    """Return the names of columns that stand in one text."""
    return tuple(columns.split())
