"""Read what is said behind !rundbrief and !stand; pure."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from commands.conversation.command_words import fold
from commands.exchange.digest.texts import commands as said
from commands.language.times import Moments, Past, parse_lead, parse_when
from commands.language.times.lead import months_after
from commands.language.times.words import MONTHS
from storage.exchange.digest import Rhythm

_EARLIER = (0, 7, 365)
_LONGEST_DAYS = 730


@dataclass(frozen=True)
class DigestWish:
    """What it leaves open is None or False."""

    rhythm: Rhythm | None = None
    here: bool = False
    by_mail: bool = False
    address: str | None = None
    ends: bool = False


def read_wish(words: str) -> DigestWish | None:
    """Return None if a word is not understood, or two contradict each other."""
    wish = DigestWish()
    for word in words.split():
        if "@" in word:
            wish = replace(wish, by_mail=True, address=_bare(word))
            continue
        key = fold(word.strip(" .,;!"))
        if key in said.WEEKLY:
            wish = replace(wish, rhythm="weekly")
        elif key in said.MONTHLY:
            wish = replace(wish, rhythm="monthly")
        elif key in said.ENDS:
            wish = replace(wish, ends=True)
        elif key in said.HERE:
            wish = replace(wish, here=True)
        elif key in said.MAIL:
            wish = replace(wish, by_mail=True)
        elif key not in said.FREE:
            return None
    contradicts = (wish.here and wish.by_mail) or (wish.ends and wish.rhythm is not None)
    return None if contradicts or wish == DigestWish() else wish


def _bare(word: str) -> str:
    """Return the address without what clients and people put around it."""
    found = said.ADDRESS_IN_LINK.search(word)
    return (found[1] if found else word).strip(" .,;!<>()")


def read_since(words: str, today: date) -> date | None:
    """Return the day that "seit 1.9.", "letzter Woche", "2 Wochen" or "September" begins with.

    None: it is no time, or not past.
    """
    rest = said.SINCE.sub("", " ".join(words.split())).strip(" .?!")
    key = fold(rest)
    if key in said.DAYS_AGO:
        return today - timedelta(days=said.DAYS_AGO[key])
    month = MONTHS.get(key.removeprefix("anfang "))
    if month is not None:
        return date(today.year - (month > today.month), month, 1)
    lead = parse_lead(said.BACK.sub("", rest))
    if lead is not None and 0 < lead.days + 30 * lead.months <= _LONGEST_DAYS:
        return months_after(today, -lead.months) - timedelta(days=lead.days)
    # Without a year, a day is the next one: looked for from earlier on, it is the last one.
    written = f"{rest}." if re.fullmatch(r"\d{1,2}\.\d{1,2}", rest) else rest
    for back in _EARLIER:
        begin = _day(written, today - timedelta(days=back))
        if begin is not None and begin <= today:
            return begin
    return None


def _day(written: str, today: date) -> date | None:
    parsed = parse_when(written, today)
    if parsed.before or parsed.after:
        return None
    match parsed.when or parsed.problem:
        case Moments(starts=starts) | Past(starts):
            return date.fromisoformat(starts[:10])
    return None
