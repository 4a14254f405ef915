"""!termin neu in one line -> the meeting as it is understood; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from commands.meetings.actions import Action
from commands.meetings.draft import MeetingDraft, shifted, usual_end
from commands.meetings.fields import UnclearError, kind_of, registration, title, words_of
from commands.pending import Choice, Option, Refused
from commands.texts import meeting_reading as texts
from commands.texts.markup import Text
from commands.texts.times import local, problem, recurrence
from commands.texts.times import when as written
from commands.times import (
    Contradiction,
    Recurrence,
    TwoReadings,
    When,
    parse_recurrence,
    parse_when,
)
from storage.meetings import Kind

Read = Action | Choice[Action] | Refused
_QUOTED = re.compile(r"\"([^\"]{1,400})\"|»([^«]{1,400})«|«([^»]{1,400})»|[„“]([^“”]{1,400})[“”]")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_REGISTRATION = re.compile(texts.REGISTRATION, re.IGNORECASE)
_PARTS = re.compile(r"\s*[|\n]\s*")
_WHOLE_DAYS = frozenset({"frist", "netzwerktreffen"})


@dataclass(frozen=True)
class _Facts:
    """All but the time."""

    kind: Kind
    timezone: str
    prefix: str
    today: date
    title: str | None = None
    place: str | None = None
    description: str | None = None
    register_by: str | None = None


def read_new(words: str, today: date, timezone: str, prefix: str) -> Read:
    """ "online-konferenz »Losverfahren« 14.01.2027 10:00-11:30 https://… | Beschreibung"."""
    try:
        return _read(words, today, timezone, prefix)
    except UnclearError as error:
        return Refused(error.text)


def _read(words: str, today: date, timezone: str, prefix: str) -> Read:
    main, *parts = _PARTS.split(words.strip())
    first, _, line = main.partition(" ")
    kind = kind_of(first)
    if kind is None:
        raise UnclearError(texts.no_kind(first, prefix))
    facts = _Facts(kind, timezone, prefix, today)
    while parts and not _is_dated(line, today):
        line = f"{line} , {parts.pop(0)}".strip(" ,")
    facts, line = _with_title(facts, line)
    for part in parts:
        facts = _with_part(facts, part)
    facts, line = _with_registration(facts, line)
    facts, line = _with_link(facts, line)
    return _with_recurrence(facts, line)


def _with_title(facts: _Facts, line: str) -> tuple[_Facts, str]:
    found = _QUOTED.search(line)
    if found is None:
        return facts, line
    name = next(group for group in found.groups() if group is not None)
    return replace(facts, title=title(name)), f"{line[: found.start()]} {line[found.end() :]}"


def _with_part(facts: _Facts, part: str) -> _Facts:
    """What is behind "|": with a label, else a place, then a description."""
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
        return replace(facts, place=words_of("place", part))
    described = "\n".join(filter(None, (facts.description, part)))
    return replace(facts, description=words_of("description", described))


def _with_registration(facts: _Facts, line: str) -> tuple[_Facts, str]:
    """ "Anmeldung bis 5.2.2027" in the line; a deadline has none."""
    found = None if facts.kind == "frist" else _REGISTRATION.search(line)
    if found is None:
        return facts, line
    behind = line[found.end() :]
    until = registration(behind, facts.today)
    rest = parse_when(behind, facts.today).rest
    return replace(facts, register_by=until), f"{line[: found.start()]} {rest}"


def _with_link(facts: _Facts, line: str) -> tuple[_Facts, str]:
    found = _LINK.search(line)
    if found is None or facts.place is not None:
        return facts, line
    link = found[0].rstrip(".,;")
    return replace(facts, place=words_of("place", link)), line.replace(found[0], " ", 1)


def _is_dated(line: str, today: date) -> bool:
    parsed = parse_when(line, today)
    return parsed.when is not None or parsed.problem is not None


def _with_recurrence(facts: _Facts, line: str) -> Read:
    parsed = parse_recurrence(line, facts.today)
    if isinstance(parsed.problem, TwoReadings):
        readings = parsed.problem.readings
        options = [(recurrence(each), _with_time(facts, parsed.rest, each)) for each in readings]
        return _choice(texts.two_meanings(), options)
    if parsed.problem is not None:
        raise UnclearError(problem(parsed.problem))
    return _with_time(facts, parsed.rest, parsed.recurrence)


def _with_time(facts: _Facts, line: str, rule: Recurrence | None) -> Read:
    day = None if rule is None else rule.first(facts.today)
    parsed = parse_when(line, facts.today, day=day)
    before, after = parsed.before, parsed.after
    if isinstance(parsed.problem, Contradiction):
        readings = parsed.problem.readings
        options = [(written(each), _draft(facts, each, rule, before, after)) for each in readings]
        return _choice(problem(parsed.problem), options)
    if parsed.problem is not None:
        raise UnclearError(problem(parsed.problem))
    if parsed.when is None:
        raise UnclearError(texts.no_date(facts.prefix))
    return _draft(facts, parsed.when, rule, before, after)


def _choice(question: Text, options: Sequence[tuple[str, Read]]) -> Choice[Action]:
    """Raises UnclearError with the first of two questions that would have to be asked."""
    known = [Option(label, read) for label, read in options if isinstance(read, Action)]
    if len(known) < len(options):
        raise UnclearError(question)
    return Choice(question, tuple(known))


def _draft(facts: _Facts, when: When, rule: Recurrence | None, before: str, after: str) -> Action:
    if when.time_missing and facts.kind not in _WHOLE_DAYS:
        raise UnclearError(texts.no_time(local(when.starts), facts.prefix))
    name, around = facts.title, _joined(before, after)
    if name is None:
        name, around = title(before or after), after if before else ""
    starts = when.starts if rule is None else _first(rule, when.starts)
    ends = when.ends
    if ends is not None:
        ends = shifted(ends, when.starts, starts)
    return Action.new(
        MeetingDraft(
            facts.kind,
            name,
            starts,
            ends or usual_end(facts.kind, starts, all_day=when.all_day),
            when.all_day,
            facts.timezone,
            place=words_of("place", _joined(around, facts.place)),
            description=facts.description,
            register_by=facts.register_by,
            rrule=None if rule is None else rule.rrule,
        )
    )


def _first(rule: Recurrence, starts: str) -> str:
    """On the first day that fits the rule."""
    return f"{rule.first(date.fromisoformat(starts[:10])).isoformat()}{starts[10:]}"


def _joined(*words: str | None) -> str:
    return ", ".join(each for word in words if word and (each := word.strip(" ,;")))
