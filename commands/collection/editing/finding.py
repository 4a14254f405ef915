"""Find the entry that is meant: by its number, or by a place with only one."""

from collections.abc import Callable

from commands.collection.editing.reading import EntryTarget, field_behind
from commands.collection.lookup import look_up
from commands.collection.texts import editing as texts
from commands.collection.view import finds
from commands.conversation.command import CommandContext, UnfitError
from commands.conversation.texts.offers import to_choose
from commands.language import names
from storage.collection import guidelines, versions
from storage.collection.guidelines import Guideline, Municipality
from storage.collection.versions import EntrySnapshot

MOST = 10
_MOST_WORDS = 8
Pair = tuple[Municipality, Guideline]


async def find(
    ctx: CommandContext, target: EntryTarget, line: Callable[[int], str], *, deleted: bool = False
) -> EntrySnapshot:
    """Return the entry. Raises UnfitError if it is none, or several: then offers `line` of each."""
    number = target.number
    if number is None:
        pairs = await (deleted_entries if deleted else entries_of)(ctx, target.place)
        number = pairs[0][1].guideline_id
        if len(pairs) > 1:
            options = tuple(line(entry.guideline_id) for _, entry in pairs)
            answer = texts.of_place(target.place, pairs) + to_choose(len(options))
            raise UnfitError(answer, options)
    entry = await versions.whole(ctx.tx, number)
    if entry is None:
        raise UnfitError(texts.no_such(number, ctx.prefix))
    return entry


async def with_words_behind(
    ctx: CommandContext, target: EntryTarget, rest: str
) -> tuple[EntryTarget, str]:
    """Split "Essen Doppelt" where the place ends, if the whole is no place.

    A place has few words: to try each beginning of a long text would take long.
    """
    words = target.place.split()
    if target.number is not None or rest:
        return target, rest
    for end in range(min(len(words), _MOST_WORDS), 0, -1):
        place = " ".join(words[:end])
        if await finds(ctx.tx, place):
            return EntryTarget(None, place), " ".join(words[end:])
    return target, rest


async def with_field_behind(
    ctx: CommandContext, target: EntryTarget, changes: str
) -> tuple[EntryTarget, str]:
    """Split "Bonn Titel Leitlinien" before the field, if the whole is no place."""
    if target.number is None and not await finds(ctx.tx, target.place):
        for place, behind in field_behind(target.place):
            if await finds(ctx.tx, place):
                return EntryTarget(None, place), f"{behind} | {changes}" if changes else behind
    return target, changes


async def entries_of(ctx: CommandContext, place: str) -> list[Pair]:
    """Return those of all municipalities that it may be. Raise UnfitError without any."""
    outcome = await look_up(ctx.tx, place)
    if not outcome.entries:
        prefix, gone = ctx.prefix, await _deleted(ctx, place)
        if 0 < len(gone) <= MOST:
            raise UnfitError(texts.only_deleted(place, gone, prefix))
        raise UnfitError(texts.not_found(place, outcome.suggestions, prefix))
    pairs = []
    for found in outcome.entries:
        number = found.municipality.municipality_id
        municipality = await guidelines.municipality(ctx.tx, number) or found.municipality
        entries = await guidelines.of_municipalities(ctx.tx, [number])
        pairs += [(municipality, entry) for entry in entries]
    return _few(ctx, place, pairs)


async def deleted_entries(ctx: CommandContext, place: str) -> list[Pair]:
    """Return those of municipalities with that name. Raise UnfitError without any."""
    pairs = await _deleted(ctx, place)
    if not pairs:
        raise UnfitError(texts.not_found(place, (), ctx.prefix))
    return _few(ctx, place, pairs)


async def _deleted(ctx: CommandContext, place: str) -> list[Pair]:
    key = names.fold(place)
    known = await guidelines.known_municipalities(ctx.tx)
    of = {each.municipality_id: each for each in known if names.fold(each.name) == key}
    entries = await guidelines.any_of(ctx.tx, of)
    return [(of[e.municipality_id], e) for e in entries if e.deleted_at is not None]


def _few(ctx: CommandContext, place: str, pairs: list[Pair]) -> list[Pair]:
    if len(pairs) > MOST:
        raise UnfitError(texts.too_many(place, len(pairs), ctx.prefix))
    return pairs
