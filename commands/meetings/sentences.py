"""Which sentences about dates and reminders are understood."""

from collections.abc import Iterator

from commands.language.patterns import Pattern, pattern, whole
from commands.language.understanding.readings import Beside, Reading, Said, SentenceRules
from commands.meetings.described import days_in, kinds_in, months_in, numbers_in
from commands.meetings.reminders.sentences import asked_for
from commands.meetings.texts import sentences as naming
from commands.meetings.texts import sentences_answers as around
from commands.meetings.texts import sentences_lookups as lookups
from commands.meetings.texts import sentences_questions as questions
from commands.meetings.texts import sentences_reminders as reminding

_DATES, _WHEN, _UPCOMING = (
    pattern(*naming.DATES),
    pattern(*lookups.WHEN),
    pattern(*lookups.UPCOMING),
)
_SOMETHING_ON = pattern(*lookups.SOMETHING_ON)
_OVER, _YEAR = pattern(*lookups.OVER), pattern(*naming.YEAR)
_NEXT_MONTH, _THIS_MONTH = pattern(*naming.NEXT_MONTH), pattern(*naming.THIS_MONTH)
_NOT_DATES = pattern(*lookups.NOT_DATES)
_CALENDAR, _NOT_CALENDAR = pattern(*lookups.CALENDAR), pattern(*lookups.NOT_CALENDAR)
_ABOUT_IT, _TO_PEOPLE = whole(*questions.ABOUT_IT), pattern(*questions.TO_PEOPLE)
_SOMEBODY = pattern(*questions.JEMAND)
_REMIND = pattern(*reminding.REMIND)
_STARTS_A_QUESTION = pattern(*questions.STARTS_A_QUESTION)
_BESIDE_QUESTION = Beside(pattern("\\w+"), whole(*questions.AROUND_QUESTION))
_SPEAKS_OF_COMING = pattern(*lookups.SPEAKS_OF_COMING)
_STATES_COMING = pattern(*lookups.STATES_COMING)
_NUMBER_ASKED, _COLLEAGUE = pattern(*lookups.NUMBER_ASKED), pattern(*around.COLLEAGUE)
_ALONE_DATES, _ALONE_DATE = whole(*lookups.ALONE_DATES), whole(*lookups.ALONE_DATE)
_AROUND_DATES = whole(*lookups.AROUND_DATES)
_AROUND_REMINDING = whole(*reminding.AROUND_REMINDING)
_NAMES_DATES = pattern(
    *naming.DATES,
    *lookups.UPCOMING,
    *lookups.SOMETHING_ON,
    *(word for _, words in naming.KINDS for word in words),
)
_THIS_WEEK = pattern(*naming.THIS_WEEK)
_FEW = 3
_REASONS = frozenset({"weil", "damit"})
_WERE = Pattern(rf"\b(?:{'|'.join(lookups.WERE)})\b")
_ATTENDS = pattern(*lookups.ATTENDS)
_SOMEBODY_COMES = pattern(*lookups.SOMEBODY_COMES)


def read(said: Said) -> Iterator[Reading]:
    if said.is_supposed:
        return
    reminders = list(asked_for(said))
    if reminders:
        yield from reminders
    elif said.below_date:
        yield from _about_it(said)
    elif said.asks and not said.utterance.links and not said.sentence.has(_SOMEBODY_COMES):
        yield from _look_ups(said)


# --- below the post about a date


def _about_it(said: Said) -> Iterator[Reading]:
    if (
        said.sentence.has(_CALENDAR)
        and not said.sentence.has(_NOT_CALENDAR)
        and said.asks
        and not said.is_negated
        and not said.sentence.has(_SOMEBODY)
    ):
        yield Reading("kalender")
        return
    if said.sentence.has(_TO_PEOPLE) or said.is_negated:
        return
    clauses = [clause.key for clause in said.sentence.clauses]
    asked = (
        said.sentence.is_question
        or len(said.sentence.tokens) <= 4
        or _STARTS_A_QUESTION.match(said.key) is not None
    )
    if asked and any(_ABOUT_IT.match(key) for key in (said.key, *clauses)):
        doubtful = said.leaves_open(_BESIDE_QUESTION)
        yield Reading("termin", doubtful=doubtful)


