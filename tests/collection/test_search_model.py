"""The search beside a slow one that is obviously right."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.collection.search.finding import find
from commands.collection.search.question import parse
from commands.collection.search.showing import show
from commands.collection.search.words import read, words
from storage.collection import search
from tests.support.databases import in_memory
from tests.support.searching import add, index

pytestmark = pytest.mark.slow

# Words that share stems, parts, both or nothing.
VOCABULARY = tuple(
    """
    Bürger Bürgern Burger Bürgerrat Räte Rat Rathaus Haus Häuser Losverfahren Verfahren Verfahrens
    Los Bürgerlosverfahren Satzung Satzungen Satzungstext und 2016
    """.split()  # noqa: SIM905  reads better
)
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=4).map(" ".join)
ENTRIES = st.lists(st.tuples(WORDS, WORDS, st.lists(WORDS, max_size=3)), min_size=1, max_size=4)
QUESTIONS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join)
# What is left of a word when its ending is taken off, if it then still is a word.
BASES = {
    "bürgern": "burger",
    "räte": "rate",
    "häuser": "hauser",
    "verfahren": "verfahr",
    "verfahrens": "verfahren",
    "losverfahren": "losverfahr",
    "bürgerlosverfahren": "burgerlosverfahr",
    "satzungen": "satzung",
}


def folded(word: str) -> str:
    return word.lower().replace("ä", "a").replace("ü", "u")


def stem(word: str) -> str:
    known = read(word)
    return "" if known is None else known[1]


def has(text: str, asked: str) -> bool:
    """The word itself, or a compound of it."""
    base = folded(BASES.get(asked.lower(), asked))
    return any(
        stem(word) == stem(asked) or (len(base) >= 4 and base in folded(word) and len(word) >= 4)
        for word in words(text)
        if stem(word)
    )


def expected(entries: Sequence[str], asked: Sequence[str]) -> set[int]:
    counts = [sum(has(text, word) for word in asked) for text in entries]
    most = max(counts)
    return {place for place, count in enumerate(counts) if most and count == most}


@settings(deadline=None, max_examples=150)
@given(entries=ENTRIES, question=QUESTIONS)
async def test_hits_and_pages_are_those_of_the_model(
    entries: list[tuple[str, str, list[str]]], question: str
) -> None:
    wanted = parse(question).wanted
    asked = [each.typed for each in wanted]
    if not asked:
        return
    texts = ["\n".join((title, summary, *pages)) for title, summary, pages in entries]
    async with in_memory() as database:
        async with database.transaction() as tx:
            numbers = [
                await add(tx, f"Ort{n}", *pages, title=title, summary=summary, document=f"{n}.pdf")
                for n, (title, summary, pages) in enumerate(entries)
            ]
        await index(database)
        async with database.transaction() as tx:
            found = await find(tx, wanted)
            shown = await show(tx, found.ranked, found.terms)
            there = await search.guidelines_of(tx, found.ranked)

    places = {numbers.index(there[number]) for number in found.ranked}
    assert places == expected(texts, asked)
    for hit in shown:
        if hit.page is not None:
            pages = entries[numbers.index(hit.entry.guideline_id)][2]
            words_of = [sum(has(page, word) for word in asked) for page in pages]
            assert words_of[hit.page.page - 1] > 0
