"""Take back a change of very many entries, a few at a time, so that nobody waits for it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Self

from commands.collection.changing import make_room, put, refresh_spellings
from commands.collection.editing import edits
from commands.collection.texts import editing as texts
from commands.conversation.command import Context
from commands.conversation.elsewhere import tell_management
from storage import key_value
from storage.collection import guidelines, versions
from storage.collection.guidelines import Municipality
from storage.collection.versions import EntrySnapshot, Provenance, Version
from storage.database import Transaction
from storage.key_value import UNDOING

# More are taken back in portions: an entry takes some milliseconds.
MOST_AT_ONCE, PORTION = 50, 2


@dataclass(frozen=True)
class UndoProgress:
    """`batch` is undone by changes of the batch `by`, down to the version `last`, so far."""

    batch: int
    by: int
    last: int | None = None
    done: int = 0
    left: int = 0

    @classmethod
    async def of(cls, tx: Transaction) -> Self | None:
        """Return it; None if nothing is under way."""
        kept = await key_value.get(tx, UNDOING)
        return None if kept is None else cls(**json.loads(kept))

    async def keep(self, ctx: Context) -> None:
        await key_value.put(ctx.tx, UNDOING, json.dumps(asdict(self)), ctx.now)


async def begin(ctx: Context, batch: int, manager: str) -> None:
    """Undo the first portion; the others come from a worker."""
    await _portion(ctx, UndoProgress(batch, await versions.next_batch(ctx.tx)), manager)


async def go_on(ctx: Context) -> bool:
    """Undo the next portion; return whether there may be more."""
    progress = await UndoProgress.of(ctx.tx)
    if progress is None:
        return False
    # Who began it may have been forgotten since.
    return await _portion(ctx, progress, await versions.actor_of(ctx.tx, progress.by))


async def _portion(ctx: Context, progress: UndoProgress, manager: str | None) -> bool:
    part = await versions.of_batch(ctx.tx, progress.batch, PORTION, progress.last)
    if not part:
        await key_value.remove(ctx.tx, UNDOING)
        told = texts.all_undone(progress.done, progress.left, ctx.prefix)
        await tell_management(ctx, told, f"undone-{progress.by}")
        return False
    by = Provenance(ctx.now, manager, undoes=progress.batch, batch=progress.by)
    wholes = await versions.wholes(ctx.tx, {version.guideline_id for version in part})
    found = [(version, wholes.get(version.guideline_id)) for version in part]
    fitting = [(v, whole) for v, whole in found if whole and await _fits(ctx, v, whole)]
    done = await revert(ctx, fitting, by)
    await replace(
        progress,
        last=part[-1].version_id,
        done=progress.done + len(done),
        left=progress.left + len(part) - len(fitting),
    ).keep(ctx)
    return True


async def _fits(ctx: Context, version: Version, whole: EntrySnapshot) -> bool:
    """Return whether it is still as that version left it, and its old name is free."""
    [newest] = await versions.of_guideline(ctx.tx, version.guideline_id)
    changed_since = newest.version_id != version.version_id and newest.by.undoes is None
    if changed_since or edits.conflicts(whole, version):
        return False
    place = edits.reverted(whole, version, ctx.now).municipality
    other = await guidelines.called(ctx.tx, place.name, place.land)
    if other is None or other.municipality_id == place.municipality_id:
        return True
    return not await guidelines.of_municipalities(ctx.tx, [other.municipality_id])


async def revert(
    ctx: Context, found: Sequence[tuple[Version, EntrySnapshot | None]], by: Provenance
) -> list[EntrySnapshot]:
    """Undo the versions, newest first, of entries as they were read; return the entries."""
    done: dict[int, EntrySnapshot] = {}
    # An entry was read before others of its municipality were put.
    places: dict[int, Municipality] = {}
    for version, read in found:
        present = done.get(version.guideline_id, read)
        if present is not None:
            number = present.guideline.municipality_id
            present = replace(present, municipality=places.get(number, present.municipality))
            before = edits.reverted(present, version, ctx.now)
            await make_room(ctx.tx, before.municipality)
            after, _ = await put(ctx.tx, before, by, before=present, spelled=False)
            done[version.guideline_id], places[number] = after, after.municipality
    await refresh_spellings(ctx.tx, list(places.values()))
    return list(done.values())
