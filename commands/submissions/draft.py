"""Parse a submission from one message; pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict

from commands.collection.fields import (
    bare_link,
    fits_status,
    goes_on,
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
from commands.collection.texts import fields as texts
from commands.collection.transfer.rows import ListName, Status
from commands.conversation.command import UnfitError
from commands.language.visible import cleaned, one_line
from commands.language.written_links import MARKDOWN

_MOST_WORDS_OF_A_LIST = 4


class SubmissionDraft(BaseModel):
    """`adopted` is YYYY, YYYY-MM or YYYY-MM-DD; with "fortgeschrieben" it is the date of the
    update.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str
    list: ListName = "buergerbeteiligung"
    url: str | None = None
    title: str | None = None
    status: Status | None = None
    adopted: str | None = None
    note: str | None = None


def parse_line(text: str) -> SubmissionDraft:
    """Parse "Bonn https://…" or "Bonn | https://… | Titel | beschlossen 2014 | Anmerkung".

    A list may follow the place or be a field of its own, lines may stand for "|", and a field may
    be left out where the next one shows what it is. Raises UnfitError.
    """
    collected = _Collected()
    first, *others = _fields(MARKDOWN.sub(collected.link_of, text))
    collected.take_first(first)
    if "url" not in collected.values and others[:1] == [""]:
        others = others[1:]
    others = [part for part in others if not collected.takes_list_or_link(part)]
    collected.take_in_order(others)
    collected.take_label()
    return SubmissionDraft(**collected.values)


def _fields(text: str) -> list[str]:
    whole = cleaned(text)
    if "|" in whole:
        return [part.strip() for part in whole.split("|")]
    return [line for line in whole.split("\n") if line] or [""]


@dataclass
class _Collected:
    values: dict[str, Any] = field(default_factory=dict)
    slots: list[str] = field(default_factory=lambda: ["title", "status", "note"])
    label: str = ""

    def link_of(self, markdown: re.Match[str]) -> str:
        """Return the link of "[words](link)"; the words are kept for want of a title."""
        if not is_link(markdown["url"]):
            return markdown[0]
        words = one_line(markdown["label"])
        begins = not markdown.string[: markdown.start()].strip()
        if begins and not is_link(words):
            return f"{words} {markdown['url']}"
        if not is_link(bare_link(words)) and words.casefold() not in texts.POINTING:
            self.label = self.label or words
        return f" {markdown['url']} "

    def take_label(self) -> None:
        if "title" not in self.values and any(map(str.isalnum, self.label)):
            self.values["title"] = parse_title(self.label)

    def take_first(self, part: str) -> None:
        """Take the place, perhaps with list and link; list, status or title may follow the link."""
        words = part.split()
        at = next((n for n, word in enumerate(words) if is_link(bare_link(word))), len(words))
        if at < len(words):
            self._take_link(words[at])
        before, behind = words[:at], words[at + 1 :]
        # "https://… Kiel": the place may follow, too.
        first = not "".join(filter(str.isalnum, "".join(before))) and bool(behind)
        if first and not goes_on(self.values.get("url", ""), " ".join(behind)):
            before, behind = behind, []
        self.values["place"] = parse_place(" ".join(self._without_list(before)))
        behind = self._without_list(behind, whole=True)
        if not any(map(str.isalnum, "".join(behind))):
            return
        if any(is_link(word) and _is_surely_link(word) for word in map(bare_link, behind)):
            raise UnfitError(texts.ONE_LINK)
        if "url" in self.values and goes_on(self.values["url"], " ".join(behind)):
            raise UnfitError(texts.BLANK_IN_LINK)
        self.take_in_order([" ".join(behind)])

    def takes_list_or_link(self, part: str) -> bool:
        if is_list(part) and "list" not in self.values:
            self.values["list"] = parse_list(part)
            return True
        if is_link(bare_link(part)) and " " not in part:
            self._take_link(part)
            return True
        return False

    def _take_link(self, word: str) -> None:
        if "url" in self.values:
            raise UnfitError(texts.ONE_LINK)
        self.values["url"] = parse_url(word)

    def _without_link(self, title: str) -> str:
        """Return the title without the link that stands in it; there can be only one."""
        words = title.split()
        links = [word for word in words if is_link(bare_link(word))]
        rest = " ".join(word for word in words if word not in links)
        if not links or (rest and not any(_is_surely_link(bare_link(each)) for each in links)):
            return title
        self._take_link(links[0])
        if len(links) > 1:
            raise UnfitError(texts.ONE_LINK)
        if words[0] == links[0] and goes_on(self.values["url"], rest):
            raise UnfitError(texts.BLANK_IN_LINK)
        return rest

    def _without_list(self, words: Sequence[str], *, whole: bool = False) -> list[str]:
        """Return the words without the list at their end; with `whole` it may be all there is."""
        for length in range(min(_MOST_WORDS_OF_A_LIST, len(words)), 0, -1):
            rest = list(words[: len(words) - length])
            if (rest or whole) and is_list(" ".join(words[-length:])):
                self.values["list"] = parse_list(" ".join(words[-length:]))
                return rest
        return list(words)

    def take_in_order(self, parts: Sequence[str]) -> None:
        """Take title, status and note; the rest belongs to the note."""
        for part in parts:
            if "status" in self.slots and fits_status(part):
                self.values["status"], self.values["adopted"] = parse_status(part)
                self.slots = self.slots[self.slots.index("status") + 1 :]
            elif self.slots[:1] == ["title"]:
                self._fill(self._without_link(part), "title", parse_title)
            elif self.slots[:1] == ["status"] and (not part or names_status(part)):
                self._fill(part, "status", parse_status)
            elif part:
                self.slots = []
                self.values["note"] = parse_note(f"{self.values.get('note', '')}\n{part}")

    def _fill(self, part: str, name: str, parse: Callable[[str], object]) -> None:
        self.slots.remove(name)
        if part:
            self.values[name] = parse(part)


def _is_surely_link(word: str) -> bool:
    """Return whether it is no name such as "mitreden.org", which may stand in a title."""
    return "/" in word or word.casefold().startswith("www.")
