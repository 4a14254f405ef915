"""Which sentences about one's own profile are understood; a change is always asked about."""

from collections.abc import Iterator

from commands.exchange.profiles.texts import sentences as texts
from commands.language.patterns import at_start, pattern
from commands.language.understanding.readings import Reading, Said, SentenceRules

_ASKED_FIRST, _VISIBLE = pattern(*texts.ASKED_FIRST), pattern(*texts.VISIBLE)
_HIDDEN, _GONE, _DELETE = pattern(*texts.HIDDEN), pattern(*texts.GONE), pattern(*texts.DELETE)
_MENTIONED, _NOT_MENTIONED = pattern(*texts.MENTIONED), pattern(*texts.NOT_MENTIONED)
_PAUSE, _PAUSE_TIME = pattern(*texts.PAUSE), pattern(*texts.PAUSE_TIME)
_LIKE_ME = pattern(*texts.LIKE_ME)
_OTHERS, _BOT_DOES = pattern(*texts.OTHERS), at_start(*texts.BOT_DOES)


def read(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    if said.below_date or said.is_supposed or said.utterance.links or sentence.has(_OTHERS):
        return
    if sentence.has(_LIKE_ME) and sentence.is_question and not said.is_negated:
        yield Reading(texts.LIKE_ME_LINE, only=True)
        return
    # "Ist mein Profil sichtbar?" asks for the profile, and changes nothing.
    if sentence.is_question and _BOT_DOES.match(said.key) is None:
        return
    yield from _denied(said) if said.is_negated else _wished(said)


def _denied(said: Said) -> Iterator[Reading]:
    if said.sentence.has(_NOT_MENTIONED):
        yield Reading("profil erwähnen nein", changes=True)
    elif said.sentence.has(_HIDDEN):
        yield Reading("profil aus", changes=True)
    elif said.sentence.has(_GONE):
        yield Reading("profil löschen", changes=True, or_else=("profil aus",))


def _wished(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    time = _PAUSE_TIME.search(said.key)
    if sentence.has(_DELETE):
        yield Reading("profil löschen", changes=True)
    elif sentence.has(_GONE):
        yield Reading("profil löschen", changes=True, or_else=("profil aus",))
    elif sentence.has(_PAUSE) and time is not None:
        yield Reading(f"profil pause {time[0]}", changes=True)
    elif sentence.has(_ASKED_FIRST):
        yield Reading("profil auf anfrage", changes=True, only=True)
    elif sentence.has(_HIDDEN):
        yield Reading("profil aus", changes=True)
    elif sentence.has(_VISIBLE):
        yield Reading("profil sichtbar", changes=True)
    elif sentence.has(_MENTIONED):
        yield Reading("profil erwähnen ja", changes=True)


RULES = SentenceRules("profiles", read, texts.WORDS)
