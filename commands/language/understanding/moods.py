"""Tell how a sentence is meant: asked for, supposed, past, denied, of others, or mere courtesy."""

import re
from collections.abc import Collection
from itertools import pairwise

from commands.language.patterns import Pattern, at_start, pattern, plain, whole
from commands.language.texts import said_around as around
from commands.language.texts import said_moods as texts
from commands.language.texts import said_silent as silent
from commands.language.understanding.tokens import Token, one_form
from commands.language.understanding.utterance import Clause, Sentence, Utterance

QUESTION = pattern(*texts.QUESTION)
REQUEST = pattern(*texts.REQUEST)
FINITE = pattern(*texts.FINITE)
CONDITION = pattern(*texts.CONDITION)
# As written: "würde" is no past.
PAST = Pattern(rf"\b(?:{'|'.join(texts.PAST)})\b")
NEGATION = pattern(*texts.NEGATION)
OTHERS = pattern(*texts.OTHERS)
_OF_ONESELF, _IS_SAID = at_start(*texts.OF_ONESELF), Pattern(plain(texts.IS_SAID))
_POLITELY = pattern(*texts.POLITELY)
_VERB_FIRST, _THEN_I = pattern(*texts.VERB_FIRST), pattern(*texts.THEN_I)
_THAT = pattern(*texts.THAT)
HYPOTHETICAL = pattern(*texts.HYPOTHETICAL)
IF_I = pattern(*texts.IF_I)
_STATES = pattern(*texts.FINITE, *texts.SUBJECTS)
_HAS_GOT = pattern(*texts.HAS_GOT)
_OPINION = Pattern(texts.OPINION)
_SOMEBODY_DOES = Pattern(texts.SOMEBODY_DOES)
_FORGOT = pattern(*texts.FORGOT)
_MOST_NOUNS, _SHORTEST_VERB, _FEW = 8, 4, 2
_GOES_ON = pattern(*texts.GOES_ON)
_PARTS = pattern(*silent.PARTS)
_FILLER = frozenset(plain(word) for word in silent.FILLER)
_THANKS = pattern(r"dank\w*", "merci", "thx", "thanks?")
_THANKS_FOR = whole(*silent.THANKS_FOR)
_LONGEST = 40
_SOUNDS = Pattern(r"[?!.…]+")
_HAPPENED, _CITED = pattern(*texts.HAPPENED), pattern(*texts.CITED)
_WAS_DONE = Pattern("|".join(texts.WAS_DONE))
_PRETERITE = Pattern("|".join(texts.PRETERITE))
_ORDERS, _TITLED = pattern(*texts.ORDERS), pattern(*texts.TITLED)
_STATE = whole(*texts.STATE)
_SHORTEST_NAME = 3
_TAKEN_BACK = whole(*around.TAKEN_BACK)
_TAKEN_BACK_INSIDE = pattern(*around.TAKEN_BACK_INSIDE)
_BEFORE_ALL = whole(*around.BEFORE_ALL)
_DENIES, _IRONIC = pattern(*around.DENIES), pattern(*around.IRONIC)
_FEEDBACK = Pattern(f"(?i){'|'.join(around.FEEDBACK)}")
_CODE = Pattern(f"(?i){'|'.join(around.CODE)}")
_ASKED_WITH = frozenset(map(plain, around.ASKED_WITH))
_BEFORE_A_COLON = whole(*around.BEFORE_A_COLON)
_CORRECTED = Pattern(f"(?is){'|'.join(around.CORRECTED)}")
_CITES = at_start(*around.CITES)
_OWN_HEAD = at_start(*around.OWN_HEAD)
_STARTS = at_start(*around.STARTS_ON_CONDITION)
_SUPPOSED = at_start(*around.SUPPOSED)
_WORD, _CLAUSE_END = Pattern(r"[^\W\d_][\w-]*"), Pattern(r"[,;–—(]|\s-\s|\n")
_LONGEST_HEAD = 7
_SUBORDINATE = frozenset({"wenn", "falls", "sofern", "dass", "ob", "weil", "nachdem", "sobald"})


