"""What changed in the collection is made findable, outside of any transaction."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.live import Live
from bot.process.guard import guard
from bot.workers.worker import Worker
from commands.collection.search.indexing import SCHEME, IndexDraft, count, index
from commands.collection.search.words import Read, fold, read
from storage import key_value
from storage.collection import search, search_index
from storage.collection.search import FoundPage, IndexedEntry, Spelled
from storage.collection.search_index import Pending
from storage.database import Database

logger = logging.getLogger(__name__)

# By it a database knows whose stems it has.
FACT = "search index"
# Another process, such as an import, wakes nobody.
_LOOKING = 60.0
_AT_ONCE = 8
_PAGES_AT_ONCE = 20
# Letters of words, and words: more would hold the database for longer than 50 milliseconds.
_WRITTEN_AT_ONCE = 80_000
_SPELLED_AT_ONCE = 1_000
_MERGED_AT_ONCE = 64
# Held only while there is something to index.
_WORDS_HELD = 16_384


class _Held:
    """Words that were read already, within limits; those of the collection are not read again."""

    def __init__(self) -> None:
        self._known: dict[str, Read | None] = {}

    def __call__(self, word: str) -> Read | None:
        if word not in self._known:
            self._known[word] = read(word)
        return self._known[word]

    def unknown(self, words: set[str]) -> dict[str, str]:
        """Return the form of each word that was not read yet."""
        if len(self._known) > _WORDS_HELD:
            self._known.clear()
        return {word: fold(word) for word in words - self._known.keys()}

    def learn(self, forms: Mapping[str, str], known: Mapping[str, Spelled]) -> None:
        for word, form in forms.items():
            if form in known:
                self._known[word] = form, known[form].stem


@dataclass(frozen=True)
class _Found:
    """What is still to be put of an entry; `entry` is None if it is gone."""

    pending: Pending
    entry: tuple[IndexedEntry, str] | None = None
    pages: Mapping[int, str] = field(default_factory=dict)
    spelled: Sequence[Spelled] = ()

    @property
    def size(self) -> int:
        words = sum(map(len, self.pages.values())) + (len(self.entry[1]) if self.entry else 0)
        return words + sum(len(each.form) for each in self.spelled)


@dataclass
class Indexing(Worker):
    database: Database
    live: Live
    _failed: dict[int, Pending] = field(default_factory=dict)
    _begun: bool = False

    async def begin(self) -> None:
        """Index everything again if words are made in another way now."""
        from importlib.metadata import version

        ours = f"{SCHEME} {version('PyStemmer')}"
        async with self.database.transaction() as tx:
            if await key_value.get(tx, FACT) != ours:
                await search_index.begin_anew(tx)
                await key_value.put(tx, FACT, ours, self.live.now())
        self._begun = True

    async def look(self) -> float:
        """Index all that changed."""
        if not self._begun:
            await self.begin()
        held = _Held()
        while pending := await self._pending():
            while pending:
                await self._take(pending, held)
                pending = await self._pending()
            await self._tidy()
        return _LOOKING

    async def _tidy(self) -> None:
        """Index in small steps, so that nobody waits; begin again if too much is deleted."""
        unmerged = True
        while unmerged:
            async with self.database.transaction() as tx:
                unmerged = await search_index.merge(tx, _MERGED_AT_ONCE)
        async with self.database.transaction() as tx:
            if await search_index.is_worn(tx):
                await search_index.begin_anew(tx)

    async def _pending(self) -> list[Pending]:
        async with self.database.reading() as tx:
            return await search_index.pending(tx, _AT_ONCE, self._failed.values())

    async def _take(self, pending: Sequence[Pending], held: _Held) -> None:
        read: list[_Found] = []
        for each in pending:
            with self._held_back_if_it_fails(each):
                read.append(await self._look_at(each, held))
            if sum(one.size for one in read) >= _WRITTEN_AT_ONCE:
                break
        with guard(logger, "entries not indexed at once", level=logging.DEBUG) as attempt:
            await self._put(read)
        if attempt.error is not None:
            for one in read:
                with self._held_back_if_it_fails(one.pending):
                    await self._put([one])

    @contextlib.contextmanager
    def _held_back_if_it_fails(self, pending: Pending) -> Iterator[None]:
        """Hold the entry back until it changes or the bot restarts, so that others are indexed."""
        with guard(logger, f"entry {pending.guideline_id} not indexed") as attempt:
            yield
        if attempt.error is not None:
            self._failed[pending.guideline_id] = pending

    async def _look_at(self, pending: Pending, held: _Held) -> _Found:
        """Store a large part at once, so that neither memory nor the database holds all of it."""
        async with self.database.transaction() as tx:
            entries = await search.entries(tx, [pending.guideline_id])
            pages = await search.pages(tx, [pending.guideline_id])
        if not entries:
            return _Found(pending)
        draft, words = IndexDraft(entries[0], held), dict[int, str]()
        for start in range(0, len(pages), _PAGES_AT_ONCE):
            words |= await self._words(draft, pages[start : start + _PAGES_AT_ONCE], held)
            *ahead, words = _parts(words)
            for part in ahead:
                await self._put_ahead(pending, part)
        indexed = await asyncio.to_thread(index, draft)
        spelled = indexed.spelled
        while len(spelled) > _SPELLED_AT_ONCE:
            await self._put_ahead(pending, {}, spelled[:_SPELLED_AT_ONCE])
            spelled = spelled[_SPELLED_AT_ONCE:]
        return _Found(pending, (indexed.entry, indexed.words), words, spelled)

    async def _words(
        self, draft: IndexDraft, pages: Sequence[FoundPage], held: _Held
    ) -> dict[int, str]:
        """Return the words of the pages that have none yet."""
        async with self.database.statement() as tx:
            texts = await search.page_texts(tx, (page.page_id for page in pages))
        words: dict[int, str] = {}
        for some in _parts(texts):
            counts, forms = await asyncio.to_thread(_counted, some, held)
            async with self.database.statement() as tx:
                known = await search.known(tx, set(forms.values()))
            words |= await asyncio.to_thread(_added, draft, counts, held, forms, known)
        return {p.page_id: words.get(p.page_id, "") for p in pages if p.search_id is None}

    async def _put_ahead(
        self, pending: Pending, pages: Mapping[int, str], spelled: Sequence[Spelled] = ()
    ) -> None:
        """Store it unless the entry has changed: then it is read again, and this would stay."""
        async with self.database.transaction() as tx:
            if await search_index.is_unchanged(tx, pending):
                await search_index.put_pages(tx, pages)
                await search_index.count_words(tx, Counter(spelled))

    async def _put(self, read: Sequence[_Found]) -> None:
        async with self.database.transaction() as tx:
            # Of the others we read what is no longer there: once more.
            unchanged = await search_index.settle(tx, [one.pending for one in read])
            found = [one for one in read if one.pending.guideline_id in unchanged]
            await search_index.put_entries(tx, [one.entry for one in found if one.entry])
            pages = {page_id: text for one in found for page_id, text in one.pages.items()}
            await search_index.put_pages(tx, pages)
            counts = Counter(spelled for one in found for spelled in one.spelled)
            await search_index.count_words(tx, counts)


def _counted(
    texts: Mapping[int, str], held: _Held
) -> tuple[dict[int, Counter[str]], dict[str, str]]:
    """Return the draft with the words that are still to be read, and their forms."""
    counts = count(texts)
    return counts, held.unknown(set().union(*counts.values()))


def _added(
    draft: IndexDraft,
    counts: Mapping[int, Counter[str]],
    held: _Held,
    forms: Mapping[str, str],
    known: Mapping[str, Spelled],
) -> dict[int, str]:
    held.learn(forms, known)
    return draft.add(counts)


def _parts(texts: Mapping[int, str]) -> list[dict[int, str]]:
    """Yield portions of what is read or stored at once; the last may be small."""
    parts, size = [dict[int, str]()], 0
    for page_id, text in texts.items():
        if size >= _WRITTEN_AT_ONCE:
            parts.append({})
            size = 0
        parts[-1][page_id] = text
        size += len(text)
    return parts
