"""Suggest other words that are found: similar ones, and the parts of a compound."""

from collections.abc import Collection, Iterable

from commands.collection.search.question import QueryWord
from commands.collection.search.words import Level, match, token
from storage.collection import search
from storage.database import Transaction

MOST_SIMILAR = 3
_SIMILAR = 70
# Of very many, the words indexed first: they are the frequent ones.
_MOST_COMPARED = 1_500
_SHORTEST = 4
# A typing error in the middle of a word leaves half of it.
_SHORTEST_RUN, _LONGEST_RUN = 3, 5
# The number of pieces is half of its square.
_LONGEST_SPLIT = 40
_JOINTS = ("", "s", "n", "en", "es", "er", "e")


async def similar(tx: Transaction, wanted: QueryWord) -> list[str]:
    """Return words of the collection as they are written, the most similar first."""
    from rapidfuzz import fuzz, process

    if len(wanted.form) < _SHORTEST:
        return []
    run = min(max(_SHORTEST_RUN, (len(wanted.form) - 2) // 2), _LONGEST_RUN)
    found = await search.resembling(tx, wanted.form, run, _MOST_COMPARED)
    near = {each.form: each for each in found}
    ordered = process.extract(
        wanted.form, list(near), scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=3 * MOST_SIMILAR
    )
    by_stem: dict[str, str] = {}
    for form, _, _ in ordered:
        by_stem.setdefault(near[form].stem, near[form].shown)
    there = await _in_entries(tx, by_stem)
    return [shown for stem, shown in by_stem.items() if stem in there][:MOST_SIMILAR]


async def parts(tx: Transaction, wanted: QueryWord) -> list[str]:
    """Return the words of the collection that the compound is made of; or nothing."""
    form = wanted.form[:_LONGEST_SPLIT]
    pieces = {
        form[at:end] for at in range(len(form)) for end in range(at + _SHORTEST, len(form) + 1)
    }
    known = await search.known(tx, pieces)
    there = await _in_entries(tx, {each.stem for each in known.values()})
    words = frozenset(piece for piece, word in known.items() if word.stem in there)
    return [known[piece].shown for piece in _split(form, words)]


def _split(form: str, known: Collection[str]) -> list[str]:
    """Split it into as few known words as possible, without the letters that join them."""
    best: dict[int, list[str]] = {0: []}
    for end in range(_SHORTEST, len(form) + 1):
        ways = [
            [*best[at], form[at : end - len(joint)]]
            for at in best
            for joint in (_JOINTS if end < len(form) else ("",))
            if form[at:end].endswith(joint) and form[at : end - len(joint)] in known
        ]
        if ways:
            best[end] = min(ways, key=len)
    return best.get(len(form), [])


async def _in_entries(tx: Transaction, stems: Iterable[str]) -> set[str]:
    """Return the stems that some entry has."""
    known = list(stems)
    found = await search.are_found(
        tx, [match(token(level, each) for level in Level) for each in known]
    )
    return {each for each, is_found in zip(known, found, strict=True) if is_found}