# --- looking dates up


def _look_ups(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    if sentence.has(_CALENDAR) and not sentence.has(_NOT_CALENDAR) and not said.is_negated:
        yield Reading("kalender")
        return
    # What is said of the reason is no other matter: "…, weil ich Urlaub habe".
    main = " ".join(c.key for c in sentence.clauses if c.opened_by not in _REASONS)
    if _NOT_DATES.search(main) or (
        said.is_negated and not sentence.is_question and "weiss nicht" not in said.key
    ):
        return
    numbers, kinds = numbers_in(sentence), kinds_in(sentence)
    named = days_in(sentence) or months_in(sentence) or _YEAR.findall(said.key)
    month = any(map(sentence.has, (_NEXT_MONTH, _THIS_MONTH, _THIS_WEEK)))
    asked_of_dates = sentence.has(_DATES) and said.asks_openly
    on_a_day = (bool(named) or month) and (sentence.has(_SOMETHING_ON) or asked_of_dates)
    about = sentence.has(_DATES) or bool(kinds) or (on_a_day and not said.sure_places)
    if not (about or sentence.has(_UPCOMING)) or (said.sure_places and not about):
        return
    if _ATTENDS.search(said.key) and (numbers or not said.asks_openly):
        return
    if numbers:
        is_asked = sentence.is_question or sentence.has(_NUMBER_ASKED)
        if (is_asked or len(sentence.tokens) <= _FEW) and not sentence.has(_COLLEAGUE):
            yield from (Reading(f"termin {number}") for number in numbers)
        return
    if sentence.has(_SPEAKS_OF_COMING) and not sentence.is_question:
        return
    if not sentence.is_question and sentence.has(_STATES_COMING) and not sentence.has(_UPCOMING):
        return
    is_short = len(sentence.tokens) <= 5
    if not (sentence.has(_WHEN) or sentence.has(_UPCOMING) or is_short or on_a_day):
        return
    yield Reading("termine" + _filters(said, kinds))


def _filters(said: Said, kinds: list[str]) -> str:
    sentence = said.sentence
    is_over = sentence.has(_OVER) or _WERE.search(sentence.written) is not None
    if is_over and "gestern" not in said.key and "nachste" not in said.key:
        return " alle"
    found = list(kinds[:1])
    if sentence.has(_NEXT_MONTH):
        found.append("nächster monat")
    elif sentence.has(_THIS_MONTH):
        found.append("dieser monat")
    else:
        days = days_in(sentence)
        months = months_in(sentence)
        found += _named(months, days)
        found += _YEAR.findall(said.key)[:1]
    return "".join(f" {word}" for word in found)


def _named(months: list[str], days: list[str]) -> list[str]:
    if months:
        return months[:1]
    names = naming.MONTHS
    return (
        [names[int(days[0].split(".")[1]) - 1]]
        if days and 0 < int(days[0].split(".")[1]) < 13
        else []
    )


def suggest(said: Said) -> Iterator[str]:
    if said.sentence.is_all(_ALONE_DATES):
        yield "termine"
    elif said.sentence.is_all(_ALONE_DATE):
        yield "termin"
        yield "termine"
    if said.sentence.has(_DATES) or said.sentence.has(_UPCOMING):
        yield "termine"
    if said.sentence.has(_REMIND):
        yield "erinnerungen"
        yield "hilfe erinnern"


RULES = SentenceRules(
    "meetings",
    read,
    naming.WORDS,
    suggest=suggest,
    beside={
        "kalender": Beside(_CALENDAR, whole(*lookups.AROUND_CALENDAR)),
        "termine": Beside(_NAMES_DATES, _AROUND_DATES),
        "termin": Beside(_NAMES_DATES, _AROUND_DATES),
        "erinnern": Beside(_REMIND, _AROUND_REMINDING),
        "nichterinnern": Beside(_REMIND, _AROUND_REMINDING),
    },
)
