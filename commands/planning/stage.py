"""The name of a stage: what it reminds of, and how long before."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    MEETING = "meeting"
    REGISTER = "register"
    SLOT = "slot"


@dataclass(frozen=True)
class Stage:
    """ "7d", "register:1d", "slot:10min"; written without "-"."""

    what: What
    lead: str

    def __str__(self) -> str:
        return self.lead if self.what is What.MEETING else f"{self.what}:{self.lead}"

    @classmethod
    def parse(cls, name: str) -> "Stage":
        what, _, lead = name.rpartition(":")
        return cls(What(what or What.MEETING), lead)
