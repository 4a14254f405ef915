"""Which entry is meant: by its number, or by a place that has just one."""

from collections.abc import Callable

from commands import names
from commands.collection import search
from commands.collection.view import finds
from commands.command import Context, Reply
from commands.editing.reading import Target
from commands.texts import editing as texts
from commands.texts.markup import Text
from commands.texts.offers import to_choose
from storage import guidelines
from storage.guidelines import Guideline, Municipality

MOST = 10
_MOST_WORDS = 8
Pair = tuple[Municipality, Guideline]


async def find(
    ctx: Context, target: Target, line: Callable[[int], str], *, deleted: bool = False
) -> int | Reply:
    """The number of the entry, or what to answer; `line` does it with one by its number."""
    prefix = ctx.settings.prefix
    if target.number is not None:
        if await guidelines.get(ctx.tx, target.number) is None:
            return Reply(texts.no_such(target.number, prefix))
        return target.number
    there = deleted_entries if deleted else entries_of
    pairs = await there(ctx, target.place)
    if isinstance(pairs, Text):
        return Reply(pairs)
    if len(pairs) == 1:
        return pairs[0][1].guideline_id
    return choice(target.place, pairs, line)


async def with_words_behind(ctx: Context, target: Target) -> Target:
    """ "Essen Doppelt": if there is no such place, the words behind it are no part of it.

    A place has few words, and to look for each beginning of a long text would take long.
    """
    words = target.place.split()
    if target.number is not None or target.rest:
        return target
    for end in range(min(len(words), _MOST_WORDS), 0, -1):
        place = " ".join(words[:end])
        if await finds(ctx.tx, place):
            return Target(None, place, " ".join(words[end:]))
    return target


def choice(place: str, pairs: list[Pair], line: Callable[[int], str]) -> Reply:
    options = tuple(line(entry.guideline_id) for _, entry in pairs)
    return Reply(texts.of_place(place, pairs) + to_choose(len(options)), options=options)


async def entries_of(ctx: Context, place: str) -> list[Pair] | Text:
    """All of the municipalities that the place may be; or why there is nothing to choose."""
    outcome = await search(ctx.tx, place)
    prefix = ctx.settings.prefix
    if not outcome.entries:
        gone = await deleted_entries(ctx, place)
        if not isinstance(gone, Text):
            return texts.only_deleted(place, gone, prefix)
        return texts.not_found(place, outcome.suggestions, prefix)
    pairs = []
    for found in outcome.entries:
        number = found.municipality.municipality_id
        municipality = await guidelines.municipality(ctx.tx, number) or found.municipality
        entries = await guidelines.of_municipalities(ctx.tx, [number])
        pairs += [(municipality, entry) for entry in entries]
    return pairs if len(pairs) <= MOST else texts.too_many(place, len(pairs), prefix)


async def deleted_entries(ctx: Context, place: str) -> list[Pair] | Text:
    """Those of municipalities with that name, or that there are none."""
    key, prefix = names.fold(place), ctx.settings.prefix
    known = await guidelines.known_municipalities(ctx.tx)
    of = {each.municipality_id: each for each in known if names.fold(each.name) == key}
    entries = await guidelines.any_of(ctx.tx, of)
    pairs = [(of[e.municipality_id], e) for e in entries if e.deleted_at is not None]
    if not pairs:
        return texts.not_found(place, (), prefix)
    return pairs if len(pairs) <= MOST else texts.too_many(place, len(pairs), prefix)
