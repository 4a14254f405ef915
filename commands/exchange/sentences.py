"""Which sentences to the network, and about who knows what, are understood."""

import re
from collections.abc import Iterator

from commands.exchange.texts import sentences as texts
from commands.exchange.texts import sentences_news as news
from commands.language.patterns import Pattern, at_start, pattern, plain, whole
from commands.language.understanding.moods import is_negated
from commands.language.understanding.readings import Beside, Reading, Said, SentenceRules

_ASK, _ASK_ALL = at_start(*texts.ASK), pattern(*texts.ASK_ALL)
_WHO, _NOT_WHO = pattern(*texts.WHO), pattern(*texts.NOT_WHO)
_OPEN, _DONE = pattern(*texts.OPEN_QUESTIONS), pattern(*texts.DONE)
_ALL_DONE = pattern(*texts.ALL_DONE)
_QUESTION_NUMBER = pattern(*texts.QUESTION_NUMBER)
_PROFILE, _CHANGE_PROFILE = pattern(*texts.PROFILE), pattern(*texts.CHANGE_PROFILE)
_HEADS_A_PROFILE = whole(*texts.HEADS_A_PROFILE)
_NOT_PROFILE, _SETS_PROFILE = pattern(*texts.NOT_PROFILE), pattern(*texts.SETS_PROFILE)
_ABOUT, _TAIL = pattern(*texts.ABOUT), pattern(*texts.WHO_TAIL)
_PARTS = Pattern(texts.PARTS, re.IGNORECASE)
_BOT_CLOSES, _HAS_QUESTIONS = pattern(*texts.BOT_CLOSES), pattern(*texts.HAS_QUESTIONS)
_PUTS_QUESTION, _SURELY = pattern(*texts.PUTS_QUESTION), pattern(*texts.SURELY_WHO)
_HEAD = pattern(*texts.TO_ALL_HEAD)
_TO_ONE = pattern(*texts.TO_ONE)
_HAS_DONE = pattern(*texts.HAS_DONE)
_THEMES, _RESULT = pattern(*texts.THEMES), pattern(*texts.RESULT)
_ASKS = pattern(*texts.ASKS)
_INTRODUCES, _IS_NEW = pattern(*news.INTRODUCES), pattern(*news.IS_NEW)
_WANTED = pattern(*news.WANTED_TO_INTRODUCE)
_FOLLOW, _REOPEN = pattern(*texts.FOLLOW), pattern(*texts.REOPEN)
_NAMED = pattern(*texts.NOT_ANONYMOUSLY)
_ANONYMOUSLY, _MAY_I = pattern(*texts.ANONYMOUSLY), pattern(*texts.MAY_I)
_NEWS, _OF_COLLECTION = pattern(*news.NEWS), pattern(*news.OF_COLLECTION)
_DIGEST, _DIGEST_ENDS = pattern(*news.DIGEST), pattern(*news.DIGEST_ENDS)
_BESIDE_DIGEST = Beside(_DIGEST, whole(*news.AROUND_DIGEST))
_DIGEST_STAYS = pattern(*news.DIGEST_STAYS)
_BESIDE_DONE = Beside(_QUESTION_NUMBER, whole(*texts.AROUND_DONE))
_DIGEST_WANTED = pattern(*news.DIGEST_WANTED)
_BY_MAIL, _MONTHLY, _WEEKLY = (
    pattern(*news.BY_MAIL),
    pattern(*news.MONTHLY),
    pattern(*news.WEEKLY),
)
_ADDRESS = Pattern(r"[^\s@<>()]+@[^\s@<>()]+[^\s@<>().,;!?]")
_LONGEST_TOPIC = 8


def read(said: Said) -> Iterator[Reading]:
    if said.below_date or said.is_supposed or said.utterance.links:
        return
    for rule in (
        _unnamed,
        _behind_a_colon,
        _newcomers,
        _digest,
        _questions,
        _to_the_network,
        _profile,
        _who,
        _news,
    ):
        found = list(rule(said))
        if found:
            yield from found
            return


