"""Put together what the subjects read in the sentences of a message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from commands.language.patterns import plain
from commands.language.texts import said as texts
from commands.language.texts.said_no_slips import NO_SLIPS
from commands.language.understanding import held, moods
from commands.language.understanding.addressed import said_to
from commands.language.understanding.places import Gazetteer
from commands.language.understanding.readings import (
    Reading,
    Response,
    Said,
    SentenceRules,
    Understanding,
)
from commands.language.understanding.spans import keys_of
from commands.language.understanding.tokens import KnownWords, Token, known_words
from commands.language.understanding.utterance import Utterance, Where, own_words, utterance

_SILENCE = Understanding(Response.SILENCE)
_MOST_LINES = 5
_MOST_SUGGESTIONS, _FEWEST = 3, 2
_HELP = "hilfe"
_MOST_NAMING = 12


@dataclass(frozen=True)
class Rulebook:
    """All that subjects listen for, and the names of the bot."""

    rules: Sequence[SentenceRules]
    names: Sequence[str] = ()

    @cached_property
    def known(self) -> KnownWords:
        listened_for = [line for rule in self.rules for line in rule.words]
        return known_words(listened_for, (*texts.FUNCTION_WORDS, *NO_SLIPS))

    @cached_property
    def owned(self) -> frozenset[str]:
        words = (word for rule in self.rules for line in rule.owned for word in line.split())
        return frozenset(map(plain, words))

    def heard(
        self, where: Where, text: str, names: Sequence[str] | None = None
    ) -> Utterance | None:
        """Return what is said to the bot, also under other `names`; None if it is not spoken to."""
        if where is Where.ROOM:
            return None
        own = said_to(own_words(text), names or self.names) if where is Where.MENTION else text
        return None if own is None else utterance(where, own, self.known)

    def place_keys(self, said: Utterance) -> set[str]:
        """Return the keys under which a gazetteer must look for the places of the message."""
        return {key for sentence in said.sentences for key in keys_of(sentence) if key}

    def new_words(self, said: Utterance) -> list[Token]:
        """Return the words that no rule knows: one of them may be a place."""
        return [t for t in said.tokens if t.kind == "word" and t.key not in self.known.words]


def understand(
    rulebook: Rulebook, gazetteer: Gazetteer, said: Utterance | None, *, management: bool = False
) -> Understanding:
    """Return what is meant; `management`: the management says it in its room."""
    if said is None:
        return _SILENCE
    if moods.is_code(said.text):
        return _not_understood(said, _DEFAULTS)
    if moods.needs_no_answer(said) and said.where is not Where.BELOW_DATE:
        return _SILENCE
    asked = [one for one in said.sentences if not moods.is_only_thanks(one)]
    if said.sentences and not asked:
        return _SILENCE
    sentences = [
        Said(said, sentence, gazetteer, rulebook.owned, rulebook.known) for sentence in asked
    ]
    rules = [rule for rule in rulebook.rules if management or not rule.management]
    sentences = [_as_corrected(rules, one) for one in sentences]
    each = [_read(rule, one) for one in sentences for rule in rules]
    found = [reading for of_rule in each for reading in of_rule]
    if not found and any(moods.asks_for_that(one.sentence) for one in sentences[1:]):
        found = _asked_for_later(rulebook, sentences)
    if any(not reading.doubtful for reading in found):
        understanding = _combined(found)
        changes = understanding.response is Response.CONFIRM
        if changes and held.is_held_back(said, understanding.lines):
            return _not_understood(
                said, (*understanding.lines, *_suggestions(rulebook.rules, sentences))
            )
        if understanding.response is Response.CHOICE or not moods.is_taken_back(said):
            return replace(understanding, all_asked=_are_all_asked(found, each, len(rules)))
    offered = (reading.line for reading in found)
    return _not_understood(said, (*offered, *_suggestions(rulebook.rules, sentences)))


def _not_understood(said: Utterance, lines: Iterable[str]) -> Understanding:
    """Return suggestions; below the post about a date people talk to each other."""
    if said.where is Where.BELOW_DATE:
        return _SILENCE
    suggested = tuple(dict.fromkeys(lines))[:_MOST_SUGGESTIONS]
    return Understanding(Response.UNCLEAR, suggested)


def _read(rule: SentenceRules, said: Said) -> tuple[Reading, ...]:
    """Read a sentence; a change is no order if it has happened or somebody else speaks of it."""
    found = tuple(rule.read(said))
    if not found:
        return found
    if said.is_told and not rule.told and not said.utterance.links:
        found = tuple(reading for reading in found if not reading.changes)
    return tuple(
        replace(one, doubtful=True) if _is_doubtful(rule, said, one) else one for one in found
    )


def _is_doubtful(rule: SentenceRules, said: Said, reading: Reading) -> bool:
    """Return whether the sentence may mean something else than its words say one by one."""
    if not said.utterance.links and moods.is_feedback(said.sentence):
        return True
    if reading.or_else:
        return False
    if reading.changes and (moods.is_denied(said.sentence) or said.is_of_others):
        return True
    beside = rule.beside.get(reading.line.partition(" ")[0])
    if beside is None:
        return False
    meant = plain(moods.corrected(said.sentence))
    if meant and not reading.changes and beside.about.search(meant) is None:
        return True
    return said.leaves_open(beside, reading.line)


def _as_corrected(rules: Sequence[SentenceRules], said: Said) -> Said:
    """Return the second part of "Nicht die Karte, den Kalender", if it asks for something."""
    meant = moods.corrected(said.sentence)
    parts = utterance(said.where, meant, said.known).sentences if meant else ()
    if len(parts) != 1:
        return said
    later = replace(said, sentence=parts[0], is_wanted=True)
    found = [reading for rule in rules for reading in rule.read(later)]
    changes = any(r.changes for rule in rules for r in (*rule.read(said), *found))
    return said if changes or not found else later


def _asked_for_later(rulebook: Rulebook, sentences: Sequence[Said]) -> list[Reading]:
    """Read sentences that only name something as questions for it, if one of them does."""
    wanted = [replace(one, is_wanted=True) for one in sentences[:_MOST_NAMING]]
    read = (r for one in wanted for rule in rulebook.rules for r in rule.read(one))
    found = [reading for reading in read if not reading.or_else]
    return [] if any(reading.changes for reading in found) or len(found) > 1 else found


def _are_all_asked(
    found: Sequence[Reading], each: Sequence[tuple[Reading, ...]], rules: int
) -> bool:
    """Return whether several things are asked for, each in its own words or by one subject."""
    readers = [sum(map(bool, each[at : at + rules])) for at in range(0, len(each), rules)]
    return len(found) > 1 and max(readers) == 1 and not any(reading.or_else for reading in found)


def _combined(found: Sequence[Reading]) -> Understanding:
    """Return one line, or all lines to choose from."""
    found = [each for each in found if each.only] or found
    readings = {reading.line: reading for reading in found}
    if len(readings) > 1:
        readings.pop(_HELP, None)
    lines = list(dict.fromkeys(line for r in readings.values() for line in (r.line, *r.or_else)))
    if len(lines) > 1:
        return Understanding(Response.CHOICE, tuple(lines[:_MOST_LINES]))
    [only] = readings.values()
    return Understanding(Response.CONFIRM if only.changes else Response.COMMAND, (only.line,))


def _suggestions(rules: Iterable[SentenceRules], sentences: Sequence[Said]) -> tuple[str, ...]:
    offered = [line for said in sentences[:8] for rule in rules for line in rule.suggest(said)]
    return (*offered, *_DEFAULTS)


_DEFAULTS = ("hilfe", "leitlinie Bonn", "termine")
