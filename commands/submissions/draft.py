"""A submission as it is understood from one message; pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict

from commands.collection import ListName
from commands.collection.rows import Status
from commands.fields import (
    UnfitError,
    cleaned,
    fits_status,
    is_link,
    is_list,
    names_status,
    parse_list,
    parse_note,
    parse_place,
    parse_status,
    parse_title,
    parse_url,
)
from commands.texts import fields as texts

__all__ = (
    "Draft",
    "UnfitError",
    "parse_line",
    "parse_list",
    "parse_note",
    "parse_place",
    "parse_status",
    "parse_title",
    "parse_url",
)

_MOST_WORDS_OF_A_LIST = 4


class Draft(BaseModel):
    """`adopted` is YYYY, YYYY-MM or YYYY-MM-DD; of "fortgeschrieben" it is the date of that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str
    list: ListName = "buergerbeteiligung"
    url: str | None = None
    title: str | None = None
    status: Status | None = None
    adopted: str | None = None
    note: str | None = None


def parse_line(text: str) -> Draft:
    """ "Bonn https://…" or "Bonn | https://… | Titel | beschlossen 2014 | Anmerkung".

    A list may stand behind the place or be a field of its own, lines may stand for "|", and a
    field may be left out where the next one shows what it is. Raises UnfitError.
    """
    first, *others = _fields(text)
    collected = _Collected()
    collected.take_first(first)
    if "url" not in collected.values and others[:1] == [""]:
        others = others[1:]
    others = [part for part in others if not collected.takes_list_or_link(part)]
    collected.take_in_order(others)
    return Draft(**collected.values)


def _fields(text: str) -> list[str]:
    whole = cleaned(text)
    if "|" in whole:
        return [part.strip() for part in whole.split("|")]
    return [line for line in whole.split("\n") if line] or [""]


@dataclass
class _Collected:
    values: dict[str, Any] = field(default_factory=dict)
    slots: list[str] = field(default_factory=lambda: ["title", "status", "note"])

    def take_first(self, part: str) -> None:
        """The place, perhaps with list and link; what follows the link is list, status or title."""
        words = part.split()
        at = next((n for n, word in enumerate(words) if is_link(_bare(word))), len(words))
        if at < len(words):
            self._take_link(words[at])
        before = self._without_list(words[:at])
        self.values["place"] = parse_place(" ".join(before))
        behind = self._without_list(words[at + 1 :], whole=True)
        if any(map(str.isalnum, "".join(behind))):
            self.take_in_order([" ".join(behind)])

    def takes_list_or_link(self, part: str) -> bool:
        if is_list(part) and "list" not in self.values:
            self.values["list"] = parse_list(part)
            return True
        if is_link(_bare(part)) and " " not in part:
            self._take_link(part)
            return True
        return False

    def _take_link(self, word: str) -> None:
        if "url" in self.values:
            raise UnfitError(texts.one_link())
        self.values["url"] = parse_url(word)

    def _without_list(self, words: Sequence[str], *, whole: bool = False) -> list[str]:
        """Without the list named at the end; `whole` if it may be all there is."""
        for length in range(min(_MOST_WORDS_OF_A_LIST, len(words)), 0, -1):
            rest = list(words[: len(words) - length])
            if (rest or whole) and is_list(" ".join(words[-length:])):
                self.values["list"] = parse_list(" ".join(words[-length:]))
                return rest
        return list(words)

    def take_in_order(self, parts: Sequence[str]) -> None:
        """Title, status, note; what is behind belongs to the note."""
        for part in parts:
            if "status" in self.slots and fits_status(part):
                self.values["status"], self.values["adopted"] = parse_status(part)
                self.slots = self.slots[self.slots.index("status") + 1 :]
            elif self.slots[:1] == ["title"]:
                self._fill(part, "title", parse_title)
            elif self.slots[:1] == ["status"] and (not part or names_status(part)):
                self._fill(part, "status", parse_status)
            elif part:
                self.slots = []
                self.values["note"] = parse_note(f"{self.values.get('note', '')}\n{part}")

    def _fill(self, part: str, name: str, parse: Callable[[str], object]) -> None:
        self.slots.remove(name)
        if part:
            self.values[name] = parse(part)


def _bare(word: str) -> str:
    return word.lstrip("<([\"'»«„“")
