"""Dates, recurrences and lead times as they were understood, and what is wrong with them."""

from datetime import date, datetime
from types import MappingProxyType

from commands.language.markup import Text, items, text
from commands.language.texts.counting import counted, listed
from commands.language.texts.dates import MONTHS, WEEKDAYS, between, day_of_month, local, moment
from commands.language.times import (
    ClockChange,
    ClockChangeKind,
    Contradiction,
    EndBeforeStart,
    Lead,
    Moments,
    NoEndTime,
    Nonsense,
    NotUnderstood,
    Past,
    Problem,
    Recurrence,
    TwoReadings,
)
from commands.language.visible import quoted

_ORDINALS = MappingProxyType(
    {
        1: "ersten",
        2: "zweiten",
        3: "dritten",
        4: "vierten",
        5: "fünften",
        -1: "letzten",
        -2: "vorletzten",
    }
)
_PLAIN = MappingProxyType(
    {"DAILY": "täglich", "WEEKLY": "wöchentlich", "MONTHLY": "monatlich", "YEARLY": "jährlich"}
)
_UNITS = MappingProxyType(
    {"DAILY": "Tage", "WEEKLY": "Wochen", "MONTHLY": "Monate", "YEARLY": "Jahre"}
)
_NOT_EVERY_MONTH = 29
_EXCEPTIONS = ("außer", "ausser", "ausgenommen", "ferien", "feiertag")


# --- as it was understood


def when(understood: Moments) -> str:
    """Return "Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr"."""
    words = between(understood.starts, understood.ends or understood.starts)
    return f"{words}, ganztägig" if understood.all_day and not understood.time_missing else words


def recurrence(rule: Recurrence) -> str:
    """Return "jeden ersten Dienstag im Monat, außer im August, bis 31. Dezember 2027"."""
    parts = [_rule(rule)]
    without = [MONTHS[month - 1] for month in range(1, 13) if month not in rule.months]
    if rule.months and without:
        parts.append(f"außer im {listed(without)}")
    if rule.count is not None:
        parts.append(f"{rule.count} Mal")
    if rule.until is not None:
        parts.append(f"bis {day_of_month(rule.until)}")
    return ", ".join(parts)


def _rule(rule: Recurrence) -> str:
    weekdays = listed([WEEKDAYS[weekday] for weekday in rule.weekdays])
    ordinals = listed([_ORDINALS.get(number, f"{number}.") for number in rule.ordinals])
    often = f"alle {rule.interval} {_UNITS[rule.frequency]}"
    if rule.interval == 1:
        often = _PLAIN[rule.frequency]
    if rule.ordinals and rule.interval == 1:
        return f"jeden {ordinals} {weekdays} im Monat"
    if rule.weekdays:
        if rule.interval == 1 and rule.frequency == "WEEKLY":
            return f"jeden {weekdays}"
        return f"{often} am {ordinals} {weekdays}" if ordinals else f"{often} am {weekdays}"
    return often if rule.month_day is None else f"{often} {_month_day(rule.month_day)}"


def _month_day(number: int) -> str:
    if number == -1:
        return "am letzten Tag"
    some = " (nur in Monaten, die diesen Tag haben)" if number >= _NOT_EVERY_MONTH else ""
    return f"am {number}.{some}"


