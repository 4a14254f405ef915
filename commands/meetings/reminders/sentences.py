"""Which sentences order a reminder, end it or ask for those that are set."""

import re
from collections.abc import Iterator
from itertools import pairwise

from commands.language.patterns import Pattern, at_start, pattern
from commands.language.understanding.readings import Reading, Said
from commands.language.understanding.utterance import Sentence
from commands.meetings.described import described, kinds_in, numbers_in, numbers_of
from commands.meetings.texts import sentences as naming
from commands.meetings.texts import sentences_reminders as texts

_REMIND, _REMIND_ME = pattern(*texts.REMIND), pattern(*texts.REMIND_ME)
_LET_KNOW, _IN_TIME = pattern(*texts.LET_KNOW), pattern(*texts.IN_TIME)
_NO_REMINDING, _MY_REMINDERS = pattern(*texts.NO_REMINDING), pattern(*texts.MY_REMINDERS)
_NOT_REMINDING, _DO_NOT_FORGET = pattern(*texts.NOT_REMINDING), pattern(*texts.DO_NOT_FORGET)
_WAS_REMINDED, _ASKS_ME = pattern(*texts.WAS_REMINDED), pattern(*texts.ASKS_ME)
_FOR_ALL = pattern(*texts.FOR_ALL)
_KEEPS = pattern(*texts.KEEPS)
_ASKS_HOW = at_start(*texts.ASKS_HOW)
_TO_DO = " erinnern"
_TO_REMIND = pattern("zu erinnern")
_SOMEBODY_REMINDS, _BOT_REMINDS = pattern(*texts.SOMEBODY_REMINDS), pattern(*texts.BOT_REMINDS)
_CANNOT_RECALL, _ASKS_WHY = pattern(*texts.CANNOT_RECALL), at_start(*texts.ASKS_WHY)
# As written: "erinnert" and "erinnere" say who reminds whom, and when.
_RECALLS = Pattern(rf"\b(?:{'|'.join(texts.RECALLS)})\b")
# "Erinnerung: bitte Ausweise mitbringen".
_HEADING = Pattern(texts.HEADING, re.IGNORECASE)
_LEAD, _HALF, _DAY_BEFORE = (
    pattern(*texts.LEAD),
    pattern(*texts.HALF),
    pattern(*texts.DAY_BEFORE),
)
_FROM_NOW, _SOME_TIME = pattern(*texts.FROM_NOW), pattern(*texts.SOME_TIME)
_DATES = pattern(*naming.DATES, *texts.OF_A_DATE)
_DECIMAL = Pattern(texts.DECIMAL, re.IGNORECASE)
_LINKING = frozenset(texts.LINKING)
_INSTEAD, _NO_LEAD = pattern(*texts.INSTEAD), pattern(*texts.NO_LEAD)


def asked_for(said: Said) -> Iterator[Reading]:
    """Yield what the sentence wants of reminders."""
    if not _is_about_reminders(said):
        return
    sentence = said.sentence
    if sentence.has(_FOR_ALL):
        return
    key = _without_forgetting(said.key)
    must_not = any(_NO_REMINDING.search(phrase) for phrase in _phrases(sentence))
    keeps = any(_KEEPS.search(phrase) for phrase in _phrases(sentence))
    if keeps and not (sentence.is_question and sentence.has(_MY_REMINDERS)):
        return
    if must_not and not sentence.has(_WAS_REMINDED) and not _ASKS_WHY.match(key):
        yield from _forbidden(said)
        return
    to_people = any(token.text.casefold() == "ihr" for token in sentence.tokens)
    if _NOT_REMINDING.search(key) or (said.below_date and to_people):
        return
    if sentence.has(_MY_REMINDERS):
        if not said.below_date:
            yield Reading("erinnerungen")
        return
    ordered = sentence.has(_REMIND_ME) or (numbers_in(sentence) and key.endswith(_TO_DO))
    if must_not or _is_negated(sentence) or not ordered:
        return
    asks_how = sentence.is_question and _ASKS_HOW.match(key) is not None
    if asks_how or (sentence.is_question and not sentence.has(_ASKS_ME)):
        return
    by_somebody = any(_SOMEBODY_REMINDS.search(clause.key) for clause in sentence.clauses)
    if by_somebody and not sentence.has(_BOT_REMINDS):
        return
    yield from _ordered(said)


