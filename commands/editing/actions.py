"""What a manager wants to be done with the collection: kept as JSON until it is confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Verb = Literal["new", "change", "delete", "restore", "confirm", "undo"]


@dataclass(frozen=True)
class Place:
    """The municipality of a new entry. Without `municipality_id` it is new, or was forgotten."""

    name: str
    municipality_id: int | None = None
    ags: str | None = None
    kind: str | None = None
    land: str | None = None


@dataclass(frozen=True)
class Action:
    """`number` is of the entry, or of the batch to undo; `fields` as commands/editing/fields.py
    reads them; `seen` says how things were when it was shown, see commands/editing/checking.py.
    """

    verb: Verb
    number: int = 0
    fields: Mapping[str, Any] = field(default_factory=dict)
    place: Place | None = None
    reason: str | None = None
    seen: int = 0


def read(kept: Mapping[str, Any]) -> Action:
    """The way back from `asdict`."""
    place = kept["place"]
    return Action(**{**kept, "place": None if place is None else Place(**place)})
