"""Which sentences about the collection are understood."""

import re
from collections.abc import Iterator
from itertools import pairwise

from commands.collection.browsing.sentences import (
    BESIDE_COLLECTION,
    BESIDE_MAP,
    is_land,
    list_in,
    of_collection,
    of_map,
)
from commands.collection.search.sentences import (
    asks_who,
    of_kind_of_document,
    of_topic,
    topic_of,
)
from commands.collection.texts import sentences as texts
from commands.collection.texts import sentences_lists as lists
from commands.collection.texts import sentences_search as search
from commands.collection.told_apart import is_nearly, told_apart, written
from commands.language.patterns import Pattern, at_start, pattern, plain, whole
from commands.language.texts.said_places import PERSONS
from commands.language.understanding.moods import is_negated, is_telegraphic
from commands.language.understanding.places import PlaceMention
from commands.language.understanding.readings import Beside, Reading, Said, SentenceRules
from commands.language.understanding.tokens import Token

_GUIDELINE = pattern(*texts.GUIDELINE)
_HAVE = pattern(*texts.HAVE)
_DOCUMENT = pattern(*texts.DOCUMENT)
_OTHER_MATTER = pattern(*texts.OTHER_MATTER)
_NO_LOOK_UP = pattern(*texts.NO_LOOK_UP)
_TOWNS = pattern(*lists.MANY)
_LAND = whole(*texts.LANDS)
_MORE = whole(*lists.MORE)
_TOPIC = pattern(*search.TOPIC)
_ABOUT_BOT, _NOT_THIS = at_start(*texts.ABOUT_BOT), at_start(*texts.NOT_THIS)
_WHO = pattern("wer")
_SEARCHES = at_start(*texts.SEARCHES)
_NOT_THAT = Pattern(texts.NOT_THAT, re.IGNORECASE)
_SHOWS = at_start(*texts.SHOWS)
_SOMETHING, _BOTH = pattern(*texts.SOMETHING), pattern(*texts.BOTH)
_LISTED, _WEAK = pattern(*texts.LISTED), pattern(*texts.WEAK)
_BESIDE_PLACE = Beside(_HAVE, whole(*texts.AROUND_PLACE))
_LONGEST_MORE = 8
_FEW = 2


def read(said: Said) -> Iterator[Reading]:
    if said.below_date or said.is_supposed or not said.asks:
        return
    if said.sentence.has(_NO_LOOK_UP) or said.utterance.links or _is_about_bot(said):
        return
    if len(said.sentence.tokens) <= _LONGEST_MORE and said.sentence.is_all(_MORE):
        yield Reading("mehr")
        return
    if said.is_negated and not said.sentence.is_question and not _is_corrected(said):
        return
    for rule in (_of_places, of_kind_of_document, of_collection, of_topic):
        found = list(rule(said))
        if found:
            yield from found
            break
    yield from of_map(said)


def _is_about_bot(said: Said) -> bool:
    """Return whether the bot itself is asked about; "Wären Sie so freundlich" is a request."""
    return _ABOUT_BOT.match(said.key) is not None and not said.sentence.written.startswith("wären")


def _is_corrected(said: Said) -> bool:
    corrects = re.search(
        r"\bsondern\b|\bfind|\bwei(?:ss|s) nicht|\bkenne \w+ (?:\w+ )*nicht$", said.key
    )
    return corrects is not None or _put_right(said) > 0 or _denied_last(said) > 0


def _put_right(said: Said) -> int:
    """Return where the second part of "Nicht Bonn, die von Brühl!" begins; 0 if it is none."""
    first, comma, second = said.sentence.text.partition(",")
    denies = _NOT_THIS.match(" ".join(plain(first).split())) is not None
    if not comma or not denies or "nicht" in plain(second).split():
        return 0
    return len(first) + 1


