"""What is there already about a question: entries, pages of documents, earlier results."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from commands.collection.lookup import called
from commands.collection.search.finding import find
from commands.collection.search.question import QueryWord
from commands.collection.search.showing import show
from commands.collection.search.words import read, words
from commands.collection.view import NameIndex, name_index
from commands.conversation.command import Context
from commands.exchange.questions.reading import are_alike, stems_of
from commands.exchange.questions.texts.asking import Related, entry, result
from commands.exchange.questions.texts.said import GENERAL, PLACE
from commands.language.names import fold as name_key
from commands.language.patterns import Pattern
from storage.collection import guidelines
from storage.exchange import results
from storage.exchange import topics as stored
from storage.exchange.results import QuestionResult

MOST = 3
# What is in more entries says too little about the question.
_MANY = 5
_MOST_WORDS = 4
_PLACE = Pattern(PLACE)


async def related_to(ctx: Context, topics: Sequence[str], text: str) -> list[Related]:
    """Return the nearest; nothing is better than something that has little to do with it."""
    found: list[Related] = [result(each) for each in await _results(ctx, topics, stems_of(text))]
    if len(found) < MOST:
        found += await _entries(ctx, topics, text)
    return found[:MOST]


async def _results(
    ctx: Context, topics: Sequence[str], stems: Sequence[str]
) -> list[QuestionResult]:
    """Return earlier results that share all topics, or seem to answer the same."""
    return [
        each
        for each in await results.everything(ctx.tx)
        if (topics and set(topics) <= set(each.topics)) or are_alike(stems, stems_of(each.title))
    ][:MOST]


async def _entries(ctx: Context, topics: Sequence[str], text: str) -> list[Related]:
    about, places = await _topic_words(ctx, topics, text), _places(await name_index(ctx.tx), text)
    alone = [[each] for each in about]
    for wanted in ([*places, *about], places) if places else (about, *alone):
        if wanted and (found := await _having_all(ctx, wanted)):
            return found
    return []


async def _having_all(ctx: Context, wanted: Sequence[QueryWord]) -> list[Related]:
    """Return the best entries that have all of the words, unless many have."""
    hits = await find(ctx.tx, wanted[:_MOST_WORDS])
    if hits.words < len(hits.terms) or not 0 < len(hits.ranked) <= _MANY:
        return []
    shown = await show(ctx.tx, hits.ranked[:MOST], hits.terms)
    namesakes = await guidelines.namesakes(ctx.tx, (hit.entry.name for hit in shown))
    return [
        entry(
            called(hit.entry, namesakes) if hit.entry.land else hit.entry.name,
            hit.entry.title,
            None if hit.page is None else hit.page.document,
            hit.number,
        )
        for hit in shown
    ]


async def _topic_words(ctx: Context, topics: Sequence[str], text: str) -> list[QueryWord]:
    """Return the words of the text by which its topics were recognised."""
    keys = {key for key, name in (await stored.keys(ctx.tx)).items() if name in topics}
    stems = {stem for key in keys for stem in key.split()} - set(GENERAL)
    return [each for each in _read(words(text)) if set(each.stems) & stems]


def _places(index: NameIndex, text: str) -> list[QueryWord]:
    """Return names of the collection that stand where the name of a place does."""
    found = _PLACE.findall(text)
    return _read(word for word in found if (key := name_key(word)) and key in _at(index.keys, key))


def _at(keys: Sequence[str], key: str) -> Sequence[str]:
    start = bisect_left(keys, key)
    return keys[start : start + 1]


def _read(typed: Iterable[str]) -> list[QueryWord]:
    found: dict[str, QueryWord] = {}
    for word in typed:
        known = read(word)
        if known is not None:
            found.setdefault(known[1], QueryWord(word, known[0], (known[1],)))
    return list(found.values())
