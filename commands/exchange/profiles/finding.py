"""Who fits what was asked for: a place, a topic, a Land, a size, or several of them together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from commands.collection.place import Located, locate
from commands.collection.place_words import is_in_land, is_land
from commands.collection.terms import class_of
from commands.conversation.command import Context
from commands.exchange import topics
from commands.exchange.profiles.reading import size_of
from commands.exchange.profiles.texts import finding as texts
from commands.exchange.profiles.texts.commands import BEFORE, PARTS
from commands.exchange.questions.reading import has_phrase, key_of
from commands.language.names import fold
from commands.language.patterns import Pattern
from storage.collection import register
from storage.exchange import profiles
from storage.exchange import topics as stored_topics
from storage.exchange.profiles import Profile

MOST_PARTS = 4
_BEFORE = Pattern(rf"^{BEFORE}", re.IGNORECASE)
_PARTS = Pattern(PARTS, re.IGNORECASE)
# Two shared topics, or one and the same Land, or the same size.
_ALIKE = 2


@dataclass(frozen=True)
class Criterion:
    """Whatever of this the words mean; `name` is how it is called in the answer.

    `sizes` are what `sizes_of` returns.
    """

    words: str
    name: str
    keys: frozenset[str] = frozenset()
    topic: str | None = None
    land: str | None = None
    size: int | None = None
    place: Located | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Return whether it means something, also if nobody fits."""
        return any(each is not None for each in (self.topic, self.land, self.size, self.place))

    def fits(self, profile: Profile) -> bool:
        if self.size is not None:
            return size_in(profile, self.sizes) == self.size
        in_land = self.land is not None and is_in_land(profile.land, self.land)
        return in_land or self._is_from_there(profile) or self._knows(profile)

    def _is_from_there(self, profile: Profile) -> bool:
        """Return whether it is the same municipality, or one of that name that nobody knows."""
        if not profile.place:
            return False
        place = self.place
        if place is not None and place.ags is not None and profile.ags is not None:
            return place.ags == profile.ags
        return fold(profile.place) == fold(self.words if place is None else place.name)

    def _knows(self, profile: Profile) -> bool:
        """Return whether it is one of their topics, or stands in words that all may read."""
        if self.keys & set(profile.keys):
            return True
        if profile.visibility != "visible":
            return False
        return any(has_phrase(profile.stems, key) for key in self.keys)


@dataclass(frozen=True)
class MemberSearch:
    """What was understood; without `criteria` nothing was, and `options` are places to choose."""

    criteria: tuple[Criterion, ...] = ()
    options: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()

    def fits(self, profile: Profile) -> bool:
        return all(each.fits(profile) for each in self.criteria)

    @property
    def name(self) -> str:
        return texts.together([each.name for each in self.criteria])


async def search(ctx: Context, words: str, among: Sequence[Profile]) -> MemberSearch:
    """Read the words as one criterion, else as several that must all fit."""
    words = _BEFORE.sub("", words).strip(" .?!»«\"'") or words
    sizes = await sizes_of(ctx, among)
    whole, located = await _criterion(ctx, words, sizes)
    if whole.is_known or any(map(whole.fits, among)):
        return MemberSearch((whole,))
    if located is not None and located.options:
        return MemberSearch(options=located.options)
    parts = [each for each in _PARTS.split(words) if each.strip()]
    if 1 < len(parts) <= MOST_PARTS:
        each = [(await _criterion(ctx, part, sizes))[0] for part in parts]
        if all(one.is_known or any(map(one.fits, among)) for one in each):
            return MemberSearch(tuple(each))
    return MemberSearch(similar=() if located is None else located.similar)


async def _criterion(
    ctx: Context, words: str, sizes: Mapping[str, int]
) -> tuple[Criterion, Located | None]:
    size = size_of(words)
    if size is not None:
        return Criterion(words, texts.of_size(size), size=size, sizes=sizes), None
    await topics.seed(ctx.tx)
    key = key_of(words)
    topic = await stored_topics.called(ctx.tx, key) if key else None
    keys = {key} | ({key_of(topic.name)} if topic is not None else set())
    keys.discard("")
    if topic is not None:
        return Criterion(words, topic.name, frozenset(keys), topic=topic.name), None
    land = words if is_land(words) else None
    located = await locate(ctx.tx, words)
    known = located.municipality is not None or located.ags is not None
    place = located if known else None
    name = texts.of_land(words) if land else located.name if known else words
    return Criterion(words, name, frozenset(keys), None, land, None, place), located


async def candidates(ctx: Context, besides: str) -> list[Profile]:
    """Return the members whom others may find or count now."""
    everyone = await profiles.everyone(ctx.tx)
    return [each for each in everyone if each.user_id != besides and is_findable(ctx, each)]


def is_findable(ctx: Context, profile: Profile) -> bool:
    """Return whether others may find or count the person now; who has left is hidden at once."""
    pause = profile.resumes_at
    open_to_others = profile.visibility != "off" and profile.hidden_at is None
    return (
        open_to_others
        and (pause is None or pause <= ctx.now)
        and ctx.membership(profile.user_id) is True
    )


async def sizes_of(ctx: Context, people: Sequence[Profile]) -> Mapping[str, int]:
    """Return the class of size by official key, as far as the register tells it."""
    keys = {each.ags for each in people if each.ags is not None}
    known = await register.populations(ctx.tx, keys)
    return {ags: class_of(inhabitants) for ags, inhabitants in known.items()}


def size_in(profile: Profile, sizes: Mapping[str, int]) -> int | None:
    """Return the class of size that the person told, else what the register tells."""
    return profile.size if profile.size is not None else sizes.get(profile.ags or "")


def alike(own: Profile, among: Sequence[Profile], sizes: Mapping[str, int]) -> list[Profile]:
    """Return those in a similar position, the most similar first."""
    scored = [(_likeness(own, each, sizes), each) for each in among]
    near = [each for each in scored if each[0] >= _ALIKE]
    return [each for _, each in sorted(near, key=lambda pair: -pair[0])]


def _likeness(own: Profile, other: Profile, sizes: Mapping[str, int]) -> int:
    shared = len(set(own.keys) & set(other.keys))
    size = size_in(own, sizes)
    same_size = size is not None and size == size_in(other, sizes)
    same_land = bool(own.land) and own.land == other.land
    return shared + 2 * same_size + (same_land and shared > 0)


def in_turn(found: Sequence[Profile], today: date) -> list[Profile]:
    """Return them in an order that is another one each week, so that nobody is always last."""
    week = "{}-{}".format(*today.isocalendar())

    def place(profile: Profile) -> bytes:
        return sha256(f"{week} {profile.user_id}".encode()).digest()

    return sorted(found, key=place)
