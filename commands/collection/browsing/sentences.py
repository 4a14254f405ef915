"""Which sentences ask for many entries of the collection, or for the map."""

from collections.abc import Iterator

from commands.collection.texts import sentences as texts
from commands.collection.texts import sentences_lists as lists
from commands.collection.texts import sentences_search as search
from commands.language.patterns import pattern, plain, whole
from commands.language.understanding.places import PlaceMention
from commands.language.understanding.readings import Beside, Reading, Said

_GUIDELINE, _TOPIC = pattern(*texts.GUIDELINE), pattern(*search.TOPIC)
_OTHER_MATTER, _WHO_HAS = pattern(*texts.OTHER_MATTER), pattern(*lists.WHO_HAS)
_LAND, _LAND_ASKED = whole(*texts.LANDS), pattern(*lists.land_asked(texts.LANDS))
_LANDS_AS_ADJECTIVES = tuple((pattern(words), name) for words, name in texts.LANDS_AS_ADJECTIVES)
_TOWNS = pattern(*lists.TOWNS)
_ALL_OF_THEM = pattern(*lists.ALL_OF_THEM)
_STATUSES = (
    ("laufend", pattern(*lists.RUNNING)),
    ("beschlossen", pattern(*lists.DECIDED)),
    ("fortgeschrieben", pattern(*lists.UPDATED)),
    ("neu", pattern(*lists.NEW)),
    ("ohne angaben", pattern(*lists.WITHOUT_DETAILS)),
)
_OF_ONE_S_OWN = pattern(*lists.OF_ONE_S_OWN)
_LETTER, _LACKING = pattern(*lists.LETTER), pattern(*lists.LACKING)
_MAP, _MAP_ASKED, _NO_MAP = (
    pattern(*words) for words in (lists.MAP, lists.MAP_ASKED, lists.NO_MAP)
)
BESIDE_COLLECTION = Beside(pattern(*lists.TOWNS, *texts.GUIDELINE), whole(*lists.AROUND_COLLECTION))
BESIDE_MAP = Beside(_MAP, whole(*lists.AROUND_MAP))
_YOUTH, _CHILDREN, _CITIZENS = (
    pattern(*words) for words in (texts.YOUTH, texts.CHILDREN, texts.CITIZENS)
)


def list_in(said: Said) -> str:
    if said.sentence.has(_CHILDREN):
        return " kinder"
    if said.sentence.has(_YOUTH):
        return " jugend"
    return " bürger" if said.sentence.has(_CITIZENS) else ""


def lands_in(said: Said) -> list[str]:
    """Return the Länder that are named, also as in "bayerische Kommunen"."""
    found = [t.text for t in said.sentence.tokens if _LAND.fullmatch(t.key)]
    return found + [name for words, name in _LANDS_AS_ADJECTIVES if said.sentence.has(words)]


def is_land(place: PlaceMention) -> bool:
    """Return whether a municipality is called like a Land, which is meant then: "Sachsen"."""
    return _LAND.fullmatch(plain(place.name)) is not None and plain(place.name) not in texts.CITIES


def states_in(said: Said) -> list[str]:
    return [name for name, words in _STATUSES if said.sentence.has(words)]


def of_collection(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    other = sentence.has(_OTHER_MATTER) and not sentence.has(_WHO_HAS)
    if sentence.has(_TOPIC) or other or any(not is_land(place) for place in said.sure_places):
        return
    if any(
        token.is_capital and said.finder.may_be_called_after(token) for token in sentence.tokens[1:]
    ):
        return
    lands, states = lands_in(said), states_in(said)
    letter = _LETTER.search(said.key)
    letters = [next(g for g in letter.groups() if g).upper()] if letter else []
    behind = list_in(said)
    about = sentence.has(_TOWNS) or sentence.has(_GUIDELINE)
    alone = all(
        _LAND.fullmatch(t.key)
        or all(word in texts.PLAIN or word == "sammlung" for word in t.key.split())
        for t in sentence.tokens
    )
    if lands and not (about or alone or states or sentence.has(_LAND_ASKED)):
        return
    if lands or (about and (states or letters)) or "neu" in states:
        own = bool(states) and sentence.has(_OF_ONE_S_OWN) and not said.asks_openly
        line = " ".join(["sammlung", *lands, *states, *letters]) + behind
        lacking = said.asks_openly and sentence.has(_LACKING)
        yield Reading(line, doubtful=own or lacking)
        return
    named = sentence.has(_GUIDELINE) or said.key.startswith("sammlung ")
    of_list = behind and named and (alone or sentence.is_question)
    if of_list or (sentence.has(_ALL_OF_THEM) and not said.places):
        yield Reading(f"sammlung{behind}", doubtful=sentence.has(_LACKING))


def of_map(said: Said) -> Iterator[Reading]:
    if said.sentence.has(_NO_MAP):
        return
    if said.sentence.has(_MAP_ASKED):
        yield Reading("karte", doubtful=said.is_negated)
    elif said.sentence.has(_MAP):
        yield Reading("karte")