def _unnamed(said: Said) -> Iterator[Reading]:
    """Read "Ich möchte anonym fragen", with the question behind a colon or a comma."""
    # "Ohne Namen" counts as a negation elsewhere.
    if said.sentence.has(_NAMED) or not said.sentence.has(_ANONYMOUSLY):
        return
    text = said.sentence.text.strip()
    mark = _PARTS.search(text)
    if mark is None and said.sentence.is_question and _MAY_I.search(said.key) is None:
        return
    asked = "" if mark is None else " ".join(text[mark.end() :].split())
    words = f" {asked}" if len(asked.split()) > 1 else ""
    yield Reading(f"{texts.ANONYMOUS_LINE}{words}", changes=True, only=True)


def _digest(said: Said) -> Iterator[Reading]:
    """Read "Ich möchte den Rundbrief per Mail" and "Rundbrief abbestellen"."""
    sentence = said.sentence
    if not sentence.has(_DIGEST) or sentence.has(_DIGEST_STAYS):
        return
    if sentence.has(_DIGEST_ENDS):
        yield Reading(f"rundbrief {news.OFF}", changes=True)
    elif sentence.has(_DIGEST_WANTED) and not said.is_negated:
        address = _ADDRESS.search(sentence.text)
        words = [
            "rundbrief",
            news.A_MONTH if sentence.has(_MONTHLY) else "",
            news.A_WEEK if sentence.has(_WEEKLY) else "",
            "mail" if address or sentence.has(_BY_MAIL) else "",
            "" if address is None else address[0],
        ]
        line = " ".join(filter(None, words))
        # Without more words, what there is to order is shown.
        yield Reading(line, changes=line != "rundbrief")
    elif (said.asks or len(sentence.tokens) == 1) and not said.leaves_open(_BESIDE_DIGEST):
        yield Reading("rundbrief")


def _news(said: Said) -> Iterator[Reading]:
    """Read "Was gibt es Neues?" and "Was habe ich verpasst?", unless it is about the collection."""
    sentence = said.sentence
    if sentence.has(_NEWS) and not sentence.has(_OF_COLLECTION) and not said.places:
        yield Reading("stand")


def _newcomers(said: Said) -> Iterator[Reading]:
    """Read "Ich bin neu hier" and "Ich möchte mich vorstellen: …"."""
    sentence = said.sentence
    if said.is_negated or sentence.is_question:
        return
    whole = said.utterance.text
    _, _, rest = whole[max(whole.find(sentence.text), 0) :].partition(":")
    words = " ".join(rest.split()) if ":" in sentence.text else ""
    if sentence.has(_INTRODUCES) or (words and sentence.has(_WANTED)):
        yield Reading(f"vorstellen {words}".rstrip(), changes=True, only=True)
    elif sentence.has(_IS_NEW):
        yield Reading("rundgang", or_else=("hilfe",))


def _questions(said: Said) -> Iterator[Reading]:
    number = _QUESTION_NUMBER.search(said.key)
    if number is not None and said.sentence.has(_RESULT):
        words = " ".join(said.sentence.text.partition(":")[2].split())
        yield Reading(f"ergebnis {int(number[1])} {words}".strip(), changes=True)
        return
    if said.asks and not said.is_negated and said.sentence.has(_THEMES):
        yield Reading("themen")
        return
    if number is not None and said.sentence.has(_DONE) and not said.is_negated:
        if not said.sentence.is_question or _BOT_CLOSES.match(said.key):
            yield Reading(f"erledigt {int(number[1])}", changes=True)
        return
    if number is not None and not said.is_negated:
        yield from _about_one(said, int(number[1]))
        return
    is_over = said.sentence.has(_ALL_DONE) and not said.sentence.is_question
    if is_over or said.is_negated:
        return
    if said.sentence.has(_OPEN) and said.asks and not said.sentence.has(_HAS_QUESTIONS):
        yield Reading("fragen")


