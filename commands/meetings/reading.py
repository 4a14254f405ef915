"""Read !termin neu in one line as a new meeting; pure."""

import re
from dataclasses import dataclass, replace
from datetime import date

from commands.conversation.command import UnfitError
from commands.conversation.previews import Option, PreviewChoice
from commands.language.patterns import Pattern
from commands.language.texts.dates import local
from commands.language.texts.times import problem
from commands.language.times import parse_when, unread
from commands.language.times.cursor import QUOTED
from commands.meetings.draft import WHOLE_DAYS, MeetingAction, MeetingDraft, usual_end
from commands.meetings.expression import MeetingTimes, Unclear, read_times
from commands.meetings.fields import (
    kind_of,
    parsed_when,
    register_by,
    registration,
    title,
    words_of,
)
from commands.meetings.texts import meeting_reading as texts
from storage.meetings.meetings import Kind

Read = MeetingAction | PreviewChoice[MeetingAction]
_QUOTED = Pattern(QUOTED)
_LINK = Pattern(r"https?://\S+", re.IGNORECASE)
_REGISTRATION = Pattern(texts.REGISTRATION, re.IGNORECASE)
_PARTS = Pattern(r"\s*[|\n]\s*")


@dataclass(frozen=True)
class _Facts:
    """All but the times."""

    kind: Kind
    timezone: str
    prefix: str
    today: date
    title: str | None = None
    place: str | None = None
    description: str | None = None
    register_by: str | None = None


def read_new(words: str, today: date, timezone: str, prefix: str) -> Read:
    """Read "online-konferenz »Losverfahren« 14.01.2027 10:00-11:30 https://… | Beschreibung".

    Raises UnfitError.
    """
    main, *parts = _PARTS.split(words.strip())
    first, _, line = main.partition(" ")
    kind = kind_of(first)
    if kind is None:
        raise UnfitError(texts.no_kind(first, prefix))
    facts = _Facts(kind, timezone, prefix, today)
    while parts and (not _is_dated(line, today) or _is_time(parts[0], today)):
        line = f"{line} , {parts.pop(0)}".strip(" ,")
    facts, line = _with_title(facts, line)
    for part in parts:
        facts = _with_part(facts, part)
    facts, line = _with_registration(facts, line)
    facts, line = _with_link(facts, line)
    return _with_times(facts, read_times(line, today))


def _with_title(facts: _Facts, line: str) -> tuple[_Facts, str]:
    found = _QUOTED.search(line)
    if found is None:
        return facts, line
    name = next(group for group in found.groups() if group is not None)
    return replace(facts, title=title(name)), f"{line[: found.start()]} {line[found.end() :]}"


def _with_part(facts: _Facts, part: str) -> _Facts:
    """Take a part behind "|": with a label, else a place, then a description."""
    label, colon, value = part.partition(":")
    name = texts.FIELD_WORDS.get(label.strip().casefold()) if colon else None
    found = _REGISTRATION.match(part)
    if found is not None or name == "register_by":
        value = part[found.end() :] if found else value
        return replace(facts, register_by=registration(value, facts.today))
    if name == "description":
        return replace(facts, description=words_of("description", value))
    if name == "place" or (facts.place is None and _LINK.fullmatch(part)):
        return replace(facts, place=words_of("place", value if name else part))
    if facts.place is None and facts.description is None and len(part.split()) <= 6:
        _ask_about_times(part)
        return replace(facts, place=words_of("place", part))
    described = "\n".join(filter(None, (facts.description, part)))
    return replace(facts, description=words_of("description", described))


def _with_registration(facts: _Facts, line: str) -> tuple[_Facts, str]:
    """Take "Anmeldung bis 5.2.2027" out of the line; a deadline has none."""
    found = None if facts.kind == "frist" else _REGISTRATION.search(line)
    if found is None:
        return facts, line
    behind = line[found.end() :]
    parsed = parsed_when(behind, facts.today)
    until = register_by(parsed, behind)
    return replace(facts, register_by=until), f"{line[: found.start()]} {parsed.rest}"


def _with_link(facts: _Facts, line: str) -> tuple[_Facts, str]:
    found = _LINK.search(line)
    if found is None or facts.place is not None:
        return facts, line
    link = found[0].rstrip(".,;")
    return replace(facts, place=words_of("place", link)), line.replace(found[0], " ", 1)


def _is_dated(line: str, today: date) -> bool:
    parsed = parse_when(line, today)
    return parsed.when is not None or parsed.problem is not None


def _is_time(part: str, today: date) -> bool:
    """Tell the "10-12 Uhr" behind "3.2.2027 |" from a place."""
    parsed = parse_when(part, today, day=today)
    return parsed.when is not None and not parsed.when.all_day and not parsed.rest


def _ask_about_times(words: str, *, title: bool = False) -> None:
    """Raise UnfitError for words of time that would become a place or a title."""
    found = unread(words, title=title)
    if found is not None:
        raise UnfitError(problem(found))


def _with_times(facts: _Facts, times: MeetingTimes | Unclear) -> Read:
    if isinstance(times, MeetingTimes):
        return _draft(facts, times)
    if not times.meanings:
        raise UnfitError(times.why)
    options = []
    for label, meaning in times.meanings:
        read = _with_times(facts, meaning)
        # Of two questions only the first can be asked.
        if not isinstance(read, MeetingAction):
            raise UnfitError(times.why)
        options.append(Option(label, read))
    return PreviewChoice(times.why, tuple(options))


def _draft(facts: _Facts, times: MeetingTimes) -> MeetingAction:
    untitled = facts.title is None
    _ask_about_times(times.before, title=untitled)
    _ask_about_times(times.after, title=untitled and not times.before)
    when, first = times.when, times.first
    if when is None or first is None:
        raise UnfitError(texts.no_date(facts.prefix))
    if when.time_missing and facts.kind not in WHOLE_DAYS:
        raise UnfitError(texts.no_time(local(when.starts), facts.prefix))
    name, around = facts.title, _joined(times.before, times.after)
    if name is None:
        name, around = title(times.before or times.after), times.after if times.before else ""
    return MeetingAction.new(
        MeetingDraft(
            facts.kind,
            name,
            first.starts,
            first.ends or usual_end(facts.kind, first.starts, all_day=first.all_day),
            first.all_day,
            facts.timezone,
            place=words_of("place", _joined(around, facts.place)),
            description=facts.description,
            register_by=facts.register_by,
            rrule=None if times.rule is None else times.rule.rrule,
        )
    )


def _joined(*words: str | None) -> str:
    return ", ".join(each for word in words if word and (each := word.strip(" ,;")))
