"""What changed in the collection is made findable, outside of any transaction."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

from bot.matrix.sync import described
from commands.command import Occasion
from commands.search.indexing import SCHEME, Counted, Indexed, count, index
from commands.search.words import Read, fold, read
from storage import facts, search, search_index
from storage.database import Database, Transaction, is_environment_error
from storage.search import Entry, Spelled
from storage.search_index import Pending

logger = logging.getLogger(__name__)

# By it a database knows whose stems it has.
FACT = "search index"
# Another process, such as an import, wakes nobody.
_LOOKING = 60.0
_AT_ONCE = 8
_PAGES_AT_ONCE = 200
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
        """Word -> form of those that were not read yet."""
        if len(self._known) > _WORDS_HELD:
            self._known.clear()
        return {word: fold(word) for word in words - self._known.keys()}

    def learn(self, forms: Mapping[str, str], known: Mapping[str, Spelled]) -> None:
        for word, form in forms.items():
            if form in known:
                self._known[word] = form, known[form].stem


@dataclass
class Indexing:
    database: Database
    occasion: Callable[[Transaction], Occasion]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Something may have changed."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled. Raises what is_environment_error knows."""
        await self.begin()
        while True:
            self._woken.clear()
            await self._look_safely()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOKING):
                    await self._woken.wait()

    async def begin(self) -> None:
        """If the words were made in another way, all is done anew."""
        ours = f"{SCHEME} {version('snowballstemmer')}"
        async with self.database.transaction() as tx:
            if await facts.get(tx, FACT) != ours:
                await search_index.begin_anew(tx)
                await facts.put(tx, FACT, ours, self.occasion(tx).now)

    async def look(self) -> None:
        """At all that is to be indexed."""
        held = _Held()
        while pending := await self._pending():
            while pending:
                await self._take(pending, held)
                pending = await self._pending()
            await self._tidy()

    async def _tidy(self) -> None:
        """In small steps, so that nobody waits; if too much is of what is gone, all anew."""
        unmerged = True
        while unmerged:
            async with self.database.transaction() as tx:
                unmerged = await search_index.merge(tx, _MERGED_AT_ONCE)
        async with self.database.transaction() as tx:
            if await search_index.is_worn(tx):
                await search_index.begin_anew(tx)

    async def _look_safely(self) -> None:
        try:
            await self.look()
        except Exception as error:
            # A full disk passes. A bug must neither end the bot nor keep it busy.
            if is_environment_error(error):
                raise
            logger.error("not indexed: %s", described(error))

    async def _pending(self) -> list[Pending]:
        async with self.database.statement() as tx:
            return await search_index.pending(tx, _AT_ONCE)

    async def _take(self, pending: Sequence[Pending], held: _Held) -> None:
        taken: list[Pending] = []
        found: list[Indexed] = []
        for each in pending:
            taken.append(each)
            indexed = await self._indexed_safely(each, held)
            if indexed is not None:
                found.append(indexed)
            if sum(len(one.pages) for one in found) >= _PAGES_AT_ONCE:
                break
        async with self.database.transaction() as tx:
            # Of the others we read what is no longer there: once more.
            unchanged = await search_index.settle(tx, taken)
            await _put(tx, [each for each in found if each.entry.guideline_id in unchanged])

    async def _indexed_safely(self, pending: Pending, held: _Held) -> Indexed | None:
        """What cannot be indexed keeps no other from being found."""
        try:
            return await self._indexed(pending, held)
        except Exception as error:
            if is_environment_error(error):
                raise
            logger.error("entry %d not indexed: %s", pending.guideline_id, described(error))
            return None

    async def _indexed(self, pending: Pending, held: _Held) -> Indexed | None:
        """None if it is gone."""
        async with self.database.transaction() as tx:
            entries = await search.entries(tx, [pending.guideline_id])
            pages = await search.pages(tx, [pending.guideline_id])
            texts = await search.page_texts(tx, (page.page_id for page in pages))
        if not entries:
            return None
        counted, forms = await asyncio.to_thread(_counted, entries[0], texts, held)
        async with self.database.statement() as tx:
            known = await search.known(tx, set(forms.values()))
        return await asyncio.to_thread(_read, counted, held, forms, known)


def _counted(entry: Entry, texts: Mapping[int, str], held: _Held) -> tuple[Counted, dict[str, str]]:
    """With the words that are still to be read, and their forms."""
    counted = count(entry, texts)
    return counted, held.unknown(counted.words)


def _read(
    counted: Counted, held: _Held, forms: Mapping[str, str], known: Mapping[str, Spelled]
) -> Indexed:
    held.learn(forms, known)
    return index(counted, held)


async def _put(tx: Transaction, found: Sequence[Indexed]) -> None:
    here = {each.entry.guideline_id for each in found}
    await search_index.put_entries(tx, [(each.entry, each.words) for each in found])
    new = {page.page_id for page in await search.pages(tx, here) if page.search_id is None}
    words = {page_id: text for each in found for page_id, text in each.pages.items()}
    await search_index.put_pages(tx, {page_id: words[page_id] for page_id in sorted(new)})
    counts = Counter(spelled for each in found for spelled in each.spelled)
    await search_index.count_words(tx, counts)
