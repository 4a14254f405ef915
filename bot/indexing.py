"""What changed in the collection is made findable, outside of any transaction."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

from bot.matrix.sync import described
from commands.command import Occasion
from commands.search.indexing import SCHEME, Indexed, index, words_of
from commands.search.words import Read, fold, read
from storage import facts, search, search_index
from storage.database import Database, Transaction, is_environment_error
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
_WORDS_HELD = 65_536


class _Held:
    """Words that were read already, within limits; those of the collection are not read again."""

    def __init__(self) -> None:
        self._known: dict[str, Read | None] = {}

    def __call__(self, word: str) -> Read | None:
        if word not in self._known:
            self._known[word] = read(word)
        return self._known[word]

    async def learn(self, tx: Transaction, words: set[str]) -> None:
        if len(self._known) > _WORDS_HELD:
            self._known.clear()
        forms = {word: fold(word) for word in words - self._known.keys()}
        stems = await search.known(tx, set(forms.values()))
        for word, form in forms.items():
            if form in stems:
                self._known[word] = form, stems[form]


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
        """If the words were made in another way, or too many lead nowhere, all is done anew."""
        ours = f"{SCHEME} {version('snowballstemmer')}"
        async with self.database.transaction() as tx:
            if await facts.get(tx, FACT) != ours or await search_index.is_worn(tx):
                await search_index.begin_anew(tx)
                await facts.put(tx, FACT, ours, self.occasion(tx).now)

    async def look(self) -> None:
        """At all that is to be indexed."""
        if not await self._pending():
            return
        held = _Held()
        while pending := await self._pending():
            await self._take(pending, held)
        await self._merge()

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
            indexed = await self._indexed(each, held)
            if indexed is not None:
                found.append(indexed)
            if sum(len(one.pages) for one in found) >= _PAGES_AT_ONCE:
                break
        async with self.database.transaction() as tx:
            # Of the others we read what is no longer there: once more.
            unchanged = await search_index.settle(tx, taken)
            await _put(tx, unchanged, [f for f in found if f.entry.guideline_id in unchanged])

    async def _indexed(self, pending: Pending, held: _Held) -> Indexed | None:
        """None if it is gone."""
        async with self.database.transaction() as tx:
            entries = await search.entries(tx, [pending.guideline_id])
            pages = await search.pages(tx, [pending.guideline_id])
            texts = await search.page_texts(tx, (page.page_id for page in pages))
        if not entries:
            return None
        [entry] = entries
        words = await asyncio.to_thread(words_of, entry, texts.values())
        async with self.database.statement() as tx:
            await held.learn(tx, words)
        return await asyncio.to_thread(index, entry, texts, held)

    async def _merge(self) -> None:
        """In small steps, so that nobody waits."""
        unmerged = True
        while unmerged:
            async with self.database.transaction() as tx:
                unmerged = await search_index.merge(tx, _MERGED_AT_ONCE)


async def _put(tx: Transaction, numbers: set[int], found: Sequence[Indexed]) -> None:
    here = {each.entry.guideline_id for each in found}
    await search_index.drop_entries(tx, numbers - here)
    await search_index.put_entries(tx, [(each.entry, each.words) for each in found])
    new = {
        page.page_id for page in await search.pages(tx, here) if page.search_id is None
    }
    words = {page_id: text for each in found for page_id, text in each.pages.items()}
    await search_index.put_pages(tx, {page_id: words[page_id] for page_id in sorted(new)})
    counts = Counter(spelled for each in found for spelled in each.spelled)
    await search_index.count_words(tx, counts)
