"""Find the places that a sentence names, and tell them from ordinary words and from persons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from itertools import zip_longest
from typing import Protocol

from commands.language import names
from commands.language.texts import said_places as texts
from commands.language.understanding.spans import MOST_WORDS, bases_of, ends, name_key
from commands.language.understanding.tokens import Token
from commands.language.understanding.utterance import Sentence

_SHORTEST = 3
# Between an adjective and what it belongs to: "die Bonner neuen Leitlinien".
_NEAR = 2
_SHORT, _FEW, _NAMED, _LONG = 6, 2, 4, 9


class Standing(IntEnum):
    """Where a name is known; the smaller the surer."""

    COLLECTION = 0
    REGISTER = 1
    BEGINNING = 2


class Gazetteer(Protocol):
    """Knows the names of places; keys are those of `names.fold`."""

    def standing(self, key: str) -> Standing | None:
        """Return where the name is known; None if it is none."""

    def shown(self, typed: str) -> str:
        """Return the name as the collection shows it, if it means one entry, else as typed."""

    def lies_in(self, name: str, land: str) -> bool:
        """Return whether the entry of that name is in the Land, or may be."""

    def resembles(self, key: str, *, most: bool = False) -> bool:
        """Return whether it is nearly the name of a place; `most`: but for a letter or two."""


@dataclass(frozen=True)
class PlaceMention:
    """A place in a sentence: `name` for a command line, tokens from `first` to before `end`.

    `framed`: the words around it can only belong to a place. `doubtful`: the name is an ordinary
    word (`ordinary`), or a place of which nothing shows that it is meant.
    """

    name: str
    first: int
    end: int
    framed: bool
    doubtful: bool
    ordinary: bool = False


@dataclass(frozen=True)
class PlaceFinder:
    """Reads the places of one sentence; `owned` are words for what a place may have."""

    sentence: Sentence
    gazetteer: Gazetteer
    owned: frozenset[str]

    @cached_property
    def words(self) -> Sequence[Token]:
        return self.sentence.tokens[:MOST_WORDS]

    @property
    def is_lower(self) -> bool:
        return self.sentence.is_lower

    def mentions(self) -> tuple[PlaceMention, ...]:
        found: list[PlaceMention] = []
        at = 0
        while at < len(self.words):
            mention = self._longest(at) or self._adjective(at)
            at = at + 1 if mention is None else mention.end
            if mention is not None:
                found.append(self._beside(found, mention))
        return tuple(self._before(found))

    def _before(self, found: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
        """Believe a place that is named before a sure one: "Neu-Ulm und Ulm"."""
        for mention, behind in zip_longest(found, found[1:]):
            joined = behind is not None and behind.first == mention.end + 1
            sure = joined and not behind.doubtful and self.words[mention.end].key in texts.AND
            plain = mention.ordinary and not self._stands_out(mention)
            yield replace(mention, doubtful=mention.doubtful and (plain or not sure))

    def _beside(self, found: Sequence[PlaceMention], mention: PlaceMention) -> PlaceMention:
        """Believe a place that is named beside a sure one: "Ulm und Neu-Ulm"."""
        before = self.words[mention.first - 1].key if mention.first else ""
        sure = bool(found) and not found[-1].doubtful and found[-1].end == mention.first - 1
        if sure and before in texts.AND and (not mention.ordinary or self._stands_out(mention)):
            return replace(mention, doubtful=False)
        return mention

    def _stands_out(self, mention: PlaceMention) -> bool:
        """Return whether an ordinary word is written as a name is: "Essen und Witten"."""
        return self.words[mention.first].is_capital and not self.is_lower

    def unknown(self, known: frozenset[str]) -> tuple[str, bool] | None:
        """Return a word that stands like a place, and whether it resembles one."""
        for before, word in zip(self.words, self.words[1:], strict=False):
            if word.kind != "word" or not (word.is_capital or self.is_lower):
                continue
            of_kind = before.key in texts.KINDS and word.is_capital
            led = before.key in texts.BEFORE_A_PLACE or before.key in self.owned or of_kind
            if led and self._may_be_place(word, known):
                return word.text, self.resembles(word)
        return None

    def _may_be_place(self, word: Token, known: frozenset[str]) -> bool:
        around = texts.NO_PLACES | texts.BEFORE_A_PLACE | texts.ARTICLES | texts.AND | known
        return word.key not in around and len(word.text) >= _SHORTEST

    def resembles(self, word: Token) -> bool:
        """Return whether the word is nearly the name of a place."""
        return self.gazetteer.resembles(names.fold(word.text))

    def called_after(self, word: Token) -> str | None:
        """Return the place of the collection after which "Wuppertaler" are called."""
        for base in bases_of(word.text):
            if self.gazetteer.standing(names.fold(base)) is Standing.COLLECTION:
                return self.gazetteer.shown(base)
        return None

    def may_be_called_after(self, word: Token) -> bool:
        """Return whether there is a place after which people may be called, like "Frankfurter"."""
        bases = [names.fold(base) for base in bases_of(word.text) if word.key not in texts.ORDINARY]
        is_known = (
            self.gazetteer.standing(base) is not None for base in bases if len(base) > _NAMED
        )
        return word.kind == "word" and any(is_known)

    def _longest(self, first: int) -> PlaceMention | None:
        for end in ends(self.sentence, first):
            standing = self.gazetteer.standing(name_key(self.sentence, first, end))
            if standing is not None:
                longer = self._with_slip(first, end)
                return longer or self._mention(first, end, standing)
        return self._with_slip(first, first + 1)

    def _with_slip(self, first: int, least: int) -> PlaceMention | None:
        """Return a name of several words with a slip in one: "Frankfurt am Mian", as written."""
        before = self.words[first - 1].key if first else ""
        led = self.owned | texts.BEFORE_A_PLACE
        if self.words[first].key in led or (self.is_lower and before not in led):
            return None
        no_part = self.owned | texts.KINDS | texts.DISTRICTS
        for end in ends(self.sentence, first):
            if end <= least or self._is_person(first):
                return None
            inside = self.words[first:end]
            if any(w.key in no_part or (w.key in texts.AND and not w.is_capital) for w in inside):
                continue
            key = name_key(self.sentence, first, end)
            if len(key) >= _LONG and self.gazetteer.resembles(key, most=True):
                written = self._written(first, end)
                return PlaceMention(written, first, end, framed=True, doubtful=False)
        return None

    def _mention(self, first: int, end: int, standing: Standing) -> PlaceMention | None:
        words, word = self.words, self.words[first]
        before = words[first - 1].key if first and word.glued else ""
        is_one = end == first + 1
        if self._is_person(first) or (is_one and before in texts.ARTICLES):
            return None
        behind = words[end].key if end < len(words) else ""
        if word.key in texts.PARTS_OF_A_MONTH and behind in texts.MONTHS:
            return None
        is_ordinary = is_one and word.key in texts.ORDINARY
        framed = self._framed(first, end, is_ordinary=is_ordinary)
        others = (each.key for each in (*words[:first], *words[end:]))
        alone = all(key in texts.AND | texts.COURTESY | texts.ASIDE for key in others)
        doubtful = not framed and (
            is_ordinary or (standing is not Standing.COLLECTION and not alone)
        )
        typed, end = self._distinguish(self._written(first, end), first, end)
        if before in texts.DISTRICTS:
            typed = f"{words[first - 1].text} {typed}"
        shown = self.gazetteer.shown(typed)
        return PlaceMention(shown, first, end, framed, doubtful, is_ordinary)

    def _distinguish(self, typed: str, first: int, end: int) -> tuple[str, int]:
        """Return the one of several places of a name that is meant: "Göppingen, die Stadt"."""
        told = [at for at in range(end, len(self.words)) if self.words[at].key not in texts.ASIDE]
        names_meant = [(f"{typed} ({self.words[at].text})", at + 1) for at in told[:1]]
        if len(told) == _FEW:
            names_meant.append(
                (f"{typed} {' '.join(self.words[at].text for at in told)}", told[-1] + 1)
            )
        if first and self.words[first - 1].key in texts.KINDS:
            names_meant.append((f"{typed} ({self.words[first - 1].text})", end))
        for name, behind in names_meant:
            if self.gazetteer.standing(names.place_key(name)) is not None:
                return name, behind
        return typed, end

    def _is_person(self, first: int) -> bool:
        """Return whether the words before say that it is the name of a person."""
        before = self.words[first - 1] if first and self.words[first].glued else None
        if before is None:
            return False
        names = texts.PERSONS | texts.FIRST_NAMES
        return before.key in names or before.text == texts.MAYOR

    def _framed(self, first: int, end: int, *, is_ordinary: bool) -> bool:
        words = self.words
        before = words[first - 1].key if first else ""
        behind = words[end].key if end < len(words) else ""
        is_kind = before in texts.KINDS or before in texts.DISTRICTS
        shown = before in texts.BEFORE_WHAT_IS_SHOWN and end == len(words)
        if shown and not is_ordinary and len(words) <= _SHORT:
            return True
        if is_kind or before in self.owned or (before in texts.HAS and not is_ordinary):
            return True
        if before in texts.ASKING and behind in texts.HAS:
            return True
        if is_ordinary and self.is_lower and not self.sentence.is_shouted:
            return False
        return before in texts.BEFORE_A_PLACE or behind in self.owned

    def _adjective(self, at: int) -> PlaceMention | None:
        """Read "Bonner" and "Kölns" before what belongs to the place."""
        word = self.words[at]
        before = self.words[at - 1].key if at else ""
        behind = {each.key for each in self.words[at + 1 : at + 2 + _NEAR]}
        if word.kind != "word" or before in texts.PERSONS or not behind & self.owned:
            return None
        if not (word.is_capital or self.is_lower):
            return None
        bases = [base for base in bases_of(word.text) if len(base) >= _SHORTEST]
        known = {base: self.gazetteer.standing(names.fold(base)) for base in bases}
        sure = [base for base, standing in known.items() if standing is Standing.COLLECTION]
        other = [base for base, standing in known.items() if standing is not None]
        chosen = sure[:1] or (other if len(other) == 1 else [])
        # "Pfaffinger": of Pfaffing, or of Pfullingen, as the list printed it.
        if sure and len(other) > 1 and not self._is_shown(sure[0]):
            return None
        if not chosen:
            return None
        name = chosen[0][:1].upper() + chosen[0][1:].lower()
        return PlaceMention(self.gazetteer.shown(name), at, at + 1, framed=True, doubtful=False)

    def _is_shown(self, typed: str) -> bool:
        """Return whether the collection shows that name, perhaps with more behind it."""
        return names.fold(self.gazetteer.shown(typed)).startswith(names.fold(typed))

    def _written(self, first: int, end: int) -> str:
        """Return the name as it was written, whole: "Essen (Oldenburg)"."""
        start, stop = self.words[first].at, self.words[end - 1].end
        written = self.sentence.text[start:stop]
        return f"{written})" if written.count("(") > written.count(")") else written