def is_sentence(words: str) -> bool:
    """Return whether words behind a command are none of its arguments, but go on as a sentence."""
    key = " ".join(re.findall(r"[^\W_]+", plain(words)))
    return FINITE.search(key) is not None or _GOES_ON.match(key) is not None


def asks(sentence: Sentence) -> bool:
    """Return whether something is wanted: a question, a request, or a few words without a verb."""
    if QUESTION.match(sentence.key):
        return True
    if sentence.is_question:
        return not _OF_ONESELF.match(sentence.key) or sentence.has(REQUEST)
    if _SOMEBODY_DOES.search(sentence.written) or _OPINION.search(sentence.written):
        return False
    if sentence.has(_FORGOT):
        return True
    open_clauses = (clause.key for clause in sentence.clauses if not has_happened(clause))
    if any(clause.opened_by == "sondern" for clause in sentence.clauses):
        return True
    wanted = REQUEST.search(_HAS_GOT.sub(" ", " ".join(open_clauses)))
    if wanted and not (wanted[0] == "bitte" and _IS_SAID.match(sentence.key)):
        return True
    return is_telegraphic(sentence)


def asks_for_that(sentence: Sentence) -> bool:
    """Return whether it asks for something that another sentence names."""
    return sentence.is_question and sentence.has(_THAT) and sentence.has(REQUEST)


def is_telegraphic(sentence: Sentence) -> bool:
    """Return whether it is a few words without a verb and without somebody who does something."""
    if len(sentence.tokens) > _MOST_NOUNS or sentence.has(_STATES):
        return False
    return not any(
        (
            before.is_capital
            or (sentence.is_lower and before is sentence.tokens[0] and len(sentence.tokens) > _FEW)
        )
        and behind.text.islower()
        and _is_like_a_verb(behind.text)
        for before, behind in pairwise(sentence.tokens)
    )


def _is_like_a_verb(word: str) -> bool:
    """Return whether it may say what somebody does: "Köln diskutiert …"; participles do not."""
    is_short = len(word) < _SHORTEST_VERB
    return word.endswith("t") and not (
        is_short or word in texts.NO_VERBS or word.startswith(("ge", "be"))
    )


def is_supposed(sentence: Sentence) -> bool:
    return is_hypothetical(sentence) or sentence.has(IF_I)


def is_hypothetical(sentence: Sentence) -> bool:
    """Return whether it only imagines something; "wurde" is no "würde"."""
    found = HYPOTHETICAL.search(sentence.key)
    if found is None:
        return False
    return "wurde" not in found[0] or "wurde" not in sentence.written


def is_on_condition(sentence: Sentence) -> bool:
    """Return whether it has a condition, also one without "wenn": "Klappt es, komme ich"."""
    if sentence.has(CONDITION) or _STARTS.match(plain(sentence.whole).strip()):
        return True
    return not sentence.is_question and any(
        _VERB_FIRST.search(before.key) and _THEN_I.search(behind.key)
        for before, behind in pairwise(sentence.clauses)
    )


def is_negated(text: str) -> bool:
    return NEGATION.search(_POLITELY.sub(" ", text)) is not None


def is_about_others(clause: Clause, own: Pattern) -> bool:
    """Return whether somebody else is the subject, and not the writer."""
    return OTHERS.search(clause.key) is not None and own.search(clause.key) is None


# --- what has happened, what others say, what is meant for somebody else


def is_told(sentence: Sentence) -> bool:
    """Return whether it tells what has happened, and asks for nothing besides."""
    if sentence.is_question or sentence.has(_ORDERS):
        return False
    if _PRETERITE.search(sentence.written) or _SOMEBODY_DOES.search(sentence.written):
        return True
    return any(map(has_happened, sentence.clauses))


def has_happened(clause: Clause) -> bool:
    """Return whether a clause tells what has happened."""
    if clause.opened_by in _SUBORDINATE or _STATE.match(clause.key):
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
    is_short = len(token.text) < _SHORTEST_NAME
    if token.kind != "word" or not token.is_capital or token.text.isupper() or is_short:
        return False
    return token.key not in known and plain(token.text) not in known


