"""Which sentences ask for words in the documents of the collection."""

from collections.abc import Iterable, Iterator

from commands.collection.browsing.sentences import lands_in, states_in
from commands.collection.texts import sentences as texts
from commands.collection.texts import sentences_search as search
from commands.language.patterns import pattern
from commands.language.understanding.readings import Reading, Said
from commands.language.understanding.tokens import Token

_GUIDELINE = pattern(*texts.GUIDELINE)
_TOPIC = pattern(*search.TOPIC)
_SEARCH, _SEARCH_FOR = pattern(*search.SEARCH), pattern(*search.SEARCH_FOR)
_IN_COLLECTION = pattern(*search.IN_COLLECTION)
_KIND_OF_DOCUMENT, _WHO_HAS = pattern(*search.KIND_OF_DOCUMENT), pattern(*search.WHO_HAS)
_WHO = pattern(*search.WHO)
_LONGEST_TOPIC = 8


def of_kind_of_document(said: Said) -> Iterator[Reading]:
    """Read "Wer hat eine Satzung?"."""
    sentence = said.sentence
    who = _WHO_HAS.search(said.key)
    if who is None or not sentence.has(_KIND_OF_DOCUMENT) or said.sure_places:
        return
    if lands_in(said) or states_in(said):
        return
    kinds = [t.text for t in sentence.tokens if _KIND_OF_DOCUMENT.fullmatch(t.key)]
    nouns = [t.text for t in sentence.tokens[1:] if t.is_capital and _is_of_topic(t)]
    topic = " ".join(dict.fromkeys([*kinds, *nouns][:_LONGEST_TOPIC]))
    of_members = said.key.startswith("wer ")
    others = (f"frage {whole_question(said)}",) if of_members else ()
    yield Reading(f"suche {topic}", or_else=others)


def _is_of_topic(token: Token) -> bool:
    return _TOPIC.fullmatch(token.key) is not None or token.key in search.BESIDE_A_DOCUMENT


def of_topic(said: Said) -> Iterator[Reading]:
    sentence = said.sentence
    if asks_who(said) or said.sure_places:
        return
    found = _SEARCH.search(said.key)
    has_topic = sentence.has(_TOPIC)
    if found is None:
        if has_topic and sentence.is_question:
            topic = topic_of(said)
            yield Reading(f"suche {topic}", or_else=(f"frage {whole_question(said)}",))
        return
    topic = _words(_behind(said, found.end()))
    asked = _SEARCH_FOR.search(said.key) is not None or sentence.has(_IN_COLLECTION)
    if topic and (has_topic or asked):
        yield Reading(f"suche {topic}")
    elif topic and sentence.has(_GUIDELINE):
        yield Reading(f"suche {topic}", or_else=(f"frage {whole_question(said)}",))


def asks_who(said: Said) -> bool:
    return _WHO.search(said.key) is not None


def topic_of(said: Said) -> str:
    """Return the words of the profession in the sentence, else its nouns."""
    tokens = said.sentence.tokens
    found = [t.text for t in tokens if _TOPIC.fullmatch(t.key)]
    nouns = [t.text for t in tokens[1:] if t.is_capital and t.key not in search.FILLER]
    return " ".join((found or nouns)[:_LONGEST_TOPIC])


def whole_question(said: Said) -> str:
    return " ".join(said.sentence.text.split())


def _behind(said: Said, start: int) -> list[Token]:
    at, found = 0, []
    for token in said.sentence.tokens:
        if at >= start:
            found.append(token)
        at += len(token.key) + 1
    return found


def _words(tokens: Iterable[Token]) -> str:
    kept = [t.text for t in tokens if t.key not in search.FILLER and t.kind == "word"]
    return " ".join(kept[:_LONGEST_TOPIC])
