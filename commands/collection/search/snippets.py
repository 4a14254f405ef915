"""Cut out the place in a text that shows best what was searched."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from commands.collection.search.words import WORD, fold, in_other_spelling, plain, read
from commands.language.markup import Bold, Inline
from commands.language.patterns import Pattern
from commands.language.visible import on_one_line

LENGTH = 180
_BEFORE = 60
# Where a page has a word everywhere, the first places show it well.
_MOST_MATCHES = 50
# Snowball removes no more from the end of a word.
_LONGEST_ENDING = 10
_BLANKS = Pattern(r"\s+")
_REST_OF_WORD = Pattern(r"[^\W_]*")
# A long text is split into pieces; only the first promising ones are read word by word.
_PIECE = 4_000
_MOST_PIECES = 12
_SAME = (
    *(("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss")),
    *(("ae", "a"), ("oe", "o"), ("ue", "u")),
    *((sign, " ") for sign in "\n\t([»„“‚\"'-–/"),
)
# Other letters than these, and the signs of German texts, are folded one by one.
_RARE = Pattern("[^\0-~\xa0§«·»–—‘’‚“”„•…€]")
_MARKS = Pattern("[̀-ͯ]")


@dataclass(frozen=True)
class Snippet:
    """`words` is how many of the searched words are in it."""

    words: int
    parts: tuple[Inline, ...]


@dataclass(frozen=True)
class _Match:
    start: int
    end: int
    word: int


class Finder:
    """Finds in a text any of the stems of each word."""

    def __init__(self, stems: Sequence[Iterable[str]]) -> None:
        self._words = {stem: place for place, each in enumerate(stems) for stem in each}
        self._beginnings = tuple({in_other_spelling(stem) for stem in self._words})
        of_places: defaultdict[int, list[str]] = defaultdict(list)
        for stem, place in self._words.items():
            of_places[place].append(in_other_spelling(stem))
        self._of_places = tuple(of_places.values())
        # Two letters tell most words apart before they are folded.
        self._starts = {each[:2] for each in self._beginnings}
        self._starts |= {f"{each[0]}e" for each in self._beginnings}
        self._longest = max(map(len, self._words), default=0) + _LONGEST_ENDING
        self._seen: dict[str, int | None] = {}

    def snippet(self, text: str) -> Snippet:
        """Return the part with most of the words; no word in it is cut."""
        shown, best = plain(text), Snippet(0, ())
        for start, end in self._promising(shown):
            found = self._in_piece(shown, start, end)
            if found.words > best.words:
                best = found
            if best.words == len(self._of_places):
                break
        return best

    def _promising(self, text: str) -> list[tuple[int, int]]:
        """Return the pieces with most of the words first, then those where words begin alike."""
        pieces = list(_pieces(text))
        if len(pieces) < 2:
            return pieces
        likely: list[tuple[int, int, tuple[int, int]]] = []
        for start, end in pieces:
            rough = _rough(text[start:end])
            for_sure = self._places_in(rough, " ")
            if for_sure or self._places_in(rough, ""):
                likely.append((-for_sure, start, (start, end)))
        return [piece for *_, piece in sorted(likely)[:_MOST_PIECES]]

    def _places_in(self, rough: str, before: str) -> int:
        """Count the words that may be there after `before`."""
        return sum(
            any(before + each in rough for each in beginnings) for beginnings in self._of_places
        )

    def _in_piece(self, shown: str, begin: int, until: int) -> Snippet:
        matches = self._matches(shown, begin, until)
        if not matches:
            return Snippet(0, ())
        first = max(matches, key=lambda match: (len(_near(match, matches)), -match.start))
        start, end = _window(shown, first)
        inside = [match for match in matches if start <= match.start and match.end <= end]
        words = len({match.word for match in inside})
        return Snippet(words, tuple(_marked(shown, start, end, inside)))

    def _matches(self, text: str, begin: int, until: int) -> list[_Match]:
        found = []
        for match in WORD.finditer(text, begin, until):
            word = self._word(match[0])
            if word is not None:
                found.append(_Match(match.start(), match.end(), word))
                if len(found) == _MOST_MATCHES:
                    break
        return found

    def _word(self, typed: str) -> int | None:
        """Return the place of the searched word that this is."""
        if typed not in self._seen:
            self._seen[typed] = self._read(typed)
        return self._seen[typed]

    def _read(self, typed: str) -> int | None:
        """Read it; only words that begin alike are stemmed, which takes long."""
        start = typed[:2].lower()
        if start.isascii() and start not in self._starts:
            return None
        form = in_other_spelling(fold(typed))
        if len(form) > self._longest or not form.startswith(self._beginnings):
            return None
        known = read(typed)
        return None if known is None else self._words.get(known[1])


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield pieces that overlap by the length of a snippet; no word is cut."""
    start = 0
    while start < len(text):
        following = _after_word(text, start + _PIECE)
        yield start, _after_word(text, following + LENGTH)
        start = following


def _after_word(text: str, at: int) -> int:
    rest = _REST_OF_WORD.match(text, at)
    return at if rest is None else rest.end()


def _rough(text: str) -> str:
    """Fold the text as words are folded, without looking at each."""
    folded = f" {text.casefold()}"
    for written, same in _SAME:
        folded = folded.replace(written, same)
    if _RARE.search(folded):
        folded = normalize("NFC", _MARKS.sub("", normalize("NFKD", folded)))
    return folded


def _near(first: _Match, matches: Iterable[_Match]) -> set[int]:
    """Return the words that are seen if the snippet begins a little before this one."""
    last = first.start + LENGTH - _BEFORE
    return {match.word for match in matches if first.start <= match.start and match.end <= last}


def _window(text: str, first: _Match) -> tuple[int, int]:
    start = max(first.start - _BEFORE, 0)
    if start:
        blank = _BLANKS.search(text, start, first.start)
        start = first.start if blank is None else blank.end()
    end = start + LENGTH
    if end < len(text):
        cut = max((found.start() for found in _BLANKS.finditer(text, start, end + 1)), default=0)
        end = max(cut, min(first.end, end))
    return start, min(end, len(text))


def _marked(text: str, start: int, end: int, matches: Iterable[_Match]) -> Iterator[Inline]:
    """Yield the snippet in quotation marks, the searched words in bold."""
    yield "»…" if start else "»"
    at = start
    for match in matches:
        yield on_one_line(text[at : match.start])
        yield Bold(text[match.start : match.end])
        at = match.end
    yield on_one_line(text[at:end])
    yield "…«" if end < len(text) else "«"
