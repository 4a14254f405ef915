"""Read !ankündigen: the text, and behind "|" when, how loud and where else; pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from commands.conversation.command import UnfitError
from commands.conversation.previews import Option, PreviewChoice
from commands.exchange.announcing.commands import AnnouncementAction
from commands.exchange.announcing.texts import announcing as texts
from commands.exchange.announcing.texts import commands as words_of
from commands.language.patterns import Pattern
from commands.language.texts.dates import local
from commands.language.texts.times import problem
from commands.language.times import (
    ClockChange,
    Contradiction,
    Moments,
    Parsed,
    Past,
    parse_when,
    resolve,
    wall,
)
from commands.language.visible import cleaned, one_line

LONGEST = 3000
_RINGS = Pattern(words_of.RINGS, re.IGNORECASE)
_IN_DIGEST = Pattern(words_of.IN_DIGEST, re.IGNORECASE)
_NOW = Pattern(words_of.NOW, re.IGNORECASE)
_AT_MOST = 9

ReadAnnouncement = AnnouncementAction | PreviewChoice[AnnouncementAction]


def read(words: str, now: datetime, zone: ZoneInfo, prefix: str) -> ReadAnnouncement:
    """Return what is meant, or the question about its time. Raises UnfitError."""
    main, *parts = words.split("|")
    text = cleaned(main)
    if not text:
        raise UnfitError(texts.how_to(prefix))
    if len(text) > LONGEST:
        raise UnfitError(texts.too_long(LONGEST, len(text)))
    action, times = AnnouncementAction("new", text), []
    for part in filter(None, map(one_line, parts)):
        if _RINGS.fullmatch(part):
            action = replace(action, rings=True)
        elif _IN_DIGEST.fullmatch(part):
            action = replace(action, in_digest=True)
        elif not _NOW.fullmatch(part):
            times.append(part)
    if len(times) > 1:
        raise UnfitError(texts.several_times(times))
    return _with_time(action, times[0], now, zone, prefix) if times else action


def _with_time(
    action: AnnouncementAction, words: str, now: datetime, zone: ZoneInfo, prefix: str
) -> ReadAnnouncement:
    parsed = parse_when(words, now.astimezone(zone).date())
    found = parsed.problem
    if isinstance(found, Contradiction):
        options = [
            option
            for when in found.readings
            if not when.time_missing
            for option in _placed(action, when, zone)
        ]
        if options:
            return PreviewChoice(problem(found), tuple(options[:_AT_MOST]))
    if found is not None:
        raise UnfitError(problem(found))
    return _at(action, _moments(parsed, words, prefix), now, zone)


def _moments(parsed: Parsed, words: str, prefix: str) -> Moments:
    if parsed.when is None or parsed.rest.strip(" ,.;"):
        raise UnfitError(texts.not_understood(words, prefix))
    if parsed.when.all_day:
        raise UnfitError(texts.no_time(local(parsed.when.starts), prefix))
    return parsed.when


def _at(
    action: AnnouncementAction, when: Moments, now: datetime, zone: ZoneInfo
) -> ReadAnnouncement:
    change = resolve(when.starts, zone)
    options = list(_placed(action, when, zone))
    if isinstance(change, ClockChange):
        return PreviewChoice(problem(change), tuple(options))
    if change <= now:
        raise UnfitError(problem(Past(when.starts)))
    return options[0].action


def _placed(
    action: AnnouncementAction, when: Moments, zone: ZoneInfo
) -> Iterator[Option[AnnouncementAction]]:
    """Yield it at that time, twice if the clock shows or skips it."""
    found = resolve(when.starts, zone)
    readings = found.readings if isinstance(found, ClockChange) else (found,)
    for number, moment in enumerate(readings):
        at = replace(action, due=moment.astimezone(UTC).isoformat())
        label = local(wall(moment, zone))
        several = len(readings) > 1
        yield Option(words_of.reading(label, number) if several else label, at)
