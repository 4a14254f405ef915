"""Tell what is only told: what has happened, what others say, and what is meant for somebody."""

import re
from collections.abc import Collection
from itertools import pairwise

from commands.language.texts import said_moods as texts
from commands.language.understanding.folding import pattern, plain
from commands.language.understanding.tokens import Token
from commands.language.understanding.utterance import Clause, Sentence

_HAPPENED, _CITED = pattern(*texts.HAPPENED), pattern(*texts.CITED)
_WAS_DONE = re.compile("|".join(texts.WAS_DONE))
_ORDERS, _TITLED = pattern(*texts.ORDERS), pattern(*texts.TITLED)
_SHORTEST = 3
_SUBORDINATE = frozenset({"wenn", "falls", "sofern", "dass", "ob", "weil", "nachdem", "sobald"})


def is_told(sentence: Sentence) -> bool:
    """Return whether it tells what has happened, and asks for nothing besides."""
    if sentence.is_question or sentence.has(_ORDERS):
        return False
    return any(map(has_happened, sentence.clauses))


def has_happened(clause: Clause) -> bool:
    """Return whether a clause tells what has happened."""
    if clause.opened_by in _SUBORDINATE:
        return False
    return _HAPPENED.search(clause.key) is not None or _WAS_DONE.search(clause.written) is not None


def is_cited(sentence: Sentence) -> bool:
    """Return whether somebody else says it: "Mein Chef sagt, ich soll …"."""
    return sentence.has(_CITED)


def means_somebody(sentence: Sentence, known: Collection[str], places: Collection[int]) -> bool:
    """Return whether it is to be done for somebody else: "Bitte Petra für Termin 3 anmelden".

    A name is a word that nobody listens for; `places` are where places stand.
    """
    if sentence.has(_TITLED):
        return True
    return any(
        before.key in texts.BEFORE_A_PERSON and _may_be_name(token, known) and at not in places
        for at, (before, token) in enumerate(pairwise(sentence.tokens), start=1)
    )


def _may_be_name(token: Token, known: Collection[str]) -> bool:
    is_short = len(token.text) < _SHORTEST
    if token.kind != "word" or not token.is_capital or token.text.isupper() or is_short:
        return False
    return token.key not in known and plain(token.text) not in known
