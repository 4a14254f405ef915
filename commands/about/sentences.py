"""Which sentences about the bot, the network and what is stored are understood."""

import re
from collections.abc import Iterator

from commands.about.texts import sentences as texts
from commands.about.texts import sentences_privacy as privacy
from commands.language.patterns import pattern, whole
from commands.language.understanding.readings import Beside, Reading, Said, SentenceRules

_HELP, _NOT_HELP = pattern(*texts.HELP), pattern(*texts.NOT_HELP)
_HOW_TO = pattern(*texts.HOW_TO)
_HOW_TO_WHAT = tuple((name, pattern(*words)) for name, words in texts.HOW_TO_WHAT)
_BROCHURE = pattern(*texts.BROCHURE)
_CONTACT, _NOT_CONTACT = pattern(*texts.CONTACT), pattern(*texts.NOT_CONTACT)
_NEKOPA = pattern(*texts.NEKOPA)
_JOIN, _NOT_JOIN = pattern(*texts.JOIN), pattern(*texts.NOT_JOIN)
_PRIVACY, _MY_DATA = pattern(*privacy.PRIVACY), pattern(*privacy.MY_DATA)
_NOT_PRIVACY = pattern(*privacy.NOT_PRIVACY)
_NOT_MY_DATA, _A_COPY = pattern(*privacy.NOT_MY_DATA), pattern(*privacy.A_COPY)
_IS_DELETED, _EVERYTHING = pattern(*privacy.IS_DELETED), pattern(*privacy.EVERYTHING_THAT)
_FORGET_ME, _NOT_FORGET = pattern(*privacy.FORGET_ME), pattern(*privacy.NOT_FORGET)
_WHOM = pattern(*texts.WHOM)
_STOP, _NOT_STOP = pattern(*texts.STOP), pattern(*texts.NOT_STOP)
_AROUND = whole(*texts.AROUND_NETWORK)
_AROUND_DATA = whole(*privacy.AROUND_DATA)
_FEW = 6


def read(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    if said.below_date:
        return
    if said.is_supposed:
        if sentence.has(_FORGET_ME):
            yield Reading("hilfe vergissmich")
        elif sentence.has(_WHOM) and sentence.has(_CONTACT):
            yield Reading("kontakt")
        return
    if sentence.has(_STOP) and not sentence.has(_NOT_STOP) and not sentence.is_question:
        if len(sentence.tokens) <= _FEW + 2:
            yield Reading("abbrechen", changes=True)
        return
    if not said.asks and not sentence.has(_FORGET_ME):
        return
    found = list(_of_data(said))
    yield from found or _of_network(said)


def _of_data(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    if sentence.has(_IS_DELETED):
        return
    if sentence.has(_FORGET_ME) and not _NOT_FORGET.search(_EVERYTHING.sub(" ", said.key)):
        if sentence.is_question and not re.search(r"\b(?:konnen|konnten|wurden) sie\b", said.key):
            yield Reading("vergissmich", or_else=("datenschutz",))
        else:
            yield Reading("vergissmich", changes=True)
        return
    if said.is_negated and not sentence.is_question:
        return
    if sentence.has(_MY_DATA) and not sentence.has(_NOT_MY_DATA):
        if re.search(r"\bspeicher|\bgespeichert", said.key) and not sentence.has(_A_COPY):
            yield Reading("datenschutz", or_else=("meinedaten",))
        elif not sentence.has(_FORGET_ME):
            yield Reading("meinedaten")
    elif sentence.has(_PRIVACY) and not sentence.has(_NOT_PRIVACY):
        yield Reading("datenschutz")


def _of_network(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    how = sentence.has(_HOW_TO)
    if how:
        for name, words in _HOW_TO_WHAT:
            if sentence.has(words):
                yield Reading(f"hilfe {name}")
                return
    lost = re.search(r"\b(?:finde|weiss|kenne)\b", said.key) is not None
    if said.is_negated and not sentence.is_question and not lost:
        return
    if sentence.has(_BROCHURE):
        yield Reading("broschüre")
    elif sentence.has(_NEKOPA):
        yield Reading("nekopa")
    elif sentence.has(_WHOM) and sentence.has(_CONTACT) and not sentence.has(_NOT_CONTACT):
        yield Reading("kontakt")
    elif sentence.has(_JOIN) and not sentence.has(_NOT_JOIN):
        yield Reading("mitmachen")
    elif sentence.has(_CONTACT) and not sentence.has(_NOT_CONTACT):
        yield Reading("kontakt")
    elif sentence.has(_HELP) and not sentence.has(_NOT_HELP):
        yield Reading("hilfe")


def suggest(said: Said) -> Iterator[str]:
    if re.search(
        r"\bloschen|\bandern|\bverleg|\bfreischalt|\bnetzwerkmanagement|\bfehler|\bkaputt", said.key
    ):
        yield "kontakt"


RULES = SentenceRules(
    "about",
    read,
    texts.WORDS,
    suggest=suggest,
    beside={
        "abbrechen": Beside(_STOP, whole(*texts.AROUND_STOP)),
        "broschüre": Beside(_BROCHURE, _AROUND),
        "kontakt": Beside(_CONTACT, _AROUND),
        "mitmachen": Beside(_JOIN, _AROUND),
        "vergissmich": Beside(_FORGET_ME, _AROUND_DATA),
        "meinedaten": Beside(_MY_DATA, _AROUND_DATA),
    },
)
