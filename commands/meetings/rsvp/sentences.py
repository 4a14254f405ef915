"""Which sentences say that somebody comes, does not, or perhaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from commands.language.patterns import Pattern, at_start, pattern, whole
from commands.language.understanding import moods
from commands.language.understanding.held import is_unsettled
from commands.language.understanding.readings import Beside, Reading, Said, SentenceRules
from commands.language.understanding.utterance import Clause
from commands.meetings.described import days_in, described, kinds_in, numbers_in, numbers_of
from commands.meetings.texts import sentences as naming
from commands.meetings.texts import sentences_accepting as accepting
from commands.meetings.texts import sentences_answers as around
from commands.meetings.texts import sentences_declining as declining
from commands.meetings.texts import sentences_planning as planning

_YES, _NO, _MAYBE = pattern(*accepting.DABEI), pattern(*declining.NO), pattern(*declining.MAYBE)
_IS_THERE, _IS_AWAY = pattern(*accepting.IS_THERE), pattern(*declining.IS_AWAY)
_BELOW_YES, _BELOW_NO = whole(*accepting.BELOW_YES), whole(*declining.BELOW_NO)
_WISH, _PURPOSE = pattern(*accepting.WISH), pattern(*around.PURPOSE)
_NOT_ATTENDING = pattern(*around.NOT_ATTENDING)
_OWN, _COLLEAGUE = pattern(*around.OWN), pattern(*around.COLLEAGUE)
_WITH_COLLEAGUE = pattern(*around.WITH_COLLEAGUE)
_FILLER = pattern(*around.AROUND)
_REGISTER_ME, _HAS_BEEN = pattern(*accepting.REGISTER_ME), pattern(*around.HAS_BEEN)
_BARE_YES, _BARE_NO = whole(*accepting.BARE_YES), whole(*declining.BARE_NO)
_SHORT_NOTICE = pattern(*declining.SHORT_NOTICE)
_VAGUE, _OF_COMING = pattern(*declining.VAGUE), pattern(*around.OF_COMING)
_NO_NEGATION = pattern(*declining.NO_NEGATION)
_NO_REFUSAL, _MYSELF = pattern(*declining.NO_REFUSAL), pattern(*around.MYSELF)
_LIKE_NOT = Pattern(
    r"\b(?:n\w{0,2}ch?t\w?|n[aeiou]{1,2}t|nich\w?|keen\w*|koa\w*|ned\w?|nid|niemols)\b"
)
_ASKS_FOR, _NOT_MINE = at_start(*around.ASKS_FOR), pattern(*declining.NOT_MINE)
_TO_AND_FRO, _FIRST_PERSON = pattern(*around.TO_AND_FRO), pattern(*around.FIRST_PERSON)
_PASSES_ON, _SUBJECTLESS = pattern(*around.PASSES_ON), pattern(*around.ENDS_IN)
_UNSPOKEN, _CANCEL = pattern(*around.UNSPOKEN), pattern(*declining.CANCEL)
_ENTERS, _DATES = pattern(*accepting.ENTERS), pattern(*naming.DATES)
_FRIENDLY = pattern(*around.FRIENDLY)
_BESIDE_VAGUE = frozenset(declining.BESIDE_VAGUE)
_TASK, _ON_DAY = pattern(*around.TASK), pattern(*around.ON_DAY)
_DEPENDS = pattern(*declining.DEPENDS)
_MOVE = pattern(*planning.MOVE)
_ANSWERS = pattern(
    *accepting.DABEI,
    *accepting.IS_THERE,
    *accepting.BELOW_YES,
    *declining.NO,
    *declining.MAYBE,
    *declining.IS_AWAY,
)
_BESIDE = Beside(_ANSWERS, whole(*around.BESIDE_AN_ANSWER))
_SUBJECT = pattern(*around.SUBJECT)
_FOR_ALL = pattern(*around.FOR_ALL)
_PRESENT = at_start(*around.PRESENT)
_LONGEST = 60
# As written: folded, "könnte" is "können".
_COULD = Pattern(around.COULD)


@dataclass(frozen=True)
class _Answers:
    """What the clauses of a sentence say about coming."""

    yes: bool = False
    no: bool = False
    maybe: bool = False
    wish: bool = False
    conditional: bool = False
    # A vague word alone counts only if nothing else is talked about.
    firm: bool = True


def read(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    if len(sentence.tokens) > _LONGEST or said.utterance.where.value == "room":
        return
    if sentence.is_question and not _asks_to_register(said):
        return
    if (
        sentence.has(_PURPOSE)
        or (said.below_date and sentence.has(_MOVE) and not is_unsettled(said.utterance))
        or moods.is_hypothetical(sentence)
    ):
        return
    if _passes_on(said) or (not said.below_date and sentence.has(_FOR_ALL)):
        return
    both = list(_to_and_fro(said))
    if both:
        yield from both
        return
    refuses = said.below_date and _BARE_NO.match(said.key)
    answers = _Answers(no=True) if refuses else _answers(said)
    line = _line(answers)
    if not line:
        return
    behind = described(said)
    numbers = numbers_in(sentence) if not said.below_date else []
    if len(numbers) > 1 and len(line) == 1:
        yield from (Reading(f"{line[0]} {number}", changes=True) for number in numbers)
        return
    if not said.below_date and sentence.has(_ENTERS) and not (behind or sentence.has(_DATES)):
        line = [*line, "profil"]
    if sentence.has(_CANCEL) and len(said.utterance.sentences) == 1:
        line = [*line, "kontakt"]
    alone = ("profil", "kontakt")
    first, *others = [word if word in alone else f"{word}{behind}" for word in line]
    doubtful = not others and (said.leaves_open(_BESIDE) or _denies_number(said, numbers))
    yield Reading(first, changes=True, or_else=tuple(others), doubtful=doubtful)


def _denies_number(said: Said, numbers: Sequence[int]) -> bool:
    """Return whether the number stands beside a "nicht" alone: "…, nur nicht zu Termin 13"."""
    return any(
        moods.is_negated(clause.key) and not (_YES.search(clause.key) or _NO.search(clause.key))
        for clause in said.sentence.clauses[1:]
        if set(numbers_of(clause.key)) & set(numbers)
    )


def _passes_on(said: Said) -> bool:
    """Return whether somebody else is meant or told: "Sag Petra, ich komme später"."""
    if said.means_somebody and not (said.sentence.has(_FIRST_PERSON) or said.below_date):
        return True
    told = (
        (behind.is_capital or said.sentence.is_lower) and behind.key not in said.known.words
        for before, behind in pairwise(said.sentence.tokens[:4])
        if before.key == "sagen"
    )
    return said.sentence.has(_PASSES_ON) or any(told)


def _to_and_fro(said: Said) -> Iterator[Reading]:
    """Read "Melden Sie mich bei 5 an und bei 6 ab"."""
    if said.below_date:
        return
    each = list(_each_by_itself(said))
    if each or said.is_negated:
        yield from each
        return
    ends = [_TO_AND_FRO.search(clause.key) for clause in said.sentence.clauses]
    found = [(int(end[1]), end[2] in around.TO) for end in ends if end is not None]
    if len({comes for _, comes in found}) > 1:
        for number, comes in found:
            yield Reading(f"{'dabei' if comes else 'nichtdabei'} {number}", changes=True)


def _each_by_itself(said: Said) -> Iterator[Reading]:
    """Read "Bei Termin 4 bin ich dabei, bei Termin 5 nicht"."""
    found = [(n, clause.key) for clause in said.sentence.clauses for n in numbers_of(clause.key)]
    if not any(_YES.search(key) or _NO.search(key) for _, key in found):
        return
    stays_away = {n: moods.is_negated(key) or _NO.search(key) is not None for n, key in found}
    if len(set(stays_away.values())) > 1:
        for number, away in stays_away.items():
            yield Reading(f"{'nichtdabei' if away else 'dabei'} {number}", changes=True)


def _asks_to_register(said: Said) -> bool:
    return said.sentence.has(_REGISTER_ME)


def _line(answers: _Answers) -> list[str]:
    """Return one command, or several if it is not clear which."""
    if answers.conditional and not answers.maybe:
        if answers.no and not (answers.yes or answers.wish):
            return ["nichtdabei", "vielleicht"]
        return ["dabei", "vielleicht"] if answers.yes or answers.wish else []
    if answers.maybe:
        if answers.no:
            return ["vielleicht", "nichtdabei"]
        return ["vielleicht", "dabei"] if answers.yes else ["vielleicht"]
    if answers.no:
        return ["nichtdabei", "dabei"] if answers.yes else ["nichtdabei"]
    if answers.yes:
        return ["dabei"]
    return ["dabei", "vielleicht"] if answers.wish else []


def _answers(said: Said) -> _Answers:
    """Put the clauses together; a word such as "ja" counts if nothing else is talked about."""
    found: list[_Answers] = []
    bare: list[_Answers] = []
    conditional = moods.is_on_condition(said.sentence) or is_unsettled(said.utterance)
    conditional = conditional or _COULD.search(said.sentence.written) is not None
    talks = False
    clauses = said.sentence.clauses
    for at, clause in enumerate(clauses):
        if clause.opened_by in around.SUBORDINATE:
            conditional = conditional or clause.opened_by in around.CONDITIONAL
            talks = talks or not (_OF_COMING.search(clause.key) or conditional)
            skipped = not said.below_date or clause.opened_by not in around.REASONS
            # "Kann sein, dass ich komme".
            if skipped or any(each.maybe for each in (*found, *bare)):
                continue
        if _NOT_ATTENDING.search(clause.key) or _goes_on_telling(clauses[:at], clause):
            talks = True
            continue
        if moods.is_negated(clause.key) and at + 1 < len(clauses) and _is_task(clauses[at + 1]):
            talks = True
            continue
        one, rest = _of_clause(said, clause), _rest(clause.key)
        if one is not None:
            found.append(one)
        elif (said.below_date or numbers_in(said.sentence)) and (
            answer := _of_word(rest, clause.key)
        ) is not None:
            bare.append(answer)
        elif rest and not _FRIENDLY.search(clause.key):
            talks = True
    found = _that_count(found, bare, talks=talks)
    if talks and any(each.maybe and not each.firm for each in found):
        return _Answers()
    if _wants_to_know(said):
        found = [each for each in found if not each.maybe]
    return _together(found, conditional=conditional)


def _together(found: Sequence[_Answers], *, conditional: bool) -> _Answers:
    return _Answers(
        any(each.yes for each in found),
        any(each.no for each in found),
        any(each.maybe for each in found),
        any(each.wish for each in found),
        conditional,
    )


def _goes_on_telling(before: Sequence[Clause], clause: Clause) -> bool:
    """Return whether it tells more of the past: "… war ich krank und konnte nicht"."""
    told = bool(before) and moods.PAST.search(before[-1].written) is not None
    return told and _SUBJECT.search(clause.key) is None and _PRESENT.match(clause.key) is None


def _that_count(
    found: Sequence[_Answers], bare: Sequence[_Answers], *, talks: bool
) -> list[_Answers]:
    """Return the answers that count; in "Ja, vielleicht" the yes does not."""
    if any(each.maybe for each in (*found, *bare)):
        bare = [each for each in bare if not each.yes]
    return [*found, *([] if talks and not found else bare)]


def _is_task(clause: Clause) -> bool:
    """Return whether it names what is not managed: "ich schaffe es nicht, … zu schicken"."""
    return _TASK.search(clause.key) is not None and _OF_COMING.search(clause.key) is None


def _rest(key: str) -> str:
    return " ".join(_FILLER.sub(" ", _ON_DAY.sub(" ", key)).split())


def _of_word(rest: str, key: str) -> _Answers | None:
    """Read a clause that is nothing but "ja", "leider nicht" or "vielleicht"."""
    for words in (key, rest):
        if _BARE_NO.match(words):
            return _Answers(no=True)
        if _BARE_YES.match(words):
            return _Answers(yes=True)
    is_vague = _VAGUE.search(key) or _SHORT_NOTICE.search(key)
    beside = _SHORT_NOTICE.sub(" ", _VAGUE.sub(" ", rest)).split()
    if is_vague and set(beside) <= _BESIDE_VAGUE:
        denied = moods.is_negated(key)
        return _Answers(maybe=True, no=denied, firm=False)
    return None


def _of_clause(said: Said, clause: Clause) -> _Answers | None:
    """Read a clause that says by itself whether its writer comes; None if it does not."""
    key = clause.key
    with_somebody = _WITH_COLLEAGUE.search(key) is not None
    if _COLLEAGUE.search(key) and not with_somebody and not _MYSELF.search(key):
        return None
    if moods.PAST.search(clause.written) or _HAS_BEEN.search(key) or _NO_REFUSAL.search(key):
        return None
    if _is_of_others(said, key) and not with_somebody:
        return None
    if "einträge" in clause.written:
        return None  # folded, it is "eintragen"
    rest, below = _rest(key), said.below_date
    sentence = said.sentence
    dated = below or bool(numbers_in(sentence) or days_in(sentence) or kinds_in(sentence))
    comes = _YES.search(key) or (dated and _IS_THERE.search(key))
    stays_away = _NO.search(key) or (dated and _IS_AWAY.search(key))
    names_coming = bool(comes or stays_away)
    asked = _OF_COMING if numbers_in(sentence) else _YES
    unsure = any(c.opened_by == "ob" and asked.search(c.key) for c in sentence.clauses)
    if names_coming and _VAGUE.search(key):
        return _Answers(maybe=True, no=moods.is_negated(key))
    if _MAYBE.search(key) and (below or names_coming or unsure):
        return _Answers(maybe=True)
    positive = _NO_NEGATION.sub(" ", key)
    negated = moods.is_negated(positive) or _LIKE_NOT.search(positive) is not None
    if stays_away or (below and rest and (_BELOW_NO.match(rest) or _BELOW_NO.match(key))):
        return _Answers(no=True)
    if _WISH.search(key) and names_coming and not negated:
        return _Answers(wish=True)
    if comes or (below and (_BELOW_YES.match(rest) or _BELOW_YES.match(key))):
        if negated:
            return _Answers(no=True)
        others = moods.is_about_others(clause, _OWN) and not with_somebody
        return None if others else _Answers(yes=True)
    return None


def _wants_to_know(said: Said) -> bool:
    """Return whether something else is open than the writer's coming: "wer das moderiert"."""
    if said.sentence.has(_DEPENDS):
        return False
    clauses = [(f"{c.opened_by} {c.key}".strip(), c.key) for c in said.sentence.clauses[1:]]
    return any(
        _ASKS_FOR.match(whole) and not (_OF_COMING.search(key) and _is_known(said, key))
        for whole, key in clauses
    )


def _is_known(said: Said, key: str) -> bool:
    return all(word in said.known.words for word in _FILLER.sub(" ", key).split() if word.isalpha())


def _is_of_others(said: Said, key: str) -> bool:
    """Return whether it speaks of somebody else: "Petra ist dabei", "passt vielen nicht"."""
    if _NOT_MINE.search(key):
        return True
    if _FIRST_PERSON.search(key):
        return False
    verb = _SUBJECTLESS.search(key)
    before = _UNSPOKEN.sub(" ", _FILLER.sub(" ", key[: verb.start()] if verb else "")).split()
    return any(word.isalpha() and word not in said.known.words for word in before)


def suggest(said: Said) -> Iterator[str]:
    if said.sentence.has(_YES) or said.sentence.has(_NO):
        yield "termine"


RULES = SentenceRules("rsvp", read, suggest=suggest, told=True)
