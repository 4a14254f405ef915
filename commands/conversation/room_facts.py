"""What commands may know of a room at this moment: its name, its size, what may be done there."""

from collections.abc import Callable
from dataclasses import dataclass


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
