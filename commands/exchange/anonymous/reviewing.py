"""Name what could give somebody away before it is posted, and take it out."""

import re
from collections.abc import Sequence

from commands.conversation.command import Context, Reply
from commands.exchange.anonymous.clues import Clue, ClueKind, before, clues_in
from commands.exchange.anonymous.places import places_in
from commands.exchange.anonymous.texts import reviewing as texts
from commands.exchange.anonymous.texts import said_clues as said
from commands.language.patterns import Pattern

LEAVE_OUT, KEEP, CHANGE = texts.LEAVE_OUT, texts.KEEP, texts.CHANGE
# How the lines begin that are offered.
LINE = "frage anonym"


async def found_in(ctx: Context, text: str) -> list[Clue]:
    members = ctx.resources.members_of(ctx.settings.exchange_room or "") or frozenset()
    people = [name for name in map(ctx.name_of, sorted(members)) if name]
    return clues_in(text, await places_in(ctx.tx, text), people)


async def objections(ctx: Context, *texts_of_it: str) -> Reply | None:
    """Return what to say about the clues in its text and topics; None if there are none."""
    found = [clue for each in texts_of_it for clue in await found_in(ctx, each)]
    if not found:
        return None
    named = [(each.kind.value, each.words) for each in found]
    lines = tuple(f"{LINE} {word}" for word in (LEAVE_OUT, KEEP, CHANGE))
    return Reply(texts.clues(named), options=lines, proposed=True, untraced=True)


_PLACEHOLDERS = {
    ClueKind.LINK: said.NO_LINK,
    ClueKind.MAIL: said.NO_ADDRESS,
    ClueKind.PHONE: said.NO_NUMBER,
}
_OFFICE = Pattern(
    rf"{said.OFFICE}|{said.BUREAU.replace('office', 'bureau', 1)}".replace("(?P<name>", "(?:")
)
_OWN_OFFICE, _US = Pattern(said.OWN_OFFICE), Pattern(said.US)
_ROLE, _OWN_KIND = Pattern(said.ROLE), Pattern(said.KINDS_OF_PLACE)
_AND = Pattern(f"^{said.ARTICLE_AFTER_AND}")
_NOUN = Pattern(said.NOUN)
_KINDS = Pattern(rf"(?:{said.KIND_BEFORE_NAME}) $")
_BLANKS, _BEFORE_MARK = Pattern(r"[ \t]{2,}"), Pattern(r" +(?=[.,;:!?])")
_EMPTY = Pattern(r"\(\s*\)|»\s*«|,(?=\s*[.?!])|^[ ,;:]+", re.MULTILINE)
_BEGINNING = Pattern(r"(^|[.!?]\s+|\n)([a-zäöü])")


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
            return head + _OWN_KIND.sub(said.ANY_KIND, clue.words) + tail
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
        return f"{head}{noun[0].lstrip()} {said.OF_SOME_PLACE}{tail[noun.end() :]}"
    preposition = before(head, len(head)).casefold()
    if preposition == "nach":
        return f"{head.rstrip()[: -len('nach')]}{said.TO_SOME_PLACE}{tail}"
    if preposition in said.DATIVE:
        return f"{head}{said.OF_SOME_PLACE}{tail}"
    return f"{head}{said.SOME_PLACE}{tail}"


def _somebody(head: str, words: str) -> str:
    """Return what stands in the place of a name: nothing behind what the person is."""
    role, previous = _ROLE.match(words), before(head, len(head))
    if role is not None:
        return role["role"]
    if words.startswith(said.DATIVE_TITLE):
        return said.TO_SOMEBODY
    if (
        previous[:1].isupper()
        and not head.rstrip().endswith((".", "!", "?"))
        and " " in head.strip()
    ):
        return ""
    return said.TO_SOMEBODY if previous.casefold() in said.DATIVE else said.SOMEBODY


def _without_office(head: str, words: str, tail: str) -> str:
    own = _OWN_OFFICE.fullmatch(words)
    if own is not None:
        dative = own["form"] in ("er", "em", "es")
        return head + (said.OF_THE_TOP if dative else said.THE_TOP) + tail
    found = _OFFICE.match(words)
    office = "" if found is None else found["office"] or found["bureau"]
    previous = before(head, len(head)).casefold()
    if previous and previous not in said.DATIVE and previous not in said.ACCUSATIVE:
        return head + office + tail
    return head + (said.OF_SOME_OFFICE if previous in said.DATIVE else said.SOME_OFFICE) + tail
