"""Define what is done about an announcement once the management agrees."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class AnnouncementAction:
    """`due` is a moment in ISO form; None: at once, or for an edit: as it was.

    `event_id` is the command of the `author`, `number` that of an announcement that is there.
    """

    verb: Literal["new", "edit", "withdraw"]
    text: str = ""
    due: str | None = None
    rings: bool = False
    in_digest: bool = False
    event_id: str = ""
    author: str = ""
    number: int = 0

    @property
    def due_at(self) -> datetime | None:
        return None if self.due is None else datetime.fromisoformat(self.due)
