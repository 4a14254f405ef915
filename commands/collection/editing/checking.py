"""Check whether an edit of an entry can be made now, and preview it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from commands.collection.changing import blank
from commands.collection.editing import edits
from commands.collection.editing.edits import EntryAction, Place
from commands.collection.editing.places import municipality_at
from commands.collection.editing.undoing import MOST_AT_ONCE, UndoProgress
from commands.collection.texts import editing_previews as texts
from commands.collection.texts.editing import no_such
from commands.collection.texts.editing_fields import PROVENANCE
from commands.collection.transfer.files import new_fault
from commands.conversation.command import Context, UnfitError
from commands.conversation.previews import Checked
from storage.collection import guidelines, versions
from storage.collection.guidelines import Municipality
from storage.collection.versions import EntrySnapshot, Version
from storage.database import Transaction


async def checked(ctx: Context, action: EntryAction) -> Checked[EntryAction]:
    """Check it; again before it is done, because others may change things meanwhile.

    Raises UnfitError.
    """
    outcome, seen = await _checked(ctx, action)
    if seen == action.seen:
        return outcome
    # Nothing has been seen before it is shown for the first time.
    shown = replace(outcome, action=replace(outcome.action, seen=seen), renewed=bool(action.seen))
    if not shown.renewed:
        return shown
    return replace(shown, preview=texts.CHANGED_MEANWHILE + shown.preview)


Found = tuple[Checked[EntryAction], int]


async def _checked(ctx: Context, action: EntryAction) -> Found:
    """Return the preview and a number that changes when the entry does. Raises UnfitError."""
    if action.verb == "new":
        return await _new(ctx, action)
    if action.verb == "undo":
        return await _undo(ctx, action)
    whole = await versions.whole(ctx.tx, action.number)
    if whole is None:
        raise UnfitError(no_such(action.number, ctx.prefix))
    seen = await _seen(ctx.tx, whole.municipality)
    if (whole.guideline.deleted_at is None) == (action.verb == "restore"):
        gone = whole.guideline.deleted_at is not None
        raise UnfitError(texts.is_gone(whole, ctx.prefix) if gone else texts.is_there(whole))
    match action.verb:
        case "change":
            return await _change(ctx, action, whole), seen
        case "confirm":
            return await _confirm(ctx, action, whole), seen
        case "restore":
            return Checked(action, texts.restoring(whole)), seen
        case _:
            left = await guidelines.of_municipalities(ctx.tx, [whole.guideline.municipality_id])
            preview = texts.deleting(whole, action.reason, ctx.prefix, last=len(left) == 1)
            return Checked(action, preview), seen


async def _seen(tx: Transaction, municipality: Municipality) -> int:
    """Return the last version of the municipality, whose facts belong to all its entries.

    One is added, because 0 stands for an edit that was never shown.
    """
    return await versions.last_of_municipality(tx, municipality.municipality_id) + 1


def new_entry(
    ctx: Context, action: EntryAction, municipality: Municipality, by: str
) -> EntrySnapshot:
    """Return the entry that would be stored."""
    blank_entry = blank(municipality, action.fields["list"], ctx.now)
    entry = replace(blank_entry, provenance=PROVENANCE)
    made = edits.edited(EntrySnapshot(entry, municipality), action.fields, by, ctx.now)
    return edits.confirmed(made, by, ctx.now)


async def _taken_by(tx: Transaction, before: Municipality, own: Municipality) -> int | None:
    """Return another municipality of that name in the Land, even if it has no entry."""
    if own.municipality_id and (own.name, own.land) == (before.name, before.land):
        return None
    other = await guidelines.called(tx, own.name, own.land)
    if other is None or other.municipality_id == own.municipality_id:
        return None
    return other.municipality_id


async def _new(ctx: Context, action: EntryAction) -> Found:
    place = action.place or Place("")
    municipality = await municipality_at(ctx.tx, place)
    whole = new_entry(ctx, action, municipality, "")
    others = await guidelines.of_municipalities(ctx.tx, [municipality.municipality_id])
    seen = await _seen(ctx.tx, municipality)
    await _check(ctx.tx, municipality, None, whole)
    return Checked(action, texts.new(whole, others, ctx.zone)), seen


async def _check(
    tx: Transaction, municipality: Municipality, before: EntrySnapshot | None, after: EntrySnapshot
) -> None:
    """Raise UnfitError if the entry could not be stored or exported like this."""
    if await _taken_by(tx, municipality, after.municipality) is not None:
        raise UnfitError(texts.name_is_taken(after))
    fault = new_fault(before, after)
    if fault is not None:
        raise UnfitError(texts.unfit(*fault))


async def _change(ctx: Context, action: EntryAction, whole: EntrySnapshot) -> Checked[EntryAction]:
    cleared = "presumed" in action.fields and action.fields["presumed"] is None
    if cleared and whole.municipality.presumed and "kind" not in action.fields:
        raise UnfitError(texts.body_needed(whole, ctx.prefix))
    after = edits.edited(whole, action.fields, "", ctx.now)
    if after == whole:
        raise UnfitError(texts.nothing_new(whole))
    return await _shown(ctx, action, whole, after)


async def _confirm(ctx: Context, action: EntryAction, whole: EntrySnapshot) -> Checked[EntryAction]:
    after = edits.ascertained(whole, "", ctx.now)
    shown = await _shown(ctx, action, whole, after)
    if whole.municipality.presumed is None:
        return shown
    other = texts.as_printed(whole, ctx.prefix)
    return replace(shown, preview=shown.preview + other)


async def _shown(
    ctx: Context, action: EntryAction, before: EntrySnapshot, after: EntrySnapshot
) -> Checked[EntryAction]:
    await _check(ctx.tx, before.municipality, before, after)
    others: list[Any] = []
    if before.municipality != after.municipality:
        number = before.guideline.municipality_id
        entries = await guidelines.of_municipalities(ctx.tx, [number])
        others = [e for e in entries if e.guideline_id != before.guideline.guideline_id]
    return Checked(action, texts.changing(before, after, len(others), ctx.zone))


async def _undo(ctx: Context, action: EntryAction) -> Found:
    tx, zone = ctx.tx, ctx.zone
    if await UndoProgress.of(tx) is not None:
        raise UnfitError(texts.UNDO_UNDER_WAY)
    batch = await versions.to_undo(tx)
    if batch is None:
        raise UnfitError(texts.NOTHING_TO_UNDO)
    size, count, pairs = await versions.size(tx, batch), 0, []
    async for version, whole in of_batch(tx, batch):
        if whole is None:
            raise UnfitError(texts.cannot_undo(version, [], zone))
        after = edits.reverted(whole, version, ctx.now)
        taken_by = await _taken_by(tx, whole.municipality, after.municipality)
        # A municipality without entries is renamed.
        taken = taken_by is not None and await guidelines.of_municipalities(tx, [taken_by])
        found = ["name"] if taken else edits.conflicts(whole, version)
        if found:
            raise UnfitError(texts.cannot_undo(version, found, zone))
        count += 1
        if count <= texts.MOST:
            pairs.append((version, whole, after))
        elif size > MOST_AT_ONCE:
            break
    preview = texts.undoing(pairs, size, zone)
    if size > MOST_AT_ONCE:
        preview += texts.UNDONE_IN_PORTIONS
    return Checked(replace(action, number=batch), preview), batch


async def of_batch(
    tx: Transaction, batch: int
) -> AsyncIterator[tuple[Version, EntrySnapshot | None]]:
    """Yield the versions, newest first, each with its entry as read with its part."""
    last: int | None = None
    while part := await versions.of_batch(tx, batch, MOST_AT_ONCE, last):
        wholes = await versions.wholes(tx, {version.guideline_id for version in part})
        for version in part:
            yield version, wholes.get(version.guideline_id)
        last = part[-1].version_id
