"""What a message may mean: command lines, and the rules of a subject that find them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import pairwise

from commands.language.patterns import Pattern, pattern, plain
from commands.language.texts import said_places as texts
from commands.language.understanding import moods
from commands.language.understanding.places import Gazetteer, PlaceFinder, PlaceMention
from commands.language.understanding.tokens import KnownWords
from commands.language.understanding.utterance import Sentence, Utterance, Where

EXCEPT = frozenset(map(plain, texts.EXCEPT))
_NOT_ITSELF = pattern(*texts.NOT_ITSELF)


class Response(Enum):
    COMMAND = "command"
    CONFIRM = "confirm"
    CHOICE = "choice"
    UNCLEAR = "unclear"
    SILENCE = "silence"


@dataclass(frozen=True)
class Reading:
    """A command line without prefix; `changes`: it is asked about first.

    `or_else` are other lines that the same words may mean: then all of them are offered.
    """

    line: str
    changes: bool = False
    or_else: tuple[str, ...] = ()
    # Whatever else the same words might be: they were given to pass on.
    only: bool = False
    # Only offered among suggestions: something that was said may mean something else.
    doubtful: bool = False


@dataclass(frozen=True)
class Understanding:
    """What would be done; `lines` are command lines without prefix.

    `all_asked`: the lines of a choice are several requests, not readings of one.
    """

    response: Response
    lines: tuple[str, ...] = ()
    all_asked: bool = False


@dataclass(frozen=True)
class Beside:
    """The words that say nothing else beside `about`; any other may change what is meant."""

    about: Pattern
    explained: Pattern


@dataclass(frozen=True)
class Said:
    """A sentence with what rules may ask about it."""

    utterance: Utterance
    sentence: Sentence
    gazetteer: Gazetteer
    owned: frozenset[str]
    known: KnownWords
    # A later sentence asks for what this one names.
    is_wanted: bool = False

    @property
    def key(self) -> str:
        return self.sentence.key

    @property
    def where(self) -> Where:
        return self.utterance.where

    @property
    def below_date(self) -> bool:
        return self.utterance.where is Where.BELOW_DATE

    @cached_property
    def asks(self) -> bool:
        return self.is_wanted or moods.asks(self.sentence)

    @property
    def asks_openly(self) -> bool:
        """Return whether it is a question or begins like one."""
        return self.sentence.is_question or moods.QUESTION.match(self.key) is not None

    @cached_property
    def is_supposed(self) -> bool:
        return moods.is_supposed(self.sentence)

    @cached_property
    def is_negated(self) -> bool:
        return moods.is_negated(self.sentence.key)

    @cached_property
    def is_told(self) -> bool:
        """Return whether it tells what has happened or what somebody else says."""
        return moods.is_told(self.sentence) or moods.is_cited(self.sentence)

    @cached_property
    def is_of_others(self) -> bool:
        """Return whether what stands before a colon or an "und" makes it no word of the writer."""
        return moods.is_others(self.sentence, self._place_keys)

    @cached_property
    def _place_keys(self) -> frozenset[str]:
        tokens = self.sentence.tokens
        return frozenset(
            tokens[at].key for each in self.places for at in range(each.first, each.end)
        )

    @cached_property
    def means_somebody(self) -> bool:
        """Return whether it is to be done for somebody else than the writer."""
        inside = {at for place in self.places for at in range(place.first, place.end)}
        return moods.means_somebody(self.sentence, self.known.words, inside)

    def leaves_open(self, beside: Beside, line: str = "") -> bool:
        """Return whether words beside what is asked for are neither usual there nor explained.

        Names of places and of persons are, and what the command `line` says.
        """
        if not self.sentence.has(beside.about):
            return False
        tokens = self.sentence.tokens
        named = {name.key for title, name in pairwise(tokens) if title.key in texts.PERSONS}
        said = frozenset(re.findall(r"\w+", plain(line)))
        named |= {token.key for token in tokens if plain(token.text) in said}
        named |= self._place_keys
        return moods.leaves_open(self.sentence, beside.about, beside.explained, named)

    @cached_property
    def finder(self) -> PlaceFinder:
        return PlaceFinder(self.sentence, self.gazetteer, self.owned)

    @cached_property
    def places(self) -> Sequence[PlaceMention]:
        return self.finder.mentions()

    @cached_property
    def sure_places(self) -> Sequence[PlaceMention]:
        """Return the places that are surely meant, and not left out: "außer Bonn"."""
        before = {at: token.key for at, token in enumerate(self.sentence.tokens, start=1)}
        sure = (place for place in self.places if not place.doubtful)
        sure = (place for place in sure if before.get(place.first) not in EXCEPT)
        return [place for place in sure if self.is_itself(place)]

    def is_itself(self, place: PlaceMention) -> bool:
        """Return whether it is not left out, and not another one near to it is meant."""
        before = " ".join(token.key for token in self.sentence.tokens[: place.first])
        return _NOT_ITSELF.search(before) is None


@dataclass(frozen=True)
class SentenceRules:
    """Which sentences a subject understands.

    `read` yields what one sentence may mean. `words` are lines of words that its rules listen for:
    a slip in one of them is mended. `owned` are those for what a place may have.
    `suggest` yields lines that may help if nothing is understood. `management`: they are heard only
    from the management in its room. `told`: they read also what has happened or others say; the
    rules of all others change nothing then. `beside`, by command: words that leave it as it is;
    beside others the reading is doubtful.
    """

    subject: str
    read: Callable[[Said], Iterable[Reading]]
    words: Sequence[str] = ()
    owned: Sequence[str] = ()
    suggest: Callable[[Said], Iterable[str]] = field(default=lambda _said: ())
    management: bool = False
    told: bool = False
    beside: Mapping[str, Beside] = field(default_factory=dict)