def lead(before: Lead) -> str:
    """Return "1 Woche", "2 Tage und 3 Stunden", "90 Minuten"; at the start "0 Minuten"."""
    parts = (
        (before.months, 12, ("Jahr", "Jahre"), ("Monat", "Monate")),
        (before.days, 7, ("Woche", "Wochen"), ("Tag", "Tage")),
        (before.minutes, 60, ("Stunde", "Stunden"), ("Minute", "Minuten")),
    )
    lines = [
        counted(count, *small) if count % size else counted(count // size, *large)
        for count, size, large, small in parts
        if count
    ]
    return listed(lines) or "0 Minuten"


# --- what is wrong


def problem(found: Problem | TwoReadings | ClockChange) -> Text:
    match found:
        case Contradiction():
            return contradiction(found)
        case Past():
            return past(found)
        case Nonsense():
            return nonsense(found)
        case NotUnderstood():
            return not_understood(found)
        case EndBeforeStart():
            return end_before_start(found)
        case NoEndTime():
            return no_end_time(found)
        case TwoReadings():
            return two_readings(found)
        case ClockChange():
            return clock_change(found)


def contradiction(found: Contradiction) -> Text:
    meant = ", oder ".join(_with_article(one) for one in found.dates)
    return text(
        f"Der {day_of_month(found.day)} ist ein {WEEKDAYS[found.day.weekday()]}, nicht ein"
        f" {WEEKDAYS[found.weekday]}. Meinten Sie {meant}?"
    )


def _with_article(when: date) -> str:
    return f"{WEEKDAYS[when.weekday()]}, den {day_of_month(when)}"


def past(found: Past) -> Text:
    return text(
        f"Dieser Zeitpunkt ist schon vorbei. Verstanden habe ich: {local(found.starts)}."
        " Bitte nennen Sie einen, der noch kommt, am besten mit dem Jahr."
    )


def nonsense(found: Nonsense) -> Text:
    if found.what == "day":
        return text(
            f"Den Tag {quoted(found.written)} gibt es nicht. Bitte prüfen Sie das Datum,"
            " zum Beispiel: 14.1.2027"
        )
    return text(
        f"Die Uhrzeit {quoted(found.written)} gibt es nicht. Bitte prüfen Sie sie,"
        " zum Beispiel: 10:00-11:30"
    )


def not_understood(found: NotUnderstood) -> Text:
    answer = text(
        f"Diese Zeitangabe verstehe ich nicht: {quoted(found.written)}. Bitte schreiben Sie Tag und"
        " Uhrzeit einfacher, zum Beispiel: 14.1.2027 10:00-11:30"
    )
    if not any(word in found.written.casefold() for word in _EXCEPTIONS):
        return answer
    return answer + text(
        "Eine Reihe mit Ausnahmen (Ferien, Feiertage) legen Sie bitte ganz an und sagen die"
        " einzelnen Termine dann ab."
    )


def end_before_start(found: EndBeforeStart) -> Text:
    if found.starts == found.ends:
        return text(f"Beginn und Ende sind gleich: {local(found.starts)}. Bitte prüfen Sie beide.")
    return text(
        f"Das Ende liegt vor dem Beginn. Verstanden habe ich als Beginn {local(found.starts)},"
        f" als Ende {local(found.ends)}. Bitte prüfen Sie beide."
    )


def no_end_time(found: NoEndTime) -> Text:
    return text(
        f"Um wie viel Uhr endet der Termin am {day_of_month(found.last_day)}? Bitte nennen Sie"
        " beide Uhrzeiten, zum Beispiel: 4.3.2027 13 Uhr bis 5.3.2027 14 Uhr"
    )


def clock_change(found: ClockChange) -> Text:
    hour = f"{found.local[11:]} Uhr"
    wanted = day_of_month(datetime.fromisoformat(found.local))
    if found.kind is ClockChangeKind.TWICE:
        return text(
            f"Am {wanted} gibt es {hour} zweimal, denn die Uhr wird zurückgestellt."
            " Meinten Sie das erste Mal, vor der Umstellung (Sommerzeit), oder das zweite Mal,"
            " nach der Umstellung (Winterzeit)?"
        )
    earlier, later = (moment(reading, found.zone) for reading in found.readings)
    return text(
        f"Am {wanted} gibt es {hour} nicht, denn die Uhr wird vorgestellt."
        f" Meinten Sie {earlier}, oder {later}?"
    )


def two_readings(found: TwoReadings) -> Text:
    return text("Das kann zweierlei heißen. Was meinen Sie?") + items(
        *(recurrence(reading) for reading in found.readings), numbered=True
    )
