"""What is new, by groups that are led by their counts; mails do not quote members."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.collection.texts.guidelines import LISTS
from commands.exchange.digest.gathering import (
    Hints,
    MeetingNews,
    MeetingNewsKind,
    News,
    registration_end,
)
from commands.language.markup import NOTHING, Bold, Code, Text, items, text
from commands.language.texts.counting import counted, numbers, shortened
from commands.language.texts.dates import day_in, end_moment, local, moment
from commands.language.visible import cut, on_one_line
from storage.exchange.news import MOST_ENTRIES, EntryNews
from storage.meetings.meetings import Meeting


@dataclass(frozen=True)
class Most:
    """How many are named of each group; the others are only counted."""

    names: int
    titles: int
    dates: int


# !stand has twelve lines; a digest leaves out as little as it can.
SHORT, LONG = Most(8, 3, 4), Most(MOST_ENTRIES - 1, 12, 15)
# What was put off and is about no question, by its feature.
_OF_FEATURES = {"welcome": "was ich für Sie tun kann, zeigt der Befehl hilfe"}
_LONGEST_TITLE = 70
_MOST_ANNOUNCEMENTS = 5
_LONGEST_ANNOUNCEMENT = 300


def state(news: News, begin: datetime, zone: ZoneInfo, prefix: str) -> Text:
    """Tell it in twelve lines at most."""
    heading = text(Bold(f"Stand seit {day_in(zone, begin)}"))
    if news.is_empty:
        return heading + text(
            "Seitdem gibt es nichts Neues, und in den nächsten sechs Wochen steht kein Termin an."
        )
    return heading + groups(news, zone, SHORT) + _next_step(prefix)


def _next_step(prefix: str) -> Text:
    return text(
        "Alles Weitere zeigen ",
        Code(f"{prefix}sammlung neu"),
        ", ",
        Code(f"{prefix}fragen"),
        " und ",
        Code(f"{prefix}termine"),
        ".",
    )


def groups(news: News, zone: ZoneInfo, most: Most = LONG, *, by_mail: bool = False) -> Text:
    """Tell each group; what stood in rooms is in mails only counted."""
    created = [each for each in news.entries if each.created]
    changed = [each for each in news.entries if not each.created]
    return (
        _announcements(news, by_mail=by_mail)
        + _entries(created, "neuer Eintrag", "neue Einträge", most.names)
        + _entries(changed, "geänderter Eintrag", "geänderte Einträge", most.names)
        + _results(news, most.titles, by_mail=by_mail)
        + _hints(news.hints, most.titles, by_mail=by_mail)
        + _questions(news, most.titles, by_mail=by_mail)
        + _dates(news.dates, zone, most.dates)
        + _registrations(news.registrations, zone, most.titles)
    )


def _announcements(news: News, *, by_mail: bool) -> Text:
    """Tell what stood in the rooms of the network; it is encrypted there, so in no mail."""
    count = len(news.announcements)
    if not count:
        return NOTHING
    what = Bold(counted(count, "Ankündigung", "Ankündigungen"))
    if by_mail:
        return text(what, " des Netzwerkmanagements; lesen können Sie das im Chat")
    told = [cut(" ".join(each.text.split()), _LONGEST_ANNOUNCEMENT) for each in news.announcements]
    return text(what, " des Netzwerkmanagements:") + items(*shortened(told, _MOST_ANNOUNCEMENTS))


def _entries(entries: Sequence[EntryNews], one: str, many: str, most: int) -> Text:
    if not entries:
        return NOTHING
    times = Counter(each.name for each in entries)
    names = [
        each.name if times[each.name] == 1 else f"{each.name} ({LISTS[each.list]})"
        for each in entries
    ]
    count = entries[0].among
    what = counted(count, one, many)
    return text(Bold(what), f" der Sammlung: {_several(names, most, count=count)}")


def _results(news: News, most: int, *, by_mail: bool) -> Text:
    count = len(news.results)
    if not count:
        return NOTHING
    what = Bold(counted(count, "Ergebnis", "Ergebnisse"))
    named = [(each.question_id, each.title) for each in news.results]
    return text(
        what,
        " zu ",
        "einer Frage: " if count == 1 else "Fragen: ",
        _titles(named, most, by_mail=by_mail),
    )


def _questions(news: News, most: int, *, by_mail: bool) -> Text:
    count = len(news.questions)
    if not count:
        return NOTHING
    what = Bold(counted(count, "offene Frage", "offene Fragen"))
    fresh = "neu" if news.fresh == count else f"davon {news.fresh} neu"
    named = [(each.question_id, each.title) for each in news.questions]
    return text(what, f", {fresh}: " if news.fresh else ": ", _titles(named, most, by_mail=by_mail))


def _hints(hints: Hints, most: int, *, by_mail: bool) -> Text:
    """Tell what was too much for a week."""
    if not hints.count:
        return NOTHING
    told = []
    if hints.on_topics:
        named = [(each.question_id, each.title) for each in hints.on_topics]
        told.append(f"zu Ihren Themen gefragt wurde {_titles(named, most, by_mail=by_mail)}")
    if hints.own:
        open_ones = numbers(each.question_id for each in hints.own)
        told.append(f"noch ohne Antwort ist Ihre Frage {open_ones}")
    told += [_OF_FEATURES[each] for each in hints.others if each in _OF_FEATURES]
    unknown = sum(each not in _OF_FEATURES for each in hints.others)
    if unknown:
        told.append(counted(unknown, "weiterer Hinweis", "weitere Hinweise"))
    what = counted(hints.count, "zurückgestellter Hinweis", "zurückgestellte Hinweise")
    return text(Bold(what), f": {'; '.join(told)}")


def _titles(named: Iterable[tuple[int, str]], most: int, *, by_mail: bool) -> str:
    if by_mail:
        return f"{numbers(number for number, _ in named)}; lesen können Sie das im Chat"
    return _several([f"Nr. {number} »{_short(title)}«" for number, title in named], most)


def _dates(dates: Sequence[MeetingNews], zone: ZoneInfo, most: int) -> Text:
    if not dates:
        return NOTHING
    what = Bold(counted(len(dates), "Termin", "Termine"))
    lines = [_date(each, zone) for each in dates]
    return text(what, " in den nächsten sechs Wochen:") + items(
        *shortened(lines, most if len(lines) <= most else most - 1)
    )


def _date(news: MeetingNews, zone: ZoneInfo) -> str:
    meeting = news.meeting
    at = local(meeting.starts) if meeting.all_day else moment(meeting.starts_at, zone)
    what = f"{_short(meeting.title)} (Nr. {meeting.meeting_id})"
    match news.kind:
        case MeetingNewsKind.MOVED:
            return f"Verlegt auf {at}: {what}"
        case MeetingNewsKind.CANCELLED:
            return f"Abgesagt, {at}: {what}"
    return f"{at}: {what}"


def _registrations(meetings: Sequence[Meeting], zone: ZoneInfo, most: int) -> Text:
    if not meetings:
        return NOTHING
    what = Bold(counted(len(meetings), "Anmeldung endet", "Anmeldungen enden"))
    ends = [
        f"{_short(each.title)} (Nr. {each.meeting_id}) am {end_moment(at, zone)}"
        for each in meetings
        if (at := registration_end(each)) is not None
    ]
    return text(what, f": {_several(ends, most, '; ')}")


def _several(names: Sequence[str], most: int, link: str = ", ", *, count: int | None = None) -> str:
    more = (len(names) if count is None else count) - most
    return link.join(names[:most]) + (f" und {more} weitere" if more > 0 else "")


def _short(title: str) -> str:
    return cut(on_one_line(title).strip(), _LONGEST_TITLE)
