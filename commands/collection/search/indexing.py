"""Turn an entry into its row of the index; pure, because it takes long."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commands.collection.search.words import Level, Reader, token, words
from commands.language import names
from storage.collection.search import IndexedEntry, Spelled

# Must change when the same text gives other words: then all is indexed again.
SCHEME = 1
# A word is there often if it has at least so many places, and is one word of so many.
_OFTEN_AT_LEAST = 3
_OFTEN_ONE_IN = 500
# Ten million letters of German have fewer; more would hold the database for too long.
_MOST_STEMS = 60_000
_LONGEST_SHOWN = 40
_SHORTEST_SHOWN = 4


@dataclass(frozen=True)
class Indexed:
    """Words of an entry as a whole, with blanks between, and how they are written."""

    entry: IndexedEntry
    words: str
    spelled: tuple[Spelled, ...]


class _Tally:
    """How often each stem occurs, and how words are written."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.counts: Counter[str] = Counter()
        self.spelled: dict[str, Spelled] = {}

    def add(self, counts: Mapping[str, int]) -> set[str]:
        """Count the words; return their stems."""
        stems = set()
        for word, count in counts.items():
            known = self._reader(word)
            if known is None:
                continue
            form, stem = known
            if stem not in self.counts and len(self.counts) >= _MOST_STEMS:
                continue
            stems.add(stem)
            self.counts[stem] += count
            if form not in self.spelled and _can_be_shown(word):
                self.spelled[form] = Spelled(form, stem, word)
        return stems


class IndexDraft:
    """An index row in the making, page by page."""

    def __init__(self, entry: IndexedEntry, reader: Reader) -> None:
        self.entry = entry
        self.said = _Tally(reader)
        self.documents = _Tally(reader)

    def add(self, pages: Mapping[int, Mapping[str, int]]) -> dict[int, str]:
        """Return the stems of these pages, by page id."""
        return {page_id: " ".join(self.documents.add(counts)) for page_id, counts in pages.items()}


def count(texts: Mapping[int, str]) -> dict[int, Counter[str]]:
    return {page_id: Counter(words(text)) for page_id, text in texts.items()}


def index(draft: IndexDraft) -> Indexed:
    """Return the row after all pages were added."""
    entry, typed_words, documents = draft.entry, draft.said, draft.documents
    named = typed_words.add(Counter(word for text in _named(entry) for word in words(text)))
    about = typed_words.add(Counter(word for text in _about(entry) for word in words(text)))
    if entry.land:
        about.add(land_stem(entry.land))
    often_from = max(_OFTEN_AT_LEAST, documents.counts.total() / _OFTEN_ONE_IN)
    often = {stem for stem, count in documents.counts.items() if count >= often_from}
    levels = (named, about, often, set(documents.counts))
    spelled = tuple({**documents.spelled, **typed_words.spelled}.values())
    return Indexed(entry, " ".join(_tokens(levels)), spelled)


def land_stem(land: str) -> str:
    """Return the stem that finds an entry by any name of its Land, such as "NRW"."""
    return names.fold(land)


def _tokens(levels: Iterable[set[str]]) -> Iterable[str]:
    """Yield each stem at its best level only."""
    seen: set[str] = set()
    for level, stems in zip(Level, levels, strict=True):
        yield from (token(level, stem) for stem in stems - seen)
        seen |= stems


def _named(entry: IndexedEntry) -> tuple[str, ...]:
    return entry.name, entry.official_name, entry.title or ""


def _about(entry: IndexedEntry) -> tuple[str, ...]:
    return (
        entry.kind,
        entry.district,
        entry.land,
        entry.printed,
        entry.document_type or "",
        entry.adopted_by or "",
        entry.summary or "",
        entry.labels,
    )


def _can_be_shown(word: str) -> bool:
    return _SHORTEST_SHOWN <= len(word) <= _LONGEST_SHOWN and word.isalpha()
