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
_LONGEST_SHOWN = 40
_SHORTEST_SHOWN = 4


@dataclass(frozen=True)
class Counted:
    """An entry and how often each word stands where, the pages by their id."""

    entry: Entry
    named: Counter[str]
    about: Counter[str]
    pages: Mapping[int, Counter[str]]

    @property
    def words(self) -> set[str]:
        return {*self.named, *self.about}.union(*self.pages.values())


@dataclass(frozen=True)
class Indexed:
    """Words with blanks between, of an entry as a whole and of each of its pages by id."""

    entry: Entry
    words: str
    pages: Mapping[int, str]
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
            stems.add(stem)
            self.counts[stem] += count
            if form not in self.spelled and _can_be_shown(word):
                self.spelled[form] = Spelled(form, stem, word)
        return stems


def count(entry: Entry, texts: Mapping[int, str]) -> Counted:
    """`texts` are those of its pages by id."""
    return Counted(
        entry,
        Counter(word for text in _named(entry) for word in words(text)),
        Counter(word for text in _about(entry) for word in words(text)),
        {page_id: Counter(words(text)) for page_id, text in texts.items()},
    )


def index(counted: Counted, reader: Reader) -> Indexed:
    entry, said, documents = counted.entry, _Tally(reader), _Tally(reader)
    named, about = said.add(counted.named), said.add(counted.about)
    if entry.land:
        about.add(land_stem(entry.land))
    pages = {page_id: documents.add(counts) for page_id, counts in counted.pages.items()}
    often_from = max(_OFTEN_AT_LEAST, documents.counts.total() / _OFTEN_ONE_IN)
    often = {stem for stem, count in documents.counts.items() if count >= often_from}
    levels = (named, about, often, set(documents.counts))
    return Indexed(
        entry,
        " ".join(_tokens(levels)),
        {page_id: " ".join(stems) for page_id, stems in pages.items()},
        tuple({**documents.spelled, **said.spelled}.values()),
    )


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