# --- thanks, farewells, agreement, praise, abuse, emoji


def needs_no_answer(said: Utterance) -> bool:
    """Return whether it is nothing but courtesy or its opposite."""
    if not said.has_words:
        return (
            not said.has_greeting
            and not any(token.kind != "word" for token in said.tokens)
            and bool(_is_emoji(said.text))
        )
    words = said.key.split()
    if len(words) > _LONGEST:
        return False
    if said.is_question and _THANKS.search(said.key) is None:
        return False
    rest, count = _PARTS.subn(" ", said.key)
    return count > 0 and all(word in _FILLER for word in rest.split())


def is_only_thanks(sentence: Sentence) -> bool:
    """Return whether it thanks for something and goes on with nothing else."""
    return not sentence.is_question and _THANKS_FOR.match(sentence.key) is not None


def is_thanks(said: Utterance) -> bool:
    return _THANKS.search(said.key) is not None


def _is_emoji(text: str) -> str:
    """Return what is neither punctuation nor blank."""
    return _SOUNDS.sub("", text).strip()


# --- what makes a reading doubtful


def is_code(text: str) -> bool:
    """Return whether it is written for a program."""
    return _CODE.search(text) is not None


def is_taken_back(said: Utterance) -> bool:
    """Return whether its writer takes back what was said before: "…, ach nein, lass gut sein"."""
    for number, one in enumerate(said.sentences):
        clauses = [clause.key for clause in one.clauses]
        said_before = number > 0
        for key in clauses:
            if said_before and _TAKEN_BACK.match(key):
                return True
            said_before = said_before or not _BEFORE_ALL.match(key)
    return any(one.has(_TAKEN_BACK_INSIDE) for one in said.sentences)


def is_denied(sentence: Sentence) -> bool:
    """Return whether it is denied or mocked: "Es stimmt nicht, dass ich nicht komme"."""
    if sentence.has(_IRONIC):
        return True
    denies = False
    for clause in sentence.clauses:
        if denies and clause.opened_by == "dass":
            return True
        denies = _DENIES.search(clause.key) is not None
    return False


def corrected(sentence: Sentence) -> str:
    """Return what is meant by "Nicht die Karte, sondern den Kalender"; empty if it is no such."""
    found = _CORRECTED.search(sentence.text)
    return "" if found is None else (found[1] or found[2] or "").strip()


def is_others(sentence: Sentence, names: Collection[str]) -> bool:
    """Return whether somebody else says it, or it is only supposed: "Im Protokoll steht: …"."""
    whole_key = plain(sentence.whole).strip()
    if _SUPPOSED.match(whole_key) or _CITES.match(whole_key):
        return True
    head, colon, _ = sentence.whole.partition(": ")
    if not colon or _OWN_HEAD.match(plain(head).strip()):
        return False
    words = [one_form().get(w, w) for w in _WORD.findall(plain(_CLAUSE_END.split(head)[-1]))]
    return len(words) <= _LONGEST_HEAD and any(
        len(word) >= _SHORTEST_NAME
        and word not in names
        and word not in _ASKED_WITH
        and _BEFORE_A_COLON.match(word) is None
        for word in words
    )


def is_feedback(sentence: Sentence) -> bool:
    """Return whether it says how something is or should be: "Die Karte sollte größer sein"."""
    return _FEEDBACK.search(sentence.text) is not None


def leaves_open(
    sentence: Sentence, about: Pattern, explained: Pattern, names: Collection[str]
) -> bool:
    """Return whether words beside what is asked for say something that no rule explains.

    Looked at are the clauses that name it (`about`); `names` are keys of names of places.
    """
    parts = [clause.key for clause in sentence.clauses if about.search(clause.key)]
    words = " ".join(parts or [sentence.key]).split()
    return any(
        len(word) >= _SHORTEST_NAME
        and word not in names
        and word not in _ASKED_WITH
        and word[0].isalpha()
        and explained.match(word) is None
        for word in words
    )
