"""Find the meeting that a verb is about: by its number, the post replied to, or its title."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from pydantic import Field

from commands.conversation.command import Arguments, CommandContext, UnfitError, UsageError
from commands.conversation.command_words import fold
from commands.language.numbers import number_and_words
from commands.language.patterns import Pattern
from commands.language.times import parse_when
from commands.meetings.announcements import meeting_numbered
from commands.meetings.changing import OneMeeting, unused
from commands.meetings.choosing import about, ask_which, coming, first_of_series, numbers_below
from commands.meetings.texts import choosing as texts
from commands.meetings.texts.meeting_reading import FIELD_WORDS, WHOLE
from storage.meetings.meetings import Meeting

Target = TypeVar("Target", bound=OneMeeting)
# Whether the words behind a title are what the verb needs.
Fits = Callable[[str, date], bool]
_WORD, _END = Pattern(r"\S+"), Pattern(r"[\s:=]")
_MOST_WORDS = 12
# A time is written in fewer characters; reading more takes others' time.
_LONGEST_TIME = 120


class NamedMeeting(Arguments):
    """The number or the title of a meeting, and the words behind."""

    words: str = Field(default="", title=texts.NUMBER_OR_TITLE)


async def target_of(
    ctx: CommandContext, kind: type[Target], verb: str, words: str, fits: Fits | None = None
) -> tuple[Target, Meeting]:
    """Return what the words are about; raise UsageError, or UnfitError to ask which meeting."""
    if number_and_words(words)[0] is None:
        below = await numbers_below(ctx)
        if not below and not words:
            raise UsageError
        is_one = len(below) == 1
        words = f"{below[0]} {words}" if is_one else await _numbered(ctx, verb, words, fits)
    target = kind.read(words.strip())
    return target, await meeting_numbered(ctx, target.number)


async def _numbered(ctx: CommandContext, verb: str, words: str, fits: Fits | None) -> str:
    """Return the words with the number of the meeting instead of its title."""
    found, rest = _parted(ctx, await coming(ctx), words, fits)
    if not found:
        raise UnfitError(texts.none_named(words, verb, ctx.prefix))
    if _without_whole(rest) != rest and len({each.series_id for each in found}) == 1:
        found = found[:1]
    if len(found) > 1:
        raise ask_which(ctx, found, lambda number: f"termin {verb} {number} {rest}".strip())
    return f"{found[0].meeting_id} {rest}"


def _parted(
    ctx: CommandContext, planned: Sequence[Meeting], words: str, fits: Fits | None
) -> tuple[Sequence[Meeting], str]:
    """Return the meetings of which the title is in front, and what is behind it.

    A title is as long as it can be, but before a time as short: in "Netzwerktreffen Dienstag
    10 Uhr" the day is the new one.
    """
    known = list(_titles(ctx, planned, words))
    for found, rest in known if fits is is_time else known[::-1]:
        if fits is None or fits(rest, ctx.today):
            return found, rest
    if fits is not None and fits(words, ctx.today):
        return first_of_series(planned), words
    # It is said what is wrong behind the longest.
    return known[-1] if known else ([], words)


def _titles(
    ctx: CommandContext, planned: Sequence[Meeting], words: str
) -> Iterator[tuple[Sequence[Meeting], str]]:
    """Yield the meetings that fit each beginning of the first line, and what is behind it."""
    for number, word in enumerate(_WORD.finditer(words.partition("\n")[0])):
        found = about(ctx, planned, words[: word.end()])
        only_fillers = texts.is_filler(words[: word.end()])
        if number == _MOST_WORDS or not (found or only_fillers):
            return
        if found:
            yield found, words[word.end() :].strip()


def is_time(rest: str, today: date) -> bool:
    """Return whether it is nothing but a time, perhaps for the whole series."""
    behind = _without_whole(rest)
    if len(behind) > _LONGEST_TIME:
        return False
    parsed = parse_when(behind, today, day=today)
    return bool(parsed.when or parsed.problem) and not unused(parsed.rest)


def is_field(rest: str, _today: date) -> bool:
    """Return whether it begins with an attribute of a meeting."""
    first = _END.split(_without_whole(rest), maxsplit=1)[0]
    return fold(first) in FIELD_WORDS


def _without_whole(rest: str) -> str:
    first, _, behind = rest.partition(" ")
    return behind.strip() if fold(first.rstrip(":")) == WHOLE else rest
