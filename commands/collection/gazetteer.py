"""The names of places, for the rules that read sentences: from the collection and the register."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from commands.collection.place_words import is_in_land
from commands.collection.view import View, name_index
from commands.language import names
from commands.language.names.fold import words
from commands.language.understanding import Rulebook
from commands.language.understanding.places import Standing
from commands.language.understanding.utterance import Utterance
from storage.collection import register
from storage.database import Transaction

_SIMILAR, _MOST_SIMILAR = 78, 90
_MOST_COMPARED = 2_000
_STARTS = 3
_SHORTEST_HEAD = 4
_MOST_KEYS, _MOST_NEW = 2_000, 12
# Stands behind the part of a name that people use: "Landau in der Pfalz", "Frankfurt (Oder)".
_LINKS = frozenset({"a", "am", "an", "auf", "b", "bei", "i", "im", "in", "o", "ob", "v", "vor"})
# Beside its boroughs, the city state is told by its Land.
_CITY_STATE = "(Land)"


@dataclass(frozen=True)
class NamesOf:
    """The names of a view of the collection."""

    view: View

    def standing(self, key: str) -> Standing | None:
        if not key:
            return None
        vias = {candidate.via for candidate in self._spelled(key)}
        if vias - {names.Via.PART}:
            return Standing.COLLECTION
        if key in self.view.places:
            return Standing.REGISTER
        return Standing.BEGINNING if vias or self._begun(key) else None

    def shown(self, typed: str) -> str:
        query = names.parse(typed)
        verdict = names.decide(query, self.view.near(query))
        if len(verdict.fitting) != 1:
            return typed
        name = self.view.municipalities[next(iter(verdict.fitting))].name
        if name.endswith(_CITY_STATE):
            return typed
        if verdict.fit is names.Fit.NAME:
            return name
        # "Schwanau", as the list printed Schwerte, is also a town: the look-up tells of both.
        if any(key in self.view.places for key in query.place_keys):
            return typed
        key = names.fold(typed)
        is_begun = _head(name) == key and self._begun(key) == 1
        return name if verdict.fit is names.Fit.OTHER_FORM or is_begun else typed

    def lies_in(self, name: str, land: str) -> bool:
        lands = {one.land for one in self.view.municipalities.values() if one.name == name}
        return not lands or any(is_in_land(each, land) for each in lands)

    def resembles(self, key: str, *, most: bool = False) -> bool:
        from rapidfuzz import fuzz, process

        start = key[:_STARTS]
        keys = self.view.index.keys
        near = [*keys[_beginning(keys, start)], *self._places[_beginning(self._places, start)]]
        least = _MOST_SIMILAR if most else _SIMILAR
        best = process.extractOne(key, near[:_MOST_COMPARED], scorer=fuzz.ratio, score_cutoff=least)
        return best is not None

    def _spelled(self, key: str) -> Sequence[names.Candidate]:
        index = self.view.index
        first = bisect_left(index.keys, key)
        return index.candidates[first : bisect_right(index.keys, key, first)]

    def _begun(self, key: str) -> int:
        """Count the names of which people use the beginning alone."""
        if len(key) < _SHORTEST_HEAD:
            return 0
        index, known = self.view.index, self.view.municipalities
        longer = index.candidates[_beginning(index.keys, key)][:_MOST_COMPARED]
        found = {known[candidate.municipality_id].name for candidate in longer}
        found |= {self.view.places[each] for each in self._places[_beginning(self._places, key)]}
        return sum(_head(name) == key for name in found)

    @cached_property
    def _places(self) -> Sequence[str]:
        return sorted(self.view.places)


async def names_for(tx: Transaction, rulebook: Rulebook, said: Utterance) -> NamesOf:
    """Read the places of the register that the message may name, and those like its new words."""
    keys = sorted(rulebook.place_keys(said))[:_MOST_KEYS]
    new = [names.fold(token.text) for token in rulebook.new_words(said)[:_MOST_NEW]]
    starts = sorted({key[:_STARTS] for key in new if len(key) > _STARTS})
    places = await register.among(tx, keys, starts)
    return NamesOf(View(await name_index(tx), {}, {place.key: place.name for place in places}))


def _head(name: str) -> str:
    """Return the key of "Landau" for "Landau in der Pfalz"; nothing for a name without a rest."""
    bare, bracket, _ = name.partition(" (")
    parts = words(bare)
    for place, word in enumerate(parts[1:], start=1):
        if word.skeleton in _LINKS:
            return "".join(each.key for each in parts[:place])
    return "".join(each.key for each in parts) if bracket else ""


def _beginning(keys: Sequence[str], start: str) -> slice:
    first = bisect_left(keys, start)
    return slice(first, bisect_left(keys, start + names.LAST_CHARACTER, first))