def _forbidden(said: Said) -> Iterator[Reading]:
    """Read "nicht an Termin 3, sondern an Termin 4"."""
    instead = [
        c.key for c in said.sentence.clauses if c.opened_by == "sondern" or _INSTEAD.search(c.key)
    ]
    others = {number for key in instead for number in numbers_of(key)}
    numbers = [number for number in numbers_in(said.sentence) if number not in others]
    for behind in [f" {number}" for number in numbers] or [described(said)]:
        vague = not behind and said.sentence.has(_SOME_TIME)
        yield Reading(f"nichterinnern{behind}", True, ("erinnerungen",) if vague else ())
    yield from (Reading(f"erinnern {number}", changes=True) for number in sorted(others))


def _phrases(sentence: Sentence) -> Iterator[str]:
    """Yield the clauses, and those that belong together: "ich will nicht, dass Sie …"."""
    clauses = sentence.clauses
    for clause in clauses:
        yield _without_forgetting(clause.key)
    for before, behind in pairwise(clauses):
        if behind.opened_by == "dass" or _TO_REMIND.search(behind.key):
            yield _without_forgetting(f"{before.key} {behind.key}")


def _without_forgetting(key: str) -> str:
    """Leave out "vergessen Sie bitte nicht", which forbids nothing."""
    return _DO_NOT_FORGET.sub(" ", key)


def _is_about_reminders(said: Said) -> bool:
    sentence = said.sentence
    if not sentence.has(_REMIND):
        lets_know = sentence.has(_LET_KNOW) and (lead_in(said) or sentence.has(_IN_TIME))
        if not lets_know:
            return False
    if _CANNOT_RECALL.search(said.key) and not sentence.is_question:
        return False
    if _HEADING.match(sentence.text) and not lead_in(said):
        return False
    return _RECALLS.search(sentence.written) is None


def _is_negated(sentence: Sentence) -> bool:
    of_reminding = (clause.key for clause in sentence.clauses if _REMIND.search(clause.key))
    return any("nicht" in key.split() for key in map(_without_forgetting, of_reminding))


def _ordered(said: Said) -> Iterator[Reading]:
    if said.means_somebody or _of_something(said):
        return
    if any(_leaves_out_lead(clause.key) for clause in said.sentence.clauses):
        return
    behind, lead = described(said), lead_in(said)
    if lead is None or said.sentence.has(_FROM_NOW):
        return
    is_vague = not (behind or lead) and said.sentence.has(_SOME_TIME)
    if is_vague and not said.sentence.has(_DATES):
        yield Reading("erinnern", changes=True, or_else=("hilfe erinnern",))
        return
    several = numbers_in(said.sentence)[1:] if not said.below_date else []
    yield Reading(f"erinnern{behind}{lead}", changes=True)
    yield from (Reading(f"erinnern {number}{lead}", changes=True) for number in several)


def _leaves_out_lead(key: str) -> bool:
    """Return whether a time is denied: "…, aber nicht einen Tag vorher"."""
    found = _LEAD.search(key) or _DAY_BEFORE.search(key)
    return found is not None and "nicht" in key[: found.start()].split()[-2:]


def _of_something(said: Said) -> bool:
    """Return whether something else than a date is to be remembered: "an die Milch"."""
    if kinds_in(said.sentence) or numbers_in(said.sentence):
        return False
    tokens = said.sentence.tokens
    for at, token in enumerate(tokens):
        if token.key != "an" or at + 1 == len(tokens):
            continue
        named = [each for each in tokens[at + 1 : at + 4] if each.key not in _LINKING]
        if named and named[0].kind == "word" and _DATES.fullmatch(named[0].key) is None:
            return True
    return False


def lead_in(said: Said) -> str | None:
    """Return the lead as a command takes it; None if there are several."""
    if said.sentence.has(_DAY_BEFORE):
        return " 1 Tag" if not _LEAD.search(_DAY_BEFORE.sub(" ", said.key)) else None
    if said.sentence.has(_HALF):
        return " 30 min"
    found = _LEAD.findall(said.key)
    if len(found) > 1 or said.sentence.has(_NO_LEAD) or _DECIMAL.search(said.sentence.text):
        return None
    if not found:
        return ""
    count, unit = found[0]
    number = int(count) if count.isdigit() else texts.COUNTS.get(count, 0)
    start = "st" if unit.startswith("st") else unit[0]
    if not number:
        return None
    one, several = texts.UNITS[start]
    return f" {number} {one if number == 1 else several}"
