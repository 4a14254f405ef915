"""What a manager wants to be done with a date: kept as JSON until it is confirmed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from commands.meetings.draft import MeetingDraft, shifted

Verb = Literal["new", "change", "cancel"]


@dataclass(frozen=True)
class Action:
    """`fields` are those of MeetingDraft for "new", else those of editing.Changes.

    `whole`: all coming dates of the series. `sequence` is what the meeting had when it was asked.
    """

    verb: Verb
    fields: Mapping[str, Any]
    number: int = 0
    whole: bool = False
    sequence: int = 0

    @classmethod
    def new(cls, draft: MeetingDraft) -> "Action":
        return cls("new", asdict(draft))

    @property
    def draft(self) -> MeetingDraft:
        return MeetingDraft(**self.fields)

    def starting(self, starts: str, *, later: bool) -> "Action":
        """At another time, or at one of two readings; it lasts as long."""
        fields = dict(self.fields)
        fields["ends"] = shifted(fields["ends"], fields["starts"], starts)
        return replace(self, fields=fields | {"starts": starts, "later": later})
