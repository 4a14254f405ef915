"""What commands may know of a room at this moment: name, size, what may be done there, faults."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class RoomFault(StrEnum):
    """Says why a room is no safe place for the management."""

    NO_INVITATION = "no_invitation"
    WORLD_READABLE = "world_readable"
    UNENCRYPTED = "unencrypted"


# Anybody can become a manager there, or read along.
OPEN = frozenset({RoomFault.NO_INVITATION, RoomFault.WORLD_READABLE})


def nobody(_user_id: str | None) -> bool:
    """Let nobody mention everybody."""
    return False


@dataclass(frozen=True)
class RoomFacts:
    """`members` are those in the room besides us.

    `may_speak` tells whether we may write there; None: the room does not tell. `may_ring` tells
    whether a person, or None for ourselves, may mention everybody there.
    """

    name: str | None = None
    members: frozenset[str] = frozenset()
    may_speak: bool | None = None
    may_ring: Callable[[str | None], bool] = nobody


FactsOf = Callable[[str], RoomFacts | None]


def unknown_room(_room_id: str) -> RoomFacts | None:
    """Know nothing of any room."""
    return None