def _about_one(said: Said, number: int) -> Iterator[Reading]:
    """Read "Ich möchte Frage 12 folgen" and "Öffnen Sie Frage 12 wieder"."""
    sentence = said.sentence
    if sentence.is_question and not _BOT_CLOSES.match(said.key):
        return
    if sentence.has(_FOLLOW):
        yield Reading(f"folgen {number}", changes=True)
    elif sentence.has(_REOPEN):
        yield Reading(f"{texts.OPEN_AGAIN} {number}", changes=True)


def _behind_a_colon(said: Said) -> Iterator[Reading]:
    """Read "Könnt ihr mal alle fragen: …" and "An das Netzwerk: …"."""
    head, colon, asked = said.sentence.text.partition(": ")
    key, words = plain(head), asked.split()
    to_all = _HEAD.search(key) and _ASK_ALL.search(key) and not is_negated(key)
    if colon and to_all and len(words) > 1:
        yield Reading(f"frage {' '.join(words)}", changes=True, only=True)


def _to_the_network(said: Said) -> Iterator[Reading]:
    """Read "Frage an alle: …" and "Fragen Sie bitte das Netzwerk, ob …"."""
    text = said.sentence.text.strip()
    found = _ASK.match(said.key)
    if found is None or (said.is_negated and not said.sentence.is_question):
        return
    to_all = _ASK_ALL.search(found[0]) is not None
    mark = _PARTS.search(text)
    if mark is None:
        if to_all and said.sentence.has(_PUTS_QUESTION) and len(said.sentence.tokens) < 12:
            yield Reading("frage", changes=True)
        return
    head, asked = text[: mark.start()], " ".join(text[mark.end() :].split())
    is_heading = len(head.split()) <= 3 and head.casefold().startswith(texts.HEADINGS)
    if _TO_ONE.search(plain(head)) and not to_all:
        return
    if len(asked.split()) < 2 or not (to_all or is_heading):
        return
    yield Reading(f"frage {asked}", changes=True, only=to_all)


def _profile(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    if sentence.has(_NOT_PROFILE) or said.is_negated:
        return
    is_wish = not sentence.is_question or _BOT_CLOSES.match(said.key) is not None
    if is_wish and sentence.has(_SETS_PROFILE):
        return
    head, colon, rest = sentence.text.partition(":")
    if sentence.has(_CHANGE_PROFILE) or (colon and _HEADS_A_PROFILE.match(plain(head).strip())):
        words = " ".join(rest.split()).strip(" .!")
        yield Reading(
            f"profil {words}" if colon and words else "profil", changes=bool(colon and words)
        )
    elif sentence.has(_PROFILE) and said.asks:
        yield Reading("profil")


def _who(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    found = _WHO.search(said.key)
    if found is None or sentence.has(_NOT_WHO) or said.is_negated:
        return
    if not (sentence.is_question or found.start() == 0 or said.asks):
        return
    tokens, at = [], 0
    for token in sentence.tokens:
        if at >= found.start():
            tokens.append(token)
        at += len(token.key) + 1
    kept, started = [], False
    for token in tokens:
        if not started:
            started = _ABOUT.fullmatch(token.key) is not None
            continue
        if token.key in texts.FREE or _TAIL.fullmatch(token.key):
            continue
        kept.append(token.text)
    # "Wer hat schon mal einen Bürgerhaushalt gemacht?"
    if not started and sentence.has(_HAS_DONE):
        kept = [token.text for token in tokens[1:] if token.is_capital]
    topic = " ".join(kept[:_LONGEST_TOPIC])
    if topic:
        sure = sentence.has(_SURELY)
        question = " ".join(sentence.text.split())
        yield Reading(f"wer {topic}", or_else=() if sure else (f"frage {question}",))


def suggest(said: Said) -> Iterator[str]:
    if said.sentence.is_question:
        yield f"frage {' '.join(said.sentence.text.split())[:300]}"
    elif said.sentence.has(_ASKS):
        yield "frage"


RULES = SentenceRules(
    "exchange",
    read,
    texts.WORDS,
    suggest=suggest,
    told=True,
    beside={"rundbrief": _BESIDE_DIGEST, "erledigt": _BESIDE_DONE},
)
