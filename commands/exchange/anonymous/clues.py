"""Find what could give away who asks: places, people, offices, links; pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commands.exchange.anonymous.places import PlaceCandidate, candidates, is_meant
from commands.exchange.anonymous.texts import said_clues as texts
from commands.language.patterns import Pattern


class ClueKind(StrEnum):
    PLACE = "place"
    DISTRICT = "district"
    ADJECTIVE = "adjective"
    PERSON = "person"
    OFFICE = "office"
    HOME = "home"
    OWN_KIND = "own kind"
    LINK = "link"
    MAIL = "mail"
    PHONE = "phone"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Clue:
    """Words of the text from `start` to before `end`."""

    kind: ClueKind
    start: int
    end: int
    words: str


_SURNAME = Pattern(texts.SURNAME)
_TITLED = Pattern(rf"{texts.TITLE}{texts.SURNAME}(?: {texts.NAME})?")
_NAMED = Pattern(rf"\b{texts.CAPITAL}[^\W\d_]+\b")
_LINK = Pattern(
    rf"(?:\bhttps?://|\bwww\.)\S+|\b(?:[\w-]+\.)+{texts.ENDINGS}\b(?:/\S*)?", re.IGNORECASE
)
_MAIL = Pattern(r"[\w.+-]+(?:@| ?[(\[]at[)\]] ?)[\w-]+(?:\.[\w-]+)+|@[\w.=/-]+:[\w-]+(?:\.[\w-]+)+")
_PHONE = Pattern(r"(?<![\w.,])(?:\+\d{1,3}|\(?0\d)[\d ()/-]{5,20}\d(?!\w)")
_OWN_OFFICE, _OWN_KIND = Pattern(texts.OWN_OFFICE), Pattern(texts.OWN_KIND)
_OFFICES = (Pattern(texts.OFFICE), Pattern(texts.BUREAU))
_HOME, _DISTRICT = Pattern(texts.HOME), Pattern(texts.DISTRICT)
_SIGNATURE = Pattern(texts.SIGNATURE, re.IGNORECASE)
_SIGNED_BY = Pattern(texts.SIGNED_BY)
_QUARTER = Pattern(texts.QUARTER)
_BEFORE = Pattern(r"(\w+)\W*$")
_FEWEST_DIGITS = 7


def clues_in(text: str, places: Collection[str], people: Iterable[str] = ()) -> list[Clue]:
    """Return them in their order; of two that overlap the one that says more.

    `places` are the keys of those candidates that are places, `people` names of members.
    """
    found = [
        *_reachable(text),
        *_signature(text),
        *_homes(text, places),
        *_own_offices(text),
        *_people(text, people),
        *_offices(text),
        *_places(text, places),
    ]
    chosen: list[Clue] = []
    for clue in found:
        if all(clue.end <= each.start or each.end <= clue.start for each in chosen):
            chosen.append(clue)
    return sorted(chosen, key=lambda clue: clue.start)


def _clue(kind: ClueKind, text: str, start: int, end: int) -> Clue:
    return Clue(kind, start, end, text[start:end])


def _reachable(text: str) -> Iterator[Clue]:
    for found in _MAIL.finditer(text):
        yield _clue(ClueKind.MAIL, text, *found.span())
    for found in _LINK.finditer(text):
        end = found.start() + len(found[0].rstrip('.,;:!?)»“"'))
        yield _clue(ClueKind.LINK, text, found.start(), end)
    for found in _PHONE.finditer(text):
        if sum(each.isdigit() for each in found[0]) >= _FEWEST_DIGITS:
            yield _clue(ClueKind.PHONE, text, *found.span())


def _signature(text: str) -> Iterator[Clue]:
    found = _SIGNATURE.search(text)
    if found is None:
        return
    who: Sequence[str] = _SIGNED_BY.findall(found["who"])
    if any(each.casefold() not in texts.NOT_SIGNED for each in who):
        yield _clue(ClueKind.SIGNATURE, text, found.start(), len(text))


def _homes(text: str, places: Collection[str]) -> Iterator[Clue]:
    """Yield "bei uns in Bad Homburg", with the whole name of the place."""
    known = [each for each in candidates(text) if each.key in places]
    for found in _HOME.finditer(text):
        if found["where"].casefold() not in texts.EVERYWHERE:
            begun = found.start("where")
            end = max([found.end(), *(each.end for each in known if each.start == begun)])
            yield _clue(ClueKind.HOME, text, found.start(), end)
    for found in _OWN_KIND.finditer(text):
        yield _clue(ClueKind.OWN_KIND, text, *found.span())


def _people(text: str, people: Iterable[str]) -> Iterator[Clue]:
    for found in _TITLED.finditer(text):
        if found["name"].casefold() not in texts.NO_NAMES:
            yield _clue(ClueKind.PERSON, text, *found.span())
    first = set(texts.FIRST_NAMES)
    for name in people:
        full = Pattern(rf"\b{re.escape(name)}\b", re.IGNORECASE)
        first.add(name.split()[0] if len(name.split()) > 1 else "")
        for found in full.finditer(text) if len(name) > 2 else ():
            yield _clue(ClueKind.PERSON, text, *found.span())
    for found in _NAMED.finditer(text):
        if found[0] in first or (found[0].endswith("s") and found[0][:-1] in first):
            surname = _SURNAME.match(text, found.end())
            end = found.end() if surname is None else surname.end()
            yield _clue(ClueKind.PERSON, text, found.start(), end)


def _own_offices(text: str) -> Iterator[Clue]:
    for found in _OWN_OFFICE.finditer(text):
        yield _clue(ClueKind.OFFICE, text, *found.span())


def _offices(text: str) -> Iterator[Clue]:
    for pattern in _OFFICES:
        for found in pattern.finditer(text):
            if before(text, found.start()).casefold() not in texts.ANY:
                yield _clue(ClueKind.OFFICE, text, *found.span())


def before(text: str, start: int) -> str:
    """Return the word before that place."""
    found = _BEFORE.search(text[:start].rstrip())
    return "" if found is None or not text[:start].endswith((" ", "\n")) else found[1]


def _places(text: str, places: Collection[str]) -> Iterator[Clue]:
    for found in _DISTRICT.finditer(text):
        if not found[0].startswith(texts.NO_DISTRICTS):
            yield _clue(ClueKind.DISTRICT, text, *found.span())
    known: Sequence[PlaceCandidate] = [each for each in candidates(text) if each.key in places]
    # The longest name first: "Frankfurt am Main" before "Frankfurt".
    for each in sorted(known, key=lambda each: each.start - each.end):
        if is_meant(text, each):
            kind = ClueKind.ADJECTIVE if each.is_adjective else ClueKind.PLACE
            yield _clue(kind, text, each.start, each.end)
    for found in _QUARTER.finditer(text):
        yield _clue(ClueKind.PLACE, text, *found.span("name"))
