"""Whether what a manager wants of an entry can be done, as things are now, and what it would be."""

from dataclasses import replace
from typing import Any

from commands.collection.changing import blank
from commands.collection.fitting import new_fault
from commands.command import Occasion
from commands.editing import edits
from commands.editing.actions import Action, Place
from commands.editing.batches import of_batch
from commands.editing.places import municipality_at
from commands.pending import Checked, Outcome, Refused
from commands.texts import editing_previews as texts
from commands.texts.editing import no_such
from commands.texts.editing_fields import PROVENANCE
from storage import guidelines, versions
from storage.database import Transaction
from storage.guidelines import Municipality
from storage.versions import Whole


async def checked(occasion: Occasion, action: Action) -> Outcome[Action]:
    """To be asked again before it is done: others change things, too."""
    outcome, seen = await _checked(occasion, action)
    if isinstance(outcome, Refused) or seen == action.seen:
        return outcome
    # Before it is shown for the first time, nothing has been seen.
    shown = replace(outcome, action=replace(outcome.action, seen=seen), renewed=bool(action.seen))
    if not shown.renewed:
        return shown
    return replace(shown, preview=texts.changed_meanwhile() + shown.preview)


Found = tuple[Checked[Action] | Refused, int]


async def _checked(occasion: Occasion, action: Action) -> Found:
    """And what was seen of how things are: another number if that has changed."""
    if action.verb == "new":
        return await _new(occasion, action)
    if action.verb == "undo":
        return await _undo(occasion, action)
    whole = await versions.whole(occasion.tx, action.number)
    if whole is None:
        return Refused(no_such(action.number, occasion.settings.prefix)), 0
    seen = await _seen(occasion.tx, whole.municipality)
    if (whole.guideline.deleted_at is None) == (action.verb == "restore"):
        gone = whole.guideline.deleted_at is not None
        prefix = occasion.settings.prefix
        return Refused(texts.is_gone(whole, prefix) if gone else texts.is_there(whole)), seen
    match action.verb:
        case "change":
            return await _change(occasion, action, whole), seen
        case "confirm":
            return await _confirm(occasion, action, whole), seen
        case "restore":
            return Checked(action, texts.restoring(whole)), seen
        case _:
            left = await guidelines.of_municipalities(
                occasion.tx, [whole.guideline.municipality_id]
            )
            prefix = occasion.settings.prefix
            preview = texts.deleting(whole, action.reason, prefix, last=len(left) == 1)
            return Checked(action, preview), seen


async def _seen(tx: Transaction, municipality: Municipality) -> int:
    """Its facts belong to all its entries. One more, because 0 is for what was never shown."""
    return await versions.last_of_municipality(tx, municipality.municipality_id) + 1


def new_entry(occasion: Occasion, action: Action, municipality: Municipality, by: str) -> Whole:
    """As it would be stored."""
    blank_entry = blank(municipality, action.fields["list"], occasion.now)
    entry = replace(blank_entry, provenance=PROVENANCE)
    made = edits.edited(Whole(entry, municipality), action.fields, by, occasion.now)
    return edits.confirmed(made, by, occasion.now)


async def _taken_by(tx: Transaction, before: Municipality, own: Municipality) -> int | None:
    """Another municipality of the same Land, perhaps one whose entries are all deleted."""
    if own.municipality_id and (own.name, own.land) == (before.name, before.land):
        return None
    other = await guidelines.called(tx, own.name, own.land)
    if other is None or other.municipality_id == own.municipality_id:
        return None
    return other.municipality_id


async def _new(occasion: Occasion, action: Action) -> Found:
    place = action.place or Place("")
    municipality = await municipality_at(occasion.tx, place)
    whole = new_entry(occasion, action, municipality, "")
    others = await guidelines.of_municipalities(occasion.tx, [municipality.municipality_id])
    seen = await _seen(occasion.tx, municipality)
    if await _taken_by(occasion.tx, municipality, whole.municipality) is not None:
        return Refused(texts.name_is_taken(whole)), seen
    fault = new_fault(None, whole)
    if fault is not None:
        return Refused(texts.unfit(*fault)), seen
    zone = occasion.settings.timezone
    return Checked(action, texts.new(whole, others, zone)), seen


async def _change(occasion: Occasion, action: Action, whole: Whole) -> Checked[Action] | Refused:
    cleared = "presumed" in action.fields and action.fields["presumed"] is None
    if cleared and whole.municipality.presumed and "kind" not in action.fields:
        return Refused(texts.body_needed(whole, occasion.settings.prefix))
    after = edits.edited(whole, action.fields, "", occasion.now)
    if after == whole:
        return Refused(texts.nothing_new(whole))
    return await _shown(occasion, action, whole, after)


async def _confirm(occasion: Occasion, action: Action, whole: Whole) -> Checked[Action] | Refused:
    after = edits.ascertained(whole, "", occasion.now)
    shown = await _shown(occasion, action, whole, after)
    if isinstance(shown, Refused) or whole.municipality.presumed is None:
        return shown
    other = texts.as_printed(whole, occasion.settings.prefix)
    return replace(shown, preview=shown.preview + other)


async def _shown(
    occasion: Occasion, action: Action, before: Whole, after: Whole
) -> Checked[Action] | Refused:
    if await _taken_by(occasion.tx, before.municipality, after.municipality) is not None:
        return Refused(texts.name_is_taken(after))
    fault = new_fault(before, after)
    if fault is not None:
        return Refused(texts.unfit(*fault))
    others: list[Any] = []
    if before.municipality != after.municipality:
        number = before.guideline.municipality_id
        entries = await guidelines.of_municipalities(occasion.tx, [number])
        others = [e for e in entries if e.guideline_id != before.guideline.guideline_id]
    zone = occasion.settings.timezone
    return Checked(action, texts.changing(before, after, len(others), zone))


async def _undo(occasion: Occasion, action: Action) -> Found:
    tx, zone = occasion.tx, occasion.settings.timezone
    batch = await versions.to_undo(tx)
    if batch is None:
        return Refused(texts.nothing_to_undo()), 0
    count, pairs = 0, []
    async for version, whole in of_batch(tx, batch):
        if whole is None:
            return Refused(texts.cannot_undo(version, [], zone)), batch
        after = edits.reverted(whole, version, occasion.now)
        taken_by = await _taken_by(tx, whole.municipality, after.municipality)
        # One that has no entry any more makes room.
        taken = taken_by is not None and await guidelines.of_municipalities(tx, [taken_by])
        found = ["name"] if taken else edits.conflicts(whole, version)
        if found:
            return Refused(texts.cannot_undo(version, found, zone)), batch
        count += 1
        if count <= texts.MOST:
            pairs.append((version, whole, after))
    return Checked(replace(action, number=batch), texts.undoing(pairs, count, zone)), batch
