"""What is kept of an entry so that its words find it; pure, because it takes long."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commands import names
from commands.search.levels import Level, token
from commands.search.words import Reader, words
from storage.search import Entry, Spelled

# Changes whenever the words of the same text become others: then all is indexed anew.
SCHEME = 1
# In so many places of its documents, and one word of so many, a word is often there.
_OFTEN_AT_LEAST = 3
_OFTEN_ONE_IN = 500
# Ten million letters of German have fewer; more would hold the database for too long.
_MOST_STEMS = 60_000
_LONGEST_SHOWN = 40
_SHORTEST_SHOWN = 4


@dataclass(frozen=True)
class Indexed:
    """Words of an entry as a whole, with blanks between, and how they are written."""

    entry: Entry
    words: str
    spelled: tuple[Spelled, ...]


class _Tally:
    """How often each stem occurs, and how words are written."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.counts: Counter[str] = Counter()
        self.spelled: dict[str, Spelled] = {}

    def add(self, counts: Mapping[str, int]) -> set[str]:
        """Their stems."""
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


class Draft:
    """Of an entry, made portion by portion of its pages."""

    def __init__(self, entry: Entry, reader: Reader) -> None:
        self.entry = entry
        self.said = _Tally(reader)
        self.documents = _Tally(reader)

    def add(self, pages: Mapping[int, Mapping[str, int]]) -> dict[int, str]:
        """What is kept of these pages, by their id."""
        return {page_id: " ".join(self.documents.add(counts)) for page_id, counts in pages.items()}


def count(texts: Mapping[int, str]) -> dict[int, Counter[str]]:
    """How often each word stands on each page."""
    return {page_id: Counter(words(text)) for page_id, text in texts.items()}


def index(draft: Draft) -> Indexed:
    """When all pages were added."""
    entry, said, documents = draft.entry, draft.said, draft.documents
    named = said.add(Counter(word for text in _named(entry) for word in words(text)))
    about = said.add(Counter(word for text in _about(entry) for word in words(text)))
    if entry.land:
        about.add(land_stem(entry.land))
    often_from = max(_OFTEN_AT_LEAST, documents.counts.total() / _OFTEN_ONE_IN)
    often = {stem for stem, count in documents.counts.items() if count >= often_from}
    levels = (named, about, often, set(documents.counts))
    spelled = tuple({**documents.spelled, **said.spelled}.values())
    return Indexed(entry, " ".join(_tokens(levels)), spelled)


def land_stem(land: str) -> str:
    """Under which an entry is found by any name of its Land, such as "NRW"."""
    return names.fold(land)


def _tokens(levels: Iterable[set[str]]) -> Iterable[str]:
    """Each stem at its best level only."""
    seen: set[str] = set()
    for level, stems in zip(Level, levels, strict=True):
        yield from (token(level, stem) for stem in stems - seen)
        seen |= stems


def _named(entry: Entry) -> tuple[str, ...]:
    return entry.name, entry.official_name, entry.title or ""


def _about(entry: Entry) -> tuple[str, ...]:
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
