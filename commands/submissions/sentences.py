"""Which sentences about submissions are understood."""

from collections.abc import Iterator

from commands.language.patterns import pattern, whole
from commands.language.understanding.moods import is_hypothetical
from commands.language.understanding.readings import Beside, Reading, Said, SentenceRules
from commands.submissions.texts import sentences as texts

_SUBMIT, _WANTS, _HOW = pattern(*texts.SUBMIT), pattern(*texts.WANTS), pattern(*texts.HOW)
_NOT_SUBMITTING, _LINK_MEANS = pattern(*texts.NOT_SUBMITTING), pattern(*texts.LINK_MEANS)
_OWN, _NUMBER, _WITHDRAW = pattern(*texts.OWN), pattern(*texts.NUMBER), pattern(*texts.WITHDRAW)
_DECIDE, _ASKS = pattern(*texts.DECIDE), pattern(*texts.ASKS)
_SUBMISSION = pattern("einreichung\\w*", "vorschlag\\w*", "vorschläge\\w*")
_HAS_SUBMITTED, _ASKS_HOW = pattern(*texts.HAS_SUBMITTED), pattern(*texts.ASKS_HOW)
_ASKS_TO_WITHDRAW, _MINE = pattern(*texts.ASKS_HOW_TO_WITHDRAW), pattern(*texts.MINE)
_OTHERS, _BROKEN = pattern(*texts.OTHERS), pattern(*texts.BROKEN)
_ASKS_AT_ALL = pattern(*texts.ASKS_AT_ALL)
_ASKS_BOT = pattern(*texts.ASKS_BOT)
_AROUND_SUBMISSION = whole(*texts.AROUND_SUBMISSION)
_FEW = 3


def read(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    if said.below_date:
        return
    if said.utterance.links:
        yield from _of_link(said)
        return
    if said.is_supposed:
        if sentence.has(_SUBMIT):
            yield Reading("hilfe einreichen")
        elif sentence.has(_WITHDRAW) and sentence.has(_SUBMISSION):
            yield Reading("hilfe zurückziehen")
        return
    numbers = list(dict.fromkeys(int(n) for n in _NUMBER.findall(said.key) if int(n)))
    if sentence.has(_WITHDRAW) and sentence.has(_SUBMISSION) and not said.is_negated:
        yield from _withdraw(said, numbers)
        return
    looks = said.asks and not sentence.has(_DECIDE) and not said.is_negated
    about_one = sentence.has(_ASKS) or len(sentence.tokens) <= _FEW + 1
    if looks and numbers and sentence.has(_SUBMISSION) and about_one:
        yield from (Reading(f"einreichung {number}") for number in numbers)
    elif looks and sentence.has(_OWN):
        if not sentence.has(_WITHDRAW):
            yield Reading("meine")
    else:
        yield from _submit(said)


def _withdraw(said: Said, numbers: list[int]) -> Iterator[Reading]:
    if said.sentence.has(_OTHERS) or said.means_somebody:
        return
    if said.sentence.is_question and _ASKS_TO_WITHDRAW.match(said.key):
        yield Reading("hilfe zurückziehen")
    elif numbers:
        yield from (Reading(f"zurückziehen {number}", changes=True) for number in numbers)
    elif said.asks or _MINE.match(said.key):
        yield Reading("meine", or_else=("hilfe zurückziehen",))


def _submit(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    if not sentence.has(_SUBMIT) or sentence.has(_NOT_SUBMITTING) or said.is_negated:
        return
    wants = sentence.has(_WANTS) and not sentence.has(_HAS_SUBMITTED)
    if not wants and not _ASKS_AT_ALL.match(said.key):
        return
    whether = any(clause.opened_by == "ob" for clause in sentence.clauses)
    asks_whether = (sentence.is_question or whether) and not sentence.has(_ASKS_BOT)
    if _ASKS_HOW.match(said.key) or asks_whether:
        yield Reading("hilfe einreichen")
        return
    if sentence.has(_OTHERS):
        return
    places = said.sure_places
    behind = f" {places[0].name}" if len(places) == 1 else ""
    yield Reading(f"einreichen{behind}", changes=True)


def _of_link(said: Said) -> Iterator[Reading]:
    """Read a place and a link; a link without a place is only asked about."""
    links = said.utterance.links
    if is_hypothetical(said.sentence):
        return
    mine = any(token.kind == "link" for token in said.sentence.tokens)
    if len(links) > 1 or not mine:
        return
    means = said.utterance.key
    if not (_SUBMIT.search(means) or _LINK_MEANS.search(means)) or _NOT_SUBMITTING.search(means):
        return
    if said.is_negated or _BROKEN.search(means):
        return
    named = (p for p in said.places if not (p.doubtful and p.ordinary))
    places = [place for place in named if not _inside_link(said, place.first)]
    if len(places) != 1:
        return
    line = f"einreichen {places[0].name} {links[0]}"
    sure = _SUBMIT.search(means) is not None
    yield Reading(line, changes=True, or_else=() if sure else (f"leitlinie {places[0].name}",))


def _inside_link(said: Said, at: int) -> bool:
    return said.sentence.tokens[at].kind == "link"


def suggest(said: Said) -> Iterator[str]:
    if said.utterance.links or said.sentence.has(_SUBMIT) or said.sentence.has(_SUBMISSION):
        yield "einreichen"
        yield "meine"


RULES = SentenceRules(
    "submissions",
    read,
    texts.WORDS,
    suggest=suggest,
    beside={
        "einreichung": Beside(_SUBMISSION, whole(*texts.AROUND_ONE)),
        "einreichen": Beside(_SUBMIT, _AROUND_SUBMISSION),
        "zurückziehen": Beside(_WITHDRAW, _AROUND_SUBMISSION),
    },
)
