"""Find the name of the bot in a message, in the spelling of every client, and how it is meant."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from commands.conversation.events import Message
from commands.conversation.texts import addressing as texts
from commands.language.patterns import Pattern

IsCommand = Callable[[str], bool]

# [Name](https://matrix.to/#/@bot:example.org), "Name" (https://…), @[Name]
_LINK = r"(?:https://matrix\.to/#/|matrix:u/)(?P<{0}>[^)\s?]{{1,300}})(?:\?[^)\s]{{0,300}})?"
_WRITTEN = Pattern(
    r"\[(?P<label>(?:\\.|[^\]\\\n]){1,200})\]\(" + _LINK.format("target") + r"\)"
    r'|"(?P<quoted>[^"\n]{1,200})" \(' + _LINK.format("quoted_target") + r"\)"
    r"|@\[(?P<bracketed>[^\]\n]{1,200})\]"
)
_WORD = Pattern(r"[\w.@:-]")
_DASHES = "–—-"
_MOST = 20
_SHORT = 4


@dataclass(frozen=True)
class NamePlace:
    """Where the name stands; `certain`: a client or an @ made it a mention."""

    start: int
    end: int
    certain: bool


def after_name(
    message: Message, body: str, names: Sequence[str], is_command: IsCommand
) -> str | None:
    """Return what is said to the bot that is named in the body, without the name, else None."""
    bare = {bare_name(name) for name in names}
    labels = _labels(message, bare)
    mentioned = bool(labels or bare & {bare_name(each) for each in message.mentioned})
    first = next(_names(body, {*bare, *labels}, mentioned=mentioned), None)
    if first is None:
        return None
    if first.start == 0:
        return _at_the_start(message, body, first, bare, is_command)
    return _within(body, first) if first.certain else None


def bare_name(name: str) -> str:
    return unicodedata.normalize("NFC", name).removeprefix("@").casefold()


def _labels(message: Message, bare: Collection[str]) -> set[str]:
    """Return the name that the mention has in this message, if it is a mention of the bot."""
    pill = message.pill
    if pill is None or bare_name(pill.user_id) not in bare or not pill.label:
        return set()
    return {bare_name(pill.label)}


def _names(body: str, bare: Collection[str], *, mentioned: bool) -> Iterator[NamePlace]:
    """Yield the places of the name, written by a client or typed, the first first."""
    found = []
    for each in list(_WRITTEN.finditer(body))[:_MOST]:
        parts = [unquote(part) for part in each.groupdict().values() if part]
        plain = {bare_name(re.sub(r"\\(.)", r"\1", part)) for part in parts}
        if plain & set(bare):
            found.append(NamePlace(*each.span(), certain=True))
    folded = body.casefold()
    for name in sorted(bare, key=len, reverse=True) if len(folded) == len(body) else ():
        at = folded.find(name)
        while at >= 0 and len(found) < _MOST:
            start = at - body.startswith("@", at - 1) if at else 0
            end = at + len(name)
            inside = any(place.start < end and start < place.end for place in found)
            if not inside and _stands_alone(body, start, end):
                found.append(NamePlace(start, end, certain=mentioned or start < at))
            at = folded.find(name, end)
    yield from sorted(found, key=lambda place: place.start)


def _stands_alone(body: str, start: int, end: int) -> bool:
    before, behind = body[max(start - 1, 0) : start], body[end : end + 2]
    if before and _WORD.match(before):
        return False
    # "@bot:example.org" is another than "@bot", and "Bot-Test" is none.
    return not re.match(r"[\w-]|[.:@](?=\S)", behind)


def _at_the_start(
    message: Message, body: str, place: NamePlace, bare: Collection[str], is_command: IsCommand
) -> str | None:
    rest = body[place.end :].lstrip()
    if rest[:1] in (":", ","):
        return rest.lstrip(":,").strip()
    plain = rest.lstrip(_DASHES).strip()
    if is_command(plain) and not _names_another(message, bare):
        return plain
    if not place.certain:
        return None
    words = re.findall(r"\w+", rest.casefold())
    telling = bool(words) and words[0] in texts.TELLING and not rest.rstrip().endswith("?")
    return None if telling else rest.strip()


def _names_another(message: Message, bare: Collection[str]) -> bool:
    return message.pill is not None and bare_name(message.pill.user_id) not in bare


def _within(body: str, place: NamePlace) -> str | None:
    """Return the rest if the name calls the bot; None if the sentence is about it."""
    before, behind = body[: place.start].strip(), body[place.end :].strip()
    words = set(re.findall(r"\w+", before.casefold()))
    if words & texts.THANKS and len(words) <= _SHORT:
        return None
    if words <= texts.GREETINGS or behind.startswith(":"):
        greeted = words <= texts.GREETINGS
        rest = behind.lstrip(":,.!").strip()
        return rest if greeted or not rest else f"{before} {rest}"
    ends = not behind.strip("?!. ")
    called = before.endswith(",") and (ends or behind.startswith(","))
    asks = ends and "?" in (behind or before[-1:])
    if not (called or asks):
        return None
    return f"{before.rstrip(', ')} {behind.lstrip(', ')}".strip()
