"""Tell whether a change is held back by what is said beside it."""

from collections.abc import Iterable

from commands.language.patterns import pattern, plain
from commands.language.texts import said_held as texts
from commands.language.understanding.moods import is_negated
from commands.language.understanding.utterance import Utterance

_UNSETTLED, _NOT_MEANT = pattern(*texts.UNSETTLED), pattern(*texts.NOT_MEANT)
_ONLY_IF, _ANOTHER = pattern(*texts.ONLY_IF), pattern(*texts.ANOTHER)
_RATHER_NOT = pattern(*texts.RATHER_NOT)
# Their conditions are read by their own rules, and a question is free text.
_OWN_CONDITIONS = frozenset({"dabei", "nichtdabei", "vielleicht"})
_AROUND_IT, _PONDERED = pattern(*texts.AROUND_IT), pattern(*texts.PONDERED)
_MANNER, _INSTEAD = pattern(*texts.MANNER), pattern(*texts.INSTEAD)
_NO_REMINDER = "nichterinnern"
_FREE_TEXT, _REFUSAL = "frage", "nichtdabei"
_ENOUGH = 20
_MILD = frozenset({"vielleicht"})


def is_held_back(said: Utterance, lines: Iterable[str]) -> bool:
    """Return whether the changes of `lines` are not settled, not meant or of another number."""
    return any(_is_held_back(said, plain(line)) for line in lines)


def is_unsettled(said: Utterance) -> bool:
    """Return whether a part of the message leaves the rest open: "…, muss aber erst fragen"."""
    return any(
        _UNSETTLED.search(clause.key) for sentence in said.sentences for clause in sentence.clauses
    )


def _is_held_back(said: Utterance, line: str) -> bool:
    name = line.partition(" ")[0]
    inside = name == _FREE_TEXT
    # What is in the question to the network is part of it.
    beside = [one for one in said.sentences if not (inside and _share(plain(one.text), line))]
    if inside and any(_is_denied(plain(one.text), line) for one in said.sentences):
        return True
    keys = [clause.key for sentence in beside for clause in sentence.clauses]
    return any(_holds(key, name) for key in keys) or any(
        _names_another(sentence.key, line) for sentence in beside if not inside
    )


def _share(text: str, line: str) -> bool:
    """Return whether the free text of the line is, or begins, in that sentence."""
    text = text.strip(" .?!")
    return text in line or line.partition(" ")[2][:_ENOUGH].strip(" .?!") in text


def _is_denied(text: str, line: str) -> bool:
    """Return whether a "nicht" leads to the free text: "Fragen Sie lieber nicht: …"."""
    start = line.partition(" ")[2][:_ENOUGH].strip(" .?!")
    head, found, _ = text.partition(start) if start else ("", "", "")
    return bool(found) and is_negated(head)


def _holds(key: str, name: str) -> bool:
    if _NOT_MEANT.search(key) or (name not in _MILD and _UNSETTLED.search(key)):
        return True
    if name == _NO_REMINDER and _MANNER.search(key):
        return True
    of_date = name in _OWN_CONDITIONS
    if (_AROUND_IT if of_date else _PONDERED).search(key):
        return True
    if name != _REFUSAL and _RATHER_NOT.search(key):
        return True
    return not of_date and _ONLY_IF.search(key) is not None


def _names_another(key: str, line: str) -> bool:
    found, instead = _ANOTHER.search(key), _INSTEAD.search(key)
    if instead is not None and instead[0].split()[-1] in line.split():
        return True
    return found is not None and found[0].split()[-1] not in line.split()
