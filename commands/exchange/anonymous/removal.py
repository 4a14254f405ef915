"""Take clues out of a text so that what is left can be read; pure."""

import re
from collections.abc import Sequence

from commands.exchange.anonymous.clues import Clue, ClueKind, before
from commands.exchange.anonymous.texts import said_clues as texts

_PLACEHOLDERS = {
    ClueKind.LINK: texts.NO_LINK,
    ClueKind.MAIL: texts.NO_ADDRESS,
    ClueKind.PHONE: texts.NO_NUMBER,
}
_OFFICE = re.compile(
    rf"{texts.OFFICE}|{texts.BUREAU.replace('office', 'bureau', 1)}".replace("(?P<name>", "(?:")
)
_OWN_OFFICE, _US = re.compile(texts.OWN_OFFICE), re.compile(texts.US)
_ROLE, _OWN_KIND = re.compile(texts.ROLE), re.compile(texts.KINDS_OF_PLACE)
_AND = re.compile(f"^{texts.ARTICLE_AFTER_AND}")
_NOUN = re.compile(texts.NOUN)
_KINDS = re.compile(rf"(?:{texts.KIND_BEFORE_NAME}) $")
_BLANKS, _BEFORE_MARK = re.compile(r"[ \t]{2,}"), re.compile(r" +(?=[.,;:!?])")
_EMPTY = re.compile(r"\(\s*\)|»\s*«|,(?=\s*[.?!])|^[ ,;:]+", re.MULTILINE)
_BEGINNING = re.compile(r"(^|[.!?]\s+|\n)([a-zäöü])")


def without(text: str, clues: Sequence[Clue]) -> str:
    """Return the text without them; what a sentence needs in their place is said in general."""
    for clue in sorted(clues, key=lambda each: each.start, reverse=True):
        text = _without_one(text, clue)
    text = _EMPTY.sub("", _BEFORE_MARK.sub("", _BLANKS.sub(" ", text)))
    text = "\n".join(line.strip() for line in text.split("\n")).strip()
    return _BEGINNING.sub(lambda found: found[1] + found[2].upper(), text)


def _without_one(text: str, clue: Clue) -> str:
    head, tail = text[: clue.start], text[clue.end :]
    match clue.kind:
        case ClueKind.PLACE | ClueKind.DISTRICT:
            return _without_place(head, clue.words, tail)
        case ClueKind.PERSON:
            return head + _somebody(head, clue.words) + tail
        case ClueKind.OFFICE:
            return _without_office(head, clue.words, tail)
        case ClueKind.HOME:
            us = _US.match(clue.words)
            return head + ("" if us is None else us[0]) + tail
        case ClueKind.OWN_KIND:
            return head + _OWN_KIND.sub(texts.ANY_KIND, clue.words) + tail
        case ClueKind.ADJECTIVE:
            return head + _AND.sub("", tail, count=1).lstrip()
        case ClueKind.SIGNATURE:
            return head.rstrip()
        case _:
            return head + _PLACEHOLDERS[clue.kind] + tail


def _without_place(head: str, words: str, tail: str) -> str:
    """Take "Bonn" out of "in Bonn", "die Stadt Bonn", "Bonns Leitlinien", "Bonn hat"."""
    if _KINDS.search(head):
        return head.rstrip() + tail
    noun = _NOUN.match(tail)
    if words.endswith("s") and noun is not None and tail.startswith(" "):
        return f"{head}{noun[0].lstrip()} {texts.OF_SOME_PLACE}{tail[noun.end() :]}"
    preposition = before(head, len(head)).casefold()
    if preposition == "nach":
        return f"{head.rstrip()[: -len('nach')]}{texts.TO_SOME_PLACE}{tail}"
    if preposition in texts.DATIVE:
        return f"{head}{texts.OF_SOME_PLACE}{tail}"
    return f"{head}{texts.SOME_PLACE}{tail}"


def _somebody(head: str, words: str) -> str:
    """Return what stands in the place of a name: nothing behind what the person is."""
    role, previous = _ROLE.match(words), before(head, len(head))
    if role is not None:
        return role["role"]
    if words.startswith(texts.DATIVE_TITLE):
        return texts.TO_SOMEBODY
    if (
        previous[:1].isupper()
        and not head.rstrip().endswith((".", "!", "?"))
        and " " in head.strip()
    ):
        return ""
    return texts.TO_SOMEBODY if previous.casefold() in texts.DATIVE else texts.SOMEBODY


def _without_office(head: str, words: str, tail: str) -> str:
    own = _OWN_OFFICE.fullmatch(words)
    if own is not None:
        dative = own["form"] in ("er", "em", "es")
        return head + (texts.OF_THE_TOP if dative else texts.THE_TOP) + tail
    found = _OFFICE.match(words)
    office = "" if found is None else found["office"] or found["bureau"]
    previous = before(head, len(head)).casefold()
    if previous and previous not in texts.DATIVE and previous not in texts.ACCUSATIVE:
        return head + office + tail
    return head + (texts.OF_SOME_OFFICE if previous in texts.DATIVE else texts.SOME_OFFICE) + tail
