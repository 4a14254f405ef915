"""Read the entries of one page of the answer, each with the place that shows it best."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands.collection.search.finding import Term
from commands.collection.search.snippets import Finder, Snippet
from commands.collection.search.words import match
from commands.collection.texts.documents import has_pages
from storage.collection import search
from storage.collection.search import FoundPage, IndexedEntry, PageSpan
from storage.database import Transaction


@dataclass(frozen=True)
class Hit:
    """`page` is None if the snippet is not from a document, `number` if that has no pages."""

    entry: IndexedEntry
    snippet: Snippet
    page: FoundPage | None = None
    number: int | None = None


async def show(tx: Transaction, search_ids: Sequence[int], terms: Sequence[Term]) -> list[Hit]:
    """Read the hits, in the order of the ids."""
    numbers = await search.guidelines_of(tx, search_ids)
    entries = {each.guideline_id: each for each in await search.entries(tx, numbers.values())}
    pages = await _pages(tx, list(entries), terms)
    counts = await search.page_counts(tx, {page.sha256 for page in pages.values()})
    finder = Finder([term.stems for term in terms])
    return [
        await _hit(tx, entries[number], pages.get(number), counts, finder)
        for number in (numbers[each] for each in search_ids if each in numbers)
        if number in entries
    ]


async def _hit(
    tx: Transaction,
    entry: IndexedEntry,
    page: FoundPage | None,
    counts: Mapping[str, int],
    finder: Finder,
) -> Hit:
    """Show the page only if it has more of the words than the summary of the entry."""
    summary = Hit(entry, finder.snippet(entry.summary or ""))
    if page is None:
        return summary
    # One by one: to read all pages at once would hold up everything else.
    texts = await search.page_texts(tx, [page.page_id])
    number = page.page if has_pages(page.kind, counts[page.sha256]) else None
    shown = Hit(entry, finder.snippet(texts.get(page.page_id, "")), page, number)
    return shown if shown.snippet.words > summary.snippet.words else summary


async def _pages(
    tx: Transaction, numbers: Sequence[int], terms: Sequence[Term]
) -> dict[int, FoundPage]:
    """Return for each entry the page with most of the words, the first of several."""
    of_entry: defaultdict[int, list[FoundPage]] = defaultdict(list)
    for page in await search.pages(tx, numbers):
        if page.search_id is not None:
            of_entry[page.guideline_id].append(page)
    words: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for term in terms:
        for number, found in (await _pages_with(tx, of_entry, term)).items():
            words[number].update(set(found))
    best = {
        number: max(pages, key=lambda page: words[number][page.search_id or 0])
        for number, pages in of_entry.items()
    }
    return {n: page for n, page in best.items() if words[n][page.search_id or 0]}


async def _pages_with(
    tx: Transaction, pages: Mapping[int, Sequence[FoundPage]], term: Term
) -> dict[int, list[int]]:
    """Return the pages with the word or, where an entry lacks it, with its compounds."""
    spans = [
        PageSpan(number, min(p.search_id or 0 for p in found), max(p.search_id or 0 for p in found))
        for number, found in pages.items()
    ]
    itself = await search.pages_with(tx, match(term.wanted.stems), spans)
    missing = [span for span in spans if not itself[span.guideline_id]]
    if not (missing and term.compounds):
        return itself
    return itself | await search.pages_with(tx, match(term.compounds), missing)
