"""Which sentences of the management move or cancel a date; its preview asks before it is done."""

import re
from collections.abc import Iterator

from commands.language.patterns import pattern, plain
from commands.language.understanding.readings import Reading, Said, SentenceRules
from commands.meetings.described import described, numbers_in
from commands.meetings.texts import sentences as naming
from commands.meetings.texts import sentences_planning as texts

_MOVE, _CANCEL = pattern(*texts.MOVE), pattern(*texts.CANCEL)
_NOT_PLANNING, _TELLS = pattern(*texts.NOT_PLANNING), pattern(*texts.TELLS)
_WHO_COMES, _DATES = pattern(*texts.WHO_COMES), pattern(*naming.DATES)
_AROUND = frozenset(map(plain, texts.AROUND))
_MARKS = ".,;:!?"


def read(said: Said) -> Iterator[Reading]:
    """Read "Bitte verlegen Sie das Netzwerktreffen auf den 5.3. um 13 Uhr"."""
    sentence = said.sentence
    attended = list(_attended(said))
    if attended:
        yield from attended
        return
    if said.below_date or said.is_negated or said.is_supposed or sentence.has(_NOT_PLANNING):
        return
    if sentence.is_question and not sentence.has(_TELLS):
        return
    for verb, words in (("verlegen", _MOVE), ("absagen", _CANCEL)):
        if sentence.has(words):
            rest = _without(sentence.text, texts.VERBS[verb])
            yield Reading(f"termin {verb} {rest}".strip(), only=True)
            return


def _attended(said: Said) -> Iterator[Reading]:
    """Read "Wer kommt zum Netzwerktreffen?", also below the post about a date."""
    if not said.sentence.has(_WHO_COMES) or said.is_supposed or said.is_told:
        return
    numbers, behind = numbers_in(said.sentence), described(said)
    if numbers:
        yield from (Reading(f"teilnahme {number}", only=True) for number in numbers)
    elif behind or said.below_date or said.sentence.has(_DATES):
        yield Reading(f"teilnahme{behind}", only=True)


def _without(text: str, verbs: frozenset[str]) -> str:
    """Leave out the verb and what is said for politeness; numbers and titles stay as written."""
    kept = []
    for word in text.split():
        key = plain(word).strip(_MARKS)
        if key not in verbs and key not in _AROUND:
            kept.append(word)
    while kept and plain(kept[0]) in texts.ARTICLES:
        del kept[0]
    return re.sub(r"\s*[.!?,]+$", "", " ".join(kept))


RULES = SentenceRules("planning", read, management=True)