def _denied_last(said: Said) -> int:
    """Return where the second part of "Brühl, nicht Bonn" begins; 0 if it is none."""
    text = said.sentence.text
    found = _NOT_THAT.search(text)
    if found is None:
        return 0
    more = "," in text[found.end() :]
    return 0 if more or is_negated(plain(text[: found.start()])) else found.start() + 1


# --- a place


def _of_places(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    names = [place for place in said.sure_places if not is_land(place)]
    if sentence.has(_GUIDELINE) or sentence.has(_LISTED):
        meant = [p for p in said.places if _is_meant(said, p) and not is_land(p)]
        names = [place for place in meant if said.is_itself(place)]
        if meant and not names:
            return
    names, start = _left_of(said, names), _put_right(said)
    if not names:
        yield from _of_people(said)
        yield from _of_unknown_place(said)
        return
    about = sentence.has(_GUIDELINE) or sentence.has(_DOCUMENT)
    plain = _is_plain(said)
    if not (about or plain or start or _shows_something(said)):
        return
    # "Bonn oder Köln, wer hat etwas?"
    is_which = len(names) > 1 and sentence.has(_BOTH)
    key = _WHO.sub(" ", said.key) if is_which else said.key
    if (_OTHER_MATTER.search(key) and not about) or (asks_who(said) and not is_which):
        return
    if _SEARCHES.match(said.key) and not about and _seeks_something(said, names[0]):
        return
    if plain and not about and len(said.utterance.sentences) > _FEW:
        return
    yield from _lands_before(said, names[0].first)
    word = "dokument" if sentence.has(_DOCUMENT) else "leitlinie"
    behind = "" if word == "dokument" else list_in(said)
    doubtful = not (about or plain) and said.leaves_open(_BESIDE_PLACE)
    for name in dict.fromkeys(place.name for place in names):
        others = [f"{word} {name} {each}" for each in told_apart(said, names, name)]
        typed = [written(said, place) for place in names if place.name == name]
        others += [f"suche {each}" for each in typed if is_nearly(each, name)]
        yield Reading(f"{word} {name}{behind}", or_else=tuple(others[:1]), doubtful=doubtful)


def _left_of(said: Said, names: list[PlaceMention]) -> list[PlaceMention]:
    """Return the places that are meant after all: corrected, or not denied."""
    tokens, start, denied = said.sentence.tokens, _put_right(said), _denied_last(said)
    if "sondern" in said.key.split():
        at = next(i for i, token in enumerate(tokens) if token.key == "sondern")
        names = [place for place in names if place.first > at]
    if start:
        names = [place for place in said.places if tokens[place.first].at >= start]
    if denied:
        names = [place for place in names if tokens[place.first].at < denied]
    return names


def _shows_something(said: Said) -> bool:
    """Return whether something is asked that a place has; in a few words by a strong one."""
    key = (
        said.key
        if said.asks_openly or not is_telegraphic(said.sentence)
        else _WEAK.sub(" ", said.key)
    )
    return _HAVE.search(key) is not None


def _seeks_something(said: Said, place: PlaceMention) -> bool:
    """Return whether something else is sought in a place: "Suche Nachmieter in Köln"."""
    before = said.sentence.tokens[1 : place.first]
    return any(token.is_capital and token.key not in said.known.words for token in before)


def _of_people(said: Said) -> Iterator[Reading]:
    """Read "Haben die Erlanger etwas für Kinder?"."""
    behind = list_in(said)
    if not (said.sentence.is_question and said.sentence.has(_HAVE)):
        return
    if not (said.sentence.has(_SOMETHING) or said.sentence.has(_GUIDELINE)) or said.sentence.has(
        _OTHER_MATTER
    ):
        return
    for before, token in pairwise(said.sentence.tokens):
        name = said.finder.called_after(token) if before.key == "die" else None
        if name is not None and said.sentence.has(_GUIDELINE):
            yield Reading(f"leitlinie {name}{behind}")
        elif name is not None:
            others = () if behind else (f"suche {token.text}",)
            yield Reading(f"leitlinie {name}{behind}", or_else=others)


def _is_meant(said: Said, place: PlaceMention) -> bool:
    """Return whether guidelines are asked of it: "Welche Leitlinien hat Essen?"."""
    tokens = said.sentence.tokens
    before = tokens[place.first - 1].key if place.first else ""
    behind = tokens[place.end].key if place.end < len(tokens) else ""
    asked = said.sentence.is_question and behind in texts.HAS
    led = (before in texts.HAS or asked) and tokens[place.first].is_capital
    return not place.doubtful or not place.ordinary or led


def _lands_before(said: Said, place: int) -> Iterator[Reading]:
    """Yield a Land that is asked about beside a place: "aus Hessen und aus Heidelberg"."""
    for token in said.sentence.tokens[:place]:
        if _LAND.fullmatch(token.key):
            yield Reading(f"sammlung {token.text}")


def _of_unknown_place(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    doubtful = [place for place in said.places if place.doubtful]
    if doubtful and len(sentence.tokens) == 1:
        yield Reading(f"leitlinie {doubtful[0].name}", or_else=("hilfe leitlinie",))
        return
    if sentence.has(_OTHER_MATTER) or asks_who(said) or sentence.has(_TOPIC):
        return
    unknown = said.finder.unknown(said.known.words)
    if unknown is None:
        yield from _shown_or_had(said)
    if unknown is None or _LAND.match(plain(unknown[0])):
        return
    word, resembles = unknown
    line = f"leitlinie {word}{list_in(said)}"
    if sentence.has(_GUIDELINE) or (resembles and sentence.has(_HAVE)):
        sure = resembles and not sentence.has(_TOWNS)
        yield Reading(line, or_else=() if sure else (f"suche {word}",))


def _shown_or_had(said: Said) -> Iterator[Reading]:
    """Offer a word that is shown or has something, as a place would, if it resembles one."""
    named = [place for place in said.places if not place.ordinary and not is_land(place)]
    known = [place.name for place in named if said.is_itself(place)]
    if named and not known:
        return
    asked = said.sentence.is_question or _SHOWS.match(said.key)
    if known and asked and said.sentence.has(_HAVE):
        yield from (Reading(f"leitlinie {name}{list_in(said)}") for name in dict.fromkeys(known))
        return
    tokens = said.sentence.tokens
    for at, token in list(enumerate(tokens))[::-1][:4]:
        is_new = token.kind == "word" and token.key not in said.known.words
        if not at or not is_new or not (token.is_capital or _is_led(said, token)):
            continue
        if at and tokens[at - 1].key in PERSONS:
            return
        if said.sentence.has(_HAVE) and said.finder.resembles(token):
            name = said.finder.called_after(token) or token.text
            yield Reading(f"leitlinie {name}", or_else=(f"suche {token.text}",))
        return


def _is_led(said: Said, token: Token) -> bool:
    """Return whether a word without a capital stands where a place would."""
    at = said.sentence.tokens.index(token)
    before = said.sentence.tokens[at - 1].key if at else ""
    return said.finder.is_lower and before in texts.LEADS


def _is_plain(said: Said) -> bool:
    """Return whether nothing else is said than places and words around them."""
    inside = {at for place in said.sure_places for at in range(place.first, place.end)}
    rest = [t.key for at, t in enumerate(said.sentence.tokens) if at not in inside]
    return all(word in texts.PLAIN for key in rest for word in key.split())


def suggest(said: Said) -> Iterator[str]:
    for place in [each for each in said.places if not (each.ordinary and each.doubtful)][:1]:
        yield f"leitlinie {place.name}"
    if said.sentence.is_question:
        topic = topic_of(said)
        if topic:
            yield f"suche {topic}"


RULES = SentenceRules(
    "collection",
    read,
    texts.WORDS,
    texts.OWNED,
    suggest,
    beside={"karte": BESIDE_MAP, "sammlung": BESIDE_COLLECTION},
)
